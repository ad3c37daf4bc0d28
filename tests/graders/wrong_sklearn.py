"""Wrong answers to ``04_scikit_learn`` that know nothing of the catalogue: one short function each, as students write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

KINDS = ("full", "tied", "diag", "spherical")
COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"]


def gmm(K: int, **settings: Any) -> GaussianMixture:
    return GaussianMixture(K, **settings)


def fit_and_forget(X, K, kind, seed):
    gmm(K, covariance_type=kind, random_state=seed).fit(X)


def centred(X, K, kind, seed):
    return gmm(K, covariance_type=kind, random_state=seed).fit(X - X.mean(axis=0))


def half(X, K, kind, seed):
    return gmm(K, covariance_type=kind, random_state=seed).fit(X[: len(X) // 2])


def first_feature(X, K, kind, seed):
    return gmm(K, covariance_type=kind, random_state=seed).fit(X[:, :1])


def shuffled_in_place(X, K, kind, seed):
    np.random.default_rng(0).shuffle(X)
    return gmm(K, covariance_type=kind, random_state=seed).fit(X)


FIT_GMM: dict[str, Callable[..., Any]] = {
    "no return": fit_and_forget,
    "the class": lambda X, K, kind, seed: GaussianMixture,
    "k-means": lambda X, K, kind, seed: KMeans(K, n_init=1, random_state=seed).fit(X),
    "Bayesian": lambda X, K, kind, seed: BayesianGaussianMixture(
        n_components=K, covariance_type=kind, random_state=seed
    ).fit(X),
    "parameters": lambda X, K, kind, seed: tuple(
        getattr(gmm(K, covariance_type=kind, random_state=seed).fit(X), name)
        for name in ("weights_", "means_", "covariances_")
    ),
    "model and labels": lambda X, K, kind, seed: (gmm(K).fit(X), gmm(K).fit_predict(X)),
    "responsibilities": lambda X, K, kind, seed: gmm(K, random_state=seed).fit(X).predict_proba(X),
    "no random state": lambda X, K, kind, seed: gmm(K, covariance_type=kind).fit(X),
    "seed 0": lambda X, K, kind, seed: gmm(K, covariance_type=kind, random_state=0).fit(X),
    "type ignored": lambda X, K, kind, seed: gmm(K, random_state=seed).fit(X),
    "type inverted": lambda X, K, kind, seed: gmm(K, covariance_type=KINDS[::-1][KINDS.index(kind)]).fit(X),
    "K + 1": lambda X, K, kind, seed: gmm(K + 1, covariance_type=kind, random_state=seed).fit(X),
    "three": lambda X, K, kind, seed: gmm(3, covariance_type=kind, random_state=seed).fit(X),
    "centred": centred,
    "half of the data": half,
    "first feature": first_feature,
    "one step": lambda X, K, kind, seed: gmm(
        K, covariance_type=kind, random_state=seed, max_iter=1, init_params="random"
    ).fit(X),
    "shuffled in place": shuffled_in_place,
    "much regularised": lambda X, K, kind, seed: gmm(K, covariance_type=kind, random_state=seed, reg_covar=0.1).fit(X),
    "transposed": lambda X, K, kind, seed: gmm(K, covariance_type=kind, random_state=seed).fit(X.T),
}


def with_parts(labels=None, resp=None, log_density=None) -> Callable[..., Any]:
    """Return ``cluster`` with some of its results made in another way."""

    def cluster(model, X):
        return (
            labels(model, X) if labels else model.predict(X),
            resp(model, X) if resp else model.predict_proba(X),
            log_density(model, X) if log_density else model.score_samples(X),
        )

    return cluster


def unweighted(model, X):
    dense = np.column_stack(
        [multivariate_normal.pdf(X, m, c) for m, c in zip(model.means_, model.covariances_, strict=True)]
    )
    return dense / dense.sum(axis=1, keepdims=True)


CLUSTER: dict[str, Callable[..., Any]] = {
    "labels only": lambda model, X: model.predict(X),
    "two results": lambda model, X: (model.predict(X), model.predict_proba(X)),
    "a dict": lambda model, X: {"labels": model.predict(X), "resp": 0, "log_density": 0},
    "order": lambda model, X: (model.predict_proba(X), model.predict(X), model.score_samples(X)),
    "refitted": lambda model, X: with_parts()(model.fit(X), X),
    "labels from 1": with_parts(labels=lambda model, X: model.predict(X) + 1),
    "argmin": with_parts(labels=lambda model, X: model.predict_proba(X).argmin(axis=1)),
    "argmax over samples": with_parts(labels=lambda model, X: model.predict_proba(X).argmax(axis=0)),
    "one-hot labels": with_parts(labels=lambda model, X: np.eye(len(model.weights_))[model.predict(X)]),
    "labels as text": with_parts(labels=lambda model, X: [str(k) for k in model.predict(X)]),
    "nearest mean": with_parts(labels=lambda model, X: ((X[:, None] - model.means_) ** 2).sum(axis=2).argmin(axis=1)),
    "labels of k-means": with_parts(labels=lambda model, X: KMeans(1).fit_predict(X)),
    "all labels 0": with_parts(labels=lambda model, X: np.zeros(len(X))),
    "hard": with_parts(resp=lambda model, X: np.eye(len(model.weights_))[model.predict(X)]),
    "rounded": with_parts(resp=lambda model, X: model.predict_proba(X).round(2)),
    "without weights": with_parts(resp=unweighted),
    "sorted rows": with_parts(resp=lambda model, X: np.sort(model.predict_proba(X), axis=1)),
    "uniform": with_parts(resp=lambda model, X: np.full((len(X), len(model.weights_)), 1 / len(model.weights_))),
    "transposed": with_parts(resp=lambda model, X: model.predict_proba(X).T),
    "density": with_parts(log_density=lambda model, X: np.exp(model.score_samples(X))),
    "log of the density": with_parts(log_density=lambda model, X: np.log(np.exp(model.score_samples(X)))),
    "score": with_parts(log_density=lambda model, X: model.score(X)),
    "mean for all": with_parts(log_density=lambda model, X: np.full(len(X), model.score(X))),
    "negated": with_parts(log_density=lambda model, X: -model.score_samples(X)),
    "log10": with_parts(log_density=lambda model, X: model.score_samples(X) / np.log(10)),
    "a column": with_parts(log_density=lambda model, X: model.score_samples(X)[:, None]),
    "score per feature": with_parts(log_density=lambda model, X: model.score_samples(X) / X.shape[1]),
}


def by_type(**other: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``full_covariances`` with some types made in another way."""
    right = {
        "full": lambda c, K, d: c,
        "tied": lambda c, K, d: np.stack([c] * K),
        "diag": lambda c, K, d: np.stack([np.diag(one) for one in c]),
        "spherical": lambda c, K, d: np.stack([one * np.eye(d) for one in c]),
    }
    return lambda c, kind, K, d: (right | other)[kind](c, K, d)


