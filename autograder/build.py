"""Text sources to notebooks: ``source/NN.py`` and ``solutions/`` in, ``source/NN/NN.ipynb`` out.

Deterministic: the same text makes the same bytes. What the cell markers mean:

=============================  ==========================================================================
``# %% include="setup"``       the code of ``source/_setup.py``, or of the kit's ``graders/given/setup.py``
``# %% [markdown] options="q1"``  the question's options below its text; with ``code="yes"`` as lines of code
``# %% solution="f"``          function ``f`` of ``solutions/``, its body between nbgrader's solution marks
``# %% grade="f" points=9``    the locked, graded cell of ``f``; its text is what students can check
``# %% answer="q1"``           a variable that students set; its text is what they get
``# %% [markdown] manual="r"   free text that a person grades, with ``points=9``
points=9``
=============================  ==========================================================================
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.errors import KitError
from autograder.graders.given.questions import QUESTIONS
from autograder.notebook.repair import SCHEMA_VERSION, cell_id

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
MARKERS = ("include", "solution", "grade", "answer", "manual")
STUB_SUFFIX = "_solution"
GIVEN = Path(__file__).parent / "graders" / "given"


def solution_folder(source_folder: Path) -> Path:
    """Return the folder of the reference implementations that belong to a course's sources."""
    own = source_folder.parent / "solutions"
    return own if own.is_dir() else Path(__file__).parent.parent / "solutions"


def function_source(name: str, folder: Path) -> str:
    """Return the source text of one reference function.

    Raises:
        KitError: no module of ``solutions/`` defines it, or it has no docstring
    """
    for path in sorted(folder.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                if ast.get_docstring(node) is None:
                    raise KitError(f"{path.name}: {name} has no docstring, which is what students read")
                return "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
    raise KitError(f"no module in {folder.name}/ defines {name}()")


def with_marks(source: str) -> str:
    """Put nbgrader's solution marks around a function's body, below its docstring."""
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    first = function.body[0].end_lineno
    assert first is not None
    lines = source.splitlines()
    return "\n".join([*lines[:first], f"    {BEGIN}", *lines[first:], f"    {END}"])


def build_notebook(text_file: Path, solutions: Path) -> NotebookNode:
    """Return the source notebook that a text source makes.

    Raises:
        KitError: a marker is wrong; the message names the file and the cell
    """
    text = jupytext.read(text_file, fmt="py:percent")
    cells = []
    for number, cell in enumerate(text.cells):
        try:
            cells.append(_build_cell(cell, number, text_file.parent, solutions))
        except (KeyError, ValueError) as error:
            raise KitError(f"{text_file.name}: cell {number + 1} ({cell.source[:40]!r}): {error}") from error
    seen: set[str] = set()
    for cell in cells:
        if cell.id in seen:
            raise KitError(f"{text_file.name}: two cells have the id {cell.id!r}")
        seen.add(cell.id)
    return new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC, "language_info": LANGUAGE})


def _build_cell(cell: NotebookNode, number: int, folder: Path, solutions: Path) -> NotebookNode:
    found = [marker for marker in MARKERS if marker in cell.metadata]
    if len(found) > 1:
        raise ValueError(f"markers {found} exclude each other")
    marker = found[0] if found else None
    name = str(cell.metadata[marker]) if marker else ""
    points = float(cell.metadata["points"]) if "points" in cell.metadata else None
    if (marker in ("grade", "manual")) != (points is not None):
        raise ValueError("`points` goes with `grade` or `manual`, and only there")
    if marker == "manual":
        return _markdown(cell.source, name, _nbgrader(name, grade=True, solution=True, points=points))
    if cell.cell_type != "code":
        question = cell.metadata.get("options")
        listed = f"\n\n{_options(str(question), 'code' in cell.metadata)}" if question else ""
        return _markdown(cell.source + listed, str(cell.metadata.get("id", f"cell-{number}")), {})
    if marker == "include":
        return _code(_included(folder / f"_{name}.py", GIVEN / f"{name}.py"), name, {})
    if marker == "solution":
        grade_id = name + STUB_SUFFIX
        return _code(with_marks(function_source(name, solutions)), grade_id, _nbgrader(grade_id, solution=True))
    if marker == "answer":
        grade_id = name + STUB_SUFFIX
        return _code(cell.source, grade_id, _nbgrader(grade_id, solution=True) | {"tags": ["answer"]})
    if marker == "grade":
        return _code(cell.source, name, _nbgrader(name, grade=True, points=points))
    return _code(cell.source, str(cell.metadata.get("id", f"cell-{number}")), {})


def _included(own: Path, given: Path) -> str:
    """Return the code of the course's own file, or of the kit's, without what modules of the kit import from each other."""
    if not own.is_file() and not given.is_file():
        raise ValueError(f"there is no {own.name}")
    text = (own if own.is_file() else given).read_text(encoding="utf-8").strip()
    return "\n".join(line for line in text.splitlines() if not line.startswith("from autograder."))


def _options(question: str, code: bool) -> str:
    """Return the options of a question of the quiz as students read them."""
    options = QUESTIONS[question].options
    if code:
        return "\n".join(["```", *(f"{letter}   {texts[0]}" for letter, texts in options.items()), "```"])
    return "\n".join(f"- **{letter}** " + " | ".join(texts) for letter, texts in options.items())


def _nbgrader(
    grade_id: str, *, grade: bool = False, solution: bool = False, points: float | None = None
) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade and not solution,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return {"nbgrader": metadata}


def _code(source: str, identity: str, metadata: dict[str, Any]) -> NotebookNode:
    return new_code_cell(source, id=cell_id(identity), metadata=metadata)


def _markdown(source: str, identity: str, metadata: dict[str, Any]) -> NotebookNode:
    return new_markdown_cell(source, id=cell_id(identity), metadata=metadata)


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes that are committed: sorted keys, no outputs, one newline at the end."""
    text: str = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode()


def difference(path: Path, wanted: bytes, root: Path) -> Iterator[str]:
    """Yield the lines of a diff from the file on disk to what it should be."""
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        yield f"{name}: missing"
        return
    have = path.read_text(encoding="utf-8").splitlines()
    yield from difflib.unified_diff(
        have, wanted.decode().splitlines(), f"{name} (on disk)", f"{name} (built)", lineterm="", n=1
    )


def filled(notebook: NotebookNode, solutions: Path, answers: dict[str, Any]) -> NotebookNode:
    """Return a released notebook with every stub filled in: the reference submission.

    Args:
        notebook: the released notebook
        solutions: folder of the reference functions
        answers: values of the answer variables, by name
    """
    notebook = nbformat.from_dict(notebook)
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if not metadata.get("solution") or metadata.get("grade"):
            continue
        name = metadata["grade_id"].removesuffix(STUB_SUFFIX)
        if cell.metadata.get("tags") == ["answer"]:
            line = f"{name} = {answers[name]!r}"
            cell.source = re.sub(rf"^{name}\b.*$", line.replace("\\", r"\\"), cell.source, flags=re.MULTILINE)
        else:
            cell.source = function_source(name, solutions)
    return notebook


def answer_key(solutions: Path) -> dict[str, Any]:
    """Return the constants of the modules in ``solutions/``: the key of the answer variables."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(solutions.glob("*.py"))]
    return {
        target.id: ast.literal_eval(node.value)
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
