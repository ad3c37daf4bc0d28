"""``autograder feedback``: nbgrader's generate_feedback for a whole class, with many workers.

A student's folder is made by nbgrader's own converter in ``feedback/.autograder-unfinished/`` and then put in its place, so that it is
there whole or not at all. What it was made from is remembered in one file an assignment, ``reports/<assignment>.feedback.json``: beside
the feedback it would be handed out with it, and a file for each student would be two hundred more in the folder of reports. It holds only
hashes. When it is lost, or older than the feedback because a run was killed, the feedback is written once more, which does no harm.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.engine.fingerprint import fingerprint
from autograder.engine.pool import Pool
from autograder.engine.worker import Workers, end_with
from autograder.errors import KitError
from autograder.nbgrader_plugin.autograded import UNFINISHED, remove
from autograder.nbgrader_plugin.database import open_gradebook
from autograder.nbgrader_plugin.feedback_task import (
    FeedbackConverter,
    FeedbackTask,
    hash_of,
    hashes,
    settings_hash,
)
from autograder.nbgrader_plugin.grades import Recorded, class_grades

WRITE_SECONDS = 1.0  # between two writes of what has been done


@dataclass(frozen=True)
class Outcome:
    """What became of one student's feedback."""

    student: str
    error: str | None = None
    fresh: bool = True
    """Whether it was written now; False when nothing had changed."""

    @property
    def failed(self) -> bool:
        """Whether there is no feedback."""
        return self.error is not None


class ClassFeedback:
    """Writes the feedback of one assignment.

    Args:
        course: the course
        assignment: name of the assignment

    Raises:
        KitError: nothing of it has been graded, or the course's settings of feedback do not work
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self._course = course
        self._assignment = course.require(assignment)
        with contextlib.chdir(course.root):
            self._converter = FeedbackConverter(course.root, self._assignment)
            try:
                self._converter.prepare()
                self._settings = settings_hash(self._converter)
            except Exception as error:  # whatever the classes and templates of a course may raise
                raise KitError(f"the feedback settings of nbgrader_config.py do not work: {error}") from error
        self._submissions = self._converter.submissions()
        self._done = _Done(course.reports_folder / f"{self._assignment}.feedback.json")

    def students(self) -> list[str]:
        """Return everyone of whom there is an autograded notebook."""
        return list(self._submissions)

    def write(self, students: Sequence[str], workers: Workers, *, force: bool = False) -> Iterator[Outcome]:
        """Write the feedback of ``students``; yield what became of each.

        Args:
            students: whose feedback is written
            workers: who makes it
            force: write also what has not changed
        """
        with open_gradebook(self._converter.coursedir) as gradebook:
            grades = class_grades(gradebook, self._assignment)
        self._make_root()
        self._clear()
        prints: dict[str, str] = {}
        outcomes: list[Outcome] = []

        def tasks() -> Iterator[FeedbackTask]:
            for student in students:
                recorded = grades.get(student, {})
                try:
                    print_ = self._fingerprint(student, recorded)
                    if not force and self._done.holds(student, print_, self._converter.target(student)):
                        outcomes.append(Outcome(student, fresh=False))
                        continue
                except OSError as error:
                    outcomes.append(Outcome(student, error=str(error)))
                    continue
                prints[student] = print_
                yield self._task(student, recorded)

        for task, result in workers.grade_all(tasks()):
            if isinstance(result, KitError):
                self._done.forget(task.student)
                outcomes.append(Outcome(task.student, error=str(result)))
            else:
                self._done.remember(task.student, prints.pop(task.student), result)
                outcomes.append(Outcome(task.student))
            yield from _taken(outcomes)
        yield from _taken(outcomes)
        self._done.save()
        self._clear()

    def _task(self, student: str, recorded: Mapping[str, Recorded]) -> FeedbackTask:
        return FeedbackTask(
            self._course.root,
            self._assignment,
            student,
            self._submissions[student],
            recorded,
            self._settings,
            self._course.graders(self._assignment),
        )

    def _fingerprint(self, student: str, recorded: Mapping[str, Recorded]) -> str:
        """Return the hash of all that a student's feedback is made from."""
        source = self._converter.source(student)
        paths = [*self._submissions[student], *self._converter.copied(student)]
        files = [f"{os.path.relpath(path, source)} {hash_of(Path(path))}" for path in paths]
        grades = {notebook: asdict(recorded[notebook]) for notebook in recorded}
        return fingerprint([self._settings, json.dumps(grades, sort_keys=True), *files])

    def _make_root(self) -> None:
        """Make ``feedback/``, and share it with the group as nbgrader does."""
        root = self._course.root / self._converter.coursedir.feedback_directory
        root.mkdir(parents=True, exist_ok=True)
        mode = root.stat().st_mode
        if self._converter.coursedir.groupshared and mode & 0o2770 != 0o2770:
            with contextlib.suppress(PermissionError):
                root.chmod((mode | 0o2770) & 0o2777)

    def _clear(self) -> None:
        """Remove what an earlier run left unfinished."""
        remove(self._course.root / self._converter.coursedir.feedback_directory / UNFINISHED)


def _taken(outcomes: list[Outcome]) -> list[Outcome]:
    """Return what has been done since the last time."""
    taken = outcomes[:]
    outcomes.clear()
    return taken


class _Done:
    """Remembers, in a file, what each student's feedback was made from and what it then was.

    Args:
        path: the file
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished = path.with_name(f".{path.name}.new")
        self._unfinished.unlink(missing_ok=True)
        self._written = time.monotonic()
        self._students: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(path.read_bytes())
            self._students = known if isinstance(known, dict) else {}

    def holds(self, student: str, print_: str, folder: Path) -> bool:
        """Whether a student's folder is still what was made from the very same things."""
        known = self._students.get(student)
        return known == {"fingerprint": print_, "files": hashes(folder)}

    def remember(self, student: str, print_: str, files: Mapping[str, str]) -> None:
        """Take note of what was written."""
        self._students[student] = {"fingerprint": print_, "files": files}
        self._save_now_and_then()

    def forget(self, student: str) -> None:
        """Take note of what could not be written."""
        self._students.pop(student, None)
        self._save_now_and_then()

    def _save_now_and_then(self) -> None:
        if time.monotonic() - self._written > WRITE_SECONDS:
            self.save()

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.write_text(json.dumps(self._students, indent=1) + "\n", encoding="utf-8")
        self._unfinished.replace(self._path)
        self._written = time.monotonic()


class ForkedPool(Pool):
    """Workers that begin as copies of this process: what it has imported, which takes seconds, they need not import again.

    They must be started before this process has threads. A sandbox is never started in them.
    """

    def _started(self) -> Any:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._workers, get_context("fork"), initializer=_begin, initargs=(os.getpid(),)
            )
        return self._executor

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; what they are doing they finish, which takes a moment."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=at_once)
            self._executor = None

    def ready(self) -> ForkedPool:
        """Start the workers now."""
        self._started().submit(os.getpid).result()
        return self


def _begin(coordinator: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator alone answers Ctrl-C
    end_with(coordinator)
