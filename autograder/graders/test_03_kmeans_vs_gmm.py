"""Checks of ``03_kmeans_vs_gmm``: Lloyd's algorithm, hard labels, and the table of four experiments."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from autograder.errors import WrongAnswerError
from autograder.graders.cases import Case, Cases
from autograder.graders.compare import (
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    reject,
    same_values,
    unmodified,
)
from autograder.graders.follow import builds_on
from autograder.graders.kmeans_cases import Run, inertia_of, squared_distances
from autograder.graders.misconceptions import behind_option, of_function
from autograder.graders.oracle import Array
from autograder.graders.values import RTOL, plain
from autograder.model import Diagnosis, Explanation, Text
from solutions import kmeans

LABELS = Text("標籤", "the labels")
CENTERS = Text("中心", "the centers")
INERTIA = Text("慣性", "the inertia")
OPTIONS = "ABCD"
AROUND = " \t\r\n()[]{}<>.,:;、。「」『』【】*'\""
"""What may stand around an option's letter; the visible check in ``source/03_kmeans_vs_gmm.py`` says the same."""
TOLERANCE = 0.0075
"""A number with two decimals may be off by half a unit of the second, and a little."""

over_kmeans = builds_on(assign_labels=kmeans.assign_labels, update_centers=kmeans.update_centers)


def read_labels(answer: Answer, value: Any, n_samples: int, n_clusters: int) -> Array:
    """Read one whole number for each sample, from 0 to ``n_clusters`` - 1."""
    labels = numbers(answer, value, LABELS, (n_samples,))
    if not np.all(np.isfinite(labels)) or not np.array_equal(labels, np.trunc(labels)):
        reject(answer, "標籤應該是整數", "the labels should be whole numbers")
    if labels.min() < 0 or labels.max() >= n_clusters:
        reject(
            answer,
            f"有標籤不在 0 到 {n_clusters - 1} 之間",
            f"some labels are not between 0 and {n_clusters - 1}",
        )
    return labels.astype(np.int64)


def judge_nearest(answer: Answer, labels: Array, distances: Array) -> None:
    """Reject labels of centers that are not nearest; of equally near ones, any will do."""
    best = distances.min(axis=1)
    chosen = distances[np.arange(len(labels)), labels.astype(np.int64)]
    wrong = int(np.sum(~(chosen <= best + 1e-6 * (1 + best))))
    if wrong:
        reject(
            answer,
            f"有 {wrong}/{len(labels)} 個樣本沒有分給最近的中心",
            f"{wrong}/{len(labels)} samples do not go to their nearest center",
        )


def check_labels(student: Student, cases: tuple[Case, ...], *, inputs: bool = False) -> None:
    """Ask for the labels of every case, and judge them by the distances."""
    answers = [(case, ask(student, "assign_labels", *case.arguments, kind=case.kind)) for case in cases]
    for case, answer in answers:
        answer = replace(answer, others=tuple(other for _, other in answers if other is not answer))
        judge_nearest(answer, read_labels(answer, answer.value, *case.expected.shape), case.expected)
        if inputs:
            unmodified(answer, ("X", "centers"))


@pytest.mark.check("assign_labels", weight=3)
def test_assign_values(student: Student, assign_cases: Cases) -> None:
    """每個樣本都分給最近的中心
    Every sample goes to its nearest center
    """
    check_labels(student, assign_cases["ordinary"])


@pytest.mark.check("assign_labels")
def test_assign_integers(student: Student, assign_cases: Cases) -> None:
    """樣本是整數、中心有小數時也正確
    Integer samples and centers with fractions are fine
    """
    check_labels(student, assign_cases["integers"])


@pytest.mark.check("assign_labels")
def test_assign_shapes(student: Student, assign_cases: Cases) -> None:
    """K = 1、d = 1、一個樣本與其他大小也正確
    K = 1, d = 1, a single sample and other sizes are right too
    """
    check_labels(student, assign_cases["shapes"])


@pytest.mark.check("assign_labels")
def test_assign_origin(student: Student, assign_cases: Cases) -> None:
    """資料離原點很遠時也正確
    Data far from the origin are fine
    """
    check_labels(student, assign_cases["origin"])


@pytest.mark.check("assign_labels", weight=0.5)
def test_assign_ties(student: Student, assign_cases: Cases) -> None:
    """離兩個中心一樣遠時，選其中之一
    A sample equally far from two centers goes to one of them
    """
    check_labels(student, assign_cases["ties"])


