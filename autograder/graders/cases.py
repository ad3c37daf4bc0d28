"""What the checks ask and the answers they expect: the reference's, believed once the oracle agrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.graders import data, oracle
from autograder.graders.data import Clusters, Problem
from autograder.graders.oracle import Array, Mixture, Trajectory
from autograder.model import Text
from solutions import em, gaussian_mixture, model_selection


@dataclass(frozen=True)
class Case:
    """One question to a function: what the student is told about it, the arguments, the right answer."""

    kind: Text
    arguments: tuple[Any, ...]
    expected: Any


@dataclass(frozen=True)
class Fit:
    """A start of EM, its path, and how many steps each tolerance takes."""

    problem: Problem
    path: Trajectory
    n_steps: int
    n_steps_loose: int


@dataclass(frozen=True)
class Choice:
    """Clusters, and between which log-likelihoods a sensible fit of each candidate lies."""

    clusters: Clusters
    lowest: dict[int, float]
    highest: dict[int, float]

    def log_likelihoods(self, k: int) -> tuple[float, float]:
        """Return the lowest and highest that is sensible, with room for other settings of the fit.

        One component has one best fit, and so has every cluster its own component; without clusters, fits differ much.
        """
        if k in (1, self.clusters.n_clusters):
            return self.lowest[k] - 0.3, self.highest[k] + 0.3
        if not self.clusters.n_clusters:
            return self.lowest[k] - 30.0, self.highest[k] + 40.0
        return self.lowest[k] - 8.0, self.highest[k] + 20.0


Cases = dict[str, tuple[Case, ...]]


def certified(expected: Any, oracle_says: Any, tolerance: float = 1e-8) -> Any:
    """Return a reference answer, read-only, after checking it against the oracle."""
    expected = np.asarray(expected, dtype=float)
    np.testing.assert_allclose(expected, oracle_says, rtol=tolerance, atol=tolerance)
    expected.flags.writeable = False
    return expected


def _locked(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
    return arguments


def density_problems(secret: str, assignment: str) -> dict[str, tuple[Problem, ...]]:
    """Draw one problem of every kind for functions of ``(X, weights, means, covariances)``."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, assignment, name)

    ordinary = data.problem(rng("ordinary"), 19, 4, 3, data.ORDINARY)
    return {
        "ordinary": (ordinary,),
        "far": (data.far_problem(rng("far"), 7, 4, 3),),
        "integers": (data.integer_problem(rng("integers"), 14, 3, 2),),
        "shapes": (
            data.problem(rng("one component"), 11, 1, 2),
            data.problem(rng("one feature"), 9, 3, 1),
            data.problem(rng("five features"), 13, 2, 5),
            data.with_repeated_sample(data.problem(rng("many"), 60, 6, 2)),
        ),
        "empty": (data.with_empty_component(ordinary), data.with_empty_component(ordinary, 0)),
    }


def gaussian_cases(secret: str) -> Cases:
    """Return the questions to ``log_gaussian``."""

    def case(problem: Problem) -> Case:
        mean, cov = problem.mixture.means[0], problem.mixture.covariances[0]
        reference = gaussian_mixture.log_gaussian(problem.X, mean, cov)
        kind = Text(f"d = {len(mean)}", f"d = {len(mean)}") if problem.kind.zh.startswith("K =") else problem.kind
        kind = data.FAR_FROM_MEAN if kind is data.FAR else kind
        expected = certified(reference, oracle.log_gaussian(problem.X, mean, cov))
        return Case(kind, _locked((problem.X, mean, cov)), expected)

    problems = density_problems(secret, "log_gaussian")
    return {name: tuple(case(problem) for problem in group) for name, group in problems.items()}


def mixture_cases(
    secret: str, name: str, reference: Callable[..., Any], oracle_says: Callable[[Array, Mixture], Any]
) -> Cases:
    """Return the questions to a function of ``(X, weights, means, covariances)``."""

    def case(problem: Problem) -> Case:
        with np.errstate(divide="ignore"):
            expected = certified(reference(*problem.arguments), oracle_says(problem.X, problem.mixture), 1e-7)
        return Case(problem.kind, _locked(problem.arguments), expected)

    problems = density_problems(secret, name)
    return {kind: tuple(case(problem) for problem in group) for kind, group in problems.items()}


