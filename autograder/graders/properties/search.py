"""Search for a small input on which a property fails: Hypothesis draws and shrinks, within a budget of calls.

Sizes are tried from small to large, so an example has no more samples, dimensions or components than it needs; within
a size Hypothesis makes the numbers simple.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple, TypeVar

import numpy as np
from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from autograder.errors import StudentError, StudentRaisedError, WrongAnswerError
from autograder.graders.compare import Answer, Student, ask
from autograder.model import Text

CALLS = 80
EXAMPLES = 12  # of each size, so that most of the calls are left for shrinking
SECONDS = 3.0

KIND = Text("小例子", "a small example")
SETTINGS = settings(
    max_examples=EXAMPLES,
    phases=(Phase.generate, Phase.shrink),
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
    print_blob=False,
)

Value = TypeVar("Value")


class Size(NamedTuple):
    """The size of an example."""

    n_samples: int
    n_features: int = 1
    n_components: int = 1


class UndecidedError(Exception):
    """The student's function gave nothing to judge, or may not be asked any more."""


class Asker:
    """Asks the student's functions: each question once, and no more questions than the budget allows.

    Once the budget is spent every new question is undecided and every old one keeps its answer, so for Hypothesis the
    same example always has the same outcome.
    """

    def __init__(self, student: Student) -> None:
        self._student = student
        self._known: dict[Hashable, Any] = {}
        self._end = time.monotonic() + SECONDS
        self.cut_short = False
        """The clock ran out, or the sandbox would not go on: what was found so far is not the same every time."""

    def __call__(self, read: Callable[[Answer], Value], function: str, *arguments: Any, **keywords: Any) -> Value:
        """Return the answer as ``read`` makes it; only what was read is kept, the answer itself may be huge.

        Raises:
            UndecidedError: there is no answer that could be read
        """
        question = (function, *map(_key, arguments), *keywords.items())
        if question not in self._known:
            self._known[question] = self._ask(read, function, arguments, keywords)
        value: Value | None = self._known[question]
        if value is None:
            raise UndecidedError
        return value

    def _ask(
        self, read: Callable[[Answer], Value], function: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> Value | None:
        if time.monotonic() > self._end:
            self.cut_short = True
        if self.cut_short or len(self._known) >= CALLS:
            raise UndecidedError
        try:
            return read(ask(self._student, function, *arguments, kind=KIND, **keywords))
        except (WrongAnswerError, StudentRaisedError):
            return None
        except StudentError:  # too slow, too large, missing, ended: it would only happen again
            self.cut_short = True
            raise UndecidedError from None


def _key(argument: Any) -> Hashable:
    if isinstance(argument, np.ndarray):
        return argument.shape, argument.dtype.str, argument.tobytes()
    return tuple(argument) if isinstance(argument, list) else argument


Judge = Callable[[Any, Asker, Size], Text | None]  # a judge draws with hypothesis.strategies.DrawFn


@dataclass(frozen=True)
class Property:
    """An invariant: a judge that draws an input of a given size and says what is wrong there, and sizes to try."""

    judge: Judge
    sizes: tuple[Size, ...]


@dataclass(frozen=True)
class Example:
    """An input on which a property fails: its size, and what was drawn for it, in order."""

    size: Size
    drawn: tuple[Any, ...]


class Found(NamedTuple):
    """What the judge says of an example."""

    text: Text
    example: Example


def search(invariant: Property, student: Student, asker: Asker | None = None) -> Found | None:
    """Return the smallest example found with what the judge says of it, None if there is none."""
    asker = asker or Asker(student)
    with np.errstate(all="ignore"):
        for size in invariant.sizes:
            found = _search(invariant.judge, asker, size)
            if asker.cut_short:
                # A half-shrunk example would depend on how busy the machine is: better none.
                return None
            if found is not None:
                return found
    return None


def found_again(invariant: Property, example: Example, student: Student) -> Text | None:
    """Return what the judge says of a known example when this student is asked, None if the property holds there."""
    drawn = iter(example.drawn)
    try:
        with np.errstate(all="ignore"):
            return invariant.judge(lambda strategy: next(drawn), Asker(student), example.size)
    except UndecidedError:
        return None


def _search(judge: Judge, asker: Asker, size: Size) -> Found | None:
    @st.composite
    def judgements(draw: st.DrawFn) -> Found | None:
        drawn: list[Any] = []

        def kept(strategy: st.SearchStrategy[Value]) -> Value:
            value = draw(strategy)
            drawn.append(copy.deepcopy(value))
            return value

        try:
            text = judge(kept, asker, size)
        except UndecidedError:
            return None
        return Found(text, Example(size, tuple(drawn))) if text is not None else None

    try:
        return find(judgements(), lambda found: found is not None, settings=SETTINGS, random=Random(0))
    except NoSuchExample:
        return None
