"""What feedback tells of the gradebook: one look for the whole class, plain data for the workers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from sqlalchemy import select

RECORDED = "autograder_recorded"
"""Where a conversion's resources hold the :class:`Recorded` of its notebook."""


@dataclass
class Recorded:
    """What the gradebook says of one notebook that a student handed in."""

    score: float
    max_score: float
    late_penalty: float | None
    scores: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Of each cell with points: the score, and the most that it can be."""
    comments: dict[str, str | None] = field(default_factory=dict)


def class_grades(gradebook: Gradebook, assignment: str) -> dict[str, dict[str, Recorded]]:
    """Return what the gradebook says of everyone's notebooks: by student, then by the notebook's name."""
    found: dict[str, dict[str, Recorded]] = defaultdict(dict)
    columns = (SubmittedNotebook.score, SubmittedNotebook.max_score, SubmittedNotebook.late_submission_penalty)
    for student, notebook, *values in gradebook.db.execute(_of_notebooks(assignment, *columns)):
        found[student][notebook] = Recorded(*values)
    # A name may stand for two cells. nbgrader looks for a task last, so what is found of another cell takes its place.
    tasks_first = (BaseCell.type != "TaskCell", BaseCell.type)
    for student, notebook, cell, score, most in gradebook.db.execute(
        _of_cells(assignment, Grade, Grade.score, Grade.max_score).order_by(*tasks_first)
    ):
        found[student][notebook].scores[cell] = (score, most)
    for student, notebook, cell, comment in gradebook.db.execute(
        _of_cells(assignment, Comment, Comment.comment).order_by(*tasks_first)
    ):
        found[student][notebook].comments[cell] = comment
    return dict(found)


def _of_notebooks(assignment: str, *columns: Any) -> Any:
    return (
        select(SubmittedAssignment.student_id, Notebook.name, *columns)
        .select_from(SubmittedNotebook)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )


def _of_cells(assignment: str, table: Any, *columns: Any) -> Any:
    return (
        _of_notebooks(assignment, BaseCell.name, *columns)
        .join(table, table.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == table.cell_id)
    )


class _Answers:
    """Stands in for the gradebook as far as :class:`GetGrades` asks it."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded

    def find_grade(self, cell: str, *where: str) -> SimpleNamespace:
        """Return the score of a cell."""
        score, most = _one(self._recorded.scores, cell, "grade", where)
        return SimpleNamespace(score=score, max_score=most)

    def find_comment(self, cell: str, *where: str) -> SimpleNamespace:
        """Return the comment on a cell."""
        return SimpleNamespace(comment=_one(self._recorded.comments, cell, "comment", where))


def _one(known: Mapping[str, Any], cell: str, what: str, where: tuple[str, ...]) -> Any:
    if cell not in known:
        raise MissingEntry(f"No such {what}: {'/'.join(where[:-1])}/{cell} for {where[-1]}")
    return known[cell]


class ReadGrades(GetGrades):
    """nbgrader's GetGrades for a notebook whose grades have come with the task; its cells are treated by nbgrader's own code."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Put the scores and comments into a notebook."""
        where = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = where["notebook"], where["assignment"], where["student"]
        recorded: Recorded | None = resources[RECORDED] or None
        if recorded is None:
            raise MissingEntry(
                f"No such submitted notebook: {self.assignment_id}/{self.notebook_id} for {self.student_id}"
            )
        self.gradebook = _Answers(recorded)
        nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        where = resources["nbgrader"]
        where["late_penalty"] = recorded.late_penalty or 0
        where["score"] = recorded.score - where["late_penalty"]
        where["max_score"] = recorded.max_score
        return nb, resources
