"""Give a submission its graded cells back: doubled, deleted, retyped or untagged ones.

Pure functions of a notebook and the assignment's template cells; nothing here knows where either came from.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.model import Text

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

    @property
    def names(self) -> frozenset[str]:
        """The functions and variables that the released cell defines."""
        return defined_names(self.source)


_DEFINITION = re.compile(r"^(?:async\s+)?def\s+(\w+)\s*\(|^(\w+)\s*(?::[^=\n]+)?=(?!=)|^class\s+(\w+)", re.MULTILINE)


def defined_names(source: str) -> frozenset[str]:
    """Return the names that a cell's source defines at its top level."""
    return frozenset(name for match in _DEFINITION.finditer(source) for name in match.groups() if name)


def cell_id(grade_id: str) -> str:
    """Return a valid cell id made of a grade id."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", grade_id)[:64]


def blank(template: Sequence[TemplateCell]) -> NotebookNode:
    """Return a notebook with nothing but the released cells: what a missing or unreadable file is graded as."""
    return new_notebook(cells=[cell.as_cell() for cell in template])


def repair(notebook: NotebookNode, template: Sequence[TemplateCell]) -> tuple[NotebookNode, list[Text]]:
    """Return the notebook with exactly one cell for each graded cell of the template, and what had to be mended."""
    notebook = copy.deepcopy(notebook)
    notes: list[Text] = []
    chosen: dict[str, NotebookNode] = {}
    for cell in template:
        found = _matches(notebook, cell, {id(other) for other in chosen.values()})
        if found:
            chosen[cell.grade_id] = found[-1]  # the last one counts, as it does in Jupyter
            _note_doubles(cell, found, notes)
    known = {cell.grade_id for cell in template}
    for other in notebook.cells:
        kept = any(other is cell for cell in chosen.values())
        if not kept and "nbgrader" in other.metadata:  # an empty one too: nbgrader would stop at it
            grade_id = _grade_id(other)
            if grade_id is not None and grade_id not in known:
                shown = "".join(
                    letter for letter in grade_id[:60] if letter.isalnum() or letter in " -_.:"
                )  # a terminal shows it
                notes.append(Text(f"不認得的評分格 {shown} 已略過", f"ignored an unknown graded cell {shown}"))
            del other.metadata["nbgrader"]
    untagged = [
        cell.grade_id for cell in template if cell.grade_id in chosen and _grade_id(chosen[cell.grade_id]) is None
    ]
    if untagged:
        names = ", ".join(untagged)
        notes.append(
            Text(
                f"這些儲存格的評分標記已補回：{names}",
                f"these cells had lost their grading tags, which are back: {names}",
            )
        )
    for index, cell in enumerate(template):
        if cell.grade_id in chosen:
            _restore(chosen[cell.grade_id], cell, notes)
        else:
            _insert(notebook, template, index, chosen, notes)
    _make_ids_unique(notebook)
    return notebook, notes


def _grade_id(cell: NotebookNode) -> str | None:
    metadata = cell.metadata.get("nbgrader")
    grade_id = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def _matches(notebook: NotebookNode, template: TemplateCell, taken: set[int]) -> list[NotebookNode]:
    free = [cell for cell in notebook.cells if id(cell) not in taken]
    tagged = [cell for cell in free if _grade_id(cell) == template.grade_id]
    if tagged:
        return tagged
    untagged = [cell for cell in free if _grade_id(cell) is None]
    same_id = [cell for cell in untagged if cell.get("id") == cell_id(template.grade_id)]
    if same_id:
        return same_id
    if template.solution and template.names:
        return [cell for cell in untagged if template.names <= defined_names(cell.source)]
    return [cell for cell in untagged if cell.source.strip() == template.source.strip()]


def _note_doubles(template: TemplateCell, found: list[NotebookNode], notes: list[Text]) -> None:
    if len(found) > 1:
        notes.append(
            Text(
                f"儲存格 {template.grade_id} 出現 {len(found)} 次，以最後一個為準",
                f"cell {template.grade_id} was there {len(found)} times; the last one counts",
            )
        )


def _restore(cell: NotebookNode, template: TemplateCell, notes: list[Text]) -> None:
    name = template.grade_id
    if cell.cell_type != template.cell_type:
        notes.append(
            Text(
                f"儲存格 {name} 的類型已改回 {template.cell_type}", f"cell {name} is a {template.cell_type} cell again"
            )
        )
        cell.cell_type = template.cell_type
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
        if template.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    cell.metadata["nbgrader"] = template.metadata
    for flag in ("deletable", "editable"):
        cell.metadata.pop(flag, None)


def _insert(
    notebook: NotebookNode,
    template: Sequence[TemplateCell],
    index: int,
    chosen: dict[str, NotebookNode],
    notes: list[Text],
) -> None:
    cell = template[index]
    defined = frozenset(
        name for other in notebook.cells if other.cell_type == "code" for name in defined_names(other.source)
    )
    if cell.solution and not cell.grade and cell.names and cell.names <= defined:
        return  # written elsewhere; the stub would only hide it
    before = [chosen[earlier.grade_id] for earlier in template[:index] if earlier.grade_id in chosen]
    positions = [position for position, other in enumerate(notebook.cells) if before and other is before[-1]]
    added = cell.as_cell()
    notebook.cells.insert(positions[0] + 1 if positions else len(notebook.cells), added)
    chosen[cell.grade_id] = added
    notes.append(
        Text(f"缺少的儲存格 {cell.grade_id} 已補回", f"cell {cell.grade_id} was missing and has been put back")
    )


def _make_ids_unique(notebook: NotebookNode) -> None:
    seen: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        if not cell.get("id") or cell["id"] in seen:
            cell["id"] = f"cell-{index}-{len(seen)}"
        seen.add(cell["id"])
