"""`autograder feedback` against nbgrader's own generate_feedback: every file must be the same."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from autograder.engine.pool import Pool
from autograder.nbgrader_plugin import open_course
from autograder.nbgrader_plugin.feedback import ClassFeedback, Outcome
from autograder.nbgrader_plugin.generate import generate_feedback
from tests.conftest import Command
from tests.nbgrader_plugin.postgresql import running_server

ASSIGNMENT = "quiz"
PIXELS = "iVBORw0KGgo" * 100
STUDENTS = {
    "plain": "well <b>formed</b><br><img src='a.png'>&nbsp;&lt;",
    "open": "<div><p>left open <table><tr><td>",
    "closing": "</div></div></body> &amp and more",
    "comment": "<!-- <div class='cell border-box-sizing '> never closed",
    "script": "<script>if (a < b) { document.write('</div>') }</script><style>p > a {}</style>",
    "void": "<br></br></img><input></input>",
    "lab": "<div class='jp-Notebook'><div class='jp-Cell-inputWrapper'></div></div>",
    "pre": "<pre>  two\n\n  lines </pre>   <textarea> x </textarea>\n\n\n",
    "attribute": '<a title="<img src="data:image/png;base64,' + PIXELS + '">x</a>',
    "broken": "< <a <b c='d' </ <? <![CDATA[ x ]]> <!x",
}


def notebook_with(html: str, student: str) -> nbformat.NotebookNode:
    """Return a notebook with two of the quiz's cells, among them cells with outputs of all kinds."""
    outputs = [
        new_output("display_data", {"text/html": html}),
        new_output("stream", name="stdout", text=f"\x1b[31m{student}\x1b[0m <&> 'x'\n"),
        new_output("display_data", {"image/png": PIXELS + "\n", "text/plain": "<Figure>"}),
        new_output("error", ename="ValueError", evalue="<no>", traceback=["\x1b[1mline\x1b[0m"]),
    ]
    graded = {"grade_id": "q1", "grade": True, "solution": False, "locked": True, "points": 15, "schema_version": 3}
    free = {"grade_id": "reflection", "grade": True, "solution": True, "locked": False, "points": 10}
    cells = [
        new_markdown_cell(f"# 標題 heading\n\n$a < b$ & *{student}*\n\n```python\nx = '1'\n```\n\n{html}", id="a"),
        new_code_cell(f"x = \"{student}\" if 1 < 2 else f'&'\n\n%time y\n", execution_count=1, outputs=outputs, id="b"),
        new_code_cell("", id="c"),
        new_code_cell("%%html\n<b>", id="d", metadata={"magics_language": "html"}),
        new_code_cell("check()", id="q1", metadata={"nbgrader": graded}),
        new_markdown_cell("answer ![p](attachment:p.png)", id="r", metadata={"nbgrader": free | {"schema_version": 3}}),
        new_markdown_cell(f"last {student}", id="z"),
    ]
    cells[5]["attachments"] = {"p.png": {"image/png": student}}
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python", "pygments_lexer": "ipython3"}})


def record(course: Course, student: str, score: float, comment: str | None) -> None:
    """Put a submission into the gradebook."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission(ASSIGNMENT, student)
        gradebook.find_grade("q1", ASSIGNMENT, ASSIGNMENT, student).manual_score = score
        gradebook.find_comment("reflection", ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
        if student == "plain":
            gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student).late_submission_penalty = 1.5
        gradebook.db.commit()


def autograded(course: Course, student: str, html: str) -> Path:
    """Make a student's autograded folder, and the rows that go with it."""
    folder = course.autograded_folder / student / ASSIGNMENT
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "x.csv").write_text("1,2\n")
    path = folder / f"{ASSIGNMENT}.ipynb"
    nbformat.write(notebook_with(html, student), path)
    record(course, student, 3.25, f"**good** {student}" if student != "open" else None)
    return path


@pytest.fixture
def graded(course: Course) -> Course:
    """A course with a small graded class."""
    for student, html in STUDENTS.items():
        autograded(course, student, html)
    return course


