"""Mistakes in ``08_speech`` that know nothing of the catalogue: caught under every secret, and on one function only."""

from functools import partial

import numpy as np
import pytest

from . import wrong_speech
from .runner import REFERENCE, checks, credit, failures, notebook, run
from .wrong_speech import TABLE

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]
# The catalogue's names for those that it knows in another form; whatever is not here must get no name.
NAMES = {
    ("pre_emphasis", "in place, forwards"): {"emphasis-recursive"},
    ("frame_signal", "rounded"): {"last-frame-padded"},
    ("frame_signal", "reshaped"): {"hop-ignored"},
    ("power_spectrum", "divided before the square"): {"power-divided"},
    ("power_spectrum", "half without Nyquist"): {"last-frequency-missing"},
    ("power_spectrum", "ortho and divided"): {"power-divided"},
    ("mfcc", "inverse"): {"dct-of-another-type"},
    ("classify", "epsilon"): {"log-of-underflow", "densities-multiplied | log-of-underflow"},
    ("classify", "big epsilon"): {"log-of-underflow", "densities-multiplied | log-of-underflow"},
    ("classify", "scale is variance"): {"variance-squared"},
    ("classify", "unit variance"): {"variances-forgotten"},
    ("classify", "modifies"): {"arguments-modified"},
    ("recognise_speakers", "majority"): {"always-the-same"},
    ("recognise_speakers", "first class model"): {"always-the-same"},
    ("recognise_speakers", "first frame"): {"first-frame-only"},
    ("recognise_digits", "majority"): {"always-the-same"},
    ("recognise_digits", "first class model"): {"always-the-same"},
}


def wrong(function, mistake=""):
    return partial(getattr(wrong_speech, function), mistake=mistake)


@pytest.mark.parametrize("function", TABLE)
def test_without_mistakes_it_is_right(function):
    assert failures(run(REFERENCE | {function: wrong(function)}, function)) == []


@pytest.mark.every(7)
@pytest.mark.parametrize("secret", ["gaussian-mixtures", "another", "a third"])
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points_under_every_secret(function, mistake, secret):
    assert credit(run(notebook(**{function: wrong(function, mistake)}), function, secret=secret))[function] < 1


@pytest.mark.parametrize("function", TABLE)
def test_mistakes_cost_nothing_on_functions_that_build_on_them(function):
    others = {c.grade_id for c in checks() if c.assignment == "08_speech"} - {function}
    for mistake in TABLE[function][::5]:
        assert failures(run(notebook(**{function: wrong(function, mistake)}), *others)) == [], mistake


@pytest.mark.every(3)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_is_called_by_no_wrong_name(function, mistake):
    outcomes = run(notebook(**{function: wrong(function, mistake)}), function)
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    named = {" | ".join(one.id for one in names) for names in found if names}
    assert named <= NAMES.get((function, mistake), set())


@pytest.mark.parametrize(
    "function", ["frame_signal", "mel_filterbank", "fit_class_models", "classify", "recognise_digits"]
)
def test_what_answers_nothing_earns_nothing(function):
    for answer in (0, 1.0, [], [0], np.zeros((2, 3)), "", {}, ()):
        outcomes = run(notebook(**{function: lambda *a, answer=answer, **k: answer}), function)
        assert credit(outcomes)[function] == 0


def test_there_are_many():
    assert len(SINGLE) >= 130
