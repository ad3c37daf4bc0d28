"""Wrong answers to ``09_colour_segmentation`` that know nothing of the catalogue: one short function each, as students write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

Answers = dict[str, Callable[..., Any]]


def unit(image):
    return image.reshape(-1, 3) / 255


def in_place(image):
    image[image == 254] = 255
    return unit(image)


TO_POINTS: Answers = {
    "None": lambda image: None,
    "unchanged": lambda image: image,
    "divided only": lambda image: image / 255,
    "constant": lambda image: np.full((image.shape[0] * image.shape[1], 3), 0.5),
    "zeros": lambda image: np.zeros((image.shape[0] * image.shape[1], 3)),
    "grey": lambda image: unit(image).mean(axis=1),
    "grey, three times": lambda image: np.repeat(unit(image).mean(axis=1, keepdims=True), 3, axis=1),
    "flat": lambda image: image.ravel() / 255,
    "-1 to 1": lambda image: image.reshape(-1, 3) / 127.5 - 1,
    "rounded": lambda image: np.round(unit(image), 2),
    "half precision": lambda image: unit(image).astype(np.float16),
    "by 100": lambda image: image.reshape(-1, 3) / 100,
    "unique colours": lambda image: np.unique(unit(image), axis=0),
    "backwards": lambda image: unit(image)[::-1],
    "mirrored": lambda image: unit(image[:, ::-1]),
    "with positions": lambda image: np.column_stack([unit(image), np.arange(image.shape[0] * image.shape[1])]),
    "every other pixel": lambda image: unit(image)[::2],
    "channels shifted": lambda image: np.roll(unit(image), 1, axis=1),
    "overflow": lambda image: (image.reshape(-1, 3) + image.reshape(-1, 3)) / 510,
    "of columns": lambda image: unit(np.ascontiguousarray(image.transpose(1, 0, 2))),
    "order F": lambda image: image.reshape(-1, 3, order="F") / 255,
    "changes the image": in_place,
}


def levels(points):
    return np.rint(255 * np.clip(points, 0, 1))


def clips_in_place(points, height, width):
    np.clip(points, 0, 1, out=points)
    points *= 255
    return np.rint(points).astype(np.uint8).reshape(height, width, 3)


TO_IMAGE: Answers = {
    "None": lambda points, height, width: None,
    "black": lambda points, height, width: np.zeros((height, width, 3), np.uint8),
    "grey": lambda points, height, width: np.full((height, width, 3), 128, np.uint8),
    "unchanged": lambda points, height, width: points,
    "reshaped": lambda points, height, width: points.reshape(height, width, 3),
    "bytes": lambda points, height, width: levels(points).astype(np.uint8),
    "truncated": lambda points, height, width: (255 * np.clip(points, 0, 1)).astype(np.uint8).reshape(height, width, 3),
    "rounded up": lambda points, height, width: (
        np.ceil(255 * np.clip(points, 0, 1)).astype(np.uint8).reshape(height, width, 3)
    ),
    "wraps": lambda points, height, width: (np.rint(255 * points) % 256).astype(np.uint8).reshape(height, width, 3),
    "absolute": lambda points, height, width: (
        np.minimum(np.rint(255 * np.abs(points)), 255).astype(np.uint8).reshape(height, width, 3)
    ),
    "modulo one": lambda points, height, width: levels(points % 1).astype(np.uint8).reshape(height, width, 3),
    "only above": lambda points, height, width: (
        (np.rint(255 * np.minimum(points, 1)) % 256).astype(np.uint8).reshape(height, width, 3)
    ),
    "only below": lambda points, height, width: (
        (np.rint(255 * np.maximum(points, 0)) % 256).astype(np.uint8).reshape(height, width, 3)
    ),
    "signed bytes": lambda points, height, width: levels(points).astype(np.int8).reshape(height, width, 3),
    "integers": lambda points, height, width: levels(points).astype(int).reshape(height, width, 3),
    "floats": lambda points, height, width: levels(points).reshape(height, width, 3),
    "by 256": lambda points, height, width: (
        np.clip(np.rint(256 * points), 0, 255).astype(np.uint8).reshape(height, width, 3)
    ),
    "rounded first": lambda points, height, width: (
        (255 * np.rint(np.clip(points, 0, 1))).astype(np.uint8).reshape(height, width, 3)
    ),
    "sideways": lambda points, height, width: levels(points).astype(np.uint8).reshape(width, height, 3),
    "turned": lambda points, height, width: (
        levels(points).astype(np.uint8).reshape(width, height, 3).transpose(1, 0, 2)
    ),
    "upside down": lambda points, height, width: levels(points).astype(np.uint8).reshape(height, width, 3)[::-1],
    "BGR": lambda points, height, width: levels(points).astype(np.uint8).reshape(height, width, 3)[:, :, ::-1],
    "clips in place": clips_in_place,
}


def sample_of(points, n_samples, seed):
    return points[np.random.default_rng(seed).choice(len(points), min(n_samples, len(points)), replace=False)]


def three(model):
    return model.weights_, model.means_, model.covariances_


def fitted(k, X, seed=0, **settings):
    return GaussianMixture(k, random_state=seed, **settings).fit(X)


def by_kmeans(points, k, n_samples, seed):
    X = sample_of(points, n_samples, seed)
    labels = KMeans(k, n_init=3, random_state=seed).fit_predict(X)
    covariances = np.stack([np.eye(3) * X[labels == j].var() for j in range(k)])
    return np.bincount(labels) / len(X), np.stack([X[labels == j].mean(axis=0) for j in range(k)]), covariances


def diagonal(points, k, n_samples, seed):
    model = fitted(k, sample_of(points, n_samples, seed), seed)
    return model.weights_, model.means_, np.stack([np.diag(np.diag(cov)) for cov in model.covariances_])


FIT_COLOURS: Answers = {
    "None": lambda points, k, n, seed: None,
    "the model": lambda points, k, n, seed: fitted(k, sample_of(points, n, seed), seed),
    "means": lambda points, k, n, seed: fitted(k, sample_of(points, n, seed), seed).means_,
    "constant": lambda points, k, n, seed: (
        np.full(k, 1 / k),
        np.tile(points.mean(axis=0), (k, 1)),
        np.stack([np.cov(points.T)] * k),
    ),
    "everything": lambda points, k, n, seed: three(fitted(k, points, seed)),
    "first": lambda points, k, n, seed: three(fitted(k, points[:n], seed)),
    "last": lambda points, k, n, seed: three(fitted(k, points[-n:], seed)),
    "every few": lambda points, k, n, seed: three(fitted(k, points[:: max(1, len(points) // n)][:n], seed)),
    "with replacement": lambda points, k, n, seed: three(
        fitted(k, points[np.random.default_rng(seed).integers(0, len(points), min(n, len(points)))], seed)
    ),
    "half as many": lambda points, k, n, seed: three(fitted(k, sample_of(points, n // 2 + 5, seed), seed)),
    "one more": lambda points, k, n, seed: three(fitted(k, sample_of(points, n + 1, seed), seed)),
    "unseeded draw": lambda points, k, n, seed: three(fitted(k, sample_of(points, n, None), seed)),
    "seed 0": lambda points, k, n, seed: three(fitted(k, sample_of(points, n, 0), seed)),
    "2000 always": lambda points, k, n, seed: three(fitted(k, sample_of(points, 2000, seed), seed)),
    "K + 1": lambda points, k, n, seed: three(fitted(k + 1, sample_of(points, n, seed), seed)),
    "three": lambda points, k, n, seed: three(fitted(3, sample_of(points, n, seed), seed)),
    "diag": lambda points, k, n, seed: three(fitted(k, sample_of(points, n, seed), seed, covariance_type="diag")),
    "tied": lambda points, k, n, seed: (
        lambda model: (model.weights_, model.means_, np.stack([model.covariances_] * k))
    )(fitted(k, sample_of(points, n, seed), seed, covariance_type="tied")),
    "diagonal of full": diagonal,
    "standardised": lambda points, k, n, seed: three(
        fitted(k, (sample_of(points, n, seed) - points.mean(axis=0)) / points.std(axis=0), seed)
    ),
    "bytes": lambda points, k, n, seed: three(fitted(k, sample_of(255 * points, n, seed), seed)),
    "much regularised": lambda points, k, n, seed: three(fitted(k, sample_of(points, n, seed), seed, reg_covar=0.01)),
    "k-means": by_kmeans,
    "Bayesian": lambda points, k, n, seed: three(
        BayesianGaussianMixture(n_components=k, random_state=seed).fit(sample_of(points, n, seed))
    ),
    "Cholesky factors": lambda points, k, n, seed: (
        lambda model: (model.weights_, model.means_, np.linalg.cholesky(model.covariances_))
    )(fitted(k, sample_of(points, n, seed), seed)),
    "order": lambda points, k, n, seed: three(fitted(k, sample_of(points, n, seed), seed))[::-1],
}


def joint_of(image, weights, means, covariances):
    columns = [
        np.log(w) + np.atleast_1d(multivariate_normal.logpdf(unit(image), m, c))
        for w, m, c in zip(weights, means, covariances, strict=True)
    ]
    return np.column_stack(columns)


def bytes_of(colours, image):
    return np.rint(255 * np.clip(colours, 0, 1)).astype(np.uint8).reshape(image.shape)


def slow_labels(image, weights, means, covariances):
    inverses, logs = np.linalg.inv(covariances), np.linalg.slogdet(covariances)[1]
    labels = []
    for x in unit(image):
        away = x - means
        maha = np.einsum("ki,kij,kj->k", away, inverses, away)
        labels.append(int(np.argmax(np.log(weights) - 0.5 * (maha + logs))))
    return labels


def plain_loop(image, weights, means, covariances):
    inverses, logs = np.linalg.inv(covariances).tolist(), np.linalg.slogdet(covariances)[1].tolist()
    colours = np.rint(255 * means).astype(int).tolist()
    rows = []
    for row in image.tolist():
        new = []
        for pixel in row:
            best, chosen = None, 0
            for k, mean in enumerate(means.tolist()):
                a = [p / 255 - m for p, m in zip(pixel, mean, strict=True)]
                maha = sum(a[i] * inverses[k][i][j] * a[j] for i in range(3) for j in range(3))
                score = np.log(weights[k]) - 0.5 * (maha + logs[k])
                if best is None or score > best:
                    best, chosen = score, k
            new.append(colours[chosen])
        rows.append(new)
    return np.array(rows, dtype=np.uint8)


def applied_along(image, weights, means, covariances):
    inverses, logs = np.linalg.inv(covariances), np.linalg.slogdet(covariances)[1]

    def colour(x):
        away = x - means
        return means[np.argmax(np.log(weights) - 0.5 * (np.einsum("ki,kij,kj->k", away, inverses, away) + logs))]

    return bytes_of(np.apply_along_axis(colour, 1, unit(image)), image)


def outer_products(image, weights, means, covariances):
    away = unit(image)[:, None] - means
    products = np.einsum("nki,nkj->nkij", away, away)
    maha = np.einsum("nkij,kij->nk", products, np.linalg.inv(covariances))
    scores = np.log(weights) - 0.5 * (maha + np.linalg.slogdet(covariances)[1])
    return bytes_of(means[scores.argmax(axis=1)], image)


def all_pairs(image, weights, means, covariances):
    columns = []
    for w, m, c in zip(weights, means, covariances, strict=True):
        away = unit(image) - m
        columns.append(np.log(w) - 0.5 * np.diag(away @ np.linalg.inv(c) @ away.T) - 0.5 * np.linalg.slogdet(c)[1])
    return bytes_of(means[np.column_stack(columns).argmax(axis=1)], image)


def own_fit(image, weights, means, covariances):
    model = GaussianMixture(len(weights), random_state=0).fit(unit(image))
    return bytes_of(model.means_[model.predict(unit(image))], image)


SEGMENT: Answers = {
    "None": lambda image, w, m, c: None,
    "unchanged": lambda image, w, m, c: image,
    "black": lambda image, w, m, c: np.zeros_like(image),
    "one colour": lambda image, w, m, c: bytes_of(np.tile(m[np.argmax(w)], (image[..., 0].size, 1)), image),
    "labels": lambda image, w, m, c: joint_of(image, w, m, c).argmax(axis=1).reshape(image.shape[:2]),
    "points": lambda image, w, m, c: m[joint_of(image, w, m, c).argmax(axis=1)],
    "floats": lambda image, w, m, c: m[joint_of(image, w, m, c).argmax(axis=1)].reshape(image.shape),
    "integers": lambda image, w, m, c: bytes_of(m[joint_of(image, w, m, c).argmax(axis=1)], image).astype(int),
    "truncated": lambda image, w, m, c: (
        (255 * m[joint_of(image, w, m, c).argmax(axis=1)]).astype(np.uint8).reshape(image.shape)
    ),
    "nearest": lambda image, w, m, c: bytes_of(
        m[np.linalg.norm(unit(image)[:, None] - m, axis=2).argmin(axis=1)], image
    ),
    "without weights": lambda image, w, m, c: bytes_of(m[joint_of(image, np.ones(len(w)), m, c).argmax(axis=1)], image),
    "weights not logged": lambda image, w, m, c: bytes_of(
        m[(joint_of(image, w, m, c) - np.log(w) + w).argmax(axis=1)], image
    ),
    "weights doubled": lambda image, w, m, c: bytes_of(m[(joint_of(image, w, m, c) + np.log(w)).argmax(axis=1)], image),
    "densities": lambda image, w, m, c: bytes_of(m[np.exp(joint_of(image, w, m, c)).argmax(axis=1)], image),
    "least": lambda image, w, m, c: bytes_of(m[joint_of(image, w, m, c).argmin(axis=1)], image),
    "soft": lambda image, w, m, c: bytes_of(
        np.exp(joint_of(image, w, m, c) - logsumexp(joint_of(image, w, m, c), axis=1, keepdims=True)) @ m, image
    ),
    "over pixels": lambda image, w, m, c: bytes_of(
        m[np.resize(joint_of(image, w, m, c).argmax(axis=0), image[..., 0].size)], image
    ),
    "deviations": lambda image, w, m, c: bytes_of(
        m[joint_of(image, w, m, np.stack([np.diag(np.sqrt(np.diag(one))) for one in c])).argmax(axis=1)], image
    ),
    "identity": lambda image, w, m, c: bytes_of(
        m[joint_of(image, w, m, np.stack([np.eye(3)] * len(c))).argmax(axis=1)], image
    ),
    "mean covariance": lambda image, w, m, c: bytes_of(
        m[joint_of(image, w, m, np.stack([c.mean(axis=0)] * len(c))).argmax(axis=1)], image
    ),
    "sideways": lambda image, w, m, c: bytes_of(m[joint_of(image, w, m, c).argmax(axis=1)], image.transpose(1, 0, 2)),
    "sorted means": lambda image, w, m, c: bytes_of(np.sort(m, axis=0)[joint_of(image, w, m, c).argmax(axis=1)], image),
    "own fit": own_fit,
    "a loop": lambda image, w, m, c: bytes_of(m[slow_labels(image, w, m, c)], image),
    "a plain loop": plain_loop,
    "apply_along_axis": applied_along,
    "outer products": outer_products,
    "all pairs of pixels": all_pairs,
}


def choice_by(score, choose=np.argmin, draw=sample_of):
    def choose_n_colours(points, candidates, n, seed):
        X = draw(points, n, seed)
        scores = [float(score(fitted(k, X, seed), X, points)) for k in candidates]
        return list(candidates)[int(choose(scores))], scores

    return choose_n_colours


def bic(model, X, points):
    return model.bic(X)


def price(model, X, n):
    return (10 * len(model.weights_) - 1) * np.log(n) - 2 * model.score(X) * len(X)


def each_its_own(points, candidates, n, seed):
    rng = np.random.default_rng(seed)
    scores = []
    for k in candidates:
        X = points[rng.choice(len(points), min(n, len(points)), replace=False)]
        scores.append(fitted(k, X, seed).bic(X))
    return candidates[int(np.argmin(scores))], scores


def position(points, candidates, n, seed):
    return int(np.argmin(choice_by(bic)(points, candidates, n, seed)[1])), choice_by(bic)(points, candidates, n, seed)[
        1
    ]


CHOOSE: Answers = {
    "None": lambda points, candidates, n, seed: None,
    "constant": lambda points, candidates, n, seed: (candidates[0], [0.0] * len(candidates)),
    "three, no scores": lambda points, candidates, n, seed: (3, None),
    "best only": lambda points, candidates, n, seed: choice_by(bic)(points, candidates, n, seed)[0],
    "position": position,
    "highest": choice_by(bic, np.argmax),
    "aic": choice_by(lambda model, X, points: model.aic(X)),
    "score": choice_by(lambda model, X, points: model.score(X), np.argmax),
    "minus log-likelihood": choice_by(lambda model, X, points: -2 * model.score(X) * len(X)),
    "mean log-likelihood in BIC": choice_by(
        lambda model, X, points: (10 * len(model.weights_) - 1) * np.log(len(X)) - 2 * model.score(X)
    ),
    "halved": choice_by(lambda model, X, points: model.bic(X) / 2),
    "negated": choice_by(lambda model, X, points: -model.bic(X), np.argmax),
    "all pixels scored": choice_by(lambda model, X, points: model.bic(points)),
    "price of all pixels": choice_by(lambda model, X, points: price(model, X, len(points))),
    "price of 2000": choice_by(lambda model, X, points: price(model, X, 2000)),
    "no covariances counted": choice_by(
        lambda model, X, points: (4 * len(model.weights_) - 1) * np.log(len(X)) - 2 * model.score(X) * len(X)
    ),
    "everything": choice_by(bic, draw=lambda points, n, seed: points),
    "first pixels": choice_by(bic, draw=lambda points, n, seed: points[:n]),
    "seed 0": choice_by(bic, draw=lambda points, n, seed: sample_of(points, n, 0)),
    "unseeded": choice_by(bic, draw=lambda points, n, seed: sample_of(points, n, None)),
    "2000 always": choice_by(bic, draw=lambda points, n, seed: sample_of(points, 2000, seed)),
    "half as many": choice_by(bic, draw=lambda points, n, seed: sample_of(points, min(n, len(points)) // 2, seed)),
    "each its own": each_its_own,
    "sorted": lambda points, candidates, n, seed: choice_by(bic)(points, sorted(candidates), n, seed),
    "dict of best": lambda points, candidates, n, seed: {"best": choice_by(bic)(points, candidates, n, seed)[0]},
}


def kmeans(draw=sample_of, paint=bytes_of, order=lambda one, other: (one, other), change=lambda k: k):
    def kmeans_segment(image, k, n, seed):
        model = KMeans(change(k), n_init=3, random_state=seed).fit(draw(unit(image), n, seed))
        return order(paint(model.cluster_centers_[model.predict(unit(image))], image), model.cluster_centers_)

    return kmeans_segment


def mixture_instead(image, k, n, seed):
    model = fitted(k, sample_of(unit(image), n, seed), seed)
    return bytes_of(model.means_[model.predict(unit(image))], image), model.means_


def mixture_labels(image, k, n, seed):
    X = sample_of(unit(image), n, seed)
    centers = KMeans(k, n_init=3, random_state=seed).fit(X).cluster_centers_
    model = fitted(k, X, seed, means_init=centers)
    return bytes_of(centers[model.predict(unit(image))], image), centers


def random_centers(image, k, n, seed):
    centers = sample_of(unit(image), k, seed)
    labels = np.linalg.norm(unit(image)[:, None] - centers, axis=2).argmin(axis=1)
    return bytes_of(centers[labels], image), centers


def first_channel(image, k, n, seed):
    centers = KMeans(k, n_init=3, random_state=seed).fit(sample_of(unit(image), n, seed)).cluster_centers_
    labels = np.abs(unit(image)[:, None, 0] - centers[:, 0]).argmin(axis=1)
    return bytes_of(centers[labels], image), centers


KMEANS: Answers = {
    "None": lambda image, k, n, seed: None,
    "unchanged": lambda image, k, n, seed: (image, unit(image)[:k]),
    "black": lambda image, k, n, seed: (np.zeros_like(image), np.zeros((k, 3))),
    "image only": kmeans(order=lambda image, centers: image),
    "order": kmeans(order=lambda image, centers: (centers, image)),
    "centers in bytes": kmeans(order=lambda image, centers: (image, 255 * centers)),
    "centers rounded": kmeans(order=lambda image, centers: (image, np.round(centers, 1))),
    "floats": kmeans(paint=lambda colours, image: colours.reshape(image.shape)),
    "integers": kmeans(paint=lambda colours, image: bytes_of(colours, image).astype(int)),
    "truncated": kmeans(paint=lambda colours, image: (255 * colours).astype(np.uint8).reshape(image.shape)),
    "BGR": kmeans(paint=lambda colours, image: bytes_of(colours[:, ::-1], image)),
    "sideways": kmeans(paint=lambda colours, image: bytes_of(colours, image.transpose(1, 0, 2))),
    "points": kmeans(paint=lambda colours, image: np.rint(255 * colours).astype(np.uint8)),
    "K + 1": kmeans(change=lambda k: k + 1),
    "2000 always": kmeans(draw=lambda points, n, seed: sample_of(points, 2000, seed)),
    "two": kmeans(change=lambda k: 2),
    "everything": kmeans(draw=lambda points, n, seed: points),
    "first pixels": kmeans(draw=lambda points, n, seed: points[:n]),
    "seed 0": kmeans(draw=lambda points, n, seed: sample_of(points, n, 0)),
    "unseeded": kmeans(draw=lambda points, n, seed: sample_of(points, n, None)),
    "with replacement": kmeans(
        draw=lambda points, n, seed: points[np.random.default_rng(seed).integers(0, len(points), min(n, len(points)))]
    ),
    "mixture": mixture_instead,
    "labels of a mixture": mixture_labels,
    "random centers": random_centers,
    "red only": first_channel,
}


def resp_of(image, w, m, c):
    joint = joint_of(image, w, m, c)
    return np.exp(joint - logsumexp(joint, axis=1, keepdims=True))


def with_floor(image, w, m, c, k):
    dense = np.exp(joint_of(image, w, m, c))
    return (dense[:, k] / (dense.sum(axis=1) + 1e-12)).reshape(image.shape[:2])


def slow_map(image, w, m, c, k):
    height, width = image.shape[:2]
    result = np.zeros((height, width))
    inverses, logs = np.linalg.inv(c), np.linalg.slogdet(c)[1]
    for i in range(height):
        for j in range(width):
            away = image[i, j] / 255 - m
            joint = np.log(w) - 0.5 * (np.einsum("ki,kij,kj->k", away, inverses, away) + logs)
            dense = np.exp(joint - joint.max())
            result[i, j] = dense[k] / dense.sum()
    return result


MAP: Answers = {
    "None": lambda image, w, m, c, k: None,
    "zeros": lambda image, w, m, c, k: np.zeros(image.shape[:2]),
    "ones": lambda image, w, m, c, k: np.ones(image.shape[:2]),
    "weight": lambda image, w, m, c, k: np.full(image.shape[:2], w[k]),
    "uniform": lambda image, w, m, c, k: np.full(image.shape[:2], 1 / len(w)),
    "all": lambda image, w, m, c, k: resp_of(image, w, m, c),
    "flat": lambda image, w, m, c, k: resp_of(image, w, m, c)[:, k],
    "first": lambda image, w, m, c, k: resp_of(image, w, m, c)[:, 0].reshape(image.shape[:2]),
    "last": lambda image, w, m, c, k: resp_of(image, w, m, c)[:, -1].reshape(image.shape[:2]),
    "others": lambda image, w, m, c, k: 1 - resp_of(image, w, m, c)[:, k].reshape(image.shape[:2]),
    "hard": lambda image, w, m, c, k: (resp_of(image, w, m, c).argmax(axis=1) == k).reshape(image.shape[:2]),
    "labels": lambda image, w, m, c, k: resp_of(image, w, m, c).argmax(axis=1).reshape(image.shape[:2]),
    "threshold": lambda image, w, m, c, k: (resp_of(image, w, m, c)[:, k] > 0.5).reshape(image.shape[:2]),
    "rounded": lambda image, w, m, c, k: np.round(resp_of(image, w, m, c)[:, k], 2).reshape(image.shape[:2]),
    "bytes": lambda image, w, m, c, k: (255 * resp_of(image, w, m, c)[:, k]).reshape(image.shape[:2]),
    "without weights": lambda image, w, m, c, k: resp_of(image, np.ones(len(w)), m, c)[:, k].reshape(image.shape[:2]),
    "density": lambda image, w, m, c, k: np.exp(joint_of(image, w, m, c)[:, k]).reshape(image.shape[:2]),
    "likelihood share": lambda image, w, m, c, k: (
        (
            w[k] * np.exp(joint_of(image, np.ones(len(w)), m, c)[:, k] - logsumexp(joint_of(image, w, m, c), axis=1))
        ).reshape(image.shape[:2])
        * w[k]
    ),
    "distances": lambda image, w, m, c, k: np.exp(-np.linalg.norm(unit(image) - m[k], axis=1)).reshape(image.shape[:2]),
    "of the largest": lambda image, w, m, c, k: (
        resp_of(image, w, m, c)[:, k] / resp_of(image, w, m, c).max(axis=1)
    ).reshape(image.shape[:2]),
    "divided by the largest of all": lambda image, w, m, c, k: (
        resp_of(image, w, m, c)[:, k] / (resp_of(image, w, m, c)[:, k].max() + 1e-300)
    ).reshape(image.shape[:2]),
    "turned": lambda image, w, m, c, k: resp_of(image, w, m, c)[:, k].reshape(image.shape[1], image.shape[0]).T,
    "bytes for colours": lambda image, w, m, c, k: resp_of(255.0 * image, w, m, c)[:, k].reshape(image.shape[:2]),
    "a floor below": with_floor,
    "a loop": slow_map,
}

TABLE: dict[str, Answers] = {
    "to_points": TO_POINTS,
    "to_image": TO_IMAGE,
    "fit_colours": {
        name: (lambda points, k, n=2000, seed=0, f=f: f(points, k, n, seed)) for name, f in FIT_COLOURS.items()
    },
    "segment": SEGMENT,
    "choose_n_colours": CHOOSE,
    "kmeans_segment": KMEANS,
    "responsibility_map": MAP,
}
