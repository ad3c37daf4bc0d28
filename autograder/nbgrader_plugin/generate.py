"""Run nbgrader's own ``generate_assignment`` and ``generate_feedback`` from Python."""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course
from autograder.errors import KitError
from autograder.nbgrader_plugin.course import load_app


def _run(app: NbGrader, converter_class: Any, **folders: str) -> None:
    coursedir: Any = CourseDirectory(parent=app, root=app.coursedir.root)
    for name, value in folders.items():
        setattr(coursedir, name, value)
    with _captured(logging.getLogger("traitlets")) as messages:
        converter = converter_class(coursedir=coursedir, parent=app)
        converter.log = logging.getLogger("traitlets")
        converter.force = True
        try:
            converter.start()
        except (NbGraderException, SystemExit) as error:
            raise KitError("\n".join(messages[-5:]) or str(error)) from error


@contextlib.contextmanager
def _captured(logger: logging.Logger) -> Iterator[list[str]]:
    messages: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler, propagate, level = Keep(logging.WARNING), logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)


def released_files(course: Course, assignments: Iterable[str], source_folder: Path) -> dict[str, dict[str, bytes]]:
    """Return what nbgrader's ``generate_assignment`` makes of source folders; the course's gradebook is untouched.

    Args:
        course: the course whose configuration counts
        assignments: their names
        source_folder: folder that holds ``<assignment>/<assignment>.ipynb``

    Returns:
        for each assignment its released files, by path
    """
    released = {}
    app = load_app(course.root)
    app.config.SaveCells.enabled = False
    app.config.GenerateAssignment.no_database = True
    with tempfile.TemporaryDirectory() as scratch:
        for assignment in assignments:
            _run(
                app,
                GenerateAssignment,
                assignment_id=assignment,
                source_directory=str(source_folder),
                release_directory=f"{scratch}/release",
            )
            folder = Path(scratch) / "release" / assignment
            files = (path for path in folder.rglob("*") if path.is_file())
            released[assignment] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return released


def register(course: Course, assignment: str) -> None:
    """Make sure that the gradebook knows the assignment, as ``nbgrader generate_assignment`` would have."""
    app = load_app(course.root)
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook, contextlib.suppress(MissingEntry):
        if gradebook.find_notebook(assignment, assignment).source_cells:
            return
    with tempfile.TemporaryDirectory() as scratch:
        _run(app, GenerateAssignment, assignment_id=assignment, release_directory=f"{scratch}/release")


def generate_feedback(course: Course, assignment: str, student: str = "*") -> None:
    """Run ``nbgrader generate_feedback`` for an assignment."""
    _run(load_app(course.root), GenerateFeedback, assignment_id=assignment, student_id=student)
