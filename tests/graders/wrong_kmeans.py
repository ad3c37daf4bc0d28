"""Wrong implementations of the functions of ``03_kmeans_vs_gmm``, with switches; they know nothing of the catalogue."""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist

Mistakes = frozenset[str]


def assign_labels(X, centers, *, mistakes: Mistakes):
    n, K = len(X), len(centers)
    if "arguments modified" in mistakes:
        X -= X.mean(axis=0).astype(X.dtype)
    if "centered on the first sample only" in mistakes:
        X = X - X[0]
    if "samples standardised, centers not" in mistakes:
        X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    if "last feature only" in mistakes:
        X, centers = X[:, -1:], centers[:, -1:]
    if "two features only" in mistakes:
        X, centers = X[:, :2], centers[:, :2]
    if "single precision of the expansion" in mistakes:
        A, C = np.float32(X), np.float32(centers)
        distances = (A**2).sum(1)[:, None] - 2 * A @ C.T + (C**2).sum(1)
    elif "similarity that underflows" in mistakes:
        distances = -np.exp(-(cdist(X, centers) ** 2) * 50)
    elif "rounded distances" in mistakes:
        distances = np.round(cdist(X, centers))
    elif "integer distances" in mistakes:
        distances = cdist(X, centers).astype(int)
    elif "canberra" in mistakes:
        distances = cdist(X, centers, "canberra")
    elif "sign of the norm" in mistakes:
        distances = -(centers**2).sum(1) - 2 * X @ centers.T
    elif "norm not squared" in mistakes:
        distances = np.linalg.norm(centers, axis=1) - 2 * X @ centers.T
    elif "one product too few" in mistakes:
        distances = (centers**2).sum(1) - X @ centers.T
    else:
        distances = cdist(X, centers)
    labels = distances.argmin(axis=1)
    if "second nearest" in mistakes:
        labels = np.argsort(distances, axis=1)[:, min(1, K - 1)]
    if "wrong axis" in mistakes:
        labels = distances.argmin(axis=0)
    if "over everything" in mistakes:
        labels = np.full(n, distances.argmin())
    if "always the first" in mistakes:
        labels = np.zeros(n, dtype=int)
    if "index modulo K" in mistakes:
        labels = np.arange(n) % K
    if "never the last center" in mistakes:
        labels = distances[:, : max(K - 1, 1)].argmin(axis=1)
    if "sorted" in mistakes:
        labels = np.sort(labels)
    if "counted backwards" in mistakes:
        labels = labels - K
    if "a column" in mistakes:
        labels = labels[:, None]
    if "numbered by appearance" in mistakes:
        seen = list(dict.fromkeys(labels.tolist()))
        labels = np.array([seen.index(label) for label in labels])
    if "text" in mistakes:
        labels = [str(label) for label in labels]
    return labels


