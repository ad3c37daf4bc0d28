"""``autograder build``: make the notebooks of a course, or say what is stale."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder import build
from autograder.course import Course
from autograder.errors import KitError
from autograder.nbgrader_plugin.generate import released_files
from autograder.report import write_atomically

PACKAGES = "requirements-student.txt"


def built_files(course: Course) -> dict[Path, bytes]:
    """Return every file that ``source/`` and ``solutions/`` make, by its path in the course.

    Each assignment gets the course's list of packages, where ``source/`` holds one.

    Raises:
        KitError: the course has no text sources, or one of them is wrong
    """
    texts = course.texts()
    if not texts:
        raise KitError(f"there is nothing to build: no text source in {course.source_folder}")
    solutions = build.solution_folder(course.source_folder)
    files: dict[Path, bytes] = {}
    packages = course.source_folder / PACKAGES
    for_all = {PACKAGES: packages.read_bytes()} if packages.is_file() else {}
    with tempfile.TemporaryDirectory() as scratch:
        for text in texts:
            data = build.notebook_bytes(build.build_notebook(text, solutions))
            files[course.notebook(text.stem)] = data
            folder = Path(scratch) / text.stem
            folder.mkdir()
            (folder / f"{text.stem}.ipynb").write_bytes(data)
            files.update({course.source_folder / text.stem / name: content for name, content in for_all.items()})
            for name, content in (course.data_files(text.stem) | for_all).items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        for assignment, released in released_files(course, [text.stem for text in texts], Path(scratch)).items():
            for name, data in released.items():
                files[course.release_folder / assignment / name] = data
    return files


def stale(course: Course) -> list[str]:
    """Return the diff from the notebooks on disk to what the text sources make; empty when they are fresh."""
    lines: list[str] = []
    wanted = built_files(course)
    for path, data in wanted.items():
        if not path.is_file() or path.read_bytes() != data:
            lines += build.difference(path, data, course.root)
    kept = (path for path in course.release_folder.glob("*/*") if path.is_file() and path not in wanted)
    return lines + [f"{path.relative_to(course.root)}: not made from any source" for path in sorted(kept)]


def publish(course: Course) -> list[Path]:
    """Write the notebooks that have changed; return their paths."""
    changed = []
    for path, data in built_files(course).items():
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
            changed.append(path)
    return changed
