"""Hidden inputs, drawn from the course's secret: every score can be reproduced and no answer hard-coded.

Each draw is repeated until the input tells right from wrong, whatever the secret: components overlap and differ,
covariances are tilted with determinants far from 1, weights are unequal, and n, K and d all differ.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from autograder.graders import oracle
from autograder.graders.oracle import Array, Mixture, Trajectory
from autograder.model import Text

SECRET_VARIABLE = "AUTOGRADER_SECRET"
DEFAULT_SECRET = "gaussian-mixtures"
TRIES = 1000
SMALL_UNIT = 3e-4
TOLERANCE = 1e-6  # the default tol of fit_em
LOOSE_TOLERANCE = 0.02

ORDINARY = Text("一般資料", "ordinary data")
FAR = Text("有離所有成分都很遠的樣本", "some samples far from every component")
FAR_FROM_MEAN = Text("有離均值很遠的樣本", "some samples far from the mean")
FEW = Text("樣本很少", "few samples")
INTEGERS = Text("整數資料", "integer X")
EMPTY = Text("有一個權重為 0 的成分", "a component of weight 0")
DEAD = Text("有一個成分的責任值全為 0", "a component whose responsibilities are all 0")
CLUSTERS = Text("分得很開的群", "clearly separated clusters")
CLOUD = Text("沒有明顯分群的資料", "data without clear clusters")
POSITIVE = Text("對數概似是正的", "a positive log-likelihood")
SMALL = Text("單位很小的資料（變異數約 1e-7）", "data in small units (variances near 1e-7)")

Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Problem:
    """Samples, a mixture, and what students are told about this kind of input."""

    kind: Text
    X: Array
    mixture: Mixture

    @property
    def arguments(self) -> tuple[Array, ...]:
        return self.X, *self.mixture.arrays


@dataclass(frozen=True)
class Assigned:
    """Samples with their responsibilities: the input of an M-step."""

    kind: Text
    X: Array
    resp: Array


@dataclass(frozen=True)
class Clusters:
    """Clearly separated clusters, the candidates to choose from, and how many clusters there are."""

    kind: Text
    X: Array
    candidates: tuple[int, ...]
    n_clusters: int
    random_state: int
    other_states: tuple[int, ...] = ()
    """Other random states, with which a fit finds something else."""


def course_secret() -> str:
    """Return the secret that hidden inputs are drawn from."""
    return os.environ.get(SECRET_VARIABLE) or DEFAULT_SECRET


def generator(secret: str, assignment: str, name: str) -> np.random.Generator:
    """Return the generator of one hidden input."""
    digest = hashlib.sha256("\0".join((secret, assignment, name)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def draw_until(draw: Callable[[], Drawn], discriminates: Callable[[Drawn], bool]) -> Drawn:
    """Draw until the input discriminates."""
    for _ in range(TRIES):
        drawn = draw()
        if discriminates(drawn):
            return drawn
    raise RuntimeError("no draw discriminates: the conditions are too narrow")


def shape_kind(n_components: int, n_features: int) -> Text:
    """Say how many components and dimensions there are."""
    return Text(f"K = {n_components}、d = {n_features}", f"K = {n_components}, d = {n_features}")


def covariance(rng: np.random.Generator, n_features: int) -> Array:
    """Draw a tilted covariance whose determinant is far from 1."""

    def draw() -> Array:
        axes, _ = np.linalg.qr(rng.standard_normal((n_features, n_features)))
        variances = np.geomspace(0.35, 3.5, n_features) if n_features > 1 else np.array([1.0])
        variances = variances * np.exp(rng.uniform(-0.3, 0.3, n_features)) * rng.choice([0.5, 1.0, 1.9])
        tilted: Array = (axes * variances) @ axes.T
        return (tilted + tilted.T) / 2

    def discriminates(cov: Array) -> bool:
        scale = np.sqrt(np.diag(cov))
        correlation = np.abs(cov / np.outer(scale, scale) - np.eye(n_features))
        tilted = n_features == 1 or bool(correlation.max() > 0.3)
        return tilted and bool(abs(np.linalg.slogdet(cov)[1]) > 0.5)

    return draw_until(draw, discriminates)


def mixture(rng: np.random.Generator, n_components: int, n_features: int, spread: float = 2.0) -> Mixture:
    """Draw a mixture with unequal weights whose components overlap."""
    weights = rng.permutation(1.7 ** np.arange(n_components)) * np.exp(rng.uniform(-0.1, 0.1, n_components))
    covariances = np.stack([covariance(rng, n_features) for _ in range(n_components)])
    means = spread * rng.standard_normal((n_components, n_features)) + rng.uniform(0.5, 1.5, n_features)
    return Mixture(weights / weights.sum(), means, covariances)


def sample(rng: np.random.Generator, drawn: Mixture, n_samples: int) -> Array:
    """Draw samples from a mixture."""
    labels = rng.choice(len(drawn.weights), n_samples, p=drawn.weights)
    factors = np.linalg.cholesky(drawn.covariances)[labels]
    noise = rng.standard_normal((n_samples, drawn.means.shape[1]))
    return np.asarray(drawn.means[labels] + np.einsum("nij,nj->ni", factors, noise))


def overlaps(problem: Problem) -> bool:
    """Tell whether many samples are shared between components, so that neither π nor softness is hidden."""
    resp = oracle.responsibilities(problem.X, problem.mixture)
    shared = float(np.mean(resp.max(axis=1) < 0.9))
    # whatever the shape, every component must own something, and equal weights must give another answer
    unweighted = Mixture(np.full_like(problem.mixture.weights, 1 / resp.shape[1]), *problem.mixture.arrays[1:])
    difference = np.abs(resp - oracle.responsibilities(problem.X, unweighted)).max()
    return shared > 0.3 and bool(resp.sum(axis=0).min() > 0.5) and bool(difference > 0.05)


def problem(
    rng: np.random.Generator, n_samples: int, n_components: int, n_features: int, kind: Text | None = None
) -> Problem:
    """Draw overlapping components and samples from them."""

    def draw() -> Problem:
        drawn = mixture(rng, n_components, n_features, spread=1.5)
        told = kind or shape_kind(n_components, n_features)
        return Problem(told, sample(rng, drawn, n_samples), drawn)

    return draw_until(draw, lambda drawn: n_components == 1 or overlaps(drawn))


def integer_problem(rng: np.random.Generator, n_samples: int, n_components: int, n_features: int) -> Problem:
    """Draw integer samples; the parameters stay fractions."""

    def draw() -> Problem:
        drawn = problem(rng, n_samples, n_components, n_features, INTEGERS)
        wide = Mixture(drawn.mixture.weights, 3 * drawn.mixture.means, 9 * drawn.mixture.covariances)
        return Problem(INTEGERS, np.rint(3 * drawn.X).astype(np.int64), wide)

    return draw_until(draw, overlaps)


def far_problem(rng: np.random.Generator, n_near: int, n_components: int, n_features: int) -> Problem:
    """Draw samples whose densities all underflow, one of them shared between components, among near ones."""

    def draw() -> Problem:
        drawn = problem(rng, n_near, n_components, n_features, FAR)
        directions = rng.standard_normal((40, n_features))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        radius = 60.0
        while oracle.log_mixture(radius * directions, drawn.mixture).max() > -1100:
            radius *= 1.2
        far = radius * directions
        nearest = oracle.responsibilities(far, drawn.mixture).argmax(axis=1)
        other = int(np.argmax(nearest != nearest[0]))
        shared = _shared_point(far[0], far[other], radius, drawn.mixture)
        return Problem(FAR, np.vstack([drawn.X, far[[0, other]], shared]), drawn.mixture)

    def discriminates(drawn: Problem) -> bool:
        last = oracle.responsibilities(drawn.X[-1:], drawn.mixture)
        underflows = oracle.log_mixture(drawn.X[-3:], drawn.mixture).max() < -1000
        return 0.55 < last.max() < 0.9 and bool(underflows)

    return draw_until(draw, discriminates)


def _shared_point(start: Array, end: Array, radius: float, drawn: Mixture) -> Array:
    """Bisect the arc between two far points until the first one's component owns about 0.7."""

    def at(share: float) -> Array:
        point = (1 - share) * start + share * end
        return np.asarray(radius * point / np.linalg.norm(point))

    owner = int(oracle.responsibilities(start[np.newaxis], drawn).argmax())
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        owned = oracle.responsibilities(at(middle)[np.newaxis], drawn)[0, owner]
        low, high = (middle, high) if owned > 0.7 else (low, middle)
    return at(low)


