"""Pixels as points, colours as a mixture, and images made of them, with switches for mistakes."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture


def pixels(image, mistakes):
    """Return the pixels as points from 0 to 1, row by row."""
    if "channels-reversed" in mistakes:
        image = image[:, :, ::-1]
    if "bytes-not-scaled" in mistakes:
        return image.reshape(-1, 3).astype(float)
    return image.reshape(-1, 3) / (256 if "divided-by-256" in mistakes else 255)


def painted(colours, height, width, mistakes):
    """Return an image of these colours, row by row."""
    shape = (height, width, 3)
    if "height-width-exchanged" in mistakes:
        shape = (width, height, 3)
    colours = np.asarray(colours, dtype=float)
    if "not-scaled-back" in mistakes:
        colours = colours.astype(np.uint8)
    elif "image-of-floats" in mistakes:
        pass
    elif "overflow-wraps" in mistakes:
        colours = (np.rint(255 * colours).astype(np.int64) % 256).astype(np.uint8)
    else:
        levels = 255 * np.clip(colours, 0, 1)
        if "times-256" in mistakes:
            levels = np.minimum(256 * np.clip(colours, 0, 1), 255)
        if "levels-truncated" in mistakes:
            levels = np.floor(levels)
        colours = np.rint(levels).astype(np.uint8)
    if "columns-first" in mistakes:
        return colours.reshape(width, height, 3).transpose(1, 0, 2)
    return colours.reshape(shape)


def to_points(image, *, mistakes):
    """Return the pixels as points from 0 to 1."""
    if "arguments-modified" in mistakes:
        image //= 2
        image = 2 * image
    if "points-transposed" in mistakes:
        if mistakes["points-transposed"] == "reshaped":
            return image.reshape(3, -1).T / 255
        return image.reshape(-1, 3).T / 255
    if "integer-division" in mistakes:
        return image.reshape(-1, 3) // 255
    if "columns-first" in mistakes:
        image = image.transpose(1, 0, 2)
    if "channels-mixed" in mistakes:
        return image.transpose(2, 0, 1).reshape(-1, 3) / 255
    if "divided-by-largest" in mistakes:
        return image.reshape(-1, 3) / image.max()
    if "colours-standardised" in mistakes:
        points = image.reshape(-1, 3).astype(float)
        return (points - points.mean(axis=0)) / points.std(axis=0)
    return pixels(image, mistakes)


def to_image(points, height, width, *, mistakes):
    """Return an image of these colours."""
    if "arguments-modified" in mistakes:
        points *= 255
        points = points / 255
    if "stretched" in mistakes:
        points = (points - np.min(points)) / (np.max(points) - np.min(points))
    if "channels-first" in mistakes:
        return painted(points, height, width, mistakes).transpose(2, 0, 1)
    return painted(points, height, width, mistakes)


def drawn(points, n_samples, random_state, mistakes):
    """Return a sample of the points."""
    n_samples = min(n_samples, len(points))
    if "sample-seed-ignored" in mistakes:
        random_state = mistakes["sample-seed-ignored"] or 123
    if "all-pixels-fitted" in mistakes:
        return points
    if "first-pixels-taken" in mistakes:
        return points[:n_samples]
    rng = np.random.default_rng(random_state)
    return points[rng.choice(len(points), n_samples, replace="drawn-with-replacement" in mistakes)]


def fit_colours(points, n_components, n_samples=2000, random_state=0, *, mistakes):
    """Return weights, means and covariances."""
    if "arguments-modified" in mistakes:
        points *= 255
        points = points / 255
    if "fixed-n-colours" in mistakes:
        n_components = mistakes["fixed-n-colours"] or 4
    sample = drawn(points, n_samples, random_state, mistakes)
    if "fitted-in-bytes" in mistakes:
        sample = 255 * sample
    model = GaussianMixture(n_components, random_state=random_state)
    if "colours-too-round" in mistakes:
        model.covariance_type = mistakes["colours-too-round"] or "diag"
    model.fit(sample)
    weights, means, covariances = model.weights_, model.means_, model.covariances_
    if model.covariance_type == "diag":
        covariances = np.stack([np.diag(one) for one in covariances])
    if model.covariance_type == "spherical":
        covariances = np.stack([one * np.eye(3) for one in covariances])
    if "precisions-for-covariances" in mistakes:
        covariances = model.precisions_
    if "fit-results-in-other-order" in mistakes:
        return means, covariances, weights
    return weights, means, covariances


def log_joint(points, weights, means, covariances, mistakes):
    """Return log π + log N of each point under each component."""
    columns = []
    for weight, mean, cov in zip(weights, means, covariances, strict=True):
        if "other-channels-ignored" in mistakes:
            cov = np.diag(np.diag(cov))
        column = np.atleast_1d(multivariate_normal.logpdf(points, mean, cov))
        if "sizes-left-out" in mistakes:
            column = column + 0.5 * np.linalg.slogdet(cov)[1]
        if "weights-left-out" not in mistakes:
            column = column + np.log(weight)
        columns.append(column)
    return np.column_stack(columns)


def one_by_one(points, means, covariances):
    """Return log N of each point under each component, pixel by pixel."""
    inverses = np.linalg.inv(covariances)
    halves = 0.5 * np.linalg.slogdet(covariances)[1]
    values = np.empty((len(points), len(means)))
    for i in range(len(points)):
        for k in range(len(means)):
            away = points[i] - means[k]
            values[i, k] = -0.5 * away @ inverses[k] @ away - halves[k] - 1.5 * np.log(2 * np.pi)
    return values


def all_at_once(points, means, covariances):
    """Return log N of each point under each component, with a matrix for every pixel and component."""
    inverses = np.linalg.inv(covariances)
    away = points[:, None, :] - means
    products = away[:, :, :, None] * away[:, :, None, :]
    halves = 0.5 * np.linalg.slogdet(covariances)[1]
    return -0.5 * np.sum(products * inverses, axis=(2, 3)) - halves - 1.5 * np.log(2 * np.pi)


def joint_of(image, weights, means, covariances, mistakes):
    """Return the pixels, and log π + log N of each under each component."""
    points = pixels(image, mistakes)
    if "loop-over-pixels" in mistakes:
        return points, np.log(weights) + one_by_one(points, means, covariances)
    if "array-too-large" in mistakes:
        return points, np.log(weights) + all_at_once(points, means, covariances)
    return points, log_joint(points, weights, means, covariances, mistakes)


def segment(image, weights, means, covariances, *, mistakes):
    """Return the image of component means."""
    if "arguments-modified" in mistakes:
        means *= 255
        means = means / 255
    height, width = image.shape[:2]
    points, joint = joint_of(image, weights, means, covariances, mistakes)
    if "density-underflow" in mistakes:
        joint = np.exp(joint)
    labels = joint.argmax(axis=1)
    if "least-probable-colour" in mistakes:
        labels = joint.argmin(axis=1)
    if "nearest-mean-colour" in mistakes:
        labels = np.linalg.norm(points[:, None] - means, axis=2).argmin(axis=1)
    colours = means[labels]
    if "channels-reversed" in mistakes:
        colours = colours[:, ::-1]
    if "soft-colours" in mistakes:
        colours = np.exp(joint - logsumexp(joint, axis=1, keepdims=True)) @ means
    if "members-averaged" in mistakes:
        colours = np.stack([points[labels == k].mean(axis=0) for k in labels])
    if "labels-for-colours" in mistakes:
        return labels.reshape(height, width)
    return painted(colours, height, width, mistakes)


def choose_n_colours(points, candidates, n_samples=2000, random_state=0, *, mistakes):
    """Return the best number of colours, and all scores."""
    if "arguments-modified" in mistakes:
        points *= 255
        points = points / 255
    candidates = list(candidates)
    if "colour-counts-sorted" in mistakes:
        candidates = sorted(candidates)
    rng = np.random.default_rng(mistakes.get("sample-seed-ignored", random_state) or 0)
    sample = drawn(points, n_samples, random_state, mistakes)
    scores = []
    for k in candidates:
        if "sample-for-each-candidate" in mistakes:
            sample = points[rng.choice(len(points), min(n_samples, len(points)), replace=False)]
        model = GaussianMixture(k, random_state=random_state).fit(sample)
        score = model.bic(sample)
        if "scored-on-all-pixels" in mistakes:
            score = model.bic(points)
        if "price-of-all-pixels" in mistakes:
            score = score + (k - 1 + 9 * k) * np.log(len(points) / len(sample))
        if "aic-for-bic-of-colours" in mistakes:
            score = model.aic(sample)
        if "likelihood-for-bic" in mistakes:
            score = model.score(sample) * (len(sample) if mistakes["likelihood-for-bic"] == "sum" else 1)
        if "bic-per-pixel" in mistakes:
            score = score / len(sample)
        if "bic-upside-down" in mistakes:
            score = -score
        scores.append(float(score))
    best = int(np.argmax(scores) if {"largest-bic", "likelihood-for-bic"} & set(mistakes) else np.argmin(scores))
    if "position-for-colours" in mistakes:
        return best, scores
    if "fixed-best" in mistakes:
        return candidates[0], scores
    return candidates[best], scores


def kmeans_segment(image, n_colours, n_samples=2000, random_state=0, *, mistakes):
    """Return the image of nearest centers, and the centers."""
    height, width = image.shape[:2]
    if "arguments-modified" in mistakes:
        image //= 2
        image = 2 * image
    if "fixed-n-colours" in mistakes:
        n_colours = mistakes["fixed-n-colours"] or 4
    points = pixels(image, mistakes)
    sample = drawn(points, n_samples, random_state, mistakes)
    if "mixture-for-k-means" in mistakes:
        model = GaussianMixture(n_colours, random_state=random_state).fit(sample)
        centers = model.means_
    else:
        model = KMeans(n_colours, n_init=4, random_state=random_state).fit(sample)
        centers = model.cluster_centers_
    if "centers-not-fitted" in mistakes:
        centers = sample[:n_colours]
    labels = model.predict(points)
    if "farthest-center" in mistakes:
        labels = np.linalg.norm(points[:, None] - centers, axis=2).argmax(axis=1)
    shown = centers[:, ::-1] if "channels-reversed" in mistakes else centers
    segmented = painted(shown[labels], height, width, mistakes)
    if "labels-for-colours" in mistakes:
        segmented = labels.reshape(height, width)
    if "centers-in-bytes" in mistakes:
        centers = 255 * centers
    if "k-means-in-other-order" in mistakes:
        return centers, segmented
    return segmented, centers


def responsibility_map(image, weights, means, covariances, component, *, mistakes):
    """Return the responsibilities of one component, in the shape of the image."""
    height, width = image.shape[:2]
    if "arguments-modified" in mistakes:
        weights /= 2
        weights = 2 * weights
    if "component-from-one" in mistakes:
        component = component - 1
    _, joint = joint_of(image, weights, means, covariances, mistakes)
    if "density-underflow" in mistakes:
        dense = np.exp(joint)
        resp = dense / dense.sum(axis=1, keepdims=True)
    else:
        resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
    if "densities-not-divided" in mistakes:
        resp = np.exp(joint)
    if "responsibility-in-logs" in mistakes:
        resp = joint - logsumexp(joint, axis=1, keepdims=True)
    if "hard-map" in mistakes:
        resp = (joint == joint.max(axis=1, keepdims=True)).astype(float)
    if "normalised-over-pixels" in mistakes:
        resp = np.exp(joint - logsumexp(joint, axis=0))
    chosen = resp[:, component]
    if "largest-responsibility" in mistakes:
        chosen = resp.max(axis=1)
    if "map-stretched" in mistakes:
        chosen = (chosen - chosen.min()) / (chosen.max() - chosen.min())
    if "map-in-bytes" in mistakes:
        chosen = np.rint(255 * chosen)
    if "all-maps" in mistakes:
        return resp.reshape(height, width, -1)
    if "columns-first" in mistakes:
        return chosen.reshape(width, height).T
    if "height-width-exchanged" in mistakes:
        return chosen.reshape(width, height)
    return chosen.reshape(height, width)
