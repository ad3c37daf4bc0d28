"""What the checks of ``07_anomaly_detection`` ask: hidden inputs, and the answers that reference and oracle agree on.

The oracles are scikit-learn's ``GaussianMixture`` and ``metrics``, and ``numpy.quantile`` in all its methods. Each draw is
repeated until the input tells right from wrong.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, precision_score, recall_score, roc_auc_score

from autograder.graders import data, oracle
from autograder.graders.cases import Case, Cases, certified, mixture_cases
from autograder.graders.data import Problem
from autograder.graders.oracle import Array, Mixture
from autograder.graders.sklearn_cases import cloud, locked, parameters, quietly, separated
from autograder.model import Text
from solutions import anomaly, scikit_learn

Values = NDArray[Any]
"""Integers or truth values, or scores of any type."""

SEEDS = (0, 7, 42)  # what comes of them differs on the cloud
ALL_NORMAL = Text("沒有異常樣本", "no anomalies at all")
BOOLEAN = Text("y 是布林值", "y is Boolean")
TIES = Text("有相同的分數", "some equal scores")
ALL_EQUAL = Text("分數全部相同", "all scores equal")
NOTHING_FLAGGED = Text("什麼都沒標", "nothing is flagged")
NO_ANOMALIES = Text("沒有異常", "no anomalies")
ALL_FLAGGED = Text("全部都標了", "everything is flagged")
ALL_ANOMALIES = Text("全部都是異常", "nothing but anomalies")
PERFECT = Text("異常全部排在前面", "every anomaly ranks first")
NEGATIVE = Text("有負的分數", "some negative scores")
ONE_SAMPLE = Text("只有一個樣本", "a single sample")
AT_THRESHOLD = Text("有分數等於門檻", "some scores equal to the threshold")
LARGE_SCORES = Text("分數很大", "large scores")
SHORT = Text("不到十個訓練分數", "fewer than ten training scores")
METHODS: tuple[Any, ...] = (
    *("inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull"),
    *("linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"),
)


@dataclass(frozen=True)
class Quantile:
    """A question to ``choose_threshold``, and between which scores a threshold is right."""

    kind: Text
    train_scores: Values
    fraction: float
    low: float
    high: float

    @property
    def arguments(self) -> tuple[Values, float]:
        return self.train_scores, self.fraction


def rng(secret: str, name: str) -> np.random.Generator:
    return data.generator(secret, "07_anomaly_detection", name)


def score_cases(secret: str) -> Cases:
    """Return the questions to ``anomaly_scores``."""

    def minus_oracle(X: Array, mixture: Mixture) -> Array:
        return -oracle.log_mixture(X, mixture)

    found = mixture_cases(secret, "anomaly_scores", anomaly.anomaly_scores, minus_oracle)
    ordinary = found["ordinary"][0]
    X, *mixture = ordinary.arguments
    alone = Case(ONE_SAMPLE, (np.array(X[:1]), *mixture), certified(ordinary.expected[:1], ordinary.expected[:1]))
    locked(alone.arguments[0])
    return found | {"alone": (alone,), "small": (_in_small_units(ordinary),)}


def _in_small_units(case: Case) -> Case:
    """Return the same question in units so small that densities are large and scores negative."""
    X, weights, means, covariances = case.arguments
    arguments = (1e-3 * X, weights, 1e-3 * means, 1e-6 * covariances)
    expected = certified(anomaly.anomaly_scores(*arguments), case.expected + X.shape[1] * np.log(1e-3), 1e-7)
    locked(*arguments)
    return Case(NEGATIVE, arguments, expected)


def fit_cases(secret: str) -> Cases:
    """Return the questions to ``fit_normal``; each expected answer is a Mixture."""

    def among(problem: Problem, name: str, n_anomalies: int) -> tuple[Values, Values]:
        """Scatter anomalies among normal samples: far from them, and close to each other."""
        chance = rng(secret, f"anomalies {name}")
        X, d = problem.X, problem.X.shape[1]
        center = X.mean(axis=0) + 1.7 * X.std(axis=0)
        odd = center + (0.5 + 0.2 * X.std(axis=0)) * chance.standard_normal((n_anomalies, d))
        odd = np.rint(odd).astype(X.dtype) if X.dtype.kind == "i" else odd
        order = chance.permutation(len(X) + n_anomalies)
        y = np.repeat([0, 1], [len(X), n_anomalies])[order]
        mixed = np.empty((len(order), d), dtype=X.dtype)
        mixed[y == 0], mixed[y == 1] = X, odd  # the normal ones keep their order
        return mixed, y

    def case(kind: Text, X: Values, y: Values, n_components: int, *state: int) -> Case:
        normal = X[np.flatnonzero(~y.astype(bool))]
        expected = Mixture(*quietly(anomaly.fit_normal, X, y, n_components, *state))
        other = parameters(quietly(scikit_learn.fit_gmm, normal, n_components, "full", *(state or (0,))))
        for part, says in zip(expected.arrays, other.arrays, strict=True):
            certified(part, says, 1e-9)
        locked(X, y, *expected.arrays)
        return Case(kind, (X, y, n_components, *state), expected)

    three = separated(rng(secret, "three"), 3, 2, 80, data.CLUSTERS)
    two = separated(rng(secret, "two"), 2, 3, 60, data.shape_kind(2, 3))
    line = separated(rng(secret, "line"), 2, 1, 40, data.shape_kind(2, 1))
    one = data.problem(rng(secret, "one"), 25, 1, 3)
    integers = Problem(data.INTEGERS, np.rint(4 * three.X).astype(np.int64), three.mixture)
    cloudy = Problem(data.CLOUD, cloud(rng(secret, "cloud"), 4, 60, SEEDS), three.mixture)
    X, y = among(cloudy, "cloud", 9)
    ordinary, labels = among(three, "three", 14)
    return {
        "ordinary": (case(three.kind, ordinary, labels, 3), case(two.kind, *among(two, "two", 9), 2)),
        "seeds": (case(data.CLOUD, X, y, 4), *(case(data.CLOUD, X.copy(), y.copy(), 4, state) for state in SEEDS[1:])),
        "shapes": (
            case(data.shape_kind(1, 3), *among(one, "one", 5), 1),
            case(line.kind, *among(line, "line", 6), 2),
            case(ALL_NORMAL, two.X.copy(), np.zeros(len(two.X), dtype=np.int64), 2),
            case(BOOLEAN, ordinary.copy(), labels.astype(bool), 3),
        ),
        "integers": (case(data.INTEGERS, *among(integers, "integers", 11), 3),),
    }


def _drawn_scores(chance: np.random.Generator, n: int) -> Values:
    """Draw scores as those of normal samples are: skewed, the smallest of them negative, in no order."""
    return np.asarray(chance.permutation(2.5 * chance.gamma(1.5, size=n) - 1.7))


def threshold_cases(secret: str) -> dict[str, tuple[Quantile, ...]]:
    """Return the questions to ``choose_threshold``."""

    def case(kind: Text, scores: Values, fraction: float) -> Quantile:
        position = (len(scores) - 1) * (1 - fraction)
        # 1 - fraction is rounded: a position that is whole may come out a little below
        below, above = int(np.floor(position + 1e-9)), int(np.ceil(position - 1e-9))
        ordered = np.sort(scores)
        low, high = float(ordered[below]), float(ordered[above])
        assert low - 1e-9 <= anomaly.choose_threshold(scores, fraction) <= high + 1e-9
        locked(scores)
        return Quantile(kind, scores, fraction, low, high)

    def draw(name: str, n: int, fraction: float, kind: Text = data.ORDINARY, shift: float = 0.0) -> Quantile:
        chance = rng(secret, name)

        def discriminates(scores: Values) -> bool:
            drawn = case(kind, scores.copy(), fraction)
            fair = [float(np.quantile(scores, 1 - fraction, method=method)) for method in METHODS]
            if not all(drawn.low - 1e-12 <= one <= drawn.high + 1e-12 for one in fair):
                return False
            wrong = [scores.max(), scores.mean() + 2 * scores.std(), scores.mean() + 3 * scores.std()]
            wrong += [np.quantile(scores, 1 - fraction / 2), scores[int((1 - fraction) * n)]]
            return all(min(abs(one - drawn.low), abs(one - drawn.high)) > 0.02 for one in wrong) and not any(
                drawn.low <= one <= drawn.high for one in wrong
            )

        scores = data.draw_until(lambda: _drawn_scores(chance, n) + shift, discriminates)
        return case(kind, scores, fraction)

    ordinary = rng(secret, "nothing")
    tied = np.round(_drawn_scores(rng(secret, "tied"), 71))
    whole = rng(secret, "whole").permutation(np.arange(-25, 35) ** 2 // 7).astype(np.int64)
    return {
        # sizes and fractions for which every way to interpolate stays between the same two scores
        "ordinary": (draw("ordinary", 66, 0.06), draw("many", 142, 0.035)),
        "fractions": (draw("fifth", 65, 0.2), draw("half", 84, 0.45), draw("three quarters", 72, 0.75)),
        "zero": (case(Text("fraction = 0", "fraction = 0"), _drawn_scores(ordinary, 30), 0.0),),
        "large": (draw("large", 66, 0.06, LARGE_SCORES, 5000.0),),
        "ties": (case(TIES, tied, 0.07), case(data.INTEGERS, whole, 0.1)),
        "small": (case(SHORT, _drawn_scores(rng(secret, "short"), 6), 0.3),),
    }


def detect_cases(secret: str) -> Cases:
    """Return the questions to ``detect``; what is expected is 1 for an anomaly and 0 otherwise."""

    def case(kind: Text, scores: Values, threshold: float) -> Case:
        expected = certified(anomaly.detect(scores, threshold), [float(one > threshold) for one in scores.tolist()])
        locked(scores)
        return Case(kind, (scores, threshold), expected)

    scores = _drawn_scores(rng(secret, "detect"), 31)
    ordered = np.sort(scores)
    between = float((ordered[-8] + ordered[-7]) / 2)
    below_zero = float((ordered[2] + ordered[3]) / 2) - 4.0
    marks = np.round(2 * _drawn_scores(rng(secret, "equal"), 26))
    middle = float(np.sort(marks)[14])
    return {
        "ordinary": (case(data.ORDINARY, scores, between),),
        "equal": (case(AT_THRESHOLD, marks, middle), case(data.INTEGERS, marks.astype(np.int64), int(middle))),
        "negative": (case(NEGATIVE, scores - 4.0, below_zero),),
        "all": (
            case(ALL_ANOMALIES, scores + 50.0, 20.0),
            case(NO_ANOMALIES, scores - 50.0, between),
            case(ONE_SAMPLE, scores[:1] + 9.0, between),
            case(LARGE_SCORES, np.append(scores, [1e6, 4e4]), 3e4),
        ),
    }


def count_cases(secret: str) -> Cases:
    """Return the questions to ``precision_recall``; what is expected is both numbers."""

    def case(kind: Text, y_true: Values, flagged: Values) -> Case:
        says = [score(y_true, flagged, zero_division=0.0) for score in (precision_score, recall_score)]
        expected = certified(anomaly.precision_recall(y_true, flagged), says)
        locked(y_true, flagged)
        return Case(kind, (y_true, flagged), expected)

    def draw(name: str, n: int, *, careful: bool) -> tuple[Values, Values]:
        chance = rng(secret, name)

        def one() -> tuple[Values, Values]:
            y_true = (chance.random(n) < 0.35).astype(np.int64)
            return y_true, np.where(chance.random(n) < 0.3, chance.random(n) < 0.5, y_true == 1)

        def discriminates(drawn: tuple[Values, Values]) -> bool:
            y_true, flagged = drawn[0] == 1, drawn[1]
            hits, alarms, found, n_right = (
                (y_true & flagged).sum(),
                flagged.sum(),
                y_true.sum(),
                (y_true == flagged).sum(),
            )
            rest = (~y_true & ~flagged).sum()
            others = [n_right / n, rest / (~y_true).sum(), rest / (~flagged).sum(), hits / n, 0.5, 1.0]
            shares = [hits / alarms, hits / found, 1 - hits / alarms, 1 - hits / found]
            pairs = [abs(a - b) for i, a in enumerate(shares) for b in [*shares[:i], *others]]
            return bool(hits and min(pairs) > 0.01 and (alarms < found) == careful)

        return data.draw_until(one, discriminates)

    y_true, flagged = draw("counts", 47, careful=False)
    more, marks = draw("more counts", 83, careful=True)
    nothing, everything = np.zeros(12, dtype=np.int64), np.ones(12, dtype=bool)
    some = np.array([0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    return {
        "ordinary": (case(data.ORDINARY, y_true, flagged), case(data.ORDINARY, more, marks)),
        "numbers": (
            case(Text("flagged 是 1 與 0", "flagged is 1 and 0"), y_true.copy(), flagged.astype(np.int64)),
            case(BOOLEAN, more == 1, marks.copy()),
        ),
        "nothing": (case(NOTHING_FLAGGED, some, ~everything), case(NO_ANOMALIES, nothing, some == 1)),
        "extremes": (
            case(ALL_FLAGGED, some.copy(), everything),
            case(ALL_ANOMALIES, nothing + 1, some == 1),
            case(ONE_SAMPLE, np.array([1]), np.array([True])),
        ),
    }


def _says(y_true: Values, scores: Values) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no anomaly, scikit-learn warns and says 0.0
        return float(average_precision_score(y_true, scores))


def average_cases(secret: str) -> Cases:
    """Return the questions to ``average_precision``."""

    def case(kind: Text, y_true: Values, scores: Values) -> Case:
        expected = certified(anomaly.average_precision(y_true, scores), _says(y_true, scores))
        locked(y_true, scores)
        return Case(kind, (y_true, scores), expected)

    def draw(name: str, n: int, share: float, rounded: Callable[[Values], Values] = lambda scores: scores) -> Any:
        chance = rng(secret, name)

        def one() -> tuple[Values, Values]:
            y_true = (chance.random(n) < share).astype(np.int64)
            return y_true, rounded(_drawn_scores(chance, n) + 2.5 * y_true)

        def discriminates(drawn: tuple[Values, Values]) -> bool:
            y_true, scores = drawn
            if y_true.sum() < 4 or y_true[np.argmax(scores)] == 0:
                return False
            right = _says(y_true, scores)
            tied = len(np.unique(scores)) < n
            jitter = [_says(y_true, scores + way * 1e-6 * np.arange(n)) for way in (1, -1)]
            orders = not tied or min(abs(right - one) for one in jitter) > 0.01
            hits = np.cumsum(y_true[np.argsort(-scores, kind="stable")])
            others = [roc_auc_score(y_true, scores), _says(y_true, -scores), hits[y_true.sum() - 1] / y_true.sum()]
            return orders and 0.4 < right < 0.9 and min(abs(right - one) for one in others) > 0.03

        return data.draw_until(one, discriminates)

    y_true, scores = draw("average", 43, 0.3)
    few, far = draw("few anomalies", 90, 0.1)
    tied = draw("ties", 50, 0.3, np.round)
    ranked = np.array([0, 1, 1, 0, 0, 1, 0, 0])
    return {
        "ordinary": (case(data.ORDINARY, y_true, scores), case(Text("異常很少", "few anomalies"), few, far)),
        "ties": (
            case(TIES, *tied),
            case(data.INTEGERS, tied[0].copy(), tied[1].astype(np.int64)),
            case(ALL_EQUAL, y_true.copy(), np.full(len(y_true), 1.5)),
        ),
        "large": (case(LARGE_SCORES, y_true.copy(), 1e5 + 40 * scores), case(NEGATIVE, few.copy(), far - 30.0)),
        "extremes": (
            case(PERFECT, ranked, np.where(ranked == 1, 9.0, 1.0) + 0.1 * np.arange(8)),
            case(ALL_ANOMALIES, np.ones(6, dtype=np.int64), np.arange(6.0)),
            case(BOOLEAN, y_true == 1, scores.copy()),
        ),
        "none": (case(NO_ANOMALIES, np.zeros(9, dtype=np.int64), np.arange(9.0)),),
    }
