"""What a function answers when it is written with known mistakes."""

from __future__ import annotations

import copy
import hashlib
import itertools
import warnings
from collections.abc import Mapping
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.graders import inside
from autograder.graders.misconceptions import catalogue
from autograder.graders.misconceptions.model import Mistakes
from autograder.graders.misconceptions.wrong import selection
from autograder.graders.oracle import Array
from autograder.graders.values import agrees, plain

SEVERAL_RESULTS = frozenset(
    {"m_step", "fit_em", "choose_n_components", "lloyd", "fit_gmm", "cluster", "fit_best", "fit_from"}
    | {"fit_normal", "precision_recall", "fit_class_models"}
    | {"sample", "forward_log", "viterbi"}
    | {"fit_colours", "choose_n_colours", "kmeans_segment"}
)
KMEANS = ("assign_labels", "update_centers", "lloyd", "hard_assignment")
JUDGING = ("choose_threshold", "detect", "precision_recall", "average_precision")
RECOGNISING = ("classify", "recognise_speakers", "recognise_digits")
COARSE = frozenset(
    {"choose_n_components", *KMEANS, *JUDGING, *RECOGNISING}
)  # few labels, samples or counts, which fit by chance
MOST_KEPT = 20_000  # answers, about a kilobyte each


class NoAnswer(Enum):
    """Stands for the answer where there is none."""

    NO_END = "the function does not end"


Parts = tuple[Array, ...] | NoAnswer
"""An answer as arrays, one for each result."""


class Question:
    """A function with its arguments; equal questions have equal arguments."""

    def __init__(
        self, function: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any], harness: str = ""
    ) -> None:
        self.function = function
        self.harness = harness
        self.arguments = arguments
        self.keywords = keywords

    @cached_property
    def _key(self) -> tuple[str, str]:
        digest = hashlib.sha256()
        for part in (*self.arguments, *itertools.chain.from_iterable(sorted(self.keywords.items()))):
            shape = f"{part.dtype}{part.shape}".encode() if isinstance(part, np.ndarray) else b""
            digest.update(shape + (part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode()) + b"\0")
        return f"{self.function} {self.harness}", digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Question) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def answer(self, mistakes: Mistakes) -> Parts | None:
        """Return what the function answers with these mistakes; None where it raises."""
        return _answer(self, tuple(mistakes.items()))


@lru_cache(
    maxsize=MOST_KEPT
)  # hidden inputs are the same for a whole class, so the first failure of a kind pays for all
def _answer(question: Question, mistakes: tuple[tuple[str, Any], ...]) -> Parts | None:
    given = [np.array(one) if isinstance(one, np.ndarray) else copy.deepcopy(one) for one in question.arguments]
    implementation = inside.through(question.harness, catalogue.wrong(question.function, dict(mistakes)))
    if question.function in ("choose_n_components", "fit_normal"):
        implementation = partial(implementation, fit=_fitted_once)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return parts_of(question.function, implementation(*given, **question.keywords))
    except TimeoutError:
        return NoAnswer.NO_END
    except (
        ArithmeticError,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
    ):  # LinAlgError is a ValueError
        return None


def _fitted_once(X: Array, n_components: int, covariance_type: str, random_state: int | None) -> Any:
    """Fit once what many candidates fit.

    Raises:
        ValueError: what comes out is up to chance, so that nobody's answer can be told by it
    """
    if random_state is None:
        raise ValueError("no random_state")
    return _fitted(X.tobytes(), X.shape, X.dtype.str, n_components, covariance_type, random_state)


@lru_cache(maxsize=256)
def _fitted(data: bytes, shape: tuple[int, ...], dtype: str, *settings: Any) -> Any:
    with threadpool_limits(1):
        return selection.fitted(np.frombuffer(data, dtype).reshape(shape), *settings)


def parts_of(function: str, value: Any) -> Parts | None:
    """Return an answer as arrays, one for each result; None where it is none."""
    if isinstance(value, NoAnswer):
        return value
    if isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        value = tuple(value[key] for key in sorted(value))  # as many results as keys, whatever their order
    several = function in SEVERAL_RESULTS and isinstance(value, tuple | list)
    whole = None if several else plain(value)
    if whole is not None:
        return (whole.astype(float),)
    if not isinstance(value, tuple | list) or not value:
        return None
    arrays = [plain(part) for part in value]
    return None if any(array is None for array in arrays) else tuple(array.astype(float) for array in arrays)


def same(one: Parts | None, other: Parts | None, tolerance: float) -> bool:
    """Tell whether two answers agree; no answer agrees with nothing."""
    if one is None or other is None:
        return False
    if isinstance(one, NoAnswer) or isinstance(other, NoAnswer):
        return one is other
    if [part.shape for part in one] != [part.shape for part in other]:
        return False
    return all(agrees(a, b, rtol=tolerance, atol=1e-3 * tolerance * _scale(b)) for a, b in zip(one, other, strict=True))


def _scale(values: Array) -> float:
    return float(np.max(np.abs(values), initial=0.0, where=np.isfinite(values)))


def says_something(function: str, parts: Parts | None) -> bool:
    """Tell whether an answer has something of its own.

    Nothing but zeros, NaN and infinities could come from anywhere, and so could one of a few candidates, and labels.
    """
    if parts is None or function in COARSE:
        return False
    return isinstance(parts, NoAnswer) or any(bool(np.any(np.isfinite(part) & (part != 0))) for part in parts)
