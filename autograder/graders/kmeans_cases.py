"""What the checks of ``03_kmeans_vs_gmm`` ask: hidden inputs, and the answers that reference and oracle agree on.

The oracle is :func:`scipy.spatial.distance.cdist`, and scikit-learn's ``KMeans`` from the same start. Each draw is
repeated until the input tells right from wrong: no sample is nearly as far from two centers, so that rounding decides
nothing; other distances give other labels; Lloyd takes several iterations, each of which moves the centers plainly.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from autograder.graders import data
from autograder.graders.cases import Case, Cases, certified
from autograder.graders.oracle import Array
from autograder.model import Text
from solutions import kmeans

ORIGIN = Text("離原點很遠的資料", "data far from the origin")
TIES = Text("有樣本離兩個中心一樣遠", "some samples equally far from two centers")
ONE_SAMPLE = Text("只有一個樣本", "a single sample")
EMPTY = Text("有空群", "an empty cluster")
SETTLED = Text("起點已經不會再移動", "a start from which nothing moves")
HARD = Text("責任值都是 0 或 1", "responsibilities of 0 and 1 only")
LOW = Text("最大的責任值常不到 0.5", "the largest responsibility is often below 0.5")
EQUAL = Text("有並列最大的責任值", "some rows with two equal largest responsibilities")
MARGIN = 1e-4
OFFSET = 1e4


@dataclass(frozen=True)
class Run:
    """A start of Lloyd's algorithm, and its centers after 0, 1, 2, … iterations, until nothing moves."""

    kind: Text
    X: Array
    start: Array
    path: tuple[Array, ...]

    @property
    def n_steps(self) -> int:
        return len(self.path) - 1


def _lock(*arrays: Array) -> None:
    for array in arrays:
        array.flags.writeable = False


def squared_distances(X: Array, centers: Array) -> Array:
    """Return the squared distance of each sample from each center."""
    return np.asarray(cdist(np.asarray(X, dtype=float), np.asarray(centers, dtype=float), "sqeuclidean"))


def inertia_of(X: Array, centers: Array) -> float:
    """Return the inertia of these centers, each sample going to the nearest."""
    return float(squared_distances(X, centers).min(axis=1).sum())


def clear(X: Array, centers: Array) -> bool:
    """Tell whether no sample is nearly as far from a second center as from the nearest."""
    distances = np.sort(cdist(np.asarray(X, dtype=float), centers), axis=1)
    return distances.shape[1] == 1 or bool(np.min(distances[:, 1] - distances[:, 0]) > MARGIN)


def _points(rng: np.random.Generator, n_samples: int, n_clusters: int, n_features: int) -> Array:
    return data.sample(rng, data.mixture(rng, n_clusters, n_features), n_samples)


def _tells_distances_apart(X: Array, centers: Array) -> bool:
    """Tell whether what is nearest depends on how distance is measured, and every center is nearest to something."""
    labels = squared_distances(X, centers).argmin(axis=1)
    others = [cdist(X, centers, metric).argmin(axis=1) for metric in ("cityblock", "chebyshev")]
    others += [-(X @ centers.T).argmin(axis=1), cdist(X[:, :1], centers[:, :1]).argmin(axis=1)]
    differ = all(np.sum(other != labels) >= 2 for other in others)
    return differ and len(np.unique(labels)) == len(centers)


def assign_cases(secret: str) -> Cases:
    """Return the questions to ``assign_labels``; what is expected are the squared distances to every center."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "assign_labels", name)

    def draw(
        name: str, n_samples: int, n_clusters: int, n_features: int, *, whole: bool = False
    ) -> tuple[Array, Array]:
        chance, hard = rng(name), n_samples > 10 and n_clusters > 2 and n_features > 1

        def one() -> tuple[Array, Array]:
            X = (5.0 if whole else 1.0) * _points(chance, n_samples, n_clusters, n_features)
            spread = X.std(axis=0) if n_samples > 1 else np.ones(n_features)
            centers = X.mean(axis=0) + spread * chance.standard_normal((n_clusters, n_features))
            return (np.rint(X).astype(np.int64) if whole else X), centers

        def discriminates(drawn: tuple[Array, Array]) -> bool:
            X, centers = drawn
            if not clear(X, centers) or (hard and not _tells_distances_apart(X, centers)):
                return False
            if not whole:
                return True
            truncated = squared_distances(X, centers.astype(np.int64)).argmin(axis=1)
            return bool(np.sum(truncated != squared_distances(X, centers).argmin(axis=1)) >= 1)

        return data.draw_until(one, discriminates)

    def case(kind: Text, X: Array, centers: Array, *, ties: bool = False) -> Case:
        distances = squared_distances(X, centers)
        if not ties:
            certified(kmeans.assign_labels(X, centers), distances.argmin(axis=1))
        _lock(X, centers, distances)
        return Case(kind, (X, centers), distances)

    X, centers = draw("far from the origin", 23, 4, 3)
    middle = np.array([[0, 0], [2, 0], [4, 0], [4, 3], [2, 5], [0, 1], [5, 1], [-1, 2]])
    corners = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 9.0]])
    return {
        "ordinary": (case(data.ORDINARY, *draw("ordinary", 19, 4, 3)),),
        "integers": (case(data.INTEGERS, *draw("integers", 17, 3, 2, whole=True)),),
        "shapes": (
            case(data.shape_kind(1, 2), *draw("one cluster", 11, 1, 2)),
            case(data.shape_kind(3, 1), *draw("one feature", 13, 3, 1)),
            case(data.shape_kind(6, 4), *draw("many", 60, 6, 4)),
            case(ONE_SAMPLE, *draw("one sample", 1, 3, 2)),
        ),
        "origin": (case(ORIGIN, X + OFFSET, centers + OFFSET),),
        "ties": (case(TIES, middle, corners, ties=True),),
    }


def _means(X: Array, labels: Array, centers: Array) -> Array:
    """Return the mean of each cluster, or its center where it is empty: the oracle's way, by a matrix of members."""
    members = (labels == np.arange(len(centers))[:, np.newaxis]).astype(float)
    counts = members.sum(axis=1, keepdims=True)
    return np.where(counts > 0, members @ X / np.maximum(counts, 1), centers)


