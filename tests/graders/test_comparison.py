"""The table of ``03_kmeans_vs_gmm``: its key and its wrong numbers are what the experiments measure."""

import csv
from functools import cache

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score, rand_score
from sklearn.metrics.cluster import contingency_matrix
from sklearn.mixture import GaussianMixture

from autograder.graders.misconceptions import of_function
from autograder.graders.test_03_kmeans_vs_gmm import TOLERANCE
from solutions import comparison
from tests.conftest import ROOT

from .runner import REFERENCE, checks, credit, run

KEY = {name: value for name, value in vars(comparison).items() if not name.startswith("_")}
NUMBERS = [cell for cell, value in KEY.items() if not isinstance(value, str)]
CHOICES = [cell for cell, value in KEY.items() if isinstance(value, str)]
SIGMAS = (2.0, 1.0, 0.5, 0.25, 0.125, 0.0625)


def lloyd(X, start, max_iter=300):
    return KMeans(len(start), init=start, n_init=1, tol=0, max_iter=max_iter).fit(X)


def accuracy(truth, labels):
    table = contingency_matrix(truth, labels)
    return table[linear_sum_assignment(-table)].sum() / table.sum()


def both(X, truth, score):
    first = [int(np.flatnonzero(truth == k)[0]) for k in range(3)]
    model = GaussianMixture(3, means_init=X[first], random_state=0).fit(X)
    return score(truth, lloyd(X, X[first]).labels_), score(truth, model.predict(X))


@cache
def stretched():
    X, group = make_blobs(n_samples=300, centers=[[-4, -4], [0, 0.5], [5, -3]], cluster_std=1.0, random_state=42)
    return X, X @ np.array([[0.6, -0.6], [-0.4, 0.9]]), group


@cache
def penguins():
    names = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
    with (ROOT / "source" / "03_kmeans_vs_gmm" / "penguins.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    complete = [row for row in rows if all(row[name] != "NA" for name in names)]
    assert (len(rows), len(complete)) == (344, 342)
    X = np.array([[float(row[name]) for name in names] for row in complete])
    return X, np.unique([row["species"] for row in complete], return_inverse=True)[1]


@cache
def overlap():
    rng = np.random.default_rng(10)
    left, right = rng.standard_normal(600), 2.4 + rng.standard_normal(600)
    X, start = np.concatenate([left, right])[:, np.newaxis], np.array([[0.0], [2.4]])
    model = GaussianMixture(2, covariance_type="tied", means_init=start, tol=1e-8, max_iter=1000).fit(X)
    return np.ptp(lloyd(X, start).cluster_centers_), np.ptp(model.means_), right.mean() - left.mean()


@cache
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def limit():
    X, _ = make_blobs(n_samples=300, centers=[[0, 0], [3, 0.5], [1.2, 2.8]], cluster_std=1.0, random_state=42)
    start = X[np.argsort(X[:, 0])[:3]]
    end = lloyd(X, start).cluster_centers_
    steps = next(t for t in range(1, 99) if np.allclose(lloyd(X, start, t).cluster_centers_, end))
    gaps = {}
    for sigma in SIGMAS:
        means = start
        for _ in range(500):
            squared = ((X[:, np.newaxis] - means) ** 2).sum(axis=2)
            resp = np.exp(-(squared - squared.min(axis=1, keepdims=True)) / (2 * sigma**2))
            resp /= resp.sum(axis=1, keepdims=True)
            means = resp.T @ X / resp.sum(axis=0)[:, np.newaxis]
        gaps[sigma] = np.linalg.norm(means - end, axis=1).max()
    return steps, gaps


def test_shape() -> None:
    round_blobs, X, group = stretched()
    assert both(X, group, adjusted_rand_score) == pytest.approx((KEY["shape_kmeans"], KEY["shape_gmm"]), abs=0.005)
    assert both(round_blobs, group, adjusted_rand_score)[0] == 1.0


def test_basis() -> None:
    X, species = penguins()
    expected = KEY["basis_kmeans"], KEY["basis_gmm"]
    assert both(X, species, adjusted_rand_score) == pytest.approx(expected, abs=0.005)
    in_kilograms = both(X * [1, 1, 1, 0.001], species, adjusted_rand_score)
    assert in_kilograms == pytest.approx((0.64, KEY["basis_gmm"]), abs=0.005)


def test_assignment() -> None:
    kmeans, gmm, real = overlap()
    assert (kmeans, gmm) == pytest.approx((KEY["assignment_kmeans"], KEY["assignment_gmm"]), abs=0.005)
    assert real == pytest.approx(2.43, abs=0.005)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_algorithm() -> None:
    steps, gaps = limit()
    assert steps == KEY["algorithm_kmeans"]
    assert max(sigma for sigma, gap in gaps.items() if gap < 0.01) == KEY["algorithm_gmm"]
    assert not [gap for gap in gaps.values() if 0.007 < gap < 0.012]  # none so near that rounding could decide


def test_wrong_numbers_are_right_answers_to_something_else() -> None:
    (round_blobs, X, group), (P, species) = stretched(), penguins()
    del round_blobs
    accuracies = *both(X, group, accuracy), *both(P, species, accuracy)
    assert accuracies == pytest.approx((0.78, 1.0, 0.59, 0.985), abs=0.005)
    assert (both(X, group, rand_score)[0], both(P, species, rand_score)[0]) == pytest.approx((0.8, 0.68), abs=0.005)
    Z = (P - P.mean(axis=0)) / P.std(axis=0)
    assert both(Z, species, adjusted_rand_score)[0] == pytest.approx(0.8, abs=0.005)


@pytest.mark.parametrize("cell", KEY)
def test_every_wrong_answer_is_told_apart(cell) -> None:
    """Each known wrong answer earns nothing and has one name."""
    for one in of_function(cell):
        for way in one.ways(cell):
            (outcome,) = run({cell: way["option"]}, cell)
            assert outcome.error, way
            assert [found.id for found in outcome.error.explain().diagnoses] == [one.id]


@pytest.mark.parametrize("cell", CHOICES)
def test_every_wrong_option_has_its_misconception(cell) -> None:
    for option in "ABCD":
        (outcome,) = run({cell: f"（{option.lower()}）"}, cell)
        assert (outcome.error is None) == (option == KEY[cell])
        assert len(outcome.error.explain().diagnoses if outcome.error else [0]) == 1


@pytest.mark.parametrize("value", [*NUMBERS, *CHOICES])
def test_no_answer_is_right_in_two_cells_of_numbers(value) -> None:
    answer = KEY[value]
    earned = credit(run(dict.fromkeys(KEY, answer), *KEY))
    assert [cell for cell, share in earned.items() if share] == [value]


@pytest.mark.parametrize(
    "answer", [0, 1, 0.5, 2, 3, True, "", None, "x", [], (1, 2), np.nan, np.inf, "nan", 1 + 1j, 10**400]
)
def test_constants_earn_nothing(answer) -> None:
    assert set(credit(run(dict.fromkeys(KEY, answer), *KEY)).values()) == {0.0}


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_number_may_be_written_in_many_ways(cell) -> None:
    right = KEY[cell]
    for answer in (right, np.float64(right), np.array(right), [right], str(right), f" {right} ", right + TOLERANCE / 2):
        (outcome,) = run({cell: answer}, cell)
        assert outcome.error is None, answer


def test_the_table_has_a_cell_for_each() -> None:
    assert set(KEY) <= {check.grade_id for check in checks() if check.assignment == "03_kmeans_vs_gmm"}
    assert set(KEY) <= set(REFERENCE)
