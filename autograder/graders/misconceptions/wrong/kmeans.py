"""Lloyd's algorithm and hard labels, with switches for mistakes."""

import numpy as np


def distances_to(X, centers, mistakes):
    """Return how far each sample is from each center."""
    if "centers-truncated" in mistakes:
        centers = centers.astype(X.dtype)
    if "first-feature-only" in mistakes:
        X, centers = X[:, :1], centers[:, :1]
    if "dot-product-for-distance" in mistakes:
        return -(X @ centers.T) if mistakes["dot-product-for-distance"] is None else cosines(X, centers)
    if "norms-compared" in mistakes:
        return np.abs(np.linalg.norm(X, axis=1)[:, None] - np.linalg.norm(centers, axis=1))
    difference = X[:, None, :] - centers[None, :, :]
    if "sum-before-square" in mistakes:
        return difference.sum(axis=2) ** 2
    if "difference-not-squared" in mistakes:
        return difference.sum(axis=2)
    if "other-distance" in mistakes:
        return np.max(np.abs(difference), axis=2) if mistakes["other-distance"] else np.abs(difference).sum(axis=2)
    return np.sum(difference**2, axis=2)


def cosines(X, centers):
    """Return the cosine of the angle between samples and centers, with the sign of a distance."""
    return -(X @ centers.T) / (np.linalg.norm(X, axis=1)[:, None] * np.linalg.norm(centers, axis=1))


def assign_labels(X, centers, *, mistakes):
    """Return the nearest center of each sample."""
    if "arguments-modified" in mistakes:
        centers[...] = centers + 1
        centers = centers - 1
    distances = distances_to(X, centers, mistakes)
    if "nearest-over-samples" in mistakes:
        return np.argmin(distances, axis=0)
    if "distance-for-label" in mistakes:
        nearest = np.min(distances, axis=1)
        return np.sqrt(nearest) if mistakes["distance-for-label"] == "root" else nearest
    labels = np.argmax(distances, axis=1) if "farthest-for-nearest" in mistakes else np.argmin(distances, axis=1)
    if "labels-from-one" in mistakes:
        labels = labels + 1
    if "one-hot-for-labels" in mistakes:
        return np.eye(len(centers))[labels]
    if "center-for-label" in mistakes:
        return centers[labels]
    return labels


def update_centers(X, labels, centers, *, mistakes):
    """Return the mean of each cluster."""
    if "labels-found-again" in mistakes:
        labels = assign_labels(X, centers, mistakes={})
    moved = np.array(centers, dtype=float)
    if "center-truncated" in mistakes:
        moved = np.array(centers)
    if "empty-cluster-dropped" in mistakes:
        return np.array([X[labels == k].mean(axis=0) for k in np.unique(labels)])
    for k in range(len(moved)):
        members = X[labels == k]
        if "everybody-in-every-cluster" in mistakes:
            members = X
        if len(members) == 0:
            if "empty-center-nan" in mistakes:
                moved[k] = np.nan
            if "empty-center-moved" in mistakes:
                moved[k] = {"zero": 0 * X[0], "mean": X.mean(axis=0), "first": X[0]}[
                    mistakes["empty-center-moved"] or "zero"
                ]
            continue
        if "center-sum-for-mean" in mistakes:
            moved[k] = members.sum(axis=0)
        elif "center-divided-by-n" in mistakes:
            moved[k] = members.sum(axis=0) / len(X)
        elif "median-for-mean" in mistakes:
            moved[k] = np.median(members, axis=0)
        elif "center-over-features" in mistakes:
            moved[k] = members.mean()
        elif "middle-of-range" in mistakes:
            moved[k] = (members.min(axis=0) + members.max(axis=0)) / 2
        elif "sample-for-mean" in mistakes:
            mean = members.mean(axis=0)
            moved[k] = members[np.argmin(((members - mean) ** 2).sum(axis=1))]
        elif "moved-halfway" in mistakes:
            moved[k] = (moved[k] + members.mean(axis=0)) / 2
        else:
            moved[k] = members.mean(axis=0)
    if "arguments-modified" in mistakes:
        centers[...] = moved
    return moved


