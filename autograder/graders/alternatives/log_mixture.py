# %% 自己減去最大值 | maximum shifted out by hand
def log_mixture(X, weights, means, covariances):
    columns = [log_gaussian(X, m, c) for m, c in zip(means, covariances)]
    with np.errstate(divide="ignore"):
        log_joint = np.column_stack(columns) + np.log(weights)
    top = log_joint.max(axis=1)
    return top + np.log(np.exp(log_joint - top[:, None]).sum(axis=1))


# %% logaddexp.reduce | logaddexp.reduce
def log_mixture(X, weights, means, covariances):
    with np.errstate(divide="ignore"):
        terms = [np.log(weights[k]) + log_gaussian(X, means[k], covariances[k]) for k in range(len(weights))]
    return np.logaddexp.reduce(terms, axis=0)


# %% 雙層迴圈，回傳 list | double loop, a list
def log_mixture(X, weights, means, covariances):
    result = []
    for x in X:
        terms = []
        for w, m, c in zip(weights, means, covariances):
            if w > 0:
                terms.append(np.log(w) + log_gaussian(x.reshape(1, -1), m, c)[0])
        result.append(float(logsumexp(terms)))
    return result


# %% 跳過權重為 0 的成分 | components of weight 0 skipped
def log_mixture(X, weights, means, covariances):
    alive = weights > 0
    log_joint = np.log(weights[alive]) + np.stack(
        [log_gaussian(X, m, c) for m, c in zip(means[alive], covariances[alive])], axis=-1
    )
    return logsumexp(log_joint, axis=1)


# %% 所有成分一起廣播，一次 Cholesky | all components at once by broadcasting, one batch of Cholesky factors
def log_mixture(X, weights, means, covariances):
    L = np.linalg.cholesky(covariances)
    z = np.linalg.solve(L, (X[np.newaxis] - means[:, np.newaxis]).transpose(0, 2, 1))
    log_det = 2 * np.log(np.diagonal(L, axis1=1, axis2=2)).sum(axis=1)
    log_density = -0.5 * ((z**2).sum(axis=1) + log_det[:, np.newaxis] + X.shape[1] * np.log(2 * np.pi))
    return logsumexp(log_density, axis=0, b=weights[:, np.newaxis])


# %% einsum 對所有成分 | einsum over all components
def log_mixture(X, weights, means, covariances):
    difference = X[:, None, :] - means[None, :, :]
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    log_det = np.linalg.slogdet(covariances)[1]
    with np.errstate(divide="ignore"):
        log_joint = np.log(weights) - 0.5 * (squared + log_det + X.shape[1] * np.log(2 * np.pi))
    return logsumexp(log_joint, axis=1)


# %% 一個成分一個成分累加 logaddexp | logaddexp, one component after the other
def log_mixture(X, weights, means, covariances):
    total = np.full(len(X), -np.inf)
    for k, weight in enumerate(weights):
        if weight == 0:
            continue
        total = np.logaddexp(total, np.log(weight) + log_gaussian(X, means[k], covariances[k]))
    return total


# %% SciPy 的對數密度，不用自己的函式 | SciPy's log-densities instead of one's own function
def log_mixture(X, weights, means, covariances):
    log_p = [stats.multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
    log_w = np.log(weights, where=weights > 0, out=np.full(len(weights), -np.inf))
    return logsumexp(np.array(log_p).T + log_w, axis=1)


# %% 輔助函式在別格，最大值法 | helpers in other cells
def log_joint(X, weights, means, covariances):
    values = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        values[:, k] = np.log(weights[k]) + log_gaussian(X, means[k], covariances[k])
    return values


# %% +
def log_mixture(X, weights, means, covariances):
    return log_sum_of_rows(log_joint(X, weights, means, covariances))


# %% +
# 寫在後面的格子也可以 | a cell further down is fine too
def log_sum_of_rows(a):
    biggest = np.amax(a, axis=1, keepdims=True)
    return (np.log(np.sum(np.exp(a - biggest), axis=1, keepdims=True)) + biggest)[:, 0]


# %% 用 functools.reduce | by functools.reduce
from functools import reduce


def log_mixture(X, weights, means, covariances):
    parts = (log_gaussian(X, m, c) + (np.log(w) if w > 0 else -np.inf) for w, m, c in zip(weights, means, covariances))
    return reduce(np.logaddexp, parts)


# %% 權重放進 logsumexp 的 b，單一樣本各算一次 | weights as b of logsumexp, one sample at a time
def log_mixture(X, weights, means, covariances):
    def of_sample(x):
        densities = [log_gaussian(x[None], m, c).item() for m, c in zip(means, covariances)]
        return logsumexp(densities, b=weights)

    return np.array(list(map(of_sample, X)))
