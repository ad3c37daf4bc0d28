"""The results of ``07_anomaly_detection``: the key and its wrong numbers are what comes of the file, by scikit-learn alone."""

import gzip
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    f1_score,
    precision_score,
    recall_score,
    roc_auc_score,
)
from sklearn.mixture import GaussianMixture

from autograder.graders.misconceptions import of_function
from autograder.graders.test_07_anomaly_detection import CLOSER, TOLERANCE
from solutions import shuttle
from tests.conftest import ROOT

from .runner import checks, credit, run

KEY = {name: value for name, value in vars(shuttle).items() if not name.startswith("_")}
NUMBERS = [cell for cell, value in KEY.items() if not isinstance(value, str)]
CHOICES = [cell for cell, value in KEY.items() if isinstance(value, str)]
TRAIN, VALIDATION, TEST = slice(0, 15000), slice(15000, 25000), slice(25000, None)
FILE = ROOT / "source" / "07_anomaly_detection" / "shuttle.csv.gz"


@dataclass(frozen=True)
class Judged:
    """What a model says about a part of the data."""

    y: np.ndarray
    scores: np.ndarray
    threshold: float
    resp: np.ndarray

    @property
    def flagged(self) -> np.ndarray:
        return self.scores > self.threshold

    @property
    def measures(self) -> tuple[float, float, float]:
        by_flags = (score(self.y, self.flagged) for score in (precision_score, recall_score))
        return (*by_flags, average_precision_score(self.y, self.scores))


@cache
def records():
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        values = np.loadtxt(file, delimiter=",", skiprows=1, dtype=int)
    return values[:, :9], values[:, 9]


@cache
def judged(part=(25000, None), n_components=2, *, standardized=True, mixed=False):
    features, y = records()
    normal = features[TRAIN][y[TRAIN] == 0]
    X = (features - normal.mean(axis=0)) / normal.std(axis=0) if standardized else features.astype(float)
    known = X[TRAIN] if mixed else X[TRAIN][y[TRAIN] == 0]
    model = GaussianMixture(n_components, random_state=0).fit(known)
    threshold = np.quantile(-model.score_samples(known), 0.99)
    rows = slice(*part)
    return Judged(y[rows], -model.score_samples(X[rows]), threshold, model.predict_proba(X[rows]))


@cache
def marks():
    """Return the mean F-scores of thresholds chosen on a small set: on it, on a fresh one, and of the training quantile."""
    one = judged()
    rng = np.random.default_rng(0)
    anomalies, normals = np.flatnonzero(one.y == 1), np.flatnonzero(one.y == 0)
    found = []
    for _ in range(400):
        odd, usual = rng.choice(anomalies, 8, replace=False), rng.choice(normals, 100, replace=False)
        first, second = np.concatenate([odd[:4], usual[:50]]), np.concatenate([odd[4:], usual[50:]])
        scores, y = one.scores[first], one.y[first]
        distinct = np.unique(scores)
        middles = (distinct[:-1] + distinct[1:]) / 2
        above = scores > middles[:, None]
        best = middles[np.argmax(2 * (above & (y == 1)).sum(axis=1) / (above.sum(axis=1) + 4))]
        pairs = ((first, best), (second, best), (second, one.threshold))
        found.append(
            [2 * np.sum((one.scores[i] > t) & (one.y[i] == 1)) / (np.sum(one.scores[i] > t) + 4) for i, t in pairs]
        )
        if len(found) == 1:  # the formula is that of scikit-learn
            assert found[0][0] == pytest.approx(f1_score(y, scores > best))
    return np.mean(found, axis=0)


def test_the_file() -> None:
    features, y = records()
    assert features.shape == (49097, 9)
    assert y.sum() == 3511
    assert FILE.stat().st_size == 346_275
    assert [int(y[part].sum()) for part in (TRAIN, VALIDATION, TEST)] == [1106, 700, 1705]


def test_shuttle() -> None:
    expected = [KEY[name] for name in ("shuttle_precision", "shuttle_recall", "shuttle_average")]
    assert judged().measures == pytest.approx(expected, abs=0.001)


def test_the_validation_set_chooses_two_components() -> None:
    found = {k: judged((15000, 25000), k).measures[2] for k in (1, 2, 3, 5)}
    assert max(found, key=found.__getitem__) == 2
    assert found[2] > 0.01 + max(found[k] for k in (1, 3, 5))


