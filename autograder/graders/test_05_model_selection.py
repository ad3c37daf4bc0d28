"""Checks of ``05_model_selection``: parameter counts, AIC, BIC and the choice of K."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.graders import oracle
from autograder.graders.cases import Cases, Choice
from autograder.graders.compare import (
    Answer,
    Student,
    ask,
    check_values,
    either,
    numbers,
    parts,
    reject,
    unmodified,
    whole_number,
)
from autograder.graders.follow import over_criteria, scores_from
from autograder.graders.oracle import Array
from autograder.graders.values import agrees
from autograder.model import Text

Counts = dict[str, dict[tuple[int, int], int]]
Ranges = dict[int, tuple[float, float]]

BEST = Text("best", "best")
SCORES = Text("scores", "scores")


def check_counts(
    student: Student, counts: Counts, covariance_type: str, *properties: str, default: bool = False
) -> None:
    """Compare the number of free parameters for several K and d."""
    kind = Text(covariance_type, covariance_type)
    named = () if default else (covariance_type,)
    answers = [ask(student, "n_parameters", *size, *named, kind=kind) for size in counts[covariance_type]]
    for answer, expected in zip(answers, counts[covariance_type].values(), strict=True):
        answer = replace(answer, others=tuple(other for other in answers if other is not answer), properties=properties)
        counted = whole_number(answer, answer.value)
        if counted != expected:
            more = counted > expected
            reject(answer, f"算得太{'多' if more else '少'}", f"counts too {'many' if more else 'few'}")


@pytest.mark.check("n_parameters", weight=2)
def test_n_parameters_full(student: Student, parameter_counts: Counts) -> None:
    """full：每個成分有自己的共變異數矩陣
    full: each component has its own covariance matrix
    """
    check_counts(student, parameter_counts, "full", default=True)
    check_counts(student, parameter_counts, "full", "n_parameters_single", "n_parameters_one_dimension")


@pytest.mark.check("n_parameters")
def test_n_parameters_tied(student: Student, parameter_counts: Counts) -> None:
    """tied：所有成分共用一個共變異數矩陣
    tied: all components share one covariance matrix
    """
    check_counts(student, parameter_counts, "tied", "n_parameters_nested")


@pytest.mark.check("n_parameters")
def test_n_parameters_diag(student: Student, parameter_counts: Counts) -> None:
    """diag：每個成分有自己的對角矩陣
    diag: each component has its own diagonal matrix
    """
    check_counts(student, parameter_counts, "diag", "n_parameters_one_dimension", "n_parameters_nested")


@pytest.mark.check("n_parameters")
def test_n_parameters_spherical(student: Student, parameter_counts: Counts) -> None:
    """spherical：每個成分只有一個變異數
    spherical: each component has a single variance
    """
    check_counts(student, parameter_counts, "spherical", "n_parameters_one_dimension", "n_parameters_nested")


@pytest.mark.check("aic", weight=2)
def test_aic_value(student: Student, aic_cases: Cases) -> None:
    """AIC 正確，越低越好
    AIC is right, lower being better
    """
    check_values(student, "aic", aic_cases["ordinary"], properties=("aic_prefers_fit", "aic_trade"))


@pytest.mark.check("aic")
def test_aic_positive_log_likelihood(student: Student, aic_cases: Cases) -> None:
    """對數概似為正時也正確
    It is right for a positive log-likelihood too
    """
    check_values(student, "aic", aic_cases["positive"])


@pytest.mark.check("bic", weight=2)
def test_bic_value(student: Student, bic_cases: Cases) -> None:
    """BIC 正確，越低越好
    BIC is right, lower being better
    """
    check_values(student, "bic", bic_cases["ordinary"] + bic_cases["few"], properties=("bic_prefers_fit", "bic_price"))


@pytest.mark.check("bic")
def test_bic_positive_log_likelihood(student: Student, bic_cases: Cases) -> None:
    """對數概似為正時也正確
    It is right for a positive log-likelihood too
    """
    check_values(student, "bic", bic_cases["positive"])


def ask_choice(
    student: Student, choice: Choice, criterion: str, *, named: bool = True, random_state: int | None = None
) -> tuple[Answer, int, Any]:
    """Ask for the best of the candidates; return it with the unread scores. BIC need not be named."""
    asked = choice.clusters
    keywords = {"criterion": criterion} if named else {}
    answer = ask(
        student,
        "choose_n_components",
        asked.X,
        list(asked.candidates),
        kind=Text(f"{asked.kind.zh}，{criterion}", f"{asked.kind.en}, {criterion}"),
        random_state=asked.random_state if random_state is None else random_state,
        **keywords,
    )
    best, scores = parts(answer, ("best", "scores"))
    chosen = whole_number(answer, best, BEST)
    if chosen not in asked.candidates:
        reject(answer, "best 不是候選的 K 之一", "best is not one of the candidates")
    return answer, chosen, scores


def read_scores(answer: Answer, scores: Any, choice: Choice) -> Array:
    """Read one score per candidate: in their order, or from a dict by candidate."""
    candidates = choice.clusters.candidates
    if isinstance(scores, dict):
        by_candidate = {int(key): score for key, score in scores.items() if _is_candidate(key, candidates)}
        scores = [by_candidate.get(k) for k in candidates]
    return numbers(answer, scores, SCORES, (len(candidates),))


def _is_candidate(key: Any, candidates: tuple[int, ...]) -> bool:
    return isinstance(key, (int, np.integer, str)) and any(key in (k, str(k)) for k in candidates)


def right_scores(choice: Choice, criterion: str) -> Ranges:
    """Return between which scores a sensible fit of each candidate lies."""
    n_samples, n_features = choice.clusters.X.shape
    price = np.log(n_samples) if criterion == "bic" else 2.0
    ranges = {}
    for k in choice.clusters.candidates:
        size = price * oracle.count_full(k, n_features)
        lowest, highest = choice.log_likelihoods(k)
        ranges[k] = (size - 2 * highest, size - 2 * lowest)
    return ranges


def judge_scores(answer: Answer, scores: Array, ranges: Ranges) -> None:
    """Reject scores that no sensible fit of the same candidate has."""
    wrong = [k for k, score in zip(ranges, scores, strict=True) if not ranges[k][0] <= score <= ranges[k][1]]
    if wrong:
        reject(
            answer,
            f"scores 有 {len(wrong)}/{len(ranges)} 個值不對，或順序與 candidates 不同",
            f"{len(wrong)}/{len(ranges)} scores are wrong, or not in the order of candidates",
        )


def judge_choice(answer: Answer, best: int, scores: Array, ranges: Ranges) -> None:
    """Judge the scores, and that the best candidate is the one that scores lowest."""
    judge_scores(answer, scores, ranges)
    if best != list(ranges)[int(np.argmin(scores))]:
        answer = replace(answer, properties=("choose_lowest",))
        reject(answer, "best 不是 scores 最低的 K", "best is not the K that scores lowest")


def check_choice(
    student: Student, choice: Choice, criterion: str, random_state: int | None = None
) -> tuple[Answer, Array]:
    """Ask, and judge both the scores and the choice."""
    answer, best, unread = ask_choice(student, choice, criterion, random_state=random_state)
    scores = read_scores(answer, unread, choice)
    either(
        partial(judge_choice, answer, best, scores),
        right_scores(choice, criterion),
        partial(scores_from, student, choice, criterion),
    )
    return answer, scores


def check_best(student: Student, choice: Choice) -> None:
    """Ask for the number of clusters that BIC finds; scores count only where they explain another choice."""
    answer, best, unread = ask_choice(student, choice, "bic")

    def judge(ranges: Ranges | None) -> None:
        if ranges is not None:
            judge_choice(answer, best, read_scores(answer, unread, choice), ranges)
        elif best != choice.clusters.n_clusters:
            reject(answer, "best 不是這份資料的群數", "best is not the number of clusters in these data")

    either(judge, None, partial(scores_from, student, choice, "bic"))


@pytest.mark.check("choose_n_components", weight=2)
@over_criteria
def test_choose_best(student: Student, choices: dict[str, Choice]) -> None:
    """BIC 找出正確的群數，candidates 順序不拘
    BIC finds the right number of clusters, in whatever order the candidates are
    """
    check_best(student, choices["three"])
    check_best(student, choices["unsorted"])


@pytest.mark.check("choose_n_components")
@over_criteria
def test_choose_scores_bic(student: Student, choices: dict[str, Choice]) -> None:
    """不指定 criterion 就是 BIC，每個候選的分數都正確
    Without a criterion it is BIC, and the score of every candidate is right
    """
    choice = choices["three"]
    answer, _, unread = ask_choice(student, choice, "bic", named=False)
    judge = partial(judge_scores, answer, read_scores(answer, unread, choice))
    either(judge, right_scores(choice, "bic"), partial(scores_from, student, choice, "bic"))


@pytest.mark.check("choose_n_components")
@over_criteria
def test_choose_aic(student: Student, choices: dict[str, Choice]) -> None:
    """criterion="aic" 時用 AIC 評分並選擇
    With criterion="aic" it scores and chooses by AIC
    """
    check_choice(student, choices["three"], "aic")
    check_choice(student, choices["cloud"], "aic")  # where BIC would choose another K


@pytest.mark.check("choose_n_components")
@over_criteria
def test_choose_order(student: Student, choices: dict[str, Choice]) -> None:
    """scores 依 candidates 的順序，不修改輸入
    The scores are in the order of candidates, and the inputs stay as they were
    """
    answer, _ = check_choice(student, choices["unsorted"], "bic")
    unmodified(answer, ("X", "candidates"))


@pytest.mark.check("choose_n_components")
@over_criteria
def test_choose_reproducible(student: Student, choices: dict[str, Choice]) -> None:
    """同樣的 random_state 得到同樣的結果，不同的真的用得到
    The same random_state gives the same result, and another one is really used
    """
    choice = choices["cloud"]
    _, first = check_choice(student, choice, "bic")
    answer, second = check_choice(student, choice, "bic")
    ignored = "random-state-ignored"
    if not agrees(second, first):
        reject(answer, "同樣的 random_state，結果卻不同", "the same random_state gives another result", known=ignored)
    others = [check_choice(student, choice, "bic", random_state=state)[1] for state in choice.clusters.other_states]
    if all(np.array_equal(scores, first) for scores in others):
        reject(
            answer,
            "換了 random_state，結果完全沒有變",
            "with another random_state nothing changes at all",
            known=ignored,
        )
