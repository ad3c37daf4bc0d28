"""What the checks of ``09_colour_segmentation`` ask, and the answers they expect.

Images are small and not square, and their pixels tell right from wrong: the most probable component is not always the
nearest, no two components are nearly as probable, no colour lies half-way between two levels, and truncating would show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from autograder.graders import data, oracle
from autograder.graders.cases import Case, Cases, Choice, certified, choice
from autograder.graders.data import Clusters
from autograder.graders.oracle import Array, Mixture
from autograder.graders.sklearn_cases import locked, matched, parameters, quietly
from autograder.model import Text
from solutions import colour_segmentation

ONE_PIXEL = Text("只有一個像素", "a single pixel")
ONE_ROW = Text("只有一列的影像", "an image of a single row")
ONE_COLUMN = Text("只有一行的影像", "an image of a single column")
SQUARE = Text("正方形的影像", "a square image")
NARROW = Text("共變異數很小：密度接近 0", "small covariances: densities close to 0")
OUTSIDE = Text("有顏色超出 0 到 1", "some colours outside 0 to 1")
BETWEEN = Text("顏色在兩個灰階之間", "colours between two levels")
ONE_COMPONENT = Text("K = 1", "K = 1")
LARGE_IMAGE = Text("大影像（480×640）", "a large image (480×640)")
EVERYTHING = Text("像素不到 n_samples 個：全部都用", "fewer pixels than n_samples: all are used")
SAMPLE = Text("從很多像素裡抽樣", "a sample of many pixels")
LARGE_SHAPE = (480, 640)
LARGE_COMPONENTS = 10
STOPPED_EARLY = 2e-3  # how far apart two runs of K-means may end that stop a little earlier or later
ORDERS = 24  # of the pixels, to see which fits are sensible
UNIT_GAP = 0.03  # of a level: what rounding may not depend on


@dataclass(frozen=True)
class Palette:
    """Pixels of clearly separate colours, ordered by colour as in a photograph, and what a fit to all of them finds."""

    points: Array
    counts: tuple[int, ...]
    everything: Mixture
    n_samples: int
    seeds: tuple[int, int]


@dataclass(frozen=True)
class Sampled:
    """Pixels of clear colours: how to choose their number, from all of them and from a small sample of many."""

    everything: Choice
    points: Array
    n_samples: int
    ranges: dict[int, tuple[float, float]]
    step: tuple[float, float]
    """Between which values the BIC of a fourth colour lies above that of three."""


@dataclass(frozen=True)
class Means:
    """An image, the centers that K-means finds in all its pixels, and how far a sample may lead from them."""

    kind: Text
    image: Any
    n_colours: int
    centers: Array


def rng(secret: str, name: str) -> np.random.Generator:
    return data.generator(secret, "09_colour_segmentation", name)


def bytes_of(points: Array) -> Any:
    """Return colours from 0 to 1 as levels from 0 to 255."""
    return np.floor(255 * np.clip(points, 0, 1) + 0.5).astype(np.uint8)


def _colours(source: np.random.Generator, n_components: int, spread: float) -> Mixture:
    """Draw colours with tilted covariances of different sizes, and unequal weights."""

    def draw() -> Mixture:
        weights = source.permutation(1.6 ** np.arange(n_components))
        means = source.uniform(0.15, 0.85, (n_components, 3))
        sizes = source.permutation(np.geomspace(0.4, 2.5, n_components)) if n_components > 1 else np.ones(1)
        covariances = np.stack([spread**2 * size * data.covariance(source, 3) for size in sizes])
        return Mixture(weights / weights.sum(), means, covariances)

    def discriminates(drawn: Mixture) -> bool:
        levels = 255 * drawn.means
        fractions = levels - np.floor(levels)
        gaps = cdist(drawn.means, drawn.means) + np.eye(n_components)
        clear = np.abs(fractions - 0.5).min() > UNIT_GAP and (fractions > 0.5).any() and (fractions < 0.5).any()
        return bool(clear) and bool(gaps.min() > 0.12)

    return data.draw_until(draw, discriminates)


def log_joint(points: Array, mixture: Mixture) -> Array:
    """Return log π + log N of each pixel under each component."""
    columns = [oracle.log_gaussian(points, *one) for one in zip(mixture.means, mixture.covariances, strict=True)]
    return np.asarray(np.log(mixture.weights) + np.column_stack(columns))


def _decided(joint: Array, gap: float = 0.02) -> bool:
    ordered = np.sort(joint, axis=1)
    return joint.shape[1] == 1 or bool(np.min(ordered[:, -1] - ordered[:, -2]) > gap)


def painting(
    source: np.random.Generator, height: int, width: int, n_components: int, *, spread: float = 0.11, far: bool = False
) -> tuple[Any, Mixture]:
    """Draw an image and a mixture of colours."""
    n_pixels = height * width

    def draw() -> tuple[Any, Mixture]:
        drawn = _colours(source, n_components, spread)
        points = source.uniform(0, 1, (n_pixels, 3)) if far else data.sample(source, drawn, n_pixels)
        return bytes_of(points).reshape(height, width, 3), drawn

    def discriminates(drawn: tuple[Any, Mixture]) -> bool:
        image, mixture = drawn
        points = image.reshape(-1, 3) / 255
        joint = log_joint(points, mixture)
        if not _decided(joint):
            return False
        if far:
            return bool(np.mean(joint.max(axis=1) < -1000) > 0.5)
        if n_pixels < 20 or n_components < 3:
            return True
        labels = joint.argmax(axis=1)
        others = [cdist(points, mixture.means).argmin(axis=1), (joint - np.log(mixture.weights)).argmax(axis=1)]
        others.append((joint + 0.5 * np.linalg.slogdet(mixture.covariances)[1]).argmax(axis=1))
        return len(np.unique(labels)) == n_components and all(np.sum(other != labels) >= 2 for other in others)

    return data.draw_until(draw, discriminates)


def _segmented(image: Any, mixture: Mixture) -> Array:
    labels = oracle.responsibilities(image.reshape(-1, 3) / 255, mixture).argmax(axis=1)
    return np.asarray(bytes_of(mixture.means)[labels].reshape(image.shape), dtype=float)


def _map(image: Any, mixture: Mixture, component: int) -> Array:
    resp = oracle.responsibilities(image.reshape(-1, 3) / 255, mixture)
    return np.asarray(resp[:, component].reshape(image.shape[:2]))


def to_points_cases(secret: str) -> Cases:
    """Return the questions to ``to_points``."""

    def case(kind: Text, height: int, width: int) -> Case:
        image = rng(secret, f"to_points {kind.en}").integers(0, 256, (height, width, 3), dtype=np.uint8)
        image[0, 0], image[-1, -1, 1] = (255, 7, 0) if height * width > 1 else (250, 99, 3), 254
        oracle_says = [[int(level) / 255 for level in image[i, j]] for i in range(height) for j in range(width)]
        expected = certified(colour_segmentation.to_points(image), np.array(oracle_says), 1e-12)
        locked(image)
        return Case(kind, (image,), expected)

    return {
        "ordinary": (case(data.ORDINARY, 5, 8), case(data.ORDINARY, 7, 4)),
        "shapes": (case(ONE_PIXEL, 1, 1), case(ONE_ROW, 1, 6), case(ONE_COLUMN, 6, 1), case(SQUARE, 3, 3)),
    }


def to_image_cases(secret: str) -> Cases:
    """Return the questions to ``to_image``."""

    def case(kind: Text, height: int, width: int, low: float = 0.0, high: float = 1.0) -> Case:
        source = rng(secret, f"to_image {kind.en}")

        def clear(points: Array) -> bool:
            return bool(np.abs(255 * points - np.floor(255 * points) - 0.5).min() > 0.001)

        points = data.draw_until(lambda: source.uniform(low, high, (height * width, 3)), clear)
        oracle_says = [[min(max(int(255 * c + 0.5) if c > 0 else 0, 0), 255) for c in point] for point in points]
        expected = certified(
            colour_segmentation.to_image(points, height, width), np.array(oracle_says).reshape(height, width, 3)
        )
        locked(points)
        return Case(kind, (points, height, width), expected)

    return {
        "ordinary": (case(data.ORDINARY, 6, 9), case(BETWEEN, 4, 3)),
        "outside": (case(OUTSIDE, 5, 8, -0.3, 1.3),),
        "shapes": (case(ONE_PIXEL, 1, 1), case(ONE_ROW, 1, 6), case(ONE_COLUMN, 6, 1), case(SQUARE, 4, 4)),
    }


def _cases(secret: str, name: str, make: Callable[[Text, Any, Mixture], Case]) -> Cases:
    """Return the questions to a function of an image and a mixture."""

    def case(kind: Text, height: int, width: int, n_components: int, **settings: Any) -> Case:
        image, mixture = painting(rng(secret, f"{name} {kind.en}"), height, width, n_components, **settings)
        locked(image, *mixture.arrays)
        return make(kind, image, mixture)

    return {
        "ordinary": (case(data.ORDINARY, 9, 13, 4), case(Text("K = 3", "K = 3"), 11, 6, 3)),
        "far": (case(NARROW, 6, 7, 4, spread=0.003, far=True),),
        "shapes": (
            case(ONE_ROW, 1, 12, 2),
            case(ONE_COLUMN, 12, 1, 2),
            case(ONE_COMPONENT, 4, 5, 1),
        ),
    }


def segment_cases(secret: str) -> Cases:
    """Return the questions to ``segment``."""

    def make(kind: Text, image: Any, mixture: Mixture) -> Case:
        answer = colour_segmentation.segment(image, *mixture.arrays)
        return Case(kind, (image, *mixture.arrays), certified(answer, _segmented(image, mixture)))

    return _cases(secret, "segment", make)


def map_cases(secret: str) -> Cases:
    """Return the questions to ``responsibility_map``."""

    def make(kind: Text, image: Any, mixture: Mixture, component: int | None = None) -> Case:
        if component is None:  # the one that most pixels belong to
            component = int(np.bincount(log_joint(image.reshape(-1, 3) / 255, mixture).argmax(axis=1)).argmax())
        answer = colour_segmentation.responsibility_map(image, *mixture.arrays, component)
        arguments = (image, *mixture.arrays, component)
        return Case(kind, arguments, certified(answer, _map(image, mixture, component), 1e-7))

    found = _cases(secret, "responsibility_map", make)
    image, *arrays, _ = found["ordinary"][0].arguments
    each = tuple(make(data.ORDINARY, image, Mixture(*arrays), k) for k in (1, 0, len(arrays[0]) - 1))
    return found | {"ordinary": each + found["ordinary"][1:]}


def large_case(secret: str, name: str) -> Case:
    """Return the question to ``segment`` or ``responsibility_map`` about a large image, and the oracle's answer."""
    source = rng(secret, f"large {name}")
    height, width = LARGE_SHAPE
    mixture = _colours(source, LARGE_COMPONENTS, 0.08)
    points = data.sample(source, mixture, height * width)
    image = bytes_of(points).reshape(height, width, 3)
    locked(image, *mixture.arrays)
    if name == "segment":
        return Case(LARGE_IMAGE, (image, *mixture.arrays), _segmented(image, mixture))
    return Case(LARGE_IMAGE, (image, *mixture.arrays, 3), _map(image, mixture, 3))


