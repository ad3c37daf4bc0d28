"""What runs in a worker process, of this machine or another: one engine, and the submissions that it grades."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import select
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from autograder.course import SECRET_VARIABLE
from autograder.engine.grade import Engine, Graded, Submission
from autograder.errors import KitError, SandboxUnavailableError
from autograder.model import Limits

PATIENCE = 3  # times the time that a submission has; its own code was stopped long before
PAGE_SECONDS = 120.0  # for a page of feedback, which takes a fraction of one


@dataclass(frozen=True)
class Settings:
    """What every worker needs to know of the course."""

    limits: Limits
    hidden: tuple[Path, ...] = ()
    preload: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    modules: tuple[str, ...] = ()
    """What tasks need imported; a worker does so while its sandbox starts."""


class Task(Protocol):
    """Something to do with an engine, in whichever process has one; it and what comes of it must pickle."""

    @property
    def graders(self) -> Path:
        """The graders that it needs."""

    def patience(self, limits: Limits) -> float:
        """Return after how many seconds it is given up: something of the kit's own must hang."""

    def run(self, engine: Engine) -> Any:
        """Do it; raises :class:`KitError` when the kit fails."""


@dataclass(frozen=True)
class Job:
    """One sanitized submission and the graders that it is for: a :class:`Task` whose result is :class:`Graded`."""

    submission: Submission
    graders: Path

    def patience(self, limits: Limits) -> float:
        """Return after how many seconds grading is given up."""
        return PATIENCE * limits.submission_seconds

    def run(self, engine: Engine) -> Graded:
        """Grade the submission."""
        return engine.grade(self.submission, self.graders)


class Workers(Protocol):
    """Whoever grades jobs: the processes of :mod:`autograder.engine.pool`, or those of a cluster."""

    def ready(self) -> Workers:
        """Start them, or raise :class:`KitError` where they cannot grade."""

    def grade(self, job: Job) -> Graded:
        """Grade one submission and wait for it; raises :class:`KitError` when the kit fails."""

    def grade_all(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Any]]:
        """Do tasks in parallel; yield each with its result or a :class:`KitError`, in the order in which they finish.

        ``tasks`` is read only a little ahead of the workers, so a class of any size needs little memory.
        """


@lru_cache(maxsize=1)
def _open() -> contextlib.ExitStack:
    """Return what this process must close when it ends: the engine that it has now."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack


@lru_cache(maxsize=1)
def _engine(settings: Settings) -> Engine:
    """Return this worker's engine, started on first use and ended with the process or when the settings are others."""
    _open().close()
    if settings.secret:
        os.environ[SECRET_VARIABLE] = settings.secret  # for the graders; the sandbox starts with an empty environment
        _open().callback(os.environ.pop, SECRET_VARIABLE, None)
    return _open().enter_context(Engine(settings.limits, settings.hidden, settings.preload))


def release() -> None:
    """End this process's engine; the next job starts another."""
    _open().close()
    _engine.cache_clear()


def end_with(coordinator: int) -> None:
    """End this worker, and with it its sandbox, as soon as the coordinator is gone, however it went."""

    def watch() -> None:
        with contextlib.suppress(ProcessLookupError):  # gone already
            select.select([os.pidfd_open(coordinator)], [], [])
        os._exit(1)

    threading.Thread(target=watch, name="coordinator", daemon=True).start()


def start(settings: Settings) -> str | None:
    """Start a worker's sandbox; return why it can't."""
    importing = threading.Thread(target=lambda: [importlib.import_module(name) for name in settings.modules])
    importing.start()
    try:
        _engine(settings).start()
    except SandboxUnavailableError as error:
        return str(error)
    finally:
        importing.join()
    return None


class Overdue(BaseException):
    """A task takes so long that it is given up; not an Exception, so that ``except Exception`` does not swallow it."""


@contextlib.contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    """Raise :class:`Overdue` in what runs here after ``seconds``, and again each second.

    Only a process's main thread can be interrupted so: workers on a cluster, which have threads, wait for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise Overdue

    earlier = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


def perform(settings: Settings, task: Task) -> Any:
    """Do a task with this process's engine; a fault of the kit is returned, not raised."""
    seconds = task.patience(settings.limits)
    try:
        with _given_up_after(seconds):
            return task.run(_engine(settings))
    except KitError as error:
        return KitError(str(error))
    except Overdue:
        signal.setitimer(signal.ITIMER_REAL, 0)  # it may have struck just before it was stopped
        release()  # what hangs may hang on there
        return KitError(f"not done after {seconds:g} s, so it was given up; the others go on")
    except Exception as error:  # a fault of the kit with one submission must not stop the others
        return KitError(f"{type(error).__name__}: {error}")
