"""Random answers: right ones are hardly ever rejected, and typical wrong ones are."""

import itertools

import numpy as np
import pytest
from scipy import stats

from autograder.graders import data, generative_cases, goodness
from autograder.graders.oracle import Mixture

from .runner import REFERENCE, checks, failures, run

SAMPLERS = ("sample", "sample_conditional")


def test_by_bonferroni_a_right_submission_is_rejected_less_than_once_in_a_million(monkeypatch):
    """One count for all checks of a submission, whatever its functions; checks may run twice, on their own functions."""
    made = []

    class Counted(goodness.Finding):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            made.append(self)

    monkeypatch.setattr(goodness, "Finding", Counted)
    assert failures(run(REFERENCE, *SAMPLERS)) == []
    # a check that builds on a function of the student's runs once more where it fails
    again = sum(check.grade_id == "sample_conditional" for check in checks())
    assert 300 < len(made) < goodness.MOST_TESTS - again
    assert goodness.LEVEL * goodness.MOST_TESTS < 1e-6
    assert min(one.p for one in made) > 1e-6  # far from the level


@pytest.fixture(scope="module")
def p_values():
    found = {}
    for seed in range(60):
        rng = np.random.default_rng(seed)
        mixture = data.mixture(rng, 3, 2)
        X, labels = REFERENCE["sample"](300, *mixture.arrays, random_state=seed)
        tests = [
            *goodness.counts_tested(labels, mixture.weights),
            *goodness.scores_tested(goodness.solved_scores(X, labels, mixture)),
            *goodness.scores_tested(goodness.rosenblatt_scores(X, mixture)),
            *goodness.neighbours_tested(goodness.solved_scores(X, labels, mixture)),
        ]
        for one in tests:
            found.setdefault(one.what, []).append(one.p)
    return found


@pytest.mark.parametrize("what", ["means", "spread", "tilt", "shape", "rows"])
def test_p_values_of_a_right_sample_are_uniform(p_values, what):
    assert stats.kstest(p_values[what], "uniform").pvalue > 1e-3


def test_p_values_of_counts_are_not_too_small(p_values):
    assert np.mean(np.array(p_values["weights"]) < 0.1) < 0.12


def test_rosenblatt_scores_agree_with_the_distribution_function():
    mixture = Mixture(np.array([0.3, 0.7]), np.array([[0.0], [2.0]]), np.array([[[1.0]], [[0.25]]]))
    x = np.linspace(-8, 8, 33)[:, None]
    cdf = 0.3 * stats.norm.cdf(x[:, 0]) + 0.7 * stats.norm.cdf(x[:, 0], 2, 0.5)
    np.testing.assert_allclose(stats.norm.cdf(goodness.rosenblatt_scores(x, mixture)[:, 0]), cdf, atol=1e-12)


def test_scores_far_away_are_finite():
    mixture = Mixture(np.array([1.0]), np.zeros((1, 2)), np.eye(2)[None])
    scores = goodness.rosenblatt_scores(np.array([[30.0, -30.0]]), mixture)
    np.testing.assert_allclose(scores, [[30.0, -30.0]])


@pytest.mark.parametrize("seed", range(20))
def test_counts_that_are_drawn_are_not_called_regular(seed):
    weights = np.array([0.55, 0.3, 0.15])
    counts = np.random.default_rng(seed).multinomial(generative_cases.N_SMALL, weights, 12)
    assert goodness.regular_counts(counts, weights) > 1e-3


@pytest.mark.parametrize("rounded", [np.floor, np.rint, np.ceil])
def test_counts_that_are_rounded_are_called_regular(rounded):
    weights, n = np.array([0.55, 0.32, 0.13]), generative_cases.N_SMALL
    counts = rounded(n * weights).astype(int)
    counts[0] += n - counts.sum()
    assert goodness.regular_counts(np.tile(counts, (12, 1)), weights) < goodness.LEVEL
    shaken = np.array(
        [counts + shift for shift in itertools.islice(itertools.cycle([[1, -1, 0], [0, 1, -1], [0, 0, 0]]), 12)]
    )
    assert goodness.regular_counts(shaken, weights) < goodness.LEVEL


@pytest.mark.parametrize("scale", [0.8, 1.2])
def test_a_spread_that_is_a_fifth_off_shows(scale):
    scores = scale * np.random.default_rng(1).standard_normal((2000, 2))
    assert any(one.fails and one.what == "spread" for one in goodness.scores_tested(scores))


def test_uniform_noise_shows_by_its_shape():
    scores = np.random.default_rng(1).uniform(-np.sqrt(3), np.sqrt(3), (4000, 1))
    assert {one.what for one in goodness.scores_tested(scores) if one.fails} >= {"shape"}


def test_the_same_numbers_turned_show():
    rng = np.random.default_rng(1)
    noise = rng.standard_normal((50, 3))
    turn, _ = np.linalg.qr(rng.standard_normal((3, 3)))
    assert goodness.repeats(np.vstack([noise, noise @ turn])).sum() == 50
    assert goodness.repeats(rng.standard_normal((4000, 3))).sum() == 0
