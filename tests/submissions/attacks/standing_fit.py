# title: 自己的 E 步、M 步哪裡也不去 | own steps that lead nowhere
# A fit that takes no step follows no path: the steps are wrong, and so is the fit.
# assignment: 02_em
# base: stub
# mangle: undraw
# shows: nowhere
# expect: e_step = 0
# expect: m_step = 0
# expect: fit_em = 0 < 7

# %%
last = None


def e_step(X, weights, means, covariances):
    global last
    last = weights, means, covariances
    return np.ones((len(X), len(weights)))

# %%
def m_step(X, resp):
    return last

# %%
def fit_em(X, weights, means, covariances, max_iter=200, tol=1e-6):
    joint = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
    return weights, means, covariances, [float(np.sum(logsumexp(np.column_stack(joint), axis=1, b=weights)))]

# %%
print("nowhere", fit_em(np.zeros((3, 2)), np.ones(1), np.zeros((1, 2)), np.eye(2)[None])[3] != [])
