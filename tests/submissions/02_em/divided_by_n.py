# title: 除以 N 而不是 N_k | divided by N instead of N_k
# base: reference
# expect: e_step = 35
# expect: m_step = 0 < 35
# expect: fit_em = 0 < 31

# %%
def m_step(X, resp):
    counts = resp.sum(axis=0)
    weights = counts / len(X)
    means = resp.T @ X / len(X)
    covariances = np.stack(
        [(resp[:, k, None] * (X - means[k])).T @ (X - means[k]) for k in range(resp.shape[1])]
    ) / len(X)
    return weights, means, covariances
