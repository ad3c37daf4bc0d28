"""Let every function that a student has written be defined when the notebook is run from top to bottom."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.model import Text
from autograder.notebook.definitions import Definition, defined_names, definitions_of
from autograder.notebook.hazards import failing_line, without_network_lines
from autograder.notebook.imports import lost_imports
from autograder.notebook.match import Chosen
from autograder.notebook.template import Release, TemplateCell

SHOWN = 8  # names in a note


def drop_stubs(notebook: NotebookNode, template: Sequence[TemplateCell], chosen: Chosen, notes: list[Text]) -> None:
    """Keep a stub that nobody has filled in from hiding what the student wrote in another place.

    As in Python the last definition counts, but of those only that the student has written.
    """
    places = _definitions_of(notebook, template)
    homes = {name: chosen.get(cell.grade_id) for cell in template if cell.solution for name in cell.names}
    hidden: list[tuple[NotebookNode, Definition]] = []
    elsewhere: list[str] = []
    twice: list[str] = []
    for name, found in sorted(places.items()):
        first = next((index for index, (_, one) in enumerate(found) if one.written), len(found))
        written = [cell for cell, one in found if one.written]
        stubs = [(cell, one) for cell, one in found[first:] if not one.written]
        hidden += stubs
        if written and not stubs and not any(cell is homes[name] for cell in written):
            elsewhere.append(name)
        if len({id(cell) for cell in written}) > 1:
            twice.append(name)
    for cell, stub in sorted(
        hidden, key=lambda place: -place[1].first
    ):  # from below: the line numbers above stay right
        lines = cell.source.split("\n")
        lines[stub.first - 1 : stub.last] = [
            f"# {stub.name}：未填的原稿已略過，你寫在別處 | this stub is left out; yours is in another place"
        ]
        cell.source = "\n".join(lines)
    for names, zh, en in (
        (elsewhere, "{} 寫在別的儲存格裡，照樣評分", "{} was written in another cell; graded all the same"),
        (
            sorted({stub.name for _, stub in hidden}),
            "{} 寫在別處，後面未填的原稿不會蓋過它",
            "{} was written in another place; the unfilled stub below does not override it",
        ),
        (twice, "{} 定義了不只一次，以最後一次為準", "{} was defined more than once; the last one counts"),
    ):
        if names:
            shown = ", ".join(names)
            notes.append(Text(zh.format(shown), en.format(shown)))


def _definitions_of(
    notebook: NotebookNode, template: Sequence[TemplateCell]
) -> dict[str, list[tuple[NotebookNode, Definition]]]:
    """Return where the functions and variables that students write are defined, by name, in order."""
    wanted = {name for cell in template if cell.solution and cell.cell_type == "code" for name in cell.names}
    locked = {cell.source for cell in template if cell.locked}
    found: dict[str, list[tuple[NotebookNode, Definition]]] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source not in locked:
            for one in definitions_of(cell.source, wanted):
                found.setdefault(one.name, []).append((cell, one))
    return found


def make_runnable(
    notebook: NotebookNode,
    template: Sequence[TemplateCell],
    release: Release,
    beside: Collection[str],
    notes: list[Text],
) -> None:
    """Put lines aside that cannot work here, and see that imports and functions are not lost with them."""
    released = {cell.source.strip() for cell in template} | release.known
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    own = {index for index, cell in enumerate(code) if cell.source.strip() not in released}
    skipped: list[str] = []
    for index in own:
        code[index].source, lines = without_network_lines(code[index].source)
        skipped += lines
    if skipped:
        shown = "".join(filter(str.isprintable, skipped[0]))[:60]
        notes.append(
            Text(
                f"評分時沒有網路，這類的行已略過：{shown}",
                f"there is no network while grading; lines like this were left out: {shown}",
            )
        )
    beside = {*beside, *(name for name in _written_modules(code, own))}
    _give_imports(notebook, code, own, release, beside, notes)
    _define_first(notebook, code, own, beside, notes)


def _written_modules(code: Sequence[NotebookNode], own: Collection[int]) -> list[str]:
    """Return the modules that cells write with ``%%writefile``."""
    firsts = [code[index].source.lstrip().partition("\n")[0].split() for index in own]
    return [
        words[-1].removesuffix(".py") for words in firsts if len(words) > 1 and words[0] in ("%%writefile", "%%file")
    ]


def _give_imports(
    notebook: NotebookNode,
    code: Sequence[NotebookNode],
    own: Collection[int],
    release: Release,
    beside: Collection[str],
    notes: list[Text],
) -> None:
    lost = lost_imports([cell.source.strip() for cell in code], own, release.code, beside)
    if lost:
        lines = ["# 補回的匯入 | imports that were put back", *dict.fromkeys(lost.values())]
        notebook.cells.insert(0, new_code_cell("\n".join(lines), id="imports-put-back"))
        names = ", ".join(list(lost)[:SHOWN])
        notes.append(Text(f"作業原有的匯入已補回：{names}", f"imports of the assignment were put back: {names}"))


def _define_first(
    notebook: NotebookNode,
    code: Sequence[NotebookNode],
    own: Collection[int],
    beside: Collection[str],
    notes: list[Text],
) -> None:
    alone: list[str] = []
    for index in sorted(own):
        failing = failing_line(code[index].source, beside)
        if failing is None:
            continue
        line, below = "".join(filter(str.isprintable, failing[0])), failing[1]
        if not below:
            alone.append(line)
            continue
        head = "# 下一格的匯入與函式，先執行 | imports and functions of the next cell, run first"
        position = next(i for i, cell in enumerate(notebook.cells) if cell is code[index])
        notebook.cells.insert(position, new_code_cell(f"{head}\n{below}", id=f"first-{index}"))
        names = ", ".join(sorted(defined_names(below))[:SHOWN]) or "import"
        notes.append(
            Text(
                f"這一行在評分時無法執行：{line}；同一格裡它下面的 {names} 已先執行",
                f"this line cannot be run while grading: {line}; {names} below it in the same cell was run first",
            )
        )
    if alone:
        shown = "；".join(alone[:3])
        notes.append(
            Text(
                f"在評分時無法執行，只影響它那一格：{shown}",
                f"cannot be run while grading; only its cell is affected: {shown}",
            )
        )
