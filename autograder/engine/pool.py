"""Grade many submissions at once: worker processes, each with its own warm sandbox and graders.

The coordinator holds the gradebook; a worker sees one submission at a time and returns its report. A worker that dies
takes nothing with it: what it was grading is graded again.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from loky import ProcessPoolExecutor

from autograder.engine.grade import Graded
from autograder.engine.worker import Job, Settings, Task, end_with, perform, start
from autograder.errors import KitError, SandboxUnavailableError
from autograder.sandbox import bubblewrap

ATTEMPTS = 6  # a worker that dies takes with it what the others were doing, so most of those are not to blame
DYING = "the worker process died again and again; see `autograder doctor`"
AHEAD = 2  # submissions a worker that are prepared before they are needed


class Pool:
    """Worker processes for one course, started when the first is needed."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._executor: Any = None
        self._starting: list[Future[str | None]] = []

    def begin(self) -> None:
        """Let the workers start while something else is done; :meth:`ready` waits for them, and says what is wrong."""
        if self._executor is None:
            bubblewrap.end_orphans()
            starting = self._started()
            self._starting = [starting.submit(start, self._settings) for _ in range(self._workers)]

    def ready(self) -> Pool:
        """Start the workers, or raise :class:`SandboxUnavailableError` where student code cannot be isolated."""
        for attempt in range(ATTEMPTS):
            try:
                self.begin()
                if not self._starting:
                    break
                reason = self._starting[0].result()  # the others get ready meanwhile, each in a worker of its own
                self._starting = []
            except BrokenProcessPool:
                self.close(at_once=True)
                if attempt + 1 == ATTEMPTS:
                    raise KitError(DYING) from None
                continue
            if reason is not None:
                self.close()
                raise SandboxUnavailableError(reason)
        return self

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        del kind  # whether all is done or something failed: nobody waits for the workers any more
        self.close(at_once=True)

    def _started(self) -> Any:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._workers, initializer=end_with, initargs=(os.getpid(),))
        return self._executor

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; ``at_once`` kills them in the middle of what they do."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, kill_workers=at_once)
            self._executor = None
            bubblewrap.end_orphans()
            self._starting = []

    def grade(self, job: Job) -> Graded:
        """Grade one submission and wait for it; raises :class:`KitError` when the kit fails."""
        _, result = next(iter(self.grade_all([job])))
        if isinstance(result, KitError):
            raise result
        assert isinstance(result, Graded)
        return result

    def grade_all(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Any]]:
        """Do tasks in parallel; yield each with its result or a :class:`KitError`, in the order in which they finish.

        ``tasks`` is read only a little ahead of the workers, so a class of any size needs little memory.
        """
        waiting = iter(tasks)
        attempts: dict[int, int] = {}
        running: dict[Future[Any], Task] = {}
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
                yield job, result
            if again:
                again += running.values()
                running.clear()
                self.close(at_once=True)
                for job in again:
                    attempts[id(job)] = attempts.get(id(job), 0) + 1
                    if attempts[id(job)] < ATTEMPTS:
                        running[self._submit(job)] = job
                    else:
                        yield job, KitError(DYING)

    def _submit(self, task: Task) -> Future[Any]:
        try:
            future: Future[Any] = self._started().submit(perform, self._settings, task)
        except BrokenProcessPool:  # a worker has died while there was nothing to do
            self.close(at_once=True)
            future = self._started().submit(perform, self._settings, task)
        return future
