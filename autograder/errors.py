"""All exceptions of the kit."""

from __future__ import annotations

from autograder.model import Text, Verdict


class KitError(Exception):
    """Something the person at the keyboard can mend; its message is one clear line."""


class NotACourseError(KitError):
    """The folder holds no course."""


class UnknownAssignmentError(KitError):
    """The course has no such assignment."""


class SandboxUnavailableError(KitError):
    """This machine cannot isolate student code; grading refuses to start."""


class UnreadableNotebookError(KitError):
    """A submitted file is not a notebook, whatever its name says."""


class StudentError(Exception):
    """The student's code gave no answer.

    Attributes:
        verdict: what the check's verdict becomes
        text: what the student reads, in both languages
        student_error: the student's own exception, where there was one
    """

    verdict = Verdict.ERROR

    def __init__(self, text: Text, student_error: str | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.student_error = student_error


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


class WrongAnswerError(AssertionError):
    """An answer that a grader found wrong; graders raise it through :mod:`autograder.graders.compare`.

    Attributes:
        text: what is wrong in the data's terms, in both languages; no hidden input or expected value
        diagnosis: id of the misconception that reproduces the answer, if exactly one does
    """

    def __init__(self, text: Text, diagnosis: str | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.diagnosis = diagnosis
