"""Mangled submissions: found, read and repaired, every function that is left gives the reference's answers when the cells are run."""

from __future__ import annotations

import builtins
import copy
import json
import re
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode

from autograder.build import notebook_bytes
from autograder.errors import UnreadableNotebookError
from autograder.model import Text
from autograder.nbgrader_plugin.releases import all_releases, read_release
from autograder.notebook.code import parsed
from autograder.notebook.find import find_submission
from autograder.notebook.match import belongs_to
from autograder.notebook.parse import read_submission
from autograder.notebook.repair import TemplateCell, blank, repair
from autograder.samples import reference
from solutions import gaussian_mixture
from tests.conftest import ROOT
from tests.notebook.mangles import ASSIGNMENT, MANGLES, Mangle, edited, outputs_of

RELEASES = ROOT / "release"
RELEASE = read_release(RELEASES, ASSIGNMENT)


def template_of(assignment: str) -> list[TemplateCell]:
    found = []
    for cell in nbformat.read(RELEASES / assignment / f"{assignment}.ipynb", as_version=4).cells:
        if "nbgrader" in cell.metadata:
            m = cell.metadata.nbgrader
            flags = (m.grade, m.solution, m.locked, m.get("points"))
            found.append(TemplateCell(m.grade_id, cell.cell_type, cell.source, m.checksum, *flags))
    return found


TEMPLATE = template_of(ASSIGNMENT)
DRAWS = re.compile(r"\b(?:plt|ax|axes|fig)\b")


def right(assignment: str = ASSIGNMENT) -> bytes:
    return notebook_bytes(reference(RELEASES / assignment / f"{assignment}.ipynb", ROOT / "solutions"))


RIGHT = right()


def hand_in(mangle: Mangle, folder: Path) -> None:
    for name, data in mangle.make(RIGHT).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def repaired(folder: Path) -> tuple[NotebookNode, list[Text]]:
    found = find_submission(folder, ASSIGNMENT, lambda: RELEASE.names)
    try:
        read = read_submission(found.path.read_bytes())
    except UnreadableNotebookError as error:
        zh, _, en = str(error).partition(" | ")
        return blank(TEMPLATE), [*found.notes, Text(zh, en)]
    notebook, notes = repair(read.notebook, TEMPLATE, RELEASE)
    return notebook, [*found.notes, *read.notes, *notes]


