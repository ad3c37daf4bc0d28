"""Checks of ``07_anomaly_detection``: fit on what is normal, score, choose a threshold, and judge the alarms."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.errors import WrongAnswerError
from autograder.graders.anomaly_cases import Quantile
from autograder.graders.cases import Case, Cases
from autograder.graders.compare import (
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    read_mixture,
    reject,
    same_mixture,
    same_values,
    unmodified,
)
from autograder.graders.follow import builds_on
from autograder.graders.misconceptions import behind_option, of_function
from autograder.graders.oracle import Array, Mixture
from autograder.graders.sklearn_cases import matched
from autograder.graders.values import plain
from autograder.model import Diagnosis, Explanation, Text
from solutions import anomaly

PARAMETERS = ("X", "weights", "means", "covariances")
FLAGS = Text("旗標", "the flags")
PRECISION = Text("精確率", "the precision")
RECALL = Text("召回率", "the recall")
THRESHOLD = Text("門檻", "the threshold")
ON_SEED = 1e-4  # fits on data without clusters, by machines that add up in another order
OPTIONS = "ABCD"
AROUND = " \t\r\n()[]{}<>.,:;、。「」『』【】*'\""
"""What may stand around an option's letter; the visible check in ``source/07_anomaly_detection.py`` says the same."""
TOLERANCE = 0.0025
# Less where a guess would come near: the share of anomalies, which is printed, is 7 %.
CLOSER = {"responsibility_average": 0.0008, "flattery": 0.0015}
"""A number with three decimals may be off by a few units of the third: another release of scikit-learn, another machine."""

Question = Case | Quantile
over_counts = builds_on(precision_recall=anomaly.precision_recall, detect=anomaly.detect)


def ask_all(student: Student, function: str, cases: Sequence[Question]) -> list[tuple[Any, Answer]]:
    """Ask about every case, so that each answer comes with the others, which help to find out what is wrong with it."""
    answers = [(case, ask(student, function, *case.arguments, kind=case.kind)) for case in cases]
    return [(one, replace(answer, others=tuple(o for _, o in answers if o is not answer))) for one, answer in answers]


# fit_normal


def check_fit(student: Student, cases: tuple[Case, ...], *, rtol: float = 1e-5) -> list[Answer]:
    """Ask for the mixture of the normal samples, and compare it whatever the order of its components."""
    answers = []
    for case, answer in ask_all(student, "fit_normal", cases):
        got = read_mixture(answer, parts(answer, PARAMETERS[1:]), *case.expected.means.shape)
        _judge_fit(answer, got, case.expected, rtol)
        answers.append(answer)
    return answers


def _judge_fit(answer: Answer, got: Mixture, expected: Mixture, rtol: float) -> None:
    same_mixture(answer, matched(got, expected), expected, rtol=rtol)


@pytest.mark.check("fit_normal", weight=4)
def test_fit_normal_values(student: Student, fit_normal_cases: Cases) -> None:
    """只用正常樣本配適，參數正確
    The mixture is fitted to the normal samples alone, and its parameters are right
    """
    check_fit(student, fit_normal_cases["ordinary"])


@pytest.mark.check("fit_normal", weight=2)
def test_fit_normal_random_state(student: Student, fit_normal_cases: Cases) -> None:
    """遵守給定的 random_state，不指定就是 0
    The given random_state is honoured, and it is 0 where none is given
    """
    check_fit(student, fit_normal_cases["seeds"], rtol=ON_SEED)


@pytest.mark.check("fit_normal", weight=2)
def test_fit_normal_shapes(student: Student, fit_normal_cases: Cases) -> None:
    """K = 1、d = 1、沒有異常、y 是布林值時也正確
    K = 1, d = 1, no anomalies and a Boolean y are right too
    """
    check_fit(student, fit_normal_cases["shapes"])


