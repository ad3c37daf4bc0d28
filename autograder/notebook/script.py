"""A notebook that was handed in as a script: the exports of Jupyter, VS Code, jupytext and Colab, or plain Python."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Any

_RULE = "# ---\n"  # above and below jupytext's header
_CELL = re.compile(r"^# ?(?:%%(?P<percent>.*)|In ?\[[\d *]*\]:.*|<(?:codecell|markdowncell)>.*)$", re.MULTILINE)
_MEANS_SOMETHING = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
_TOP_LEVEL = re.compile(r"^(?=(?:async\s+)?def\s|class\s|@)", re.MULTILINE)
MAX_PIECES = 500

Cell = dict[str, Any]


def read_script(text: str) -> list[Cell]:
    """Return the cells of a script, or none when the text is no script."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(_RULE):
        text = text[len(_RULE) :].partition(_RULE)[2]
    marks = list(_CELL.finditer(text))
    if marks:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        cells = [_code(text[: marks[0].start()])]
        cells += [
            _marked(text[mark.end() : end], mark["percent"] or "", mark[0])
            for mark, end in zip(marks, ends, strict=True)
        ]
        return [cell for cell in cells if cell["source"]]
    pieces = _pieces(text)
    return [cell for cell in map(_code, pieces if len(pieces) <= MAX_PIECES else [text]) if cell["source"]]


def _code(source: str) -> Cell:
    return {"cell_type": "code", "source": source.strip("\n")}


def _marked(source: str, percent: str, mark: str) -> Cell:
    if "[markdown]" in percent or "[md]" in percent or "<markdowncell>" in mark:
        return {"cell_type": "markdown", "source": re.sub(r"^# ?", "", source.strip("\n"), flags=re.MULTILINE)}
    return _code(re.sub(r"^# (?=[%!])", "", source, flags=re.MULTILINE))  # jupytext puts magics into comments


def _pieces(text: str) -> list[str]:
    """Return the statements of a script without marks, each apart: a failing one must not take the functions with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _TOP_LEVEL.split(text) if _TOP_LEVEL.search(text) else []
    if not any(isinstance(node, _MEANS_SOMETHING) for node in body):
        return []
    lines = text.split("\n")
    pieces = []
    for node in body:
        first = min([node.lineno, *(part.lineno for part in getattr(node, "decorator_list", []))])
        pieces.append("\n".join(lines[first - 1 : node.end_lineno]))
    return pieces