def m_step_cases(secret: str) -> Cases:
    """Return the questions to ``m_step``; each expected answer is a Mixture."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "m_step", name)

    def case(kind: Text, X: Array, resp: Array) -> Case:
        expected = Mixture(*(np.asarray(part) for part in em.m_step(X, resp)))
        alive = resp.sum(axis=0) > 0
        right = oracle.maximise(X, resp[:, alive])
        for part, oracle_says in zip(expected.arrays, right.arrays, strict=True):
            certified(part[alive], oracle_says, 1e-9)
        return Case(kind, _locked((X, resp)), expected)

    def drawn(problem: Problem) -> tuple[Text, Array, Array]:
        assigned = data.assigned(rng(f"resp {problem.kind.en}"), problem)
        return assigned.kind, assigned.X, assigned.resp

    problems = density_problems(secret, "m_step")
    _, X, resp = drawn(problems["ordinary"][0])
    dead = resp.copy()
    dead[:, 1] = 0.0
    dead /= dead.sum(axis=1, keepdims=True)
    cases = {
        name: tuple(case(*drawn(problem)) for problem in problems[name]) for name in ("ordinary", "integers", "shapes")
    }
    cases["small"] = (case(data.SMALL, data.SMALL_UNIT * X, resp),)
    cases["dead"] = (case(data.DEAD, X.copy(), dead),)
    return cases


def fits(secret: str) -> dict[str, Fit]:
    """Return the starts for ``fit_em``."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "fit_em", name)

    def fit(problem: Problem) -> Fit:
        path = oracle.trajectory(problem.X, problem.mixture, 62)
        loose, exact = (oracle.steps_until(path.history, tol) for tol in (data.LOOSE_TOLERANCE, data.TOLERANCE))
        assert loose is not None
        assert exact is not None
        *parameters, history = em.fit_em(problem.X, *problem.mixture.arrays)
        certified(history, path.history[: exact + 1], 1e-7)
        for part, oracle_says in zip(parameters, path.mixtures[exact].arrays, strict=True):
            certified(part, oracle_says, 1e-6)
        return _short(problem, path, exact, loose)

    def few_steps(problem: Problem) -> Fit:
        path = oracle.trajectory(problem.X, problem.mixture, 4)
        *_, history = em.fit_em(problem.X, *problem.mixture.arrays, tol=0.0, max_iter=4)
        certified(history, path.history[: len(history)], 1e-7)
        return _short(problem, path, 4, 4)

    ordinary = data.em_problem(rng("ordinary"), 70, 3, 2)
    return {
        "ordinary": fit(ordinary),
        "small": few_steps(data.in_small_units(ordinary)),
        "integers": few_steps(data.integer_problem(rng("integers"), 41, 2, 3)),
        "far": few_steps(data.with_far_sample(rng("far"), ordinary)),
    }


def _short(problem: Problem, path: Trajectory, n_steps: int, n_steps_loose: int) -> Fit:
    _locked(problem.arguments)
    return Fit(problem, path, n_steps, n_steps_loose)


def choice(clusters: Clusters) -> Choice:
    """Find between which log-likelihoods a sensible fit of each candidate lies."""
    _locked((clusters.X,))
    seeds = (clusters.random_state, *clusters.other_states, 0, 1, 2)
    X, n_samples = clusters.X, len(clusters.X)
    found = {
        k: [oracle.fit(X, k, seed).score(X) * n_samples for seed in seeds]
        + [oracle.fit(X, k, 0, n_init=10).score(X) * n_samples]
        for k in clusters.candidates
    }
    best, scores = model_selection.choose_n_components(clusters.X, list(clusters.candidates), "bic", seeds[0])
    for k, score in zip(clusters.candidates, scores, strict=True):
        certified(score, oracle.fit(clusters.X, k, seeds[0]).bic(clusters.X), 1e-6)
    assert clusters.n_clusters in (0, best)
    return Choice(clusters, {k: min(lls) for k, lls in found.items()}, {k: max(lls) for k, lls in found.items()})


def choices(secret: str) -> dict[str, Choice]:
    """Return the data sets for ``choose_n_components``."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(secret, "choose_n_components", name)

    return {
        "three": choice(data.clusters(rng("three"), 3, (1, 2, 3, 4), 90)),
        "unsorted": choice(data.clusters(rng("unsorted"), 2, (4, 5, 3, 2), 90)),
        "cloud": choice(data.cloud(rng("cloud"), (8, 6), 60)),
    }


def parameter_counts() -> dict[str, dict[tuple[int, int], int]]:
    """Return the number of free parameters by covariance type and (K, d)."""
    sizes = ((3, 2), (2, 5), (4, 1), (1, 3), (5, 4))
    return {
        kind: {
            size: int(certified(model_selection.n_parameters(*size, kind), oracle.n_parameters(*size, kind)))
            for size in sizes
        }
        for kind in ("full", "tied", "diag", "spherical")
    }


def criterion_cases(secret: str, name: str) -> Cases:
    """Return the questions to ``aic`` or ``bic``: a fitted mixture's, and a positive log-likelihood."""
    rng = data.generator(secret, name, "fitted")
    reference = getattr(model_selection, name)

    def case(kind: Text, unit: float, n_components: int, n_features: int, n_samples: int) -> Case:
        X = unit * data.sample(rng, data.mixture(rng, n_components, n_features), n_samples)
        model = oracle.fit(X, n_components, 0)
        log_likelihood = float(model.score(X) * n_samples)
        assert (log_likelihood > 0) == (unit < 1)
        n_parameters = model_selection.n_parameters(n_components, n_features)
        arguments = (log_likelihood, n_parameters) + ((n_samples,) if name == "bic" else ())
        return Case(kind, arguments, certified(reference(*arguments), getattr(model, name)(X), 1e-7))

    return {
        "ordinary": (case(data.ORDINARY, 1.0, 3, 2, 83), case(data.ORDINARY, 1.0, 2, 4, 151)),
        "positive": (case(data.POSITIVE, 0.02, 2, 3, 64),),
        "few": (case(data.FEW, 1.0, 1, 2, 5),),
    }
