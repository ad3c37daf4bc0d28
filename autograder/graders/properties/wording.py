"""Numbers as a sentence shows them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

DIGITS = 3
MOST_DIGITS = 12


def number(value: float, digits: int = DIGITS) -> str:
    """Return a number with few significant digits."""
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "∞" if value > 0 else "-∞"
    if value == 0:
        return "0"
    if 1e-4 <= abs(value) < 1e6:
        rounded = float(f"{value:.{digits - 1}e}")
        return f"{rounded:.0f}" if rounded.is_integer() else np.format_float_positional(rounded, trim="-")
    return np.format_float_scientific(value, precision=digits - 1, trim="-", exp_digits=1)


def listed(values: ArrayLike, digits: int = DIGITS) -> str:
    """Return an array as nested lists, as one would type it."""
    array = np.asarray(values, dtype=float)
    if array.ndim == 0:
        return number(float(array), digits)
    return "[" + ", ".join(listed(item, digits) for item in array) + "]"


def digits_apart(got: ArrayLike, expected: ArrayLike) -> int:
    """Return how many digits it takes to see that two arrays differ."""
    for digits in range(DIGITS, MOST_DIGITS):
        if listed(got, digits) != listed(expected, digits):
            return digits
    return MOST_DIGITS


def apart(got: ArrayLike, expected: ArrayLike) -> tuple[str, str]:
    """Return two different arrays with so many digits that one sees the difference."""
    digits = digits_apart(got, expected)
    return listed(got, digits), listed(expected, digits)


def given(**arguments: ArrayLike) -> str:
    """Return the arguments of a call: ``X = [[0], [1]], weights = [0.5, 0.5]``."""
    return ", ".join(f"{name} = {listed(value)}" for name, value in arguments.items())


def call(function: str, **arguments: ArrayLike) -> str:
    """Return a call: ``log_gaussian(X=[[0]], mean=[0], cov=[[1]])``."""
    return f"{function}({', '.join(f'{name}={listed(value)}' for name, value in arguments.items())})"


def joined(words: Sequence[str], conjunction: str) -> str:
    """Return ``a, b and c``, or in Chinese ``a、b 與 c``."""
    if len(words) == 1:
        return words[0]
    comma = ", " if conjunction.isascii() else "、"
    return f"{comma.join(words[:-1])} {conjunction} {words[-1]}"
