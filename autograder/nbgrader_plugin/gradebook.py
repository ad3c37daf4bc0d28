"""Writes what the workers found out into nbgrader's gradebook: one writer, a transaction for many submissions.

The rows are those that ``nbgrader autograde`` writes one by one through ``Gradebook.update_or_create_submission``, ``SaveAutoGrades`` and
``AssignLatePenalties``; a test compares them.
"""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from autograder.errors import KitError
from autograder.nbgrader_plugin.conversion import Converted, Score
from autograder.nbgrader_plugin.database import reason_of

LOCKED_ATTEMPTS = 6  # of five seconds each: somebody else may be writing, such as the formgrader
AT_ONCE = 500  # rows or names in one statement; databases have a limit


@dataclass(frozen=True)
class Entry:
    """What the gradebook is to know of one graded submission."""

    student: str
    timestamp: datetime.datetime | None
    scores: Mapping[str, Score]
    comments: Mapping[str, str | None]
    missing: tuple[str, ...] = ()
    """Names of the assignment's other notebooks that were not handed in: their cells score zero."""


def entry_of(converted: Converted, timestamp: datetime.datetime | None, missing: Iterable[str] = ()) -> Entry:
    """Return what a graded submission tells the gradebook."""
    return Entry(converted.report.student, timestamp, converted.scores, converted.comments, tuple(missing))


@dataclass(frozen=True)
class _Notebook:
    """A notebook of the assignment: its id, and the ids of its cells by name."""

    id: str
    grades: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


