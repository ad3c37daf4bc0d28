"""A class of mangled submissions, graded from file to report: nothing aborts, and what a student has written counts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.build import solution_folder
from autograder.course import Course
from autograder.samples import Sample, submission
from tests.conftest import Command
from tests.notebook.mangles import ASSIGNMENT, MANGLES, NAME

pytestmark = pytest.mark.slow
POINTS = {"log_gaussian": 40, "log_mixture": 35, "log_likelihood": 25}
# One or two of each kind of mangle; tests/notebook/test_mangled.py has them all.
CLASS = [
    *("clean", "doubled", "deleted-solution", "colab", "same-ids", "fenced", "above-stub", "split", "merged-into-test"),
    *("own-input", "pip", "odd-json", "version-3", "half", "big5", "outputs", "renamed", "subfolder", "colab-script"),
    "zipped",
]
STOCK = ["colab", "half", "renamed"]
NOTHING = {  # of these nothing is left
    "empty": b"",
    "text": b"hello",
    "object": b"{}",
    "no_cells": nbformat.writes(new_notebook()).encode(),
    "broken": nbformat.writes(new_notebook(cells=[new_code_cell("x = 1"), new_code_cell("def (")])).encode(),
}


def filled(course: Course, assignment: str = ASSIGNMENT) -> bytes:
    sample = Sample("right", assignment, "", "reference", ("undraw",), ())
    released = nbformat.read(course.released(assignment), as_version=4)
    return submission(sample, released, solution_folder(course.source_folder))


def put(course: Course, student: str, files: dict[str, bytes]) -> None:
    folder = course.submitted_folder / student / ASSIGNMENT
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def hand_in_mangled(course: Course, names: Iterable[str]) -> None:
    right = filled(course)
    for name in names:
        put(course, name, MANGLES[name].make(right))


def submitted(course: Course) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in course.submitted_folder.rglob("*") if path.is_file()}


def report(course: Course, student: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(course.report(ASSIGNMENT, student).read_bytes())
    return found


def check_points_and_notes(course: Course, name: str) -> None:
    mangle, found = MANGLES[name], report(course, name)
    expected = {function: points if function in mangle.survives else 0 for function, points in POINTS.items()}
    assert {cell["grade_id"]: cell["points"] for cell in found["cells"]} == expected, name
    for language, words in (("zh", mangle.zh), ("en", mangle.en)):
        assert not words or any(re.search(words, note[language]) for note in found["notes"]), (name, found["notes"])


def test_a_class_of_mangled_notebooks(course: Course, autograder: Command) -> None:
    hand_in_mangled(course, CLASS)
    for student, data in NOTHING.items():
        put(course, student, {NAME: data})
    put(course, "nothing", {})
    put(course, "notes only", {"notes.txt": b"x"})
    put(course, "another", {NAME: filled(course, "02_em")})
    put(course, "linked", {NAME: filled(course)})
    (course.submitted_folder / "linked" / ASSIGNMENT / "secret.txt").symlink_to("/etc/passwd")
    before = submitted(course)

    result = autograder("grade", ASSIGNMENT, "--course-dir", course.root)

    assert f"graded {len(CLASS) + len(NOTHING) + 4}" in result.stdout
    assert submitted(course) == before
    for name in CLASS:
        check_points_and_notes(course, name)
    for student in (*NOTHING, "nothing", "notes only", "another"):
        assert report(course, student)["points"] == 0, student
        assert all(note["zh"] and note["en"] for note in report(course, student)["notes"])
        assert report(course, student)["notes"], student
    assert any("looks like the notebook of 02_em" in note["en"] for note in report(course, "another")["notes"])
    assert any("看起來是 02_em 的筆記本" in note["zh"] for note in report(course, "another")["notes"])
    assert report(course, "linked")["points"] == 100
    assert not (course.autograded_folder / "linked" / ASSIGNMENT / "secret.txt").is_file() or os.getuid() == 0


def test_stock_nbgrader_repairs_them_too(course: Course, run: Command) -> None:
    hand_in_mangled(course, [*STOCK, "subfolder"])
    before = submitted(course)
    result = run("nbgrader", "autograde", ASSIGNMENT, cwd=course.root)
    assert submitted(course) == before
    for name in STOCK:
        check_points_and_notes(course, name)
        assert (course.autograded_folder / name / ASSIGNMENT / NAME).is_file()
    assert "No notebooks were matched" in result.stderr, "nbgrader opens no subfolder, and goes on"
