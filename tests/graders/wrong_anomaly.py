"""Wrong implementations of the functions of ``07_anomaly_detection``, with switches; they know nothing of the catalogue."""

from __future__ import annotations

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

Mistakes = frozenset[str]


def fit_normal(X, y, n_components, random_state=0, *, mistakes: Mistakes):
    y = np.asarray(y).astype(int)
    normal = X[y == 0]
    if "arguments modified" in mistakes:
        X -= X.mean(axis=0).astype(X.dtype)
        normal = X[y == 0]
    if "unique rows" in mistakes:
        normal = np.unique(np.round(normal), axis=0)
    if "centered" in mistakes:
        normal = normal - normal.mean(axis=0)
    if "anomalies set to zero" in mistakes:
        normal = X * (y == 0)[:, None]
    if "one anomaly slips in" in mistakes and y.any():
        normal = np.vstack([normal, X[y == 1][:1]])
    if "outliers trimmed" in mistakes:
        far = np.abs(normal - normal.mean(axis=0)).max(axis=1)
        normal = normal[far <= np.quantile(far, 0.9)]
    if "every other" in mistakes:
        normal = normal[::2]
    if "last rows" in mistakes:
        normal = X[len(X) - len(normal) :]
    if "anomalies doubled" in mistakes:
        normal = np.vstack([X, X[y == 1]])
    kind = "spherical" if "spherical" in mistakes else "full"
    state = random_state + 1 if "state shifted" in mistakes else random_state
    K = 2 if "two components" in mistakes else max(n_components - 1, 1) if "one too few" in mistakes else n_components
    ridge = 0.5 if "large ridge" in mistakes else 1e-6
    most = 1 if "one step" in mistakes else 100
    if "Bayesian" in mistakes:
        model = BayesianGaussianMixture(K, random_state=state).fit(normal)
    else:
        model = GaussianMixture(
            K,
            covariance_type=kind,
            random_state=state,
            reg_covar=ridge,
            max_iter=most,
            init_params="random" if "one step" in mistakes else "kmeans",
        ).fit(normal)
    weights, means, covariances = model.weights_, model.means_, model.covariances_
    if "equal weights" in mistakes:
        weights = np.full(len(weights), 1 / len(weights))
    if "counts" in mistakes:
        weights = weights * len(normal)
    if "deviations" in mistakes:
        covariances = np.sqrt(np.abs(covariances))
    if "sorted means" in mistakes:
        means = means[::-1]
        weights = weights * np.linspace(0.9, 1.1, len(weights)) if len(weights) > 1 else weights / 2
    if "weights only" in mistakes:
        return weights
    if "a dict" in mistakes:
        return {"weights": weights, "means": means, "covariances": covariances}
    if "transposed means" in mistakes:
        means = means.T
    return weights, means, covariances


