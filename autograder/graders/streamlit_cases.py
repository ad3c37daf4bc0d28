"""What the checks of ``06_streamlit_app`` ask, and the answers that they expect."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from autograder.errors import KitError
from autograder.graders import data
from autograder.graders.cases import Case, Cases, certified
from autograder.graders.oracle import Array
from autograder.model import Text

ASSIGNMENT = "06_streamlit_app"
SEED = 42
LABELS = ("Number of Components (K)", "Cluster Std Deviation")
RANGES = ((1.0, 10.0, 3.0), (0.1, 2.0, 0.6))  # smallest, largest, at first
CORNERS = tuple((k, std) for k in (1, 10) for std in (0.1, 2.0))
ALIKE = 0.99  # of the samples: rounding may move one that lies between two components


@dataclass(frozen=True)
class Scatter:
    """What a figure is to show."""

    kind: Text
    X: Array
    labels: Array


@dataclass(frozen=True)
class AppCase:
    """Values of the sliders, with the data and labels that belong to them."""

    values: tuple[int, float]
    X: Array
    labels: Array


def require_streamlit() -> None:
    """Raise :class:`KitError` where Streamlit is missing: that is nobody's mistake but the machine's."""
    if importlib.util.find_spec("streamlit") is None:
        raise KitError(
            "06_streamlit_app 需要 Streamlit，這台機器沒有安裝，所以不評分 | "
            "06_streamlit_app needs Streamlit, which is not installed here, so nothing is graded: "
            'run `pip install "gmm-autograder[app]"`, or `pip install streamlit`'
        )


def blobs(cluster_std: float) -> Array:
    """Return the data that belong to a value of the slider."""
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=SEED)
    return np.asarray(X)


def _blobs_by_hand(cluster_std: float) -> Array:
    """Do what ``make_blobs`` says that it does, to see that it does so."""
    rng = np.random.RandomState(SEED)
    centres = rng.uniform(-10, 10, (3, 2))
    X = np.concatenate(
        [rng.normal(centre, cluster_std, (n, 2)) for centre, n in zip(centres, (167, 167, 166), strict=True)]
    )
    order = np.arange(500)
    rng.shuffle(order)
    return X[order]


def components(X: Array, n_components: int) -> Array:
    """Return the component of each sample."""
    return np.asarray(GaussianMixture(n_components, random_state=SEED).fit(X).predict(X))


def alike(one: Array, other: Array) -> float:
    """Return the share of samples in which two labellings agree, whatever the labels are called."""
    table = np.zeros((len(np.unique(one)), len(np.unique(other))))
    np.add.at(table, (np.unique(one, return_inverse=True)[1], np.unique(other, return_inverse=True)[1]), 1)
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum() / len(one))


def data_cases(secret: str) -> Cases:
    """Return the questions to ``make_data``."""
    rng = data.generator(secret, ASSIGNMENT, "make_data")
    stds = [float(round(std, 2)) for std in (rng.uniform(0.15, 0.5), rng.uniform(1.2, 1.9))]
    from solutions import streamlit_app

    def case(std: float) -> Case:
        kind = Text(f"cluster_std = {std}", f"cluster_std = {std}")
        return Case(kind, (std,), certified(streamlit_app.make_data(std), _blobs_by_hand(std)))

    return {"moved": tuple(case(std) for std in stds), "ends": (case(0.1), case(2.0), case(1))}


def cluster_cases(secret: str) -> Cases:
    """Return the questions to ``fit_clusters``."""
    from solutions import streamlit_app

    def case(kind: Text, X: Array, n_components: int) -> Case:
        X.flags.writeable = False
        expected = components(X, n_components)
        assert alike(streamlit_app.fit_clusters(X, n_components), expected) == 1.0
        return Case(kind, (X, n_components), expected)

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, ASSIGNMENT, name)

    tilted = _tilted(rng("tilted"), 2, 3)
    return {
        "ordinary": (
            case(Text("斜而長的群", "tilted, stretched clusters"), tilted, 3),
            case(Text("三維、四群", "three dimensions, four clusters"), _tilted(rng("three"), 3, 4), 4),
        ),
        "shapes": (
            case(Text("K = 1", "K = 1"), rng("one").normal(size=(17, 2)), 1),
            case(Text("一維資料", "d = 1"), np.sort(_tilted(rng("line"), 1, 2), axis=0), 2),
            case(Text("整數資料", "integer X"), _whole(rng("whole")), 3),
        ),
        "cloud": (case(Text("沒有明顯分群的資料", "data without clear clusters"), _cloud(rng("cloud")), 6),),
    }


def _tilted(rng: np.random.Generator, n_features: int, n_clusters: int) -> Array:
    """Draw clusters that only a mixture with full covariances finds, and that wherever it starts."""

    def draw() -> Array:
        parts = []
        for k in range(n_clusters):
            factor = np.eye(n_features)
            if n_features > 1:
                angle = np.pi * (k + rng.uniform(0.1, 0.4)) / n_clusters
                factor[:2, :2] = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
                factor = factor @ np.diag([3.0 + k, 0.4, *[1.0] * (n_features - 2)])
            centre = rng.uniform(-2.5 * n_clusters, 2.5 * n_clusters, n_features)
            parts.append(centre + rng.standard_normal((40 + 17 * k, n_features)) @ factor.T)
        return np.asarray(rng.permutation(np.concatenate(parts)))

    def discriminates(X: Array) -> bool:
        right = components(X, n_clusters)
        if len(np.unique(right)) < n_clusters:
            return False
        if n_features == 1:
            return any_start(X, right)
        others = [
            GaussianMixture(n_clusters, covariance_type=kind, random_state=SEED).fit_predict(X)
            for kind in ("tied", "diag", "spherical")
        ]
        others.append(KMeans(n_clusters, n_init=1, random_state=SEED).fit_predict(X))
        return all(alike(right, other) < 0.95 for other in others) and any_start(X, right)

    def any_start(X: Array, right: Array) -> bool:
        fits = (GaussianMixture(n_clusters, random_state=seed).fit_predict(X) for seed in range(20))
        return all(alike(right, labels) >= ALIKE for labels in fits)

    return data.draw_until(draw, discriminates)


def _whole(rng: np.random.Generator) -> Array:
    """Draw whole numbers in three clusters so far apart that it does not matter how scikit-learn rounds them on its way."""
    centres = np.array([[-900, 100], [700, 800], [300, -900]])
    return np.asarray(centres[rng.permutation(np.arange(63) % 3)] + rng.integers(-90, 90, (63, 2)))


def _cloud(rng: np.random.Generator) -> Array:
    """Draw samples on which another seed finds other components."""

    def discriminates(X: Array) -> bool:
        right = components(X, 6)
        return all(
            alike(right, GaussianMixture(6, random_state=seed).fit_predict(X)) < 0.95 for seed in (None, 0, 1, 7)
        )

    return data.draw_until(lambda: rng.normal(size=(160, 2)), discriminates)


def scatters(secret: str) -> dict[str, Scatter]:
    """Return what ``draw`` is asked to draw."""
    rng = data.generator(secret, ASSIGNMENT, "draw")

    def scatter(zh: str, en: str, n_samples: int, labels: Array, whole: bool = False) -> Scatter:
        X = rng.normal([3.0, -8.0], [2.0, 0.7], (n_samples, 2))
        X = np.round(20 * X).astype(int) + 7 * np.arange(n_samples)[:, None] if whole else X
        for array in (X, labels):
            array.flags.writeable = False
        return Scatter(Text(zh, en), X, labels)

    def mixed(n_samples: int, n_labels: int) -> Array:
        return rng.permutation(np.arange(n_samples) % n_labels)

    return {
        "four": scatter("四種標籤", "four labels", 61, mixed(61, 4)),
        "two": scatter("兩種標籤", "two labels", 37, mixed(37, 2)),
        "one": scatter("一種標籤", "one label", 23, np.zeros(23, dtype=int)),
        "ten": scatter("十種標籤", "ten labels", 80, mixed(80, 10)),
        "gap": scatter("有一種標籤沒有出現", "a label that does not occur", 45, np.array([0, 1, 3])[mixed(45, 3)]),
        "whole": scatter("整數資料", "integer X", 40, mixed(40, 3), whole=True),
    }


def app_cases(secret: str) -> dict[str, tuple[AppCase, ...]]:
    """Return where the sliders are moved to, and what is to be seen then."""
    rng = data.generator(secret, ASSIGNMENT, "app")

    def case(n_components: int, std: float) -> AppCase:
        X = blobs(std)
        return AppCase((n_components, std), X, components(X, n_components))

    numbers = [int(k) for k in rng.permutation([2, 4, 5, 6, 7])[:2]]
    stds = [float(round(std, 2)) for std in (rng.uniform(0.2, 0.5), rng.uniform(1.0, 1.9))]
    return {
        "first": (case(3, 0.6),),
        "components": tuple(case(k, 0.6) for k in numbers),
        "std": tuple(case(3, std) for std in stds),
        "corners": tuple(case(*corner) for corner in CORNERS),
    }


def slider_moves(secret: str) -> tuple[tuple[int, float], ...]:
    """Return where the sliders of ``sidebar`` are moved to."""
    rng = data.generator(secret, ASSIGNMENT, "sidebar")
    numbers = rng.permutation([4, 5, 6, 7, 8, 9])[:2]
    return tuple((int(k), float(round(rng.uniform(0.7, 1.9), 2))) for k in numbers)
