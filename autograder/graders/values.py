"""Values that came from a student's function, read as plain numbers and compared."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.graders.oracle import Array

RTOL = 1e-6
ATOL = 1e-7


def plain(value: Any) -> Any:
    """Return an array of real numbers, or None for anything else."""
    try:
        with np.errstate(all="ignore"):
            array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        return None
    return array if array.dtype.kind in "biuf" else None


def deviation(got: Array, expected: Array) -> Array:
    """Return absolute errors. NaN and infinities are infinitely wrong, save where the same one is expected."""
    with np.errstate(all="ignore"):
        errors = np.where(np.isfinite(got) & np.isfinite(expected), np.abs(got - expected), np.inf)
    same = ~np.isfinite(expected) & ((got == expected) | (np.isnan(got) & np.isnan(expected)))
    return np.where(same, 0.0, errors)


@np.errstate(all="ignore")
def agrees(got: Array, expected: Array, *, rtol: float = RTOL, atol: float = ATOL) -> bool:
    """Tell whether every value agrees; what is not a number agrees with nothing but its like."""
    return got.shape == expected.shape and bool(np.all(deviation(got, expected) <= allowed(expected, rtol, atol)))


def allowed(expected: Array, rtol: float, atol: float) -> Array:
    """Return the largest error that is allowed for each value."""
    return atol + rtol * np.where(np.isfinite(expected), np.abs(expected), 0.0)
