# %% 精度矩陣 | precision matrices
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    d = means.shape[1]
    known = [int(i) for i in known]
    unknown = [i for i in range(d) if i not in known]
    logs, mus, sigmas = [], [], []
    for w, m, c in zip(weights, means, covariances):
        P = np.linalg.inv(c)
        S = np.linalg.inv(P[np.ix_(unknown, unknown)])
        mus.append(m[unknown] - S @ P[np.ix_(unknown, known)] @ (np.asarray(x_known) - m[known]))
        sigmas.append((S + S.T) / 2)
        logs.append(np.log(w) + multivariate_normal.logpdf(x_known, m[known], c[np.ix_(known, known)]))
    logs = np.array(logs)
    p = np.exp(logs - logs.max())
    new, _ = sample(n_samples, p / p.sum(), np.array(mus), np.array(sigmas), random_state)
    X = np.zeros((n_samples, d))
    X[:, unknown] = new
    X[:, known] = x_known
    return X


# %% 不呼叫 sample，逐個樣本 | without sample, one at a time
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    known = np.array(known)
    mask = np.ones(len(means[0]), dtype=bool)
    mask[known] = False
    logs = [np.log(w) + multivariate_normal.logpdf(x_known, m[known], c[known][:, known]) for w, m, c in zip(weights, means, covariances)]
    p = np.exp(logs - logsumexp(logs))
    rows = []
    for _ in range(n_samples):
        k = rng.choice(len(p), p=p)
        gain = covariances[k][mask][:, known] @ np.linalg.pinv(covariances[k][known][:, known])
        mean = means[k][mask] + gain @ (x_known - means[k][known])
        cov = covariances[k][mask][:, mask] - gain @ covariances[k][known][:, mask]
        row = np.empty(len(mask))
        row[known] = x_known
        row[mask] = rng.multivariate_normal(mean, cov)
        rows.append(row)
    return rows


# %% 先抽整個向量再修正（Matheron） | whole vectors first, then corrected (Matheron's rule)
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    known = np.asarray(known)
    log_w = np.array([np.log(w) + multivariate_normal.logpdf(x_known, m[known], c[np.ix_(known, known)]) for w, m, c in zip(weights, means, covariances)])
    counts = rng.multinomial(n_samples, np.exp(log_w - logsumexp(log_w)))
    parts = []
    for n, m, c in zip(counts, means, covariances):
        whole = m + rng.standard_normal((n, len(m))) @ np.linalg.cholesky(c).T
        gain = np.linalg.solve(c[np.ix_(known, known)], c[known])
        parts.append(whole + (x_known - whole[:, known]) @ gain)
    X = np.vstack(parts)
    X[:, known] = x_known
    return X


# %% Schur 補用 Cholesky，set 差集 | Schur complement by Cholesky, difference of sets
from scipy.linalg import cho_factor, cho_solve


# %% +
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    known = list(known)
    rest = sorted(set(range(np.shape(means)[1])) - set(known))
    pi, mu, sigma = [], [], []
    for k in range(len(weights)):
        A, B, C = covariances[k][np.ix_(known, known)], covariances[k][np.ix_(rest, known)], covariances[k][np.ix_(rest, rest)]
        factor = cho_factor(A, lower=True)
        residual = np.subtract(x_known, means[k][known])
        solved = cho_solve(factor, residual)
        mu.append(means[k][rest] + B @ solved)
        sigma.append(C - B @ cho_solve(factor, B.T))
        pi.append(np.log(weights[k]) - 0.5 * residual @ solved - np.log(np.diag(factor[0])).sum())
    pi = np.exp(np.array(pi) - max(pi))
    out = np.tile(np.zeros(np.shape(means)[1]), (n_samples, 1))
    out[:, known] = np.broadcast_to(x_known, (n_samples, len(known)))
    out[:, rest] = sample(n_samples, pi / pi.sum(), np.stack(mu), np.stack(sigma), random_state=random_state)[0]
    return out


# %% 別的種子推導 | another seed made from the one given
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    generator = np.random.RandomState(random_state + 1)
    known = np.array(known)
    other = np.delete(np.arange(means.shape[1]), known)
    log_p = np.array([multivariate_normal(m[known], c[np.ix_(known, known)]).logpdf(x_known) for m, c in zip(means, covariances)])
    log_p = log_p + np.log(weights)
    p = np.exp(log_p - np.logaddexp.reduce(log_p))
    labels = generator.choice(len(p), n_samples, p=p / p.sum())
    X = np.full((n_samples, means.shape[1]), np.nan)
    X[:, known] = x_known
    for k in range(len(p)):
        rows = np.flatnonzero(labels == k)
        coefficient = np.linalg.lstsq(covariances[k][np.ix_(known, known)], covariances[k][np.ix_(known, other)], rcond=None)[0]
        mean = means[k][other] + (x_known - means[k][known]) @ coefficient
        cov = covariances[k][np.ix_(other, other)] - covariances[k][np.ix_(other, known)] @ coefficient
        X[np.ix_(rows, other)] = generator.multivariate_normal(mean, cov, len(rows))
    return X
