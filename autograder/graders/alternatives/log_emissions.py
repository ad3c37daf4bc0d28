# %% 一次攤平所有成分 | all components at once
def log_emissions(X, weights, means, covariances):
    S, M, d = means.shape
    flat = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means.reshape(-1, d), covariances.reshape(-1, d, d))])
    with np.errstate(divide="ignore"):
        return logsumexp(np.log(weights) + flat.reshape(len(X), S, M), axis=2)


# %% 三層迴圈，巢狀 list | three loops, nested lists
def log_emissions(X, weights, means, covariances):
    out = []
    for x in X:
        row = []
        for j in range(len(weights)):
            logs = [np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(weights[j], means[j], covariances[j]) if w > 0]
            top = max(logs)
            row.append(top + np.log(sum(np.exp(one - top) for one in logs)))
        out.append(row)
    return out


# %% einsum 與 Cholesky 一批做完 | a batch by einsum and Cholesky
def log_emissions(X, weights, means, covariances):
    L = np.linalg.cholesky(covariances)
    inverse = np.linalg.inv(L)
    z = np.einsum("jmab,tjmb->tjma", inverse, X[:, None, None, :] - means)
    log_det = np.log(np.diagonal(L, axis1=-2, axis2=-1)).sum(-1)
    log_pdf = -0.5 * (z**2).sum(-1) - log_det - 0.5 * X.shape[1] * np.log(2 * np.pi)
    return logsumexp(log_pdf, axis=2, b=np.broadcast_to(weights, log_pdf.shape))


# %% logaddexp 累加 | logaddexp, one after the other
def log_emissions(X, weights, means, covariances):
    result = np.full((len(X), len(weights)), -np.inf)
    for j in range(len(weights)):
        for m in range(len(weights[j])):
            if weights[j][m] > 0:
                one = np.log(weights[j][m]) + multivariate_normal.logpdf(X, means[j][m], covariances[j][m])
                result[:, j] = np.logaddexp(result[:, j], one)
    return result


# %% 先 (S, T) 再轉置 | states first, then transposed
def log_emissions(X, weights, means, covariances):
    X = np.asarray(X, dtype=float)
    rows = []
    for w, mu, sigma in zip(weights, means, covariances):
        a = np.array([multivariate_normal(m, c).logpdf(X).reshape(len(X)) if len(X) > 1 else [multivariate_normal(m, c).logpdf(X)] for m, c in zip(mu, sigma)])
        top = a.max(axis=0)
        rows.append(top + np.log(w @ np.exp(a - top)) if np.all(np.asarray(w) > 0) else logsumexp(a, axis=0, b=np.asarray(w)[:, None]))
    return np.array(rows).T
