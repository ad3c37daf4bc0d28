"""What an assignment was released with: the cells that grading relies on, and all cells in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.notebook.definitions import defined_names

SCHEMA_VERSION = 3


@dataclass(frozen=True)
class TemplateCell:
    """A cell that the assignment was released with and that grading relies on."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str
    grade: bool
    solution: bool
    locked: bool
    points: float | None = None

    @property
    def metadata(self) -> dict[str, Any]:
        """The cell's nbgrader metadata."""
        metadata = {
            "grade": self.grade,
            "grade_id": self.grade_id,
            "locked": self.locked,
            "schema_version": SCHEMA_VERSION,
            "solution": self.solution,
            "task": False,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        return metadata | ({"points": self.points} if self.points is not None else {})

    def as_cell(self) -> NotebookNode:
        """Return the cell as it was released."""
        identity, metadata = cell_id(self.grade_id), {"nbgrader": self.metadata}
        if self.cell_type == "code":
            return new_code_cell(self.source, id=identity, metadata=metadata)
        return new_markdown_cell(self.source, id=identity, metadata=metadata)

    @cached_property
    def names(self) -> frozenset[str]:
        """The functions and variables that the released cell defines."""
        return defined_names(self.source)

    @property
    def manual(self) -> bool:
        """Whether students write into the graded cell itself, and a person reads it."""
        return self.grade and self.solution


@dataclass(frozen=True)
class Release:
    """An assignment as it was released: the sources of its cells in order, without blanks around them.

    ``code`` are those of the code cells that grading does not rely on: set-up, imports, figures.
    """

    texts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    grade_ids: tuple[str | None, ...] = ()

    @cached_property
    def known(self) -> frozenset[str]:
        """The sources, to look one up."""
        return frozenset(self.texts)

    @property
    def beginning(self) -> tuple[str, ...]:
        """The sources of the code cells above the first cell that grading relies on."""
        graded = (place for place, grade_id in enumerate(self.grade_ids) if grade_id is not None)
        given = set(self.code)
        return tuple(text for text in self.texts[: next(graded, 0)] if text in given)

    @cached_property
    def names(self) -> frozenset[str]:
        """The grade ids, and the functions and variables that graded cells define: what tells this assignment."""
        graded = [text for text, grade_id in zip(self.texts, self.grade_ids, strict=True) if grade_id is not None]
        defined = (defined_names(text) for text in graded if "assert" not in text)
        return frozenset(filter(None, self.grade_ids)).union(*defined)


def release_of(notebook: NotebookNode) -> Release:
    """Return what there is to know of a released notebook that was read as submissions are."""
    grade_ids = tuple(grade_id_of(cell) for cell in notebook.cells)
    given = zip(notebook.cells, grade_ids, strict=True)
    return Release(
        texts=tuple(cell.source.strip() for cell in notebook.cells),
        code=tuple(cell.source.strip() for cell, graded in given if cell.cell_type == "code" and graded is None),
        grade_ids=grade_ids,
    )


def grade_id_of(cell: NotebookNode) -> str | None:
    """Return the grade id in a cell's metadata, or None."""
    metadata = cell.metadata.get("nbgrader")
    grade_id = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def cell_id(grade_id: str) -> str:
    """Return a valid cell id made of a grade id."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", grade_id)[:64]


def blank(template: Sequence[TemplateCell]) -> NotebookNode:
    """Return a notebook with nothing but the released cells: what a missing or unreadable file is graded as."""
    return new_notebook(cells=[cell.as_cell() for cell in template])