def inertia_of(X, centers, labels, mistakes):
    """Return the inertia."""
    difference = X - centers[labels]
    if "distance-not-squared-in-inertia" in mistakes:
        return float(np.linalg.norm(difference, axis=1).sum())
    inertia = float(np.sum(difference**2))
    if "inertia-averaged" in mistakes:
        inertia = inertia / len(X)
    if "inertia-rooted" in mistakes:
        inertia = inertia**0.5
    if "inertia-around-mean" in mistakes:
        inertia = float(np.sum((X - X.mean(axis=0)) ** 2))
    return inertia


def lloyd(X, centers, max_iter=100, *, mistakes):
    """Return centers, labels and inertia."""
    start = np.array(centers, dtype=float)
    if "arguments-modified" not in mistakes:
        centers = start.copy()
    if "own-centers" in mistakes:
        start = centers = np.array(X[: len(centers)] if mistakes["own-centers"] is None else X[-len(centers) :], float)
    if "one-iteration-only" in mistakes:
        max_iter = min(max_iter, 1)
    if "lloyd-max-iter-ignored" in mistakes:
        max_iter = 10000
    inner = {"empty-center-nan": None} if "nan-for-empty-in-lloyd" in mistakes else {}
    inner = {"empty-center-moved": "zero"} if "empty-reset-in-lloyd" in mistakes else inner
    distance = {"other-distance": None} if "other-distance" in mistakes else {}
    median = {"median-for-mean": None} if "median-for-mean" in mistakes else {}
    labels = before = assign_labels(X, centers, mistakes=distance)
    inertia = inertia_of(X, centers, labels, mistakes)
    stale = inertia
    for _ in range(max_iter):
        before = labels
        previous, stale = centers.copy(), inertia
        moved = update_centers(X, labels, centers, mistakes={**inner, **median})
        if "arguments-modified" in mistakes:
            centers[...] = moved
        else:
            centers = moved
        labels = assign_labels(X, centers, mistakes=distance)
        if np.any(np.isnan(centers)):
            break
        inertia = inertia_of(X, centers, labels, mistakes)
        if "stops-while-moving" in mistakes and stale - inertia < (mistakes["stops-while-moving"] or 0.01) * stale:
            break
        if np.array_equal(previous, centers):
            break
    if "labels-before-move" in mistakes:
        labels = before
    if "inertia-before-move" in mistakes:
        inertia = inertia_of(X, centers, before, mistakes) if mistakes["inertia-before-move"] is None else stale
    if "initial-centers-returned" in mistakes:
        centers = start
    if "history-for-inertia" in mistakes:
        inertia = [stale, inertia]
    if "lloyd-order-of-results" in mistakes:
        return labels, centers, inertia
    if "inertia-not-returned" in mistakes:
        return centers, labels
    return centers, labels, inertia


def hard_assignment(resp, *, mistakes):
    """Return the component of the largest responsibility of each sample."""
    if "arguments-modified" in mistakes:
        resp[...] = (resp == resp.max(axis=1, keepdims=True)).astype(float)
    if "argmax-over-samples" in mistakes:
        return np.argmax(resp, axis=0)
    if "least-for-most" in mistakes:
        return np.argmin(resp, axis=1)
    if "largest-value-for-label" in mistakes:
        return np.max(resp, axis=1)
    if "rounded-responsibilities" in mistakes:
        return np.argmax(np.round(resp), axis=1)
    if "threshold-at-half" in mistakes:
        return (resp[:, 1 if mistakes["threshold-at-half"] else -1] > 0.5).astype(int)
    if "one-hot-for-labels" in mistakes:
        return np.eye(resp.shape[1])[np.argmax(resp, axis=1)]
    if "divided-by-cluster-size" in mistakes:
        return np.argmax(resp / resp.sum(axis=0), axis=1)
    if "mean-label" in mistakes:
        return np.round(resp @ np.arange(resp.shape[1])).astype(int)
    if "second-for-first" in mistakes:
        return np.argsort(resp, axis=1)[:, -min(2, resp.shape[1])]
    labels = np.argmax(resp, axis=1)
    return labels + 1 if "labels-from-one" in mistakes else labels