def run_cells(notebook: NotebookNode, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run the cells that draw nothing as Jupyter would: an exception ends its cell, and nothing else."""

    def no_keyboard(*_: object) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", no_keyboard)
    namespace: dict[str, Any] = {"__name__": "__main__", "get_ipython": lambda: types.SimpleNamespace()}
    for cell in notebook.cells:
        if cell.cell_type == "code" and ("import " in cell.source or not DRAWS.search(cell.source)):
            tree = parsed(cell.source)
            try:
                exec(
                    compile(tree, "<cell>", "exec") if tree is not None else "1 / 0", namespace
                )  # code of this repository
            except (Exception, SystemExit):
                continue
    return namespace


def answers(namespace: dict[str, Any] | types.ModuleType) -> Iterator[tuple[str, Any]]:
    get = namespace.get if isinstance(namespace, dict) else namespace.__dict__.get
    X, weights = np.arange(6.0).reshape(3, 2), np.array([0.25, 0.75])
    means, covariances = np.array([[0.0, 0.0], [1.0, 2.0]]), np.array([np.eye(2), 2 * np.eye(2)])
    arguments = {
        "log_gaussian": (X, means[1], covariances[1]),
        "log_mixture": (X, weights, means, covariances),
        "log_likelihood": (X, weights, means, covariances),
    }
    for name, args in arguments.items():
        try:
            yield name, np.asarray(get(name)(*args)).tolist()
        except (NotImplementedError, TypeError):
            yield name, None


EXPECTED = dict(answers(gaussian_mixture))


@pytest.mark.parametrize("name", MANGLES)
def test_what_is_left_of_a_submission_counts_and_the_notes_say_what_was_mended(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mangle = MANGLES[name]
    hand_in(mangle, tmp_path)
    notebook, notes = repaired(tmp_path)
    nbformat.validate(notebook)
    tagged = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    graded = [cell.grade_id for cell in TEMPLATE if cell.grade]
    assert sorted(metadata.grade_id for metadata in tagged if metadata.grade) == sorted(graded)
    for cell in notebook.cells:
        for wanted in TEMPLATE:
            if wanted.locked and cell.metadata.get("nbgrader", {}).get("grade_id") == wanted.grade_id:
                assert cell.source == wanted.source
    found = dict(answers(run_cells(notebook, monkeypatch)))
    functions = [answer for answer in found.values() if answer is not None]
    assert len(functions) == len(mangle.survives), found
    for function in mangle.survives:
        if set(mangle.survives) == set(EXPECTED) or function != "log_likelihood":
            np.testing.assert_allclose(found[function], EXPECTED[function])
    assert any(re.search(mangle.zh, note.zh) for note in notes) or not mangle.zh, notes
    assert any(re.search(mangle.en, note.en) for note in notes) or not mangle.en, notes
    assert all(note.zh and note.en and "\n" not in str(note.zh + note.en) for note in notes)
    assert bool(notes) or not mangle.zh


def test_a_clean_notebook_is_not_touched() -> None:
    read = read_submission(RIGHT)
    notebook, notes = repair(read.notebook, TEMPLATE, RELEASE)
    assert (list(read.notes), notes) == ([], [])
    assert [cell.source for cell in notebook.cells] == [cell.source for cell in read.notebook.cells]


def seconds(work: Any, times: int = 5) -> float:
    def once() -> float:
        parsed.cache_clear()
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(once() for _ in range(times))


def test_a_clean_notebook_costs_milliseconds() -> None:
    notebook = read_submission(RIGHT).notebook
    assert seconds(lambda: read_submission(RIGHT)) < 0.02  # about 1 ms; the rest is for busy machines
    assert seconds(lambda: repair(notebook, TEMPLATE, RELEASE)) < 0.03  # about 3 ms


def test_fifty_megabytes_of_outputs_cost_no_time() -> None:
    (data,) = edited(outputs_of(50_000_000))(RIGHT).values()
    assert len(data) > 50_000_000
    assert seconds(lambda: read_submission(data), 1) < 1
    compact = json.dumps(json.loads(data)).encode()
    assert seconds(lambda: read_submission(compact), 1) < 4


HOSTILE = {
    "blanks": " " * 1_000_000,
    "names": "a" * 1_000_000,
    "chinese": "字" * 1_000_000,
    "commas": ", " * 500_000,
    "quotes": '"' * 1_000_001,
    "brackets": "(" * 1_000_000,
    "lines": "x\n" * 500_000,
    "definitions": "def log_gaussian(\n" * 50_000,
    "words": "this is prose\n" * 10_000,
    "markdown": "- log_gaussian = def\n" * 10_000,
    "magics": "!pip \\\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_of_a_million_characters_costs_little_time(name: str) -> None:
    content = json.loads(RIGHT)
    huge = {"metadata": {}, "source": HOSTILE[name] + "\nlog_gaussian", "id": "huge"}
    others = [cell for cell in content["cells"] if "nbgrader" not in cell["metadata"]]
    content["cells"] = [{"cell_type": "code", **huge}, {"cell_type": "markdown", **huge}, *others]
    data = json.dumps(content).encode()
    assert seconds(lambda: repair(read_submission(data).notebook, TEMPLATE, RELEASE), 1) < 5


def test_a_notebook_of_another_assignment_is_named() -> None:
    releases = all_releases(RELEASES)
    other = read_submission(right("02_em")).notebook
    assert belongs_to(other, ASSIGNMENT, releases) == "02_em"
    assert belongs_to(read_submission(RIGHT).notebook, ASSIGNMENT, releases) is None
    assert belongs_to(blank(TEMPLATE), ASSIGNMENT, releases) is None
    untagged = copy.deepcopy(other)
    for cell in untagged.cells:
        cell.metadata.pop("nbgrader", None)
    assert belongs_to(untagged, ASSIGNMENT, releases) == "02_em"


def test_an_answer_in_words_without_its_tag_is_known_by_its_place() -> None:
    content = json.loads(right("quiz"))
    for cell in content["cells"]:
        if cell["id"] == "reflection":
            cell["source"] = "責任值說的是機率。"
        cell["metadata"], cell["id"] = {}, f"x-{cell['id']}"
    notebook, _ = repair(
        read_submission(json.dumps(content).encode()).notebook, template_of("quiz"), read_release(RELEASES, "quiz")
    )
    (answer,) = (c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "reflection")
    assert answer.source == "責任值說的是機率。"
