"""``autograder grade``: nbgrader's autograde for a whole class, with many workers and one writer of the gradebook.

A worker makes the autograded notebook (:mod:`conversion`); here the files and the rows are written, in this order: the folder in
``autograded/``, the gradebook's rows, and last the report. A submission whose report is not there, or does not fit, is graded
again, so a run that was killed at any moment is completed by the next.
"""

from __future__ import annotations

import datetime
import errno
import itertools
import json
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.course import PACKAGE, Course, irregular_files, read_files
from autograder.engine.fingerprint import fingerprint, of_code
from autograder.engine.identity import versions
from autograder.engine.worker import Workers
from autograder.errors import KitError
from autograder.model import Text
from autograder.nbgrader_plugin.app import load_app
from autograder.nbgrader_plugin.autograded import AutogradedFolders
from autograder.nbgrader_plugin.conversion import Blueprint, Conversion, Converted
from autograder.nbgrader_plugin.database import open_gradebook
from autograder.nbgrader_plugin.exporter import ask_for_the_assignment, read_plainly
from autograder.nbgrader_plugin.generate import register
from autograder.nbgrader_plugin.gradebook import Entry, GradebookWriter, entry_of
from autograder.nbgrader_plugin.preprocessors import files_beside, grade_ids, modules_beside
from autograder.nbgrader_plugin.records import template_cells
from autograder.nbgrader_plugin.releases import all_releases
from autograder.notebook.find import find_submission
from autograder.notebook.template import Release
from autograder.report import read_report, write_report
from autograder.sandbox.prepared import Beginning

WRITE_SECONDS = 1.0  # between two transactions
WRITE_MOST = 64  # submissions in one transaction
LINKS_IGNORED = Text("繳交的資料夾裡有連結或特殊檔案，已略過", "links and special files in the submission were ignored")
LONGEST_TIMESTAMP = 200  # bytes
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: its report as plain data, or why the kit failed."""

    student: str
    report: dict[str, Any] | None = None
    error: str | None = None
    fresh: bool = True
    """Whether it was graded now; False when nothing had changed since its last report."""

    @property
    def failed(self) -> bool:
        """Whether the kit itself failed, in whole or in part."""
        return self.report is None or bool(self.report["internal"])

    @property
    def reason(self) -> str | None:
        """How the kit failed, in one line; None when it did not."""
        internal = self.report["internal"] if self.report else ()
        return next(iter((self.error or "".join(internal[:1])).splitlines()), None)

    def shortened(self) -> Outcome:
        """Return this without the checks of its report, to keep those of a large class."""
        if self.report is None:
            return self
        cells = [{key: value for key, value in cell.items() if key != "checks"} for cell in self.report["cells"]]
        return replace(self, report=self.report | {"cells": cells})


def _failure(student: str, error: Exception) -> Outcome:
    """Return the outcome of a submission that the kit failed to grade."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        raise KitError(
            f"cannot write: {error.strerror}. What was graded so far is kept; make room, and run the same command again"
        ) from error
    return Outcome(student, error=f"{type(error).__name__}: {error}")


class _CourseDirectory(CourseDirectory):
    """nbgrader's course directory, for which a time stamp that is garbled, long or no plain file is none."""

    def get_existing_timestamp(self, dest_path: str) -> datetime.datetime | None:
        """Return the time of a submission, or None when its file does not say."""
        folder = Path(dest_path)
        file = folder / "timestamp.txt"
        try:
            if any(path.is_symlink() for path in (folder.parent, folder, file)) or not file.is_file():
                return None
            if file.stat().st_size > LONGEST_TIMESTAMP:  # reading a date takes time that grows with the square
                return None
            found: datetime.datetime | None = super().get_existing_timestamp(dest_path)
        except (AttributeError, OSError, ValueError, OverflowError):
            return None
        return found


