"""Grade many submissions at once: worker processes, each with its own warm sandbox and graders.

The coordinator holds the gradebook; a worker sees one submission at a time and returns its report. A worker that dies
takes nothing with it: what it was grading is graded again.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import select
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from loky import ProcessPoolExecutor
from nbformat import NotebookNode

from autograder.course import SECRET_VARIABLE
from autograder.engine.grade import Engine, Graded, Submission
from autograder.errors import KitError, SandboxUnavailableError
from autograder.model import GradeReport, Limits

ATTEMPTS = 3
AHEAD = 2  # submissions a worker that are prepared before they are needed


@dataclass(frozen=True)
class Settings:
    """What every worker needs to know of the course."""

    limits: Limits
    hidden: tuple[Path, ...] = ()
    preload: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Job:
    """One submission and the graders that it is for."""

    submission: Submission
    graders: Path


@lru_cache(maxsize=1)
def _engine(settings: Settings) -> Engine:
    """Return this worker's engine, started on first use and ended with the process."""
    if settings.secret:
        os.environ[SECRET_VARIABLE] = settings.secret  # for the graders; the sandbox starts with an empty environment
    engine = Engine(settings.limits, settings.hidden, settings.preload)
    atexit.register(engine.close)
    return engine


def _end_with(coordinator: int) -> None:
    """End this worker, and with it its sandbox, as soon as the coordinator is gone, however it went."""

    def watch() -> None:
        with contextlib.suppress(ProcessLookupError):  # gone already
            select.select([os.pidfd_open(coordinator)], [], [])
        os._exit(1)

    threading.Thread(target=watch, name="coordinator", daemon=True).start()


def _start(settings: Settings) -> str | None:
    """Start a worker's sandbox; return why it can't."""
    try:
        _engine(settings).start()
    except SandboxUnavailableError as error:
        return str(error)
    return None


def _grade(settings: Settings, job: Job, notebook: str) -> tuple[str, GradeReport] | KitError:
    submission = replace(job.submission, notebook=nbformat.reads(notebook, as_version=4))
    try:
        graded = _engine(settings).grade(submission, job.graders)
    except KitError as error:
        return KitError(str(error))
    except Exception as error:  # a fault of the kit with one submission must not stop the others
        return KitError(f"{type(error).__name__}: {error}")
    return nbformat.writes(graded.notebook), graded.report


class Pool:
    """Worker processes for one course, started when the first is needed."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._executor: Any = None

    def ready(self) -> Pool:
        """Start the workers, or raise :class:`SandboxUnavailableError` where student code cannot be isolated."""
        if self._executor is None:
            reason = self._started().submit(_start, self._settings).result()
            if reason is not None:
                self.close()
                raise SandboxUnavailableError(reason)
        return self

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def _started(self) -> Any:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._workers, initializer=_end_with, initargs=(os.getpid(),))
        return self._executor

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; ``at_once`` kills them in the middle of what they do."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=at_once)
            self._executor = None

    def grade(self, job: Job) -> Graded:
        """Grade one submission and wait for it; raises :class:`KitError` when the kit fails."""
        _, result = next(iter(self.grade_all([job])))
        if isinstance(result, KitError):
            raise result
        return result

    def grade_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded | KitError]]:
        """Grade submissions in parallel; yield each with its result, in the order in which they finish.

        ``jobs`` is read only a little ahead of the workers, so a class of any size needs little memory.
        """
        waiting = iter(jobs)
        attempts: dict[int, int] = {}
        running: dict[Future[Any], Job] = {}
        while True:
            for job in itertools.islice(waiting, self._workers * AHEAD - len(running)):
                running[self._submit(job)] = job
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            again = []
            for future in done:
                job = running.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    again.append(job)
                    continue
                yield (
                    job,
                    result
                    if isinstance(result, KitError)
                    else Graded(nbformat.reads(result[0], as_version=4), result[1]),
                )
            if again:
                again += running.values()
                running.clear()
                self.close(at_once=True)
                for job in again:
                    attempts[id(job)] = attempts.get(id(job), 0) + 1
                    if attempts[id(job)] < ATTEMPTS:
                        running[self._submit(job)] = job
                    else:
                        yield job, KitError("the worker process died again and again; see `autograder doctor`")

    def _submit(self, job: Job) -> Future[Any]:
        notebook = nbformat.writes(job.submission.notebook)
        bare = replace(job, submission=replace(job.submission, notebook=NotebookNode()))
        try:
            future: Future[Any] = self._started().submit(_grade, self._settings, bare, notebook)
        except BrokenProcessPool:  # a worker has died while there was nothing to do
            self.close(at_once=True)
            future = self._started().submit(_grade, self._settings, bare, notebook)
        return future
