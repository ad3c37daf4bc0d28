"""Give a submission its graded cells back, and its functions a chance to be run.

Pure functions of a notebook, the assignment's template cells and its release; nothing here knows where any of them came from.
Reading :func:`repair` is reading the steps in order; each says in both languages what it has mended.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.model import Text
from autograder.notebook.code import MAX_CELL, parsed
from autograder.notebook.definitions import defined_names, written_names
from autograder.notebook.match import Chosen, match
from autograder.notebook.prose import code_in
from autograder.notebook.rescue import drop_stubs, make_runnable
from autograder.notebook.template import SCHEMA_VERSION, Release, TemplateCell, blank, cell_id, grade_id_of

__all__ = ["SCHEMA_VERSION", "TemplateCell", "blank", "cell_id", "defined_names", "repair"]

NOWHERE = Release()


def repair(
    notebook: NotebookNode,
    template: Sequence[TemplateCell],
    release: Release = NOWHERE,
    beside: Collection[str] = (),
) -> tuple[NotebookNode, list[Text]]:
    """Return the notebook with exactly one cell for each graded cell of the template, and what had to be mended.

    Args:
        notebook: what the student handed in; it is not changed
        template: the cells that grading relies on
        release: the assignment as it was released; without it less can be mended
        beside: modules that lie beside the notebook
    """
    notebook = copy.deepcopy(notebook)
    notes: list[Text] = []
    _join_halves(notebook, template, notes)
    chosen = match(notebook, template, release, notes)
    _forget_other_tags(notebook, template, chosen, notes)
    for cell in template:
        if cell.grade_id in chosen:
            _restore(notebook, chosen[cell.grade_id], cell, template, notes)
    _find_code_elsewhere(notebook, template, release, notes)
    _insert_missing(notebook, template, chosen, notes)
    drop_stubs(notebook, template, chosen, notes)
    make_runnable(notebook, template, release, beside, notes)
    _make_ids_unique(notebook)
    return notebook, notes


def _join_halves(notebook: NotebookNode, template: Sequence[TemplateCell], notes: list[Text]) -> None:
    """Join a cell that was split inside a function: its second half begins with a blank."""
    for index in range(len(notebook.cells) - 1, 0, -1):
        first, second = notebook.cells[index - 1 : index + 1]
        begin = second.source.lstrip("\n")[:1]
        if begin not in (" ", "\t") or {first.cell_type, second.cell_type} != {"code"}:
            continue
        names = sorted(
            defined_names(first.source) & {name for cell in template if cell.solution for name in cell.names}
        )
        joined = f"{first.source}\n{second.source}"
        if names and parsed(joined) is not None:
            first.source = joined
            del notebook.cells[index]
            notes.append(
                Text(
                    f"{', '.join(names)} 被切成兩個儲存格，已接回",
                    f"{', '.join(names)} was split into two cells, which were joined again",
                )
            )


def _forget_other_tags(
    notebook: NotebookNode, template: Sequence[TemplateCell], chosen: Chosen, notes: list[Text]
) -> None:
    known = {cell.grade_id for cell in template}
    kept = {id(cell) for cell in chosen.values()}
    unknown: list[str] = []
    for cell in notebook.cells:
        if id(cell) not in kept and "nbgrader" in cell.metadata:  # an empty one too: nbgrader would stop at it
            grade_id = grade_id_of(cell)
            if grade_id is not None and grade_id not in known:  # a terminal shows it
                unknown.append("".join(c for c in grade_id[:60] if c.isalnum() or c in " -_.:"))
            del cell.metadata["nbgrader"]
    if unknown:
        names = ", ".join(unknown[:20])
        notes.append(Text(f"不認得的評分格已略過：{names}", f"unknown graded cells were ignored: {names}"))


def _restore(
    notebook: NotebookNode,
    cell: NotebookNode,
    wanted: TemplateCell,
    template: Sequence[TemplateCell],
    notes: list[Text],
) -> None:
    """Give a cell the type, metadata and, where it is locked, the text that it was released with."""
    name = wanted.grade_id
    if cell.cell_type != wanted.cell_type:
        notes.append(
            Text(f"儲存格 {name} 的類型已改回 {wanted.cell_type}", f"cell {name} is a {wanted.cell_type} cell again")
        )
        _retype(cell, wanted.cell_type)
    if wanted.locked and cell.source.strip() != wanted.source.strip():
        own = {function for other in template if other.solution for function in other.names}
        if written_names(cell.source, own | (defined_names(cell.source) - defined_names(wanted.source))):
            position = next(i for i, other in enumerate(notebook.cells) if other is cell)
            notebook.cells.insert(position, new_code_cell(cell.source, id=f"{cell_id(name)[:50]}-own"))
        cell.source = wanted.source
        notes.append(
            Text(f"評分格 {name} 被改過，已還原", f"the graded cell {name} had been changed and is as released again")
        )
    cell.metadata["nbgrader"] = wanted.metadata
    for flag in ("deletable", "editable"):
        cell.metadata.pop(flag, None)


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    cell.pop("outputs", None)
    cell.pop("execution_count", None)
    if cell_type == "code":
        cell.pop("attachments", None)
        cell.update(outputs=[], execution_count=None)


def _find_code_elsewhere(
    notebook: NotebookNode, template: Sequence[TemplateCell], release: Release, notes: list[Text]
) -> None:
    """Make code of what is typed as something else: functions in Markdown, prose in a code cell, ``%%writefile``."""
    wanted = {name for cell in template if cell.solution and cell.cell_type == "code" for name in cell.names}
    released = {cell.source for cell in template}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source not in released and cell.source.strip() not in release.known:
            _take_prose_out(cell, notes)
    missing = wanted - {
        name for cell in notebook.cells if cell.cell_type == "code" for name in written_names(cell.source, wanted)
    }
    for cell in notebook.cells:
        names = {name for name in missing if name in cell.source} if missing else set()
        if not names or cell.source in released or len(cell.source) > MAX_CELL:
            continue
        if cell.cell_type == "code":
            first, _, body = cell.source.lstrip().partition("\n")
            if not first.startswith("%%"):
                continue
            code: str | None = f"# {first}\n{body}"
        elif grade_id_of(cell) is None:
            code = code_in(cell.source)
        else:
            continue
        found = written_names(code, names) if code is not None else set()
        if code is not None and found:
            shown = ", ".join(sorted(found))
            notes.append(
                Text(
                    f"{shown} 寫在不會執行的儲存格裡，已當作程式執行",
                    f"{shown} stood in a cell that is not run as Python; it was run as code",
                )
            )
            _retype(cell, "code")
            cell.source = code
            missing -= found


def _take_prose_out(cell: NotebookNode, notes: list[Text]) -> None:
    if parsed(cell.source) is not None:
        return
    code = code_in(cell.source)
    if code is not None:
        names = ", ".join(sorted(defined_names(cell.source))[:5])
        cell.source = code
        notes.append(
            Text(
                f"有 {names} 的程式儲存格裡夾著文字，文字已改成註解",
                f"words stood between the code of the cell with {names}; they were made comments",
            )
            if names
            else Text("程式儲存格裡是文字，已改成註解", "words stood in a code cell; they were made comments")
        )


def _insert_missing(
    notebook: NotebookNode, template: Sequence[TemplateCell], chosen: Chosen, notes: list[Text]
) -> None:
    added: list[str] = []
    for index, wanted in enumerate(template):
        if wanted.grade_id in chosen:
            continue
        if wanted.solution and not wanted.grade and wanted.names:
            code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
            if wanted.names <= {name for source in code for name in written_names(source, wanted.names)}:
                continue  # written in another cell; the stub would only hide it
        before = [chosen[earlier.grade_id] for earlier in template[:index] if earlier.grade_id in chosen]
        position = next((i for i, cell in enumerate(notebook.cells) if before and cell is before[-1]), None)
        chosen[wanted.grade_id] = wanted.as_cell()
        notebook.cells.insert(len(notebook.cells) if position is None else position + 1, chosen[wanted.grade_id])
        added.append(wanted.grade_id)
    if added:
        names = ", ".join(added)
        notes.append(Text(f"缺少的儲存格已補回：{names}", f"these cells were missing and have been put back: {names}"))


def _make_ids_unique(notebook: NotebookNode) -> None:
    seen: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        if not cell.get("id") or cell["id"] in seen:
            cell["id"] = f"cell-{index}-{len(seen)}"
        seen.add(cell["id"])
