# title: 沿錯的軸標準化 | normalised along the wrong axis
# base: reference
# expect: e_step = 0 < 35
# expect: m_step = 35
# expect: fit_em = 0 < 31

# %%
def e_step(X, weights, means, covariances):
    joint = np.column_stack([w * multivariate_normal.pdf(X, m, c) for w, m, c in zip(weights, means, covariances)])
    return joint / joint.sum(axis=0)
