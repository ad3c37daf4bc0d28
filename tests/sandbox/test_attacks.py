"""Attacks: whole notebooks in ``tests/submissions/attacks`` that must earn nothing and harm nothing.

Each is handed in as a file, repaired and graded by the kit's own graders. An attack prints ``BREACH`` when it has reached what
it must not reach, and shows what its head promises, so that an attack which no longer runs is noticed too. Canaries on the
host notice what an attack does not say: a secret in the environment, files, sockets and a process.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

from autograder.course import Course
from autograder.engine.grade import Engine, Graded, Submission
from autograder.notebook.parse import read_notebook
from autograder.notebook.repair import TemplateCell, repair
from autograder.samples import Sample, read_attacks, read_sample, read_samples, submission
from autograder.sandbox import process
from autograder.sandbox.process import WarmSandbox
from autograder.sandbox.session import Session

from .conftest import LIMITS, SECRET, descendants, settle

SAMPLES = Path(__file__).parent.parent / "submissions"
ATTACKS = {sample.student: sample for sample in read_attacks(SAMPLES)}
BREACH = "BREACH"
CANARY = "a-canary-of-the-host"
SECONDS = 30.0  # that an attack may keep the grading busy, with these limits
# Part of every next submission: whatever an earlier one may have left.
TRACES = """
import os, sys, numpy
left = [f"{folder}/{name}" for folder in ("/scratch", "/tmp", "/dev/shm") for name in os.listdir(folder)]
left += [name for module in (numpy, sys, os) for name in vars(module) if "autograder" in name]
left += [name for name in os.environ if "AUTOGRADER" in name or name in ("LD_PRELOAD", "PYTHONPATH", "PYTHONSTARTUP")]
left += [] if numpy.allclose([1.0], [1.0]) and not numpy.allclose([1.0], [2.0]) and isinstance(1, int) else ["patches"]
left = [path for path in left if not path.endswith("/requirements-student.txt")]  # which everybody is given
print("left by others:", left)
"""


@dataclass(frozen=True)
class Host:
    """What an attack must not reach, and how it was before."""

    folder: Path
    files: tuple[Path, ...]
    sockets: tuple[socket.socket, ...]
    sleeper: subprocess.Popen[bytes]

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Return contents and times of the files that must stay as they are."""
        files = (*self.files, *(path for path in sorted(self.folder.rglob("*")) if path.is_file()))
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    def visitors(self) -> int:
        """Return how many have connected to the sockets."""
        found = 0
        for server in self.sockets:
            try:
                server.accept()[0].close()
                found += 1
            except BlockingIOError:
                continue
        return found


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Put canaries where attacks look for something."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("gradebook.db", "nbgrader_config.py", "submitted/other/02_em/02_em.ipynb", "solutions/em.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(CANARY)
    files = tuple(Path(place) / f"autograder-canary-{os.getpid()}" for place in ("/tmp", "/dev/shm"))
    for path in files:
        path.write_text(CANARY)
    sockets = []
    for name in ("\0autograder-canary", f"/tmp/autograder-canary-{os.getpid()}.socket"):
        server = socket.socket(socket.AF_UNIX)
        try:
            server.bind(name)
        except OSError:  # another run of the tests listens there
            server.close()
            continue
        server.listen()
        server.setblocking(False)
        sockets.append(server)
    sleeper = subprocess.Popen(["sleep", "600"])
    try:
        yield Host(folder, files, tuple(sockets), sleeper)
    finally:
        sleeper.kill()
        sleeper.wait()
        for server in sockets:
            server.close()
        for path in (*files, Path(f"/tmp/autograder-canary-{os.getpid()}.socket")):
            path.unlink(missing_ok=True)