def doubled(c, kind, K, d):
    c *= 2
    return by_type()(c / 2, kind, K, d)


FULL_COVARIANCES: dict[str, Callable[..., Any]] = {
    "as it is": lambda c, kind, K, d: c,
    "full inverted": by_type(full=lambda c, K, d: np.linalg.inv(c)),
    "full: first for all": by_type(full=lambda c, K, d: np.stack([c[0]] * K)),
    "full: diagonals": by_type(full=lambda c, K, d: c * np.eye(d)),
    "tied once": by_type(tied=lambda c, K, d: c[None]),
    "tied: the other axis": by_type(tied=lambda c, K, d: np.stack([c] * K, axis=-1)),
    "tied: d copies": by_type(tied=lambda c, K, d: np.stack([c] * d)),
    "tied over K": by_type(tied=lambda c, K, d: np.stack([c / K] * K)),
    "tied: upper triangle": by_type(tied=lambda c, K, d: np.stack([np.triu(c)] * K)),
    "diag: one for all": by_type(diag=lambda c, K, d: np.stack([np.diag(c[0])] * K)),
    "diag: mean": by_type(diag=lambda c, K, d: np.stack([np.diag(c.mean(axis=0))] * K)),
    "diag: standard deviations": by_type(diag=lambda c, K, d: np.stack([np.diag(np.sqrt(v)) for v in c])),
    "diag: squares": by_type(diag=lambda c, K, d: np.stack([np.diag(v**2) for v in c])),
    "diag: np.diag of the table": by_type(diag=lambda c, K, d: np.diag(np.diag(c))),
    "diag: columns": by_type(diag=lambda c, K, d: np.stack([np.diag(v) for v in c.T])),
    "diag: flipped": by_type(diag=lambda c, K, d: np.stack([np.fliplr(np.diag(v)) for v in c])),
    "spherical: ones off the diagonal": by_type(spherical=lambda c, K, d: np.stack([v * np.ones((d, d)) for v in c])),
    "spherical: identity": by_type(spherical=lambda c, K, d: np.stack([np.eye(d)] * K)),
    "spherical: standard deviation": by_type(spherical=lambda c, K, d: np.stack([np.sqrt(v) * np.eye(d) for v in c])),
    "spherical: one matrix of K": by_type(spherical=lambda c, K, d: np.diag(c)),
    "spherical: times d": by_type(spherical=lambda c, K, d: np.stack([d * v * np.eye(d) for v in c])),
    "spherical: plus the identity": by_type(spherical=lambda c, K, d: np.stack([v + np.eye(d) for v in c])),
    "in place": doubled,
}


