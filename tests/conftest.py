"""What all tests share: the kit's own course, and scratch courses made of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.demo import make_course
from autograder.nbgrader_plugin import open_course

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def kit() -> Course:
    """The course in this repository."""
    return open_course(ROOT)


@pytest.fixture
def course(kit: Course, tmp_path: Path) -> Course:
    """An empty course folder with the kit's sources, as the demo makes it."""
    return open_course(make_course(kit, tmp_path / "course"))


def run_program(name: str, *arguments: object, cwd: Path = ROOT, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment by name, as a user would."""
    line = [str(Path(sys.executable).parent / name), *map(str, arguments)]
    result = subprocess.run(line, cwd=cwd, capture_output=True, text=True, timeout=280, check=False)
    assert not check or result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a program of this environment by name."""
    return run_program
