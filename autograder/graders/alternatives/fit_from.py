# %% 迴圈求反矩陣 | inverses in a loop
def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    precisions = np.zeros_like(covariances)
    for k in range(len(weights)):
        precisions[k] = np.linalg.inv(covariances[k])
    gmm = GaussianMixture(n_components=len(weights), covariance_type="full", tol=tol, max_iter=max_iter, reg_covar=0.0)
    gmm.weights_init, gmm.means_init, gmm.precisions_init = weights, means, precisions
    gmm.fit(X)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% solve 與單位矩陣 | solve with the identity
def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    K, d = means.shape
    model = GaussianMixture(
        K,
        reg_covar=0,
        weights_init=weights,
        means_init=means,
        precisions_init=np.stack([np.linalg.solve(cov, np.eye(d)) for cov in covariances]),
        tol=tol,
        max_iter=max_iter,
        random_state=0,
    )
    model.fit(X)
    return [model.weights_, model.means_, model.covariances_]


# %% 特徵值求反矩陣，忽略警告 | inverses by eigenvalues, warnings ignored
def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    values, vectors = np.linalg.eigh(covariances)
    precisions = (vectors / values[:, None, :]) @ vectors.transpose(0, 2, 1)
    precisions = (precisions + precisions.transpose(0, 2, 1)) / 2
    start = dict(weights_init=weights, means_init=means, precisions_init=precisions)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gmm = GaussianMixture(len(weights), tol=tol, max_iter=max_iter, reg_covar=0, **start).fit(X)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% warm_start，一步一步走 | warm_start, step by step
def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    gmm = GaussianMixture(
        len(weights),
        weights_init=weights,
        means_init=means,
        precisions_init=np.linalg.inv(covariances),
        reg_covar=0,
        tol=tol,
        max_iter=1,
        warm_start=True,
    )
    before = -np.inf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(max_iter):
            gmm.fit(X)
            if abs(gmm.lower_bound_ - before) < tol:
                break
            before = gmm.lower_bound_
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% 自己的 EM | EM of one's own
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    before = -np.inf
    for _ in range(max_iter):
        joint = np.log(weights) + np.column_stack(
            [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        )
        norm = logsumexp(joint, axis=1)
        resp = np.exp(joint - norm[:, None])
        counts = resp.sum(axis=0)
        weights, means = counts / len(X), (resp.T @ X) / counts[:, None]
        centred = X[None] - means[:, None]
        covariances = np.einsum("nk,kni,knj->kij", resp, centred, centred) / counts[:, None, None]
        if abs(norm.mean() - before) < tol:
            break
        before = norm.mean()
    return weights, means, covariances


# %% 有名字的 tuple | a named tuple
from collections import namedtuple

Parameters = namedtuple("Parameters", "weights means covariances")


def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    init = {"weights_init": weights, "means_init": means, "precisions_init": np.linalg.pinv(covariances, hermitian=True)}
    gmm = GaussianMixture(weights.size, reg_covar=0.0, tol=tol, max_iter=max_iter, **init).fit(np.asarray(X, float))
    return Parameters(gmm.weights_, gmm.means_, gmm.covariances_)
