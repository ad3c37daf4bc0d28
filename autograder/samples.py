"""Sample submissions as short texts: the code that replaces stubs, and in the head what grading must make of it.

A sample is a Python file whose first comment lines are ``# key: value``:

* ``title``: what the student did, 中文 | English
* ``assignment``: which one is handed in, where the folder does not say so
* ``base``: what fills the other stubs, ``reference`` or ``stub`` (the default)
* ``mangle``: what an editor broke, ``double GRADE_ID``, ``delete GRADE_ID``, ``untag`` or ``raw`` (half of the file); ``undraw``:
  the student deleted the cells that only draw; ``forge GRADE_ID {"points":99}``: the cell's nbgrader metadata were changed
* ``expect``: points of a graded cell, ``e_step = 35`` exactly or ``e_step = 0 < 35``: from 0 up to, but not, 35
* ``shows``: a text that the outputs or the report must hold, which proves that the code has run

Its cells (``# %%``) take the place of the solution cells of the functions and variables that they define, each of them once.
Other cells, and further definitions of the same function, stand before the next of these, or at the end of the notebook;
text cells (``# %% [markdown]``) come last. The samples in the folder ``attacks`` try to cheat or to do harm.

An alternative is a right answer that is not the reference's: the cells of a file ``<function>.py``, of which ``# %% title``
opens an alternative and ``# %% +`` goes on with it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.build import STUB_SUFFIX, answer_key, filled, notebook_bytes
from autograder.errors import KitError
from autograder.notebook.repair import defined_names

MORE = "+"
EXTRA = "extra-"
ATTACKS = "attacks"

_HEAD = re.compile(r"^# (title|assignment|base|mangle|expect|shows): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Expected:
    """The points that a cell must get: exactly ``low``, or more than ``low`` and less than ``below``."""

    low: float
    below: float | None = None

    def allows(self, points: float | None) -> bool:
        """Whether these points are as expected."""
        if points is None:
            return False
        return points == self.low if self.below is None else self.low <= points < self.below


@dataclass(frozen=True)
class Sample:
    """One sample submission."""

    student: str
    assignment: str
    title: str
    base: str
    mangle: tuple[str, ...]
    cells: tuple[str, ...]
    expected: dict[str, Expected] = field(default_factory=dict)
    prose: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """Another right way to write one function; ``title`` is 中文 | English."""

    function: str
    title: str
    cells: tuple[str, ...]


def read_sample(path: Path) -> Sample:
    """Read the sample ``<assignment>/<student>.py``, or ``<any folder>/<student>.py`` that names its assignment."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, list[str]] = {}
    for key, value in _HEAD.findall(text.partition("# %%")[0]):
        head.setdefault(key, []).append(value.strip())
    cells = jupytext.reads(text, fmt="py:percent").cells
    return Sample(
        student=path.stem,
        assignment=(head.get("assignment") or [path.parent.name])[0],
        title=(head.get("title") or [path.stem])[0],
        base=(head.get("base") or ["stub"])[0],
        mangle=tuple(head.get("mangle", ())),
        cells=tuple(cell.source for cell in cells if cell.cell_type == "code" and not _HEAD.match(cell.source)),
        expected=dict(_expected(line, path) for line in head.get("expect", ())),
        prose=tuple(cell.source for cell in cells if cell.cell_type == "markdown"),
        shows=tuple(head.get("shows", ())),
    )


def _expected(line: str, path: Path) -> tuple[str, Expected]:
    match = re.fullmatch(r"(\w+) = ([\d.]+)(?: < ([\d.]+))?", line)
    if match is None:
        raise KitError(f"{path.name}: cannot read the expectation {line!r}")
    return match[1], Expected(float(match[2]), float(match[3]) if match[3] else None)


def read_samples(folder: Path) -> list[Sample]:
    """Read all samples below a folder, in order; attacks are no part of a class."""
    return [read_sample(path) for path in sorted(folder.glob("*/*.py")) if path.parent.name != ATTACKS]


def read_attacks(folder: Path) -> list[Sample]:
    """Read the attacks below the folder of the samples, in order."""
    return [read_sample(path) for path in sorted((folder / ATTACKS).glob("*.py"))]


def read_alternatives(folder: Path) -> list[Alternative]:
    """Read the alternatives of all functions, ``<function>.py``, in order.

    Raises:
        KitError: an alternative has no title
    """
    found: list[Alternative] = []
    for path in sorted(folder.glob("*.py")):
        groups: list[tuple[str, list[str]]] = []
        for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells:
            title = cell.metadata.get("title", "")
            if title != MORE:
                groups.append((title, []))
            elif not groups:
                raise KitError(f"{path.name}: `# %% {MORE}` goes on with nothing")
            groups[-1][1].append(cell.source)
        if not all(title for title, _ in groups):
            raise KitError(f"{path.name}: an alternative has no title, or one with = or brackets")
        found += [Alternative(path.stem, title, tuple(cells)) for title, cells in groups]
    return found


def submission(sample: Sample, released: NotebookNode, solutions: Path) -> bytes:
    """Return the sample as the file that the student hands in."""
    notebook = copy.deepcopy(released)
    if sample.base == "reference":
        notebook = filled(notebook, solutions, answer_key(solutions))
    _place(notebook, sample.cells)
    notebook.cells += [new_markdown_cell(text, id=f"{EXTRA}text-{number}") for number, text in enumerate(sample.prose)]
    for action in sample.mangle:
        _mangle(notebook, *action.split(maxsplit=2))
    data = notebook_bytes(notebook)
    return data[: len(data) // 2] if "raw" in sample.mangle else data


def _place(notebook: NotebookNode, sources: Iterable[str]) -> None:
    taken: set[str] = set()
    others: list[NotebookNode] = []
    for number, source in enumerate(sources):
        names = {name + STUB_SUFFIX for name in defined_names(source)} - taken
        position = next((i for i, cell in enumerate(notebook.cells) if _grade_id(cell) in names), None)
        if position is None:
            others.append(new_code_cell(source, id=f"{EXTRA}{number}"))
            continue
        taken.add(_grade_id(notebook.cells[position]))
        notebook.cells[position].source = source
        notebook.cells[position:position] = others
        others = []
    notebook.cells += others


def _grade_id(cell: NotebookNode) -> str:
    found: str = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return found


def _mangle(notebook: NotebookNode, action: str, grade_id: str = "", forged: str = "{}") -> None:
    positions = [i for i, cell in enumerate(notebook.cells) if grade_id and _grade_id(cell) == grade_id]
    if action == "double":
        notebook.cells.insert(positions[0] + 1, copy.deepcopy(notebook.cells[positions[0]]))
        notebook.cells[positions[0] + 1].id = f"copy-of-{grade_id}"
    elif action == "delete":
        del notebook.cells[positions[0]]
    elif action == "forge":
        notebook.cells[positions[0]].metadata.nbgrader.update(json.loads(forged))
    elif action == "undraw":
        notebook.cells = [cell for cell in notebook.cells if _grade_id(cell) or not _only_draws(cell)]
    elif action == "untag":
        for cell in notebook.cells:
            cell.metadata = nbformat.from_dict({})


def _only_draws(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and "plt." in cell.source and "import " not in cell.source


def reference(released: Path, solutions: Path) -> NotebookNode:
    """Return a released notebook with every stub filled in from ``solutions/``."""
    return filled(nbformat.read(released, as_version=4), solutions, answer_key(solutions))
