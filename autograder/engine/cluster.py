"""Grade many submissions on a Dask cluster: the same jobs as :mod:`autograder.engine.pool` has, on other machines.

A worker process of Dask holds one engine in one thread of its own, however many threads Dask gives it. It grades only for a
coordinator that has the same code; what a dead worker was grading, Dask gives to another.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.course import PACKAGE, kit_folder
from autograder.engine.grade import Graded
from autograder.engine.identity import differences, identity
from autograder.engine.worker import Job, Settings, Task, perform, release, start
from autograder.errors import ForeignWorkerError, KitError

EXTRA = "pip install 'gmm-autograder[dask]'"
AHEAD = 2  # submissions a worker that are under way, so that none waits for the coordinator
CONNECT_SECONDS = 5.0
LOOK_SECONDS = 2.0  # between two looks at which workers there are
PATIENCE_SECONDS = 60.0  # without any worker, before grading gives up


@dataclass(frozen=True)
class Parcel:
    """What travels to a worker. It is opened only where the code is the same, and no log shows what is inside."""

    identity: dict[str, str]
    graders: Path
    content: bytes = field(repr=False)


def _parcel(settings: Settings, graders: Path, task: Task | None = None) -> Parcel:
    inside = graders.relative_to(PACKAGE) if graders.is_relative_to(PACKAGE) else graders  # installed elsewhere there
    return Parcel(identity(graders.parent), inside, pickle.dumps((settings, task)))


def _opened(parcel: Parcel) -> tuple[Settings, Any]:
    """Return the settings and the task of a parcel, as they are on this machine.

    Raises:
        ForeignWorkerError: this process would grade with other code than the coordinator's
    """
    graders = PACKAGE / parcel.graders  # a course's own graders come with their whole path
    if differing := differences(parcel.identity, identity(graders.parent)):
        raise ForeignWorkerError(differing)
    settings, task = pickle.loads(parcel.content)
    here = replace(settings, hidden=(*settings.hidden, kit_folder()))
    return here, None if task is None else replace(task, graders=graders)


@lru_cache(maxsize=1)
def _thread() -> ThreadPoolExecutor:
    """Return the one thread of this process that grades: an engine serves one submission at a time."""
    return ThreadPoolExecutor(1, "engine")


async def _join(parcel: Parcel) -> KitError | None:
    """Get a worker ready; return why it can't grade."""
    return await asyncio.get_running_loop().run_in_executor(_thread(), _start, parcel)


def _start(parcel: Parcel) -> KitError | None:
    try:
        settings, _ = _opened(parcel)
    except KitError as error:
        return error
    reason = start(settings)
    return None if reason is None else KitError(reason)


def _work(parcel: Parcel) -> Any:
    """Do a task in a worker."""
    return _thread().submit(_work_here, parcel).result()


def _work_here(parcel: Parcel) -> Any:
    try:
        settings, task = _opened(parcel)
    except KitError as error:
        return error
    return perform(settings, task)


def _leave() -> None:
    """Let a worker end its engine, after what it is doing."""
    _thread().submit(release)


