"""The imports that an assignment brings along: whoever loses them loses every function that uses them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from autograder.notebook.code import parsed
from autograder.notebook.hazards import fails


def lost_imports(
    cells: Sequence[str], own: Collection[int], given: tuple[str, ...], beside: Collection[str]
) -> dict[str, str]:
    """Return the released imports that the student's cells need and do not get, by name.

    Args:
        cells: the code cells in order, without blanks around them
        own: indices of those that a student wrote
        given: the code cells that the assignment was released with
        beside: modules that lie beside the notebook
    """
    imports = _released_imports(given)
    waiting = {source for source in given if "import " in source}
    for index, source in enumerate(cells):
        if not waiting:
            return {}
        if index in own:
            break
        waiting.discard(source)
    bound: set[str] = set()
    lost: dict[str, str] = {}
    for index, source in enumerate(cells):
        tree = parsed(source)
        if tree is None:
            continue
        lines = source.split("\n")
        for node in tree.body:
            if index in own:
                used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} & imports.keys()
                lost |= {name: imports[name] for name in sorted(used - bound) if not _binds(node, name)}
            if not fails(node, lines[node.lineno - 1] if node.lineno <= len(lines) else "", beside=beside):
                bound |= set(_bound_by(node))  # also below what fails: those lines are run before the cell
    return {name: line for name, line in imports.items() if name in lost}


@lru_cache(maxsize=16)
def _released_imports(given: tuple[str, ...]) -> dict[str, str]:
    """Return the lines that import each name in the released cells."""
    found: dict[str, str] = {}
    for source in given:
        tree = parsed(source)
        for node in tree.body if tree is not None else []:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name in _bound_by(node):
                    found.setdefault(name, ast.unparse(node))
    return found


def _binds(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) and name in _bound_by(node)


def _bound_by(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds for the cells after it."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))