@pytest.mark.check("fit_normal")
def test_fit_normal_inputs(student: Student, fit_normal_cases: Cases) -> None:
    """樣本是整數時也正確，而且不修改輸入
    Integer samples are fine, and the inputs stay as they were
    """
    for answer in check_fit(student, fit_normal_cases["integers"]):
        unmodified(answer, ("X", "y"))


# anomaly_scores


@pytest.mark.check("anomaly_scores", weight=3)
def test_scores_values(student: Student, score_cases: Cases) -> None:
    """成分重疊、權重不等時，分數正確
    The scores are right for overlapping components with unequal weights
    """
    check_values(student, "anomaly_scores", score_cases["ordinary"])


@pytest.mark.check("anomaly_scores", weight=3)
def test_scores_far(student: Student, score_cases: Cases) -> None:
    """離所有成分都很遠的樣本，分數有限而且正確
    The scores of samples far from every component are finite and right
    """
    check_values(student, "anomaly_scores", score_cases["far"], first=_tells_far_samples_apart)


def _tells_far_samples_apart(answer: Answer, got: Array) -> None:
    near, far = got[:-3], got[-3:]
    if np.all(np.isfinite(got)) and far.min() < near.max():
        reject(
            answer,
            "有離所有成分都很遠的樣本，分數卻比近的樣本低",
            "a sample far from every component scores lower than one nearby",
        )


@pytest.mark.check("anomaly_scores")
def test_scores_shapes(student: Student, score_cases: Cases) -> None:
    """K = 1、d = 1、一個樣本與其他大小也正確
    K = 1, d = 1, a single sample and other sizes are right too
    """
    check_values(student, "anomaly_scores", score_cases["shapes"] + score_cases["alone"])


@pytest.mark.check("anomaly_scores")
def test_scores_negative(student: Student, score_cases: Cases) -> None:
    """密度大於 1、分數是負的時也正確
    Densities above 1, with negative scores, are right too
    """
    check_values(student, "anomaly_scores", score_cases["ordinary"] + score_cases["small"])


@pytest.mark.check("anomaly_scores", weight=0.5)
def test_scores_empty(student: Student, score_cases: Cases) -> None:
    """有一個成分的權重是 0 時也正確
    It is right also where a component has weight 0
    """
    check_values(student, "anomaly_scores", score_cases["empty"])


@pytest.mark.check("anomaly_scores")
def test_scores_inputs(student: Student, score_cases: Cases) -> None:
    """樣本是整數時也正確，而且不修改輸入
    Integer samples are fine, and the inputs stay as they were
    """
    cases = score_cases["integers"] + score_cases["ordinary"]
    check_values(student, "anomaly_scores", cases, first=lambda answer, _: unmodified(answer, PARAMETERS))


# choose_threshold


def check_threshold(student: Student, cases: tuple[Quantile, ...], *, inputs: bool = False) -> None:
    """Ask for thresholds; anywhere between the two neighbouring scores is right."""
    for case, answer in ask_all(student, "choose_threshold", cases):
        threshold = number(answer, answer.value, THRESHOLD)
        slack = 1e-9 * (1 + abs(case.high))
        if not case.low - slack <= threshold <= case.high + slack:
            _reject_threshold(answer, threshold, case)
        if inputs:
            unmodified(answer, ("train_scores",))


def _reject_threshold(answer: Answer, threshold: float, case: Quantile) -> None:
    if not np.isfinite(threshold):
        reject(answer, "門檻是 NaN 或無限大", "the threshold is NaN or infinite")
    above = float(np.mean(case.train_scores > threshold))
    way = ("大於", "is larger than") if above > case.fraction else ("小於", "is smaller than")
    if abs(above - case.fraction) * len(case.train_scores) < 1:
        way = ("對不上", "does not quite match")
    reject(
        answer,
        f"門檻不是 1 − fraction 分位數：訓練分數高過它的比例{way[0]} fraction",
        f"the threshold is not the quantile 1 − fraction: the share of training scores above it {way[1]} fraction",
    )