def update_cases(secret: str) -> Cases:
    """Return the questions to ``update_centers``. The labels are drawn, not those of the nearest centers."""

    def case(
        name: str, kind: Text, n_samples: int, n_clusters: int, n_features: int, empty: tuple[int, ...] = ()
    ) -> Case:
        rng = data.generator(secret, "update_centers", name)
        whole = kind is data.INTEGERS
        X = (5.0 if whole else 1.0) * _points(rng, n_samples, n_clusters, n_features)
        centers = X.mean(axis=0) + 2 * rng.standard_normal((n_clusters, n_features))
        if whole:
            X, centers = np.rint(X).astype(np.int64), np.rint(centers).astype(np.int64)
        alive = np.setdiff1d(np.arange(n_clusters), empty)
        share = 1.5 ** np.arange(len(alive))
        drawn = rng.choice(alive, n_samples, p=share / share.sum())
        drawn[: len(alive)] = alive[:n_samples]
        labels = rng.permutation(drawn)
        expected = certified(kmeans.update_centers(X, labels, centers), _means(X, labels, centers))
        _lock(X, labels, centers)
        return Case(kind, (X, labels, centers), expected)

    return {
        "ordinary": (case("ordinary", data.ORDINARY, 22, 4, 3),),
        "integers": (case("integers", data.INTEGERS, 17, 3, 2),),
        "shapes": (
            case("one cluster", data.shape_kind(1, 2), 11, 1, 2),
            case("one feature", data.shape_kind(3, 1), 13, 3, 1),
            case("many", data.shape_kind(6, 5), 60, 6, 5),
        ),
        "empty": (
            case("empty", EMPTY, 19, 4, 3, (1, 3)),
            case("one sample", ONE_SAMPLE, 1, 3, 2, (0, 2)),
        ),
    }


def lloyd_path(X: Array, start: Array, most: int = 200) -> tuple[Array, ...]:
    """Return the centers after 0, 1, 2, … iterations, until nothing moves."""
    path = [np.asarray(start, dtype=float)]
    while len(path) <= most:
        labels = squared_distances(X, path[-1]).argmin(axis=1)
        moved = _means(X, labels, path[-1])
        if np.allclose(moved, path[-1], rtol=0, atol=1e-9 * (1 + np.abs(X).max())):
            break
        path.append(moved)
    return tuple(path)


def _sklearn(X: Array, start: Array, max_iter: int) -> KMeans:
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        model = KMeans(len(start), init=start, n_init=1, algorithm="lloyd", tol=0, max_iter=max_iter)
        return model.fit(np.asarray(X, dtype=float))


def _long_enough(X: Array, path: tuple[Array, ...]) -> bool:
    """Tell whether the way is long, with a plain move each time, and a loose tolerance would stop early on it."""
    if not 7 <= len(path) - 1 <= 25 or not all(clear(X, centers) for centers in path):
        return False
    moves = [np.abs(one - other).max() for one, other in pairwise(path)]
    inertias = np.array([inertia_of(X, centers) for centers in path])
    gains = -np.diff(inertias) / inertias[:-1]
    early = int(np.flatnonzero(np.append(gains, 0.0) < 0.01)[0])
    return min(moves) > 0.01 and early <= len(path) - 4 and float(gains[:4].min()) > 1e-4


def _no_empty_cluster(X: Array, path: tuple[Array, ...]) -> bool:
    return all(len(np.unique(squared_distances(X, c).argmin(axis=1))) == len(c) for c in path)


