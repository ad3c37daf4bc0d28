"""``autograder grade``: nbgrader's autograde for a whole class, with many workers and one writer of the gradebook.

The steps and their order are nbgrader's own: its converter makes the rows and copies the files, the same two lists of
preprocessors run over the notebook; only the grading itself happens elsewhere, in parallel.
"""

from __future__ import annotations

import datetime
import glob
import json
import logging
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.course import PACKAGE, Course, irregular_files, read_files
from autograder.engine.fingerprint import fingerprint, of_code
from autograder.engine.grade import Graded
from autograder.engine.pool import Job, Pool
from autograder.errors import KitError
from autograder.model import Text
from autograder.nbgrader_plugin.app import load_app
from autograder.nbgrader_plugin.exporter import read_plainly
from autograder.nbgrader_plugin.generate import register
from autograder.nbgrader_plugin.preprocessors import GRADED, job_of
from autograder.report import read_report, write_atomically, write_report


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: its report as plain data, or why the kit failed."""

    student: str
    report: dict[str, Any] | None = None
    error: str | None = None
    fresh: bool = True
    """Whether it was graded now; False when nothing had changed since its last report."""


def _failure(student: str, error: Exception) -> Outcome:
    """Return the outcome of a submission that the kit failed to grade."""
    return Outcome(student, error=f"{type(error).__name__}: {error}")


class _CourseDirectory(CourseDirectory):
    """nbgrader's course directory, for which a garbled time stamp is none."""

    def get_existing_timestamp(self, dest_path: str) -> datetime.datetime | None:
        """Return the time of a submission, or None when its file does not say."""
        try:
            found: datetime.datetime | None = super().get_existing_timestamp(dest_path)
        except (AttributeError, OSError, ValueError, OverflowError):
            return None
        return found


class _Converter(Autograde):
    """nbgrader's converter, split in two where the sandbox stands."""

    def open_submission(self, assignment: str, student: str, notebook: Path) -> tuple[str, dict[str, Any]]:
        """Make the gradebook's rows, copy the files, and return the sanitized notebook as text."""
        self.notebooks = [str(notebook)]
        expected = str(notebook.parent / f"{assignment}.ipynb")
        self.run_pre_convert_hook()
        self._sanitizing = True  # the paths below are those of submitted/
        self.notebooks = [expected]  # by its proper name, whatever the student called it
        self.init_assignment(assignment, student)
        resources: dict[str, Any] = self.init_single_notebook_resources(expected)
        self._init_preprocessors()
        output, _ = self.exporter.from_filename(str(notebook), resources=resources)
        return output, self.init_single_notebook_resources(expected)

    def close_submission(self, graded: Graded, resources: dict[str, Any], target: Path) -> None:
        """Run the second list of preprocessors over the graded notebook and write it."""
        self._sanitizing = False
        self._init_preprocessors()
        resources[GRADED] = graded
        output, _ = self.exporter.from_notebook_node(graded.notebook, resources=resources)
        write_atomically(target, output.encode(), 0o644)
        self.set_permissions(graded.report.assignment, graded.report.student)
        self.run_post_convert_hook()


