"""Read what a student handed in, whatever an editor made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.errors import UnreadableNotebookError
from autograder.model import Text
from autograder.notebook.decode import LARGE, MAX_BYTES, decoded, unzipped, without_outputs
from autograder.notebook.markup import harmless_markdown
from autograder.notebook.salvage import Content, read_json
from autograder.notebook.script import read_script

MAX_WITHOUT_OUTPUTS = 64 * 1024 * 1024  # read, brackets take twenty times as much memory
MOST_CELLS = (
    5_000  # a long notebook has two hundred; each cell takes a fifth of a millisecond, and a page in the feedback
)
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TAG = re.compile(r"[^,]+")
_OURS = re.compile(r"python|ipykernel|^conda|^\.?venv", re.IGNORECASE)  # of names that kernels have
_UNUSUAL = re.compile(r"[^\w .+-]")


@dataclass(frozen=True)
class Read:
    """A submission's notebook, and what had to be mended to read it."""

    notebook: NotebookNode
    notes: tuple[Text, ...] = ()


def read_notebook(data: bytes) -> NotebookNode:
    """Return the notebook in ``data`` as :func:`read_submission` does."""
    return read_submission(data).notebook


def read_submission(data: bytes) -> Read:
    """Return the notebook in ``data``, upgraded to the current format, and what had to be mended.

    Args:
        data: a notebook in any encoding, also damaged; a ZIP archive with one; or a script that was exported from one

    Raises:
        UnreadableNotebookError: it is empty, or nothing that looks like a notebook can be found in it
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableNotebookError("檔案是空的 | the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableNotebookError("檔案太大 | the file is too large")
    notebook = unzipped(data)
    notes: list[Text] = []
    if notebook is not data:
        notes.append(
            Text("交的是壓縮檔，已取出其中的筆記本", "a ZIP archive was handed in; its notebook was taken out")
        )
    if len(notebook) > LARGE:
        notebook, whole = without_outputs(notebook), notebook
        if len(whole) - len(notebook) > LARGE:
            size = round(len(whole) / 1e6)
            notes.append(Text(f"筆記本有 {size} MB，舊的輸出已略過", f"of the {size} MB the old outputs were ignored"))
    if len(notebook) > MAX_WITHOUT_OUTPUTS:
        raise UnreadableNotebookError("檔案太大 | the file is too large")
    text, found = decoded(notebook)
    notes += found
    content, found = read_json(text)
    notes += found
    if content is None:
        cells = read_script(text)
        if not cells:
            raise UnreadableNotebookError(
                "檔案裡讀不到任何儲存格，不是筆記本 | no cells can be read in the file, so it is no notebook"
            )
        content = {"cells": cells}
        notes.append(
            Text(
                "交的不是筆記本而是程式檔，已讀成儲存格", "a script was handed in, not a notebook; it was read as cells"
            )
        )
    try:
        upgraded, found = _upgraded(content)
        cleaned, more = _normalised(upgraded)
    except Exception:  # a student's JSON can break nbformat anywhere
        raise UnreadableNotebookError("筆記本的內容已損壞 | the notebook's content is damaged") from None
    return Read(cleaned, (*notes, *found, *_about_kernel(content), *more))


def _upgraded(content: Content) -> tuple[Content, list[Text]]:
    shown = None
    if isinstance(content.get("cells"), list):
        minor = content.get("nbformat_minor")
        if content.get("nbformat") == 4 and type(minor) is int and 0 <= minor < 5:
            shown = f"4.{minor}"
    else:
        version = content.get("nbformat")
        shown = str(version) if version in (2, 3) else "3"
        old = nbformat.from_dict({**content, "nbformat": int(shown)})
        content = json.loads(nbformat.writes(nbformat.convert(old, 4)))
    note = Text(f"筆記本的格式 {shown} 已更新到 4.5", f"the notebook's format {shown} was upgraded to 4.5")
    return content, [note] if shown else []


def _about_kernel(content: Content) -> list[Text]:
    """Return a note when the notebook asks for a kernel of another language; it is run with Python all the same."""
    metadata = content.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if not isinstance(kernel, dict):
        return []
    names = [kernel[key] for key in ("language", "name") if isinstance(kernel.get(key), str) and kernel[key]]
    if not names or any(_OURS.search(name) for name in names):
        return []
    shown = _UNUSUAL.sub("", names[0])[:40]
    return [
        Text(f"筆記本的核心是 {shown}，評分時用 Python", f"the notebook's kernel is {shown}; it is graded with Python")
    ]


def _normalised(content: Content) -> tuple[NotebookNode, list[Text]]:
    # The notebook's own metadata (kernel, widgets, editor) tells grading nothing; nbgrader puts the right kernel back.
    given, left_out = _not_too_many([cell for cell in content["cells"] if isinstance(cell, dict)])
    cells = [_cell(cell, index) for index, cell in enumerate(given)]
    notes = []
    if left_out:
        notes.append(
            Text(
                f"儲存格多於 {MOST_CELLS} 個，其中 {left_out} 個已略過（空的先略過）",
                f"there are more than {MOST_CELLS} cells; {left_out} of them were ignored, empty ones first",
            )
        )
    strange = len(content["cells"]) - len(given) - left_out
    if strange:
        notes.append(Text(f"{strange} 個不是儲存格的項目已略過", f"{strange} entries that are no cells were ignored"))
    seen: set[str] = set()
    fresh = sum(cell.id != other.get("id") for cell, other in zip(cells, given, strict=True) if "id" in other)
    for index, cell in enumerate(cells):  # copied cells keep their id, and nbformat warns about every one
        if cell.id in seen:
            cell.id = f"cell-{index}-{len(seen)}"
            fresh += 1
        seen.add(cell.id)
    if fresh:
        notes.append(
            Text(
                f"{fresh} 個儲存格的代號（id）重複或無效，已換新",
                f"doubled or invalid ids of cells were replaced: {fresh}",
            )
        )
    elif given and content.get("nbformat_minor") == 5 and not any("id" in cell for cell in given):
        notes.append(Text("儲存格沒有代號（id），已補上", "the cells had no ids and got new ones"))
    return new_notebook(cells=cells, metadata={}), notes


def _not_too_many(cells: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """Return the cells that are read, and how many are not: beyond the limit empty ones go first, then the last."""
    if len(cells) <= MOST_CELLS:
        return cells, 0
    filled = [cell for cell in cells if _source(cell.get("source", cell.get("input", ""))).strip()]
    return filled[:MOST_CELLS], len(cells) - len(filled[:MOST_CELLS])


def _cell(cell: dict[str, Any], index: int) -> NotebookNode:
    kind = _kind(cell)
    source = _source(cell.get("source", cell.get("input", "")))
    clean: dict[str, Any] = {
        "cell_type": kind,
        "id": _id(cell.get("id"), index),
        "metadata": _metadata(cell.get("metadata")),
        "source": source
        if kind == "code"
        else harmless_markdown(source),  # the formgrader and feedback show it as HTML
    }
    if kind == "code":
        clean |= {"execution_count": None, "outputs": []}
    else:
        attachments = _attachments(cell.get("attachments"))
        if attachments:
            clean["attachments"] = attachments
        clean["source"] = _without_lost_pictures(clean["source"], attachments)
    return nbformat.from_dict(clean)


def _kind(cell: dict[str, Any]) -> str:
    """Return a cell's type; of an unknown one what only code cells have tells."""
    kind = str(cell.get("cell_type")).lower()
    if kind in ("code", "markdown", "raw"):
        return kind
    return "code" if cell.keys() & {"outputs", "execution_count", "input"} else "markdown"


