"""What a process grades with: a worker on another machine must grade exactly as this one would."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from autograder.course import PACKAGE
from autograder.engine.fingerprint import fingerprint

LIBRARIES = ("numpy", "scipy", "scikit-learn", "matplotlib", "ipython", "pytest", "nbformat", "nbgrader", "nbconvert")


@cache
def identity(graders: Path) -> dict[str, str]:
    """Return the versions and the code that a process grades with.

    The answer stays the same for the life of a process: so does the code that it has loaded, whatever becomes of the files.

    Args:
        graders: folder of the grader modules; ``solutions/`` lies where the package or the course has it

    Returns:
        for each part its version, or the hash of its files by their place in it, not by where it is installed
    """
    found = versions()
    found["autograder/"] = _hash(PACKAGE)
    found["graders/"] = _hash(graders)
    found["solutions/"] = _hash(graders.parent.parent / "solutions")
    return found


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that a score depends on."""
    found = {"Python": platform.python_version().rpartition(".")[0]}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def differences(mine: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Return in words where two identities differ; empty where they do not."""
    names = [name for name in mine if mine[name] != theirs.get(name)]
    return ", ".join(
        name if name.endswith("/") else f"{name} {theirs.get(name)} instead of {mine[name]}" for name in names
    )


def _hash(folder: Path) -> str:
    return fingerprint((), {path.relative_to(folder).as_posix(): path.read_bytes() for path in _code(folder)})


def _code(folder: Path) -> Iterable[Path]:
    inside = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return (path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts))