class Cluster:
    """The workers of a Dask cluster, for one course.

    Args:
        settings: what every worker needs to know of the course
        scheduler: its address, such as ``tcp://HOST:8786``; with ``tls://`` Dask's own configuration names the certificates
    """

    def __init__(self, settings: Settings, scheduler: str) -> None:
        self._settings = settings
        self._scheduler = scheduler
        self._client: Any = None
        self._executor: Any = None
        self._places = 0
        self._looked = 0.0
        self._seen = 0.0

    def ready(self) -> Cluster:
        """Connect and get every worker ready.

        Raises:
            KitError: Dask is not installed, there is no scheduler or no worker, or a worker cannot grade or runs other code
        """
        if self._client is None:
            self._client = _connect(self._scheduler)
            try:
                self._check_workers()
            except BaseException:
                self.close(at_once=True)
                raise
            self._executor = self._client.get_executor(pure=False)
        return self

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(at_once=kind is not None)

    def close(self, *, at_once: bool = False) -> None:
        """Let go of the workers; ``at_once`` drops what they have not begun."""
        if self._executor is not None:
            self._executor.shutdown(wait=not at_once)
            self._executor = None
        if self._client is not None:
            with contextlib.suppress(OSError, RuntimeError):  # the cluster is gone, and with it its engines
                self._client.run(_leave, on_error="ignore")
            self._client.close()
            self._client = None

    def _check_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            raise KitError(
                f"the scheduler at {self._scheduler} has no workers: start some with "
                f"`dask worker {self._scheduler} --nthreads 1`"
            ) from None
        parcel = _parcel(self._settings, PACKAGE / "graders" / "__init__.py")
        for address, answer in self._asked(self._client.run, _join, parcel, on_error="return").items():
            if isinstance(answer, ForeignWorkerError):
                raise self._foreign(answer, address)
            if isinstance(answer, KitError):
                raise KitError(f"worker {address} cannot grade: {answer}")
            if isinstance(answer, BaseException):
                raise KitError(f"worker {address} cannot grade; is the kit installed there? {_line(answer)}")

    def _workers(self) -> int:
        """Return how many worker processes there are."""
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS:
            self._looked = now
            self._places = len(self._asked(self._client.nthreads))
            if self._places:
                self._seen = now
        return self._places

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

        Raises:
            KitError: the cluster is gone, or one of its workers runs other code
        """
        suspects: list[Task] = []
        yield from self._done(tasks, suspects)
        for task in suspects:  # one by one: a worker takes with it also what was only waiting beside the culprit
            died: list[Task] = []
            yield from self._done([task], died)
            if died:
                yield task, KitError("every worker that tried to grade this submission died; see the workers' logs")

    def _done(self, tasks: Iterable[Task], died: list[Task]) -> Iterator[tuple[Any, Any]]:
        """Do tasks; put those whose workers died again and again into ``died``."""
        from distributed import KilledWorker

        waiting = iter(tasks)
        running: dict[Future[Any], Task] = {}
        while True:
            room = max(1, self._workers() * AHEAD) - len(running)
            for task in itertools.islice(waiting, max(0, room)):
                parcel = _parcel(self._settings, task.graders, task)
                running[self._executor.submit(_work, parcel)] = task
            if not running:
                return
            done, _ = wait(running, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
            if not done and not self._places and time.monotonic() - self._seen > PATIENCE_SECONDS:
                raise KitError(f"the cluster at {self._scheduler} has lost all of its workers")
            for future in done:
                task = running.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    died.append(task)
                    continue
                except CancelledError:
                    raise self._gone() from None
                except Exception as error:
                    raise KitError(
                        f"the cluster cannot grade; is the kit installed everywhere? {_line(error)}"
                    ) from error
                if isinstance(result, ForeignWorkerError):
                    raise self._foreign(result)
                yield task, result

    def _asked(self, question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Return the scheduler's answer."""
        try:
            return question(*arguments, **options)
        except (OSError, RuntimeError):  # Dask's CommClosedError, or its client has closed itself
            raise self._gone() from None

    def _gone(self) -> KitError:
        return KitError(f"the scheduler at {self._scheduler} is gone; what was graded so far is kept")

    def _foreign(self, error: ForeignWorkerError, address: str = "") -> KitError:
        return KitError(
            f"a worker of the cluster{address and f', {address},'} runs other code than this coordinator ({error}): "
            "install the same there and restart it"
        )


def _connect(scheduler: str) -> Any:
    """Return a client of the scheduler.

    Raises:
        KitError: Dask is not installed, or nobody answers there
    """
    try:
        import dask
        from distributed import Client, Security
    except ModuleNotFoundError as error:
        raise KitError(f"--scheduler needs Dask, {error.name} is missing: {EXTRA}") from error
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said once, here
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})  # files lie beside some notebooks
    try:
        if scheduler.startswith("tls:") and not Security().get_connection_args("client").get("ssl_context"):
            raise KitError(f"{scheduler} needs certificates in Dask's configuration; docs/scale.md says which")
        return Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise KitError(f"no Dask scheduler answers at {scheduler}: {_line(error)}") from error


def _line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
