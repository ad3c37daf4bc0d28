"""A fitted model as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.mixture import GaussianMixture

FITTED = ("weights_", "means_", "covariances_")


def harness(function: Any, *args: Any, **kwargs: Any) -> Any:
    """Call the function and take its answer apart.

    Returns:
        of a fitted ``GaussianMixture`` its weights, means and covariances, and 1, which tells it from a tuple of these; of another
        estimator a dict that says what it is; all other answers as they are
    """
    answer = function(*args, **kwargs)
    if isinstance(answer, type) or not hasattr(answer, "get_params"):
        return answer
    kind = "GaussianMixture" if isinstance(answer, GaussianMixture) else type(answer).__name__
    if kind != "GaussianMixture" or not all(hasattr(answer, name) for name in FITTED):
        return {"model": kind}
    return (*(np.asarray(getattr(answer, name)) for name in FITTED), 1.0)
