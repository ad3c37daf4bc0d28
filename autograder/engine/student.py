"""What a grader calls ``student``: the functions and variables of one notebook, behind the pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Answers(Protocol):
    """Whoever answers for the student: a sandbox session, or a plain namespace in the graders' own tests."""

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, tuple[int, ...]]:
        """Call a function; return its answer and the indices of the arguments that it modified."""
        ...

    def read(self, name: str) -> Any:
        """Read a variable."""
        ...


class Student:
    """``student.e_step(X, …)`` calls the student's function; ``student["q1"]`` reads a variable.

    Both raise a :class:`~autograder.errors.StudentError` when there is no answer; graders let it pass.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.mutated: tuple[int, ...] = ()
        """Indices of the positional arguments that the last call modified in place."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            self.mutated = ()
            answer, self.mutated = self._answers.call(name, args, kwargs)
            return answer

        function.__name__ = name
        return function

    def __getitem__(self, name: str) -> Any:
        return self._answers.read(name)
