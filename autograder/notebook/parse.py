"""Read what a student handed in, whatever an editor made of it."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.errors import UnreadableNotebookError
from autograder.notebook.markup import harmless_markdown

_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TAG = re.compile(r"[^,]+")
MAX_BYTES = 256 * 1024 * 1024


def read_notebook(data: bytes) -> NotebookNode:
    """Return the notebook in ``data``, upgraded to the current format.

    Raises:
        UnreadableNotebookError: it is empty, not JSON, or JSON that is no notebook
    """
    if not data.strip():
        raise UnreadableNotebookError("檔案是空的 | the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableNotebookError("檔案太大 | the file is too large")
    try:
        encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        content = json.loads(data.decode(encoding, errors="replace"))
    except (ValueError, RecursionError):
        raise UnreadableNotebookError(
            "檔案不是 JSON，不是筆記本 | the file is not JSON, so it is no notebook"
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("cells", content.get("worksheets")), list):
        raise UnreadableNotebookError("JSON 裡沒有儲存格，不是筆記本 | the JSON has no cells, so it is no notebook")
    try:
        return _normalised(content)
    except Exception:  # a student's JSON can break nbformat anywhere
        raise UnreadableNotebookError("筆記本的內容已損壞 | the notebook's content is damaged") from None


def _normalised(content: dict[str, Any]) -> NotebookNode:
    if "worksheets" in content or content.get("nbformat", 4) != 4:
        notebook = nbformat.convert(nbformat.from_dict(content), 4)
        content = json.loads(nbformat.writes(notebook))
    # The notebook's own metadata (kernel, widgets, editor) tells grading nothing; nbgrader puts the right kernel back.
    cells = [_cell(cell, index) for index, cell in enumerate(content["cells"]) if isinstance(cell, dict)]
    seen: set[str] = set()
    for index, cell in enumerate(cells):  # copied cells keep their id, and nbformat warns about every one
        if cell.id in seen:
            cell.id = f"cell-{index}-{len(seen)}"
        seen.add(cell.id)
    return new_notebook(cells=cells, metadata={})


def _cell(cell: dict[str, Any], index: int) -> NotebookNode:
    kind = cell.get("cell_type")
    source = _source(cell.get("source", cell.get("input", "")))
    clean: dict[str, Any] = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "markdown",
        "id": _id(cell.get("id"), index),
        "metadata": _metadata(cell.get("metadata")),
        "source": source
        if kind == "code"
        else harmless_markdown(source),  # the formgrader and feedback show it as HTML
    }
    if clean["cell_type"] == "code":
        clean |= {"execution_count": None, "outputs": []}
    elif _is_attachments(cell.get("attachments")):
        clean["attachments"] = cell["attachments"]
    return nbformat.from_dict(clean)


def _id(value: Any, index: int) -> str:
    return value if isinstance(value, str) and _CELL_ID.fullmatch(value) else f"cell-{index}"


def _source(value: Any) -> str:
    return _text("".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value))


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


def _is_attachments(value: Any) -> bool:
    """Whether these are well-formed attachments: the pictures that a student pasted into an answer."""
    return isinstance(value, dict) and all(
        isinstance(name, str) and isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
        for name, bundle in value.items()
    )
