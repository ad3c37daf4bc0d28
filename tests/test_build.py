"""Text sources to notebooks."""

from __future__ import annotations

import itertools
import shutil
import tomllib
from pathlib import Path

import pytest

from autograder.build import BEGIN, END, build_notebook, function_source, notebook_bytes, with_marks
from autograder.course import Course
from autograder.errors import KitError
from autograder.publish import publish, stale
from tests.conftest import ROOT, Command

SOLUTIONS = ROOT / "solutions"


def test_committed_notebooks_are_fresh(kit: Course) -> None:
    """The drift test: on failure the right files are on disk, to look at and commit."""
    lines = stale(kit)
    if lines:
        publish(kit)
    assert not lines, "\n".join(lines[:40])


def test_every_assignment_comes_with_the_list_of_packages(kit: Course) -> None:
    listed = (kit.source_folder / "requirements-student.txt").read_bytes()
    for assignment in kit.assignments():
        assert (kit.release_folder / assignment / "requirements-student.txt").read_bytes() == listed


def test_students_install_what_the_kit_grades_with(kit: Course) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {*project["dependencies"], *itertools.chain.from_iterable(project["optional-dependencies"].values())}
    text = (kit.source_folder / "requirements-student.txt").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if not line.startswith("#")]
    assert "streamlit>=1.44" in listed
    assert set(listed) <= known


def build(tmp_path: Path, text: str) -> object:
    path = tmp_path / "09_trial.py"
    path.write_text(text, encoding="utf-8")
    return build_notebook(path, SOLUTIONS)


def test_building_is_deterministic(tmp_path: Path) -> None:
    source = ROOT / "source" / "02_em.py"
    assert notebook_bytes(build_notebook(source, SOLUTIONS)) == notebook_bytes(build_notebook(source, SOLUTIONS))


def test_a_solution_cell_is_the_references_own_text() -> None:
    marked = with_marks(function_source("e_step", SOLUTIONS))
    assert marked.replace(f"    {BEGIN}\n", "").replace(f"\n    {END}", "") == function_source("e_step", SOLUTIONS)
    assert marked.index('"""') < marked.index(BEGIN) < marked.index(END)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# %% solution="no_such_function"\n', "defines no_such_function"),
        ('# %% grade="e_step"\nassert True\n', "points"),
        ("# %% points=3\nassert True\n", "points"),
        ('# %% grade="e_step" solution="e_step" points=3\n', "exclude each other"),
        ('# %% include="nothing_here"\n', "there is no _nothing_here.py"),
        ('# %% id="a"\n1\n\n# %% id="a"\n2\n', "two cells have the id"),
    ],
)
def test_a_wrong_marker_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KitError, match=message):
        build(tmp_path, text)


def test_check_fails_with_a_diff_when_stale(course: Course, autograder: Command) -> None:
    text = course.source_folder / "quiz.py"
    shutil.copytree(SOLUTIONS, course.root / "solutions")
    autograder("build", "--check", "--course-dir", course.root)
    text.write_text(text.read_text(encoding="utf-8").replace("points=3", "points=4", 1), encoding="utf-8")
    result = autograder("build", "--check", "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert (
        '+     "points": 4.0,' in result.stdout.replace("  ", " ").replace("  ", " ")
        or '"points": 4.0' in result.stdout
    )
    assert "autograder build" in result.stderr
    autograder("build", "--course-dir", course.root)
    autograder("build", "--check", "--course-dir", course.root)
