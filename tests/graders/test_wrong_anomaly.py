"""Mistakes in ``07_anomaly_detection`` that know nothing of the catalogue: caught under every secret, and on one function only."""

from functools import partial

import numpy as np
import pytest

from . import wrong_anomaly
from .runner import REFERENCE, checks, credit, failures, notebook, run
from .wrong_anomaly import TABLE

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]
# The catalogue's names for those that it knows in another form; whatever is not here must get no name.
NAMES = {
    **{(function, "arguments modified"): {"arguments-modified"} for function in TABLE},
    ("choose_threshold", "share of the sum"): {"largest-score"},  # which it comes to where many scores are negative
    ("detect", "nearly equal counts"): {"equal-is-flagged"},
    ("detect", "squares"): {"size-of-score"},
    ("precision_recall", "true negatives for hits"): {"normal-is-positive"},
    ("average_precision", "left heights"): {"precision-one-too-early"},
}


def wrong(function, *mistakes):
    return partial(getattr(wrong_anomaly, function), mistakes=frozenset(mistakes))


@pytest.mark.parametrize("function", TABLE)
def test_without_mistakes_it_is_right(function):
    assert failures(run(REFERENCE | {function: wrong(function)}, function)) == []


@pytest.mark.every(7)
@pytest.mark.parametrize("secret", ["gaussian-mixtures", "another", "a third"])
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points_under_every_secret(function, mistake, secret):
    assert credit(run(notebook(**{function: wrong(function, mistake)}), function, secret=secret))[function] < 1


@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_nothing_on_functions_that_build_on_it(function, mistake):
    others = {c.grade_id for c in checks() if c.assignment == "07_anomaly_detection"} - {function}
    assert failures(run(notebook(**{function: wrong(function, mistake)}), *others)) == []


@pytest.mark.every(3)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_is_called_by_no_wrong_name(function, mistake):
    outcomes = run(notebook(**{function: wrong(function, mistake)}), function)
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    named = {" | ".join(one.id for one in names) for names in found if names}
    assert named <= NAMES.get((function, mistake), set())


NOTHING = {
    "zero": lambda *_: 0.0,
    "one": lambda *_: 1.0,
    "a half": lambda *_: 0.5,
    "infinity": lambda *_: np.inf,
    "none": lambda *_: None,
    "empty": lambda *_: [],
    "zeros": lambda first, *_: np.zeros(len(first)),
    "ones": lambda first, *_: np.ones(len(first), dtype=bool),
    "not a number": lambda first, *_: np.full(len(first), np.nan),
    "two zeros": lambda *_: (0.0, 0.0),
    "two ones": lambda *_: (1.0, 1.0),
    "the first argument": lambda first, *_: first,
    "the second argument": lambda _, second, *__: second,
    "the last argument": lambda *arguments: arguments[-1],
    "the mean": lambda first, *_: np.mean(first),
    "the largest": lambda first, *_: np.max(first),
    "three arguments": lambda *arguments: arguments[:3],
}


@pytest.mark.parametrize("function", TABLE)
@pytest.mark.parametrize("answer", NOTHING)
def test_what_says_nothing_earns_nothing(function, answer):
    assert credit(run(notebook(**{function: NOTHING[answer]}), function))[function] == 0


def test_there_are_many():
    assert len(SINGLE) >= 110
