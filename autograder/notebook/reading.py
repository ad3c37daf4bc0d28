"""Find out by reading, without running anything, whether a function leaves its work to a library."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from functools import lru_cache

from autograder.notebook.evaluate import Evaluator
from autograder.notebook.names import TooMuchError

MAX_NOTEBOOK = 2_000_000  # characters of all code cells that are read


def forbidden_use(
    cells: Sequence[str], function: str, forbidden: Sequence[str], provided: Collection[str] = ()
) -> str | None:
    """Return what of the forbidden modules a call of the function would use, as a dotted name; None when nothing is seen.

    Follows imports, aliases, and calls of whatever else the notebook defines. An import alone, a mention in text or in a type
    annotation, and uses in code that the function does not reach do not count, nor do numbers computed before the call
    and what the cells pass to the function.

    Args:
        cells: sources of all code cells, in order; those that are not Python are left out
        function: its name; its last definition counts
        forbidden: prefixes of module names
        provided: names that stand for something else during the call, and are not followed
    """
    evaluator = _evaluated(tuple(cells), tuple(forbidden))
    with _too_much():
        evaluator.watch(function, provided)
    return evaluator.found[0][:200] if evaluator.found else None


@lru_cache(maxsize=1)  # a notebook is asked about one function after the other
def _evaluated(cells: tuple[str, ...], forbidden: tuple[str, ...]) -> Evaluator:
    """Return an evaluator that has run the cells."""
    evaluator = Evaluator(forbidden)
    left = MAX_NOTEBOOK
    with _too_much():
        for source in cells:
            left -= len(source)
            if left >= 0:
                evaluator.run_cell(source)
    evaluator.remember()
    return evaluator


def _too_much() -> contextlib.AbstractContextManager[None]:
    return contextlib.suppress(TooMuchError, RecursionError, MemoryError)