def picture(
    points: Callable[..., Any] | None = None,
    one_ellipse: Callable[..., Any] | None = None,
    words: Callable[..., Any] | None = None,
    means: slice = slice(None),
) -> Callable[..., Any]:
    """Return ``plot_clusters`` with some things drawn in another way."""

    def plot_clusters(X, labels, centres, covariances):
        _, ax = plt.subplots()
        (points or (lambda ax, X, labels: ax.scatter(*X.T, c=labels)))(ax, X, labels)
        for mean, cov in zip(centres[means], covariances[means], strict=True):
            (one_ellipse or level(2.0))(ax, mean, cov)
        (words or (lambda ax: ax.set(title="t", xlabel="x", ylabel="y")))(ax)
        return ax

    return plot_clusters


def level(
    radius: float, upto: float = 2 * np.pi, shift: float = 0.0, factor: Any = np.linalg.cholesky
) -> Callable[..., Any]:
    """Return what draws a curve of this Mahalanobis distance, or of another one."""

    def draw(ax, mean, cov):
        t = np.linspace(0, upto, 100)
        ax.plot(*(mean[:, None] + shift + radius * factor(cov) @ [np.cos(t), np.sin(t)]))

    return draw


def patch(widths: Callable[..., Any], angle: Callable[..., Any]) -> Callable[..., Any]:
    """Return what draws an Ellipse of these widths and this angle."""

    def draw(ax, mean, cov):
        values, vectors = np.linalg.eigh(cov)
        ax.add_patch(Ellipse(mean, *widths(values), angle=angle(vectors), fill=False))

    return draw


def right_angle(vectors):
    return np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))


def right_widths(values):
    return 4 * np.sqrt(values[::-1])