def update_centers(X, labels, centers, *, mistakes: Mistakes):
    K = len(centers)
    if "arguments modified" in mistakes:
        moved = centers
    elif "integer dtype" in mistakes:
        moved = np.zeros(centers.shape, dtype=X.dtype)
    else:
        moved = np.array(centers, dtype=float)
    for k in range(K):
        chosen = labels == k
        if "label one higher" in mistakes:
            chosen = labels == k + 1
        if "all but its own" in mistakes:
            chosen = labels != k
        members = X[chosen]
        if not len(members):
            if "empty at a random sample" in mistakes:
                moved[k] = X[len(X) // 2]
            if "empty at the farthest sample" in mistakes:
                moved[k] = X[np.argmax(cdist(X, centers).min(axis=1))]
            if "empty far away" in mistakes:
                moved[k] = 1e9
            if "empty is NaN" in mistakes:
                moved[k] = np.nan
            continue
        mean = members.mean(axis=0)
        if "divided by N_k - 1" in mistakes:
            mean = members.sum(axis=0) / max(len(members) - 1, 1)
        if "divided by K" in mistakes:
            mean = members.sum(axis=0) / K
        if "old center counted as a sample" in mistakes:
            mean = (members.sum(axis=0) + centers[k]) / (len(members) + 1)
        if "geometric mean" in mistakes:
            mean = np.exp(np.log(np.abs(members) + 1e-12).mean(axis=0))
        if "first member" in mistakes:
            mean = members[0]
        if "last member" in mistakes:
            mean = members[-1]
        if "rounded" in mistakes:
            mean = np.round(mean)
        if "stays if small" in mistakes and len(members) < 3:
            continue
        if "first feature for all" in mistakes:
            mean = np.full(X.shape[1], mean[0])
        if "difference for center" in mistakes:
            mean = mean - centers[k]
        if "learning rate" in mistakes:
            mean = centers[k] + 0.1 * (mean - centers[k])
        moved[k] = mean
    if "only the first cluster" in mistakes:
        moved[1:] = centers[1:]
    if "transposed" in mistakes:
        moved = moved.T
    if "sorted" in mistakes:
        moved = moved[np.argsort(moved[:, 0])]
    if "flat" in mistakes:
        moved = moved.ravel()
    if "old centers" in mistakes:
        moved = np.array(centers, dtype=float)
    if "nearest, not given" in mistakes:
        near = cdist(X, centers).argmin(axis=1)
        moved = np.array([X[near == k].mean(axis=0) if np.any(near == k) else centers[k] for k in range(K)])
    return moved


def lloyd(X, centers, max_iter=100, *, mistakes: Mistakes):
    right: Mistakes = frozenset()
    start = np.array(centers, dtype=float)
    if "arguments modified" not in mistakes:
        centers = np.array(centers, dtype=float)
    if "the mean as start" in mistakes:
        centers = np.repeat(X.mean(axis=0)[None], len(start), axis=0) + 0.0
    if "spread over the range" in mistakes:
        centers = np.linspace(X.min(axis=0), X.max(axis=0), len(start))
    if "max_iter fixed at 2" in mistakes:
        max_iter = 2
    if "max_iter squared" in mistakes:
        max_iter = max_iter**2
    if "three iterations too few" in mistakes:
        max_iter = max(max_iter - 3, 0)
    labels = assign_labels(X, centers, mistakes=right)
    steps = 0
    while steps < max_iter:
        steps += 1
        moved = update_centers(X, labels, centers, mistakes=right)
        if "one center an iteration" in mistakes:
            keep = np.arange(len(centers)) != (steps - 1) % len(centers)
            moved[keep] = centers[keep]
        if "drops what is empty" in mistakes:
            moved = moved[np.isin(np.arange(len(moved)), labels)]
        if "empty at a sample" in mistakes:
            moved[np.setdiff1d(np.arange(len(moved)), labels)] = X[0]
        still = np.array_equal(moved, centers)
        if "stops as soon as one center stays" in mistakes:
            still = bool(np.any(np.all(np.isclose(moved, centers), axis=1)))
        if "stops when the moves are small" in mistakes:
            still = bool(np.abs(moved - centers).max() < 0.5)
        if "labels never found again" in mistakes:
            still = False
        if "arguments modified" in mistakes:
            centers[...] = moved
        else:
            centers = moved
        if "labels never found again" not in mistakes:
            labels = assign_labels(X, centers, mistakes=right)
        if still:
            break
    if "labels of the start" in mistakes:
        labels = assign_labels(X, start, mistakes=right)
    difference = X - centers[labels]
    inertia = float((difference**2).sum())
    if "inertia of the start" in mistakes:
        inertia = float(cdist(X, start, "sqeuclidean").min(axis=1).sum())
    if "halved" in mistakes:
        inertia = inertia / 2
    if "per cluster" in mistakes:
        inertia = inertia / len(centers)
    if "largest distance" in mistakes:
        inertia = float((difference**2).sum(axis=1).max())
    if "one value per sample" in mistakes:
        inertia = (difference**2).sum(axis=1)
    if "negative" in mistakes:
        inertia = -inertia
    if "all distances" in mistakes:
        inertia = float(cdist(X, centers, "sqeuclidean").sum())
    if "city block" in mistakes:
        inertia = float(np.abs(difference).sum())
    if "number of iterations" in mistakes:
        inertia = steps
    if "labels shifted" in mistakes:
        labels = (labels + 1) % len(centers)
    if "order of results" in mistakes:
        return inertia, labels, centers
    if "centers by size" in mistakes:
        order = np.argsort(np.bincount(labels, minlength=len(centers)))
        centers = centers[order]
    if "centers only" in mistakes:
        return centers
    if "members for centers" in mistakes:
        return centers[labels], labels, inertia
    if "a dict" in mistakes:
        return {"centers": centers, "labels": labels, "inertia": inertia}
    return centers, labels, inertia


def hard_assignment(resp, *, mistakes: Mistakes):
    if "arguments modified" in mistakes:
        resp.sort(axis=1)
        return np.full(len(resp), resp.shape[1] - 1)
    labels = resp.argmax(axis=1)
    K = resp.shape[1]
    if "over everything" in mistakes:
        labels = np.full(len(resp), resp.argmax() % K)
    if "columns" in mistakes:
        labels = resp.argmax(axis=0)
    if "most common" in mistakes:
        labels = np.full(len(resp), np.bincount(labels).argmax())
    if "last component" in mistakes:
        labels = np.full(len(resp), K - 1)
    if "0.9 or nothing" in mistakes:
        labels = np.where(resp.max(axis=1) > 0.9, labels, 0)
    if "minus one below a half" in mistakes:
        labels = np.where(resp.max(axis=1) > 0.5, labels, -1)
    if "first above one over K" in mistakes:
        labels = (resp > 1 / K).argmax(axis=1)
    if "first above a half" in mistakes:
        labels = (resp > 0.5).argmax(axis=1)
    if "cumulated" in mistakes:
        labels = (resp.cumsum(axis=1) > 0.5).argmax(axis=1)
    if "largest gain over the mean" in mistakes:
        labels = (resp - resp.mean(axis=0)).argmax(axis=1)
    if "first two components" in mistakes:
        labels = resp[:, :2].argmax(axis=1)
    if "expected label" in mistakes:
        labels = (resp @ np.arange(K)).astype(int)
    if "boolean matrix" in mistakes:
        return resp == resp.max(axis=1, keepdims=True)
    if "responsibilities" in mistakes:
        return resp
    if "from 1" in mistakes:
        labels = labels + 1
    if "a column" in mistakes:
        labels = labels[:, None]
    if "counts" in mistakes:
        labels = np.bincount(labels, minlength=K)
    return labels


TABLE: dict[str, tuple[str, ...]] = {
    "assign_labels": (
        "arguments modified", "centered on the first sample only", "samples standardised, centers not",
        "last feature only", "two features only", "single precision of the expansion", "similarity that underflows",
        "rounded distances", "integer distances", "canberra", "sign of the norm", "norm not squared",
        "one product too few", "second nearest", "wrong axis", "over everything", "always the first",
        "index modulo K", "never the last center", "sorted", "counted backwards", "a column",
        "numbered by appearance", "text",
    ),
    "update_centers": (
        "arguments modified", "integer dtype", "label one higher", "all but its own", "empty at a random sample",
        "empty at the farthest sample", "empty far away", "empty is NaN", "divided by N_k - 1", "divided by K",
        "old center counted as a sample", "geometric mean", "first member", "last member", "rounded",
        "stays if small", "first feature for all", "difference for center", "learning rate",
        "only the first cluster", "transposed", "sorted", "flat", "old centers", "nearest, not given",
    ),
    "lloyd": (
        "arguments modified", "the mean as start", "spread over the range", "max_iter fixed at 2",
        "max_iter squared", "three iterations too few", "one center an iteration", "drops what is empty",
        "empty at a sample", "stops as soon as one center stays", "stops when the moves are small",
        "labels never found again", "labels of the start", "inertia of the start", "halved", "per cluster",
        "largest distance", "one value per sample", "negative", "all distances", "city block",
        "number of iterations", "labels shifted", "order of results", "centers by size", "centers only",
        "members for centers", "a dict",
    ),
    "hard_assignment": (
        "arguments modified", "over everything", "columns", "most common", "last component", "0.9 or nothing",
        "minus one below a half", "first above one over K", "first above a half", "cumulated",
        "largest gain over the mean", "first two components", "expected label", "boolean matrix",
        "responsibilities", "from 1", "a column", "counts",
    ),
}  # fmt: skip
