"""From verdicts to points."""

from __future__ import annotations

import pytest

from autograder.engine.scoring import GradedCell, score
from autograder.errors import KitError
from autograder.model import CheckResult, Text, Verdict

TITLE = Text("標題", "title")


def result(verdict: Verdict, weight: float = 1, grade_id: str = "f") -> CheckResult:
    return CheckResult(
        grade_id, "name", verdict, weight, TITLE, Text("錯", "wrong") if verdict is Verdict.FAILED else None
    )


def test_credit_is_shared_by_weight() -> None:
    (cell,) = score([GradedCell("f", 30)], [result(Verdict.PASSED, 2), result(Verdict.FAILED, 1)])
    assert cell.points == 20
    assert [check.max_points for check in cell.checks] == [20, 10]


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [0.3, 0.3, 0.4], [7, 11, 13]])
def test_all_passed_is_every_point_exactly(weights: list[float]) -> None:
    (cell,) = score([GradedCell("f", 35)], [result(Verdict.PASSED, weight) for weight in weights])
    assert cell.points == 35


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in (Verdict.PASSED, Verdict.INTERNAL)])
def test_no_other_verdict_earns_anything(verdict: Verdict) -> None:
    (cell,) = score([GradedCell("f", 35)], [result(verdict), result(verdict)])
    assert cell.points == 0


def test_a_failure_of_the_kit_leaves_the_cell_to_a_person() -> None:
    (cell,) = score([GradedCell("f", 35)], [result(Verdict.PASSED), result(Verdict.INTERNAL)])
    assert cell.points is None
    assert "person" in cell.checks[1].message_en


def test_a_manual_cell_has_no_points() -> None:
    (cell,) = score([GradedCell("words", 10, manual=True)], [])
    assert cell.points is None
    assert cell.manual


def test_a_cell_without_a_grader_is_the_kits_fault() -> None:
    with pytest.raises(KitError, match="'g'"):
        score([GradedCell("g", 10)], [result(Verdict.PASSED)])
