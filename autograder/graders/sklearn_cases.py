"""What the checks of ``04_scikit_learn`` ask, and the answers they expect."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from threadpoolctl import threadpool_limits

from autograder.graders import data, oracle
from autograder.graders.cases import Case, Cases, certified
from autograder.graders.data import Problem
from autograder.graders.inside import model
from autograder.graders.oracle import Array, Mixture
from autograder.graders.values import agrees
from autograder.model import Text
from solutions import em, gaussian_mixture, model_selection, scikit_learn

TYPES = ("full", "tied", "diag", "spherical")
N_INIT = 10
NEAR_BEST = 0.3  # in log-likelihood: what two fits may differ that stop a little earlier or later
ONE_SAMPLE = Text("只有一個樣本", "a single sample")
MANY_STARTS = Text("不同起點會到不同終點的資料", "data on which starts end in different places")
EMPTY_LABEL = Text("有一個標籤沒有樣本", "a label without samples")


@dataclass(frozen=True)
class Start:
    """EM from a given start: the steps of the oracle, and after how many of them scikit-learn stops for a loose ``tol``."""

    problem: Problem
    path: tuple[Mixture, ...]
    loose: float = 0.0
    n_steps: int = 0


@dataclass(frozen=True)
class Starts:
    """Data on which one start ends badly, and many end well."""

    kind: Text
    X: Array
    n_components: int
    random_state: int
    one: float
    best: float
    share: float
    """How many single starts end near the best."""


@dataclass(frozen=True)
class Picture:
    """What is to be drawn."""

    kind: Text
    X: Array
    labels: Array
    mixture: Mixture

    @property
    def arguments(self) -> tuple[Array, ...]:
        return self.X, self.labels, self.mixture.means, self.mixture.covariances


def rng(secret: str, name: str) -> np.random.Generator:
    return data.generator(secret, "04_scikit_learn", name)


def locked(*arrays: Any) -> None:
    """Make arrays read-only."""
    for array in arrays:
        if isinstance(array, np.ndarray):
            array.flags.writeable = False


def matched(got: Mixture, expected: Mixture) -> Mixture:
    """Return a mixture with its components in the order of another one's, if they can be compared.

    Covariances that all components share stay as they are.
    """
    means, others = np.nan_to_num(got.means), expected.means
    distances = np.linalg.norm(means[:, None] - others[None], axis=2) + np.abs(
        np.nan_to_num(got.weights)[:, None] - expected.weights[None]
    )
    _, order = linear_sum_assignment(np.clip(distances.T, 0, 1e100))
    shared = len(got.covariances) != len(order) or got.covariances.shape == (means.shape[1],) * 2 != (len(order),) * 2
    return Mixture(got.weights[order], got.means[order], got.covariances if shared else got.covariances[order])


def parameters(model: Any) -> Mixture:
    """Return the parameters of a fitted model."""
    return Mixture(model.weights_, model.means_, model.covariances_)


def quietly(fit: Any, *arguments: Any, **keywords: Any) -> Any:
    """Call a function that fits; what does not converge is no matter."""
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        return fit(*arguments, **keywords)


def separated(rng: np.random.Generator, n_clusters: int, n_features: int, n_samples: int, kind: Text) -> Problem:
    """Draw clusters of unequal sizes and shapes that every start finds, whatever the covariance type."""

    def draw() -> Problem:
        drawn = data.mixture(rng, n_clusters, n_features, spread=11.0)
        return Problem(kind, data.sample(rng, drawn, n_samples), drawn)

    def discriminates(drawn: Problem) -> bool:
        gaps = np.linalg.norm(drawn.mixture.means[:, None] - drawn.mixture.means[None], axis=2)
        if n_clusters > 1 and gaps[~np.eye(n_clusters, dtype=bool)].min() < 9:
            return False
        for covariance_type in TYPES:
            first, *others = (
                parameters(quietly(scikit_learn.fit_gmm, drawn.X, n_clusters, covariance_type, state))
                for state in (42, 0, 3)
            )
            if first.weights.min() < 0.08 or not all(_same(matched(other, first), first) for other in others):
                return False
        return True

    return data.draw_until(draw, discriminates)


def _same(one: Mixture, other: Mixture) -> bool:
    return all(agrees(a, b, rtol=1e-5, atol=1e-5) for a, b in zip(one.arrays, other.arrays, strict=True))


def cloud(rng: np.random.Generator, n_components: int, n_samples: int, states: tuple[int, ...]) -> Array:
    """Draw samples on which each of the random states finds something else, with every covariance type."""

    def draw() -> Array:
        return data.sample(rng, data.mixture(rng, n_components, 2, spread=1.5), n_samples)

    def discriminates(X: Array) -> bool:
        for covariance_type in ("full", "diag"):
            models = [quietly(scikit_learn.fit_gmm, X, n_components, covariance_type, state) for state in states]
            found = [model.score(X) * n_samples for model in models]
            sound = all(model.converged_ and np.abs(model.precisions_).max() < 50 for model in models)
            if not sound or min(abs(a - b) for i, a in enumerate(found) for b in found[:i]) < 0.5:
                return False
        return True

    return data.draw_until(draw, discriminates)


@cache
def groups(secret: str) -> dict[str, Problem]:
    """Return data with clear clusters, which ``fit_gmm``, ``compare_covariance_types`` and ``fit_best`` share."""
    three = separated(rng(secret, "three"), 3, 2, 75, data.CLUSTERS)
    four = separated(rng(secret, "four"), 4, 3, 110, Text("K = 4、d = 3", "K = 4, d = 3"))
    one = data.problem(rng(secret, "one"), 30, 1, 3)
    line = separated(rng(secret, "line"), 2, 1, 40, Text("K = 2、d = 1", "K = 2, d = 1"))
    integers = replace(three, kind=data.INTEGERS, X=np.rint(4 * three.X).astype(np.int64))
    found = {"three": three, "four": four, "one": one, "line": line, "integers": integers}
    locked(*(problem.X for problem in found.values()))
    return found


def fitted_mixture(problem: Problem, n_components: int, covariance_type: str = "full", **settings: Any) -> Mixture:
    """Return what a fit finds, believed once a step of EM by the oracle gains next to nothing."""
    found = parameters(quietly(scikit_learn.fit_gmm, problem.X, n_components, covariance_type, **settings))
    if covariance_type == "full":
        X = problem.X.astype(float)
        step = oracle.maximise(X, oracle.responsibilities(X, found))
        gain = oracle.log_likelihood(X, step) - oracle.log_likelihood(X, found)
        assert abs(gain) < 5e-3 * len(X)  # converged: scikit-learn's tol is 1e-3 a sample
    return found


def fit_gmm_cases(secret: str) -> Cases:
    """Return the questions to ``fit_gmm``; each expected answer is a Mixture."""
    found = groups(secret)
    cloudy = Problem(data.CLOUD, cloud(rng(secret, "cloud"), 5, 60, (42, 7, 1)), found["three"].mixture)
    locked(cloudy.X)

    def case(problem: Problem, n_components: int, *others: Any) -> Case:
        told = (
            f"，{others[0]}" if others and len(others) == 1 else "",
            f", {others[0]}" if others and len(others) == 1 else "",
        )
        kind = Text(problem.kind.zh + told[0], problem.kind.en + told[1])
        settings = {"random_state": others[1]} if len(others) > 1 else {}
        expected = fitted_mixture(problem, n_components, *others[:1], **settings)
        return Case(kind, (problem.X, n_components, *others), expected)

    return {
        "ordinary": (case(found["three"], 3), case(found["four"], 4)),
        "types": tuple(case(found["four"], 4, kind) for kind in TYPES[1:]),
        "seeds": (case(cloudy, 5), case(cloudy, 5, "full", 7), case(cloudy, 5, "diag", 1)),
        "sizes": (case(found["integers"], 3), case(found["one"], 1), case(found["line"], 2)),
    }


def cluster_cases(secret: str) -> Cases:
    """Return the questions to ``cluster``; each expected answer is ``(labels, resp, log_density)``."""

    def case(problem: Problem, kind: Text | None = None) -> Case:
        labels, resp, log_density = scikit_learn.cluster(model.fitted(*problem.mixture.arrays), problem.X)
        right = em.e_step(problem.X, *problem.mixture.arrays)
        certified(resp, right, 1e-7)
        certified(labels, right.argmax(axis=1))
        certified(log_density, gaussian_mixture.log_mixture(problem.X, *problem.mixture.arrays), 1e-7)
        locked(problem.X, *problem.mixture.arrays)
        return Case(kind or problem.kind, problem.arguments, (labels, resp, log_density))

    def unambiguous(drawn: Problem) -> bool:
        resp = np.sort(oracle.responsibilities(drawn.X, drawn.mixture), axis=1)
        owners = oracle.responsibilities(drawn.X, drawn.mixture).argmax(axis=1)
        return bool(np.min(resp[:, -1] - resp[:, -2]) > 1e-3) and len(np.unique(owners)) == resp.shape[1]

    def draw(name: str, n_samples: int, K: int, d: int, kind: Text | None = None) -> Problem:
        source = rng(secret, name)
        return data.draw_until(lambda: data.problem(source, n_samples, K, d, kind), unambiguous)

    ordinary = draw("cluster", 23, 4, 3, kind=data.ORDINARY)
    alone = Problem(ONE_SAMPLE, ordinary.X[:1], ordinary.mixture)
    return {
        "ordinary": (case(ordinary),),
        "far": (case(data.far_problem(rng(secret, "cluster far"), 6, 3, 2)),),
        "sizes": (
            case(alone),
            case(data.problem(rng(secret, "cluster one"), 11, 1, 2)),
            case(draw("cluster line", 9, 3, 1)),
        ),
    }


def covariance_cases(secret: str) -> Cases:
    """Return the questions to ``full_covariances``."""
    source = rng(secret, "covariances")

    def case(covariance_type: str, n_components: int, n_features: int, kind: Text | None = None) -> Case:
        matrices = np.stack([data.covariance(source, n_features) for _ in range(n_components)])
        variances = np.exp(source.uniform(-1.2, 1.5, (n_components, n_features)))
        covariances = {"full": matrices, "tied": matrices[0], "diag": variances, "spherical": variances[:, 0]}
        locked(*covariances.values())
        arguments = (covariances[covariance_type], covariance_type, n_components, n_features)
        # scikit-learn has an opinion on what they mean: its precisions
        oracle_says = {
            "full": matrices,
            "tied": np.broadcast_to(matrices[0], matrices.shape),
            "diag": variances[:, :, None] * np.eye(n_features),
            "spherical": variances[:, :1, None] * np.eye(n_features),
        }[covariance_type]
        told = kind or Text(covariance_type, covariance_type)
        return Case(told, arguments, certified(scikit_learn.full_covariances(*arguments), oracle_says))

    found: Cases = {kind: (case(kind, 4, 3), case(kind, 2, 2)) for kind in TYPES}
    sizes = [(kind, size) for kind in TYPES[1:] for size in ((1, 3), (3, 1), (1, 1))]
    found["sizes"] = tuple(
        case(kind, *size, Text(f"{kind}，K = {size[0]}、d = {size[1]}", f"{kind}, K = {size[0]}, d = {size[1]}"))
        for kind, size in sizes
    )
    return found


def pictures(secret: str) -> dict[str, Picture]:
    """Return what ``plot_clusters`` is to draw; the labels do not follow from the rest."""
    source = rng(secret, "pictures")

    def picture(kind: Text, n_samples: int, n_components: int, unit: float = 1.0) -> Picture:
        drawn, middle = data.mixture(source, n_components, 2, spread=4.0), np.array([4.0, -7.0])
        X = unit * data.sample(source, drawn, n_samples) + unit * middle
        labels = np.concatenate([np.arange(n_components), source.integers(n_components, size=n_samples)])[:n_samples]
        mixture = Mixture(drawn.weights, unit * (drawn.means + middle), unit**2 * drawn.covariances)
        return Picture(kind, X, source.permutation(labels), mixture)

    ordinary = picture(data.ORDINARY, 41, 3)
    five = picture(Text("K = 5、單位很大", "K = 5, in large units"), 37, 5, 250.0)
    empty = replace(five, kind=EMPTY_LABEL, labels=np.where(five.labels == 2, 4, five.labels))
    one = picture(Text("K = 1", "K = 1"), 13, 1)
    integers = replace(ordinary, kind=data.INTEGERS, X=np.rint(5 * ordinary.X).astype(np.int64))
    integers = replace(integers, mixture=Mixture(*_scaled(ordinary.mixture, 5.0)))
    found = {"ordinary": ordinary, "five": five, "empty": empty, "one": one, "integers": integers}
    for drawn in found.values():
        locked(*drawn.arguments)
    return found


def _scaled(mixture: Mixture, unit: float) -> tuple[Array, Array, Array]:
    return mixture.weights, unit * mixture.means, unit**2 * mixture.covariances


def comparisons(secret: str) -> Cases:
    """Return the questions to ``compare_covariance_types``; each expected answer is a dict."""
    found = groups(secret)
    cloudy = Problem(data.CLOUD, cloud(rng(secret, "another cloud"), 5, 60, (0, 3)), found["three"].mixture)
    locked(cloudy.X)

    def case(problem: Problem, n_components: int, *others: int) -> Case:
        scores = quietly(scikit_learn.compare_covariance_types, problem.X, n_components, *others)
        X = problem.X.astype(float)
        for kind, score in scores.items():  # the criterion once more, by the functions of other assignments
            model = quietly(scikit_learn.fit_gmm, X, n_components, kind, *(others or (0,)))
            d = X.shape[1]
            full = scikit_learn.full_covariances(model.covariances_, kind, n_components, d)
            log_likelihood = gaussian_mixture.log_likelihood(X, model.weights_, model.means_, full)
            count = model_selection.n_parameters(n_components, d, kind)
            certified(score, model_selection.bic(log_likelihood, count, len(X)), 1e-6)
        return Case(problem.kind, (problem.X, n_components, *others), scores)

    return {
        "ordinary": (case(found["three"], 3), case(found["four"], 4)),
        "seeds": (case(cloudy, 5), case(cloudy, 5, 3)),
        # no integer X: the score of scikit-learn 1.9 is wrong there, as it truncates the means
        "sizes": (case(found["line"], 2), case(found["one"], 1)),
    }


def starts(secret: str) -> Starts:
    """Return data on which every other start ends badly, and a random state whose first start does."""
    source = rng(secret, "starts")
    K, n = 4, 80

    def draw() -> Starts:
        X = data.sample(source, data.mixture(source, K, 2, spread=2.0), n)
        alone = [oracle.fit(X, K, state).score(X) * n for state in range(16)]
        state = int(source.choice(np.flatnonzero(np.array(alone) < max(alone) - 1.0))) if np.ptp(alone) > 1 else 0
        share = float(np.mean(np.array(alone) > max(alone) - NEAR_BEST / 3))
        return Starts(MANY_STARTS, X, K, state, alone[state], max(alone), share)

    def discriminates(drawn: Starts) -> bool:
        if not (drawn.one < drawn.best - 1.0 and drawn.share > 0.35):
            return False
        together = oracle.fit(drawn.X, K, drawn.random_state, N_INIT).score(drawn.X) * n
        return bool(abs(together - drawn.best) < NEAR_BEST / 3)

    found = data.draw_until(draw, discriminates)
    locked(found.X)
    return found


def ridge_cases(secret: str) -> Cases:
    """Return the questions to ``fit_best`` on clear clusters, with and without much on the diagonal."""
    found = groups(secret)

    def case(problem: Problem, n_components: int, reg_covar: float | None = None) -> Case:
        settings = {} if reg_covar is None else {"reg_covar": reg_covar}
        model = quietly(scikit_learn.fit_best, problem.X, n_components, n_init=2, **settings)
        X, ridge = problem.X.astype(float), reg_covar or 1e-6
        step = oracle.maximise(X, oracle.responsibilities(X, parameters(model)))
        certified(model.covariances_ - ridge * np.eye(X.shape[1]), step.covariances, 1e-2)
        return Case(problem.kind, (problem.X, n_components, 2, *settings.values()), parameters(model))

    return {
        "ordinary": (case(found["three"], 3),),
        "ridge": (case(found["three"], 3, 0.5), case(found["four"], 4, 0.2)),
        "sizes": (case(found["integers"], 3), case(found["one"], 1)),
    }


def from_starts(secret: str) -> dict[str, Start]:
    """Return the starts of ``fit_from``, each with the oracle's steps from there."""

    def start(problem: Problem, n_steps: int) -> Start:
        path = oracle.trajectory(problem.X, problem.mixture, n_steps).mixtures
        locked(*problem.arguments)
        got = quietly(scikit_learn.fit_from, *problem.arguments, tol=0.0, max_iter=n_steps)
        for part, oracle_says in zip(got, path[-1].arrays, strict=True):
            certified(part, oracle_says, 1e-6)
        return Start(problem, path)

    def shifted(name: str, n_samples: int, n_components: int, n_features: int, spread: float = 3.0) -> Problem:
        source = rng(secret, name)
        truth = data.mixture(source, n_components, n_features, spread=spread)
        begin = Mixture(
            np.roll(truth.weights, 1),
            truth.means + 0.6 * source.standard_normal(truth.means.shape),
            1.4 * np.roll(truth.covariances, 1, axis=0),
        )
        kind = data.shape_kind(n_components, n_features)
        return Problem(kind, data.sample(source, truth, n_samples), begin)

    def converging() -> Start:
        counter = iter(range(1000))

        def draw() -> Start:
            problem = replace(shifted(f"from {next(counter)}", 60, 3, 2), kind=data.ORDINARY)
            history = [-np.inf, oracle.log_likelihood(problem.X, problem.mixture)]
            path = [problem.mixture]
            while len(path) < 130 and history[-1] - history[-2] > 1e-13:
                path.append(oracle.maximise(problem.X, oracle.responsibilities(problem.X, path[-1])))
                history.append(oracle.log_likelihood(problem.X, path[-1]))
            return Start(problem, tuple(path), 1e-3, _steps(np.array(history[1:]) / len(problem.X), 1e-3))

        def discriminates(drawn: Start) -> bool:
            small = min(np.linalg.eigvalsh(drawn.path[-1].covariances).min(), drawn.path[-1].weights.min())
            return 30 < len(drawn.path) < 110 and small > 0.05 and 4 < drawn.n_steps < len(drawn.path) - 15

        found = data.draw_until(draw, discriminates)
        got = quietly(scikit_learn.fit_from, *found.problem.arguments)
        for part, oracle_says in zip(got, found.path[-1].arrays, strict=True):
            certified(part, oracle_says, 3e-7)
        locked(*found.problem.arguments)
        return found

    ordinary = converging()
    return {
        "ordinary": ordinary,
        "small": start(data.in_small_units(ordinary.problem), 4),
        "three features": start(shifted("from three features", 60, 2, 3), 3),
        "line": start(shifted("from line", 30, 3, 1), 3),
        "one": start(shifted("from one", 25, 1, 2), 1),
    }


def _steps(bounds: Array, tol: float) -> int:
    """Return after how many steps scikit-learn stops: its bound is that before the step."""
    below = np.flatnonzero(np.abs(np.diff(bounds)) < tol)
    return int(below[0]) + 2 if below.size else len(bounds)
