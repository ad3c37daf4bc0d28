# title: 共變異數以全部資料的均值為中心 | covariance around the global mean
# base: reference
# expect: e_step = 35
# expect: m_step = 0 < 35
# expect: fit_em = 0 < 31

# %%
def m_step(X, resp):
    counts = resp.sum(axis=0)
    weights = counts / len(X)
    means = resp.T @ X / counts[:, None]
    centred = X - X.mean(axis=0)
    covariances = np.einsum("nk,nd,ne->kde", resp, centred, centred) / counts[:, None, None]
    return weights, means, covariances