class ClassGrader:
    """Grades the submissions of one assignment.

    Args:
        course: the course
        assignment: name of the assignment
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.course = course
        self.assignment = course.require(assignment)
        register(course, assignment)
        app: Any = load_app(course.root)
        logging.getLogger("traitlets").setLevel(logging.CRITICAL)
        coursedir: Any = _CourseDirectory(parent=app, root=app.coursedir.root)
        self._converter: Any = Autograde(coursedir=coursedir, parent=app)
        self.folders = AutogradedFolders(course, assignment, self._converter)
        self._graders = course.graders(assignment)
        self._given = course.data_files(assignment)
        self._releases = all_releases(course.release_folder)
        self._code = self._hash_of_code()

    def _hash_of_code(self) -> str:
        """Return the hash of all that a score depends on beside the submission: editing another assignment's graders is nothing."""
        folder = self._graders.parent
        shared = (path for path in folder.rglob("*.py") if not path.name.startswith("test_"))
        return fingerprint(
            [
                of_code([*shared, self._graders]),
                of_code(path for path in PACKAGE.rglob("*.py") if PACKAGE / "graders" not in path.parents),
                of_code((folder.parent.parent / "solutions").glob("*.py")),
                self.course.notebook(self.assignment).read_bytes(),
                repr(self.course.limits),
                repr(sorted(versions().items())),
                self.course.secret,
            ],
            self._given,
        )

    def students(self) -> list[str]:
        """Return everyone who has handed in something for the assignment."""
        excluded = set(filter(None, self._converter.coursedir.student_id_exclude.split(",")))
        folders = self.course.submitted_folder.glob(f"*/{self.assignment}")
        return sorted(
            folder.parent.name for folder in folders if folder.is_dir() and folder.parent.name not in excluded
        )

    def grade(self, students: Sequence[str], pool: Callable[[], Workers], *, force: bool = False) -> Iterator[Outcome]:
        """Grade the submissions of ``students``; yield each as soon as its report is written.

        Args:
            students: who is graded
            pool: gives the workers, and is asked only when something has to be graded
            force: grade also what has not changed since its last report

        Raises:
            KitError: nothing can be graded or written: student code cannot be isolated, the gradebook is read-only, the disk is full
        """
        with open_gradebook(self._converter.coursedir) as gradebook:
            order = grade_ids(self.course.notebook(self.assignment))
            template = template_cells(gradebook, self.assignment, self.assignment, order)
            create = self._converter.create_student
            writer = GradebookWriter(gradebook, self.assignment, create_students=create)
            blueprint = self._blueprint(tuple(template), writer)
            yield from _Run(self, writer, blueprint, force).outcomes(students, pool)

    def _blueprint(self, template: tuple[Any, ...], writer: GradebookWriter) -> bytes:
        sanitize, autograde = self._steps()
        needed = {base.__name__ for step in (*sanitize, *autograde) for base in step.__mro__}
        whole = self._converter.config
        config = Config({name: whole[name] for name in needed if name in whole})
        return Blueprint(
            self.assignment,
            template,
            writer.kernelspec,
            self._releases,
            self._beginning(),
            sanitize,
            autograde,
            config,
        ).packed()

    def task(self, student: str, blueprint: bytes) -> tuple[Conversion, str]:
        """Return what a worker needs to grade a submission, and the hash of all that its score depends on."""
        folder = self.course.submitted_folder / student / self.assignment
        found = find_submission(folder, self.assignment, self._names)
        try:
            data = read_plainly(found.path, folder)
        except OSError:
            data = None
        files, beside = read_files(folder), modules_beside(folder)
        notes = found.notes
        if folder.is_symlink() or folder.parent.is_symlink() or irregular_files(folder):
            notes = (*notes, LINKS_IGNORED)
        parts: list[bytes | str] = [
            self._code,
            str(found.path.relative_to(folder)),
            *map(str, notes),
            *sorted(beside),
            data or b"",
        ]
        print_ = fingerprint(parts, files)
        files = files_beside(files, self._given)
        return Conversion(student, data, files, notes, beside, self._graders, blueprint), print_

    def _beginning(self) -> Beginning:
        release = self._releases.get(self.assignment, Release())
        return Beginning(release.beginning, tuple(sorted(files_beside({}, self._given).items())))

    def _names(self) -> Collection[str]:
        release = self._releases.get(self.assignment)
        return release.names if release else ()

    def clear(self) -> None:
        """Remove what an earlier run, killed while it wrote, has left unfinished."""
        self.folders.clear()
        for path in (self.course.reports_folder / self.assignment).glob(".*.json.*"):
            path.unlink()

    def after_hook(self, task: Conversion) -> Conversion:
        """Call the course's hook for a submission that will be graded, and return what is handed in after it."""
        if self._converter.pre_convert_hook is ask_for_the_assignment:
            return task  # :func:`find_submission` has done as much
        self._call_hook(self._converter.run_pre_convert_hook, task.student)
        return self.task(task.student, task.blueprint)[0]

    def _call_hook(self, hook: Callable[[], None], student: str) -> None:
        """Let the converter call one of the course's own hooks for a submission, as nbgrader does."""
        folder = self.course.submitted_folder / student / self.assignment
        self._converter.notebooks = [str(folder / f"{self.assignment}.ipynb")]
        hook()

    def written(self, student: str) -> None:
        """Call the course's hook for an autograded notebook that has been written."""
        self._call_hook(self._converter.run_post_convert_hook, student)

    def timestamp(self, student: str) -> datetime.datetime | None:
        """Return when a submission was handed in, if its folder says so."""
        folder = self.course.submitted_folder / student / self.assignment
        found: datetime.datetime | None = self._converter.coursedir.get_existing_timestamp(str(folder))
        return found

    def missing(self, student: str, notebooks: Iterable[str]) -> list[str]:
        """Return which of these notebooks a student has not handed in."""
        folder = self.course.submitted_folder / student / self.assignment
        return [name for name in notebooks if not (folder / f"{name}.ipynb").is_file()]

    def penalise(self, student: str) -> None:
        """Let nbgrader's own step assign the penalty of a late submission, whose rows are written."""
        where = {"student": student, "assignment": self.assignment, "notebook": self.assignment}
        resources = {"nbgrader": where | {"db_url": self._converter.coursedir.db_url}}
        for kind in self._steps()[1]:
            if issubclass(kind, AssignLatePenalties):
                kind(parent=self._converter)(new_notebook(), resources)

    def report(self, converted: Converted, print_: str) -> dict[str, Any]:
        """Write a student's report, last of all, and return it as it can be read."""
        path = self.course.report(self.assignment, converted.report.student)
        write_report(path, converted.report, print_)
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found

    def _steps(self) -> tuple[tuple[type, ...], tuple[type, ...]]:
        """Return the configured steps before and after the sandbox."""
        before, after = (
            tuple(import_item(step) if isinstance(step, str) else step for step in steps)
            for steps in (self._converter.sanitize_preprocessors, self._converter.autograde_preprocessors)
        )
        return before, after