def anomaly_scores(X, weights, means, covariances, *, mistakes: Mistakes):
    n, d = len(X), X.shape[1]
    if "arguments modified" in mistakes:
        covariances *= 1.0 + 1e-3
    if "integers truncated" in mistakes:
        means = means.astype(X.dtype)
    if "identity covariances" in mistakes:
        covariances = np.stack([np.eye(d)] * len(weights))
    if "shared covariance" in mistakes:
        covariances = np.stack([np.average(covariances, axis=0, weights=weights)] * len(weights))
    if "ridge" in mistakes:
        covariances = covariances + 1e-3 * np.eye(d)
    if "one Gaussian" in mistakes:
        mean = weights @ means
        covariances = np.stack([np.average(covariances, axis=0, weights=weights)])
        means, weights = mean[None], np.ones(1)
    logs = np.column_stack(
        [np.atleast_1d(multivariate_normal.logpdf(X, m, c)) for m, c in zip(means, covariances, strict=True)]
    )
    scores = -logsumexp(logs, axis=1, b=weights)
    if "weights squared" in mistakes:
        scores = -logsumexp(logs, axis=1, b=weights**2)
    if "weights after the log" in mistakes:
        scores = -(logs @ weights)
    if "largest weight only" in mistakes:
        scores = -logs[:, np.argmax(weights)]
    if "smallest density" in mistakes:
        scores = -logs.min(axis=1)
    if "wrong axis" in mistakes:
        scores = -logsumexp(logs, axis=0)
    if "two pi forgotten" in mistakes:
        scores = scores - 0.5 * d * np.log(2 * np.pi)
    if "doubled" in mistakes:
        scores = 2 * scores
    if "clipped at zero" in mistakes:
        scores = np.maximum(scores, 0.0)
    if "clipped far away" in mistakes:
        scores = np.minimum(scores, 700.0)
    if "absolute" in mistakes:
        scores = np.abs(scores)
    if "ranks" in mistakes:
        scores = scores.argsort().argsort().astype(float)
    if "per feature" in mistakes:
        scores = scores / d
    if "entropy of responsibilities" in mistakes:
        joint = np.log(np.maximum(weights, 1e-300)) + logs
        resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
        scores = -np.sum(resp * np.log(resp + 1e-300), axis=1)
    if "NaN replaced" in mistakes:
        with np.errstate(all="ignore"):
            scores = np.nan_to_num(-np.log(np.exp(-scores)), posinf=0.0)
    if "sorted" in mistakes:
        scores = np.sort(scores)
    if "zeros" in mistakes:
        scores = np.zeros(n)
    if "mean" in mistakes:
        scores = np.full(n, scores.mean())
    if "a column" in mistakes:
        scores = scores[:, None]
    if "float32" in mistakes:
        scores = scores.astype(np.float16)
    return scores


def choose_threshold(train_scores, fraction, *, mistakes: Mistakes):
    scores = np.asarray(train_scores)
    if "arguments modified" in mistakes:
        train_scores[::-1].sort()
    ordered, n = np.sort(scores), len(scores)
    if "far off in rank" in mistakes:
        return float(ordered[max(n - 4 - int(fraction * n), 0)])
    if "sorted downwards" in mistakes:
        return float(ordered[::-1][min(int((1 - fraction) * n), n - 1)])
    if "median" in mistakes:
        return float(np.median(scores))
    if "median and deviations" in mistakes:
        return float(np.median(scores) + 3 * np.median(np.abs(scores - np.median(scores))))
    if "box plot" in mistakes:
        low, high = np.quantile(scores, [0.25, 0.75])
        return float(high + 1.5 * (high - low))
    if "squared share" in mistakes:
        return float(np.quantile(scores, (1 - fraction) ** 2))
    if "rounded" in mistakes:
        return float(np.round(np.quantile(scores, 1 - fraction)))
    if "a little above the largest" in mistakes:
        return float(scores.max() + 1e-3)
    if "double the fraction" in mistakes:
        return float(np.quantile(scores, max(1 - 2 * fraction, 0)))
    if "absolute scores" in mistakes:
        return float(np.quantile(np.abs(scores), 1 - fraction))
    if "positive scores only" in mistakes:
        return float(np.quantile(scores[scores > 0], 1 - fraction))
    if "all flagged scores" in mistakes:
        return scores[scores > np.quantile(scores, 1 - fraction)]
    if "share of the sum" in mistakes:
        return float(ordered[min(np.searchsorted(np.cumsum(ordered), (1 - fraction) * ordered.sum()), n - 1)])
    if "exponential tail" in mistakes:
        return float(scores.mean() - np.log(max(fraction, 1e-9)) * scores.std())
    if "a count" in mistakes:
        return int(np.ceil(fraction * n))
    if "NaN" in mistakes:
        return float("nan")
    if "infinite" in mistakes:
        return float("inf")
    if "a list" in mistakes:
        return [float(np.quantile(scores, 1 - fraction))]
    return float(np.quantile(scores, 1 - fraction))


