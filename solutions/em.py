"""Reference for ``02_em``: the EM algorithm for Gaussian mixtures."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def e_step(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """E 步驟：計算每個樣本對每個成分的責任值。
    E-step: return the responsibility of each component for each sample.

    參數 Parameters
        X            (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        weights      (n_components,)                         權重，和為 1，可以是 0 | sum to 1, may hold a 0
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        resp         (n_samples, n_components)               責任值，介於 0 與 1 | responsibilities, from 0 to 1

    每一列的和都是 1，離所有成分都很遠的樣本也一樣，不得出現 NaN。
    n_features 與 n_components 都可為 1。不可修改輸入。
    Each row sums to 1, also for a sample far from every component; never a NaN.
    n_features and n_components may be 1. Inputs are never modified.

    Bishop (2006) §9.2; Murphy (2012) §11.4.2.
    """
    log_densities = [multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
    with np.errstate(divide="ignore"):  # a weight of 0 has the logarithm -inf, and its column becomes 0
        log_joint = np.log(weights) + np.column_stack(log_densities)
    resp: np.ndarray = np.exp(log_joint - logsumexp(log_joint, axis=1, keepdims=True))
    return resp


def m_step(X: np.ndarray, resp: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """M 步驟：由責任值求出最大概似的參數。
    M-step: return the maximum likelihood parameters, given the responsibilities.

    參數 Parameters
        X            (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        resp         (n_samples, n_components)               責任值，每列的和為 1 | responsibilities, rows sum to 1
    回傳 Returns
        weights      (n_components,)                         權重，和為 1 | sum to 1
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component

    純粹的最大概似：不在共變異數上加任何常數。若某成分的責任值全為 0，它的權重為 0，均值與共變異數可以是任何有限的值
    （例如全部資料的均值與共變異數），不得出現 NaN。不可修改輸入。
    Plain maximum likelihood: nothing is added to the covariances. A component whose responsibilities are all 0
    gets weight 0 and any finite mean and covariance (for example those of all of X); never a NaN.
    Inputs are never modified.

    Bishop (2006) §9.2.2; Murphy (2012) §11.4.2.
    """
    n_samples, n_features = X.shape
    n_components = resp.shape[1]
    counts = resp.sum(axis=0)
    means = np.empty((n_components, n_features))
    covariances = np.empty((n_components, n_features, n_features))
    for k in range(n_components):
        share = resp[:, k] / counts[k] if counts[k] > 0 else np.full(n_samples, 1 / n_samples)
        means[k] = share @ X
        centred = X - means[k]
        covariances[k] = (share[:, np.newaxis] * centred).T @ centred
    return counts / n_samples, means, covariances


def fit_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    tol: float = 1e-6,
    max_iter: int = 200,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[float]]:
    """由給定的參數出發，重複 E 步驟與 M 步驟直到收斂。
    Repeat E-step and M-step from the given parameters until convergence.

    參數 Parameters
        X            (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        weights      (n_components,)                         起始權重 | initial weights
        means        (n_components, n_features)              起始均值 | initial means
        covariances  (n_components, n_features, n_features)  起始共變異數矩陣 | initial covariances
        tol          float                                   收斂門檻 | convergence threshold
        max_iter     int                                     EM 步數上限 | largest number of EM steps
    回傳 Returns
        weights, means, covariances                          屬於 history[-1] 的參數 | those that history[-1] belongs to
        history                                              對數概似的紀錄 | log-likelihoods, a list or array of floats

    一個 EM 步 = 先 E 後 M。history[0] 是起始參數的對數概似，history[t] 是第 t 個 EM 步之後的對數概似
    （所有樣本的總和）。一旦 history[-1] - history[-2] 小於 tol 就停止，最多做 max_iter 個 EM 步。
    有樣本離所有成分都很遠時也要正確。不可修改輸入。
    One EM step = E, then M. history[0] is the log-likelihood of the initial parameters, history[t] that after
    t EM steps (a sum over all samples). Stop as soon as history[-1] - history[-2] is below tol, or after max_iter
    EM steps. Right also when some samples are far from every component. Inputs are never modified.

    Bishop (2006) §9.2.2; Murphy (2012) §11.4.
    """

    def log_likelihood() -> float:
        log_densities = [multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
        return float(np.sum(logsumexp(np.column_stack(log_densities), axis=1, b=weights)))

    history = [log_likelihood()]
    for _ in range(max_iter):
        resp = e_step(X, weights, means, covariances)
        weights, means, covariances = m_step(X, resp)
        history.append(log_likelihood())
        if history[-1] - history[-2] < tol:
            break
    return weights, means, covariances, history
