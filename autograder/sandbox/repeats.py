"""The same question again: a function that answers it otherwise than before has no answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.errors import StudentError, StudentRaisedError

TIMES = 3
SECONDS = 0.01  # for all repetitions of one function; the first is made in any case
LARGE = 2_000_000  # elements of an array that is compared as it is, since rounding would take many times its memory
TOLERANCE = 1e-3  # of the largest number: an honest search that starts at random ends a little elsewhere each time


@dataclass(frozen=True)
class _Asked:
    again: Callable[[], Any]
    answer: Any


class Repeats:
    """The first question to each function, with its answer."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def remember(self, name: str, again: Callable[[], Any], answer: Any) -> None:
        """Keep a question that was answered, if it is the function's first; ``again`` asks it once more."""
        self._asked.setdefault(name, _Asked(again, answer))

    def contradicted(self, names: Collection[str]) -> frozenset[str]:
        """Ask again, and return those of the functions that answer otherwise, or raise."""
        return frozenset(name for name, asked in self._asked.items() if name in names and not _is_steady(asked))


def _is_steady(asked: _Asked) -> bool:
    started = time.monotonic()
    for _ in range(TIMES):
        try:
            answer = asked.again()
        except StudentRaisedError:
            return False
        except StudentError:  # out of time or memory: that tells nothing
            return True
        if not same(answer, asked.answer):
            return False
        if time.monotonic() - started > SECONDS:
            break
    return True


def same(one: Any, other: Any) -> bool:
    """Whether two answers, as plain data, are alike but for rounding and local optima."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other):
        return all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return len(one) == len(other) and all(name in other and same(value, other[name]) for name, value in one.items())
    numbers = (int, float, complex, np.generic, np.ndarray)
    if not (isinstance(one, numbers) and isinstance(other, numbers)):
        return type(one) is type(other)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        alike = one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
        if alike or max(one.size, other.size) > LARGE:
            return alike
    with np.errstate(all="ignore"):
        try:
            a, b = np.asarray(one, dtype=complex), np.asarray(other, dtype=complex)
        except OverflowError:  # a whole number beyond all floats
            return bool(one == other)
        if a.shape != b.shape:
            return False
        known = a[np.isfinite(a)]
        scale = float(np.max(np.abs(known))) if known.size else 0.0
        return bool(np.allclose(a, b, rtol=0.0, atol=TOLERANCE * scale + 1e-9, equal_nan=True))