@pytest.mark.check("choose_threshold", weight=3)
def test_threshold_values(student: Student, threshold_cases: dict[str, tuple[Quantile, ...]]) -> None:
    """fraction 很小時，門檻是正確的分位數
    For a small fraction the threshold is the right quantile
    """
    check_threshold(student, threshold_cases["ordinary"])


@pytest.mark.check("choose_threshold", weight=2)
def test_threshold_fractions(student: Student, threshold_cases: dict[str, tuple[Quantile, ...]]) -> None:
    """其他的 fraction 也正確
    Other fractions are right too
    """
    check_threshold(student, threshold_cases["fractions"])


@pytest.mark.check("choose_threshold")
def test_threshold_zero(student: Student, threshold_cases: dict[str, tuple[Quantile, ...]]) -> None:
    """fraction = 0 時，門檻是最大的訓練分數；訓練分數不多時也正確
    With fraction = 0 the threshold is the largest training score; with few training scores it is right too
    """
    check_threshold(student, threshold_cases["zero"] + threshold_cases["small"])


@pytest.mark.check("choose_threshold")
def test_threshold_ties(student: Student, threshold_cases: dict[str, tuple[Quantile, ...]]) -> None:
    """分數有相同的、是整數、或很大時也正確
    Equal, integer and large scores are fine
    """
    check_threshold(student, threshold_cases["large"] + threshold_cases["ties"])


@pytest.mark.check("choose_threshold", weight=0.5)
def test_threshold_inputs(student: Student, threshold_cases: dict[str, tuple[Quantile, ...]]) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_threshold(student, threshold_cases["ordinary"], inputs=True)


# detect


def check_flags(student: Student, cases: tuple[Case, ...], *, inputs: bool = False) -> None:
    """Ask for flags: True and False, or 1 and 0."""
    for case, answer in ask_all(student, "detect", cases):
        flags = numbers(answer, answer.value, FLAGS, case.expected.shape)
        if not np.all((flags == 0) | (flags == 1)):
            reject(answer, "旗標應是 True 與 False，或 1 與 0", "the flags should be True and False, or 1 and 0")
        missed, extra = (
            int(np.sum((flags == 0) & (case.expected == 1))),
            int(np.sum((flags == 1) & (case.expected == 0))),
        )
        if missed or extra:
            reject(
                answer,
                f"有 {missed} 個高過門檻的沒有標出來，{extra} 個沒有高過門檻的卻標了",
                f"{missed} scores above the threshold are not flagged, and {extra} that are not above it are",
            )
        if inputs:
            unmodified(answer, ("scores", "threshold"))


@pytest.mark.check("detect", weight=2)
def test_detect_values(student: Student, detect_cases: Cases) -> None:
    """標出分數高過門檻的樣本
    The samples whose score is above the threshold are flagged
    """
    check_flags(student, detect_cases["ordinary"] + detect_cases["negative"])


@pytest.mark.check("detect")
def test_detect_equal(student: Student, detect_cases: Cases) -> None:
    """剛好等於門檻的不標，其他的正確
    A score equal to the threshold is not flagged, and all others are right
    """
    check_flags(student, detect_cases["equal"])


@pytest.mark.check("detect")
def test_detect_all(student: Student, detect_cases: Cases) -> None:
    """全部異常、沒有異常、一個樣本、分數很大時也正確
    All anomalies, no anomalies, a single sample and large scores are right too
    """
    check_flags(student, detect_cases["all"])


