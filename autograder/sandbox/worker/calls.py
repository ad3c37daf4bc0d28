"""Answers to the graders' questions, from the namespace that the notebook left behind."""

from __future__ import annotations

import copy
import traceback
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import wire
from guards import Guards
from shell import TimeLimit, time_limit
from stubs import Stubs

MAX_TRACEBACK_LINES = 4


def call(
    namespace: dict[str, Any],
    name: str,
    args: list[Any],
    kwargs: dict[str, Any],
    limit: time_limit,
    stubs: Stubs,
    guards: Guards,
    harness: str = "",
) -> Any:
    """Call a function of the notebook.

    Args:
        namespace: of the notebook
        name: of the function
        args: positional arguments
        kwargs: keyword arguments
        limit: how long it may take
        stubs: stand-ins for other functions of the notebook
        guards: on the libraries that it must not use
        harness: source of a module whose ``harness`` calls the function in its own way

    Returns:
        the reply's header and blobs: the packed answer, or what went wrong instead
    """
    function = namespace.get(name)
    if not callable(function):
        return {"error": "missing"}, []
    before = copy.deepcopy((args, kwargs))
    asked = _harnessed(harness, function) if harness else function
    guards.put_up()
    try:
        with limit, stubs.in_place(namespace):
            answer = asked(*args, **kwargs)
            tree, blobs = wire.pack(answer)
    except NotImplementedError as error:
        own = _raised_in(error) is getattr(function, "__code__", None)
        reply: dict[str, Any] = {"error": "stub"} if own else {"error": "raised", **describe(error)}
    except TimeLimit:
        reply = {"error": "timeout"}
    except MemoryError:
        reply = {"error": "memory"}
    except BaseException as error:  # SystemExit and friends too: nothing that a student raises ends the session
        reply = {"error": "raised", **describe(error)}
    else:
        reply = {}
    finally:
        guards.take_down()
    if guards.used is not None:
        return {"error": "forbidden", "used": guards.used}, []
    if reply:
        return reply, []
    mutated = [index for index, value in enumerate(args) if not _same(value, before[0][index])]
    return {"value": tree, "mutated": mutated}, blobs


def _harnessed(source: str, function: Any) -> Any:
    """Return what asks the function by way of a harness."""
    module: dict[str, Any] = {"__name__": "harness"}
    exec(compile(source, "<harness>", "exec"), module)
    return partial(module["harness"], function)


def _raised_in(error: BaseException) -> Any:
    """Return the code that raised: a stub's own, or that of an unwritten function which it calls."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step.tb_frame.f_code if step is not None else None


def read(namespace: Mapping[str, Any], name: str, seconds: float) -> Any:
    """Read a variable of the notebook; reply as :func:`call` does."""
    if name not in namespace:
        return {"error": "missing"}, []
    try:
        with time_limit(seconds):
            tree, blobs = wire.pack(namespace[name])
    except BaseException as error:
        return {"error": "raised", **describe(error)}, []
    return {"value": tree, "mutated": []}, blobs


def _same(value: Any, before: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.shape == before.shape and value.dtype == before.dtype and value.tobytes() == before.tobytes()
    if isinstance(value, list | tuple):
        return len(value) == len(before) and all(_same(a, b) for a, b in zip(value, before, strict=True))
    return bool(value == before)


def describe(error: BaseException) -> dict[str, Any]:
    """Name an exception: its type, its message, and the lines of the student's own code that led to it."""
    try:
        message = str(error)[:2000]
    except BaseException:
        message = "<unprintable>"
    try:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [
            f"{frame.name}: {frame.line}"
            for frame in frames
            if "ipykernel" in frame.filename or "<ipython" in frame.filename
        ]
    except BaseException:
        lines = []
    return {
        "ename": type(error).__name__[:80],
        "evalue": message,
        "lines": [line[:200] for line in lines[-MAX_TRACEBACK_LINES:]],
    }
