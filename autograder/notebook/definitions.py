"""What a cell's code defines, and whether a student has written it or it is still the released stub."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from autograder.notebook.code import parsed

_DEFINITION = re.compile(r"^(?:async\s+)?def\s+(\w+)\s*\(|^(\w+)\s*(?::[^=\n]+)?=(?!=)|^class\s+(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Definition:
    """A function, class or variable that a cell defines at its top level, with its first and last line, from 1."""

    name: str
    first: int
    last: int
    written: bool
    """Whether it is more than a stub: ``raise NotImplementedError()``, ``pass``, or ``None`` for a variable."""


def defined_names(source: str) -> frozenset[str]:
    """Return the names that a cell's source defines at its top level; the source may have errors."""
    return frozenset(name for match in _DEFINITION.finditer(source) for name in match.groups() if name)


def definitions(source: str) -> list[Definition]:
    """Return what a cell defines, in order; nothing for a cell that is not Python."""
    tree = parsed(source)
    return [] if tree is None else [found for node in tree.body for found in _defined_by(node)]


def written_names(source: str, names: Iterable[str]) -> set[str]:
    """Return those of ``names`` that the cell defines, and not as a stub."""
    return {found.name for found in definitions_of(source, names) if found.written}


def definitions_of(source: str, names: Iterable[str]) -> list[Definition]:
    """Return the cell's definitions of ``names``, in order; a cell that only calls them is not even parsed."""
    wanted = frozenset(names)
    if not wanted or not _defining(wanted).search(source):
        return []
    return [found for found in definitions(source) if found.name in wanted]


@lru_cache(maxsize=64)
def _defining(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern that is found wherever one of the names may be defined."""
    any_name = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf"(?:def|class)\s+(?:{any_name})\b|\b(?:{any_name})\b\s*[,:=)\]]")


def _defined_by(node: ast.stmt) -> Iterator[Definition]:
    last = node.end_lineno or node.lineno
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
        yield Definition(node.name, first, last, not all(map(_is_nothing, node.body)))
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        written = not (isinstance(node.value, ast.Constant) and node.value.value is None)
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    yield Definition(name.id, node.lineno, last, written)


def _is_nothing(node: ast.stmt) -> bool:
    """Whether a statement is what stubs consist of: a docstring, ``...``, ``pass``, ``raise NotImplementedError``."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(node, ast.Pass)
