"""Measure what a Dask cluster costs: its throughput on this machine against the local pool's, in turns.

    python tools/bench_cluster.py --submissions 60 --workers 2 --rounds 3

Both grade the same jobs with the same number of worker processes; nothing is written, so that only the two differ.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.demo import sample_class
from autograder.engine.cluster import Cluster
from autograder.engine.grade import Submission
from autograder.engine.pool import Pool
from autograder.engine.worker import Job, Workers
from autograder.nbgrader_plugin import open_course
from autograder.nbgrader_plugin.preprocessors import settings_of
from autograder.samples import submission

ROOT = Path(__file__).parent.parent
ASSIGNMENT = "02_em"
STUDENTS = ("right", "wrong_axis", "half_done")
DASK = Path(sys.executable).parent / "dask"
QUIET = {  # as docs/scale.md recommends: a worker's cores are for grading
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s",
}


def class_jobs(course: Course, count: int) -> list[Job]:
    """Return the jobs of a class: sample submissions without the cells that only draw."""
    samples = [one for one in sample_class() if one.assignment == ASSIGNMENT and one.student in STUDENTS]
    released = nbformat.read(course.released(ASSIGNMENT), as_version=4)
    notebooks = [
        nbformat.reads(
            submission(replace(one, mangle=("undraw",)), released, ROOT / "solutions").decode(), as_version=4
        )
        for one in samples
    ]
    graders = course.graders(ASSIGNMENT)
    return [
        Job(Submission(ASSIGNMENT, f"student{number}", notebooks[number % len(notebooks)]), graders)
        for number in range(count)
    ]


@contextlib.contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """Run a Dask scheduler and its workers, each a process of its own; yield the scheduler's address."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "scheduler.json"

        def run(*arguments: str) -> None:
            line = [str(DASK), *arguments, "--scheduler-file", str(file), "--no-dashboard"]
            process = subprocess.Popen(line, cwd=folder, stderr=subprocess.DEVNULL, env={**os.environ, **QUIET})
            stack.callback(process.wait)
            stack.callback(process.terminate)

        run("scheduler", "--host", "127.0.0.1", "--port", "0")
        for _ in range(workers):
            run("worker", "--nthreads", "1")
        while not file.is_file() or not file.read_bytes().endswith(b"}"):
            time.sleep(0.05)
        address = json.loads(file.read_bytes())["address"]
        _wait_for(address, workers)
        yield address


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


def _seconds(workers: Workers, jobs: Sequence[Job]) -> float:
    started = time.perf_counter()
    points = [result.report.points for _, result in workers.grade_all(jobs)]
    assert len(points) == len(jobs)
    return time.perf_counter() - started


def measure_cluster(submissions: int = 60, workers: int = 2, rounds: int = 3) -> dict[str, float]:
    """Return the submissions a second of both, as medians of the rounds, and the cluster's efficiency."""
    course = open_course(ROOT)
    settings = settings_of(course)
    jobs = class_jobs(course, submissions)
    rates: dict[str, list[float]] = {"local": [], "cluster": []}
    with local_cluster(workers) as address, Pool(settings, workers) as pool, Cluster(settings, address) as cluster:
        both: dict[str, Workers] = {"local": pool.ready(), "cluster": cluster.ready()}
        for one in both.values():
            _seconds(one, jobs[: 4 * workers])  # every worker loads the graders
        for number in range(rounds):
            for name in list(both) if number % 2 == 0 else reversed(both):
                rates[name].append(submissions / _seconds(both[name], jobs))
    local, remote = (statistics.median(rates[name]) for name in ("local", "cluster"))
    efficiency = statistics.median(b / a for a, b in zip(rates["local"], rates["cluster"], strict=True))
    return {"local_per_second": local, "cluster_per_second": remote, "efficiency": efficiency}


def main() -> None:
    """Measure as the command line says; print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    found = measure_cluster(arguments.submissions, arguments.workers, arguments.rounds)
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in found.items()}) + "\n")


if __name__ == "__main__":
    main()
