"""What a grader calls ``student``: the functions and variables of one notebook, behind the pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol


class Answers(Protocol):
    """Whoever answers for the student: a sandbox session, or a plain namespace in the graders' own tests."""

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbidden: tuple[str, ...] = (),
        provided: Mapping[str, Callable[..., Any]] | None = None,
        harness: str = "",
    ) -> tuple[Any, tuple[int, ...]]:
        """Call a function; return its answer and the indices of the arguments that it modified.

        Args:
            name: of the function
            args: positional arguments
            kwargs: keyword arguments
            forbidden: modules that the function must not use, such as ``sklearn.cluster``
            provided: functions that stand in for the student's own of the same name during this call
            harness: source of a module whose ``harness(function, *args, **kwargs)`` calls the function, beside the student's
                code, and turns what it does into plain data
        """
        ...

    def read(self, name: str) -> Any:
        """Read a variable."""
        ...


class Student:
    """``student.e_step(X, …)`` calls the student's function; ``student["q1"]`` reads a variable.

    Both raise a :class:`~autograder.errors.StudentError` when there is no answer; graders let it pass.
    """

    def __init__(
        self,
        answers: Answers,
        forbidden: tuple[str, ...] = (),
        provided: Mapping[str, Callable[..., Any]] | None = None,
        failed: frozenset[str] | None = None,
        harness: str = "",
        memory: dict[Any, Any] | None = None,
    ) -> None:
        self.failed = failed
        """Cells that have failed a check before this one; None if that is not known."""
        self.memory: dict[Any, Any] = {} if memory is None else memory
        """What the checks of one submission find out about it and share, so that nothing is asked twice."""
        self._answers = answers
        self._forbidden = forbidden
        self._provided = provided
        self._harness = harness
        self.mutated: tuple[int, ...] = ()
        """Indices of the positional arguments that the last call modified in place."""

    def asked_with(
        self,
        forbidden: tuple[str, ...] = (),
        provided: Mapping[str, Callable[..., Any]] | None = None,
        harness: str = "",
    ) -> Student:
        """Return the same student, whose functions are called under these conditions too (see :meth:`Answers.call`)."""
        return Student(
            self._answers,
            forbidden or self._forbidden,
            provided or self._provided,
            self.failed,
            harness or self._harness,
            self.memory,
        )

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            self.mutated = ()
            answer, self.mutated = self._answers.call(
                name, args, kwargs, self._forbidden, self._provided, self._harness
            )
            return answer

        function.__name__ = name
        return function

    def __getitem__(self, name: str) -> Any:
        return self._answers.read(name)
