"""Which cell of a submission is which cell of the assignment, and of which assignment a submission is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from nbformat import NotebookNode

from autograder.model import Text
from autograder.notebook.code import parsed
from autograder.notebook.definitions import defined_names, written_names
from autograder.notebook.template import Release, TemplateCell, cell_id, grade_id_of

Chosen = dict[str, NotebookNode]


def match(notebook: NotebookNode, template: Sequence[TemplateCell], release: Release, notes: list[Text]) -> Chosen:
    """Return the submission's cell for each graded cell of the template, as far as it has one.

    By the grade id in its metadata, else by its own id, else by the functions or variables that it defines, else by its text;
    an answer in words also by the cells around it. Of several the last one counts in which the student has written something.
    """
    tagged: dict[str, list[NotebookNode]] = {}
    untagged: list[NotebookNode] = []
    for cell in notebook.cells:
        grade_id = grade_id_of(cell)
        if grade_id is None:
            untagged.append(cell)
        else:
            tagged.setdefault(grade_id, []).append(cell)
    chosen: Chosen = {}
    taken: set[int] = set()
    back: list[str] = []
    for wanted in template:
        found = tagged.get(wanted.grade_id, [])
        if not found:
            found = _look_alikes([cell for cell in untagged if id(cell) not in taken], wanted)
            found = found or _between_neighbours(notebook, wanted, release, taken)
            if found:
                back.append(wanted.grade_id)
        if not found:
            continue
        best = [cell for cell in found if len(found) > 1 and _has_work(cell, wanted)] or found
        chosen[wanted.grade_id] = best[-1]
        taken.add(id(best[-1]))
        if len(found) > 1:
            notes.append(
                Text(
                    f"儲存格 {wanted.grade_id} 出現 {len(found)} 次，以最後一個有作答的為準",
                    f"cell {wanted.grade_id} was there {len(found)} times; the last one with an answer counts",
                )
            )
    if back:
        names = ", ".join(back)
        notes.append(
            Text(
                f"這些儲存格的評分標記已補回：{names}",
                f"these cells had lost their grading tags, which are back: {names}",
            )
        )
    return chosen


def _look_alikes(cells: Sequence[NotebookNode], wanted: TemplateCell) -> list[NotebookNode]:
    same_id = [cell for cell in cells if cell.get("id") == cell_id(wanted.grade_id)]
    if same_id:
        return same_id
    if wanted.solution and wanted.names:
        return [cell for cell in cells if wanted.names <= defined_names(cell.source) and cell.cell_type == "code"]
    return [cell for cell in cells if cell.source.strip() == wanted.source.strip()]


def _has_work(cell: NotebookNode, wanted: TemplateCell) -> bool:
    """Whether the student has written something into what may be this cell."""
    if not wanted.solution or cell.source.strip() in ("", wanted.source.strip()):
        return False
    if not wanted.names or parsed(cell.source) is None:  # words, or code with an error
        return True
    return bool(written_names(cell.source, wanted.names))


def _between_neighbours(
    notebook: NotebookNode, wanted: TemplateCell, release: Release, taken: Collection[int]
) -> list[NotebookNode]:
    """Return the cell that takes the place of an answer in words: no text in it says which answer it is."""
    if not wanted.manual or wanted.grade_id not in release.grade_ids:
        return []
    sources = [cell.source.strip() for cell in notebook.cells]
    place = release.grade_ids.index(wanted.grade_id)
    before = (sources.index(text) for text in reversed(release.texts[:place]) if text in sources)
    after = (sources.index(text) for text in release.texts[place + 1 :] if text in sources)
    first = next(before, None)
    if first is None:
        return []
    last = next((position for position in after if position > first), len(sources))
    between = [
        cell
        for cell, source in zip(notebook.cells[first + 1 : last], sources[first + 1 : last], strict=True)
        if source and source not in release.known and id(cell) not in taken and grade_id_of(cell) is None
    ]
    words = [cell for cell in between if cell.cell_type == wanted.cell_type] or between
    return [max(words, key=lambda cell: len(cell.source))] if words else []


def belongs_to(notebook: NotebookNode, assignment: str, releases: Mapping[str, Release]) -> str | None:
    """Return the other assignment whose notebook this looks like, or None when it is as likely the one that it should be."""
    sources = {cell.source.strip() for cell in notebook.cells}
    grade_ids = {grade_id_of(cell) for cell in notebook.cells} - {None}
    shared = _shared_by_all(releases.values())
    likeness = {
        name: len((sources & release.known) - shared) + len(grade_ids & set(release.grade_ids))
        for name, release in releases.items()
    }
    best = max(likeness, key=lambda name: likeness[name], default=assignment)
    return best if likeness.get(best, 0) > max(likeness.get(assignment, 0), 1) else None


def _shared_by_all(releases: Iterable[Release]) -> set[str]:
    """Return the texts that more than one assignment has, such as the set-up."""
    seen: set[str] = set()
    twice: set[str] = set()
    for release in releases:
        twice |= seen & release.known
        seen |= release.known
    return twice
