"""All exceptions of the kit."""

from __future__ import annotations

from collections.abc import Callable

from autograder.model import Explanation, Text, Verdict

Explain = Callable[[], Explanation]
"""Finds out what explains a failure; it is asked only for the one that counts."""


class KitError(Exception):
    """Something the person at the keyboard can mend; its message is one clear line."""


class NotACourseError(KitError):
    """The folder holds no course."""


class UnknownAssignmentError(KitError):
    """The course has no such assignment."""


class SandboxUnavailableError(KitError):
    """This machine cannot isolate student code; grading refuses to start."""


class ForeignWorkerError(KitError):
    """A worker of a cluster has other code than the coordinator; the message names the parts that differ."""


class UnreadableNotebookError(KitError):
    """A submitted file is not a notebook, whatever its name says."""


class StudentError(Exception):
    """The student's code gave no answer.

    Attributes:
        verdict: what the check's verdict becomes
        text: what the student reads, in both languages
        student_error: the student's own exception, where there was one
        explain: finds out why, on demand
    """

    verdict = Verdict.ERROR

    def __init__(self, text: Text, student_error: str | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.student_error = student_error
        self.explain: Explain = Explanation


class StudentRaisedError(StudentError):
    """The student's function raised an exception."""


class StudentCrashedError(StudentError):
    """The student's process ended in the middle of the call."""


class StudentTimeoutError(StudentError):
    """The call took too long."""

    verdict = Verdict.TIMEOUT


class StudentMemoryError(StudentError):
    """The call asked for more memory than a submission may use."""

    verdict = Verdict.MEMORY


class StudentMissingError(StudentError):
    """The function or variable is not defined, or still the untouched stub."""

    verdict = Verdict.MISSING


class StudentForbiddenError(StudentError):
    """A function to be written from scratch left its work to a library that it must not use."""

    verdict = Verdict.FORBIDDEN


class WrongAnswerError(AssertionError):
    """An answer that a grader found wrong; graders raise it through :mod:`autograder.graders.compare`.

    Attributes:
        text: what is wrong in the data's terms, in both languages; no hidden input or expected value
        explain: finds out why, on demand: it is asked only for the failure that counts
    """

    def __init__(self, text: Text, explain: Explain = Explanation) -> None:
        super().__init__(text.en)
        self.text = text
        self.explain = explain
