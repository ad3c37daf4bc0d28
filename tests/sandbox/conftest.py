"""One warm sandbox for all tests of this folder, with limits so small that attacks end soon."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.engine.grade import Engine
from autograder.model import Limits
from autograder.sandbox.process import WarmSandbox
from autograder.sandbox.session import Session

LIMITS = Limits(
    cell_seconds=1.0, call_seconds=0.8, submission_seconds=20, cpu_seconds=20, memory_mib=512, processes=32, file_mib=16
)
SECRET = "a-secret-of-the-environment"


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    os.environ["SANDBOX_TEST_SECRET"] = SECRET
    with Engine(LIMITS) as engine:
        engine.start()
        yield engine


@pytest.fixture
def warm(engine: Engine) -> WarmSandbox:
    return engine._warm()


@pytest.fixture
def session(warm: WarmSandbox) -> Iterator[Session]:
    with Session(warm, LIMITS) as session:
        yield session


def descendants() -> set[int]:
    """Return the processes below this one, as the kernel sees them."""
    found, waiting = set(), [os.getpid()]
    while waiting:
        try:
            for thread in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
                children = [int(word) for word in thread.read_text().split()]
                found.update(children)
                waiting += children
        except OSError:
            continue  # it has ended since
    return found


def settle(allowed: set[int], seconds: float = 5.0) -> set[int]:
    """Wait until no other processes than ``allowed`` are left; return those that stay."""
    end = time.monotonic() + seconds
    while (left := descendants() - allowed) and time.monotonic() < end:
        time.sleep(0.02)
    return left