@pytest.fixture(autouse=True, scope="module")
def _short_grace() -> Iterator[None]:
    """Wait less for a process that is past its deadline: the tests wait for many of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "GRACE_SECONDS", 0.5)
        yield


@cache
def released(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def template(notebook: NotebookNode) -> list[TemplateCell]:
    """Return what the gradebook would know about an assignment."""
    tagged = [(cell, cell.metadata.nbgrader) for cell in notebook.cells if "nbgrader" in cell.metadata]
    return [
        TemplateCell(
            grade_id=tag.grade_id,
            cell_type=cell.cell_type,
            source=cell.source,
            checksum=tag.get("checksum", ""),
            grade=is_grade(cell),
            solution=is_solution(cell),
            locked=tag.locked,
            points=float(tag.points) if is_grade(cell) else None,
        )
        for cell, tag in tagged
    ]


@dataclass(frozen=True)
class Classroom:
    """Where samples are handed in and graded."""

    kit: Course
    engine: Engine

    def grade(self, sample: Sample) -> Graded:
        """Hand in a sample as a file, and grade what can be read of it."""
        release = released(self.kit.released(sample.assignment))
        handed_in = submission(sample, release, self.kit.root / "solutions")
        notebook, notes = repair(read_notebook(handed_in), template(release))
        files = self.kit.data_files(sample.assignment)
        return self.engine.grade(
            Submission(sample.assignment, sample.student, notebook, files, tuple(notes)),
            self.kit.graders(sample.assignment),
        )


@pytest.fixture(scope="module")
def classroom(kit: Course, engine: Engine) -> Classroom:
    return Classroom(kit, engine)


@cache
def right(assignment: str) -> Sample:
    """Return the right answers, and a look at what is there before them."""
    sample = read_sample(SAMPLES / assignment / "right.py")
    return replace(sample, student="next", mangle=("undraw",), cells=(*sample.cells, TRACES))


def points(graded: Graded) -> dict[str, float | None]:
    return {cell.grade_id: cell.points for cell in graded.report.cells}


def outputs(notebook: NotebookNode) -> str:
    """Return what the cells show, without the cells."""
    return "\n".join(str(output) for cell in notebook.cells for output in cell.get("outputs", ()))


def assert_sound(graded: Graded) -> None:
    """The report and the notebook can be written, say what nbgrader reads, tell no secret and blame nothing on the kit."""
    assert graded.report.internal == ()
    report = json.dumps(graded.report.as_json(), ensure_ascii=False, allow_nan=False)
    text = nbformat.writes(graded.notebook)
    assert len(text.encode()) + len(report.encode()) < 20 << 20
    nbformat.validate(nbformat.reads(text, as_version=4))
    scored = [cell for cell in graded.notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in scored} == points(graded)
    assert SECRET not in text + report
    assert CANARY not in text + report


@cache
def exporter() -> HTMLExporter:
    return HTMLExporter(template_name="classic")


def page(notebook: NotebookNode) -> str:
    """Return what feedback shows of the student's cells."""
    own = [
        cell for cell in notebook.cells if cell.get("outputs") or (cell.cell_type == "markdown" and "extra" in cell.id)
    ]
    html, _ = exporter().from_notebook_node(nbformat.v4.new_notebook(cells=own))
    return html[html.index("<body") :]


