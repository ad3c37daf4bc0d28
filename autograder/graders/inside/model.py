"""A fitted model for a function that asks for one; parameters are the plain data."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.mixture import GaussianMixture


def harness(function: Any, X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Call ``function(model, X)`` with a fitted model of full covariances."""
    return function(fitted(weights, means, covariances), X)


def fitted(weights: Any, means: Any, covariances: Any) -> GaussianMixture:
    """Return the model that has these parameters, as if it had been fitted."""
    model = GaussianMixture(len(weights), random_state=0)
    model.weights_, model.means_, model.covariances_ = weights, means, covariances
    model.precisions_cholesky_ = np.stack([np.linalg.inv(np.linalg.cholesky(cov)).T for cov in covariances])
    model.precisions_ = np.stack([factor @ factor.T for factor in model.precisions_cholesky_])
    model.converged_, model.n_iter_, model.lower_bound_ = True, 1, 0.0
    model.n_features_in_ = means.shape[1]
    return model
