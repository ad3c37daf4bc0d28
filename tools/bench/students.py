"""The class that is graded: notebooks that differ as students' notebooks do, the same ones for the same seed."""

from __future__ import annotations

import ast
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.build import STUB_SUFFIX, notebook_bytes, solution_folder
from autograder.course import Course
from autograder.report import write_atomically
from autograder.samples import Sample, read_alternatives, submission
from autograder.validity import ALTERNATIVES
from tools.bench.mistakes import mistakes

ASSIGNMENT = "02_em"
FUNCTIONS = ("e_step", "m_step", "fit_em")
# Each twenty notebooks in turn hold the whole mix, so that the first of them are a fair sample of all.
TWENTY = {"right": 12, "misconception": 6, "blank": 1, "broken": 1}
BROKEN = ("syntax error", "process killed", "graded cell deleted", "half of the file", "calls that raise")
COMMENTS = (
    "# 照公式寫 | as in the formula",
    "# TODO: try it without the loop",
    "# 參考 Bishop 第 9 章",
    "# checked against the example by hand",
    "# 這裡要小心下溢",
    "# works for me",
)
SUFFIXES = ("k", "now", "est", "mine", "v2", "tmp", "all")
EXPERIMENTS = {
    "e_step": "print(np.round(e_step(X[:4], np.array([0.4, 0.6]), X[[0, 1]], np.array([np.cov(X.T)] * 2)), {digits}))",
    "m_step": "print([np.round(part, {digits}) for part in m_step(X, np.full((len(X), 2), 0.5))])",
    "fit_em": "fit_em(X, start_weights, start_means, start_covariances, max_iter={steps})[-1]",
}


@dataclass(frozen=True)
class Student:
    """One submission; ``detail`` says in which way it is right or wrong."""

    name: str
    kind: str
    detail: str
    notebook: bytes


def make_class(course: Course, count: int, seed: int, *, drawn: bool = True) -> list[Student]:
    """Return the class; without ``drawn``, of notebooks from which the cells that only draw were deleted."""
    rng = random.Random(seed)
    released = nbformat.read(course.released(ASSIGNMENT), as_version=4)
    solutions = solution_folder(course.source_folder)
    ways = {kind: _ways(kind, rng) for kind in TWENTY}
    undraw = () if drawn else ("undraw",)
    students = []
    for number, kind in zip(range(count), _kinds(rng), strict=False):
        detail, base, mangle, cells = next(ways[kind])
        sample = Sample(f"student{number:04}", ASSIGNMENT, "", base, (*undraw, *mangle), cells)
        notebook = nbformat.reads(submission(sample, released, solutions).decode(), as_version=4)
        _personalise(notebook, sample.student, kind, rng)
        data = notebook_bytes(notebook)
        data = data[: len(data) // 2] if detail == "half of the file" else data
        students.append(Student(sample.student, kind, detail, data))
    return students


def mix(students: list[Student]) -> dict[str, int]:
    """Return how many submissions there are of each kind."""
    counts = Counter(student.kind for student in students)
    return {kind: counts[kind] for kind in TWENTY}


def hand_in(course_root: Path, students: list[Student], data_files: dict[str, bytes]) -> None:
    """Put the class into a course's ``submitted/``."""
    for student in students:
        folder = course_root / "submitted" / student.name / ASSIGNMENT
        write_atomically(folder / f"{ASSIGNMENT}.ipynb", student.notebook)
        for name, data in data_files.items():
            write_atomically(folder / name, data)


Way = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def _kinds(rng: random.Random) -> Iterator[str]:
    while True:
        twenty = [kind for kind, count in TWENTY.items() for _ in range(count)]
        rng.shuffle(twenty)
        yield from twenty


def _ways(kind: str, rng: random.Random) -> Iterator[Way]:
    """Yield what submissions of a kind are made of, without end: all ways in turn, shuffled."""
    known = {"right": _right, "misconception": _wrong, "blank": _blank, "broken": _broken}[kind]()
    while True:
        rng.shuffle(known)
        yield from known


def _right() -> list[Way]:
    others = [one for one in read_alternatives(ALTERNATIVES) if one.function in FUNCTIONS]
    return [
        ("reference", "reference", (), ()),
        *((f"{one.function}: {one.title.partition(' | ')[2]}", "reference", (), one.cells) for one in others),
    ]


def _wrong() -> list[Way]:
    return [(f"{one.function}: {one.name}", "reference", (), (one.cell,)) for one in mistakes()]


def _blank() -> list[Way]:
    return [
        ("all", "stub", (), ()),
        ("fit_em", "reference", (), ("def fit_em(*_):\n    raise NotImplementedError()\n",)),
    ]


def _broken() -> list[Way]:
    cells = {
        "syntax error": ("def m_step(X, resp):\n    counts = resp.sum(axis=0\n    return counts\n",),
        "process killed": ("import os\n\nos._exit(1)\n",),
        "calls that raise": ("def e_step(X, weights, means, covariances):\n    return undefined_name\n",),
    }
    mangle = {"graded cell deleted": ("delete m_step",)}
    return [(name, "reference", mangle.get(name, ()), cells.get(name, ())) for name in BROKEN]


def _personalise(notebook: NotebookNode, name: str, kind: str, rng: random.Random) -> None:
    """Give a notebook a name of its own, comments, other variable names, notes and an experiment."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type != "code" or not grade_id.endswith(STUB_SUFFIX):
            continue
        function = grade_id.removesuffix(STUB_SUFFIX)
        if kind == "right":
            cell.source = renamed(cell.source, rng)
        if kind != "blank":
            cell.source = f"{rng.choice(COMMENTS)}\n{cell.source}" + "\n" * rng.randrange(3)
        if kind != "broken" and rng.random() < 0.3:
            source = EXPERIMENTS[function].format(digits=rng.randrange(2, 6), steps=rng.randrange(1, 9))
            # the start of fit_em is drawn further up, in a cell that not everybody keeps
            if "start_" not in source or any("start_weights =" in other.source for other in cells):
                cells.append(new_code_cell(source, id=f"try-{function}"))
    number = rng.randrange(10**8)
    cells.insert(1, new_markdown_cell(f"姓名 name: {name}　學號 number: b{number:08}", id="my-name"))
    notebook.cells = cells


def renamed(source: str, rng: random.Random) -> str:
    """Give some of the local variables of the functions in a cell other names."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    edits: list[tuple[int, int, str]] = []
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        suffix = rng.choice(SUFFIXES)
        names = {name for name in _locals(function) if rng.random() < 0.6}
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in names:
                at = starts[node.lineno - 1] + node.col_offset
                edits.append((at, at + len(node.id.encode()), f"{node.id}_{suffix}"))
    data = source.encode()
    for start, end, name in sorted(edits, reverse=True):
        data = data[:start] + name.encode() + data[end:]
    return data.decode()


def _locals(function: ast.FunctionDef) -> list[str]:
    """Return the names that a function assigns to and that nothing else could mean."""
    nodes = list(ast.walk(function))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    taken = {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        if isinstance(node, ast.Global | ast.Nonlocal):
            taken.update(node.names)
        elif isinstance(node, ast.JoinedStr | ast.ClassDef):  # positions inside an f-string are not exact
            taken.update(inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
        elif isinstance(node, ast.FunctionDef | ast.ExceptHandler | ast.alias) and node.name:
            taken.add(node.name)
    return sorted(stored - taken)
