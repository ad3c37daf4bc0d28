# title: 迴圈不會結束 | the loop never ends
# base: reference
# expect: e_step = 35
# expect: m_step = 35
# expect: fit_em = 0

# %%
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    history = []
    while True:
        resp = e_step(X, weights, means, covariances)
        weights, means, covariances = m_step(X, resp)
    return weights, means, covariances, history
