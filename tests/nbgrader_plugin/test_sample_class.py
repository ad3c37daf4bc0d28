"""The sample class through `autograder demo`: every submission gets the points that it must get."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course import Course
from autograder.demo import sample_class
from autograder.samples import Sample
from tests.conftest import ROOT, Command
from tests.nbgrader_plugin.gradebook import rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]  # the first test grades the whole class
GRADED_NOW = ("01_gaussian_mixture", "02_em", "07_anomaly_detection", "quiz")  # the other assignments are exhaustive
COMPARED_NOW = ("01_gaussian_mixture", "07_anomaly_detection")  # with what stock nbgrader makes of them
SAMPLES = sample_class()
TIMED = "09_colour_segmentation"  # its notebook prints how long a loop over pixels takes
UNSTEADY = ("endless_loop", "memory_bomb")  # students whose notebooks are stopped by the clock
VERDICTS = {"passed", "failed", "error", "timeout", "memory", "missing", "forbidden", "skipped"}


def unless_in(now: tuple[str, ...], assignment: str) -> tuple[pytest.MarkDecorator, ...]:
    return () if assignment in now else (pytest.mark.exhaustive,)


each_sample = pytest.mark.parametrize(
    "sample",
    [
        pytest.param(sample, id=f"{sample.assignment}-{sample.student}", marks=unless_in(GRADED_NOW, sample.assignment))
        for sample in SAMPLES
    ],
)
each_assignment = pytest.mark.parametrize(
    "assignment",
    [
        pytest.param(assignment, marks=unless_in(COMPARED_NOW, assignment))
        for assignment in sorted({sample.assignment for sample in SAMPLES})
    ],
)


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run: Command) -> Path:
    """The demo's course, with the assignments whose tests have been selected."""
    assignments = {"02_em", "quiz"}
    for item in request.session.items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        if item.path == request.path and "sample" in parameters:
            assignments.add(parameters["sample"].assignment)
        elif item.path == request.path and "assignment" in parameters:
            assignments.add(parameters["assignment"])
    folder = tmp_path_factory.mktemp("demo") / "course"
    result = run("autograder", "demo", *sorted(assignments), "--output", folder)
    assert "Open these files" in result.stdout
    return folder


def report_of(demo: Path, sample: Sample) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((demo / "reports" / sample.assignment / f"{sample.student}.json").read_bytes())
    return found


@each_sample
def test_points_are_as_expected(demo: Path, sample: Sample) -> None:
    assert sample.expected
    points = {cell["grade_id"]: cell["points"] for cell in report_of(demo, sample)["cells"]}
    for grade_id, expected in sample.expected.items():
        assert expected.allows(points[grade_id]), f"{grade_id}: {points[grade_id]}, expected {expected}"


@each_sample
def test_the_report_is_whole(demo: Path, sample: Sample) -> None:
    report = report_of(demo, sample)
    assert report["assignment"] == sample.assignment
    assert report["student"] == sample.student
    assert report["internal"] == []
    graded = [cell for cell in report["cells"] if cell["points"] is not None]
    assert report["points"] == pytest.approx(sum(cell["points"] for cell in graded))
    assert report["max_points"] == sum(cell["max_points"] for cell in graded)
    for cell in graded:
        assert cell["checks"]
        assert sum(check["max_points"] for check in cell["checks"]) == pytest.approx(cell["max_points"], abs=0.01)
        for check in cell["checks"]:
            assert check["verdict"] in VERDICTS
            assert check["message_zh"]
            assert check["message_en"]
            assert (check["points"] > 0) == (check["verdict"] == "passed")


@each_sample
def test_feedback_shows_every_check_in_both_languages_and_nothing_hidden(demo: Path, sample: Sample) -> None:
    html = (demo / "feedback" / sample.student / sample.assignment / f"{sample.assignment}.html").read_text(
        encoding="utf-8"
    )
    text = (
        re.sub(r"<[^>]+>", "", html)
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )
    for cell in report_of(demo, sample)["cells"]:
        for check in cell["checks"]:
            assert check["message_zh"] in text
            assert check["message_en"] in text
    assert "WrongAnswerError" not in html
    assert "pytest.mark" not in html
    graders = (ROOT / "autograder" / "graders" / f"test_{sample.assignment}.py").read_text(encoding="utf-8")
    for line in graders.splitlines():
        if line.startswith("def test_"):
            assert line.split("(")[0][4:] not in html


