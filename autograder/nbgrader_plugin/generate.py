"""Run nbgrader's own ``generate_assignment`` and ``generate_feedback`` from Python."""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.build import BEGIN
from autograder.course import Course
from autograder.errors import KitError
from autograder.nbgrader_plugin.app import load_app
from autograder.nbgrader_plugin.database import open_gradebook
from autograder.nbgrader_plugin.records import template_cells
from autograder.notebook.repair import TemplateCell


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
    """Bring the gradebook up to date with the built notebook, as ``nbgrader generate_assignment`` would.

    Raises:
        KitError: graded cells were added or removed although there are submissions; nbgrader refuses that
    """
    app = load_app(course.root)
    built = nbformat.read(course.notebook(assignment), as_version=4)
    with open_gradebook(app.coursedir) as gradebook, contextlib.suppress(MissingEntry):
        if _is_current(template_cells(gradebook, assignment, assignment), built):
            return
    with tempfile.TemporaryDirectory() as scratch:
        _run(app, GenerateAssignment, assignment_id=assignment, release_directory=f"{scratch}/release")


def _is_current(template: list[TemplateCell], built: NotebookNode) -> bool:
    """Whether the gradebook's cells are those of the built notebook; stubs are compared by their visible part."""
    cells = [cell for cell in built.cells if cell.metadata.get("nbgrader")]
    known = {cell.grade_id: cell for cell in template}
    if {cell.metadata.nbgrader.grade_id for cell in cells} != set(known):
        return False
    for cell in cells:
        recorded = known[cell.metadata.nbgrader.grade_id]
        visible = cell.source.partition(BEGIN)[0].rstrip()
        same = recorded.source == cell.source if recorded.locked else recorded.source.startswith(visible)
        manual = recorded.grade and recorded.solution
        if recorded.points != cell.metadata.nbgrader.get("points") or not (same or manual):
            return False
    return True


def generate_feedback(course: Course, assignment: str, student: str = "*") -> None:
    """Run ``nbgrader generate_feedback`` for an assignment."""
    _run(load_app(course.root), GenerateFeedback, assignment_id=assignment, student_id=student)
