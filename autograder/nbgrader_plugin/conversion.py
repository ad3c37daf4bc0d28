"""What nbgrader's converter does to one submission, without the gradebook: this part runs in the workers.

The steps are those that the course's configuration lists, and nbgrader's own classes carry them out. Those of them that read or write
the gradebook get stand-ins: what they would read comes with the task, what they would write goes back with the result, and
``gradebook.py`` writes it.
"""

from __future__ import annotations

import json
import pickle
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import nbformat
from nbformat import NotebookNode
from nbgrader import preprocessors as stock
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from autograder.engine.grade import Engine
from autograder.engine.worker import PATIENCE
from autograder.model import GradeReport, Limits, Text
from autograder.nbgrader_plugin.exporter import opened
from autograder.nbgrader_plugin.preprocessors import (
    GRADED,
    REPORT,
    GradeInSandbox,
    RepairSubmission,
    SaveGrades,
    repaired,
    submission_of,
)
from autograder.notebook.template import Release, TemplateCell
from autograder.sandbox.prepared import Beginning


@dataclass(frozen=True)
class Blueprint:
    """What the submissions of one assignment have in common."""

    assignment: str
    template: tuple[TemplateCell, ...]
    kernelspec: dict[str, Any] | None
    releases: Mapping[str, Release]
    """All assignments as they were released, to tell when the notebook of another one was handed in."""
    beginning: Beginning
    """The given cells above everything that students write, and the files beside them."""
    sanitize: tuple[type, ...]
    autograde: tuple[type, ...]
    config: Config

    def packed(self) -> bytes:
        """Return this as it travels: once per task, but unpacked once per worker only."""
        return pickle.dumps(self)


@lru_cache(maxsize=4)
def _unpacked(blueprint: bytes) -> Blueprint:
    found = pickle.loads(blueprint)
    assert isinstance(found, Blueprint)
    return found


@dataclass(frozen=True)
class Converted:
    """An autograded notebook, its report, and what belongs into the gradebook."""

    notebook: str
    report: GradeReport
    scores: dict[str, Score]
    comments: dict[str, str | None]


@dataclass(frozen=True)
class Score:
    """What nbgrader records of one graded cell."""

    points: float | None
    failed: bool = False
    """Whether the kit failed, so that a person has to grade."""


@dataclass(frozen=True)
class Conversion:
    """One submission as it was handed in, and all that it takes to make an autograded notebook out of it."""

    student: str
    data: bytes | None = field(repr=False)
    """The file to grade; None when nothing was handed in."""
    files: Mapping[str, bytes] = field(repr=False)
    notes: tuple[Text, ...]
    beside: frozenset[str]
    """Modules that lie beside the notebook."""
    graders: Path
    blueprint: bytes = field(repr=False)

    def patience(self, limits: Limits) -> float:
        """Return after how many seconds the submission is given up."""
        return PATIENCE * limits.submission_seconds

    def run(self, engine: Engine) -> Converted:
        """Read, repair, grade and finish the notebook.

        Raises:
            KitError: the graders are broken
        """
        blueprint = _unpacked(self.blueprint)
        notebook, notes, unreadable = opened(self.data)
        notes = [*self.notes, *notes]
        notebook = repaired(
            notebook, notes, unreadable, blueprint.assignment, blueprint.template, blueprint.releases, self.beside
        )
        resources = self._resources(blueprint)
        collector = _Collector()
        for kind in (*blueprint.sanitize, *blueprint.autograde):
            if issubclass(kind, GradeInSandbox):
                submission = submission_of(blueprint.assignment, self.student, notebook, self.files)
                submission = replace(submission, beginning=blueprint.beginning)
                resources[GRADED] = engine.grade(submission, self.graders)
            step = _step(kind, blueprint, collector)
            if step is not None:
                notebook, resources = step(notebook, resources)
        report = resources[REPORT]
        text = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
        return Converted(f"{text.rstrip()}\n", report, collector.scores(report), collector.auto_comments())

    def _resources(self, blueprint: Blueprint) -> dict[str, Any]:
        where = {"student": self.student, "assignment": blueprint.assignment, "notebook": blueprint.assignment}
        return {
            "unique_key": blueprint.assignment,
            "output_files_dir": f"{blueprint.assignment}_files",
            "nbgrader": where | {"db_url": ""},  # whoever needs the gradebook runs beside it, not here
        }


