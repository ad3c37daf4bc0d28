"""The notebooks as a student sees them, and the formgrader as an instructor does."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from tests.browser.conftest import Server
from tests.conftest import ROOT, Command

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass(frozen=True)
class Student:
    """A student's folder and the JupyterLab that shows it."""

    folder: Path
    address: str


ASSIGNMENTS = sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def student(kit: Course, run: Command, jupyter: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Student]:
    """A student's folder with every released notebook solved, and JupyterLab started in it."""
    folder = tmp_path_factory.mktemp("student")
    for assignment in ASSIGNMENTS:
        shutil.copytree(kit.release_folder / assignment, folder / assignment)
        run("autograder", "solve", assignment, "--output", folder / assignment / f"{assignment}.ipynb")
    with jupyter(folder) as address:
        yield Student(folder, address)


@pytest.mark.every(16)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_solved_notebook_runs_top_to_bottom_in_jupyterlab(student: Student, page: Any, assignment: str) -> None:
    path = student.folder / assignment / f"{assignment}.ipynb"
    page.goto(f"{student.address}/lab/tree/{assignment}/{assignment}.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    notebook = saved(page, path, seconds=150)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error"]
    assert not [output.text for cell in code for output in cell.outputs if output.get("name") == "stderr"]
    pictures = sum("image/png" in output.get("data", {}) for cell in code for output in cell.outputs)
    assert pictures >= {"quiz": 0, "06_streamlit_app": 2}.get(assignment, 3)


def saved(page: Any, path: Path, seconds: float) -> Any:
    """Save until every code cell has been run, and return the notebook."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page.keyboard.press("Control+s")
        time.sleep(2)
        notebook = nbformat.read(path, as_version=4)
        if all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()):
            return notebook
    pytest.fail("the notebook was not run to its end in time")


def test_the_formgraders_autograde_button_grades(course: Course, jupyter: Server, page: Any) -> None:
    hand_in(course, [s for s in sample_class() if (s.assignment, s.student) == ("quiz", "right")])
    with jupyter(course.root) as address:
        page.goto(f"{address}/formgrader/manage_submissions/quiz")
        page.locator("a[title*='utograde'], .autograde a, td.autograde a").first.click()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not course.report("quiz", "right").is_file():
            time.sleep(0.5)
        page.get_by_text("Success").first.wait_for()
        page.goto(f"{address}/formgrader/gradebook/quiz/quiz")
        page.locator("a", has_text="Submission").first.click()
        page.locator(".autograder-checks").first.wait_for()
        assert "3 / 3" in page.locator(".autograder-checks").first.inner_text()
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        assert gradebook.find_submission("quiz", "right").score == 90
