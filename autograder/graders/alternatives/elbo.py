# %% scipy.special 的 xlogy | SciPy's xlogy
from scipy.special import xlogy


# %% +
def elbo(X, resp, weights, means, covariances):
    log_N = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]).reshape(len(X), -1)
    return float(np.sum(resp * log_N) + np.sum(xlogy(resp, weights)) - np.sum(xlogy(resp, resp)))


# %% 雙層迴圈 | two loops
def elbo(X, resp, weights, means, covariances):
    total = 0
    for i in range(len(X)):
        for k in range(len(weights)):
            r = float(resp[i][k])
            if r == 0:
                continue
            total += r * (np.log(weights[k]) + multivariate_normal.logpdf(X[i], means[k], covariances[k]) - np.log(r))
    return total


# %% 對數概似減 KL | log-likelihood less KL
def elbo(X, resp, weights, means, covariances):
    columns = [np.log(w) + np.reshape(multivariate_normal.logpdf(X, m, c), len(X)) for w, m, c in zip(weights, means, covariances)]
    log_joint = np.stack(columns, axis=1)
    top = logsumexp(log_joint, axis=1, keepdims=True)
    used = np.asarray(resp) > 0
    log_r = np.log(np.where(used, resp, 1.0))
    kl = np.where(used, resp * (log_r - np.where(used, log_joint - top, 0.0)), 0.0).sum()
    return np.array(top.sum() - kl)


# %% nansum 跳過 0·log 0 | nansum skips 0 log 0
def elbo(X, resp, weights, means, covariances):
    with np.errstate(all="ignore"):
        log_joint = np.log(weights) + np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)])
        return np.nansum(resp * (log_joint - np.log(resp)))


# %% scipy.special.entr，np.where | entr and np.where
from scipy.special import entr


# %% +
def elbo(X, resp, weights, means, covariances):
    resp = np.asarray(resp, dtype=float)
    value = entr(resp).sum()
    for k, (w, m, c) in enumerate(zip(weights, means, covariances)):
        L = np.linalg.cholesky(c)
        z = np.linalg.solve(L, (np.asarray(X, float) - m).T)
        log_pdf = -0.5 * np.sum(z**2, axis=0) - np.log(np.diag(L)).sum() - 0.5 * len(m) * np.log(2 * np.pi)
        value += resp[:, k] @ log_pdf + (resp[:, k].sum() * np.log(w) if resp[:, k].any() else 0.0)
    return value


# %% 布林索引，攤平 | boolean index, flattened
def elbo(X, resp, weights, means, covariances):
    i, k = np.nonzero(resp)
    r = np.asarray(resp)[i, k]
    log_density = np.array([multivariate_normal.logpdf(X[a], means[b], covariances[b]) for a, b in zip(i, k)])
    return np.sum(r * (np.log(np.asarray(weights)[k]) + log_density - np.log(r)))
