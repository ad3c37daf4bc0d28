# title: E 步驟會出錯，後面的函式沒有錯 | the E-step raises, the functions after it are right
# base: reference
# expect: e_step = 0
# expect: m_step = 35
# expect: fit_em = 30

# %%
def e_step(X, weights, means, covariances):
    resp = np.zeros((len(weights), len(X)))
    for k in range(len(weights)):
        resp[:, k] = weights[k] * multivariate_normal.pdf(X, means[k], covariances[k])
    return resp / resp.sum(axis=1, keepdims=True)
