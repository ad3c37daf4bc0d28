# %% 增加量取絕對值，history 是陣列 | size of the gain, history as an array
def total_log_likelihood(X, weights, means, covariances):
    logs = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)])
    return logsumexp(logs + np.log(weights), axis=1).sum()


# %% +
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters = weights, means, covariances
    history = [total_log_likelihood(X, *parameters)]
    for _ in range(max_iter):
        parameters = m_step(X, e_step(X, *parameters))
        history.append(total_log_likelihood(X, *parameters))
        if abs(history[-1] - history[-2]) <= tol:
            break
    return *parameters, np.array(history)


# %% while 迴圈，named tuple，history 是 tuple | while loop, named tuple, history as a tuple
from collections import namedtuple

Parameters = namedtuple("Parameters", ["weights", "means", "covariances"])


def log_prob(X, p):
    return np.logaddexp.reduce(
        [np.log(w) + multivariate_normal(m, c).logpdf(X) for w, m, c in zip(p.weights, p.means, p.covariances)]
    ).sum()


def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    p = Parameters(weights, means, covariances)
    history, gain, n_steps = [log_prob(X, p)], np.inf, 0
    while gain >= tol and n_steps < max_iter:
        p = Parameters(*m_step(X, e_step(X, *p)))
        history.append(log_prob(X, p))
        gain, n_steps = history[-1] - history[-2], n_steps + 1
    return [p.weights, p.means, p.covariances, tuple(history)]


# %% 概似順便從 E 步驟得到，0 維陣列 | the likelihood comes with the E-step, 0-d arrays
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    history = []
    while True:
        log_joint = np.log(weights) + np.column_stack(
            [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        )
        per_sample = logsumexp(log_joint, axis=1, keepdims=True)
        history.append(np.array(per_sample.sum()))
        if len(history) > max_iter or (len(history) > 1 and history[-1] - history[-2] < tol):
            return weights, means, covariances, history
        weights, means, covariances = m_step(X, np.exp(log_joint - per_sample))


# %% 丟掉最後一步 | last step thrown away
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    def score(p):
        return np.sum(logsumexp([np.log(w) + multivariate_normal.logpdf(X, m, c) for w, m, c in zip(*p)], axis=0))

    parameters = weights, means, covariances
    history = [score(parameters)]
    for _ in range(max_iter):
        proposal = m_step(X, e_step(X, *parameters))
        value = score(proposal)
        if value - history[-1] < tol:
            break
        parameters = proposal
        history.append(value)
    return *parameters, history


# %% 多做一步確認 | one step more to be sure
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    def score(weights, means, covariances):
        logs = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        return float(logsumexp(np.array(logs), axis=0, b=np.reshape(weights, (-1, 1))).sum())

    parameters, below = (weights, means, covariances), 0
    history = [score(*parameters)]
    for _ in range(max_iter):
        parameters = m_step(X, e_step(X, *parameters))
        history.append(score(*parameters))
        below += history[-1] - history[-2] < tol
        if below == 2:
            break
    return *parameters, history


# %% 從頭到尾都用迴圈 | loops all the way
def slow_e(X, pi, mu, sigma):
    rows = []
    for x in X:
        logs = [np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(pi, mu, sigma)]
        scaled = [np.exp(one - max(logs)) for one in logs]
        rows.append([one / sum(scaled) for one in scaled])
    return rows


# %% +
def slow_m(X, resp):
    pi, mu, sigma = [], [], []
    for k in range(len(resp[0])):
        count = sum(row[k] for row in resp)
        mean = sum(row[k] * x for row, x in zip(resp, X)) / count
        cov = sum(row[k] * np.outer(x - mean, x - mean) for row, x in zip(resp, X)) / count
        pi.append(count / len(X))
        mu.append(mean)
        sigma.append(cov)
    return pi, mu, sigma


# %% +
def slow_log_likelihood(X, pi, mu, sigma):
    total = 0.0
    for x in X:
        total += logsumexp([np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(pi, mu, sigma)])
    return total


# %% +
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    history = [slow_log_likelihood(X, weights, means, covariances)]
    for step in range(max_iter):
        weights, means, covariances = slow_m(X, slow_e(X, weights, means, covariances))
        history += [slow_log_likelihood(X, weights, means, covariances)]
        if history[step + 1] - history[step] < tol:
            return weights, means, covariances, history
    return weights, means, covariances, history


# %% 類別包在函式裡 | a class wrapped by a function
class EM:
    def __init__(self, tol, max_iter):
        self.tol, self.max_iter = tol, max_iter
        self.history = []

    def log_likelihood(self, X):
        logs = np.stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(self.means, self.covariances)])
        return float(logsumexp(logs.T + np.log(self.weights), axis=1).sum())

    def fit(self, X, *start):
        self.weights, self.means, self.covariances = start
        self.history = [self.log_likelihood(X)]
        while len(self.history) <= self.max_iter:
            self.weights, self.means, self.covariances = m_step(X, e_step(X, *start))
            start = self.weights, self.means, self.covariances
            self.history.append(self.log_likelihood(X))
            if self.history[-1] - self.history[-2] < self.tol:
                break
        return self


