"""From the verdicts of single checks to the points of cells: weights in, GradeReport cells out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.errors import KitError
from autograder.model import CellReport, CheckReport, CheckResult, Text, Verdict


@dataclass(frozen=True)
class GradedCell:
    """A cell that has points."""

    grade_id: str
    max_points: float
    manual: bool = False


def score(cells: Iterable[GradedCell], results: Sequence[CheckResult]) -> tuple[CellReport, ...]:
    """Share each cell's points out among its checks by weight.

    A check that the kit itself failed to run leaves its whole cell to a person: ``points`` is None.

    Raises:
        KitError: a cell has no check at all, which would be a cell without a grader
    """
    return tuple(
        _score_cell(cell, [result for result in results if result.grade_id == cell.grade_id]) for cell in cells
    )


def _score_cell(cell: GradedCell, results: Sequence[CheckResult]) -> CellReport:
    if cell.manual:
        return CellReport(cell.grade_id, None, cell.max_points, manual=True)
    total = sum(result.weight for result in results)
    if total <= 0:
        raise KitError(f"no grader has a check for the graded cell {cell.grade_id!r}")
    checks = tuple(_check_report(result, cell.max_points / total) for result in results)
    internal = any(check.verdict is Verdict.INTERNAL for check in checks)
    return CellReport(
        cell.grade_id, None if internal else provisional_points(cell.max_points, results), cell.max_points, checks
    )


def provisional_points(max_points: float, results: Sequence[CheckResult]) -> float:
    """Return the points that the passed checks are worth, in hundredths, exact at both ends."""
    total = sum(result.weight for result in results)
    passed = sum(result.weight for result in results if result.passed)
    return float(max_points) if passed == total else round(max_points * passed / total, 2)


def _check_report(result: CheckResult, unit: float) -> CheckReport:
    message = result.title
    if result.verdict is Verdict.INTERNAL:
        message = Text(
            f"{result.title.zh}：評分系統自己出錯，會由人工評分",
            f"{result.title.en}: the autograder itself failed here; a person will grade this",
        )
    elif result.detail is not None:
        message = Text(
            f"未通過「{result.title.zh}」：{result.detail.zh}", f'Not met, "{result.title.en}": {result.detail.en}'
        )
    return CheckReport(
        name=result.name,
        verdict=result.verdict,
        points=round(result.weight * unit, 4) if result.passed else 0.0,
        max_points=round(result.weight * unit, 4),
        message_zh=message.zh,
        message_en=message.en,
        diagnosis=" | ".join(diagnosis.id for diagnosis in result.explanation.diagnoses) or None,
        explanation=result.explanation,
        student_error=result.student_error,
        title_zh=result.title.zh,
        title_en=result.title.en,
    )
