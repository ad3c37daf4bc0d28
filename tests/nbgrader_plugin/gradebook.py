"""What a gradebook says, as plain rows that two runs can be compared by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook


def rows(root: Path, assignment: str, db_url: str | None = None) -> list[tuple[Any, ...]]:
    """Return every grade and comment row of an assignment, without the random ids and the clock."""
    found: list[tuple[Any, ...]] = []
    with Gradebook(db_url or f"sqlite:///{root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            student = submission.student.id
            found.append(("submission", student, submission.score, submission.max_score, submission.needs_manual_grade))
            for notebook in submission.notebooks:
                found += [
                    (
                        "grade",
                        student,
                        g.name,
                        g.auto_score,
                        g.manual_score,
                        g.extra_credit,
                        g.needs_manual_grade,
                        g.max_score,
                    )
                    for g in notebook.grades
                ]
                found += [("comment", student, c.name, c.auto_comment, c.manual_comment) for c in notebook.comments]
    return sorted(found, key=str)