@pytest.mark.check("detect", weight=0.5)
def test_detect_inputs(student: Student, detect_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_flags(student, detect_cases["ordinary"] + detect_cases["equal"], inputs=True)


# precision_recall


def ask_counts(student: Student, cases: tuple[Case, ...]) -> list[tuple[Answer, Array, Array]]:
    """Ask for precision and recall of every case; return them with what is expected."""
    read = []
    for case, answer in ask_all(student, "precision_recall", cases):
        value = answer.value
        if isinstance(value, np.ndarray) and value.shape == (2,):
            answer = replace(answer, value=tuple(value))
        both = parts(answer, ("precision", "recall"))
        got = np.array([number(answer, one, what) for one, what in zip(both, (PRECISION, RECALL), strict=True)])
        read.append((answer, got, case.expected))
    return read


def check_counts(student: Student, cases: tuple[Case, ...]) -> list[Answer]:
    """Ask for precision and recall, and judge both."""
    read = ask_counts(student, cases)
    for answer, got, expected in read:
        for i, what in enumerate((PRECISION, RECALL)):
            same_values(answer, got[i], expected[i], what)
    return [answer for answer, _, _ in read]


@pytest.mark.check("precision_recall", weight=2)
def test_counts_precision(student: Student, count_cases: Cases) -> None:
    """精確率正確
    The precision is right
    """
    for answer, got, expected in ask_counts(student, count_cases["ordinary"]):
        same_values(answer, got[0], expected[0], PRECISION)


@pytest.mark.check("precision_recall", weight=2)
def test_counts_recall(student: Student, count_cases: Cases) -> None:
    """召回率正確
    The recall is right
    """
    for answer, got, expected in ask_counts(student, count_cases["ordinary"]):
        same_values(answer, got[1], expected[1], RECALL)


@pytest.mark.check("precision_recall")
def test_counts_numbers(student: Student, count_cases: Cases) -> None:
    """旗標是 1 與 0、或 y_true 是布林值時也正確
    Flags of 1 and 0, and a Boolean y_true, are fine
    """
    check_counts(student, count_cases["numbers"])


@pytest.mark.check("precision_recall", weight=2)
def test_counts_zero_division(student: Student, count_cases: Cases) -> None:
    """分母是 0 的那個值是 0.0；全部都標、全部異常時也正確
    Where a denominator is 0 the value is 0.0; with everything flagged, or nothing but anomalies, both are right too
    """
    check_counts(student, count_cases["extremes"] + count_cases["nothing"])


@pytest.mark.check("precision_recall", weight=0.5)
def test_counts_inputs(student: Student, count_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The results are right and the inputs stay as they were
    """
    for answer in check_counts(student, count_cases["ordinary"]):
        unmodified(answer, ("y_true", "flagged"))


# average_precision


@pytest.mark.check("average_precision", weight=4)
@over_counts
def test_average_values(student: Student, average_cases: Cases) -> None:
    """分數都不同時，平均精確率正確
    The average precision is right where all scores differ
    """
    check_values(student, "average_precision", average_cases["ordinary"])


@pytest.mark.check("average_precision", weight=2)
@over_counts
def test_average_ties(student: Student, average_cases: Cases) -> None:
    """分數相同的樣本一起標，先後不影響結果
    Equal scores are flagged together, whatever their order
    """
    check_values(student, "average_precision", average_cases["ties"])


@pytest.mark.check("average_precision")
@over_counts
def test_average_large(student: Student, average_cases: Cases) -> None:
    """分數很大或是負的也正確：只有排序重要
    Large and negative scores are fine: only their order matters
    """
    check_values(student, "average_precision", average_cases["large"])


@pytest.mark.check("average_precision")
@over_counts
def test_average_extremes(student: Student, average_cases: Cases) -> None:
    """異常全排在前面、全部異常、沒有異常時也正確
    It is right where every anomaly ranks first, where all are anomalies, and where none is
    """
    cases = (*average_cases["extremes"], *average_cases["ordinary"][:1], *average_cases["none"])
    check_values(student, "average_precision", cases)


@pytest.mark.check("average_precision", weight=0.5)
@over_counts
def test_average_inputs(student: Student, average_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    names = ("y_true", "scores")
    cases = average_cases["ordinary"]
    check_values(student, "average_precision", cases, first=lambda answer, _: unmodified(answer, names))


# what is measured on Statlog Shuttle


def check_number(student: Student, table: dict[str, Any], cell: str) -> None:
    """Compare a number that was measured; text that is a number will do."""
    measured = _read_number(student[cell])
    if measured is None:
        raise WrongAnswerError(Text(f"{cell} 應是一個數", f"{cell} should be one number"))
    if not abs(measured - table[cell]) <= CLOSER.get(cell, TOLERANCE):
        why = Explanation(behind_number(cell, measured))
        raise WrongAnswerError(Text("這不是實驗量出來的值", "this is not what the experiment measures"), lambda: why)


def behind_number(cell: str, measured: float) -> tuple[Diagnosis, ...]:
    """Return the misconception behind a wrong number: what it is the right answer to."""
    known = [way["option"] for one in of_function(cell) for way in one.ways(cell)]
    near = min(known, key=lambda number: abs(number - measured))
    return behind_option(cell, near) if abs(near - measured) <= TOLERANCE else ()


def _read_number(value: Any) -> float | None:
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value[:40]).strip()
        try:
            value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            return None
    array = plain(value)
    if array is None or array.dtype.kind == "b" or array.size != 1:
        return None
    with np.errstate(all="ignore"):
        read = float(array.reshape(()))
    return read if np.isfinite(read) else None


def check_option(student: Student, table: dict[str, Any], cell: str) -> None:
    """Compare the chosen option; case, width, spaces and a bracket or full stop do not matter."""
    chosen = student[cell]
    option = unicodedata.normalize("NFKC", chosen[:40]).strip(AROUND).upper() if isinstance(chosen, str) else ""
    if len(option) != 1 or option not in OPTIONS:
        raise WrongAnswerError(
            Text(
                f'{cell} 應是一個選項的字母，例如 {cell} = "A"',
                f'{cell} should be the letter of one option, for example {cell} = "A"',
            )
        )
    if option != table[cell]:
        why = Explanation(behind_option(cell, option))
        raise WrongAnswerError(Text("這不是最好的選項", "this is not the best option"), lambda: why)


@pytest.mark.check("shuttle_precision")
def test_shuttle_precision(student: Student, shuttle_table: dict[str, Any]) -> None:
    """測試集上的精確率正確
    The precision on the test set is right
    """
    check_number(student, shuttle_table, "shuttle_precision")


@pytest.mark.check("shuttle_recall")
def test_shuttle_recall(student: Student, shuttle_table: dict[str, Any]) -> None:
    """測試集上的召回率正確
    The recall on the test set is right
    """
    check_number(student, shuttle_table, "shuttle_recall")


@pytest.mark.check("shuttle_average")
def test_shuttle_average(student: Student, shuttle_table: dict[str, Any]) -> None:
    """測試集上的平均精確率正確
    The average precision on the test set is right
    """
    check_number(student, shuttle_table, "shuttle_average")


@pytest.mark.check("responsibility_average")
def test_responsibility_average(student: Student, shuttle_table: dict[str, Any]) -> None:
    """拿責任值當分數，量到的平均精確率正確
    The average precision with responsibilities for scores is right
    """
    check_number(student, shuttle_table, "responsibility_average")


@pytest.mark.check("responsibility_reason")
def test_responsibility_reason(student: Student, shuttle_table: dict[str, Any]) -> None:
    """說得出責任值為什麼找不到異常
    The reason why responsibilities do not find anomalies is right
    """
    check_option(student, shuttle_table, "responsibility_reason")


@pytest.mark.check("flattery")
def test_flattery(student: Student, shuttle_table: dict[str, Any]) -> None:
    """在測試集上選門檻，高估了多少，正確
    By how much a threshold chosen on the test set flatters is right
    """
    check_number(student, shuttle_table, "flattery")


@pytest.mark.check("threshold_reason")
def test_threshold_reason(student: Student, shuttle_table: dict[str, Any]) -> None:
    """說得出在測試集上選門檻為什麼會高估
    The reason why a threshold chosen on the test set flatters is right
    """
    check_option(student, shuttle_table, "threshold_reason")