def with_empty_component(drawn: Problem, k: int = 1) -> Problem:
    """Return the same problem with the weight of component ``k`` moved to the others."""
    weights = drawn.mixture.weights.copy()
    weights[k] = 0.0
    return Problem(EMPTY, drawn.X, Mixture(weights / weights.sum(), *drawn.mixture.arrays[1:]))


def with_repeated_sample(drawn: Problem) -> Problem:
    """Return the same problem with its first sample once more at the end."""
    return Problem(drawn.kind, np.vstack([drawn.X[:-1], drawn.X[:1]]), drawn.mixture)


def assigned(rng: np.random.Generator, drawn: Problem, kind: Text | None = None) -> Assigned:
    """Draw soft responsibilities for the samples of a problem; every component owns an unequal share."""

    def draw() -> Array:
        guess = oracle.responsibilities(drawn.X, drawn.mixture) + 0.1
        resp = guess * rng.gamma(1.0, size=guess.shape) + 1e-3
        return np.asarray(resp / resp.sum(axis=1, keepdims=True))

    def discriminates(resp: Array) -> bool:
        counts = resp.sum(axis=0)
        return resp.shape[1] == 1 or (bool(counts.min() > 1.2) and bool(np.ptp(counts) > 1.0))

    return Assigned(kind or drawn.kind, drawn.X, draw_until(draw, discriminates))


