"""What a worker does with tasks that hang in the kit's own code."""

from __future__ import annotations

import contextlib
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.grade import Engine
from autograder.engine.worker import Settings, perform
from autograder.errors import KitError
from autograder.model import Limits

SETTINGS = Settings(Limits())


@dataclass(frozen=True)
class _Task:
    work: Callable[[], Any]
    graders: Path = Path()

    def patience(self, limits: Limits) -> float:
        return 0.3

    def run(self, engine: Engine) -> Any:
        return self.work()


def _loop() -> None:
    while True:
        with contextlib.suppress(Exception):
            time.sleep(0.01)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("hangs", [_loop, queue.Queue().get, threading.Event().wait], ids=["loop", "queue", "event"])
def test_a_task_that_hangs_is_given_up_and_the_next_is_done(hangs: Callable[[], Any]) -> None:
    result = perform(SETTINGS, _Task(hangs))
    assert isinstance(result, KitError)
    assert "given up" in str(result)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert perform(SETTINGS, _Task(lambda: 7)) == 7


@pytest.mark.timeout(20)
def test_in_time_nothing_is_left_of_the_alarm() -> None:
    earlier = signal.getsignal(signal.SIGALRM)
    assert perform(SETTINGS, _Task(lambda: 7)) == 7
    assert signal.getsignal(signal.SIGALRM) is earlier


def test_in_a_thread_a_task_is_done_too() -> None:
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(perform(SETTINGS, _Task(lambda: 7))))
    thread.start()
    thread.join()
    assert results == [7]