class GradebookWriter:
    """Writes the submissions of one assignment.

    Args:
        gradebook: open, with a row for the assignment
        assignment: its name, and that of the notebook that is graded
        create_students: whether students whom the gradebook does not know are added
    """

    def __init__(self, gradebook: Gradebook, assignment: str, *, create_students: bool = True) -> None:
        self._db: Any = gradebook.db
        self._assignment = assignment
        self._create = create_students
        record = gradebook.find_assignment(assignment)
        self._id: str = record.id
        self._due: datetime.datetime | None = record.duedate
        self._notebooks = {
            notebook.name: _Notebook(
                notebook.id,
                {cell.name: cell.id for cell in (*notebook.grade_cells, *notebook.task_cells)},
                {cell.name: cell.id for cell in (*notebook.solution_cells, *notebook.task_cells)},
            )
            for notebook in record.notebooks
        }
        kernelspec = gradebook.find_notebook(assignment, assignment).kernelspec
        self.kernelspec: dict[str, Any] | None = json.loads(kernelspec) if kernelspec else None
        self._db.rollback()  # hold no transaction open while workers work

    @property
    def others(self) -> tuple[str, ...]:
        """Names of the assignment's notebooks that this kit does not grade."""
        return tuple(name for name in self._notebooks if name != self._assignment)

    def check_writable(self) -> None:
        """Raise :class:`KitError` when the gradebook cannot be written, before any work is done for it."""
        self._transaction(lambda: self._db.execute(update(Student).where(Student.id.is_(None)).values(first_name=None)))

    def recorded(self) -> dict[str, dict[str, float | None]]:
        """Return the automatic scores that the gradebook has, by student and cell."""
        cell = BaseCell.__table__
        query = (
            select(SubmittedAssignment.student_id, cell.c.name, Grade.auto_score)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(cell, cell.c.id == Grade.cell_id)
            .where(SubmittedNotebook.notebook_id == self._notebooks[self._assignment].id)
        )
        found: dict[str, dict[str, float | None]] = {}
        for student, name, score in self._db.execute(query):
            found.setdefault(student, {})[name] = score
        self._db.rollback()
        return found

    def write(self, entries: Sequence[Entry]) -> tuple[dict[str, Exception], list[str]]:
        """Write submissions in one transaction.

        Returns:
            the students whose rows the database refuses, with the reason, and those whose submission is late

        Raises:
            KitError: the database cannot be written at all; nothing of these entries is in it
        """
        try:
            return {}, self._transaction(lambda: self._write(entries))
        except (SQLAlchemyError, ValueError) as error:
            if len(entries) == 1:
                return {entries[0].student: error}, []
        refused: dict[str, Exception] = {}
        late: list[str] = []
        for entry in entries:  # one of them is to blame, and the others are not
            more, later = self.write([entry])
            refused |= more
            late += later
        return refused, late

    def _transaction(self, work: Callable[[], Any]) -> Any:
        for attempt in range(LOCKED_ATTEMPTS):
            try:
                result = work()
                self._db.commit()
                return result
            except OperationalError as error:
                self._db.rollback()
                if "locked" not in str(error) or attempt + 1 == LOCKED_ATTEMPTS:
                    raise KitError(f"the gradebook cannot be written: {reason_of(error)}") from error
                time.sleep(0.1)
            except BaseException:
                self._db.rollback()
                raise
        raise AssertionError

    def _write(self, entries: Sequence[Entry]) -> list[str]:
        by_student = {entry.student: entry for entry in entries}
        self._add_students(by_student)
        submissions = self._submissions(by_student)
        notebooks = self._submitted_notebooks([row.id for row in submissions.values()])
        grades, comments = [], []
        for student, entry in by_student.items():
            for name, notebook in self._notebooks.items():
                submitted = notebooks[submissions[student].id, notebook.id]
                scores = entry.scores if name == self._assignment else {}
                if name in entry.missing:
                    scores = dict.fromkeys(notebook.grades, Score(0.0))
                grades += [(submitted, cell, scores.get(cell_name)) for cell_name, cell in notebook.grades.items()]
                found = entry.comments if name == self._assignment else {}
                comments += [
                    (submitted, cell, found.get(cell_name), cell_name in found)
                    for cell_name, cell in notebook.comments.items()
                ]
        self._write_grades(grades)
        self._write_comments(comments)
        mine = self._notebooks[self._assignment].id
        graded = [{"id": notebooks[row.id, mine], "late_submission_penalty": None} for row in submissions.values()]
        self._many(update(SubmittedNotebook), graded)
        return [student for student, row in submissions.items() if self._is_late(row)]

    def _is_late(self, row: _Submission) -> bool:
        if row.timestamp is None or self._due is None:
            return False
        return row.timestamp > self._due + (row.extension or datetime.timedelta())

    def _add_students(self, students: Iterable[str]) -> None:
        known = {row[0] for row in self._select([Student.id], Student.id, students)}
        new = [{"id": student} for student in students if student not in known]
        if new and not self._create:
            raise ValueError(f"the gradebook has no student {new[0]['id']}, and c.Autograde.create_student is off")
        self._many(insert(Student), new)

    def _submissions(self, entries: Mapping[str, Entry]) -> dict[str, _Submission]:
        columns = [SubmittedAssignment.student_id, SubmittedAssignment.id, SubmittedAssignment.timestamp]
        rows = self._select(
            [*columns, SubmittedAssignment.extension],
            SubmittedAssignment.student_id,
            entries,
            SubmittedAssignment.assignment_id == self._id,
        )
        known = {student: _Submission(*rest) for student, *rest in rows}
        new, changed = [], []
        for student, entry in entries.items():
            if student not in known:
                known[student] = _Submission(new_uuid(), entry.timestamp, None)
                own = {"id": known[student].id, "assignment_id": self._id, "student_id": student}
                new.append(own | {"timestamp": entry.timestamp})
            elif entry.timestamp is not None:
                changed.append({"id": known[student].id, "timestamp": entry.timestamp})
                known[student] = _Submission(known[student].id, entry.timestamp, known[student].extension)
        self._many(insert(SubmittedAssignment), new)
        self._many(update(SubmittedAssignment), changed)
        return {student: known[student] for student in entries}

    def _submitted_notebooks(self, submissions: Sequence[str]) -> dict[tuple[str, str], str]:
        """Return the ids of the submitted notebooks by those of the submission and of the notebook."""
        columns = [SubmittedNotebook.assignment_id, SubmittedNotebook.notebook_id, SubmittedNotebook.id]
        rows = self._select(columns, SubmittedNotebook.assignment_id, submissions)
        known = {(submission, notebook): id_ for submission, notebook, id_ in rows}
        new = []
        for submission in submissions:
            for notebook in self._notebooks.values():
                if (submission, notebook.id) not in known:
                    known[submission, notebook.id] = id_ = new_uuid()
                    new.append({"id": id_, "assignment_id": submission, "notebook_id": notebook.id})
        self._many(insert(SubmittedNotebook), new)
        return known

    def _write_grades(self, grades: Sequence[tuple[str, str, Score | None]]) -> None:
        columns = [Grade.notebook_id, Grade.cell_id, Grade.id, Grade.manual_score]
        rows = self._select(columns, Grade.notebook_id, {notebook for notebook, _, _ in grades})
        known = {(notebook, cell): (id_, manual) for notebook, cell, id_, manual in rows}
        new, changed = [], []
        for notebook, cell, score in grades:
            id_, manual = known.get((notebook, cell), (None, None))
            values: dict[str, Any] = {}
            if score is not None:
                values["auto_score"] = score.points
                values["needs_manual_grade"] = score.failed or score.points is None or manual is not None
            if id_ is None:
                blank = {"auto_score": None, "needs_manual_grade": True}
                new.append({"id": new_uuid(), "notebook_id": notebook, "cell_id": cell} | blank | values)
            elif values:
                changed.append({"id": id_} | values)
        self._many(insert(Grade), new)
        self._many(update(Grade), changed)

    def _write_comments(self, comments: Sequence[tuple[str, str, str | None, bool]]) -> None:
        columns = [Comment.notebook_id, Comment.cell_id, Comment.id]
        rows = self._select(columns, Comment.notebook_id, {notebook for notebook, *_ in comments})
        known = {(notebook, cell): id_ for notebook, cell, id_ in rows}
        new, changed = [], []
        for notebook, cell, text, is_new in comments:
            if (notebook, cell) not in known:
                new.append({"id": new_uuid(), "notebook_id": notebook, "cell_id": cell, "auto_comment": text})
            elif is_new:
                changed.append({"id": known[notebook, cell], "auto_comment": text})
        self._many(insert(Comment), new)
        self._many(update(Comment), changed)

    def _select(self, columns: Sequence[Any], key: Any, values: Iterable[str], *conditions: Any) -> list[Any]:
        wanted, found = list(values), []
        for start in range(0, len(wanted), AT_ONCE):
            query = select(*columns).where(key.in_(wanted[start : start + AT_ONCE]), *conditions)
            found += self._db.execute(query).all()
        return found

    def _many(self, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._db.execute(statement, list(rows))


@dataclass(frozen=True)
class _Submission:
    """A row of the table of submissions."""

    id: str
    timestamp: datetime.datetime | None
    extension: datetime.timedelta | None