def _clear_colours(source: np.random.Generator, counts: tuple[int, ...]) -> Array:
    """Draw pixels of clearly separate colours, one after the other, no two alike."""
    covers = [0.03**2 * data.covariance(source, 3) for _ in counts]
    corners = source.permutation(np.array([[0.2, 0.25, 0.7], [0.75, 0.7, 0.3], [0.3, 0.8, 0.8], [0.8, 0.2, 0.25]]))
    groups = [
        corner + source.uniform(-0.05, 0.05, 3) + source.standard_normal((count, 3)) @ np.linalg.cholesky(cover).T
        for corner, cover, count in zip(corners, covers, counts, strict=False)
    ]
    return np.asarray(np.clip(np.vstack(groups), 0.0, 1.0))


def _found_in_samples(points: Array, n_samples: int) -> bool:
    """Tell whether fits to random samples find the three colours, whatever the sample and the start."""
    found = []
    for state in range(16):
        chosen = np.random.default_rng(1000 + state).choice(len(points), n_samples, replace=False)
        model = oracle.fit(points[chosen], 3, state)
        found.append(float(model.score(points)))
        if model.weights_.min() < 0.12:
            return False
    return float(np.ptp(found)) < 0.6


def palette(secret: str) -> Palette:
    """Return the pixels for ``fit_colours``."""
    counts = (171, 131, 99)
    source = rng(secret, "palette")
    points = data.draw_until(lambda: _clear_colours(source, counts), lambda drawn: _found_in_samples(drawn, 120))
    labels = np.repeat(np.arange(3), counts)
    found = Mixture(*colour_segmentation.fit_colours(points, 3, len(points)))
    exact = oracle.maximise(points, np.eye(3)[labels])
    for one, other in zip(matched(found, exact).arrays, exact.arrays, strict=True):
        certified(one, other, 2e-5)
    locked(points)
    seeds = rng(secret, "seeds").choice(np.arange(1, 1000), 2, replace=False)
    return Palette(points, counts, found, 120, (int(seeds[0]), int(seeds[1])))


