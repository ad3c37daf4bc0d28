"""Writes ``autograded/<student>/<assignment>/`` as nbgrader's converter does, so that it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Any

from nbgrader import utils

from autograder.course import MOST_MIB, Course, plain_files

UNFINISHED = ".autograder-unfinished"
"""Folder in ``autograded/`` for what is not whole yet; nbgrader does not look at names that begin with a dot."""


class AutogradedFolders:
    """Writes the folders of one assignment.

    Args:
        course: the course
        assignment: its name
        converter: nbgrader's ``Autograde``, for its settings
    """

    def __init__(self, course: Course, assignment: str, converter: Any) -> None:
        self._course = course
        self._assignment = assignment
        self._converter = converter
        self._ignored = [*converter.coursedir.ignore, "*.ipynb"]
        self._unfinished = course.autograded_folder / UNFINISHED
        source = course.source_folder / assignment
        own = {str(source / name) for name in converter.exclude_overwriting.get(assignment, [])}
        self._given = {
            path.relative_to(source): path
            for path in map(Path, utils.find_all_files(str(source), self._ignored))
            if str(path) not in own
        }

    def target(self, student: str) -> Path:
        """Return the path of a student's autograded notebook."""
        return self._course.autograded_folder / student / self._assignment / f"{self._assignment}.ipynb"

    def write(self, student: str, notebook: str) -> None:
        """Write a student's folder: what was handed in beside the notebook, over it what was given out, and the notebook."""
        new = self._unfinished / "new"
        remove(new)
        new.mkdir(parents=True)
        for inside, path in (self._handed_in(student) | self._given).items():
            (new / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, new / inside)
        (new / f"{self._assignment}.ipynb").write_text(notebook, encoding="utf-8")
        self._set_permissions(new)
        put(new, self.target(student).parent)

    def clear(self) -> None:
        """Remove what an earlier run left unfinished."""
        remove(self._unfinished)

    def _handed_in(self, student: str) -> dict[Path, Path]:
        """Return the files of a submission, by their place in it; no link is followed."""
        folder = self._course.submitted_folder / student / self._assignment
        if folder.parent.is_symlink():
            return {}
        plain = set(plain_files(folder))
        found, left = {}, MOST_MIB * 1024 * 1024
        for path in map(Path, utils.find_all_files(str(folder), self._ignored)):
            inside = path.relative_to(folder)
            if path not in plain or inside.parts[0] == f"{self._assignment}.html":  # where feedback will be
                continue
            left -= path.stat().st_size
            if left < 0:
                break
            found[inside] = path
        return found

    def _set_permissions(self, folder: Path) -> None:
        mode = int(str(self._converter.permissions), 8)
        shared: bool = self._converter.coursedir.groupshared
        for top, _, names in os.walk(folder):
            for name in names:
                Path(top, name).chmod(mode)
            if shared:
                Path(top).chmod((Path(top).stat().st_mode | 0o2770) & 0o2777)


def put(new: Path, target: Path) -> None:
    """Put a folder in the place of another, or where there is none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        new.rename(target)
        return
    old = new.with_name(f".{new.name}.old")
    remove(old)
    target.rename(old)
    new.rename(target)
    remove(old)


def remove(folder: Path) -> None:
    """Remove a folder if it is there, even one that nbgrader has made read-only."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)
