"""Examples for known mistakes: looked for on the wrong implementation, once for all students who make the same mistake."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from autograder.errors import StudentMissingError, StudentRaisedError
from autograder.graders.misconceptions import Mistakes, wrong
from autograder.graders.properties.registry import PROPERTIES
from autograder.graders.properties.search import Asker, Example, search
from autograder.model import Text


class _Wrong:
    """A student who makes known mistakes in one function, and none in the others."""

    failed: frozenset[str] | None = None
    mutated: tuple[int, ...] = ()

    def __init__(self, function: str, mistakes: Mistakes) -> None:
        self.memory: dict[Any, Any] = {}
        self._function = function
        self._mistakes = mistakes

    def asked_with(
        self,
        forbidden: tuple[str, ...] = (),
        provided: Mapping[str, Callable[..., Any]] | None = None,
        harness: str = "",
    ) -> _Wrong:
        return self

    def __getitem__(self, variable: str) -> Any:
        raise StudentMissingError(Text("沒有", "not there"))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        implementation = wrong(name, self._mistakes if name == self._function else {})

        def function(*args: Any, **kwargs: Any) -> Any:
            given = [np.array(one) if isinstance(one, np.ndarray) else copy.deepcopy(one) for one in args]
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    return implementation(*given, **kwargs)
            except Exception as error:
                raise StudentRaisedError(Text("例外", "raised"), repr(error)) from error

        return function


@cache
def example_of(name: str, function: str, mistakes: tuple[tuple[str, Any], ...]) -> tuple[Example | None, bool]:
    """Return an example on which a wrong implementation breaks a property.

    Args:
        name: of the property
        function: that is wrong
        mistakes: that it has

    Returns:
        the smallest example found, None if there is none; and whether the search came to its end
    """
    student = _Wrong(function, dict(mistakes))
    asker = Asker(student)
    found = search(PROPERTIES[name], student, asker)
    return (found.example if found else None), not asker.cut_short
