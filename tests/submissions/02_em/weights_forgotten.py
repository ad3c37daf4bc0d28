# title: 責任值忘了乘權重 | weights forgotten in the responsibilities
# base: reference
# expect: e_step = 0 < 35
# expect: m_step = 35
# expect: fit_em = 0 < 31

# %%
def e_step(X, weights, means, covariances):
    log_density = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)])
    return np.exp(log_density - logsumexp(log_density, axis=1, keepdims=True))
