"""What is known of libraries without importing them, where source code is read."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from autograder.notebook.code import parsed

LOOKS_ONLY = {
    f"builtins.{name}"
    for name in ("isinstance", "issubclass", "print", "repr", "str", "format", "id", "len", "hasattr", "callable", "help", "dir")
}  # fmt: skip
"""Functions that call nothing of what they are given."""
IMPORTS = {"import_module", "__import__", "resolve_name"}
EXECUTES = {"builtins.exec", "builtins.eval", "builtins.compile"}
NAMESPACES = {"builtins.globals", "builtins.locals", "builtins.vars"}
PROGRAMS = ("subprocess.", "os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn", "runpy.", "pty.spawn")
SHELL_CALLS = {"run_cell", "run_line_magic", "run_cell_magic", "system", "system_piped", "getoutput", "run_code", "ex", "ev"}  # fmt: skip
RETURN_SELF = {"", "fit", "partial_fit", "set_params", "set_output", "__init__", "__new__"}
"""Methods that return the object itself; others return data."""
RETURN_ARGUMENTS = {
    "partial", "partialmethod", "clone", "copy", "deepcopy", "make_pipeline", "Pipeline", "type", "max", "min", "next", "iter",
    "list", "tuple", "dict", "set", "frozenset", "zip", "enumerate", "sorted", "reversed", "map", "filter", "chain", "deque",
    "defaultdict", "SimpleNamespace", "staticmethod", "classmethod", "property", "cached_property", "vectorize", "cache",
    "lru_cache", "wraps", "choice", "attrgetter", "methodcaller",
}  # fmt: skip
PUTS_IN = {"append", "add", "insert", "extend", "setdefault", "update", "appendleft"}


def looks_only(names: Iterable[str]) -> bool:
    """Tell whether all of these functions only look at their arguments; False when there are none."""
    names = list(names)
    return bool(names) and all(name in LOOKS_ONLY for name in names)


def starts_programs(name: str) -> bool:
    """Tell whether a function starts another program."""
    return name.startswith(PROGRAMS)


def mentioned(text: str, modules: Sequence[str]) -> list[str]:
    """Return which of the modules a piece of code mentions."""
    return [module for module in modules if _mention(module).search(text)]


@lru_cache(maxsize=64)
def _mention(module: str) -> re.Pattern[str]:
    parent, _, last = module.rpartition(".")
    dotted = r"\s*\.\s*".join(map(re.escape, module.split(".")))
    pattern = rf"(?<![\w.]){dotted}(?!\w)"
    if parent:
        pattern += rf"|from\s+{re.escape(parent)}\s+import\s[^;\n]*\b{re.escape(last)}\b"
    return re.compile(pattern)


def exports(module: str, name: str) -> bool:
    """Tell whether ``from module import *`` binds the name."""
    return not name.startswith("_") and name in _public(module)


@lru_cache(maxsize=64)
def _public(module: str) -> frozenset[str]:
    """Return ``__all__`` of an installed module, read from its source; empty where that doesn't spell it out."""
    source = _source(module)
    tree = parsed(source) if source is not None else None
    for node in tree.body if tree is not None else []:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Tuple):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "__all__" in targets:
                names = (one.value for one in node.value.elts if isinstance(one, ast.Constant))
                return frozenset(name for name in names if isinstance(name, str))
    return frozenset()


def _source(module: str) -> str | None:
    top, *rest = module.split(".")
    try:
        spec = importlib.util.find_spec(top)  # of a top-level package, which imports nothing
        for folder in (spec and spec.submodule_search_locations) or ():
            base = Path(folder, *rest)
            for file in (base / "__init__.py", base.with_suffix(".py")):
                if file.is_file():
                    return file.read_text(encoding="utf-8")
    except (ImportError, ValueError, OSError):
        pass
    return None
