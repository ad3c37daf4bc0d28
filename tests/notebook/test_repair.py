"""Giving a submission its graded cells back."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.notebook.repair import TemplateCell, blank, defined_names, repair

TEMPLATE = [
    TemplateCell("f_solution", "code", "def f(x):\n    raise NotImplementedError()", "c1", False, True, False),
    TemplateCell("f", "code", "assert f(1) == 1", "c2", True, False, True, 10.0),
    TemplateCell("q1_solution", "code", "q1 = None", "c3", False, True, False),
    TemplateCell("q1", "code", "assert q1", "c4", True, False, True, 5.0),
    TemplateCell("words", "markdown", "請作答", "c5", True, True, False, 3.0),
]


def submitted() -> NotebookNode:
    notebook = new_notebook(cells=[new_markdown_cell("# title"), *blank(TEMPLATE).cells])
    notebook.cells[1].source = "def f(x):\n    return x"
    return notebook


def position(notebook: NotebookNode, grade_id: str) -> int:
    return next(
        i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def double(notebook: NotebookNode) -> None:
    notebook.cells.insert(2, copy.deepcopy(notebook.cells[position(notebook, "f")]))


def double_solution(notebook: NotebookNode) -> None:
    notebook.cells.insert(1, copy.deepcopy(notebook.cells[position(notebook, "f_solution")]))
    notebook.cells[1].source = "def f(x):\n    return -1"


def delete_grade(notebook: NotebookNode) -> None:
    del notebook.cells[position(notebook, "f")]


def delete_all(notebook: NotebookNode) -> None:
    notebook.cells = []


def retype(notebook: NotebookNode) -> None:
    cell = notebook.cells[position(notebook, "f")]
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def untag(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
        cell.id = "same"


def foreign(notebook: NotebookNode) -> None:
    metadata = {
        "grade": True,
        "grade_id": "free_points",
        "points": 1000,
        "solution": False,
        "locked": True,
        "schema_version": 3,
    }
    notebook.cells.append(new_code_cell("1000", metadata={"nbgrader": metadata}))


def more_points(notebook: NotebookNode) -> None:
    notebook.cells[position(notebook, "f")].metadata["nbgrader"]["points"] = 1000


def broken_metadata(notebook: NotebookNode) -> None:
    for value, cell in zip((3, [], "x", {"grade_id": 7}, None), notebook.cells, strict=False):
        cell.metadata["nbgrader"] = value


@pytest.mark.parametrize(
    ("mangle", "noted"),
    [
        (double, True),
        (double_solution, True),
        (delete_grade, True),
        (delete_all, True),
        (retype, True),
        (untag, True),
        (foreign, True),
        (more_points, False),
        (broken_metadata, True),
    ],
)
def test_every_graded_cell_is_there_exactly_once(mangle: Callable[[NotebookNode], None], noted: bool) -> None:
    notebook = submitted()
    mangle(notebook)
    before = copy.deepcopy(notebook)
    repaired, notes = repair(notebook, TEMPLATE)
    assert notebook == before, "the submission itself is never touched"
    tagged = [cell for cell in repaired.cells if cell.metadata.get("nbgrader")]
    assert [cell.metadata.nbgrader.grade_id for cell in tagged] == [cell.grade_id for cell in TEMPLATE]
    for cell, template in zip(tagged, TEMPLATE, strict=True):
        assert cell.metadata.nbgrader == template.metadata
        assert cell.cell_type == template.cell_type
    assert len({cell.id for cell in repaired.cells}) == len(repaired.cells)
    assert bool(notes) is noted
    assert all(note.zh and note.en for note in notes)


def test_an_intact_notebook_stays_as_it_is() -> None:
    notebook = submitted()
    repaired, notes = repair(notebook, TEMPLATE)
    assert repaired == notebook
    assert notes == []


def test_the_last_of_two_solutions_counts() -> None:
    notebook = submitted()
    double_solution(notebook)
    repaired, _ = repair(notebook, TEMPLATE)
    assert repaired.cells[position(repaired, "f_solution")].source == "def f(x):\n    return x"


def test_a_function_written_in_another_cell_is_not_hidden_by_the_stub() -> None:
    notebook = submitted()
    del notebook.cells[position(notebook, "f_solution")]
    notebook.cells.append(new_code_cell("import numpy\ndef f(x):\n    return x\ndef helper(): pass"))
    repaired, _ = repair(notebook, TEMPLATE)
    assert not [cell for cell in repaired.cells if "NotImplementedError" in cell.source]


def test_defined_names() -> None:
    source = "import numpy as np\ndef f(x):\n    y = 1\nasync def g(): pass\nclass C: pass\nq1 = 'B'\nz: int = 3\nq2 == 3\nprint(a)"
    assert defined_names(source) == {"f", "g", "C", "q1", "z"}
