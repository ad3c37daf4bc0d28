"""Read what a student handed in, whatever an editor made of it."""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.errors import UnreadableNotebookError

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
        content = json.loads(data.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        raise UnreadableNotebookError("檔案不是 JSON，不是筆記本 | the file is not JSON, so it is no notebook") from None
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
    cells = [cell for cell in content["cells"] if isinstance(cell, dict)]
    metadata = content.get("metadata") if isinstance(content.get("metadata"), dict) else {}
    return new_notebook(cells=[_cell(cell, index) for index, cell in enumerate(cells)], metadata=nbformat.from_dict(metadata))


def _cell(cell: dict[str, Any], index: int) -> NotebookNode:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(str(line) for line in source)
    kind = cell.get("cell_type")
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    clean: dict[str, Any] = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "markdown",
        "id": f"cell-{index}",
        "metadata": metadata,
        "source": str(source),
    }
    if clean["cell_type"] == "code":
        clean |= {"execution_count": None, "outputs": []}
    original = cell.get("id")
    if isinstance(original, str) and 0 < len(original) <= 64 and all(c.isascii() and (c.isalnum() or c in "-_") for c in original):
        clean["id"] = original
    return nbformat.from_dict(clean)
