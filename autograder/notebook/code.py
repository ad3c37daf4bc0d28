"""Parse code cells as IPython would run them; nothing is executed."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache

MAX_CELL = 300_000  # characters; parsed, a cell takes a thousand times as much memory
_PYTHON_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun|memit|mprun)\b.*")  # their cells are Python all the same
_COMMAND = re.compile(r"(?P<before>\s*(?:[\w ,.\[\]'\"]+=\s*)?)(?P<kind>%|!!?)(?P<text>.*)", re.DOTALL)
_RUNS_STATEMENT = re.compile(r"(?:time|prun)\s+(?!-)(?P<statement>.*)", re.DOTALL)
_HELP = re.compile(r"\s*(\?.*|[\w.]+\?\??\s*)")


@lru_cache(maxsize=64)  # the cells that the release brings are the same in every submission; a tree takes megabytes
def parsed(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, or None for one that is not Python or would not compile.

    Magics and ``!`` commands become the calls that IPython makes of them. Do not modify the tree: it is shared.
    """
    if len(source) > MAX_CELL:
        return None
    for text in (source, _as_python(source)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of invalid escapes, which are the student's business
                return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def _as_python(source: str) -> str:
    lines = source.splitlines()
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].lstrip().startswith("%%"):
        if not _PYTHON_MAGIC.fullmatch(lines[first]):
            return ""
        lines[first] = ""
    return "\n".join(map(_line_as_python, lines))


def _line_as_python(line: str) -> str:
    if _HELP.fullmatch(line):
        return ""
    command = _COMMAND.fullmatch(line)
    if command is None:
        return line
    before, text = command["before"], command["text"].strip()
    if command["kind"] != "%":
        return f"{before}get_ipython().system({text!r})"
    statement = _RUNS_STATEMENT.fullmatch(text)
    return before + (statement["statement"] if statement else f"get_ipython().run_line_magic({text!r})")
