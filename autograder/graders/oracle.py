"""An oracle that shares no code with the reference solutions: scikit-learn, ``scipy.stats`` and ``numpy.cov``.

A reference solution is believed only after it agrees with this module, so it cannot certify itself.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Mixture:
    """The parameters of a Gaussian mixture."""

    weights: Array
    means: Array
    covariances: Array

    @property
    def arrays(self) -> tuple[Array, Array, Array]:
        return self.weights, self.means, self.covariances


@dataclass(frozen=True)
class Trajectory:
    """EM from a start: ``mixtures[t]`` and ``history[t]``, its log-likelihood, after t steps."""

    mixtures: tuple[Mixture, ...]
    history: Array


def log_gaussian(X: Array, mean: Array, cov: Array) -> Array:
    """Return log N(x | mean, cov) of each sample."""
    return np.asarray(np.atleast_1d(multivariate_normal.logpdf(X, mean, cov)), dtype=float)


def _fitted(mixture: Mixture) -> GaussianMixture:
    # give it float samples only: on integers scikit-learn truncates the means
    model = GaussianMixture(len(mixture.weights))
    model.weights_, model.means_, model.covariances_ = mixture.arrays
    model.precisions_cholesky_ = np.stack([np.linalg.inv(np.linalg.cholesky(cov)).T for cov in mixture.covariances])
    return model


def log_mixture(X: Array, mixture: Mixture) -> Array:
    """Return log p(x) of each sample."""
    with np.errstate(divide="ignore"):
        return np.asarray(_fitted(mixture).score_samples(X.astype(float)), dtype=float)


def responsibilities(X: Array, mixture: Mixture) -> Array:
    """Return the responsibility of each component for each sample."""
    with np.errstate(divide="ignore"):
        return np.asarray(_fitted(mixture).predict_proba(X.astype(float)), dtype=float)


def log_likelihood(X: Array, mixture: Mixture) -> float:
    """Return the log-likelihood of the data; NaN where the parameters are those of no mixture."""
    if not all(np.all(np.isfinite(array)) for array in mixture.arrays):
        return float("nan")
    try:
        with np.errstate(all="ignore"):
            return float(np.sum(log_mixture(X, mixture)))
    except (np.linalg.LinAlgError, ValueError):
        return float("nan")


def maximise(X: Array, resp: Array) -> Mixture:
    """Return the maximum likelihood parameters, given responsibilities with no empty column."""
    n_features = X.shape[1]
    means = np.stack([np.average(X, axis=0, weights=share) for share in resp.T])
    covariances = np.stack([np.cov(X.T, aweights=share, bias=True).reshape(n_features, n_features) for share in resp.T])
    return Mixture(resp.mean(axis=0), means, covariances)


def trajectory(X: Array, start: Mixture, n_steps: int) -> Trajectory:
    """Return ``n_steps`` EM steps from the given start."""
    mixtures = [start]
    for _ in range(n_steps):
        mixtures.append(maximise(X, responsibilities(X, mixtures[-1])))
    return Trajectory(tuple(mixtures), np.array([log_likelihood(X, mixture) for mixture in mixtures]))


def steps_until(history: Array, tol: float, *, size: bool = False) -> int | None:
    """Return after how many steps the gain, or its ``size``, is below ``tol`` for the first time, if ever."""
    gains = np.diff(history)
    below = np.flatnonzero((np.abs(gains) if size else gains) < tol)
    return int(below[0]) + 1 if below.size else None


def fit(X: Array, n_components: int, random_state: int, n_init: int = 1) -> GaussianMixture:
    """Return scikit-learn's fit, converged or not."""
    with warnings.catch_warnings(), threadpool_limits(1):  # so few samples only lose time on several threads
        warnings.simplefilter("ignore")
        return GaussianMixture(n_components, n_init=n_init, random_state=random_state).fit(X)


def n_parameters(n_components: int, n_features: int, covariance_type: str) -> int:
    """Count free parameters as scikit-learn does: AIC is twice their number minus twice the log-likelihood."""
    X = np.random.default_rng(0).standard_normal((10 * n_components + 10, n_features))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = GaussianMixture(n_components, covariance_type=covariance_type, max_iter=1, random_state=0).fit(X)
    n_free: int = round((model.aic(X) + 2 * model.score(X) * len(X)) / 2)
    return n_free


def count_full(n_components: int, n_features: int) -> int:
    """Count the free parameters of a mixture with full covariances."""
    return n_components - 1 + n_components * n_features + n_components * n_features * (n_features + 1) // 2
