"""Stock nbgrader with nothing but this repository's configuration, against `autograder grade`."""

from __future__ import annotations

import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from tests.conftest import Command

pytestmark = pytest.mark.slow


def test_release_grade_feedback_export(kit: Course, course: Course, run: Command) -> None:
    samples = [s for s in sample_class() if s.assignment == "quiz" and s.student in ("right", "all_a")]
    hand_in(course, samples)
    root = course.root
    (root / "gradebook.db").unlink()
    shutil.rmtree(root / "release")
    run("nbgrader", "generate_assignment", "quiz", cwd=root)
    assert (root / "release" / "quiz" / "quiz.ipynb").read_bytes() == (
        kit.release_folder / "quiz" / "quiz.ipynb"
    ).read_bytes()
    run("nbgrader", "autograde", "quiz", "--student", "all_a", cwd=root)
    assert not (root / "autograded" / "right").exists()
    run("nbgrader", "autograde", "quiz", cwd=root)
    run("nbgrader", "generate_feedback", "quiz", cwd=root)
    html = (root / "feedback" / "right" / "quiz" / "quiz.html").read_text(encoding="utf-8")
    assert "3 / 3 分 | points" in html
    run("nbgrader", "export", cwd=root)
    table = (root / "grades.csv").read_text(encoding="utf-8").splitlines()
    column = table[0].split(",").index("score")
    assert {line.split(",")[column] for line in table[1:]} == {"90.0", "12.0"}


def test_a_manual_grade_and_comment_survive_grading_again(course: Course, autograder: Command) -> None:
    hand_in(course, [s for s in sample_class() if (s.assignment, s.student) == ("quiz", "right")])
    autograder("grade", "quiz", "--course-dir", course.root)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        grade = gradebook.find_grade("reflection", "quiz", "quiz", "right")
        grade.manual_score = 7
        gradebook.find_comment("reflection", "quiz", "quiz", "right").manual_comment = "想得很清楚"
        gradebook.db.commit()
    autograder("grade", "quiz", "--course-dir", course.root, "--force")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        assert gradebook.find_grade("reflection", "quiz", "quiz", "right").manual_score == 7
        assert gradebook.find_comment("reflection", "quiz", "quiz", "right").manual_comment == "想得很清楚"
        assert gradebook.find_submission("quiz", "right").score == 97


def test_late_submissions_are_recorded(course: Course, autograder: Command) -> None:
    hand_in(course, [s for s in sample_class() if (s.assignment, s.student) == ("quiz", "right")])
    (course.submitted_folder / "right" / "quiz" / "timestamp.txt").write_text(
        "2026-11-22 08:00:00 UTC", encoding="utf-8"
    )
    autograder("grade", "quiz", "--course-dir", course.root)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        assert str(gradebook.find_submission("quiz", "right").timestamp) == "2026-11-22 08:00:00"
