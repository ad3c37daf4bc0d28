"""Grading on a Dask cluster: a real scheduler and real worker processes, one of them killed in the middle."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import KilledWorker
from distributed.client import Client
from nbformat.v4 import new_notebook

from autograder.course import PACKAGE, Course
from autograder.demo import hand_in, sample_class
from autograder.engine import cluster
from autograder.engine.cluster import Cluster
from autograder.engine.grade import Graded, Submission
from autograder.engine.identity import differences, identity
from autograder.engine.worker import Job, Settings
from autograder.errors import ForeignWorkerError, KitError
from autograder.model import GradeReport, Limits
from autograder.nbgrader_plugin import open_course
from tests.conftest import ROOT, Command
from tests.nbgrader_plugin.gradebook import rows

DASK = Path(sys.executable).parent / "dask"
SAMPLES = [sample for sample in sample_class() if sample.assignment == "quiz"]


@contextlib.contextmanager
def started(folder: Path, *arguments: str, code: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``dask …`` with the kit that lies in ``code``."""
    line = [str(DASK), *arguments, "--scheduler-file", str(folder / "scheduler.json"), "--no-dashboard"]
    with (folder / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            line, cwd=folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(code)}
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def worker(folder: Path, code: Path = ROOT) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    return started(folder, "worker", "--no-nanny", "--nthreads", "1", code=code)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def scheduler(folder: Path) -> Iterator[str]:
    """The address of a scheduler."""
    with started(folder, "scheduler", "--host", "127.0.0.1", "--port", "0"):
        file = folder / "scheduler.json"
        while not file.is_file() or not file.read_bytes().endswith(b"}"):
            time.sleep(0.05)
        yield json.loads(file.read_bytes())["address"]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)


def submitted(course: Course, count: int) -> Course:
    samples = (SAMPLES[number % len(SAMPLES)] for number in range(count))
    hand_in(course, (replace(sample, student=f"student{number:02}") for number, sample in enumerate(samples)))
    return course


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_line(
    course: Course, scheduler: str, autograder: Command, short: None
) -> None:
    submitted(course, 1)
    result = autograder("grade", "quiz", "--course-dir", course.root, "--scheduler", scheduler, check=False)
    assert result.returncode == 1
    assert "no workers" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not course.autograded_folder.exists()


@pytest.mark.slow
def test_a_worker_killed_midway_costs_nothing(
    course: Course, folder: Path, scheduler: str, autograder: Command
) -> None:
    submitted(course, 10)
    twin = open_course(shutil.copytree(course.root, course.root.parent / "twin"))

    def done() -> int:
        return len(list(course.autograded_folder.glob("*/quiz/quiz.ipynb")))

    with worker(folder) as killed, worker(folder) as survivor:
        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        left: list[int] = []
        orphans: list[psutil.Process] = []

        def kill() -> None:
            while done() < 2:
                time.sleep(0.01)
            orphans.extend(psutil.Process(killed.pid).children(recursive=True))
            killed.send_signal(signal.SIGKILL)
            left.append(10 - done())

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        result = autograder("grade", "quiz", "--course-dir", course.root, "--scheduler", scheduler)
        killer.join(10)

        assert "graded 10, unchanged 0" in result.stdout
        assert left[0] > 2, "the worker was killed too late to matter"
        assert killed.wait(10) == -signal.SIGKILL
        assert orphans
        _, alive = psutil.wait_procs(orphans, timeout=10)
        assert not alive, "a sandbox outlived its worker"
        _, alive = psutil.wait_procs(psutil.Process(survivor.pid).children(recursive=True), timeout=10)
        assert not alive, "a sandbox outlived its coordinator"

    everyone = rows(course.root, "quiz")
    assert len([row for row in everyone if row[0] == "submission"]) == 10
    some = [f"student{number:02}" for number in range(len(SAMPLES))]
    autograder("grade", "quiz", "--course-dir", twin.root, *(word for name in some for word in ("--student", name)))
    assert rows(twin.root, "quiz") == [row for row in everyone if row[1] in some]


