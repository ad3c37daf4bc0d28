"""Wrong answers to ``09_colour_segmentation`` cost points, under several secrets, and a constant earns none."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from .runner import REFERENCE, credit, run
from .wrong_colours import TABLE

pytestmark = pytest.mark.usefixtures("no_examples")
SLOW = ("a loop", "a plain loop", "apply_along_axis", "outer products")
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]
SAYING_NOTHING = ("None", "constant", "zeros", "ones", "black", "grey", "unchanged", "weight", "uniform", "one colour")


@pytest.mark.every(2)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points(function, mistake):
    earned = credit(run(REFERENCE | {function: TABLE[function][mistake]}, function))[function]
    assert earned == 0 if mistake in SAYING_NOTHING else earned < 1


@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize("function", TABLE)
def test_mistakes_cost_points_under_another_secret(function, secret):
    passed = [
        mistake
        for mistake in TABLE[function]
        if mistake not in SLOW
        and credit(run(REFERENCE | {function: TABLE[function][mistake]}, function, secret=secret))[function] == 1
    ]
    assert passed == []


def named(function, mistake):
    outcomes = run(REFERENCE | {function: TABLE[function][mistake]}, function)
    return {one.id for outcome in outcomes if outcome.error for one in outcome.error.explain().diagnoses}


@pytest.mark.parametrize(
    ("function", "mistake", "id"),
    [
        ("to_points", "of columns", "columns-first"),
        ("to_image", "truncated", "levels-truncated"),
        ("to_image", "wraps", "overflow-wraps"),
        ("to_image", "floats", "image-of-floats"),
        ("fit_colours", "everything", "all-pixels-fitted"),
        ("fit_colours", "unseeded draw", "sample-seed-ignored"),
        ("segment", "nearest", "nearest-mean-colour"),
        ("segment", "densities", "density-underflow"),
        ("segment", "all pairs of pixels", "array-too-large"),
        ("choose_n_colours", "price of all pixels", "price-of-all-pixels"),
        ("choose_n_colours", "each its own", "sample-for-each-candidate"),
        ("kmeans_segment", "mixture", "mixture-for-k-means"),
        ("kmeans_segment", "first pixels", "first-pixels-taken"),
        ("responsibility_map", "hard", "hard-map"),
    ],
)
def test_what_the_catalogue_knows_is_named(function, mistake, id):
    assert id in named(function, mistake)


@pytest.mark.parametrize("function", ["segment", "kmeans_segment", "responsibility_map"])
def test_wrong_helper_functions_cost_points_once(function):
    wrong = {
        "to_points": lambda image: image.reshape(-1, 3) / 256 + 0.1,
        "to_image": lambda points, height, width: np.zeros((height, width, 3)),
    }
    names = dict(REFERENCE)
    reference = names[function]

    def over_helpers(*args, **kwargs):  # as in a notebook, where functions call each other by name
        globals_before = dict(reference.__globals__)
        reference.__globals__.update({name: names[name] for name in wrong})
        try:
            return reference(*args, **kwargs)
        finally:
            reference.__globals__.update(globals_before)

    names |= wrong | {function: over_helpers}
    assert credit(run(names, function)) == {function: 1.0}


def shuffled(points, candidates, n_samples=2000, random_state=0):
    order = np.random.default_rng(random_state).permutation(len(points))[:n_samples]
    scores = [GaussianMixture(k, random_state=random_state).fit(points[order]).bic(points[order]) for k in candidates]
    return candidates[int(np.argmin(scores))], scores


@pytest.mark.parametrize("secret", ["r60", "r88", "s20"])  # other orders of the pixels lead to quite other fits there
@pytest.mark.parametrize("function", [REFERENCE["choose_n_colours"], shuffled])
def test_any_order_of_the_pixels_is_right(function, secret):
    assert credit(run(REFERENCE | {"choose_n_colours": function}, "choose_n_colours", secret=secret)) == {
        "choose_n_colours": 1.0
    }


def test_the_visible_check_of_samples_accepts_any_draw():
    two = np.vstack([np.full((30, 3), 0.2), np.full((10, 3), 0.8)])
    two += 0.01 * np.random.default_rng(0).standard_normal(two.shape)
    for seed in range(200):
        drawn = two[np.random.default_rng(seed).permutation(40)[:35]]
        weights = 35 * np.sort(GaussianMixture(2, random_state=seed).fit(drawn).weights_)
        assert np.allclose(weights, np.round(weights), atol=1e-3)


def test_there_are_many():
    assert all(len(mistakes) >= 20 for mistakes in TABLE.values())
