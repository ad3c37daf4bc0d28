# %% 純 NumPy，Cholesky 與減去最大值 | plain NumPy: Cholesky, less the maximum
def anomaly_scores(X, weights, means, covariances):
    n, d = X.shape
    joint = np.empty((n, len(weights)))
    for k in range(len(weights)):
        lower = np.linalg.cholesky(covariances[k])
        z = np.linalg.solve(lower, (X - means[k]).T)
        log_det = 2 * np.sum(np.log(np.diag(lower)))
        with np.errstate(divide="ignore"):
            joint[:, k] = np.log(weights[k]) - 0.5 * (d * np.log(2 * np.pi) + log_det + np.sum(z**2, axis=0))
    top = joint.max(axis=1)
    return -(top + np.log(np.sum(np.exp(joint - top[:, np.newaxis]), axis=1)))


# %% 一個樣本一個樣本算 | one sample at a time
def anomaly_scores(X, weights, means, covariances):
    scores = []
    for x in X:
        terms = [
            np.log(weight) + multivariate_normal(mean, cov).logpdf(x)
            for weight, mean, cov in zip(weights, means, covariances)
            if weight > 0
        ]
        scores.append(-logsumexp(terms))
    return scores


# %% np.logaddexp 累加 | accumulated by np.logaddexp
def anomaly_scores(X, weights, means, covariances):
    total = np.full(len(X), -np.inf)
    for weight, mean, cov in zip(weights, means, covariances):
        if weight == 0:
            continue
        log_density = np.atleast_1d(multivariate_normal.logpdf(X, mean, cov))
        total = np.logaddexp(total, np.log(weight) + log_density)
    return -total


# %% slogdet 與 einsum | slogdet and einsum
def anomaly_scores(X, weights, means, covariances):
    d = X.shape[1]
    difference = X[:, None, :] - means[None]
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    _, log_det = np.linalg.slogdet(covariances)
    log_density = -0.5 * (squared + log_det + d * np.log(2 * np.pi))
    return -logsumexp(log_density, axis=1, b=weights)


# %% 特徵分解 | by eigenvalues
def anomaly_scores(X, weights, means, covariances):
    columns = []
    for weight, mean, cov in zip(weights, means, covariances):
        variances, axes = np.linalg.eigh(cov)
        rotated = (X - mean) @ axes
        log_density = -0.5 * np.sum(rotated**2 / variances + np.log(2 * np.pi * variances), axis=1)
        columns.append(log_density + np.log(max(weight, 1e-320)))
    return -np.logaddexp.reduce(np.array(columns), axis=0)


# %% 由責任值倒推 | backwards, from the responsibility
def anomaly_scores(X, weights, means, covariances):
    log_joint = np.column_stack(
        [multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances)]
    ).reshape(len(X), -1)
    with np.errstate(divide="ignore"):
        log_joint = log_joint + np.log(weights)
    best = log_joint.argmax(axis=1)
    rows = np.arange(len(X))
    resp = softmax(log_joint, axis=1)[rows, best]
    return np.log(resp) - log_joint[rows, best]
