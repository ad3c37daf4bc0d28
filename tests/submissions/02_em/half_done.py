# title: 只寫了 E 步驟 | only the E-step is written
# base: stub
# expect: e_step = 35
# expect: m_step = 0
# expect: fit_em = 0

# %%
def e_step(X, weights, means, covariances):
    log_joint = np.stack(
        [np.log(w) + multivariate_normal(m, c).logpdf(X) for w, m, c in zip(weights, means, covariances)], axis=1
    )
    log_joint = log_joint.reshape(len(X), len(weights))
    log_joint = log_joint - log_joint.max(axis=1, keepdims=True)
    joint = np.exp(log_joint)
    return joint / joint.sum(axis=1, keepdims=True)