def _step(kind: Any, blueprint: Blueprint, collector: _Collector) -> Any:
    """Return a step as it runs here; None when it is done elsewhere."""
    if issubclass(kind, RepairSubmission | stock.AssignLatePenalties):
        return None  # has been repaired; what is late the gradebook knows
    if kind is stock.OverwriteKernelspec:
        return _SetKernelspec(blueprint.kernelspec, config=blueprint.config)
    if kind is stock.CheckCellMetadata:
        return _CheckCellMetadata(config=blueprint.config)
    if kind is stock.OverwriteCells:
        return _OverwriteCells(blueprint, config=blueprint.config)
    if issubclass(kind, SaveGrades):
        collecting: Any = types.new_class(kind.__name__, (_Collecting, kind))
        return collecting(collector, config=blueprint.config)
    return kind(config=blueprint.config)


class _SetKernelspec(NbGraderPreprocessor):
    """``OverwriteKernelspec`` with the kernelspec at hand."""

    def __init__(self, kernelspec: dict[str, Any] | None, **settings: Any) -> None:
        super().__init__(**settings)
        self._kernelspec = kernelspec

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Set the released notebook's kernelspec."""
        if self._kernelspec:
            nb.metadata["kernelspec"] = nbformat.from_dict(self._kernelspec)
        return nb, resources


class _CheckCellMetadata(stock.CheckCellMetadata):
    """``CheckCellMetadata`` that knows what it has found in order before: nearly all of a class's notebooks are alike here."""

    MOST_KNOWN = 100
    _in_order: ClassVar[set[str]] = set()

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Check the metadata, of which and of the cells' types alone the verdict hangs."""
        found = [(cell.cell_type, cell.metadata.nbgrader) for cell in nb.cells if "nbgrader" in cell.metadata]
        key = json.dumps(found, sort_keys=True)
        if key not in self._in_order:
            nb, resources = super().preprocess(nb, resources)
            if len(self._in_order) < self.MOST_KNOWN:
                self._in_order.add(key)
        return nb, resources


class _OverwriteCells(stock.OverwriteCells):
    """``OverwriteCells`` with the released cells at hand."""

    def __init__(self, blueprint: Blueprint, **settings: Any) -> None:
        super().__init__(**settings)
        self.notebook_id = self.assignment_id = blueprint.assignment
        self.gradebook = _Released(blueprint.template)

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Overwrite what students must not change; no cell is missing after the repair."""
        for index, cell in enumerate(nb.cells):
            nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
        return nb, resources


class _Released:
    """The part of nbgrader's Gradebook that :class:`_OverwriteCells` asks."""

    def __init__(self, template: Sequence[TemplateCell]) -> None:
        self._cells = {cell.grade_id: cell for cell in template}

    def find_source_cell(self, name: str, *_: str) -> Any:
        """Return a released cell."""
        if name not in self._cells:
            raise MissingEntry(name)
        cell = self._cells[name]
        return SimpleNamespace(
            name=name, cell_type=cell.cell_type, locked=cell.locked, checksum=cell.checksum, source=cell.source
        )

    def find_graded_cell(self, name: str, *_: str) -> Any:
        """Return the points of a released cell."""
        if name not in self._cells or self._cells[name].points is None:
            raise MissingEntry(name)
        return SimpleNamespace(max_score=self._cells[name].points)


class _Collector:
    """The part of nbgrader's Gradebook that ``SaveAutoGrades`` writes to: it keeps what it is told."""

    def __init__(self) -> None:
        self.db = SimpleNamespace(commit=lambda: None)
        self._grades: dict[str, Any] = {}
        self._comments: dict[str, Any] = {}

    def find_grade(self, name: str, *_: str) -> Any:
        """Return the grade of a cell, new to this collector."""
        blank = SimpleNamespace(auto_score=None, manual_score=None, needs_manual_grade=True)
        return self._grades.setdefault(name, blank)

    def find_comment(self, name: str, *_: str) -> Any:
        """Return the comment on a cell."""
        return self._comments.setdefault(name, SimpleNamespace(auto_comment=None))

    def scores(self, report: GradeReport) -> dict[str, Score]:
        """Return what is to be recorded of the graded cells."""
        failed = {cell.grade_id for cell in report.cells if cell.points is None and not cell.manual}
        return {name: Score(grade.auto_score, name in failed) for name, grade in self._grades.items()}

    def auto_comments(self) -> dict[str, str | None]:
        """Return what is to be recorded of the cells that students write in."""
        return {name: comment.auto_comment for name, comment in self._comments.items()}


class _Collecting:
    """Makes ``SaveGrades`` write to a collector."""

    def __init__(self: Any, collector: _Collector, **settings: Any) -> None:
        super().__init__(**settings)
        self.gradebook = collector

    def preprocess(self: Any, nb: NotebookNode, resources: Any) -> Any:
        """Collect the grades and comments of all cells."""
        where = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = (
            where["notebook"],
            where["assignment"],
            where["student"],
        )
        for index, cell in enumerate(nb.cells):
            nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
        return nb, resources
