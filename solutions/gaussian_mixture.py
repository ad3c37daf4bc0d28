"""Reference for ``01_gaussian_mixture``: the density of a Gaussian mixture, in log-space."""

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from scipy.special import logsumexp


def log_gaussian(X: np.ndarray, mean: np.ndarray, cov: np.ndarray) -> np.ndarray:
    """計算每個樣本的高斯對數密度 log N(x | mean, cov)。
    Return the Gaussian log-density log N(x | mean, cov) of each sample.

    參數 Parameters
        X     (n_samples, n_features)   樣本，可為整數 | samples, may be integers
        mean  (n_features,)             均值 | mean vector
        cov   (n_features, n_features)  共變異數矩陣，對稱正定 | covariance matrix, symmetric positive definite
    回傳 Returns
        (n_samples,)                    自然對數密度 | natural log of the density

    任何維度都適用，n_features 可為 1；離均值很遠的樣本也要得到有限的值。不可修改輸入。
    Works in any dimension, n_features = 1 included; samples far from the mean get a finite value too.
    Inputs are never modified.

    Bishop (2006) §2.3; Murphy (2012) §4.1.
    """
    n_features = X.shape[1]
    L = cholesky(cov, lower=True)
    z = solve_triangular(L, (X - mean).T, lower=True)
    squared_distance = np.sum(z**2, axis=0)
    log_det = 2 * np.sum(np.log(np.diag(L)))
    log_density: np.ndarray = -0.5 * (n_features * np.log(2 * np.pi) + log_det + squared_distance)
    return log_density


def log_mixture(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """計算每個樣本在高斯混合模型下的對數密度 log p(x)。
    Return the log-density log p(x) of each sample under a Gaussian mixture.

    參數 Parameters
        X            (n_samples, n_features)                 樣本 | samples
        weights      (n_components,)                         權重，和為 1，可以是 0 | sum to 1, may hold a 0
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        (n_samples,)                                         自然對數密度 | natural log of the density

    離所有成分都很遠的樣本也要得到有限的值。n_components 可為 1。不可修改輸入。
    Samples far from every component get a finite value too. n_components may be 1. Inputs are never modified.

    Bishop (2006) §2.3.9; Murphy (2012) §3.5.3, §11.2.
    """
    log_densities = [log_gaussian(X, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
    result: np.ndarray = logsumexp(np.column_stack(log_densities), axis=1, b=weights)
    return result


def log_likelihood(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> float:
    """計算整份資料的對數概似：把所有樣本視為獨立。
    Return the log-likelihood of the whole data set, its samples taken as independent.

    參數 Parameters
        X            (n_samples, n_features)                 樣本 | samples
        weights      (n_components,)                         權重，和為 1 | sum to 1
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        float                                                一個數，不是平均 | one number, not an average

    有樣本離所有成分都很遠時也要正確。不可修改輸入。
    Right also when some samples are far from every component. Inputs are never modified.

    Bishop (2006) §9.2.1; Murphy (2012) §11.3.
    """
    return float(np.sum(log_mixture(X, weights, means, covariances)))