def detect(scores, threshold, *, mistakes: Mistakes):
    flagged = scores > threshold
    if "arguments modified" in mistakes:
        scores[flagged] = threshold
    if "rounded scores" in mistakes:
        flagged = np.round(scores) > round(threshold)
    if "whole numbers" in mistakes:
        flagged = scores.astype(int) > int(threshold)
    if "nearly equal counts" in mistakes:
        flagged = (scores > threshold) | np.isclose(scores, threshold)
    if "share of the largest" in mistakes:
        flagged = scores > threshold * scores.max()
    if "deviations" in mistakes:
        flagged = scores > scores.mean() + threshold * scores.std()
    if "only the largest" in mistakes:
        flagged = scores == scores.max()
    if "at least one" in mistakes and not flagged.any():
        flagged = scores == scores.max()
    if "never all" in mistakes and flagged.all() and len(scores) > 1:
        flagged = scores > np.median(scores)
    if "squares" in mistakes:
        flagged = scores**2 > threshold**2
    if "always" in mistakes:
        flagged = np.ones(len(scores), dtype=bool)
    if "never" in mistakes:
        flagged = np.zeros(len(scores), dtype=bool)
    if "sorted" in mistakes:
        flagged = np.sort(flagged)
    if "reversed" in mistakes:
        flagged = flagged[::-1]
    if "words" in mistakes:
        return ["anomaly" if one else "normal" for one in flagged]
    if "any" in mistakes:
        return bool(flagged.any())
    if "distance" in mistakes:
        return scores - threshold
    if "a column" in mistakes:
        return flagged[:, None]
    if "two results" in mistakes:
        return flagged, scores
    return flagged


def precision_recall(y_true, flagged, *, mistakes: Mistakes):
    truth, alarm = np.asarray(y_true) == 1, np.asarray(flagged) == 1
    if "arguments modified" in mistakes:
        flagged[...] = np.asarray(y_true) == 1
    tp, fp, fn, tn = (
        int(np.sum(a & b)) for a, b in ((truth, alarm), (~truth, alarm), (truth, ~alarm), (~truth, ~alarm))
    )
    over = lambda part, whole: part / whole if whole else 0.0  # noqa: E731  shorter than a function
    precision, recall = over(tp, tp + fp), over(tp, tp + fn)
    if "both by all anomalies" in mistakes:
        precision = recall
    if "jaccard" in mistakes:
        precision = over(tp, tp + fp + fn)
    if "misses for false alarms" in mistakes:
        precision, recall = over(tp, tp + fn + fp), over(tp, tp + fp)
    if "true negatives for hits" in mistakes:
        precision, recall = over(tn, tn + fn), over(tn, tn + fp)
    if "macro average" in mistakes:
        precision, recall = (precision + over(tn, tn + fn)) / 2, (recall + over(tn, tn + fp)) / 2
    if "odds" in mistakes:
        precision, recall = over(tp, fp), over(tp, fn)
    if "smoothed" in mistakes:
        precision, recall = (tp + 1) / (tp + fp + 2), (tp + 1) / (tp + fn + 2)
    if "epsilon" in mistakes:
        precision, recall = tp / (tp + fp + 1e-3), tp / (tp + fn + 1e-3)
    if "rounded" in mistakes:
        precision, recall = round(precision, 2), round(recall, 2)
    if "whole division" in mistakes:
        precision, recall = over(tp, tp + fp) // 1, over(tp, tp + fn) // 1
    if "percent" in mistakes:
        precision, recall = 100 * precision, 100 * recall
    if "one without alarms" in mistakes and not alarm.any():
        precision = 1.0
    if "one without anomalies" in mistakes and not truth.any():
        recall = 1.0
    if "both zero together" in mistakes and not (alarm.any() and truth.any()):
        precision, recall = np.nan, np.nan
    if "balanced" in mistakes:
        recall = (recall + over(tn, tn + fp)) / 2
    if "minimum" in mistakes:
        precision = recall = min(precision, recall)
    if "three results" in mistakes:
        return precision, recall, over(2 * tp, 2 * tp + fp + fn)
    if "a dict" in mistakes:
        return {"precision": precision, "recall": recall}
    if "text" in mistakes:
        return str(precision), str(recall)
    if "constant" in mistakes:
        return 0.0, 0.0
    return precision, recall


