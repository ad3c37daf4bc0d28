"""Checks of the E-step and the M-step in ``02_em``, and of the loop around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.graders.cases import Case, Cases, Fit
from autograder.graders.compare import (
    COVARIANCES,
    MEANS,
    WEIGHTS,
    Answer,
    Student,
    ask,
    check_values,
    either,
    numbers,
    parts,
    read_mixture,
    reject,
    same_mixture,
    same_values,
    unmodified,
)
from autograder.graders.data import LOOSE_TOLERANCE, TOLERANCE
from autograder.graders.follow import over_steps, path_of
from autograder.graders.oracle import Array, Mixture, Trajectory, steps_until
from autograder.graders.values import ATOL, RTOL, agrees, deviation
from autograder.model import Text

PARAMETERS = ("X", "weights", "means", "covariances")
HISTORY = Text("history ", "history")
ROUGHLY = 0.02
MANY_STEPS = 100


@pytest.mark.check("e_step", weight=3)
def test_e_step_values(student: Student, e_step_cases: Cases) -> None:
    """成分重疊、權重不等時，責任值正確
    The responsibilities are right for overlapping components with unequal weights
    """
    check_values(student, "e_step", e_step_cases["ordinary"])


@pytest.mark.check("e_step")
def test_e_step_rows(student: Student, e_step_cases: Cases) -> None:
    """責任值大致正確，介於 0 與 1，每一列加起來是 1
    The responsibilities are roughly right, lie between 0 and 1, and each row sums to 1
    """
    cases = e_step_cases["ordinary"] + e_step_cases["integers"]
    check_values(student, "e_step", cases, rtol=ROUGHLY, first=rows_are_probabilities)


def rows_are_probabilities(answer: Answer, resp: Array) -> None:
    """Reject rows that do not sum to 1, and responsibilities outside 0 and 1; NaN is for the values to tell."""
    if not np.all(np.isfinite(resp)):
        return
    answer = replace(answer, properties=("e_step_rows",))
    error = float(np.max(np.abs(resp.sum(axis=1) - 1)))
    if not error <= RTOL:
        columns = bool(np.all(np.abs(resp.sum(axis=0) - 1) <= RTOL))
        reject(
            answer,
            f"有一列的和與 1 相差約 {error:.1g}" + ("；加起來是 1 的是每一行" if columns else ""),
            f"the sum of a row differs from 1 by about {error:.1g}"
            + ("; it is the columns that sum to 1" if columns else ""),
        )
    if not (resp.min() >= -RTOL and resp.max() <= 1 + RTOL):
        reject(answer, "有責任值小於 0 或大於 1", "some responsibilities are below 0 or above 1")


def rows_sum_to_one(answer: Answer, resp: Array) -> None:
    """Reject rows that do not sum to 1, NaN among them."""
    with np.errstate(all="ignore"):
        wrong = int(np.sum(~(np.abs(resp.sum(axis=1) - 1) <= RTOL)))
    if wrong:
        answer = replace(answer, properties=("e_step_far",))
        undefined = int(np.sum(np.any(np.isnan(resp), axis=1)))
        reject(
            answer,
            f"有 {wrong}/{len(resp)} 列的和不是 1" + (f"，其中 {undefined} 列有 NaN" if undefined else ""),
            f"{wrong}/{len(resp)} rows do not sum to 1" + (f", {undefined} of them hold NaN" if undefined else ""),
        )


def empty_owns_nothing(answer: Answer, resp: Array) -> None:
    """Reject responsibilities of a component whose weight is 0, and a weight that was made something else."""
    unmodified(answer, PARAMETERS)
    if not np.all(np.abs(resp[:, answer.arguments[1] == 0]) <= ATOL):
        answer = replace(answer, properties=("e_step_empty_component",))
        reject(answer, "權重為 0 的成分，責任值不是 0", "the component of weight 0 has responsibilities other than 0")


@pytest.mark.check("e_step", weight=2)
def test_e_step_far(student: Student, e_step_cases: Cases) -> None:
    """離所有成分都很遠的樣本也有正確的責任值
    Samples far from every component get the right responsibilities too
    """
    check_values(student, "e_step", e_step_cases["far"], first=rows_sum_to_one)


@pytest.mark.check("e_step")
def test_e_step_shapes(student: Student, e_step_cases: Cases) -> None:
    """K = 1、d = 1 與其他大小也正確
    K = 1, d = 1 and other sizes are right too
    """
    check_values(student, "e_step", e_step_cases["shapes"])


@pytest.mark.check("e_step")
def test_e_step_empty_component(student: Student, e_step_cases: Cases) -> None:
    """權重為 0 的成分責任值為 0，其餘正確
    A component of weight 0 has no responsibility, the others have the right one
    """
    check_values(student, "e_step", e_step_cases["empty"], first=empty_owns_nothing)


@pytest.mark.check("e_step")
def test_e_step_order(student: Student, e_step_cases: Cases) -> None:
    """責任值大致正確，成分換了順序，行也跟著換
    The responsibilities are roughly right, and reordering the components reorders the columns
    """
    (case,) = e_step_cases["ordinary"]
    X, *arrays = case.arguments
    order = np.roll(np.arange(len(arrays[0])), 1)
    reordered = Case(case.kind, (X, *(array[order] for array in arrays)), case.expected[:, order])
    (_, first), (answer, second) = check_values(student, "e_step", (case, reordered), rtol=ROUGHLY)
    same_values(replace(answer, properties=("e_step_order",)), second, first[:, order])


@pytest.mark.check("e_step")
def test_e_step_inputs(student: Student, e_step_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(student, "e_step", e_step_cases["ordinary"], first=lambda answer, _: unmodified(answer, PARAMETERS))


def ask_parts(student: Student, case: Case, *properties: str) -> tuple[Answer, tuple[Any, ...]]:
    """Ask for the parameters that maximise the likelihood; return them unread."""
    answer = replace(ask(student, "m_step", *case.arguments, kind=case.kind), properties=properties)
    return answer, parts(answer, PARAMETERS[1:])


def ask_m_step(student: Student, case: Case, *properties: str) -> tuple[Answer, Mixture]:
    """Ask for the parameters that maximise the likelihood."""
    answer, values = ask_parts(student, case, *properties)
    return answer, read_mixture(answer, values, *case.expected.means.shape)


def check_m_step(student: Student, cases: tuple[Case, ...], *properties: str) -> list[Answer]:
    """Compare all three parameters."""
    answers = []
    for case in cases:
        answer, got = ask_m_step(student, case, *properties)
        same_mixture(answer, got, case.expected)
        answers.append(answer)
    return answers


@pytest.mark.check("m_step")
def test_m_step_weights(student: Student, m_step_cases: Cases) -> None:
    """權重正確，加起來是 1
    The weights are right and sum to 1
    """
    (case,) = m_step_cases["ordinary"]
    answer, values = ask_parts(student, case)
    weights = numbers(answer, values[0], WEIGHTS, case.expected.weights.shape)
    with np.errstate(all="ignore"):
        total = float(weights.sum())
    if not abs(total - 1) <= RTOL:
        answer = replace(answer, properties=("m_step_weights",))
        reject(answer, f"權重的和是 {total:.3g}，不是 1", f"the weights sum to {total:.3g}, not to 1")
    same_values(answer, weights, case.expected.weights, WEIGHTS)


@pytest.mark.check("m_step")
def test_m_step_means(student: Student, m_step_cases: Cases) -> None:
    """均值正確
    The means are right
    """
    (case,) = m_step_cases["ordinary"]
    answer, values = ask_parts(student, case)
    means = numbers(answer, values[1], MEANS, case.expected.means.shape)
    same_values(answer, means, case.expected.means, MEANS, atol=RTOL)


@pytest.mark.check("m_step", weight=3)
def test_m_step_covariances(student: Student, m_step_cases: Cases) -> None:
    """共變異數正確：對稱、半正定
    The covariances are right: symmetric and positive semi-definite
    """
    (case,) = m_step_cases["ordinary"]
    answer, values = ask_parts(student, case, "m_step_hard")
    got = numbers(answer, values[2], COVARIANCES, case.expected.covariances.shape)
    if np.all(np.isfinite(got)) and not agrees(got, got.transpose(0, 2, 1), atol=RTOL):
        answer = replace(answer, properties=("m_step_covariances",))
        reject(answer, "共變異數矩陣不對稱", "the covariance matrices are not symmetric")
    same_values(answer, got, case.expected.covariances, COVARIANCES, atol=RTOL)


@pytest.mark.check("m_step")
def test_m_step_small_units(student: Student, m_step_cases: Cases) -> None:
    """單位很小的資料也正確：共變異數上沒有多加什麼
    Data in small units are right too: nothing is added to the covariances
    """
    check_m_step(student, m_step_cases["small"])


@pytest.mark.check("m_step")
def test_m_step_integers(student: Student, m_step_cases: Cases) -> None:
    """樣本是整數時，參數仍有小數
    With integer samples the parameters keep their fractions
    """
    check_m_step(student, m_step_cases["integers"], "m_step_integers")


@pytest.mark.check("m_step")
def test_m_step_shapes(student: Student, m_step_cases: Cases) -> None:
    """K = 1、d = 1 與其他大小也正確
    K = 1, d = 1 and other sizes are right too
    """
    check_m_step(student, m_step_cases["shapes"])


@pytest.mark.check("m_step", weight=0.5)
def test_m_step_dead_component(student: Student, m_step_cases: Cases) -> None:
    """責任值全為 0 的成分權重為 0，沒有 NaN，其餘成分正確
    A component without responsibilities gets weight 0 and no NaN, the others are right
    """
    (case,) = m_step_cases["dead"]
    answer, got = ask_m_step(student, case)
    for values, what in zip(got.arrays, (WEIGHTS, MEANS, COVARIANCES), strict=True):
        if not np.all(np.isfinite(values)):
            reject(answer, f"{what.zh}裡有 NaN 或無限大", f"{what.en}: some values are NaN or infinite")
    alive = case.expected.weights > 0
    same_values(answer, got.weights, case.expected.weights, WEIGHTS)
    same_mixture(answer, *(Mixture(*(part[alive] for part in one.arrays)) for one in (got, case.expected)))


@pytest.mark.check("m_step", weight=0.5)
def test_m_step_inputs(student: Student, m_step_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    for answer in check_m_step(student, m_step_cases["ordinary"]):
        unmodified(answer, ("X", "resp"))


@dataclass(frozen=True)
class Fitted:
    """What ``fit_em`` answered."""

    answer: Answer
    mixture: Mixture
    history: Array

    @property
    def n_steps(self) -> int:
        return len(self.history) - 1


def ask_fit(student: Student, fit: Fit, max_iter: int, **keywords: Any) -> Fitted:
    """Ask for a fit from the given start."""
    arguments = fit.problem.arguments
    answer = ask(student, "fit_em", *arguments, kind=fit.problem.kind, max_iter=max_iter, **keywords)
    *values, history = parts(answer, (*PARAMETERS[1:], "history"))
    mixture = read_mixture(answer, values, *fit.problem.mixture.means.shape)
    fitted = Fitted(answer, mixture, numbers(answer, history, HISTORY, (None,)))
    if not 0 <= fitted.n_steps <= max_iter:
        reject(
            answer,
            f"history 有 {len(fitted.history)} 個值；最多 {max_iter} 步時應有 1 到 {max_iter + 1} 個",
            f"history has {len(fitted.history)} values; for max_iter = {max_iter} it has 1 to {max_iter + 1}",
        )
    return fitted


@np.errstate(all="ignore")
def never_falls(fitted: Fitted, path: Trajectory) -> None:
    """Reject a history that falls, unless the steps themselves make it fall."""
    slack = RTOL * np.abs(fitted.history[:-1])
    falls = np.flatnonzero(np.diff(fitted.history) < -slack)
    if falls.size and np.all(np.diff(path.history) >= -RTOL * np.abs(path.history[:-1])):
        step = int(falls[0]) + 1
        answer = replace(fitted.answer, properties=("fit_em_never_falls",))
        reject(answer, f"對數概似在第 {step} 步變小了", f"the log-likelihood falls at step {step}")


def on_path(fitted: Fitted, path: Trajectory) -> None:
    """Compare the history with the log-likelihoods along the path."""
    never_falls(fitted, path)
    expected = path.history[: fitted.n_steps + 1]
    if len(expected) <= fitted.n_steps:
        reject(fitted.answer, "做了太多步", "it takes too many steps")
    if not agrees(fitted.history[:1], expected[:1]):
        reject(
            fitted.answer,
            "history[0] 不是起始參數的對數概似",
            "history[0] is not the log-likelihood of the initial parameters",
        )
    same_values(fitted.answer, fitted.history, expected, HISTORY)


def stops(path: Trajectory, tol: float) -> tuple[int, int]:
    """Return after how many steps a run may stop: once the gain, or its size, is below ``tol``."""
    steps = steps_until(path.history, tol), steps_until(path.history, tol, size=True)
    first, still = (MANY_STEPS if n is None else n for n in steps)
    return first, still


def judge_few_steps(fitted: Fitted, max_iter: int, path: Trajectory) -> None:
    """Judge a run that ends at ``max_iter``: its history, and that the parameters belong to the end of it."""
    if fitted.n_steps < min(max_iter, *stops(path, TOLERANCE)) - 1:
        reject(
            fitted.answer,
            f"只做了 {fitted.n_steps} 步就停了，但是還沒收斂",
            f"it took no more than {fitted.n_steps} steps, though it had not converged",
        )
    on_path(fitted, path)
    same_mixture(fitted.answer, fitted.mixture, path.mixtures[fitted.n_steps])


def judge_one_step(fitted: Fitted, right: Trajectory, path: Trajectory) -> None:
    """Judge the parameters after a single step."""
    if path is not right:
        on_path(Fitted(fitted.answer, fitted.mixture, fitted.history[:1]), path)
    same_mixture(fitted.answer, fitted.mixture, path.mixtures[1])


def judge_stop(fitted: Fitted, tol: float, path: Trajectory) -> None:
    """Judge when a run stops, give or take one step, and what it has reached."""
    never_falls(fitted, path)
    allowed = stops(path, tol)
    if all(fitted.n_steps < n - 1 for n in allowed):
        reject(fitted.answer, "太早停止：增加量還不小於 tol", "it stops too early: the gain is not yet below tol")
    if all(abs(fitted.n_steps - n) > 1 for n in allowed):
        reject(fitted.answer, "增加量已小於 tol，卻沒有停止", "it goes on although the gain is below tol")
    on_path(fitted, path)
    near = path.mixtures[max(fitted.n_steps - 1, 0) : fitted.n_steps + 2]
    arrays = fitted.mixture.arrays
    if not any(all(map(_close, arrays, other.arrays)) for other in near):
        same_mixture(fitted.answer, fitted.mixture, path.mixtures[fitted.n_steps])


@np.errstate(all="ignore")
def _close(got: Array, expected: Array) -> bool:
    errors = deviation(got, expected)
    return bool(np.all(errors <= RTOL * np.max(np.abs(expected), initial=0.0, where=np.isfinite(expected))))


@pytest.mark.check("fit_em", weight=2)
@over_steps
def test_fit_em_one_step(student: Student, fits: dict[str, Fit]) -> None:
    """一個 EM 步：先 E 後 M
    One EM step: E first, then M
    """
    for fit in (fits["ordinary"], fits["small"]):
        fitted = ask_fit(student, fit, max_iter=1)
        either(partial(judge_one_step, fitted, fit.path), fit.path, partial(path_of, student, fit, 2, None))


@pytest.mark.check("fit_em", weight=2)
@over_steps
def test_fit_em_history(student: Student, fits: dict[str, Fit]) -> None:
    """history[t] 是第 t 步之後的對數概似，回傳的參數屬於 history[-1]
    history[t] is the log-likelihood after t steps, and the parameters belong to history[-1]
    """
    check_few_steps(student, fits["ordinary"], max_iter=4)


@pytest.mark.check("fit_em", weight=3)
@over_steps
def test_fit_em_convergence(student: Student, fits: dict[str, Fit]) -> None:
    """對數概似不會變小，收斂後就停止，最後的參數正確
    The likelihood never falls, the loop stops once it has converged, and the final parameters are right
    """
    fit = fits["ordinary"]
    fitted = ask_fit(student, fit, max_iter=MANY_STEPS)
    either(partial(judge_stop, fitted, TOLERANCE), fit.path, partial(path_of, student, fit, MANY_STEPS, TOLERANCE))


@pytest.mark.check("fit_em")
@over_steps
def test_fit_em_tolerance(student: Student, fits: dict[str, Fit]) -> None:
    """遵守給定的 tol
    The given tol is honoured
    """
    fit, tol = fits["ordinary"], LOOSE_TOLERANCE
    fitted = ask_fit(student, fit, max_iter=MANY_STEPS, tol=tol)
    either(partial(judge_stop, fitted, tol), fit.path, partial(path_of, student, fit, MANY_STEPS, tol))


@pytest.mark.check("fit_em")
@over_steps
def test_fit_em_far(student: Student, fits: dict[str, Fit]) -> None:
    """起始參數離某個樣本很遠時也正確
    A start that is far from one of the samples is fine
    """
    check_few_steps(student, fits["far"], max_iter=2)


@pytest.mark.check("fit_em")
@over_steps
def test_fit_em_inputs(student: Student, fits: dict[str, Fit]) -> None:
    """樣本是整數時也正確，而且不修改輸入
    Integer samples are fine, and the inputs stay as they were
    """
    unmodified(check_few_steps(student, fits["integers"], max_iter=3), PARAMETERS)


def check_few_steps(student: Student, fit: Fit, max_iter: int) -> Answer:
    """Run a few steps and judge them."""
    fitted = ask_fit(student, fit, max_iter)
    either(partial(judge_few_steps, fitted, max_iter), fit.path, partial(path_of, student, fit, max_iter, None))
    return fitted.answer