def test_responsibility() -> None:
    one = judged()
    surest = one.resp.max(axis=1)
    assert average_precision_score(one.y, 1 - surest) == pytest.approx(KEY["responsibility_average"], abs=0.001)
    assert one.y.mean() == pytest.approx(KEY["responsibility_average"], abs=0.001)  # no better than chance
    # rounding decides which of many responsibilities are 1
    assert average_precision_score(one.y, surest) == pytest.approx(0.144, abs=TOLERANCE)
    assert roc_auc_score(one.y, 1 - surest) == pytest.approx(0.2267, abs=TOLERANCE)


def test_flattery() -> None:
    same, fresh, quantile = marks()
    assert same - fresh == pytest.approx(KEY["flattery"], abs=0.001)
    assert (same - quantile, quantile - fresh) == pytest.approx((0.0462, 0.0288), abs=0.001)
    assert (same, fresh, quantile) == pytest.approx((0.9933, 0.9183, 0.9471), abs=0.001)


def test_wrong_numbers_are_right_answers_to_something_else() -> None:
    one = judged()
    assert judged((15000, 25000)).measures == pytest.approx((0.890, 0.9914, 0.9962), abs=0.001)
    assert judged(mixed=True).measures == pytest.approx((0.4229, 0.0434, 0.6735), abs=0.001)
    assert judged(standardized=False).measures == pytest.approx((0.8762, 0.9754, 0.9417), abs=0.001)
    features, y = records()
    normal = features[TRAIN][y[TRAIN] == 0]
    model = GaussianMixture(2, random_state=0).fit((features[TRAIN] - normal.mean(axis=0)) / normal.std(axis=0))
    usual = np.quantile(-model.score_samples((normal - normal.mean(axis=0)) / normal.std(axis=0)), 0.99)
    mixed = judged(mixed=True).scores > usual  # only the fit differs
    assert (precision_score(one.y, mixed), recall_score(one.y, mixed)) == pytest.approx((0.5749, 0.1642), abs=0.001)
    own = one.scores > np.quantile(one.scores, 0.99)
    assert (precision_score(one.y, own), recall_score(one.y, own)) == pytest.approx((0.9959, 0.1408), abs=0.001)
    assert accuracy_score(one.y, one.flagged) == pytest.approx(0.9913, abs=0.001)
    assert np.mean(one.flagged[one.y == 0]) == pytest.approx(0.0084, abs=0.001)
    assert roc_auc_score(one.y, one.scores) == pytest.approx(0.9994, abs=0.001)


@pytest.mark.parametrize("cell", KEY)
def test_every_wrong_answer_is_told_apart(cell) -> None:
    """Each known wrong answer earns nothing and has one name."""
    ways = [(one.id, way["option"]) for one in of_function(cell) for way in one.ways(cell)]
    assert len({id for id, _ in ways}) >= 3
    for id, option in ways:
        (outcome,) = run({cell: option}, cell)
        assert outcome.error, option
        assert [found.id for found in outcome.error.explain().diagnoses] == [id]


@pytest.mark.parametrize("cell", CHOICES)
def test_every_wrong_option_has_its_misconception(cell) -> None:
    for option in "ABCD":
        (outcome,) = run({cell: f"（{option.lower()}）"}, cell)
        assert (outcome.error is None) == (option == KEY[cell])
        assert len(outcome.error.explain().diagnoses if outcome.error else [0]) == 1


@pytest.mark.parametrize("value", KEY)
def test_no_answer_is_right_in_two_cells(value) -> None:
    earned = credit(run(dict.fromkeys(KEY, KEY[value]), *KEY))
    near = {other for other in NUMBERS if value in NUMBERS and abs(KEY[other] - KEY[value]) <= TOLERANCE}
    assert {cell for cell, share in earned.items() if share} == {value, *near}
    assert len(near) <= 1


@pytest.mark.parametrize(
    "answer",
    [0, 1, 0.5, 0.07, 0.073, 0.99, 2, True, "", None, "x", [], (1, 2), np.nan, np.inf, "nan", 1 + 1j, 10**400, "%"],
)
def test_constants_earn_nothing(answer) -> None:
    assert set(credit(run(dict.fromkeys(KEY, answer), *KEY)).values()) == {0.0}


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_number_may_be_written_in_many_ways(cell) -> None:
    right = KEY[cell]
    answers = (right, np.float64(right), np.array(right), [right], str(right), f" {right} ", f"{100 * right:.2f}%")
    for answer in (*answers, right + CLOSER.get(cell, TOLERANCE) / 2):
        (outcome,) = run({cell: answer}, cell)
        assert outcome.error is None, answer


def test_the_cells_are_those_of_the_assignment() -> None:
    assert set(KEY) <= {check.grade_id for check in checks() if check.assignment == "07_anomaly_detection"}