class ClassGrader:
    """Grades the submissions of one assignment.

    Args:
        course: the course
        assignment: name of the assignment
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self._course = course
        self._assignment = course.require(assignment)
        register(course, assignment)
        app: Any = load_app(course.root)
        logging.getLogger("traitlets").setLevel(logging.CRITICAL)
        coursedir: Any = _CourseDirectory(parent=app, root=app.coursedir.root)
        self._ignore = list(coursedir.ignore)
        self._converter: Any = _Converter(coursedir=coursedir, parent=app)
        self._converter.exporter = self._converter.exporter_class(parent=self._converter, config=self._converter.config)
        graders = course.graders(assignment)
        self._code = fingerprint(
            [
                of_code([*graders.parent.glob("[!t]*.py"), graders]),
                of_code(path for path in PACKAGE.rglob("*.py") if path.parent.name not in ("graders", "alternatives")),
                of_code((graders.parent.parent.parent / "solutions").glob("*.py")),
                course.notebook(assignment).read_bytes(),
                repr(course.limits),
                course.secret,
            ],
            course.data_files(assignment),
        )

    def students(self) -> list[str]:
        """Return everyone who has handed in something for the assignment."""
        excluded = set(filter(None, self._converter.coursedir.student_id_exclude.split(",")))
        folders = self._course.submitted_folder.glob(f"*/{self._assignment}")
        return sorted(
            folder.parent.name for folder in folders if folder.is_dir() and folder.parent.name not in excluded
        )

    def grade(self, students: Sequence[str], pool: Callable[[], Pool], *, force: bool = False) -> Iterator[Outcome]:
        """Grade the submissions of ``students``; yield each as soon as its report is written.

        Args:
            students: who is graded
            pool: gives the workers, and is asked only when something has to be graded
            force: grade also what has not changed since its last report

        Raises:
            SandboxUnavailableError: before anything is touched, where student code cannot be isolated
        """
        to_do: list[tuple[str, Path, str]] = []
        for student in students:
            try:
                notebook, print_ = self._inputs(student)
            except Exception as error:  # one submission must not stop the class
                yield _failure(student, error)
                continue
            report = None if force else self._unchanged(student, print_)
            if report is None:
                to_do.append((student, notebook, print_))
            else:
                yield Outcome(student, report, fresh=False)
        if to_do:
            yield from self._grade(pool(), to_do)

    def _grade(self, pool: Pool, to_do: Iterable[tuple[str, Path, str]]) -> Iterator[Outcome]:
        opened: dict[int, tuple[str, str, dict[str, Any]]] = {}
        failed: list[Outcome] = []

        def jobs() -> Iterator[Job]:
            for student, notebook, print_ in to_do:
                try:
                    job, resources = self._open(student, notebook)
                except Exception as error:  # one submission must not stop the class
                    failed.append(_failure(student, error))
                    continue
                opened[id(job)] = (student, print_, resources)
                yield job

        for job, result in pool.grade_all(jobs()):
            student, print_, resources = opened.pop(id(job))
            try:
                if isinstance(result, KitError):
                    raise result
                yield Outcome(student, self._close(result, resources, print_))
            except Exception as error:
                yield _failure(student, error)
            while failed:
                yield failed.pop()
        yield from failed

    def _inputs(self, student: str) -> tuple[Path, str]:
        """Return the submitted notebook's path and the hash of all that its score depends on."""
        folder = self._course.submitted_folder / student / self._assignment
        notebook = _find_notebook(folder, self._assignment)
        try:
            data = read_plainly(notebook)
        except OSError:
            data = b""
        return notebook, fingerprint([self._code, notebook.name, data], read_files(folder))

    def _unchanged(self, student: str, print_: str) -> dict[str, Any] | None:
        report = read_report(self._course.report(self._assignment, student))
        whole = report is not None and report.get("fingerprint") == print_ and not report.get("internal")
        return report if whole and self._target(student).is_file() else None

    def _target(self, student: str) -> Path:
        return self._course.autograded_folder / student / self._assignment / f"{self._assignment}.ipynb"

    def _open(self, student: str, notebook: Path) -> tuple[Job, dict[str, Any]]:
        _remove(self._target(student).parent)
        folder = notebook.parent
        irregular = irregular_files(folder)
        foreign = folder.is_symlink() or folder.parent.is_symlink()
        # nbgrader copies what lies beside the notebook, and would follow links out of the folder
        self._converter.coursedir.ignore = self._ignore + (
            ["*"] if foreign else [glob.escape(path.name) for path in irregular]
        )
        text, resources = self._converter.open_submission(self._assignment, student, notebook)
        job = job_of(self._course, self._assignment, student, nbformat.reads(text, as_version=4))
        if notebook.is_file() and notebook.stem != self._assignment:
            renamed = Text(
                f"筆記本的檔名是 {notebook.name}，已照樣評分",
                f"the notebook is called {notebook.name}; graded all the same",
            )
            job = replace(job, submission=replace(job.submission, notes=(renamed, *job.submission.notes)))
        if irregular or foreign:
            links = Text(
                "繳交的資料夾裡有連結或特殊檔案，已略過", "links and special files in the submission were ignored"
            )
            job = replace(job, submission=replace(job.submission, notes=(*job.submission.notes, links)))
        return job, resources

    def _close(self, graded: Graded, resources: dict[str, Any], print_: str) -> dict[str, Any]:
        report = graded.report
        self._converter.close_submission(graded, resources, self._target(report.student))
        path = self._course.report(self._assignment, report.student)
        write_report(path, report, print_)  # last: without it the next run grades the submission again
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found


def _find_notebook(folder: Path, assignment: str) -> Path:
    """Return the notebook to grade: the one with the assignment's name, else the only one that there is."""
    expected = folder / f"{assignment}.ipynb"
    if expected.is_file():
        return expected
    others = sorted(path for path in folder.glob("*.ipynb") if path.is_file())
    return others[0] if len(others) == 1 else expected


def _remove(folder: Path) -> None:
    """Remove a folder that nbgrader has made read-only."""
    if folder.is_dir():
        for path in [folder, *folder.rglob("*")]:
            if not path.is_symlink():
                path.chmod(stat.S_IRWXU)
        shutil.rmtree(folder)