def lloyd_runs(secret: str) -> dict[str, Run]:
    """Return the starts for ``lloyd``."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "lloyd", name)

    def run(kind: Text, X: Array, start: Array) -> Run:
        path = lloyd_path(X, start)
        centers, labels, inertia = kmeans.lloyd(X, start)
        certified(centers, path[-1])
        certified(inertia, inertia_of(X, path[-1]))
        certified(labels, squared_distances(X, path[-1]).argmin(axis=1))
        if _no_empty_cluster(X, path):
            for t in range(1, len(path)):
                certified(path[t], _sklearn(X, start, t).cluster_centers_, 1e-6)
        _lock(X, start, *path)
        return Run(kind, X, start, path)

    def draw(
        name: str, n_samples: int, n_clusters: int, n_features: int, *, whole: bool = False
    ) -> tuple[Array, Array]:
        chance = rng(name)

        def one() -> tuple[Array, Array]:
            X = (7.0 if whole else 1.0) * _points(chance, n_samples, n_clusters + 1, n_features)
            X = np.rint(X).astype(np.int64) if whole else X
            # a start at one edge has far to go
            edge = np.argsort(X @ chance.standard_normal(n_features))[: 2 * n_clusters]
            start = X[chance.choice(edge, n_clusters, replace=False)] + 0.3 * chance.standard_normal(
                (n_clusters, n_features)
            )
            return X, start

        def discriminates(drawn: tuple[Array, Array]) -> bool:
            X, start = drawn
            path = lloyd_path(X, start, 27)
            if not _long_enough(X, path) or not _no_empty_cluster(X, path):
                return False
            end = inertia_of(X, path[-1])
            others = [lloyd_path(X, X[:n_clusters])[-1], lloyd_path(X, X[-n_clusters:])[-1]]
            return all(abs(inertia_of(X, other) - end) > 1e-3 * end for other in others)

        return data.draw_until(one, discriminates)

    X, start = draw("ordinary", 70, 4, 2)
    far = np.vstack([start[:1], X.max(axis=0) + 300.0, start[1:]])
    line = np.sort(_points(rng("one feature"), 15, 2, 1), axis=0)
    settled = lloyd_path(X, start)[-1]
    cloud = _points(rng("one cluster"), 12, 2, 3)
    return {
        "ordinary": run(data.ORDINARY, X, start),
        "integers": run(data.INTEGERS, *draw("integers", 53, 3, 3, whole=True)),
        "empty": run(EMPTY, X.copy(), far),
        "one feature": run(data.shape_kind(2, 1), line, line[[0, 2]] - 0.1),
        "one cluster": run(data.shape_kind(1, 3), cloud, cloud[:1] + 1.0),
        "settled": run(SETTLED, X.copy(), settled.copy()),
    }


def hard_cases(secret: str) -> Cases:
    """Return the questions to ``hard_assignment``; what is expected are the responsibilities themselves."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "hard_assignment", name)

    def draw(name: str, n_samples: int, n_components: int, *, low: bool = False) -> Array:
        chance = rng(name)

        def discriminates(resp: Array) -> bool:
            ordered = np.sort(resp, axis=1)
            labels = resp.argmax(axis=1)
            if n_components > 1 and ordered[:, -1].min() - 0.5 == 0:
                return False
            if n_components > 1 and np.min(ordered[:, -1] - ordered[:, -2]) < 1e-3:
                return False
            if not low:
                return len(np.unique(labels)) == min(n_components, n_samples)
            below = int(np.sum((ordered[:, -1] < 0.49) & (labels > 0)))
            by_size = int(np.sum((resp / resp.sum(axis=0)).argmax(axis=1) != labels))
            return below >= 5 and by_size >= 2 and len(np.unique(labels)) == n_components

        scale = 1.5 ** np.arange(n_components)
        return data.draw_until(lambda: chance.dirichlet(2 * scale / scale.mean(), n_samples), discriminates)

    def case(kind: Text, resp: Array) -> Case:
        _lock(resp)
        return Case(kind, (resp,), resp)

    identity = np.eye(4)[rng("hard").permutation(np.arange(15) % 4)]
    tied = np.array([[0.4, 0.4, 0.2], [0.1, 0.2, 0.7], [0.25, 0.375, 0.375], [0.5, 0.0, 0.5], [0.2, 0.6, 0.2]])
    return {
        "ordinary": (case(data.ORDINARY, draw("ordinary", 19, 3)),),
        "low": (case(LOW, draw("low", 26, 4, low=True)),),
        "shapes": (
            case(Text("K = 1", "K = 1"), np.ones((7, 1))),
            case(Text("K = 2", "K = 2"), draw("two", 12, 2)),
            case(Text("K = 6", "K = 6"), draw("many", 60, 6)),
            case(ONE_SAMPLE, draw("one sample", 1, 3)),
        ),
        "hard": (case(HARD, identity),),
        "equal": (case(EQUAL, tied),),
    }