def configured(course: Course, settings: str) -> Course:
    """Return the course with more settings."""
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    return open_course(course.root)


def tree(course: Course) -> dict[str, tuple[bytes, int]]:
    """Return all that lies in feedback/, with its permissions."""
    folder = course.root / course.feedback
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            stat.S_IMODE(path.stat().st_mode),
        )
        for path in folder.rglob("*")
    }


def stock(course: Course) -> dict[str, tuple[bytes, int]]:
    """Return what nbgrader itself makes of the class, and leave feedback/ empty."""
    folder = course.root / course.feedback
    folder.mkdir(exist_ok=True)
    if "groupshared = True" in (course.root / "nbgrader_config.py").read_text(encoding="utf-8"):
        folder.chmod(0o2775)  # nbgrader shares it only after the first student, whose own folder then differs
    generate_feedback(course, ASSIGNMENT)
    found = tree(course)
    for path in folder.iterdir():
        shutil.rmtree(path)
    return found


def write(course: Course, pool: Pool, *, force: bool = False) -> dict[str, Outcome]:
    """Write the feedback of the class."""
    feedback = ClassFeedback(course, ASSIGNMENT)
    return {outcome.student: outcome for outcome in feedback.write(feedback.students(), pool, force=force)}


def fresh(outcomes: dict[str, Outcome]) -> set[str]:
    """Return whose feedback was written."""
    return {student for student, outcome in outcomes.items() if outcome.fresh and not outcome.failed}


def test_the_files_are_those_of_nbgrader(graded: Course, pool: Pool) -> None:
    expected = stock(graded)
    for student in STUDENTS:
        assert f"{student}/{ASSIGNMENT}/data/x.csv" in expected
    for _ in range(2):  # a worker that has seen pages like these before makes the same
        assert fresh(write(graded, pool, force=True)) == set(STUDENTS)
        assert tree(graded) == expected
    assert "Late submission penalty" in expected[f"plain/{ASSIGNMENT}/{ASSIGNMENT}.html"][0].decode()


@pytest.mark.parametrize(
    "settings",
    [
        "c.CourseDirectory.groupshared = True",
        "c.GenerateFeedback.permissions = 640",
        "c.HTMLExporter.template_name = 'lab'\nc.HTMLExporter.embed_images = True",
        "from nbconvert.exporters import MarkdownExporter\nc.GenerateFeedback.exporter_class = MarkdownExporter",
        "from nbconvert.preprocessors import ClearOutputPreprocessor, CSSHTMLHeaderPreprocessor\n"
        "from nbgrader.preprocessors import GetGrades\n"
        "c.GenerateFeedback.preprocessors = [GetGrades, CSSHTMLHeaderPreprocessor, ClearOutputPreprocessor]\n"
        "c.ClearOutputPreprocessor.enabled = True\nc.HTMLExporter.exclude_anchor_links = True",
    ],
)
def test_the_settings_of_a_course_count(course: Course, pool: Pool, settings: str) -> None:
    for student in ("plain", "closing"):
        autograded(course, student, STUDENTS[student])
    course = configured(course, settings)
    expected = stock(course)
    assert expected
    assert fresh(write(course, pool)) == {"plain", "closing"}
    assert tree(course) == expected
    assert fresh(write(course, pool)) == set()