def _in_any_order(found: Choice) -> Choice:
    """Widen what is sensible by fits to the same pixels in other orders: K-means then starts from others of them.

    Where there are more or fewer components than colours, several fits are good, and which one is found depends on the start.
    """
    lowest, highest = dict(found.lowest), dict(found.highest)
    X = found.clusters.X
    for k in set(found.clusters.candidates) - {1, found.clusters.n_clusters}:
        fits = [
            float(oracle.fit(X[np.random.default_rng(order).permutation(len(X))], k, order).score(X)) * len(X)
            for order in range(ORDERS)
        ]
        lowest[k], highest[k] = min(lowest[k], *fits), max(highest[k], *fits)
    return replace(found, lowest=lowest, highest=highest)


def sampled(secret: str) -> Sampled:
    """Return the pixels for ``choose_n_colours``."""
    source = rng(secret, "choose")
    candidates = (4, 2, 3, 1)
    few = _clear_colours(source, (63, 51, 36))
    everything = _in_any_order(choice(Clusters(EVERYTHING, few, candidates, 3, int(source.integers(1, 1000)))))
    many = data.draw_until(
        lambda: _clear_colours(source, (2400, 2000, 1600)), lambda drawn: _found_in_samples(drawn, 120)
    )
    locked(many)
    n_samples = 120
    scores: dict[int, list[float]] = {k: [] for k in candidates}
    for draw in range(10):
        sample = many[np.random.default_rng(draw).choice(len(many), n_samples, replace=False)]
        for k in candidates:
            scores[k].append(float(oracle.fit(sample, k, draw).bic(sample)))
    room = {k: 3 * float(np.std(found)) + 10 for k, found in scores.items()}
    ranges = {k: (min(found) - room[k], max(found) + room[k]) for k, found in scores.items()}
    steps = np.subtract(scores[4], scores[3])
    return Sampled(everything, many, n_samples, ranges, (float(steps.min()) - 12, float(steps.max()) + 9))


