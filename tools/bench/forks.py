"""The bare warm fork: the least that running the class's notebooks can cost, two at a time."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from autograder.sandbox.bubblewrap import ENVIRONMENT
from autograder.sandbox.process import PRELOAD, WARM_UP
from tools.bench.commands import BenchError, environment
from tools.bench.students import ASSIGNMENT, Student

ROOT = Path(__file__).resolve().parents[2]
THREADS = {name: value for name, value in ENVIRONMENT.items() if name.endswith("_NUM_THREADS")}


def run_forks(root: Path, students: list[Student], jobs: int, shell: str) -> dict[str, Any]:
    """Run the cells of all notebooks below a course's ``submitted/``; the start of the interpreters is not counted."""
    notebooks: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for student in students:
        notebooks.put(root / "submitted" / student.name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    started = time.perf_counter()
    warm = [_Warm(shell, root) for _ in range(jobs)]
    try:
        for one in warm:
            one.read()
        begun = time.perf_counter()
        threads = [threading.Thread(target=one.serve, args=(notebooks,)) for one in warm]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - begun
    finally:
        for one in warm:
            one.close()
    answers = [answer for one in warm for answer in one.answers]
    if len(answers) != len(students):
        raise BenchError(f"the bare fork ran {len(answers)} of {len(students)} notebooks")
    return {
        "submissions": len(students),
        "seconds": seconds,
        "seconds_each": seconds / len(students),
        "start_seconds": begun - started,
        "figures": sum(answer["figures"] for answer in answers if answer),
        "died": answers.count(None),
    }


class _Warm:
    """One warm interpreter and what it has answered."""

    def __init__(self, shell: str, scratch: Path) -> None:
        settings = json.dumps({"preload": PRELOAD, "warm_up": WARM_UP})
        self.answers: list[dict[str, Any] | None] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.bench.warm", shell, settings],
            cwd=ROOT,
            env=environment(scratch) | THREADS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise BenchError("a warm interpreter of the bare fork has ended")
        return json.loads(line)

    def serve(self, notebooks: queue.SimpleQueue[Path]) -> None:
        assert self._process.stdin is not None
        while True:
            try:
                path = notebooks.get_nowait()
            except queue.Empty:
                return
            self._process.stdin.write(f"{path}\n")
            self._process.stdin.flush()
            self.answers.append(self.read())

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