def test_only_what_changed_is_written_again(graded: Course, pool: Pool) -> None:
    write(graded, pool)
    before = tree(graded)
    times = {path: path.stat().st_mtime_ns for path in (graded.root / "feedback").rglob("*.html")}
    assert fresh(write(graded, pool)) == set()
    assert times == {path: path.stat().st_mtime_ns for path in times}
    record(graded, "plain", 7, "another **comment**")
    (graded.autograded_folder / "pre" / ASSIGNMENT / "data" / "x.csv").write_text("3\n")
    nbformat.write(notebook_with("other", "lab"), graded.autograded_folder / "lab" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    (graded.root / "feedback" / "void" / ASSIGNMENT / f"{ASSIGNMENT}.html").write_text("half of")
    (graded.root / "feedback" / "open" / ASSIGNMENT / "stray").touch()
    assert fresh(write(graded, pool)) == {"plain", "pre", "lab", "void", "open"}
    after = tree(graded)
    assert {name.partition("/")[0] for name in after if after[name] != before.get(name)} == {"plain", "pre", "lab"}
    assert after == stock(graded)
    record_path = graded.reports_folder / f"{ASSIGNMENT}.feedback.json"
    record_path.write_text(json.dumps(["garbled"]))
    assert fresh(write(graded, pool)) == set(STUDENTS)
    assert fresh(write(configured(graded, "c.HTMLExporter.exclude_anchor_links = True"), pool)) == set(STUDENTS)


def test_a_submission_that_fails_does_not_stop_the_others(course: Course, pool: Pool) -> None:
    for student in ("plain", "pre", "void"):
        autograded(course, student, STUDENTS[student])
    write(course, pool)
    (course.autograded_folder / "pre" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{")
    shutil.copytree(course.autograded_folder / "void", course.autograded_folder / "unknown")
    outcomes = write(course, pool, force=True)
    assert fresh(outcomes) == {"plain", "void"}
    assert "NotJSONError" in (outcomes["pre"].error or "")
    assert "MissingEntry: No such submitted notebook" in (outcomes["unknown"].error or "")
    kept = {path.parent.name for path in (course.root / "feedback").glob(f"*/{ASSIGNMENT}")}
    assert kept == {"plain", "void"}  # nothing old is left to be handed out


def test_the_command(course: Course, pool: Pool, autograder: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.nbgrader_plugin.feedback.ForkedPool", lambda *_: contextlib.nullcontext(pool))
    for student in ("plain", "pre"):
        autograded(course, student, STUDENTS[student])
    line = ("feedback", ASSIGNMENT, "--course-dir", course.root)
    assert "wrote 1, unchanged 0" in autograder(*line, "--student", "pre").stdout
    assert "wrote 1, unchanged 1" in autograder(*line).stdout
    assert "wrote 2, unchanged 0" in autograder(*line, "--force").stdout
    for wrong, reason in (
        (("--student", "nobody"), "nobody"),
        (("--course-dir", course.source_folder), "not a course"),
    ):
        failed = autograder(*line, *wrong, check=False)
        assert failed.returncode == 1
        assert reason in failed.stderr
    (course.autograded_folder / "pre" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{")
    failed = autograder(*line, check=False)
    assert failed.returncode == 1
    assert "1 submissions got no feedback" in failed.stderr


@pytest.mark.slow
def test_grades_on_postgresql(course: Course, pool: Pool, autograder: Command) -> None:
    hand_in(course, [s for s in sample_class() if s.assignment == ASSIGNMENT and s.student in ("right", "all_a")])
    with running_server() as server:
        course = configured(course, f"c.CourseDirectory.db_url = {server.db_url!r}")
        autograder("grade", ASSIGNMENT, "--course-dir", course.root)
        expected = stock(course)
        assert fresh(write(course, pool)) == {"right", "all_a"}
        assert tree(course) == expected


def test_a_killed_run_leaves_nothing_half_written(course: Course, pool: Pool) -> None:
    for number in range(24):
        autograded(course, f"s{number}", STUDENTS["closing"])
    expected = stock(course)
    line = [sys.executable, "-m", "autograder.cli", "feedback", ASSIGNMENT, "--course-dir", str(course.root), "-j", "2"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, start_new_session=True)
    written = wait_for_files(course, process, 3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.2)  # the workers end with it
    assert written
    for name, found in tree(course).items():
        if not name.startswith("."):
            assert expected[name] == found
    write(course, pool)
    assert tree(course) == expected
    assert not [path for path in course.reports_folder.iterdir() if path.name.startswith(".")]


def wait_for_files(course: Course, process: subprocess.Popen[bytes], count: int) -> list[Path]:
    """Return the pages that a run has written, as soon as there are so many."""
    while process.poll() is None:
        found = list((course.root / "feedback").glob(f"s*/{ASSIGNMENT}/*.html"))
        if len(found) >= count:
            return found
        time.sleep(0.005)
    return []
