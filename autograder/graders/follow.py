"""A mistake costs points once: a function that builds on a wrong one is right when it builds rightly.

There are two ways to see that it does. Its answer is what follows from the student's own functions; or it is right as
soon as the reference stands in for those (:func:`builds_on`), whatever the student's own ones do: raise, answer in another
form, modify their arguments. Nothing follows from functions that answer nothing: their values must at least differ from
sample to sample.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
from scipy.special import logsumexp

from autograder.errors import Explain, StudentError, StudentMissingError, WrongAnswerError
from autograder.graders import oracle
from autograder.graders.cases import Case, Choice, Fit
from autograder.graders.compare import RESULT, Student, ask, number, numbers, parts, read_mixture
from autograder.graders.oracle import Array, Mixture, Trajectory
from autograder.graders.values import agrees
from autograder.model import Explanation
from solutions import em, gaussian_mixture, model_selection

Check = Callable[..., None]
STANDING = 1e-4  # of a value: what changes by less, from one of the first steps to the next, has not moved


def builds_on(**references: Callable[..., Any]) -> Callable[[Check], Check]:
    """Make a check run again, if it fails, with these references in place of the student's functions of those names."""

    def decorate(check: Check) -> Check:
        @wraps(check)
        def run(student: Student, **fixtures: Any) -> None:
            try:
                check(student, **fixtures)
            except StudentMissingError:
                raise
            except (StudentError, WrongAnswerError) as failure:
                below_is_right = student.failed is not None and not student.failed & set(references)
                if below_is_right and isinstance(failure, WrongAnswerError):
                    raise  # the mistake is here; an exception may still come of a list where an array was meant
                try:
                    check(student.asked_with(provided=references), **fixtures)
                except (StudentError, WrongAnswerError) as other:
                    failure.explain = _first_that_explains(failure.explain, other.explain)
                    raise failure from None

        return run

    return decorate


def _first_that_explains(one: Explain, other: Explain) -> Explain:
    def explain() -> Explanation:
        found = one()
        if found.diagnoses:
            return found
        second = other()
        return second if second.diagnoses else found

    return explain


over_log_gaussian = builds_on(log_gaussian=gaussian_mixture.log_gaussian)
over_log_mixture = builds_on(log_gaussian=gaussian_mixture.log_gaussian, log_mixture=gaussian_mixture.log_mixture)
over_steps = builds_on(e_step=em.e_step, m_step=em.m_step)
over_criteria = builds_on(n_parameters=model_selection.n_parameters, aic=model_selection.aic, bic=model_selection.bic)


def tells_samples_apart(values: Array) -> bool:
    """Tell whether the values are more than a constant."""
    known = values[np.isfinite(values)]
    return len(np.unique(known)) > len(values) // 2


def log_mixture_from(student: Student, case: Case) -> Array | None:
    """Return the log-density that follows from the student's own ``log_gaussian``."""
    X, weights, means, covariances = case.arguments
    columns = []
    for mean, cov in zip(means, covariances, strict=True):
        answer = ask(student, "log_gaussian", X, mean, cov, kind=case.kind)
        column = numbers(answer, answer.value, RESULT, (len(X),))
        if not tells_samples_apart(column):
            return None
        columns.append(column)
    with np.errstate(all="ignore"):
        return np.asarray(logsumexp(np.column_stack(columns), axis=1, b=weights))


def log_likelihood_from(student: Student, case: Case) -> Array | None:
    """Return the log-likelihood that follows from the student's own ``log_mixture``."""
    X, *arrays = case.arguments
    answer = ask(student, "log_mixture", X, *arrays, kind=case.kind)
    values = numbers(answer, answer.value, RESULT, (len(X),))
    if not tells_samples_apart(values):
        return None
    with np.errstate(all="ignore"):
        return np.asarray(np.sum(values))


class _OwnSteps:
    """The steps that a student's own ``e_step`` and ``m_step`` take from one start, as far as anybody has asked for them."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        self.mixtures = [fit.problem.mixture]
        self.history = [oracle.log_likelihood(fit.problem.X, fit.problem.mixture)]
        self.ended = False

    def reach(self, student: Student, n: int) -> bool:
        """Go on to step ``n``; tell whether the steps lead that far."""
        while len(self.mixtures) <= n and not self.ended:
            try:
                mixture = _own_step(student, self.fit, self.mixtures[-1])
            except (StudentError, WrongAnswerError):
                self.ended = True
            else:
                self.mixtures.append(mixture)
                self.history.append(oracle.log_likelihood(self.fit.problem.X, mixture))
        return len(self.mixtures) > n


def path_of(student: Student, fit: Fit, n_steps: int, tol: float | None) -> Trajectory | None:
    """Return the path that the student's own ``e_step`` and ``m_step`` take, to one step past a gain below ``tol``.

    None if it is the right path. The checks of a submission share the steps: each is hundreds of questions otherwise.
    """
    own = student.memory.setdefault(("own steps", id(fit)), _OwnSteps(fit))
    n = 0
    while n < n_steps and own.reach(student, n + 1):
        n += 1
        if n == 2 and _same_steps(own.mixtures[:3], fit):
            return None
        if n <= 2 and not _moves(own.mixtures[n - 1], own.mixtures[n]):
            return None  # steps that lead nowhere are no path to follow: who takes none would be right
        if tol is not None and n > 1 and abs(own.history[n - 1] - own.history[n - 2]) < tol:
            break
    if n == 0:
        return None
    return Trajectory(tuple(own.mixtures[: n + 1]), np.array(own.history[: n + 1]))


def _own_step(student: Student, fit: Fit, mixture: Mixture) -> Mixture:
    X, (n_components, n_features) = fit.problem.X, mixture.means.shape
    e_step = ask(student, "e_step", X, *mixture.arrays, kind=fit.problem.kind)
    resp = numbers(e_step, e_step.value, RESULT, (len(X), n_components))
    m_step = ask(student, "m_step", X, resp, kind=fit.problem.kind)
    return read_mixture(m_step, parts(m_step, ("weights", "means", "covariances")), n_components, n_features)


def _moves(before: Mixture, after: Mixture) -> bool:
    """Tell whether a step changes a mixture as a step of EM does that is far from the end."""
    return not all(
        agrees(one, other, rtol=STANDING, atol=STANDING) for one, other in zip(before.arrays, after.arrays, strict=True)
    )


def _same_steps(mixtures: list[Mixture], fit: Fit) -> bool:
    return all(
        agrees(part, right, rtol=1e-9, atol=1e-10)
        for own, known in zip(mixtures, fit.path.mixtures[: len(mixtures)], strict=True)
        for part, right in zip(own.arrays, known.arrays, strict=True)
    )


def scores_from(student: Student, choice: Choice, criterion: str) -> dict[int, tuple[float, float]] | None:
    """Return between which scores each candidate lies by the student's own ``n_parameters`` and criterion."""
    X = choice.clusters.X
    ranges = {}
    for k in choice.clusters.candidates:
        counted = ask(student, "n_parameters", k, X.shape[1], kind=choice.clusters.kind)
        n_parameters = number(counted, counted.value)
        scores = []
        for log_likelihood in choice.log_likelihoods(k):
            arguments = (log_likelihood, n_parameters) + ((len(X),) if criterion == "bic" else ())
            scored = ask(student, criterion, *arguments, kind=choice.clusters.kind)
            scores.append(number(scored, scored.value))
        if not (np.all(np.isfinite(scores)) and scores[0] != scores[1]):
            return None
        ranges[k] = (min(scores), max(scores))
    return ranges