@each_sample
def test_each_graded_cell_has_one_score_and_it_is_a_plain_float(demo: Path, sample: Sample) -> None:
    path = demo / "autograded" / sample.student / sample.assignment / f"{sample.assignment}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    points = {cell["grade_id"]: cell["points"] for cell in report_of(demo, sample)["cells"]}
    seen = set()
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade") and not metadata["solution"]:
            seen.add(metadata["grade_id"])
            results = [output for output in cell.outputs if output.output_type == "execute_result"]
            assert [float(output.data["text/plain"]) for output in results] == [points[metadata["grade_id"]]]
            assert not [o for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert seen == {grade_id for grade_id, value in points.items() if value is not None}


def test_figures_of_the_student_are_in_the_autograded_notebook(demo: Path) -> None:
    notebook = nbformat.read(demo / "autograded" / "right" / "02_em" / "02_em.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 3
    assert not [output for output in outputs if output.output_type == "error"]


def test_full_marks_under_a_failed_visible_check_are_explained(demo: Path) -> None:
    notebook = nbformat.read(demo / "autograded" / "wrong_axis" / "02_em" / "02_em.ipynb", as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "fit_em")
    shown = "".join(output.data["text/html"] for output in cell.outputs if "text/html" in output.get("data", {}))
    assert "costs no points here" in shown


def test_what_tried_to_read_the_course_found_nothing(demo: Path) -> None:
    notebook = nbformat.read(demo / "autograded" / "reads_solutions" / "02_em" / "02_em.ipynb", as_version=4)
    texts = [output.text for cell in notebook.cells if "gradebook.db" in cell.source for output in cell.outputs]
    assert texts == ["found: []\n"]


def test_no_file_of_the_machine_is_named_in_reports(demo: Path) -> None:
    for path in (demo / "reports").rglob("*.json"):
        assert str(ROOT) not in path.read_text(encoding="utf-8")


def test_the_demo_can_be_run_twice(demo: Path, run: Command) -> None:
    again = run("autograder", "grade", "quiz", "--course-dir", demo)
    assert "graded 0, unchanged 6" in again.stdout


def test_the_class_report_counts_everyone(demo: Path, run: Command) -> None:
    result = run("autograder", "report", "02_em", "--course-dir", demo)
    count = len([sample for sample in SAMPLES if sample.assignment == "02_em"])
    assert f"{count} submissions" in result.stdout
    html = (demo / "reports" / "02_em.html").read_text(encoding="utf-8")
    assert all(f"<td>{sample.student}</td>" in html for sample in SAMPLES if sample.assignment == "02_em")


@each_assignment
def test_stock_autograde_gives_the_same(
    demo: Path, template: Course, tmp_path: Path, run: Command, assignment: str
) -> None:
    course = tmp_path / "course"
    shutil.copytree(demo, course, ignore=shutil.ignore_patterns("autograded", "reports", "feedback", "gradebook.db"))
    shutil.copy(template.root / "gradebook.db", course)
    run("nbgrader", "autograde", assignment, cwd=course)
    assert rows(demo, assignment) == rows(course, assignment)
    ours, theirs = (graded_files(root, assignment) for root in (demo, course))
    assert ours.keys() == theirs.keys()
    for file, (data, mode) in ours.items():
        one, other = data, theirs[file][0]
        if (assignment == TIMED or file.parts[1] in UNSTEADY) and file.suffix == ".ipynb":
            one, other = without_clock(one), without_clock(other)
        assert one == other, file
        assert mode == theirs[file][1], file


def graded_files(root: Path, assignment: str) -> dict[Path, tuple[bytes, int]]:
    """Return the autograded files of an assignment, with their permissions."""
    files = (path for path in (root / "autograded").glob(f"*/{assignment}/**/*") if path.is_file())
    return {path.relative_to(root): (path.read_bytes(), path.stat().st_mode) for path in files}


def without_clock(data: bytes) -> bytes:
    """Return a notebook without what cells printed before the clock struck, and where it struck: no two runs share that."""
    notebook = json.loads(data)
    for cell in notebook["cells"]:
        scores = [output for output in cell.get("outputs", ()) if output["output_type"] == "execute_result"]
        cell["outputs"] = [score | {"execution_count": None} for score in scores]
        cell["execution_count"] = None
    return json.dumps(notebook).encode()
