# %% einsum | einsum
def m_step(X, resp):
    counts = resp.sum(axis=0)
    safe = np.where(counts > 0, counts, 1.0)
    means = resp.T @ X / safe[:, None]
    difference = X[:, None, :] - means
    covariances = np.einsum("nk,nki,nkj->kij", resp, difference, difference) / safe[:, None, None]
    empty = counts == 0
    means[empty] = X.mean(axis=0)
    covariances[empty] = np.cov(X.T, bias=True)
    return counts / len(X), means, covariances


# %% 雙層迴圈，回傳 list | double loop, lists
def m_step(X, resp):
    n, d = X.shape
    weights, means, covariances = [], [], []
    for k in range(resp.shape[1]):
        r = resp[:, k] if resp[:, k].any() else np.ones(n)
        mean = sum(r[i] * X[i] for i in range(n)) / sum(r)
        cov = np.zeros((d, d))
        for i in range(n):
            cov += r[i] * np.outer(X[i] - mean, X[i] - mean) / sum(r)
        weights.append(sum(resp[:, k]) / n)
        means.append(mean)
        covariances.append(cov)
    return weights, means, covariances


# %% np.average 與 np.cov，一維時 np.cov 少了軸 | np.average and np.cov, which drops axes in one dimension
def m_step(X, resp):
    counts = resp.sum(axis=0)
    shares = np.where(counts > 0, resp, 1.0)
    means = np.array([np.average(X, axis=0, weights=share) for share in shares.T])
    return counts / counts.sum(), means, np.array([np.cov(X.T, aweights=share, bias=True) for share in shares.T])


# %% np.cov，樣本排成列，再補成二維 | np.cov of rows, made 2-d again
def m_step(X, resp):
    share = np.where(resp.sum(axis=0) == 0, 1.0, resp)
    covariances = [np.atleast_2d(np.cov(X, rowvar=False, aweights=a, ddof=0)) for a in share.T]
    return resp.mean(axis=0), (share / share.sum(axis=0)).T @ X, np.stack(covariances)


# %% 二階動差 | second moments
def m_step(X, resp):
    counts = resp.sum(axis=0)
    share = np.where(counts > 0, resp, 1.0)
    share = share / share.sum(axis=0)
    means = share.T @ X
    moments = np.einsum("nk,ni,nj->kij", share, X, X)
    return counts / len(X), means, moments - means[:, :, None] * means[:, None, :]


# %% 二階動差，迴圈 | second moments in a loop
def m_step(X, resp):
    N = X.shape[0]
    Nk = np.sum(resp, axis=0)
    mu, sigma = [], []
    for k in range(len(Nk)):
        r = resp[:, [k]] / Nk[k] if Nk[k] > 0 else np.ones((N, 1)) / N
        mu.append((r * X).sum(axis=0))
        sigma.append((r * X).T @ X - np.outer(mu[-1], mu[-1]))
    return Nk / N, np.array(mu), np.array(sigma)


# %% 對稱化、named tuple、除以 resp.sum() | symmetrised, named tuple, normalised by resp.sum()
from collections import namedtuple

Parameters = namedtuple("Parameters", "weights means covariances")


# %% +
def m_step(X, resp):
    share = resp + (resp.sum(axis=0) == 0)
    share = share / share.sum(axis=0)
    means = share.T @ X
    difference = X[:, None, :] - means
    covariances = np.einsum("nk,nki,nkj->kij", share, difference, difference)
    return Parameters(resp.sum(axis=0) / resp.sum(), means, (covariances + covariances.transpose(0, 2, 1)) / 2)


# %% 有型別的 NamedTuple | a typed NamedTuple
from typing import NamedTuple


class Estimate(NamedTuple):
    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray


def m_step(X: np.ndarray, resp: np.ndarray) -> Estimate:
    counts = resp.sum(axis=0)
    r = np.where(counts > 0, resp / np.maximum(counts, np.finfo(float).tiny), 1 / len(X))
    means = np.tensordot(r, X, axes=(0, 0))
    covariances = np.stack([np.tensordot(r[:, k, None] * (X - m), X - m, axes=(0, 0)) for k, m in enumerate(means)])
    return Estimate(weights=counts / len(X), means=means, covariances=covariances)


# %% 計數加上機器 epsilon，回傳 list | machine epsilon on the counts, a list of results
def m_step(X, resp):
    resp = resp + 10 * np.finfo(float).eps
    counts = resp.sum(axis=0)
    means = resp.T @ X / counts[:, None]
    covariances = [(resp[:, k] * (X - m).T) @ (X - m) / counts[k] for k, m in enumerate(means)]
    return [counts / len(X), list(means), covariances]


