# %% softmax | softmax
from scipy.special import softmax


def e_step(X, weights, means, covariances):
    log_p = np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)])
    with np.errstate(divide="ignore"):
        return softmax(np.log(weights) + log_p, axis=1)


# %% 自己減去最大值 | maximum shifted out by hand
def e_step(X, weights, means, covariances):
    log_joint = np.array([multivariate_normal(m, c).logpdf(X) for m, c in zip(means, covariances)]).T + np.log(weights)
    resp = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return resp / resp.sum(axis=1, keepdims=True)


# %% 再正規化一次 | normalised once more
def e_step(X, weights, means, covariances):
    log_joint = np.log(weights) + np.stack(
        [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)], axis=1
    )
    resp = np.exp(log_joint - logsumexp(log_joint, axis=1, keepdims=True))
    resp /= resp.sum(axis=1, keepdims=True)
    return resp


# %% 雙層迴圈，巢狀 list | double loop, nested lists
def e_step(X, weights, means, covariances):
    rows = []
    for x in X:
        logs = [np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(weights, means, covariances)]
        top = max(logs)
        scaled = [np.exp(one - top) for one in logs]
        rows.append([one / sum(scaled) for one in scaled])
    return rows


# %% 先算 (K, N) 再轉置，回傳 Fortran 順序 | components first, then transposed: a view in Fortran order
def e_step(X, weights, means, covariances):
    log_joint = np.array(
        [np.log(w) + multivariate_normal.logpdf(X, m, c) for w, m, c in zip(weights, means, covariances)]
    )
    return np.exp(log_joint - np.logaddexp.reduce(log_joint, axis=0)).T


# %% 兩兩相減對數，廣播 | differences of logs, by broadcasting
def e_step(X, weights, means, covariances):
    with np.errstate(all="ignore"):
        log_joint = np.log(weights) + np.column_stack(
            [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        )
        finite = np.where(np.isfinite(log_joint), log_joint, -1e300)
        return 1 / np.exp(finite[:, None, :] - finite[:, :, None]).clip(max=1e300).sum(axis=2)


# %% einsum，inv 與 slogdet，不用 SciPy 的密度 | einsum, inv and slogdet, without SciPy's density
def e_step(X, weights, means, covariances):
    difference = X[:, None, :] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    _, log_det = np.linalg.slogdet(covariances)
    # (2π)^{-d/2} 在分子分母都有，可以約掉 | (2π)^{-d/2} is in numerator and denominator alike and cancels
    log_joint = np.log(weights) - 0.5 * (squared + log_det)
    return np.exp(log_joint - logsumexp(log_joint, axis=1)[:, None])


# %% 一批 Cholesky 與 solve | a batch of Cholesky factors and solve
def e_step(X, weights, means, covariances):
    L = np.linalg.cholesky(covariances)
    z = np.linalg.solve(L, np.swapaxes(X - means[:, None], 1, 2))
    log_det = np.log(np.diagonal(L, axis1=-2, axis2=-1)).sum(-1)
    log_joint = (np.log(weights) - log_det)[:, None] - 0.5 * np.sum(z * z, axis=1)
    log_joint -= log_joint.max(axis=0)
    joint = np.exp(log_joint)
    return np.transpose(joint / joint.sum(axis=0))


# %% 輔助函式在別格 | helpers in other cells
def log_gauss(X, mu, sigma):
    d = len(mu)
    diff = X - mu
    return -0.5 * (d * np.log(2 * np.pi) + np.linalg.slogdet(sigma)[1] + (diff @ np.linalg.inv(sigma) * diff).sum(1))


# %% +
def log_joint_of(X, pi, mu, sigma):
    out = np.zeros((X.shape[0], pi.shape[0]))
    for k in range(pi.shape[0]):
        out[:, k] = np.log(pi[k]) + log_gauss(X, mu[k], sigma[k])
    return out


# %% +
def e_step(X, weights, means, covariances):
    out = log_joint_of(X, weights, means, covariances)
    return np.exp(out - logsumexp(out, axis=1, keepdims=True))


# %% 類別包在函式裡 | a class wrapped by a function
class GMM:
    def __init__(self, weights, means, covariances):
        self.weights, self.means, self.covariances = weights, means, covariances
        self.parts = [multivariate_normal(mean, cov) for mean, cov in zip(means, covariances)]

    def responsibilities(self, X):
        log_joint = np.vstack([np.log(w) + part.logpdf(X) for w, part in zip(self.weights, self.parts)])
        return np.exp(log_joint - logsumexp(log_joint, axis=0)).T


# %% +
def e_step(X, weights, means, covariances):
    return GMM(weights, means, covariances).responsibilities(X)


# %% 型別標註、換名字、逐行填入 | type hints, other names, filled row by row
from numpy.typing import NDArray

Array = NDArray[np.float64]


def e_step(data: Array, pi: Array, mu: Array, sigma: Array) -> Array:
    gamma: Array = np.empty((len(data), len(pi)))
    for i, x in enumerate(data):
        for k in range(len(pi)):
            gamma[i, k] = np.log(pi[k]) + multivariate_normal.logpdf(x, mean=mu[k], cov=sigma[k])
        gamma[i] = np.exp(gamma[i] - logsumexp(gamma[i]))
    return gamma


# %% 先寫密度版，後面改成對數版 | densities at first, logarithms further down
def e_step(X, weights, means, covariances):
    joint = np.column_stack([w * multivariate_normal.pdf(X, m, c) for w, m, c in zip(weights, means, covariances)])
    return joint / joint.sum(axis=1, keepdims=True)


# %% +
# 很遠的點會 0 / 0，改用對數 | 0 / 0 for far points, so in logarithms
def e_step(X, weights, means, covariances):
    log_joint = np.column_stack(
        [np.log(w) + multivariate_normal.logpdf(X, m, c) for w, m, c in zip(weights, means, covariances)]
    )
    return np.exp(log_joint - logsumexp(log_joint, axis=1, keepdims=True))


# %% 只算活著的成分 | only components that are alive
def e_step(X, weights, means, covariances):
    resp = np.zeros((len(X), len(weights)))
    alive = np.flatnonzero(weights)
    logs = np.stack([np.log(weights[k]) + multivariate_normal.logpdf(X, means[k], covariances[k]) for k in alive], 1)
    resp[:, alive] = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
    return resp
