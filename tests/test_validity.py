"""``autograder check --matrix``: no known mistake survives, no right answer loses a point, and it says so when one does."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from autograder import validity
from autograder.course import Course
from autograder.errors import KitError
from autograder.graders.misconceptions import CATALOGUE, Misconception
from autograder.model import Text
from autograder.samples import Alternative, read_alternatives
from autograder.validity import homes, known_trials, make_trials, sample_pairs, state_of, variables
from autograder.validity_report import BEGIN, END, readme_block
from tests.conftest import ROOT, Command

EVERY = 96  # a sample takes every 96th submission


def quote(readme: str, block: str) -> bool:
    """Tell whether a README quotes these totals; leave it on disk as it should be."""
    path = ROOT / readme
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    right = before + block + rest.split(END)[1]
    if right != text:
        path.write_text(right, encoding="utf-8")
    return right == text


def checked(course: Course, *options: str) -> subprocess.CompletedProcess[str]:
    # in a process of its own, with a worker on each core: it is the longest test and runs when most others are done
    program = str(Path(sys.executable).parent / "autograder")
    command = [program, "check", "--matrix", *options, "--course-dir", str(course.root)]
    return subprocess.run(command, capture_output=True, text=True, timeout=3000, check=False)


@pytest.mark.exhaustive
@pytest.mark.timeout(1200)
def test_a_sample_of_the_matrix(course: Course) -> None:
    result = checked(course, "--every", str(EVERY))
    assert result.returncode == 0, result.stdout + result.stderr
    summary = json.loads((course.reports_folder / "validity.json").read_bytes())
    judged = [one for kind in ("misconceptions", "pairs", "alternatives") for one in summary[kind]]
    assert len({one["assignment"] for one in judged}) == len(course.assignments())
    assert len(judged) >= len(known_trials(course)) / EVERY / 2
    assert summary["every"] == EVERY


@pytest.mark.exhaustive
@pytest.mark.timeout(3600)
def test_the_matrix(course: Course) -> None:
    result = checked(course)
    summary = json.loads((course.reports_folder / "validity.json").read_bytes())
    wrong, pairs, right = summary["totals"].values()
    assert [one for one in summary["misconceptions"] if one["problems"]] == []
    assert [one for one in summary["alternatives"] if one["problems"]] == []
    assert result.returncode == 0, result.stdout + result.stderr
    assert wrong["caught"] == wrong["clean"] == wrong["submissions"]
    assert wrong["misnamed"] == 0
    assert pairs["caught"] == pairs["submissions"]
    assert right["full"] == right["submissions"]
    stale = [
        readme
        for readme, language in (("README.md", "en"), ("README.zh-TW.md", "zh"))
        if not quote(readme, readme_block(summary["totals"], language))
    ]
    assert stale == [], "these quoted other totals and now quote the right ones: look at the diff"


def test_everything_known_is_on_trial(kit: Course) -> None:
    functions, trials, prepared = homes(kit), known_trials(kit), variables(kit)
    assert {function for one in CATALOGUE for function in one.functions} <= set(functions)
    by_kind = {kind: {t.function for t in trials if t.kind == kind} for kind in ("misconceptions", "alternatives")}
    assert by_kind == {kind: set(functions) for kind in by_kind}
    assert [trial.number for trial in trials] == list(range(len(trials)))
    for trial in trials:
        assert (trial.function in trial.together) == (trial.function in prepared), trial.function
    for _, shared in groupby(sorted(trials, key=lambda one: one.sample.student), lambda one: one.sample.student):
        together = list(shared)
        assert len({one.function for one in together}) == len(together)
        assert all(
            (one.kind, one.sample, one.together) == (together[0].kind, together[0].sample, together[0].together)
            for one in together
        )


def misconception(id: str, *functions: str) -> Misconception:
    return Misconception(
        id, functions, Text(f"迷思 {id}", f"misconception {id}"), Text("想想", "think"), "Bishop (2006)"
    )


TOY = {
    "not-wrong-at-all": "q1 = 'c'",
    "features-are-independent": "q1 = 'B'",
    "taken-for-another": "q1 = 'A'",
    "spoils-another": "q6 = 'C'\nglobals()['q3'] = 'A'",
}


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A catalogue with a mistake that is none and an alternative that is wrong."""
    folder = tmp_path / "alternatives"
    folder.mkdir()
    (folder / "q2.py").write_text(
        '# %% 小寫 | lower case\nq2 = "b"\n\n# %% 選錯 <了> | wrong <indeed>\nq2 = "A"\n', "utf-8"
    )
    monkeypatch.setattr(validity, "ALTERNATIVES", folder)
    monkeypatch.setattr(validity, "CATALOGUE", tuple(misconception(id, text[:2]) for id, text in TOY.items()))
    monkeypatch.setattr(validity, "PAIRS_OF_A_FUNCTION", 1)
    monkeypatch.setattr(validity, "notebook_cell", lambda _, mistakes: "\n".join(TOY[name] for name in mistakes))


