"""What can still be read of a file that is not quite JSON: cut off, with something behind it, with a comma too many."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

from autograder.model import Text

_LENIENT = json.JSONDecoder(strict=False)  # takes a line break inside a string
_TRAILING_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+")|,(?=\s*[\]}])', re.DOTALL)
_CELLS = re.compile(r'"cells"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_CELL = re.compile(r'\{\s*"(?:attachments|cell_type)"')  # how a cell begins as Jupyter, Colab and VS Code write it
_PARTS = {key: re.compile(rf'"{key}"\s*:\s*') for key in ("cell_type", "id", "grade_id", "source")}
MAX_GAPS = 50  # broken places: each costs reading what follows it once more

Content = dict[str, Any]


def read_json(text: str) -> tuple[Content | None, list[Text]]:
    """Return the notebook that a text holds as JSON, and what had to be mended; None when there is none."""
    try:
        return _as_notebook(json.loads(text)), []
    except (ValueError, RecursionError):
        pass
    clean = text.replace("\x00", "").lstrip()
    for candidate, note in (
        (clean, Text("檔案裡有多餘的控制字元，已略過", "stray control characters in the file were ignored")),
        (
            _TRAILING_COMMA.sub(lambda match: match[1] or "", clean) if clean.startswith("{") else "",
            Text("檔案的 JSON 裡有多餘的逗號，已略過", "commas too many in the file's JSON were ignored"),
        ),
    ):
        try:
            found, end = _LENIENT.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        content = _as_notebook(found)
        if content is not None:
            rest = candidate[end:].strip()
            behind = Text("檔案結尾有多餘的內容，已略過", "what stood behind the notebook in the file was ignored")
            return content, [behind] if rest else [note]
    return _readable_cells(clean)


def _as_notebook(found: Any) -> Content | None:
    """Return the notebook in what JSON holds: itself, in the answer of Jupyter's server, or as a bare list of cells."""
    if isinstance(found, list) and any(isinstance(cell, dict) and "cell_type" in cell for cell in found):
        return {"cells": found}
    if isinstance(found, dict):
        for content in (found, found.get("content")):
            if isinstance(content, dict) and isinstance(content.get("cells", content.get("worksheets")), list):
                return content
    return None


def _readable_cells(text: str) -> tuple[Content | None, list[Text]]:
    start = _CELLS.search(text)
    if start is None:
        return None, []
    cells: list[Any] = []
    gaps = 0
    position = start.end()
    while gaps < MAX_GAPS:
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing too
        try:
            cell, position = _LENIENT.raw_decode(text, position)
            cells.append(cell)
        except (ValueError, RecursionError):
            if text[position : position + 1] == "]":
                break
            following = _CELL.search(text, position + 1)
            if following is None:
                break
            gaps += 1
            cells.append(_parts(text[position : following.start()]))
            position = following.start()
    cells = [cell for cell in cells if isinstance(cell, dict) and ("source" in cell or "input" in cell)]
    if not cells:
        return None, []
    note = Text(
        f"檔案不完整或已損壞，讀回了其中 {len(cells)} 個儲存格",
        f"the file is cut off or damaged; {len(cells)} of its cells could be read",
    )
    return {"cells": cells}, [note]


def _parts(text: str) -> Content:
    """Return what can be read of a damaged cell."""
    found: Content = {}
    for key, pattern in _PARTS.items():
        start = pattern.search(text)
        with contextlib.suppress(ValueError, RecursionError):
            found |= {key: _LENIENT.raw_decode(text, start.end())[0]} if start is not None else {}
    grade_id = found.pop("grade_id", None)
    return found | ({"metadata": {"nbgrader": {"grade_id": grade_id}}} if isinstance(grade_id, str) else {})
