"""Stock nbgrader with nothing but this repository's configuration, against `autograder grade`."""

from __future__ import annotations

import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from autograder.nbgrader_plugin import open_course
from autograder.samples import Sample
from tests.conftest import Command
from tests.nbgrader_plugin.gradebook import rows

pytestmark = pytest.mark.slow

# A traceback of a time limit says where the clock struck, which no two runs share.
STEADY = {
    "02_em": ["right", "blank", "half_done", "doubled_cell", "deleted_cell", "not_json", "crashes"],
    "quiz": ["right", "blank", "spelled_freely", "all_a"],
}


def two_courses(ours: Course, samples: list[Sample]) -> tuple[Course, Course]:
    hand_in(ours, samples)
    for student in {sample.student for sample in samples}:
        for assignment in {sample.assignment for sample in samples if sample.student == student}:
            stamp = ours.submitted_folder / student / assignment / "timestamp.txt"
            stamp.write_text("2026-11-22 08:00:00 UTC", encoding="utf-8")
    return ours, open_course(shutil.copytree(ours.root, ours.root.parent / "theirs"))


@pytest.mark.parametrize("assignment", STEADY)
def test_rows_and_notebooks_are_identical(course: Course, autograder: Command, run: Command, assignment: str) -> None:
    samples = [s for s in sample_class() if s.assignment == assignment and s.student in STEADY[assignment]]
    assert len(samples) == len(STEADY[assignment])
    ours, theirs = two_courses(course, samples)
    autograder("grade", assignment, "--course-dir", ours.root)
    run("nbgrader", "autograde", assignment, cwd=theirs.root)
    assert rows(ours.root, assignment) == rows(theirs.root, assignment)
    files = {path.relative_to(ours.root) for path in ours.autograded_folder.rglob("*") if path.is_file()}
    assert files == {path.relative_to(theirs.root) for path in theirs.autograded_folder.rglob("*") if path.is_file()}
    for file in sorted(files):
        assert (ours.root / file).read_bytes() == (theirs.root / file).read_bytes(), file
        assert (ours.root / file).stat().st_mode == (theirs.root / file).stat().st_mode, file


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
    assert "15 / 15 分 | points" in html
    run("nbgrader", "export", cwd=root)
    table = (root / "grades.csv").read_text(encoding="utf-8").splitlines()
    column = table[0].split(",").index("score")
    assert {line.split(",")[column] for line in table[1:]} == {"90.0", "15.0"}


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
