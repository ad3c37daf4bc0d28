"""Wrong answers to ``04_scikit_learn`` cost points, under several secrets, and on no other function."""

import pytest

from .runner import REFERENCE, credit, run
from .wrong_sklearn import TABLE

pytestmark = pytest.mark.usefixtures("no_examples")
BY_CHANCE = ("fewest steps", "largest weight")  # which may choose the best of the starts after all
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]


@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points(function, mistake):
    assert credit(run(REFERENCE | {function: TABLE[function][mistake]}, function))[function] < 1


@pytest.mark.every(4)
@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize("function", TABLE)
def test_mistakes_cost_points_under_another_secret(function, secret):
    passed = [
        mistake
        for mistake in TABLE[function]
        if mistake not in BY_CHANCE
        and credit(run(REFERENCE | {function: TABLE[function][mistake]}, function, secret=secret))[function] == 1
    ]
    assert passed == []


@pytest.mark.parametrize("mistake", ["nothing", "words only", "empty Axes", "closed", "an array"])
def test_without_a_drawing_there_are_no_points(mistake):
    assert credit(run(REFERENCE | {"plot_clusters": TABLE["plot_clusters"][mistake]}, "plot_clusters")) == {
        "plot_clusters": 0.0
    }


def named(function, mistake):
    outcomes = run(REFERENCE | {function: TABLE[function][mistake]}, function)
    return {one.id for outcome in outcomes if outcome.error for one in outcome.error.explain().diagnoses}


@pytest.mark.parametrize(
    ("function", "mistake", "id"),
    [
        ("fit_gmm", "no random state", "seed-ignored"),
        ("fit_gmm", "type ignored", "covariance-type-fixed"),
        ("cluster", "hard", "hard-responsibilities"),
        ("cluster", "density", "density-not-log"),
        ("full_covariances", "tied over K", "tied-divided"),
        ("full_covariances", "diag: standard deviations", "variances-rooted"),
        ("plot_clusters", "variances", "ellipse-of-variances"),
        ("plot_clusters", "covariance as a map", "ellipse-of-variances"),
        ("plot_clusters", "radians", "angle-in-radians"),
        ("plot_clusters", "tiny", "ellipse-radius"),
        ("plot_clusters", "circles", "circle-for-ellipse"),
        ("plot_clusters", "label 0 left out", "samples-missing"),
        ("compare_covariance_types", "aic", "aic-for-bic"),
        ("fit_best", "same start", "n-init-ignored"),
        ("fit_from", "covariances", "covariances-for-precisions"),
        ("fit_from", "default ridge", "ridge-left-on"),
    ],
)
def test_what_the_catalogue_knows_is_named(function, mistake, id):
    assert id in named(function, mistake)


def test_there_are_many():
    assert all(len(mistakes) >= 15 for mistakes in TABLE.values())
