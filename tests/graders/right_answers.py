"""Fair alternatives as the namespaces that their notebooks leave behind."""

from __future__ import annotations

import ast
from contextlib import suppress
from functools import cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.build import STUB_SUFFIX, solution_folder
from autograder.course import PACKAGE, Course
from autograder.samples import EXTRA, Alternative, Sample, read_alternatives, submission
from tests.conftest import ROOT

ALTERNATIVES = read_alternatives(PACKAGE / "graders" / "alternatives")


@cache
def released() -> dict[str, NotebookNode]:
    """Return the released notebook of each function."""
    course = Course(ROOT)
    found = {}
    for assignment in course.assignments():
        notebook = nbformat.read(course.released(assignment), as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if grade_id.endswith(STUB_SUFFIX):
                found[grade_id.removesuffix(STUB_SUFFIX)] = notebook
    return found


def namespace(alternative: Alternative) -> dict[str, Any]:
    """Run the imports and the answers of a notebook with this alternative; all the rest is the reference's."""
    sample = Sample("", "", alternative.title, "reference", (), alternative.cells)
    data = submission(sample, released()[alternative.function], solution_folder(ROOT / "source"))
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in nbformat.reads(data.decode(), as_version=4).cells:
        if cell.cell_type == "code":
            with suppress(Exception):  # grading goes on with the next cell too
                exec(compile(_imports_or_all(cell), cell.id, "exec"), names)
    return names


def _imports_or_all(cell: NotebookNode) -> ast.Module:
    tree = ast.parse(cell.source)
    answer = cell.id.startswith(EXTRA) or cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith(STUB_SUFFIX)
    if not answer and cell.id != "setup":  # figures take long, and nothing that is asked depends on them
        tree.body = [line for line in tree.body if isinstance(line, (ast.Import, ast.ImportFrom))]
    return tree