PLOT_CLUSTERS: dict[str, Callable[..., Any]] = {
    "nothing": lambda X, labels, means, covariances: None,
    "words only": lambda X, labels, means, covariances: plt.title("t"),
    "empty Axes": lambda X, labels, means, covariances: plt.subplots()[1],
    "closed": lambda X, labels, means, covariances: plt.close(plt.figure()),
    "an array": lambda X, labels, means, covariances: X,
    "one colour": picture(points=lambda ax, X, labels: ax.scatter(*X.T)),
    "colours by position": picture(points=lambda ax, X, labels: ax.scatter(*X.T, c=X[:, 0])),
    "colours by index": picture(points=lambda ax, X, labels: ax.scatter(*X.T, c=np.arange(len(X)))),
    "two colours": picture(points=lambda ax, X, labels: ax.scatter(*X.T, c=labels > 0)),
    "a line": picture(points=lambda ax, X, labels: ax.plot(*X.T)),
    "colours shuffled": picture(points=lambda ax, X, labels: ax.scatter(*X.T, c=np.roll(labels, 1))),
    "first half": picture(points=lambda ax, X, labels: ax.scatter(*X[: len(X) // 2].T, c=labels[: len(X) // 2])),
    "label 0 left out": picture(points=lambda ax, X, labels: ax.scatter(*X[labels > 0].T, c=labels[labels > 0])),
    "rounded": picture(points=lambda ax, X, labels: ax.scatter(*np.round(X).T, c=labels)),
    "exchanged": picture(points=lambda ax, X, labels: ax.scatter(X[:, 1], X[:, 0], c=labels)),
    "invisible": picture(points=lambda ax, X, labels: ax.scatter(*X.T, c=labels, visible=False)),
    "transparent": picture(points=lambda ax, X, labels: ax.scatter(*X.T, color=(0, 0, 0, 0))),
    "grey over colours": picture(
        points=lambda ax, X, labels: (ax.scatter(*X.T, c=labels), ax.scatter(*X.T, color="grey"))
    ),
    "no ellipses": picture(one_ellipse=lambda ax, mean, cov: None),
    "means only": picture(one_ellipse=lambda ax, mean, cov: ax.plot(*mean, "x")),
    "circles": picture(one_ellipse=level(1.0, factor=lambda cov: np.sqrt(np.trace(cov)) * np.eye(2))),
    "covariance as a map": picture(one_ellipse=level(2.0, factor=lambda cov: cov)),
    "transposed Cholesky": picture(one_ellipse=level(2.0, factor=lambda cov: np.linalg.cholesky(cov).T)),
    "inverse": picture(one_ellipse=level(2.0, factor=lambda cov: np.linalg.cholesky(np.linalg.inv(cov)))),
    "diagonal": picture(one_ellipse=level(2.0, factor=lambda cov: np.sqrt(np.diag(np.diag(cov))))),
    "half an ellipse": picture(one_ellipse=level(2.0, upto=np.pi)),
    "beside the mean": picture(one_ellipse=level(2.0, shift=30.0)),
    "tiny": picture(one_ellipse=level(0.1)),
    "huge": picture(one_ellipse=level(9.0)),
    "four points": picture(
        one_ellipse=lambda ax, mean, cov: ax.plot(*(mean[:, None] + [[1, 0, -1, 0], [0, 1, 0, -1]]))
    ),
    "all but one": picture(means=slice(1, None)),
    "axes exchanged": picture(one_ellipse=patch(lambda v: 4 * np.sqrt(v), right_angle)),
    "radians": picture(one_ellipse=patch(right_widths, lambda u: np.radians(right_angle(u)))),
    "mirrored": picture(one_ellipse=patch(right_widths, lambda u: -right_angle(u))),
    "no angle": picture(one_ellipse=patch(right_widths, lambda u: 0.0)),
    "variances": picture(one_ellipse=patch(lambda v: 2 * v[::-1], right_angle)),
    "radius for a diameter": picture(one_ellipse=patch(lambda v: np.sqrt(v[::-1]), right_angle)),
    "another angle": picture(one_ellipse=patch(right_widths, lambda u: right_angle(u) + 45)),
    "boxes": picture(one_ellipse=lambda ax, mean, cov: ax.add_patch(plt.Rectangle(mean - 1, 2, 2))),
    "no title": picture(words=lambda ax: ax.set(xlabel="x", ylabel="y")),
    "no names": picture(words=lambda ax: ax.set_title("t")),
    "blank title": picture(words=lambda ax: ax.set(title="  ", xlabel="x", ylabel="y")),
}


def scores_of(score: Callable[..., Any], kinds: Any = KINDS, **settings: Any) -> Callable[..., Any]:
    """Return ``compare_covariance_types`` with another score, or other settings."""
    return lambda X, K, seed: {
        kind: score(gmm(K, **({"covariance_type": kind, "random_state": seed} | settings)).fit(X), X) for kind in kinds
    }


def bic(model, X):
    return model.bic(X)


COMPARE: dict[str, Callable[..., Any]] = {
    "aic": scores_of(lambda model, X: model.aic(X)),
    "score": scores_of(lambda model, X: model.score(X)),
    "log-likelihood": scores_of(lambda model, X: model.score(X) * len(X)),
    "negated": scores_of(lambda model, X: -model.bic(X)),
    "halved": scores_of(lambda model, X: model.bic(X) / 2),
    "per sample": scores_of(lambda model, X: model.bic(X) / len(X)),
    "rounded": scores_of(lambda model, X: round(model.bic(X), -1)),
    "models": scores_of(lambda model, X: model),
    "all full": scores_of(bic, covariance_type="full"),
    "no seed": scores_of(bic, random_state=None),
    "seed 42": scores_of(bic, random_state=42),
    "three types": scores_of(bic, KINDS[:3]),
    "one component": lambda X, K, seed: scores_of(bic)(X, 1, seed),
    "a list": lambda X, K, seed: list(scores_of(bic)(X, K, seed).values()),
    "best only": lambda X, K, seed: min(scores_of(bic)(X, K, seed).items(), key=lambda item: item[1]),
    "exchanged": lambda X, K, seed: dict(zip(KINDS[::-1], scores_of(bic)(X, K, seed).values(), strict=True)),
    "sorted values": lambda X, K, seed: dict(zip(KINDS, sorted(scores_of(bic)(X, K, seed).values()), strict=True)),
    "less the lowest": lambda X, K, seed: {
        kind: score - min(scores_of(bic)(X, K, seed).values()) for kind, score in scores_of(bic)(X, K, seed).items()
    },
    "lists": scores_of(lambda model, X: [model.bic(X)]),
    "texts": scores_of(lambda model, X: f"{model.bic(X):.9f}"),
}


def same_start(X, K, n_init, reg_covar, seed):
    fits = [gmm(K, reg_covar=reg_covar, random_state=seed).fit(X) for _ in range(n_init)]
    return max(fits, key=lambda one: one.score(X))


def last_start(X, K, n_init, reg_covar, seed):
    for i in range(n_init):
        model = gmm(K, reg_covar=reg_covar, random_state=seed + i, max_iter=1).fit(X)
    return model


def smallest(X, K, n_init, reg_covar, seed):
    return min(
        (gmm(K, reg_covar=reg_covar, random_state=seed + i).fit(X) for i in range(n_init)), key=lambda m: m.score(X)
    )


def lowest_of_all(key: Callable[..., Any]) -> Callable[..., Any]:
    return lambda X, K, n_init, reg_covar, seed: max(
        (gmm(K, reg_covar=reg_covar, random_state=seed + i).fit(X) for i in range(n_init)), key=key
    )


FIT_BEST: dict[str, Callable[..., Any]] = {
    "one start": lambda X, K, n, reg, seed: gmm(K, reg_covar=reg, random_state=seed).fit(X),
    "same start": same_start,
    "last start": last_start,
    "smallest": smallest,
    "n_init for max_iter": lambda X, K, n, reg, seed: gmm(K, max_iter=n, reg_covar=reg, random_state=seed).fit(X),
    "always 20": lambda X, K, n, reg, seed: gmm(K, n_init=20, reg_covar=reg, random_state=seed).fit(X),
    "no ridge": lambda X, K, n, reg, seed: gmm(K, n_init=n, random_state=seed).fit(X),
    "ridge squared": lambda X, K, n, reg, seed: gmm(K, n_init=n, reg_covar=reg**2, random_state=seed).fit(X),
    "ridge for tol": lambda X, K, n, reg, seed: gmm(K, n_init=n, tol=reg, random_state=seed).fit(X),
    "not fitted": lambda X, K, n, reg, seed: gmm(K, n_init=n, reg_covar=reg, random_state=seed),
    "score": lambda X, K, n, reg, seed: gmm(K, n_init=n, reg_covar=reg, random_state=seed).fit(X).lower_bound_,
    "list of models": lambda X, K, n, reg, seed: [gmm(K, random_state=seed + i).fit(X) for i in range(n)],
    "tied": lambda X, K, n, reg, seed: gmm(K, covariance_type="tied", n_init=n, reg_covar=reg, random_state=seed).fit(
        X
    ),
    "diag": lambda X, K, n, reg, seed: gmm(K, covariance_type="diag", n_init=n, reg_covar=reg, random_state=seed).fit(
        X
    ),
    "fewest steps": lowest_of_all(lambda model: -model.n_iter_ - 1e-3 * model.lower_bound_),
    "largest weight": lowest_of_all(lambda model: model.weights_.max()),
    "K - 1": lambda X, K, n, reg, seed: gmm(max(K - 1, 1), n_init=n, reg_covar=reg, random_state=seed).fit(X),
}


def started(**other: Any) -> Callable[..., Any]:
    """Return ``fit_from`` with other settings; a function of the arguments, or a value."""

    def fit_from(X, weights, means, covariances, tol, max_iter):
        settings = {
            "weights_init": weights,
            "means_init": means,
            "precisions_init": np.linalg.inv(covariances),
            "reg_covar": 0,
            "tol": tol,
            "max_iter": max_iter,
            "random_state": 0,
        }
        made = {k: v(weights, means, covariances, tol, max_iter) if callable(v) else v for k, v in other.items()}
        model = GaussianMixture(len(weights), **(settings | made)).fit(X)
        return model.weights_, model.means_, model.covariances_

    return fit_from


def results(change: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: change(*started()(*arguments))


FIT_FROM: dict[str, Callable[..., Any]] = {
    "no weights": started(weights_init=None),
    "no means": started(means_init=None),
    "no precisions": started(precisions_init=None),
    "nothing": started(weights_init=None, means_init=None, precisions_init=None),
    "uniform weights": started(weights_init=lambda w, m, c, t, i: np.full(len(w), 1 / len(w))),
    "weights reversed": started(weights_init=lambda w, m, c, t, i: w[::-1]),
    "means reversed": started(means_init=lambda w, m, c, t, i: m[::-1]),
    "covariances": started(precisions_init=lambda w, m, c, t, i: c),
    "first precision for all": started(precisions_init=lambda w, m, c, t, i: np.stack([np.linalg.inv(c[0])] * len(w))),
    "identity": started(precisions_init=lambda w, m, c, t, i: np.stack([np.eye(m.shape[1])] * len(w))),
    "inverse variances": started(precisions_init=lambda w, m, c, t, i: np.stack([np.diag(1 / np.diag(s)) for s in c])),
    "inverted twice": started(precisions_init=lambda w, m, c, t, i: np.linalg.inv(np.linalg.inv(c))),
    "default ridge": started(reg_covar=1e-6),
    "larger ridge": started(reg_covar=1e-3),
    "default tol": started(tol=1e-3),
    "fixed tol": started(tol=1e-6),
    "default max_iter": started(max_iter=100),
    "one step more": started(max_iter=lambda w, m, c, t, i: i + 1),
    "one step": started(max_iter=1),
    "order": results(lambda w, m, c: (m, w, c)),
    "precisions": results(lambda w, m, c: (w, m, np.linalg.inv(c))),
    "two": results(lambda w, m, c: (w, m)),
    "means transposed": results(lambda w, m, c: (w, m.T, c)),
    "diagonals": results(lambda w, m, c: (w, m, c * np.eye(m.shape[1]))),
    "rounded": results(lambda w, m, c: (w.round(3), m.round(3), c.round(3))),
    "the start": lambda X, w, m, c, tol, max_iter: (w, m, c),
}

# With the defaults that the exercise asks for.
TABLE: dict[str, dict[str, Callable[..., Any]]] = {
    "fit_gmm": {
        name: lambda X, n_components, covariance_type="full", random_state=42, f=f: f(
            X, n_components, covariance_type, random_state
        )
        for name, f in FIT_GMM.items()
    },
    "cluster": CLUSTER,
    "full_covariances": FULL_COVARIANCES,
    "plot_clusters": PLOT_CLUSTERS,
    "compare_covariance_types": {
        name: lambda X, n_components, random_state=0, f=f: f(X, n_components, random_state)
        for name, f in COMPARE.items()
    },
    "fit_best": {
        name: lambda X, n_components, n_init=10, reg_covar=1e-6, random_state=0, f=f: f(
            X, n_components, n_init, reg_covar, random_state
        )
        for name, f in FIT_BEST.items()
    },
    "fit_from": {
        name: lambda X, weights, means, covariances, tol=1e-14, max_iter=1000, f=f: f(
            X, weights, means, covariances, tol, max_iter
        )
        for name, f in FIT_FROM.items()
    },
}
