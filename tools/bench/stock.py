"""Stock nbgrader on the same notebooks: its own pipeline, no configuration, tests inside the graded cells."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from autograder.course import Course
from tools.bench.commands import BenchError, Finished, run
from tools.bench.inline_tests import hidden_tests
from tools.bench.students import ASSIGNMENT, Student, hand_in

FIRST_SUBMISSION = "Copying "  # what nbgrader logs when it turns to a student


def make_stock_course(kit: Course, root: Path, students: list[Student]) -> None:
    """Make the course and release its assignment."""
    source = root / "source" / ASSIGNMENT
    shutil.copytree(kit.source_folder / ASSIGNMENT, source)
    (root / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    notebook = nbformat.read(kit.released(ASSIGNMENT), as_version=4)
    tests = hidden_tests()
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade") and about["grade_id"] in tests:
            cell.source += "\n\n" + tests[about["grade_id"]]
    nbformat.write(notebook, source / f"{ASSIGNMENT}.ipynb")
    run("nbgrader", "generate_assignment", ASSIGNMENT, folder=root)
    released = (root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(encoding="utf-8")
    if "hidden_close" in released:
        raise BenchError("the hidden tests are in the released notebook of the stock course")
    hand_in(root, students, kit.data_files(ASSIGNMENT))


def autograde(root: Path, students: list[Student], class_size: int) -> dict[str, Any]:
    """Run ``nbgrader autograde`` on all that was handed in; what it cannot grade counts among the submissions."""
    finished = run("nbgrader", "autograde", ASSIGNMENT, folder=root, codes=(0, 1))
    start = _start_up(finished)
    each = (finished.seconds - start) / len(students)
    graded = len(list((root / "autograded").glob(f"*/{ASSIGNMENT}/{ASSIGNMENT}.ipynb")))
    if not graded:
        raise BenchError(f"stock nbgrader graded nothing:\n{finished.tail}")
    return {
        "submissions": len(students),
        "seconds": finished.seconds,
        "start_seconds": start,
        "seconds_each_without_start": each,
        "seconds_each_with_start": finished.seconds / len(students),
        "seconds_each_in_the_class": each + start / class_size,
        "not_graded": len(students) - graded,
    }


def feedback(root: Path, count: int, class_size: int) -> dict[str, Any]:
    """Run ``nbgrader generate_feedback`` on what was graded."""
    finished = run("nbgrader", "generate_feedback", ASSIGNMENT, folder=root, codes=(0, 1))
    written = len(list((root / "feedback").glob(f"*/{ASSIGNMENT}/*.html")))
    if not written:
        raise BenchError(f"stock nbgrader wrote no feedback:\n{finished.tail}")
    start = _start_up(finished)
    each = (finished.seconds - start) / written
    return {
        "submissions": count,
        "pages": written,
        "seconds": finished.seconds,
        "start_seconds": start,
        "seconds_each_without_start": each,
        "seconds_each_in_the_class": each + start / class_size,
    }


def scores(root: Path, students: list[Student]) -> dict[str, float]:
    """Return the points of those who are graded."""
    found = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        for student in students:
            with contextlib.suppress(MissingEntry):
                found[student.name] = float(gradebook.find_submission(ASSIGNMENT, student.name).score)
    return found


def _start_up(finished: Finished) -> float:
    """Return the seconds until the first student's turn."""
    start = finished.first(FIRST_SUBMISSION)
    if start is None:
        raise BenchError(f"nbgrader turned to no student:\n{finished.tail}")
    return start