def em_problem(rng: np.random.Generator, n_samples: int, n_components: int, n_features: int) -> Problem:
    """Draw a start from which EM needs some 15 to 60 steps, clearly more for a smaller tolerance."""

    def draw() -> Problem:
        truth = mixture(rng, n_components, n_features, spread=2.5)
        X = sample(rng, truth, n_samples)
        start = Mixture(
            rng.permutation(truth.weights),
            truth.means + rng.standard_normal(truth.means.shape),
            1.5 * truth.covariances[::-1],
        )
        return Problem(ORDINARY, X, start)

    def discriminates(drawn: Problem) -> bool:
        try:
            path = oracle.trajectory(drawn.X, drawn.mixture, 62)
        except (np.linalg.LinAlgError, ValueError, ZeroDivisionError):
            return False
        return _converges_plainly(path)

    return draw_until(draw, discriminates)


def _converges_plainly(path: Trajectory) -> bool:
    steps = {tol: oracle.steps_until(path.history, tol) for tol in (LOOSE_TOLERANCE, 1e-5, TOLERANCE, 1e-7)}
    last = path.mixtures[-1]
    sound = last.weights.min() > 0.08 and np.linalg.eigvalsh(last.covariances).min() > 0.05
    loose, larger, exact, smaller = steps.values()
    if not sound or loose is None or larger is None or exact is None:
        return False
    gains = np.diff(path.history)[: exact + 1]
    one_slope = bool(np.all(np.diff(gains[loose - 1 :]) < 0))
    return (
        one_slope and 4 <= loose <= larger - 4 and larger <= exact - 3 and exact <= 55 and (smaller or 99) >= exact + 3
    )


def clusters(rng: np.random.Generator, n_clusters: int, candidates: tuple[int, ...], n_samples: int) -> Clusters:
    """Draw clusters so clearly apart that any sensible fit finds them and BIC prefers their number."""
    random_state = int(rng.integers(1, 1000))

    def draw() -> Array:
        angles = 2 * np.pi * np.arange(n_clusters) / n_clusters + rng.uniform(0, 2 * np.pi)
        centres = 14 * np.column_stack([np.cos(angles), np.sin(angles)])
        shares = 1.3 ** np.arange(n_clusters)
        labels = np.repeat(np.arange(n_clusters), np.ceil(n_samples * shares / shares.sum()).astype(int))
        factors = np.stack([np.linalg.cholesky(covariance(rng, 2)) for _ in range(n_clusters)])
        noise = rng.standard_normal((len(labels), 2))
        return np.asarray(rng.permutation(centres[labels] + np.einsum("nij,nj->ni", factors[labels], noise)))

    def discriminates(X: Array) -> bool:
        scores = {k: min(oracle.fit(X, k, seed, 2).bic(X) for seed in (0, random_state)) for k in candidates}
        best = scores.pop(n_clusters)
        return bool(min(scores.values()) > best + 6)

    return Clusters(CLUSTERS, draw_until(draw, discriminates), candidates, n_clusters, random_state)


def with_far_sample(rng: np.random.Generator, drawn: Problem) -> Problem:
    """Return a start from which one more sample is so far away that its densities underflow."""
    direction = rng.standard_normal(drawn.X.shape[1])
    far = 60 * direction / np.linalg.norm(direction)
    while oracle.log_mixture(np.atleast_2d(far), drawn.mixture).max() > -1000:
        far = 1.2 * far
    return Problem(FAR, np.vstack([drawn.X, far]), drawn.mixture)


def cloud(rng: np.random.Generator, candidates: tuple[int, ...], n_samples: int) -> Clusters:
    """Draw samples without clear clusters, on which different random states find different fits."""
    random_state, *others = (int(state) for state in rng.choice(np.arange(1, 1000), 4, replace=False))

    def draw() -> Array:
        return sample(rng, mixture(rng, 5, 2, spread=1.5), n_samples)

    def discriminates(X: Array) -> bool:
        states = (random_state, *others)
        scores = np.array([[oracle.fit(X, k, state).score(X) for k in candidates] for state in states])
        # and AIC takes the first candidate where BIC takes the last
        gain = 2 * len(X) * (scores[0, 0] - scores[0, -1])
        extra = oracle.count_full(candidates[0], 2) - oracle.count_full(candidates[-1], 2)
        disagree = 2 * extra + 3 < gain < np.log(len(X)) * extra - 3
        return disagree and all(len(np.unique(column.round(4))) > 2 for column in scores.T)

    return Clusters(CLOUD, draw_until(draw, discriminates), candidates, 0, random_state, tuple(others[:2]))


def in_small_units(drawn: Problem) -> Problem:
    """Return the same problem measured in units so small that a constant added to a covariance shows."""
    weights, means, covariances = drawn.mixture.arrays
    scaled = Mixture(weights.copy(), SMALL_UNIT * means, SMALL_UNIT**2 * covariances)
    return Problem(SMALL, SMALL_UNIT * drawn.X, scaled)