def kmeans_images(secret: str) -> dict[str, Means]:
    """Return the images for ``kmeans_segment``: with K = 2 a long shade, which K-means cuts and a mixture does not."""
    source = rng(secret, "kmeans")

    def draw(n_pixels: int) -> Array:
        shade = np.sort(source.uniform(-0.4, 0.4, (2 * n_pixels // 3, 1)), axis=0)
        long = 0.5 + shade + 0.015 * source.standard_normal((len(shade), 3))
        blob = np.array([0.15, 0.3, 0.45]) + 0.03 * source.standard_normal((n_pixels - len(shade), 3))
        return np.vstack([long, blob])

    def make(kind: Text, height: int, width: int, n_colours: int) -> Means:
        def fits(points: Array) -> list[Array]:
            orders = [np.random.default_rng(state).permutation(len(points)) for state in range(8)]
            with threadpool_limits(1):
                models = [
                    KMeans(n_colours, n_init=1, random_state=state).fit(points[order])
                    for state, order in enumerate(orders)
                ]
            return [model.cluster_centers_ for model in models]

        def one() -> Any:
            n_pixels = height * width
            third = n_pixels // 3
            points = draw(n_pixels) if n_colours < 3 else _clear_colours(source, (third, third, n_pixels - 2 * third))
            return bytes_of(points).reshape(height, width, 3)

        def discriminates(image: Any) -> bool:
            points = image.reshape(-1, 3) / 255
            first, *others = fits(points)
            if not all(np.abs(paired(other, first) - first).max() < STOPPED_EARLY for other in others):
                return False
            distances = np.sort(cdist(points, first), axis=1)
            levels = 255 * first
            mixture = parameters(quietly(oracle.fit, points, n_colours, 0)).means
            if n_colours == 2 and np.abs(paired(mixture, first) - first).max() < 0.03:
                return False
            decided = n_colours == 1 or np.min(distances[:, 1] - distances[:, 0]) > 1e-7
            return kind is SAMPLE or bool(decided and np.abs(levels - np.floor(levels) - 0.5).min() > 1e-4)

        image = data.draw_until(one, discriminates)
        centers = fits(image.reshape(-1, 3) / 255)[0]
        segmented, found = colour_segmentation.kmeans_segment(image, n_colours, height * width)
        certified(paired(found, centers), centers, STOPPED_EARLY)
        nearest = cdist(image.reshape(-1, 3) / 255, found).argmin(axis=1)
        certified(segmented, bytes_of(found)[nearest].reshape(image.shape))
        locked(image, centers)
        return Means(kind, image, n_colours, centers)

    return {
        "ordinary": make(EVERYTHING, 12, 17, 2),
        "three": make(Text("K = 3", "K = 3"), 14, 9, 3),
        "one": make(Text("K = 1", "K = 1"), 3, 5, 1),
        "sample": make(SAMPLE, 40, 52, 3),
    }


def paired(centers: Array, others: Array) -> Array:
    """Return centers in the order of others."""
    return matched(
        Mixture(np.zeros(len(centers)), centers, np.zeros((len(centers), 3, 3))),
        Mixture(np.zeros(len(others)), others, np.zeros((len(others), 3, 3))),
    ).means
