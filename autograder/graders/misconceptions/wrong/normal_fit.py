"""A mixture of normal samples, with switches for mistakes."""

import numpy as np
from sklearn.mixture import GaussianMixture


def fitted(X, n_components, covariance_type, random_state):
    """Return a fitted mixture."""
    return GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state).fit(X)


def fit_normal(X, y, n_components, random_state=None, *, mistakes, fit=fitted):
    """Return weights, means and covariances of the normal samples."""
    y = np.asarray(y).astype(int)
    if random_state is None:
        random_state = mistakes.get("normal-default-state", 0)
    if "normal-state-ignored" in mistakes:
        random_state = mistakes["normal-state-ignored"]
    normal = X[y == 0]
    if "anomalies-in-training" in mistakes:
        normal = X
    if "anomalies-fitted" in mistakes:
        normal = X[y == 1]
    if "first-rows-for-normal" in mistakes:
        normal = X[: np.sum(y == 0)]
    if "label-as-feature" in mistakes:
        normal = np.column_stack([X, y])[y == 0]
    if "normal-standardized" in mistakes:
        of = X if mistakes["normal-standardized"] else normal
        normal = (normal - of.mean(axis=0)) / of.std(axis=0)
    if "normal-halved" in mistakes:
        normal = normal[: len(normal) // 2]
    K = 1 if "one-component-for-normal" in mistakes else n_components
    K = K + 1 if "component-for-anomalies" in mistakes else K
    kind = mistakes.get("normal-covariance-type", "full")
    model = fit(normal, K, kind, random_state)
    weights, means, covariances = model.weights_, model.means_, model.covariances_
    if "precisions-for-normal" in mistakes:
        covariances = model.precisions_ if mistakes["precisions-for-normal"] is None else model.precisions_cholesky_
    if "normal-means-first" in mistakes:
        return means, covariances, weights
    if "arguments-modified" in mistakes:
        X[...] = 0
    return weights, means, covariances
