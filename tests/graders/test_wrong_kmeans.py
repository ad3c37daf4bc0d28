"""Mistakes in ``03_kmeans_vs_gmm`` that know nothing of the catalogue: caught under every secret, and on one function only."""

from functools import partial

import pytest

from . import wrong_kmeans
from .runner import REFERENCE, checks, credit, failures, notebook, run
from .wrong_kmeans import TABLE

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]
# The catalogue's names for those that it knows in another form; whatever is not here must get no name.
NAMES = {
    ("assign_labels", "arguments modified"): {"arguments-modified"},
    ("assign_labels", "sign of the norm"): {"dot-product-for-distance"},
    ("assign_labels", "norm not squared"): {"dot-product-for-distance"},
    ("assign_labels", "wrong axis"): {"nearest-over-samples"},
    ("update_centers", "arguments modified"): {"arguments-modified", "center-truncated + arguments-modified"},
    ("assign_labels", "always the first"): {"difference-not-squared"},  # which gives one label to every sample, too
    ("update_centers", "integer dtype"): {
        "center-truncated",
        "empty-center-moved",
        "empty-center-moved + center-truncated",
    },
    ("update_centers", "empty is NaN"): {"empty-center-nan"},
    ("update_centers", "nearest, not given"): {"labels-found-again"},
    ("lloyd", "arguments modified"): {"arguments-modified"},
    ("hard_assignment", "columns"): {"argmax-over-samples"},
    ("hard_assignment", "boolean matrix"): {"one-hot-for-labels"},
    ("hard_assignment", "from 1"): {"labels-from-one"},
    ("hard_assignment", "first above a half"): {"rounded-responsibilities"},
}


def wrong(function, *mistakes):
    return partial(getattr(wrong_kmeans, function), mistakes=frozenset(mistakes))


@pytest.mark.parametrize("function", TABLE)
def test_without_mistakes_it_is_right(function):
    assert failures(run(REFERENCE | {function: wrong(function)}, function)) == []


@pytest.mark.every(7)
@pytest.mark.parametrize("secret", ["gaussian-mixtures", "another", "a third", "a fourth"])
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points_under_every_secret(function, mistake, secret):
    assert credit(run(notebook(**{function: wrong(function, mistake)}), function, secret=secret))[function] < 1


@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_nothing_on_functions_that_build_on_it(function, mistake):
    others = {c.grade_id for c in checks() if c.assignment == "03_kmeans_vs_gmm"} - {function}
    assert failures(run(notebook(**{function: wrong(function, mistake)}), *others)) == []


@pytest.mark.every(3)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_is_called_by_no_wrong_name(function, mistake):
    outcomes = run(notebook(**{function: wrong(function, mistake)}), function)
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    named = {" | ".join(one.id for one in names) for names in found if names}
    assert named <= NAMES.get((function, mistake), set())


def test_there_are_many():
    assert len(SINGLE) >= 90