def assert_harmless(html: str) -> None:
    """Nothing on the page runs, loads a document or covers the rest."""
    tags = re.findall(r"<[a-zA-Z][^>]*>", html)
    assert not [
        tag for tag in tags if re.match(r"(?i)<(script|iframe|object|embed|svg|math|form|base|meta|style|link)\b", tag)
    ]
    attributes = [re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag) for tag in tags]
    assert not [tag for tag in attributes if re.search(r"(?i)\son\w+\s*=", tag)]
    assert not [
        tag for tag in tags if re.search(r"(?i)(href|src|action)=[\"']?\s*(javascript:|vbscript:|data:text)", tag)
    ]
    assert not [tag for tag in tags if re.search(r"(?i)style=[^>]*(position\s*:|url\(|expression)", tag)]
    assert not re.search(r"\\(href|style|class|cssId|require|mmlToken)\b", re.sub(r"(?s)<pre.*?</pre>", "", html))


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(classroom: Classroom, host: Host, name: str) -> None:
    attack = ATTACKS[name]
    warm, before, files = classroom.engine._warm(), descendants(), host.state()
    descriptors, started = len(os.listdir("/proc/self/fd")), time.monotonic()
    graded = classroom.grade(attack)
    seconds = time.monotonic() - started

    shown = outputs(graded.notebook) + json.dumps(graded.report.as_json(), ensure_ascii=False)
    assert BREACH not in shown
    for grade_id, expected in attack.expected.items():
        assert expected.allows(points(graded)[grade_id]), points(graded)
    assert [text for text in attack.shows if text not in shown] == []
    assert_sound(graded)
    assert_harmless(page(graded.notebook))
    assert seconds < SECONDS

    assert settle(before) == set()
    assert classroom.engine._warm() is warm
    assert len(os.listdir("/proc/self/fd")) == descriptors
    assert host.state() == files
    assert host.visitors() == 0
    assert host.sleeper.poll() is None

    after = classroom.grade(right("01_gaussian_mixture"))
    assert after.report.points == after.report.max_points == 100
    assert "left by others: []" in outputs(after.notebook)


def test_there_are_many_and_each_says_what_must_happen() -> None:
    assert len(ATTACKS) >= 80
    for name, attack in ATTACKS.items():
        assert attack.expected, name
        assert attack.shows, f"{name}: how would anybody notice that it no longer runs?"
        assert " | " in attack.title, name


def test_attacks_are_no_assignment(kit: Course) -> None:
    samples = {(sample.assignment, sample.student) for sample in read_samples(SAMPLES)}
    assert samples
    assert not samples & {(attack.assignment, attack.student) for attack in ATTACKS.values()}
    assert {attack.assignment for attack in ATTACKS.values()} <= set(kit.assignments())


def test_state_is_not_found_by_the_same_attack_again(classroom: Classroom) -> None:
    for _ in range(2):
        graded = classroom.grade(ATTACKS["state_for_the_next"])
        assert "nothing is left" in outputs(graded.notebook)
        assert BREACH not in outputs(graded.notebook)


def test_a_notebook_of_attacks_takes_bounded_time(classroom: Classroom) -> None:
    started = time.monotonic()
    cells = [cell for attack in ATTACKS.values() for cell in attack.cells]
    graded = classroom.grade(replace(ATTACKS["not_finite"], cells=tuple(cells[:60])))
    assert graded.report.points == 0
    assert_sound(graded)
    assert time.monotonic() - started < LIMITS.submission_seconds + SECONDS


def test_another_submission_goes_on_beside_a_fork_bomb(warm: WarmSandbox) -> None:
    with Session(warm, LIMITS) as bomb, Session(warm, replace(LIMITS, cell_seconds=10)) as other:
        spin = "import os\nfor _ in range(6):\n    if os.fork() == 0:\n        while True: pass"
        assert bomb.run_notebook([spin])[0].end == "done"
        (run,) = other.run_notebook(["import numpy as np\nx = np.linalg.inv(np.eye(200)).sum()"])
        assert run.end == "done"
        assert other.read("x") == 200.0


def test_links_and_names_beside_the_notebook_lead_nowhere(classroom: Classroom) -> None:
    names = (
        "../../planted",
        "/planted",
        "a/../../planted",
        "sitecustomize.py",
        "conftest.py",
        "<script>.py",
        "x" * 300,
    )
    files = dict.fromkeys(names, b"raise SystemExit")
    release = released(classroom.kit.released("05_model_selection"))
    handed_in = submission(ATTACKS["not_finite"], release, classroom.kit.root / "solutions")
    one = Submission("05_model_selection", "<script>alert(1)</script>", read_notebook(handed_in), files)
    graded = classroom.engine.grade(one, classroom.kit.graders("05_model_selection"))
    assert graded.report.points == 0
    assert_sound(graded)
    assert not list(classroom.kit.root.glob("*planted*"))