# %% +
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    model = EM(tol, max_iter).fit(X, weights, means, covariances)
    return model.weights, model.means, model.covariances, model.history


# %% 遞迴 | recursion
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200, history=()):
    if not history:
        history = (loglik(X, weights, means, covariances),)
    if max_iter == 0:
        return weights, means, covariances, list(history)
    new = m_step(X, e_step(X, weights, means, covariances))
    value = loglik(X, *new)
    if value - history[-1] < tol:
        max_iter = 1
    return fit_em(X, *new, tol, max_iter - 1, (*history, value))


# %% +
# 輔助函式寫在後面的格子 | the helper comes in a cell further down
def loglik(X, weights, means, covariances):
    log_p = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
    return logsumexp(np.transpose(log_p), axis=1, b=weights).sum()


# %% 產生器給出每一步，型別標註 | a generator of steps, type hints
from collections.abc import Iterator


def em_steps(X: np.ndarray, parameters: tuple) -> Iterator[tuple[float, tuple]]:
    while True:
        logs = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(*parameters[1:])])
        yield float(logsumexp(logs, b=parameters[0], axis=1).sum()), parameters
        parameters = m_step(X, e_step(X, *parameters))


# %% +
def fit_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    tol: float = 1e-6,
    max_iter: int = 200,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[float]]:
    history: list[float] = []
    for value, parameters in em_steps(X, (weights, means, covariances)):
        history.append(value)
        if len(history) == max_iter + 1 or (len(history) > 1 and history[-1] < history[-2] + tol):
            break
    return *parameters, history


# %% 先複製輸入，history 先配置好再截短 | inputs copied, history allocated and cut
def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    pi, mu, sigma = weights.copy(), means.copy(), covariances.copy()
    n, d = X.shape
    history = np.full(max_iter + 1, np.nan)
    for t in range(max_iter + 1):
        diff = X[:, None] - mu
        quad = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(sigma), diff)
        log_joint = np.log(pi) - 0.5 * (quad + np.linalg.slogdet(sigma)[1] + d * np.log(2 * np.pi))
        log_norm = logsumexp(log_joint, axis=1)
        history[t] = log_norm.sum()
        if t == max_iter or (t > 0 and history[t] - history[t - 1] < tol):
            break
        resp = np.exp(log_joint - log_norm[:, None])
        pi[:] = resp.sum(axis=0) / n
        mu[:] = resp.T @ X / resp.sum(axis=0)[:, None]
        diff = X[:, None] - mu
        sigma[:] = np.einsum("nk,nki,nkj->kij", resp, diff, diff) / resp.sum(axis=0)[:, None, None]
    return pi, mu, sigma, history[: t + 1]
