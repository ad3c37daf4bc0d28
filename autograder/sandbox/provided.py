"""Functions of the graders that a call in the sandbox may ask: they run here, on arguments that nobody vouches for."""

from __future__ import annotations

import contextlib
import ctypes
import math
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.model import Text
from autograder.sandbox import wire
from autograder.sandbox.messages import NOT_PLAIN, TOO_LARGE

MAX_PRODUCT = 1e8  # of the sizes of the two largest arguments: what numpy may allocate for their outer product
MAX_WHOLE_NUMBER = 1e8  # it may be a size
MAX_MESSAGE = 200

Frame = tuple[dict[str, Any], list[bytes]]


class Provided:
    """Functions that stand in for the student's own during one call.

    Args:
        functions: by the name under which the sandbox asks for them
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._functions = dict(functions)

    def answer(self, question: dict[str, Any], blobs: list[bytes], deadline: float) -> Frame:
        """Answer one untrusted question.

        Args:
            question: names the function in ``ask`` and holds the packed arguments in ``value``
            blobs: arrays that it refers to
            deadline: by ``time.monotonic()``

        Returns:
            the frame to send: the packed answer, or why there is none

        Raises:
            WireError: the question is malformed, or asks for what is not provided
            TimeoutError: no answer before the deadline
        """
        name = question.get("ask")
        if not isinstance(name, str) or name not in self._functions:
            raise wire.WireError("a question for a function that is not provided")
        value = wire.unpack(question.get("value"), blobs)
        if not (isinstance(value, list) and len(value) == 2):
            raise wire.WireError("malformed arguments")
        args, kwargs = value
        if not isinstance(args, list) or not isinstance(kwargs, dict):
            raise wire.WireError("malformed arguments")
        if why := refused(args, kwargs):
            return _refusal(f"{why.zh} | {why.en}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _before(deadline, lambda: self._computed(name, args, kwargs))

    def _computed(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Frame:
        try:
            with np.errstate(all="ignore"):
                tree, blobs = wire.pack(self._functions[name](*args, **kwargs))
            return {"answer": tree}, blobs
        except Exception as error:  # whatever hostile or wrong arguments lead to
            return _refusal(f"{type(error).__name__}: {error}"[:MAX_MESSAGE])


def _refusal(why: str) -> Frame:
    return {"refused": why}, []


def refused(args: list[Any], kwargs: dict[str, Any]) -> Text | None:
    """Return why nothing is computed of these arguments, or None when something may be."""
    if not all(isinstance(name, str) for name in kwargs):
        return NOT_PLAIN
    try:
        sizes = [_size(value) for value in (*args, *kwargs.values())]
    except TypeError:
        return NOT_PLAIN
    except OverflowError:
        return TOO_LARGE
    return TOO_LARGE if math.prod(sorted(sizes)[-2:]) > MAX_PRODUCT else None


def _size(value: Any) -> int:
    """Return how many numbers an argument holds; raise for what is no plain data, and for a number too large for a size."""
    if isinstance(value, np.ndarray):
        return max(value.size, 1)
    if isinstance(value, list | tuple):
        return sum(_size(item) for item in value) + 1
    if isinstance(value, dict):
        return sum(_size(item) for item in value.values()) + 1
    if isinstance(value, wire.Opaque):
        raise TypeError
    if isinstance(value, int | np.integer) and abs(int(value)) > MAX_WHOLE_NUMBER:
        raise OverflowError
    return len(value) + 1 if isinstance(value, str) else 1


def _before(deadline: float, work: Callable[[], Frame]) -> Frame:
    """Return what the work returns, in a thread of its own, which is abandoned at the deadline.

    Raises:
        TimeoutError: it took longer
    """
    found: list[Frame] = []

    def run() -> None:
        with contextlib.suppress(SystemExit):
            found.append(work())

    thread = threading.Thread(target=run, name="provided", daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0.0))
    if found:
        return found[0]
    if thread.is_alive() and thread.ident is not None:  # it ends at its next step; a single one of NumPy's is short
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
    raise TimeoutError