@pytest.mark.slow
def test_a_worker_with_other_code_refuses(
    course: Course, folder: Path, scheduler: str, autograder: Command, tmp_path: Path
) -> None:
    submitted(course, 1)
    for name in ("autograder", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / "kit" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "kit" / "solutions" / "quiz.py").open("a", encoding="utf-8") as file:
        file.write("# another key\n")
    with worker(folder, tmp_path / "kit"):
        result = autograder("grade", "quiz", "--course-dir", course.root, "--scheduler", scheduler, check=False)
    assert result.returncode == 1
    assert "runs other code" in result.stderr
    assert "solutions/)" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not course.autograded_folder.exists()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers"),
        ("nothing://", "no Dask scheduler answers"),
        ("tls://127.0.0.1:1", "needs certificates"),
    ],
)
def test_no_scheduler_is_one_line(course: Course, autograder: Command, short: None, address: str, message: str) -> None:
    submitted(course, 1)
    result = autograder("grade", "quiz", "--course-dir", course.root, "--scheduler", address, check=False)
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not course.autograded_folder.exists()


def test_without_dask_the_extra_is_named(course: Course, autograder: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted(course, 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = autograder("grade", "quiz", "--course-dir", course.root, "--scheduler", "tcp://127.0.0.1:1", check=False)
    assert result.returncode == 1
    assert "gmm-autograder[dask]" in result.stderr


def job(student: str) -> Job:
    return Job(Submission("quiz", student, new_notebook()), PACKAGE / "graders" / "test_quiz.py")


SETTINGS = Settings(Limits(), secret="a secret of the course")


def test_a_worker_that_joins_later_with_other_code_refuses_too() -> None:
    parcel = cluster._parcel(SETTINGS, job("a").graders, job("a"))
    other = replace(parcel, identity={**parcel.identity, "numpy": "1.0"}, content=b"not even opened")
    refused = cluster._work(other)
    assert isinstance(refused, ForeignWorkerError)
    assert str(refused) == f"numpy {parcel.identity['numpy']} instead of 1.0"


def test_an_identity_is_of_the_code_not_of_its_place(tmp_path: Path) -> None:
    for place in ("here", "there"):
        shutil.copytree(PACKAGE / "graders", tmp_path / place / "autograder" / "graders")
        shutil.copytree(ROOT / "solutions", tmp_path / place / "solutions")
    here, there = (tmp_path / place / "autograder" / "graders" for place in ("here", "there"))
    (there / "__pycache__").mkdir(exist_ok=True)
    (there / "__pycache__" / "more.pyc").touch()
    assert differences(identity(here), identity(there)) == ""
    (tmp_path / "there" / "solutions" / "new.py").touch()
    assert differences(identity(here), identity(there)) == "", "what a process has loaded, it keeps"
    identity.cache_clear()
    assert differences(identity(here), identity(there)) == "solutions/"


def test_nothing_of_a_parcel_shows_in_a_log() -> None:
    parcel = cluster._parcel(SETTINGS, job("a").graders, job("a"))
    assert b"a secret of the course" in parcel.content
    assert "a secret" not in repr(parcel)


class _Dask:
    """Stands in for a cluster whose workers die of one submission, and with them, once, of what waits beside it."""

    def __init__(self, culprit: str, beside: str) -> None:
        self._die = [culprit, beside, culprit]

    def nthreads(self) -> dict[str, int]:
        return {"tcp://worker": 1}

    def submit(self, _: Any, parcel: cluster.Parcel) -> Future[Any]:
        student = cluster._opened(parcel)[1].submission.student
        future: Future[Any] = Future()
        if student in self._die:
            self._die.remove(student)
            future.set_exception(KilledWorker("grade", None, 3))
        else:
            future.set_result(Graded(new_notebook(), GradeReport("quiz", student, ())))
        return future


def test_a_submission_that_kills_workers_fails_alone() -> None:
    grading = Cluster(SETTINGS, "tcp://scheduler")
    grading._client = grading._executor = _Dask("b", "c")
    results = {job.submission.student: result for job, result in grading.grade_all(map(job, "abcd"))}
    assert sorted(results) == ["a", "b", "c", "d"]
    assert [student for student, result in results.items() if isinstance(result, KitError)] == ["b"]
