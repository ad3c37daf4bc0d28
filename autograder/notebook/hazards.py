"""Lines that cannot work where submissions are graded, and what they would take with them.

Without a network, a keyboard and the student's own disk, ``!pip install``, ``input()`` and ``from google.colab import drive`` fail.
A failing line ends its cell, so the imports and functions below it are run before the cell.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.util import find_spec

from autograder.notebook.code import parsed

_NETWORK = re.compile(
    r"^(?P<indent>[ \t]*+)(?:[\w,][\w, ]*+=[ \t]*+)?(?P<line>(?:!{1,2}|%)[ \t]*(?:sudo[ \t]+)?(?:pip3?|conda|mamba|apt(?:-get)?|wget|curl|git|gdown|"
    r"kaggle|npm|uv|python3?[ \t]+-m[ \t]+pip)\b(?:[^\n]*\\\n)*[^\n]*)$",
    re.MULTILINE,
)
# Every cell that fails here holds one of these, or an import.
_SUSPECTS = ("input", "getpass", "sys.exit", "raise", "%%", '"/', "'/", ":/", ":\\")
_IMPORT = re.compile(r"^(?:import|from)[ \t]+(\w[\w., \t]*)", re.MULTILINE)
_ELSEWHERE = re.compile(r"/(?:content|kaggle|Users|home|mnt|media|drive)(?:/|$)|[A-Z]:[\\/]")  # other machines' folders
_NOT_HERE = ("google.colab", "google.cloud", "kaggle_secrets")  # parts of packages that may be there
_ASKS = {"input", "raw_input", "getpass", "getpass.getpass"}
_ENDS = {"sys.exit"}
_READS = re.compile(
    r"(?:.*\.)?(?:chdir|genfromtxt|imread|listdir|load|loadtxt|mount|open|read_csv|read_excel|read_table)"
)
_LATER = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.Try
_ALWAYS_RUN = ast.Expr | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.With | ast.Assert


def without_network_lines(source: str) -> tuple[str, list[str]]:
    """Return a cell with its downloads and installations as comments, and what they were."""
    if "!" not in source and "%" not in source:
        return source, []
    found: list[str] = []

    def replace(match: re.Match[str]) -> str:
        found.append(match["line"])
        commented = match["line"].replace("\n", "\n# ")
        return f"{match['indent']}pass  # 評分時沒有網路 | no network while grading: {commented}"

    return _NETWORK.sub(replace, source), found


def failing_line(source: str, beside: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the first line of a cell that is sure to fail, and the imports and definitions below it; None when none is.

    Args:
        source: of a code cell
        beside: modules that lie beside the notebook
    """
    if not _is_suspect(source) and all(available(name, beside) for name in _imported_names(source)):
        return None
    tree = parsed(source)
    if tree is None:
        return None
    lines = source.split("\n")
    for position, node in enumerate(tree.body):
        if fails(node, lines[node.lineno - 1] if node.lineno <= len(lines) else "", beside):
            kept = [_segment(lines, later) for later in tree.body[position + 1 :] if _is_definition(later, beside)]
            return _segment(lines, node).split("\n")[0].strip()[:60], "\n".join(kept)
    return None


def _is_suspect(source: str) -> bool:
    """Whether a cell is worth being read: most hold nothing that could fail here."""
    return any(word in source for word in _SUSPECTS) or any(
        line.isidentifier() and not line.isascii() for line in map(str.rstrip, source.split("\n"))
    )


def _imported_names(source: str) -> Iterator[str]:
    for match in _IMPORT.finditer(source):
        words = match[1].split(" import")[0]
        yield from (part.split()[0] for part in words.split(",") if part.split())


def _segment(lines: list[str], node: ast.stmt) -> str:
    first = min([node.lineno, *(part.lineno for part in getattr(node, "decorator_list", []))])
    return "\n".join(lines[first - 1 : node.end_lineno])


def _is_definition(node: ast.stmt, beside: Collection[str]) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return all(available(name, beside) for name in _modules(node))
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return node.value is not None and not any(
            isinstance(part, ast.Call | ast.Await) for part in ast.walk(node.value)
        )
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def fails(node: ast.stmt, line: str, beside: Collection[str] = ()) -> bool:
    """Whether a statement at the top level of a cell is sure to raise where submissions are graded."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return not all(available(name, beside) for name in _modules(node))
    if isinstance(node, ast.Raise) or line.startswith("%%"):  # a cell magic that is not in the first line
        return line[:2] != "%%" or node.lineno > 1
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Name):
        return not node.value.id.isascii()  # Chinese that was meant to be read
    return isinstance(node, _ALWAYS_RUN) and any(map(_cannot_work, _calls(node)))


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that a statement makes when it is run."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _LATER):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls(child)


def _cannot_work(call: ast.Call) -> bool:
    try:
        name = ast.unparse(call.func)
    except (RecursionError, ValueError):
        return False
    if name in _ASKS or name in _ENDS:
        return True
    first = call.args[0] if call.args else None
    path = first.value if isinstance(first, ast.Constant) else None
    return isinstance(path, str) and _ELSEWHERE.match(path) is not None and _READS.fullmatch(name) is not None


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if node.level or not node.module:
        return []
    return (
        [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        if node.module == "google"
        else [node.module]
    )


def available(module: str, beside: Collection[str] = ()) -> bool:
    """Whether a module can be imported where submissions are graded, as far as its first name tells."""
    if any(f"{module}.".startswith(f"{name}.") for name in _NOT_HERE):
        return False
    first = module.partition(".")[0]
    return first in beside or _installed(first)


@lru_cache(maxsize=1024)
def _installed(module: str) -> bool:
    if not module or module in sys.builtin_module_names or module in sys.stdlib_module_names:
        return True
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return True
