"""What all tests share: the kit's own course, and scratch courses made of it."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder import cli
from autograder.course import Course
from autograder.demo import make_course
from autograder.engine.pool import Pool
from autograder.nbgrader_plugin import open_course
from autograder.nbgrader_plugin.generate import register
from autograder.nbgrader_plugin.preprocessors import settings_of

ROOT = Path(__file__).parent.parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as exhaustive what ``every(n)`` leaves out: all but every n-th of a test's parameters.

    Files with slow tests come first, so that no process is still busy with one when the others have nothing left to do.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    seen: Counter[tuple[Path, str]] = Counter()
    for item in items:
        if (every := item.get_closest_marker("every")) is not None:
            test = item.path, getattr(item, "originalname", item.name)
            if seen[test] % every.args[0]:
                item.add_marker(pytest.mark.exhaustive)
            seen[test] += 1


@pytest.fixture(scope="session")
def kit() -> Course:
    """The course in this repository."""
    return open_course(ROOT)


@pytest.fixture(scope="session")
def template(kit: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose gradebook knows every assignment; making a gradebook takes seconds, so tests copy this one."""
    template = open_course(make_course(kit, tmp_path_factory.mktemp("template") / "course"))
    for assignment in template.assignments():
        register(template, assignment)
    return template


@pytest.fixture
def course(template: Course, tmp_path: Path) -> Course:
    """A course folder with the kit's sources and nobody in it, as the demo makes it."""
    return open_course(shutil.copytree(template.root, tmp_path / "course"))


@pytest.fixture(scope="session")
def pool(template: Course) -> Iterator[Pool]:
    """One warm worker for all tests of this process."""
    with Pool(settings_of(template), 1) as pool:
        yield pool


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Result]


@pytest.fixture
def autograder(pool: Pool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the `autograder` command in this process, with the warm worker in place of new ones."""
    monkeypatch.setattr(cli, "_pool", lambda course, jobs: contextlib.nullcontext(pool))

    def command(*arguments: object, check: bool = True) -> Result:
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(bool(error.code))
        captured = capsys.readouterr()
        assert not check or code == 0, captured.out + captured.err
        return Result(code, captured.out, captured.err)

    return command


def run_program(name: str, *arguments: object, cwd: Path = ROOT, check: bool = True) -> Result:
    """Run a program of this environment by name, as a user would."""
    line = [str(Path(sys.executable).parent / name), *map(str, arguments)]
    result = subprocess.run(line, cwd=cwd, capture_output=True, text=True, timeout=900, check=False)
    assert not check or result.returncode == 0, result.stdout + result.stderr
    return Result(result.returncode, result.stdout, result.stderr)


@pytest.fixture(scope="session")
def run() -> Command:
    """Run a program of this environment by name, in a process of its own."""
    return run_program
