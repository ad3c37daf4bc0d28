"""Run the graders in this process, against plain functions instead of a sandboxed submission."""

from __future__ import annotations

import copy
import importlib
import inspect
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from autograder.engine.student import Student
from autograder.errors import StudentError, StudentMissingError, StudentRaisedError, WrongAnswerError
from autograder.graders import conftest, inside
from autograder.graders.data import DEFAULT_SECRET
from autograder.model import Text
from solutions import (
    anomaly,
    colour_segmentation,
    comparison,
    em,
    gaussian_mixture,
    generative_models,
    kmeans,
    model_selection,
    quiz,
    scikit_learn,
    shuttle,
    speech,
    streamlit_app,
)

GRADERS = Path(conftest.__file__).parent
MODULES = tuple(sorted(path.stem.removeprefix("test_") for path in GRADERS.glob("test_*.py")))
SOLUTIONS = (
    gaussian_mixture,
    em,
    kmeans,
    scikit_learn,
    model_selection,
    streamlit_app,
    quiz,
    comparison,
    speech,
    anomaly,
    shuttle,
    generative_models,
    colour_segmentation,
)
REFERENCE: dict[str, Any] = {
    name: value
    for module in SOLUTIONS
    for name, value in vars(module).items()
    if not name.startswith("_")
    and (isinstance(value, str | float | int) or getattr(value, "__module__", "") == module.__name__)
}


def notebook(**replaced: Any) -> dict[str, Any]:
    """Return the reference as one notebook holds it: functions call each other by name, some of them replaced."""
    namespace: dict[str, Any] = {}
    for module in SOLUTIONS:
        exec(inspect.getsource(module), namespace)
    namespace.update(replaced)  # in place: these are the functions' globals
    return namespace


@dataclass(frozen=True)
class Check:
    """A hidden check: its cell, its weight and its function."""

    assignment: str
    grade_id: str
    weight: float
    function: Callable[..., None]
    values: tuple[tuple[str, Any], ...] = ()
    """Of a parametrized check."""

    @property
    def name(self) -> str:
        return self.function.__name__.removeprefix("test_")


@dataclass(frozen=True)
class Outcome:
    """What became of a check; ``error`` is None when it passed."""

    check: Check
    error: WrongAnswerError | StudentError | None


class Plain:
    """Answers without a sandbox: copies arguments, notices changes and lets functions stand in, as the pipe does."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbidden: Any = (),
        provided: Any = None,
        harness: str = "",
    ) -> tuple[Any, tuple[int, ...]]:
        function = self.read(name)
        asked = inside.harnessed(harness, function)
        given = tuple(_writeable(arg) for arg in args)
        standing_in = {other: stand_in for other, stand_in in (provided or {}).items() if other in self._namespace}
        before = {other: self._namespace[other] for other in standing_in}
        try:
            self._namespace.update(standing_in)  # type: ignore[attr-defined]
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                answer = asked(*given, **kwargs)
        except NotImplementedError as error:
            if traceback.extract_tb(error.__traceback__)[-1].name == getattr(function, "__name__", ""):
                raise StudentMissingError(Text("未完成", "not done")) from error
            raise StudentRaisedError(Text("例外", "raised"), repr(error)) from error
        except Exception as error:
            raise StudentRaisedError(Text("例外", "raised"), repr(error)) from error
        finally:
            self._namespace.update(before)  # type: ignore[attr-defined]
        return answer, tuple(i for i, (a, b) in enumerate(zip(given, args, strict=True)) if not _same(a, b))

    def read(self, name: str) -> Any:
        if name not in self._namespace:
            raise StudentMissingError(Text(f"沒有 {name}", f"{name} is not defined"))
        return self._namespace[name]


def _writeable(argument: Any) -> Any:
    """Return a copy that a function may write to, as the pipe makes one."""
    if isinstance(argument, list):
        return [_writeable(one) for one in argument]
    return np.array(argument) if isinstance(argument, np.ndarray) else copy.deepcopy(argument)


def _same(one: Any, other: Any) -> bool:
    """Tell whether an argument is still what it was; utterances in a list have different lengths."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return np.array_equal(one, other)


def FakeStudent(namespace: Mapping[str, Any], memory: dict[Any, Any] | None = None) -> Student:  # noqa: N802  it was a class
    """Return a submission without a sandbox."""
    return Student(Plain(dict(namespace) if namespace is REFERENCE else namespace), memory=memory)


@cache
def checks() -> tuple[Check, ...]:
    """Return every hidden check."""
    found = []
    for assignment in MODULES:
        module = importlib.import_module(f"autograder.graders.test_{assignment}")
        for name, function in vars(module).items():
            if name.startswith("test_"):
                marks = {mark.name: mark for mark in function.pytestmark}
                mark, ways = marks["check"], marks.get("parametrize")
                for values in [((ways.args[0], value),) for value in ways.args[1]] if ways else [()]:
                    found.append(Check(assignment, mark.args[0], mark.kwargs.get("weight", 1), function, values))
    return tuple(found)


@cache
def fixture(name: str, secret: str) -> Any:
    """Return the value of a session fixture of the graders."""
    if name == "secret":
        return secret
    function = inspect.unwrap(getattr(conftest, name))
    needed = inspect.signature(function).parameters
    if not needed and secret:
        return fixture(name, "")  # the same under every secret
    return function(*(fixture(other, secret) for other in needed))


def run(namespace: Mapping[str, Any], *grade_ids: str, secret: str = DEFAULT_SECRET) -> list[Outcome]:
    """Run the checks of the given cells; any exception but a verdict on the student passes through."""
    outcomes = []
    memory: dict[Any, Any] = {}
    for check in checks():
        if check.grade_id not in grade_ids:
            continue
        needed = [name for name in inspect.signature(check.function).parameters if name != "student"]
        fixtures = {name: fixture(name, secret) for name in needed if name not in dict(check.values)}
        fixtures |= dict(check.values)
        error: WrongAnswerError | StudentError | None = None
        try:
            check.function(FakeStudent(namespace, memory), **fixtures)
        except (WrongAnswerError, StudentError) as caught:
            error = caught
        outcomes.append(Outcome(check, error))
    return outcomes


def credit(outcomes: list[Outcome]) -> dict[str, float]:
    """Return the share of the points of each cell."""
    total: dict[str, float] = {}
    earned: dict[str, float] = {}
    for outcome in outcomes:
        cell = outcome.check.grade_id
        total[cell] = total.get(cell, 0) + outcome.check.weight
        earned[cell] = earned.get(cell, 0) + (outcome.check.weight if outcome.error is None else 0)
    return {cell: earned[cell] / total[cell] for cell in total}


def failures(outcomes: list[Outcome]) -> list[str]:
    """Return the failed checks with their messages."""
    return [f"{o.check.name}: {o.error!r} {getattr(o.error, 'student_error', '') or ''}" for o in outcomes if o.error]