@pytest.mark.check("assign_labels", weight=0.5)
def test_assign_inputs(student: Student, assign_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_labels(student, assign_cases["ordinary"], inputs=True)


@pytest.mark.check("update_centers", weight=3)
def test_update_values(student: Student, update_cases: Cases) -> None:
    """每個中心是給定標籤的樣本平均
    Each center is the mean of the samples with its given label
    """
    check_values(student, "update_centers", update_cases["ordinary"])


@pytest.mark.check("update_centers")
def test_update_integers(student: Student, update_cases: Cases) -> None:
    """樣本與中心都是整數時，新的中心仍有小數
    With integer samples and centers the new centers keep their fractions
    """
    check_values(student, "update_centers", update_cases["integers"])


@pytest.mark.check("update_centers")
def test_update_shapes(student: Student, update_cases: Cases) -> None:
    """K = 1、d = 1 與其他大小也正確
    K = 1, d = 1 and other sizes are right too
    """
    check_values(student, "update_centers", update_cases["shapes"])


@pytest.mark.check("update_centers", weight=2)
def test_update_empty(student: Student, update_cases: Cases) -> None:
    """空群的中心留在原處，其他中心正確
    The center of an empty cluster stays, the others are right
    """
    check_values(student, "update_centers", update_cases["empty"], first=empty_stays)


def empty_stays(answer: Answer, got: Array) -> None:
    """Reject empty clusters whose center is no number, or has moved."""
    _, labels, centers = answer.arguments
    empty = np.setdiff1d(np.arange(len(centers)), labels)
    if not np.all(np.isfinite(got[empty])):
        reject(answer, "空群的中心變成了 NaN 或無限大", "the center of an empty cluster becomes NaN or infinite")
    if not np.allclose(got[empty], centers[empty], rtol=RTOL, atol=RTOL):
        reject(answer, "空群的中心移動了", "the center of an empty cluster moves")


@pytest.mark.check("update_centers", weight=0.5)
def test_update_inputs(student: Student, update_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    names = ("X", "labels", "centers")
    check_values(student, "update_centers", update_cases["ordinary"], first=lambda a, _: unmodified(a, names))


@dataclass(frozen=True)
class Clustered:
    """What ``lloyd`` answered: the centers are read, labels and inertia not yet."""

    answer: Answer
    centers: Array
    labels: Any
    inertia: Any


def ask_lloyd(student: Student, run: Run, max_iter: int | None = None) -> Clustered:
    """Ask for the clusters from the given start."""
    keywords: dict[str, Any] = {} if max_iter is None else {"max_iter": max_iter}
    answer = ask(student, "lloyd", run.X, run.start, kind=run.kind, **keywords)
    centers, labels, inertia = parts(answer, ("centers", "labels", "inertia"))
    return Clustered(answer, numbers(answer, centers, CENTERS, run.start.shape), labels, inertia)


def _scale(run: Run) -> float:
    return float(np.abs(run.X).max()) + 1.0


def on_path(got: Clustered, run: Run, least: int, most: int) -> None:
    """Reject centers that Lloyd's algorithm does not reach within these numbers of iterations."""
    tolerance = RTOL * _scale(run)
    allowed = run.path[max(least, 0) : most + 1] or run.path[-1:]
    if any(np.allclose(got.centers, centers, rtol=0, atol=tolerance) for centers in allowed):
        return
    reached = [t for t, centers in enumerate(run.path) if np.allclose(got.centers, centers, rtol=0, atol=tolerance)]
    if reached and reached[0] < least:
        reject(got.answer, "太早停止：中心還會移動", "it stops too early: the centers still move")
    if reached:
        reject(got.answer, "迭代的次數超過 max_iter", "it makes more than max_iter iterations")
    same_values(got.answer, got.centers, allowed[-1], CENTERS, rtol=0.0, atol=tolerance)


def judge_labels(got: Clustered, run: Run) -> None:
    """Judge the labels by the centers that are returned with them."""
    labels = read_labels(got.answer, got.labels, len(run.X), len(run.start))
    judge_nearest(got.answer, labels, squared_distances(run.X, got.centers))


def judge_inertia(got: Clustered, run: Run) -> None:
    """Judge the inertia by the centers that are returned with it."""
    inertia = number(got.answer, got.inertia, INERTIA)
    same_values(got.answer, np.asarray(inertia), np.asarray(inertia_of(run.X, got.centers)), INERTIA)


def check_end(student: Student, run: Run) -> Answer:
    """Ask for the end, and judge all three results."""
    got = ask_lloyd(student, run)
    on_path(got, run, run.n_steps - 1, run.n_steps)
    judge_labels(got, run)
    judge_inertia(got, run)
    return got.answer


@pytest.mark.check("lloyd", weight=3)
@over_kmeans
def test_lloyd_centers(student: Student, runs: dict[str, Run]) -> None:
    """由給定的起點做到中心不再移動
    From the given start it goes on until no center moves
    """
    run = runs["ordinary"]
    on_path(ask_lloyd(student, run), run, run.n_steps - 1, run.n_steps)


@pytest.mark.check("lloyd")
@over_kmeans
def test_lloyd_labels(student: Student, runs: dict[str, Run]) -> None:
    """回傳的標籤屬於回傳的中心
    The labels returned are those of the centers returned
    """
    run = runs["ordinary"]
    for max_iter in (2, None):
        got = ask_lloyd(student, run, max_iter)
        on_path(got, run, 1, run.n_steps)
        judge_labels(got, run)


@pytest.mark.check("lloyd", weight=2)
@over_kmeans
def test_lloyd_inertia(student: Student, runs: dict[str, Run]) -> None:
    """回傳的慣性屬於回傳的中心，多做一次迭代只會變小
    The inertia returned is that of the centers returned, and falls from one iteration to the next
    """
    run = runs["ordinary"]
    for max_iter in (2, 4, None):
        got = ask_lloyd(student, run, max_iter)
        on_path(got, run, 1, run.n_steps)
        judge_inertia(got, run)


@pytest.mark.check("lloyd")
@over_kmeans
def test_lloyd_max_iter(student: Student, runs: dict[str, Run]) -> None:
    """遵守 max_iter
    max_iter is honoured
    """
    run = runs["ordinary"]
    for max_iter in (3, 5):
        on_path(ask_lloyd(student, run, max_iter), run, max_iter - 1, max_iter + 1)


@pytest.mark.check("lloyd", weight=0.5)
@over_kmeans
def test_lloyd_no_iteration(student: Student, runs: dict[str, Run]) -> None:
    """max_iter = 0 時，回傳起始的中心與屬於它們的標籤、慣性
    With max_iter = 0 it returns the initial centers, with their labels and inertia
    """
    run = runs["ordinary"]
    got = ask_lloyd(student, run, 0)
    on_path(got, run, 0, 0)
    judge_labels(got, run)
    judge_inertia(got, run)


@pytest.mark.check("lloyd")
@over_kmeans
def test_lloyd_empty(student: Student, runs: dict[str, Run]) -> None:
    """空群的中心留在原處，其餘正確
    The center of an empty cluster stays, all else is right
    """
    check_end(student, runs["empty"])


@pytest.mark.check("lloyd")
@over_kmeans
def test_lloyd_shapes(student: Student, runs: dict[str, Run]) -> None:
    """K = 1、d = 1，以及一開始就不動的起點也正確
    K = 1, d = 1, and a start from which nothing moves are right too
    """
    for name in ("one feature", "one cluster", "settled"):
        check_end(student, runs[name])


@pytest.mark.check("lloyd")
@over_kmeans
def test_lloyd_inputs(student: Student, runs: dict[str, Run]) -> None:
    """樣本是整數時也正確，而且不修改輸入
    Integer samples are fine, and the inputs stay as they were
    """
    unmodified(check_end(student, runs["integers"]), ("X", "centers"))


def check_hard(student: Student, cases: tuple[Case, ...], *, inputs: bool = False) -> None:
    """Ask for the labels of every case, and judge them by the responsibilities."""
    answers = [(case, ask(student, "hard_assignment", *case.arguments, kind=case.kind)) for case in cases]
    for case, answer in answers:
        answer = replace(answer, others=tuple(other for _, other in answers if other is not answer))
        resp = case.expected
        labels = read_labels(answer, answer.value, *resp.shape)
        wrong = int(np.sum(~(resp[np.arange(len(resp)), labels.astype(np.int64)] >= resp.max(axis=1) - 1e-9)))
        if wrong:
            reject(
                answer,
                f"有 {wrong}/{len(resp)} 個樣本的標籤不是責任值最大的成分",
                f"{wrong}/{len(resp)} labels are not the component of the largest responsibility",
            )
        if inputs:
            unmodified(answer, ("resp",))


@pytest.mark.check("hard_assignment", weight=3)
def test_hard_values(student: Student, hard_cases: Cases) -> None:
    """每個樣本的標籤是責任值最大的成分
    The label of each sample is the component of its largest responsibility
    """
    check_hard(student, hard_cases["ordinary"])


@pytest.mark.check("hard_assignment", weight=2)
def test_hard_low(student: Student, hard_cases: Cases) -> None:
    """最大的責任值不到 0.5 時也正確
    It is right also where the largest responsibility is below 0.5
    """
    check_hard(student, hard_cases["low"])


@pytest.mark.check("hard_assignment")
def test_hard_shapes(student: Student, hard_cases: Cases) -> None:
    """K = 1、K = 2、一個樣本與其他大小也正確
    K = 1, K = 2, a single sample and other sizes are right too
    """
    check_hard(student, hard_cases["shapes"])


@pytest.mark.check("hard_assignment")
def test_hard_ties(student: Student, hard_cases: Cases) -> None:
    """責任值是 0 與 1、或有兩個一樣大時也正確
    It is right for responsibilities of 0 and 1, and where two are equally large
    """
    check_hard(student, hard_cases["hard"] + hard_cases["equal"])


@pytest.mark.check("hard_assignment", weight=0.5)
def test_hard_inputs(student: Student, hard_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_hard(student, hard_cases["low"], inputs=True)


def check_number(student: Student, table: dict[str, Any], cell: str) -> None:
    """Compare a number that was measured; text that is a number will do."""
    value = student[cell]
    measured = _read_number(value)
    if measured is None:
        raise WrongAnswerError(Text(f"{cell} 應是一個數", f"{cell} should be one number"))
    if not abs(measured - table[cell]) <= TOLERANCE:
        why = Explanation(behind_number(cell, measured))
        raise WrongAnswerError(Text("這不是實驗量出來的值", "this is not what the experiment measures"), lambda: why)


def behind_number(cell: str, measured: float) -> tuple[Diagnosis, ...]:
    """Return the misconception behind a wrong number: what it is the right answer to."""
    known = [way["option"] for one in of_function(cell) for way in one.ways(cell)]
    near = min(known, key=lambda number: abs(number - measured))
    return behind_option(cell, near) if abs(near - measured) <= TOLERANCE else ()


def _read_number(value: Any) -> float | None:
    if isinstance(value, str):
        try:
            value = float(unicodedata.normalize("NFKC", value[:40]).strip())
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
    option = unicodedata.normalize("NFKC", chosen).strip(AROUND).upper() if isinstance(chosen, str) else ""
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


@pytest.mark.check("shape_kmeans")
def test_shape_kmeans(student: Student, table: dict[str, Any]) -> None:
    """拉長的資料上，K-means 的 ARI 正確
    The ARI of K-means on the stretched data is right
    """
    check_number(student, table, "shape_kmeans")


@pytest.mark.check("shape_gmm")
def test_shape_gmm(student: Student, table: dict[str, Any]) -> None:
    """拉長的資料上，GMM 的 ARI 正確
    The ARI of the GMM on the stretched data is right
    """
    check_number(student, table, "shape_gmm")


@pytest.mark.check("shape_reason")
def test_shape_reason(student: Student, table: dict[str, Any]) -> None:
    """說得出 K-means 為什麼分不開拉長的群
    The reason why K-means loses on stretched groups is right
    """
    check_option(student, table, "shape_reason")


@pytest.mark.check("basis_kmeans")
def test_basis_kmeans(student: Student, table: dict[str, Any]) -> None:
    """體重用公克時，K-means 的 ARI 正確
    The ARI of K-means with body mass in grams is right
    """
    check_number(student, table, "basis_kmeans")


@pytest.mark.check("basis_gmm")
def test_basis_gmm(student: Student, table: dict[str, Any]) -> None:
    """體重用公克時，GMM 的 ARI 正確
    The ARI of the GMM with body mass in grams is right
    """
    check_number(student, table, "basis_gmm")


@pytest.mark.check("basis_reason")
def test_basis_reason(student: Student, table: dict[str, Any]) -> None:
    """說得出 GMM 為什麼不受單位影響
    The reason why the unit does not matter to the GMM is right
    """
    check_option(student, table, "basis_reason")


@pytest.mark.check("assignment_kmeans")
def test_assignment_kmeans(student: Student, table: dict[str, Any]) -> None:
    """K-means 的中心相距多遠，正確
    The distance between the centers of K-means is right
    """
    check_number(student, table, "assignment_kmeans")


@pytest.mark.check("assignment_gmm")
def test_assignment_gmm(student: Student, table: dict[str, Any]) -> None:
    """GMM 的均值相距多遠，正確
    The distance between the means of the GMM is right
    """
    check_number(student, table, "assignment_gmm")


@pytest.mark.check("assignment_reason")
def test_assignment_reason(student: Student, table: dict[str, Any]) -> None:
    """說得出硬分群為什麼把中心推開
    The reason why hard clusters push the centers apart is right
    """
    check_option(student, table, "assignment_reason")


@pytest.mark.check("algorithm_kmeans")
def test_algorithm_kmeans(student: Student, table: dict[str, Any]) -> None:
    """Lloyd 需要的迭代次數正確
    The number of iterations that Lloyd needs is right
    """
    check_number(student, table, "algorithm_kmeans")


@pytest.mark.check("algorithm_gmm")
def test_algorithm_gmm(student: Student, table: dict[str, Any]) -> None:
    """EM 與 Lloyd 一致的最大 σ 正確
    The largest sigma at which EM agrees with Lloyd is right
    """
    check_number(student, table, "algorithm_gmm")


@pytest.mark.check("algorithm_reason")
def test_algorithm_reason(student: Student, table: dict[str, Any]) -> None:
    """說得出 σ 趨近 0 時 EM 變成什麼
    What EM becomes as sigma tends to 0 is right
    """
    check_option(student, table, "algorithm_reason")
