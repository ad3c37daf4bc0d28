"""The kit itself, as the command that an instructor types, in a course folder of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course import CONFIG_NAME, Course
from tools.bench.commands import BenchError, Finished, run
from tools.bench.students import ASSIGNMENT, Student, hand_in

USAGE = 2  # the exit code of a command line that is not understood
ROWS = """\
SELECT COUNT(DISTINCT submitted_assignment.id) FROM grade
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
WHERE grade.auto_score IS NOT NULL"""


def make_kit_course(kit: Course, root: Path, students: list[Student]) -> None:
    """Make a course like the kit's own, with this class."""
    shutil.copytree(kit.source_folder, root / "source", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(kit.release_folder, root / "release", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(kit.root / CONFIG_NAME, root / CONFIG_NAME)
    hand_in(root, students, kit.data_files(ASSIGNMENT))


def grade(
    root: Path, students: list[Student], jobs: int, *options: str, on_start: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """Run ``autograder grade`` and make sure that everything which it is to write is there."""
    reports = root / "reports" / ASSIGNMENT
    before = _ages(reports)
    finished = run("autograder", "grade", ASSIGNMENT, "-j", str(jobs), *options, folder=root, on_start=on_start)
    found = {
        "reports": len(_ages(reports)),
        "autograded notebooks": len(list((root / "autograded").glob(f"*/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"))),
        "submissions with a score in the gradebook": _rows(root / "gradebook.db"),
    }
    for what, count in found.items():
        if count != len(students):
            raise BenchError(f"`autograder grade` left {count} {what} for {len(students)} submissions\n{finished.tail}")
    written = sum(before.get(name) != age for name, age in _ages(reports).items())
    return _timed(finished, len(students)) | {"graded": written}


def _ages(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}


def _timed(finished: Finished, count: int) -> dict[str, Any]:
    return {"submissions": count, "seconds": finished.seconds, "seconds_each": finished.seconds / count}


def _rows(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        (count,) = connection.execute(ROWS).fetchone()
        return int(count)
    finally:
        connection.close()


def feedback(root: Path, students: list[Student], jobs: int) -> dict[str, Any] | None:
    """Run ``autograder feedback``; None when this kit has no such command."""
    finished = run("autograder", "feedback", ASSIGNMENT, "-j", str(jobs), folder=root, codes=(0, USAGE))
    if finished.first("No such command"):
        return None
    pages = len(list((root / "feedback").glob(f"*/{ASSIGNMENT}/*.html")))
    if pages != len(students):
        raise BenchError(f"`autograder feedback` wrote {pages} pages for {len(students)} students\n{finished.tail}")
    return _timed(finished, len(students))


def hand_over(root: Path, copy: Path, students: list[Student]) -> None:
    """Copy a graded course with these students only, for nbgrader's own commands."""
    shutil.copytree(root / "source", copy / "source")
    for name in (CONFIG_NAME, "gradebook.db"):
        shutil.copy(root / name, copy / name)
    for student in students:
        shutil.copytree(root / "autograded" / student.name, copy / "autograded" / student.name)


def points(root: Path, students: list[Student]) -> dict[str, tuple[float, float]]:
    """Return each student's points, and the most there are."""
    reports = {
        one.name: json.loads((root / "reports" / ASSIGNMENT / f"{one.name}.json").read_bytes()) for one in students
    }
    return {name: (float(report["points"]), float(report["max_points"])) for name, report in reports.items()}


def figures(root: Path) -> int:
    """Return how many figures there are in the autograded notebooks."""
    count = 0
    for path in (root / "autograded").glob(f"*/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"):
        for cell in json.loads(path.read_bytes())["cells"]:
            count += sum("image/png" in output.get("data", {}) for output in cell.get("outputs", ()))
    return count
