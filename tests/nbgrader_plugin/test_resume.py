"""A run that is disturbed: killed at any moment, beside another run, without room or permission to write."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in
from autograder.nbgrader_plugin import batch
from autograder.samples import Sample
from tests.conftest import Command
from tests.nbgrader_plugin.gradebook import rows

pytestmark = pytest.mark.slow
STUDENTS = [f"s{number:02}" for number in range(8)]
SLOWLY = "import time\ntime.sleep(0.5)"


def hand_in_class(course: Course, *cells: str) -> None:
    hand_in(course, [Sample(student, "quiz", student, "reference", (), cells) for student in STUDENTS])


def reports(course: Course) -> list[Path]:
    return list((course.reports_folder / "quiz").glob("s*.json"))


def points(course: Course) -> dict[str, float]:
    return {path.stem: json.loads(path.read_bytes())["points"] for path in reports(course)}


def descendants(pid: int) -> list[int]:
    """Return all processes below one, as /proc tells."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happens"
        time.sleep(0.02)


@contextlib.contextmanager
def grading(course: Course, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    line = [sys.executable, "-m", "autograder.cli", "grade", "quiz", "--course-dir", str(course.root), *options]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_killed_at_any_moment_and_completed_by_the_next_run(course: Course, autograder: Command) -> None:
    hand_in_class(course, SLOWLY)
    draw = random.Random(4)
    for least in (0, 3):  # the coordinator itself, before and amid its work
        with grading(course) as process:
            wait_until(lambda least=least: len(reports(course)) >= least and len(descendants(process.pid)) > 2)
            time.sleep(draw.random())
            family = descendants(process.pid)
            process.send_signal(signal.SIGKILL)
        wait_until(lambda family=family: not any(map(runs, family)), 20)
    before = len(reports(course))
    assert before < len(STUDENTS)
    with grading(course) as process:  # any of its workers, sandboxes, guards and submissions
        for _ in range(3):
            wait_until(lambda: len(descendants(process.pid)) > 2 or process.poll() is not None)
            time.sleep(draw.random())
            with contextlib.suppress(ProcessLookupError, IndexError):
                os.kill(draw.choice(descendants(process.pid)), signal.SIGKILL)
        assert process.stdout is not None
        output = process.stdout.read().decode()
        assert process.wait(120) == 0, output
    again = autograder("grade", "quiz", "--course-dir", course.root)
    assert f"graded 0, unchanged {len(STUDENTS)}" in again.stdout
    assert points(course) == dict.fromkeys(STUDENTS, 90)
    found = rows(course.root, "quiz")
    assert len([row for row in found if row[0] == "grade"]) == len(STUDENTS) * 31
    assert len([row for row in found if row[0] == "submission"]) == len(STUDENTS)
    assert not list(course.reports_folder.rglob(".*"))
    assert not list(course.autograded_folder.glob(".*"))


@pytest.mark.parametrize("moment", ["files", "rows", "reports"])
def test_stopped_between_two_steps_of_writing(
    course: Course, autograder: Command, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    hand_in_class(course)
    autograder("grade", "quiz", "--course-dir", course.root)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.find_grade("reflection", "quiz", "quiz", "s00").manual_score = 7
        gradebook.find_comment("reflection", "quiz", "quiz", "s00").manual_comment = "想得很清楚"
        gradebook.db.commit()
    autograder("grade", "quiz", "--force", "--course-dir", course.root)
    undisturbed = rows(course.root, "quiz")
    places = {
        "files": (batch.AutogradedFolders, "write"),
        "rows": (batch.GradebookWriter, "write"),
        "reports": (batch, "write_report"),
    }
    with monkeypatch.context() as patch:
        place, name = places[moment]
        whole: Any = getattr(place, name)
        calls = iter(range(1000))

        def stops(*arguments: Any, **named: Any) -> Any:
            if next(calls) == (0 if moment == "rows" else 5):
                raise KeyboardInterrupt
            return whole(*arguments, **named)

        patch.setattr(place, name, stops)
        assert autograder("grade", "quiz", "--force", "--course-dir", course.root, check=False).returncode == 130
    autograder("grade", "quiz", "--course-dir", course.root)
    assert rows(course.root, "quiz") == undisturbed
    assert points(course) == dict.fromkeys(STUDENTS, 90)
    assert not list(course.autograded_folder.glob(".*"))


def test_rows_or_files_that_got_lost_are_written_again(course: Course, autograder: Command) -> None:
    hand_in_class(course)
    autograder("grade", "quiz", "--course-dir", course.root)
    undisturbed = rows(course.root, "quiz")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.remove_submission("quiz", "s01")
    shutil.rmtree(course.autograded_folder / "s02")
    (course.reports_folder / "quiz" / ".s05.json.abcdefgh").write_bytes(b"{")  # killed in the middle of it
    (course.autograded_folder / ".autograder-unfinished" / "new").mkdir(parents=True)
    course.report("quiz", "s03").write_bytes(b"{")
    result = autograder("grade", "quiz", "--course-dir", course.root)
    assert f"graded 3, unchanged {len(STUDENTS) - 3}" in result.stdout
    assert rows(course.root, "quiz") == undisturbed
    assert not [*course.reports_folder.rglob(".*"), *course.autograded_folder.glob(".*")]


def test_hooks_of_the_course_are_called(course: Course, autograder: Command) -> None:
    hand_in_class(course)
    hooks = """
def _note(name):
    def hook(assignment, student, notebooks):
        with open(f"hooks-{name}", "a") as file:
            file.write("".join(f"{notebook}\\n" for notebook in notebooks))
    return hook
c.Autograde.pre_convert_hook = _note("pre")
c.Autograde.post_convert_hook = _note("post")
"""
    config = course.root / "nbgrader_config.py"
    hooks = hooks.replace('f"hooks-{name}"', f'f"{course.root}/hooks-{{name}}"')
    config.write_text(config.read_text(encoding="utf-8") + hooks, encoding="utf-8")
    autograder("grade", "quiz", "--course-dir", course.root)
    expected = [str(course.submitted_folder / student / "quiz" / "quiz.ipynb") for student in STUDENTS]
    for name in ("pre", "post"):
        assert sorted((course.root / f"hooks-{name}").read_text(encoding="utf-8").splitlines()) == expected


def test_a_second_run_waits_and_says_so(course: Course) -> None:
    hand_in_class(course)
    with FileLock(course.root / ".autograder.lock"), grading(course) as process:
        assert process.stdout is not None
        assert b"waiting for it" in process.stdout.readline()
        assert process.poll() is None
    assert not reports(course)


def test_a_gradebook_that_cannot_be_written_is_one_line_and_nothing_is_graded(
    course: Course, autograder: Command
) -> None:
    hand_in_class(course)
    book = course.root / "gradebook.db"
    before = book.read_bytes()
    with sqlite3.connect(book, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
        other.execute("ROLLBACK")
    assert result.returncode != 0
    assert "the gradebook" in result.stderr
    assert "locked" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not reports(course)
    assert book.read_bytes() == before


def test_a_full_disk_is_one_line_and_what_was_graded_is_kept(
    course: Course, autograder: Command, tmp_path: Path
) -> None:
    hand_in_class(course)
    small = tmp_path / "small"
    small.mkdir()
    size = 150_000
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(small)], check=False)
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        course.autograded_folder.symlink_to(small)
        result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
        assert result.returncode != 0
        assert "No space left on device" in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
        assert len(reports(course)) < len(STUDENTS)
    finally:
        course.autograded_folder.unlink()
        subprocess.run(["umount", str(small)], check=True)
    autograder("grade", "quiz", "--course-dir", course.root)
    assert points(course) == dict.fromkeys(STUDENTS, 90)
