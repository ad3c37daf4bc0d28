"""Turn the untrusted outputs of a cell into notebook outputs: known kinds, plain text, limited size."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.notebook.markup import harmless_html, harmless_markdown, is_active

MIB = 1024 * 1024
STREAMS = ("stdout", "stderr")
IMAGES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")  # shown in <img>, where no script runs


def _harmless_markdown(text: str) -> str:
    """Return Markdown of an output, which has no attachments."""
    return harmless_markdown(text).replace("attachment:", "attachment\uff1a")


MARKUP = {"text/html": harmless_html, "text/markdown": _harmless_markdown, "text/latex": harmless_markdown}
KEPT = ("text/plain", "application/json", *MARKUP, *IMAGES)  # not JavaScript, widgets or PDF
MAX_DEPTH = 32  # of JSON data; whoever writes the notebook recurses
MAX_COLOURS = 2000  # codes of a cell; 100,000 would keep whoever makes HTML of it busy for seconds
MAX_OUTPUTS = 500  # of a cell; whoever makes HTML of them takes half a millisecond for each, however small
_COLOUR = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]?)?")
TRUNCATED = "\n…… 輸出過長，其餘省略 | output too long, the rest is left out\n"


def _text(value: Any) -> str:
    """Return text that JSON and XML can hold, which lone surrogates cannot be in; "" for anything else."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _plain(value: Any, depth: int = 0) -> Any:
    """Return JSON data with clean texts; None for what is nested too deeply."""
    if isinstance(value, str):
        return _text(value)
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {_text(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    return value


class CellOutputs:
    """Collects the outputs of one cell; never raises, whatever the sandbox sends."""

    def __init__(self, limit_bytes: int) -> None:
        self.outputs: list[NotebookNode] = []
        self._left = limit_bytes
        self._truncated = False
        self._colours = MAX_COLOURS
        self._by_display_id: dict[str, NotebookNode] = {}

    def add(self, output: Any, size: int) -> None:
        """Add one output of ``size`` bytes; over the limit it is replaced by one line that says so."""
        if not isinstance(output, dict):
            return
        if output.get("output_type") == "clear":
            self.outputs.clear()
            return
        self._left -= size
        if self._left < 0 or len(self.outputs) >= MAX_OUTPUTS:
            self.truncate()
            return
        node = self._node(output)
        if node is None:
            return
        cleaned = sum(len(value) for value in node.get("data", {}).values() if isinstance(value, str))
        self._left -= max(0, cleaned - size)  # cleaning closes tags that were left open, again and again
        if self._left < 0:
            self.truncate()
            return
        self._append(node, output)

    def truncate(self) -> None:
        """Say once that outputs were left out."""
        if not self._truncated:
            self._truncated = True
            self.outputs.append(new_output("stream", name="stdout", text=TRUNCATED))

    def _append(self, node: NotebookNode, output: dict[str, Any]) -> None:
        display_id = output.get("display_id")
        if output.get("update") is True:
            earlier = self._by_display_id.get(str(display_id))
            if earlier is not None:
                earlier.update(data=node.data, metadata=node.metadata)
            return
        last = self.outputs[-1] if self.outputs else None
        if node.output_type == "stream" and last and last.output_type == "stream" and last.name == node.name:
            last.text += node.text
            return
        self.outputs.append(node)
        if display_id is not None:
            self._by_display_id[str(display_id)] = node

    def _coloured(self, value: Any) -> str:
        """Return clean text, without its terminal codes once a cell has had its share of them."""
        text = _text(value)
        self._colours -= text.count("\x1b")
        return text if self._colours >= 0 else _COLOUR.sub("", text)

    def _node(self, output: dict[str, Any]) -> NotebookNode | None:
        kind = output.get("output_type")
        if kind == "stream":
            name = output.get("name")
            return new_output(
                "stream", name=name if name in STREAMS else "stdout", text=self._coloured(output.get("text"))
            )
        if kind == "error":
            lines = output.get("traceback")
            return new_output(
                "error",
                ename=_text(output.get("ename", "")),
                evalue=_text(output.get("evalue", "")),
                traceback=[self._coloured(line) for line in lines] if isinstance(lines, list) else [],
            )
        if kind in ("display_data", "execute_result"):
            data = _mime_bundle(output.get("data"))
            if "text/plain" in data:
                data["text/plain"] = self._coloured(data["text/plain"])
            if kind == "display_data":
                return new_output("display_data", data=data, metadata={})
            count = output.get("execution_count")
            return new_output(
                "execute_result", data=data, metadata={}, execution_count=count if type(count) is int else None
            )
        return None


def _mime_bundle(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        return {"text/plain": ""}
    kept = {
        mime: _plain(data[mime]) if mime == "application/json" else _text(data[mime]) for mime in KEPT if mime in data
    }
    if is_active(kept.get("text/html", "")) and "text/plain" in kept:
        del kept["text/html"]
    for mime, clean in MARKUP.items():
        if mime in kept:
            kept[mime] = clean(kept[mime])
    return kept or {"text/plain": ""}
