"""``autograder check``: prove that the course is sound before anybody is graded by it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.demo import hand_in, make_course
from autograder.engine.pool import Pool
from autograder.nbgrader_plugin import open_course
from autograder.nbgrader_plugin.batch import ClassGrader
from autograder.nbgrader_plugin.preprocessors import settings_of
from autograder.publish import stale
from autograder.samples import Sample

REFERENCE, STUB = "reference", "stub"


@dataclass(frozen=True)
class Proof:
    """One thing that must hold, and whether it does."""

    name: str
    holds: bool
    detail: str


@contextmanager
def trial_course(course: Course) -> Iterator[Course]:
    """Make a copy of a course with an empty class and the same limits, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as scratch:
        made = open_course(make_course(course, Path(scratch) / "course"))
        yield replace(made, limits=course.limits, secret=course.secret)


def prove(course: Course) -> Iterator[Proof]:
    """Yield each proof as it is done: fresh builds, then full marks and none in every assignment, through the real pipeline."""
    lines = stale(course)
    yield Proof("build", not lines, "\n".join(lines[:20]) if lines else "source/ and release/ are what the texts say")
    with trial_course(course) as trial, Pool(settings_of(trial), os.cpu_count() or 1) as pool:
        for assignment in trial.assignments():
            hand_in(trial, [Sample(base, assignment, base, base, (), ()) for base in (REFERENCE, STUB)])
            grader = ClassGrader(trial, assignment)
            outcomes = {outcome.student: outcome for outcome in grader.grade(grader.students(), pool.ready)}
            for base in (REFERENCE, STUB):
                yield _proof(assignment, base, outcomes[base].report, outcomes[base].error)


def _proof(assignment: str, base: str, report: dict[str, Any] | None, error: str | None) -> Proof:
    name = f"{assignment}: {base}"
    if report is None:
        return Proof(name, False, error or "no report")
    points, most = report["points"], report["max_points"]
    holds = bool(most) and (points == most if base == REFERENCE else points == 0) and not report["internal"]
    lines = [f"{points:g} of {most:g} points"]
    if not holds:
        lines += [f"    the kit failed: {reason}" for reason in report["internal"]]
        wrong = [
            check
            for cell in report["cells"]
            for check in cell["checks"]
            if (check["points"] > 0) != (base == REFERENCE)
        ]
        lines += [
            f"    {check['name']}: {check['message_en']} {check['student_error'] or ''}".rstrip() for check in wrong
        ]
    return Proof(name, holds, "\n".join(lines))