@pytest.mark.usefixtures("toy")
def test_what_should_not_be_fails_and_is_listed(autograder: Command, course: Course) -> None:
    result = autograder("check", "--matrix", "--course-dir", course.root, check=False)
    assert result.returncode == 1
    assert "q1, not-wrong-at-all: survives" in result.stdout
    assert "q2, wrong <indeed>: q2: " in result.stdout
    assert "q1, taken-for-another: is taken for clusters-are-equal-spheres" in result.stdout
    assert "q6, spoils-another: costs points elsewhere: q3: q3" in result.stdout
    assert "q1, features-are-independent" not in result.stdout
    assert "lower case" not in result.stdout
    assert "5 submissions were not graded as they should be" in result.stderr
    summary = json.loads((course.reports_folder / "validity.json").read_bytes())
    assert [one["caught"] for one in summary["misconceptions"]] == [False, True, True, True]
    assert [one["full"] for one in summary["alternatives"]] == [True, False]
    assert summary["totals"]["alternatives"] == {"submissions": 2, "full": 1}
    html = (course.reports_folder / "validity.html").read_text(encoding="utf-8")
    assert "survives" in html
    assert "wrong &lt;indeed&gt;" in html
    assert str(course.root) not in html


@pytest.mark.usefixtures("toy")
def test_two_runs_write_the_same_bytes(autograder: Command, course: Course) -> None:
    written = []
    for _ in range(2):
        autograder("check", "--matrix", "--course-dir", course.root, check=False)
        written.append([(course.reports_folder / f"validity.{kind}").read_bytes() for kind in ("json", "html")])
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("expected", "said", "state"),
    [
        ("a", ["a"], "named"),
        ("a", [None, "a"], "named"),
        ("a", ["a", "b | a"], "named"),
        ("a", ["b | a"], "tied"),
        ("a", [None, None], "unnamed"),
        ("a", [], "unnamed"),
        ("a", ["a", "b"], "misnamed"),
        ("a", ["a + b"], "misnamed"),
        ("a", ["b | c"], "misnamed"),
        ("a b", ["b + a"], "named"),
        ("a b", ["a", "a + b"], "named"),
        ("a b", ["c | a + b"], "tied"),
        ("a b", ["a", "b | c"], "partly"),
        ("a b", ["a + c"], "misnamed"),
    ],
)
def test_how_well_a_diagnosis_names_what_was_expected(expected: str, said: list[str | None], state: str) -> None:
    assert state_of(frozenset(expected.split()), said) == state


def test_pairs_are_spread_and_never_of_one_switch() -> None:
    known = [misconception(id, "f") for id in "abcdefgh"]
    pairs = sample_pairs("f", [*known, misconception("a", "f")])
    assert len(pairs) == validity.PAIRS_OF_A_FUNCTION
    assert len({first.id for first, _ in pairs}) > 2
    assert all(first.id != second.id for first, second in pairs)
    assert sample_pairs("f", known[:1]) == []


def test_what_the_course_does_not_have_is_not_on_trial() -> None:
    others = [misconception("x", "lloyd")], lambda function, mistakes: "", [Alternative("lloyd", "甲 | a", ("",))]
    assert make_trials({"q1": "quiz"}, *others) == []


def test_alternatives_are_read_with_all_of_their_cells(tmp_path: Path) -> None:
    (tmp_path / "f.py").write_text("# %% 甲 | one\nx = 1\n\n# %% +\ndef f(): ...\n\n# %% 乙 | two\nf = min\n", "utf-8")
    one, two = read_alternatives(tmp_path)
    assert one == Alternative("f", "甲 | one", ("x = 1", "def f(): ..."))
    assert two == Alternative("f", "乙 | two", ("f = min",))


@pytest.mark.parametrize("text", ["x = 1\n", "# %%\nx = 1\n", "# %% +\nx = 1\n", "# %% a=b\nx = 1\n"])
def test_an_alternative_without_a_title_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.py").write_text(text, "utf-8")
    with pytest.raises(KitError, match=r"f\.py"):
        read_alternatives(tmp_path)
