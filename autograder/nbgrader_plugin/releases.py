"""The released notebooks of a course, to compare submissions with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from autograder.errors import UnreadableNotebookError
from autograder.notebook.parse import read_notebook
from autograder.notebook.template import Release, release_of


def read_release(folder: Path, assignment: str) -> Release:
    """Return an assignment as it was released below ``folder``; an empty release when it is not there."""
    path = folder / assignment / f"{assignment}.ipynb"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnreadableNotebookError):
        return Release()


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Release:
    return release_of(read_notebook(path.read_bytes()))


def all_releases(folder: Path) -> dict[str, Release]:
    """Return all assignments that were released below ``folder``, by name."""
    names = sorted(path.parent.name for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)
    return {name: read_release(folder, name) for name in names}
