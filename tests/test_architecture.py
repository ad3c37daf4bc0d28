"""The arrows of the architecture, and what must never reach a student."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from autograder.build import BEGIN, END, answer_key, function_source
from tests.conftest import ROOT

PACKAGE = ROOT / "autograder"
# What a part of the kit must not import.
ARROWS = {
    "model.py": ["autograder"],
    "errors.py": [
        "autograder.engine",
        "autograder.sandbox",
        "autograder.nbgrader_plugin",
        "autograder.cli",
        "solutions",
    ],
    "sandbox": [
        "autograder.engine",
        "autograder.graders",
        "autograder.nbgrader_plugin",
        "autograder.cli",
        "solutions",
        "nbgrader",
    ],
    "sandbox/worker": ["autograder", "solutions", "nbgrader", "pytest"],
    "sandbox/wire.py": ["autograder", "solutions", "nbgrader", "pytest"],
    "notebook": [
        "autograder.engine",
        "autograder.sandbox",
        "autograder.graders",
        "autograder.nbgrader_plugin",
        "solutions",
        "nbgrader",
    ],
    "engine": ["autograder.nbgrader_plugin", "autograder.cli", "autograder.graders", "solutions", "nbgrader"],
    "graders": ["autograder.engine", "autograder.sandbox", "autograder.nbgrader_plugin", "autograder.cli", "nbgrader"],
}
ASSIGNMENTS = ["01_gaussian_mixture", "02_em", "05_model_selection", "06_streamlit_app", "quiz"]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


@pytest.mark.parametrize("part", ARROWS)
def test_dependencies_point_one_way(part: str) -> None:
    folder = PACKAGE / part
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.py"))
    assert files
    for file in files:
        for name in imports(file):
            for forbidden in ARROWS[part]:
                assert not f"{name}.".startswith(f"{forbidden}."), f"{file.name} imports {name}"


def test_the_plugin_alone_imports_nbgrader() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        if "nbgrader_plugin" not in file.parts:
            names = {name for name in imports(file) if name.split(".")[0] == "nbgrader"}
            assert not names, f"{file.name} imports {names}"


def test_the_engine_knows_nothing_of_the_subject() -> None:
    for file in sorted([*(PACKAGE / "engine").rglob("*.py"), *(PACKAGE / "notebook").rglob("*.py")]):
        text = file.read_text(encoding="utf-8").lower()
        assert not [word for word in ("gaussian", "mixture", "covarianc") if word in text], file.name


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_release_holds_no_solution_no_hidden_test_no_key(assignment: str) -> None:
    text = (ROOT / "release" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    sources = "\n".join(cell.source for cell in notebook.cells)
    assert BEGIN not in sources
    assert END not in sources
    assert "solutions" not in sources
    assert "graders" not in sources
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("solution") and not metadata.get("grade") and "def " in cell.source:
            assert cell.source.rstrip().endswith("raise NotImplementedError()")
            name = metadata["grade_id"].removesuffix("_solution")
            reference = function_source(name, ROOT / "solutions")
            docstring_end = reference.rindex('"""') + 3
            for line in reference[docstring_end:].splitlines():
                if len(line.strip()) > 25:
                    assert line.strip() not in cell.source


@pytest.mark.parametrize("folder", ["source", "release"])
def test_the_answer_key_is_in_no_notebook(folder: str) -> None:
    notebook = nbformat.read(ROOT / folder / "quiz" / "quiz.ipynb", as_version=4)
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if cell.metadata.get("tags") == ["answer"]
    }
    key = answer_key(ROOT / "solutions")
    assert set(answers) == {f"{name}_solution" for name in key}
    assert all(source.startswith(f"{name.removesuffix('_solution')} = None") for name, source in answers.items())


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
@pytest.mark.parametrize("folder", ["source", "release"])
def test_notebooks_are_committed_without_outputs(folder: str, assignment: str) -> None:
    notebook = nbformat.read(ROOT / folder / assignment / f"{assignment}.ipynb", as_version=4)
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_points_sum_to_100_and_every_function_has_a_cell(assignment: str) -> None:
    notebook = nbformat.read(ROOT / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    cells = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    assert sum(cell.get("points", 0) for cell in cells) == 100
    graded = {cell["grade_id"] for cell in cells if cell.get("grade") and not cell["solution"]}
    stubs = {cell["grade_id"].removesuffix("_solution") for cell in cells if cell.get("solution") and not cell["grade"]}
    assert graded == stubs


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_prose_is_in_both_languages(assignment: str) -> None:
    notebook = nbformat.read(ROOT / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            chinese = [position for position, letter in enumerate(cell.source) if "\u4e00" <= letter <= "\u9fff"]
            english = sum(letter.isascii() and letter.isalpha() for letter in cell.source)
            assert chinese, cell.source[:80]
            assert english > 10, cell.source[:80]