# %% 責任值開根號乘進資料 | square roots of the responsibilities in the data
def m_step(X, resp):
    n, K = resp.shape
    weights = resp.sum(0) / n
    means, covariances = np.zeros((K, X.shape[1])), np.zeros((K, X.shape[1], X.shape[1]))
    for k in range(K):
        r = resp[:, k] if weights[k] > 0 else np.full(n, 1.0)
        means[k] = np.dot(r, X) / r.sum()
        A = np.sqrt(r)[:, np.newaxis] * (X - means[k])
        covariances[k] = np.dot(A.T, A) / r.sum()
    return weights, means, covariances


# %% 對角矩陣 np.diag | np.diag
def m_step(X, resp):
    weights = resp.mean(axis=0)
    means, covariances = [], []
    for gamma in resp.T:
        R = np.diag(gamma / gamma.sum()) if gamma.sum() > 0 else np.eye(len(X)) / len(X)
        mean = R.sum(axis=0) @ X
        means.append(mean)
        covariances.append((X - mean).T @ R @ (X - mean))
    return weights, np.array(means), np.array(covariances)


# %% 廣播，不用迴圈也不用 einsum | broadcasting, neither loop nor einsum
def m_step(X, resp):
    counts = resp.sum(axis=0)
    gamma = np.where(counts > 0, resp, 1.0)
    total = gamma.sum(axis=0)
    means = (gamma[:, :, None] * X[:, None, :]).sum(axis=0) / total[:, None]
    centred = X[:, None, :] - means
    outer = centred[..., :, None] * centred[..., None, :]
    covariances = (gamma[:, :, None, None] * outer).sum(axis=0) / total[:, None, None]
    return counts / X.shape[0], means, covariances


# %% 輔助函式在別格，dataclass 再轉成 tuple | helpers in other cells, a dataclass turned into a tuple
from dataclasses import astuple, dataclass


@dataclass
class Component:
    weight: float
    mean: np.ndarray
    covariance: np.ndarray


# %% +
def estimate(X, r):
    n = len(X)
    share = r / r.sum() if r.sum() else np.ones(n) / n
    mean = share @ X
    return Component(r.sum() / n, mean, (share * (X - mean).T) @ (X - mean))


# %% +
def m_step(X, resp):
    components = [astuple(estimate(X, r)) for r in resp.T]
    return tuple(zip(*components))


# %% 先寫錯，後面又重新定義 | wrong at first, defined again further down
def m_step(X, resp):
    return resp.mean(axis=0), resp.T @ X, None


# %% +
def weighted(X, r):
    mean = np.average(X, axis=0, weights=r)
    cov = sum(ri * np.outer(x - mean, x - mean) for ri, x in zip(r, X)) / r.sum()
    return mean, cov


# %% +
def m_step(X, resp):
    pairs = [weighted(X, r if r.any() else np.ones_like(r)) for r in resp.T]
    return resp.mean(axis=0), np.array([m for m, _ in pairs]), np.array([c for _, c in pairs])


# %% 排列成 Fortran 順序的視圖 | views in Fortran order
def m_step(X, resp):
    counts = resp.sum(axis=0)
    r = np.where(counts > 0, resp, 1.0)
    r = r / r.sum(axis=0)
    means = X.T @ r  # (d, K)
    covariances = np.empty((X.shape[1], X.shape[1], resp.shape[1]))
    for k in range(resp.shape[1]):
        centred = X.T - means[:, [k]]
        covariances[:, :, k] = centred * r[:, k] @ centred.T
    return counts / counts.sum(), means.T, np.moveaxis(covariances, -1, 0)


# %% 多了幾格實驗，其中一格出錯 | extra cells with experiments, one of which fails
toy = np.array([[0.0, 1.0], [2.0, 1.0], [4.0, 0.0]])
print(np.average(toy, axis=0, weights=[1, 2, 1]))


# %% +
def m_step(X, resp):
    print("m_step:", X.shape, resp.shape)
    gamma = resp if (resp.sum(axis=0) > 0).all() else np.where(resp.sum(axis=0) > 0, resp, 1.0)
    mu = [gamma[:, k] @ X / gamma[:, k].sum() for k in range(gamma.shape[1])]
    sigma = [np.inner((X - m).T * gamma[:, k], (X - m).T) / gamma[:, k].sum() for k, m in enumerate(mu)]
    return resp.mean(axis=0), mu, sigma


# %% +
# 這樣會怎樣？| What happens then?
m_step(toy, np.ones(3))
