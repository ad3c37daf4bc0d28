"""The gradebook on a PostgreSQL server, by nbgrader's own setting and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from autograder.nbgrader_plugin import open_course
from autograder.nbgrader_plugin.generate import register
from tests.conftest import Command
from tests.nbgrader_plugin.gradebook import rows
from tests.nbgrader_plugin.postgresql import Server, running_server

pytestmark = pytest.mark.slow
SAMPLES = [s for s in sample_class() if s.assignment == "quiz" and s.student in ("right", "all_a")]
DELETED = next(s for s in sample_class() if (s.assignment, s.student) == ("02_em", "deleted_cell"))


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


def use(course: Course, db_url: str) -> Course:
    """Let a course keep its gradebook elsewhere."""
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.CourseDirectory.db_url = {db_url!r}\n")
    (course.root / "gradebook.db").unlink()
    return open_course(course.root)


def test_a_course_on_postgresql(course: Course, server: Server, autograder: Command, run: Command) -> None:
    hand_in(course, SAMPLES)
    twin = open_course(shutil.copytree(course.root, course.root.parent / "twin"))
    use(course, server.db_url)

    for one in (course, twin):
        result = autograder("grade", "quiz", "--course-dir", one.root)
        assert "graded 2, unchanged 0" in result.stdout
    found = rows(course.root, "quiz", server.db_url)
    assert len(found) > 20
    assert found == rows(twin.root, "quiz")
    assert not (course.root / "gradebook.db").exists()

    assert "graded 0, unchanged 2" in autograder("grade", "quiz", "--course-dir", course.root).stdout

    with Gradebook(server.db_url) as gradebook:
        gradebook.find_grade("reflection", "quiz", "quiz", "right").manual_score = 7
        gradebook.find_comment("reflection", "quiz", "quiz", "right").manual_comment = "想得很清楚"
        gradebook.db.commit()
    autograder("grade", "quiz", "--course-dir", course.root, "--force")
    run("nbgrader", "autograde", "quiz", "--student", "right", "--force", cwd=course.root)
    with Gradebook(server.db_url) as gradebook:
        assert gradebook.find_grade("reflection", "quiz", "quiz", "right").manual_score == 7
        assert gradebook.find_comment("reflection", "quiz", "quiz", "right").manual_comment == "想得很清楚"
        assert gradebook.find_submission("quiz", "right").score == 97
        assert gradebook.find_submission("quiz", "all_a").score == 12


def test_a_restored_cell_stands_in_its_place_whatever_the_order_of_the_rows(
    course: Course, server: Server, autograder: Command
) -> None:
    hand_in(course, [DELETED])
    use(course, server.db_url)
    register(course, "02_em")
    with server.connect() as connection:  # an updated row comes last
        connection.execute("UPDATE source_cell SET locked = locked WHERE name = 'm_step_solution'")
    autograder("grade", "02_em", "--course-dir", course.root)
    cells = nbformat.read(course.autograded_folder / DELETED.student / "02_em" / "02_em.ipynb", as_version=4).cells
    built = nbformat.read(course.notebook("02_em"), as_version=4).cells
    assert [c.metadata.nbgrader.grade_id for c in cells if "nbgrader" in c.metadata] == [
        c.metadata.nbgrader.grade_id for c in built if "nbgrader" in c.metadata
    ]


def test_a_server_that_is_down_is_one_line(course: Course, server: Server, autograder: Command) -> None:
    hand_in(course, SAMPLES)
    use(course, server.db_url.replace("teacher", "teacher:hunter2"))
    server.stop()
    result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be opened" in result.stderr
    assert "hunter2" not in result.stderr
    assert not course.autograded_folder.exists()
    assert not course.reports_folder.exists()


@pytest.mark.parametrize(
    ("db_url", "message"),
    [
        ("postgresql+psycopg2://teacher@localhost/course", "gmm-autograder[postgresql]"),
        ("postgresql+nothing://teacher@localhost/course", "cannot be opened"),
        ("no url", "cannot be opened"),
    ],
)
def test_a_url_that_leads_nowhere_is_one_line(course: Course, autograder: Command, db_url: str, message: str) -> None:
    hand_in(course, SAMPLES[:1])
    use(course, db_url)
    result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert message in result.stderr
    assert not course.autograded_folder.exists()
