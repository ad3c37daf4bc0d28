"""The vocabulary that every part of the kit shares: verdicts, reports and limits.

Nothing here imports another module of the kit, so that every layer may import it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What became of one check.

    "The student is wrong" (``FAILED``), "the student's code broke" (``ERROR``, ``TIMEOUT``, ``MEMORY``,
    ``MISSING``, ``FORBIDDEN``) and "the kit broke" (``INTERNAL``) are three different things; the last never costs points.
    """

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    """A function to be written from scratch leaves its work to a library."""
    SKIPPED = "skipped"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Text:
    """A sentence in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"


UNWRITTEN = ("picture", "parts")  # what reports leave out of a diagnosis


@dataclass(frozen=True)
class Diagnosis:
    """A misconception, or two together, that reproduces a student's answers."""

    id: str
    """Of a known misconception, as ``autograder/graders/misconceptions`` lists them; ``a + b`` for two together."""
    name: Text
    hint: Text
    """Leads to the idea without giving the code away, and says where to read about it."""
    picture: str = ""
    """SVG, where a picture helps; for the eye only, so it is not in the report's JSON."""
    parts: tuple[Diagnosis, ...] = ()
    """The single misconceptions of two together, so that what is known of each is shown once."""


@dataclass(frozen=True)
class Explanation:
    """Why a check failed, as far as that can be found out."""

    diagnoses: tuple[Diagnosis, ...] = ()
    """None, one, or several that explain the failure equally well."""
    example: Text | None = None
    """A small input on which the student's function breaks a property, with what it gave."""


@dataclass(frozen=True)
class CheckResult:
    """The outcome of one hidden check: its title, verdict, weight, and what to tell the student."""

    grade_id: str
    name: str
    verdict: Verdict
    weight: float
    title: Text
    detail: Text | None = None
    explanation: Explanation = Explanation()
    student_error: str | None = None
    """The student's own exception, as the feedback may show it."""
    internal: str | None = None
    """For the instructor only: why the kit itself failed (``Verdict.INTERNAL``)."""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED


@dataclass(frozen=True)
class CheckReport:
    """One check as the GradeReport shows it."""

    name: str
    verdict: Verdict
    points: float
    max_points: float
    message_zh: str
    message_en: str
    diagnosis: str | None = None
    """Id of the misconception that explains the failure; ``a + b`` for two together, ``a | b`` where either may be it."""
    explanation: Explanation = Explanation()
    student_error: str | None = None
    title_zh: str = ""
    title_en: str = ""


@dataclass(frozen=True)
class CellReport:
    """One graded cell; ``points`` is None when a person has to grade it."""

    grade_id: str
    points: float | None
    max_points: float
    checks: tuple[CheckReport, ...] = ()
    manual: bool = False


@dataclass(frozen=True)
class GradeReport:
    """All that grading found out about one submission.

    ``points`` and ``max_points`` count the cells that the autograder scored; what a person still has to grade is
    ``pending_points``.
    """

    assignment: str
    student: str
    cells: tuple[CellReport, ...]
    notes: tuple[Text, ...] = ()
    """What happened to the submission as a whole: repairs, an unreadable file, a stopped notebook."""
    internal: tuple[str, ...] = ()
    """For the instructor only: failures of the kit itself."""
    seconds: float = 0.0
    version: int = 1

    @property
    def points(self) -> float:
        return round(sum(cell.points for cell in self.cells if cell.points is not None), 6)

    @property
    def max_points(self) -> float:
        return sum(cell.max_points for cell in self.cells if cell.points is not None)

    @property
    def pending_points(self) -> float:
        return sum(cell.max_points for cell in self.cells if cell.points is None)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, in the order in which people read it."""
        head = {
            "assignment": self.assignment,
            "student": self.student,
            "points": self.points,
            "max_points": self.max_points,
            "pending_points": self.pending_points,
        }
        plain = asdict(self, dict_factory=lambda items: {key: value for key, value in items if key not in UNWRITTEN})
        return head | {key: value for key, value in plain.items() if key not in head}


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Set in ``nbgrader_config.py`` as ``c.GradingLimits.<name>``."""

    cell_seconds: float = 60.0
    """Wall time of one notebook cell."""
    call_seconds: float = 10.0
    """Wall time of one call from a grader."""
    submission_seconds: float = 300.0
    """Wall time of a whole submission, restarts included."""
    cpu_seconds: int = 240
    """CPU time of one process of the submission."""
    memory_mib: int = 2048
    """Address space of one process, on top of what the warm interpreter has."""
    processes: int = 64
    """Processes and threads at once."""
    file_mib: int = 64
    """Largest file; also the size of the private scratch folder."""
    output_mib: float = 8.0
    """All outputs of a notebook, figures included."""
    cell_output_mib: float = 2.0
    """Outputs of one cell, figures included."""
    answer_mib: float = 16.0
    """Largest answer that a call may send back."""
    restarts: int = 3
    """How often a submission that killed its process is started again, without the cell that did it."""