class _Run:
    """One run of :meth:`ClassGrader.grade`."""

    def __init__(self, grader: ClassGrader, writer: GradebookWriter, blueprint: bytes, force: bool) -> None:
        self._grader = grader
        self._writer = writer
        self._blueprint = blueprint
        self._recorded = None if force else writer.recorded()
        self._done: list[Outcome] = []
        self._waiting: list[tuple[Entry, Converted, str]] = []
        self._written = time.monotonic()

    def outcomes(self, students: Sequence[str], pool: Callable[[], Workers]) -> Iterator[Outcome]:
        """Yield what becomes of each submission."""
        self._grader.clear()
        tasks = self._tasks(students)
        first = None
        for first in tasks:
            yield from self._taken()
            if first is not None:
                break
        yield from self._taken()
        if first is None:
            return
        self._writer.check_writable()
        prints: dict[str, str] = {}

        def conversions() -> Iterator[Conversion]:
            for found in itertools.chain([first], tasks):
                if found is not None:
                    task, print_ = found
                    prints[task.student] = print_
                    yield task

        for task, result in pool().grade_all(conversions()):
            try:
                if isinstance(result, KitError):
                    raise result
                self._keep(result, prints.pop(task.student))
            except Exception as error:  # one submission must not stop the class
                self._done.append(_failure(task.student, error))
            if len(self._waiting) >= WRITE_MOST or time.monotonic() - self._written > WRITE_SECONDS:
                self._write()
            yield from self._taken()
        self._write()
        yield from self._taken()
        self._grader.clear()

    def _taken(self) -> list[Outcome]:
        """Return what has been done since the last time."""
        done, self._done = self._done, []
        return done

    def _tasks(self, students: Sequence[str]) -> Iterator[tuple[Conversion, str] | None]:
        """Yield what has to be graded, with its fingerprint; None for a submission that is done already."""
        for student in students:
            try:
                task, print_ = self._grader.task(student, self._blueprint)
                report = self._unchanged(student, print_)
                if report is None:
                    task = self._grader.after_hook(task)
            except Exception as error:  # one submission must not stop the class
                self._done.append(_failure(student, error))
                yield None
                continue
            if report is None:
                yield task, print_
            else:
                self._done.append(Outcome(student, report, fresh=False))
                yield None

    def _unchanged(self, student: str, print_: str) -> dict[str, Any] | None:
        """Return the report of a submission if it still says all: nothing has changed, and what it led to is there."""
        if self._recorded is None:
            return None
        report = read_report(self._grader.course.report(self._grader.assignment, student))
        if report is None or report.get("fingerprint") != print_ or report.get("internal"):
            return None
        recorded = self._recorded.get(student, {})
        same = all(cell["grade_id"] in recorded for cell in report["cells"]) and all(
            recorded[cell["grade_id"]] == cell["points"] for cell in report["cells"] if not cell["manual"]
        )
        return report if same and self._grader.folders.target(student).is_file() else None

    def _keep(self, converted: Converted, print_: str) -> None:
        """Write the files of a submission, and keep the rest for the next transaction."""
        student = converted.report.student
        self._grader.folders.write(student, converted.notebook)
        self._grader.written(student)
        entry = entry_of(converted, self._grader.timestamp(student), self._grader.missing(student, self._writer.others))
        self._waiting.append((entry, converted, print_))

    def _write(self) -> None:
        """Write what is waiting: the gradebook's rows, then the reports."""
        waiting, self._waiting = self._waiting, []
        self._written = time.monotonic()
        if not waiting:
            return
        refused, late = self._writer.write([entry for entry, _, _ in waiting])
        for entry, converted, print_ in waiting:
            student = entry.student
            try:
                if student in refused:
                    raise refused[student]
                if student in late:
                    self._grader.penalise(student)
                self._done.append(Outcome(student, self._grader.report(converted, print_)))
            except Exception as error:
                self._done.append(_failure(student, error))
