"""Harnesses: modules whose text runs beside the student's code, where an answer is no plain data (a figure, an app).

A harness defines ``harness(function, *args, **kwargs)``: it calls the student's function, looks at what came of it, and returns
plain data. It runs in the sandbox, so it knows nothing that a student must not know, imports nothing of this kit, and what it
returns is no more trusted than any other answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any


@cache
def source(name: str) -> str:
    """Return the text of a harness; the empty name is no harness."""
    return (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8") if name else ""


def through(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what asks a function of the graders' own in the same way."""
    return harnessed(source(name), function)


def harnessed(text: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what asks a function by way of a harness with this text; without a text, the function."""
    if not text:
        return function
    module: dict[str, Any] = {"__name__": "harness"}
    exec(compile(text, "<harness>", "exec"), module)
    return partial(module["harness"], function)