def _id(value: Any, index: int) -> str:
    return value if isinstance(value, str) and _CELL_ID.fullmatch(value) else f"cell-{index}"


def _source(value: Any) -> str:
    if not isinstance(value, list):
        return _text("" if value is None else str(value))
    lines = [line if isinstance(line, str) else str(line) for line in value if line is not None]
    split = any(line.endswith("\n") for line in lines[:-1])
    return _text(("" if split else "\n").join(lines))  # some programs leave the line breaks out


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be written back


def _metadata(value: Any) -> dict[str, Any]:
    """Keep what grading reads; anything else may be malformed in ways that nbformat refuses later."""
    if not isinstance(value, dict):
        return {}
    kept: dict[str, Any] = {}
    if isinstance(value.get("nbgrader"), dict):  # flat: what copies a notebook recurses
        kept["nbgrader"] = {
            _text(key): _text(item) if isinstance(item, str) else item
            for key, item in value["nbgrader"].items()
            if isinstance(item, str | bool | int | float)
        }
    tags = value.get("tags")
    if isinstance(tags, list) and all(isinstance(tag, str) and _TAG.fullmatch(tag) for tag in tags):
        kept["tags"] = sorted(set(map(_text, tags)))
    return kept


def _attachments(value: Any) -> dict[str, dict[str, str]]:
    """Return the pictures that a student pasted into an answer; nothing where they are not well-formed."""
    well_formed = isinstance(value, dict) and all(
        isinstance(name, str) and isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
        for name, bundle in value.items()
    )
    return {name: bundle for name, bundle in value.items() if bundle} if well_formed else {}


def _without_lost_pictures(source: str, attachments: Iterable[str]) -> str:
    """Return Markdown that names no attachment but these: nbconvert makes no page where one is missing."""
    names = "|".join(re.escape(spelled) for name in attachments for spelled in {name, quote(name)})
    there = rf"(?!(?:{names})(?:[\s)>\]\"']|$))" if names else ""
    return re.sub(rf"attachment:(?=\S){there}", "attachment\uff1a", source, flags=re.IGNORECASE)