def average_precision(y_true, scores, *, mistakes: Mistakes):
    y = np.asarray(y_true).astype(int)
    if "arguments modified" in mistakes:
        scores -= scores.min()
    if not y.any():
        return 0.5 if "a half without anomalies" in mistakes else 0.0
    if "absolute scores" in mistakes:
        scores = np.abs(scores)
    if "rounded scores" in mistakes:
        scores = np.round(scores)
    if "flags for scores" in mistakes:
        scores = (scores > np.median(scores)).astype(float)
    if "ties in favour" in mistakes:
        scores = scores + 1e-7 * y
    if "last sample forgotten" in mistakes:
        y, scores = y[:-1], np.asarray(scores)[:-1]
    if "exponentials" in mistakes:
        with np.errstate(all="ignore"):
            scores = np.nan_to_num(1 / (1 + np.exp(-np.asarray(scores, dtype=float))))
    precision, recall, _ = precision_recall_curve(y, scores)
    if "maximum precision" in mistakes:
        return float(precision[:-1].max())
    if "last precision" in mistakes:
        return float(precision[0])
    if "median of precisions" in mistakes:
        return float(np.median(precision))
    if "mean of recalls" in mistakes:
        return float(recall[:-1].mean())
    if "left heights" in mistakes:
        return float(-np.sum(np.diff(recall) * precision[1:]))
    if "negative" in mistakes:
        return float(np.sum(np.diff(recall) * precision[:-1]))
    if "f-scores averaged" in mistakes:
        return float(np.mean(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
    if "minus the share of anomalies" in mistakes:
        return float(average_precision_score(y, scores) - y.mean())
    if "both classes" in mistakes:
        other = average_precision_score(1 - y, -np.asarray(scores)) if not y.all() else 0.0
        return float((average_precision_score(y, scores) + other) / 2)
    if "top ten only" in mistakes:
        order = np.argsort(-np.asarray(scores), kind="stable")[:10]
        return float(y[order].mean())
    if "rounded" in mistakes:
        return round(float(average_precision_score(y, scores)), 2)
    if "the curve" in mistakes:
        return precision, recall
    if "share of anomalies" in mistakes:
        return float(y.mean())
    if "one" in mistakes:
        return 1.0
    return float(average_precision_score(y, scores))


TABLE: dict[str, tuple[str, ...]] = {
    "fit_normal": (
        "arguments modified", "unique rows", "centered", "anomalies set to zero", "one anomaly slips in",
        "outliers trimmed", "every other", "last rows", "anomalies doubled", "spherical", "state shifted",
        "two components", "one too few", "large ridge", "one step", "Bayesian", "equal weights", "counts", "deviations",
        "sorted means", "weights only", "a dict", "transposed means",
    ),
    "anomaly_scores": (
        "arguments modified", "integers truncated", "identity covariances", "shared covariance", "ridge", "one Gaussian",
        "weights squared", "weights after the log", "largest weight only", "smallest density", "wrong axis",
        "two pi forgotten", "doubled", "clipped at zero", "clipped far away", "absolute", "ranks", "per feature",
        "entropy of responsibilities", "NaN replaced", "sorted", "zeros", "mean", "a column", "float32",
    ),
    "choose_threshold": (
        "arguments modified", "far off in rank", "sorted downwards", "median", "median and deviations", "box plot",
        "squared share", "rounded", "a little above the largest", "double the fraction", "absolute scores",
        "positive scores only", "all flagged scores", "share of the sum", "exponential tail", "a count", "NaN", "infinite",
        "a list",
    ),
    "detect": (
        "arguments modified", "rounded scores", "whole numbers", "nearly equal counts", "share of the largest",
        "deviations", "only the largest", "at least one", "never all", "squares", "always", "never", "sorted", "reversed",
        "words", "any", "distance", "a column", "two results",
    ),
    "precision_recall": (
        "arguments modified", "both by all anomalies", "jaccard", "misses for false alarms", "true negatives for hits",
        "macro average", "odds", "smoothed", "epsilon", "rounded", "whole division", "percent", "one without alarms",
        "one without anomalies", "both zero together", "balanced", "minimum", "three results", "a dict", "text", "constant",
    ),
    "average_precision": (
        "arguments modified", "a half without anomalies", "absolute scores", "rounded scores", "flags for scores",
        "ties in favour", "last sample forgotten", "exponentials", "maximum precision", "last precision",
        "median of precisions", "mean of recalls", "left heights", "negative", "f-scores averaged",
        "minus the share of anomalies", "both classes", "top ten only", "rounded", "the curve", "share of anomalies", "one",
    ),
}  # fmt: skip
