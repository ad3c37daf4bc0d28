"""Scores, thresholds and how to judge them, with switches for mistakes."""

import numpy as np

from autograder.graders.misconceptions.wrong.density import log_joint, log_sum_exp


def anomaly_scores(X, weights, means, covariances, *, mistakes):
    """Return minus the log-density of each sample."""
    inner = {"arguments-modified": None} if "arguments-modified" in mistakes else {}
    if "score-weights-forgotten" in mistakes:
        inner["weights-forgotten"] = mistakes["score-weights-forgotten"]
    X = np.array(X) if not inner else X
    if "score-diagonal-only" in mistakes:
        covariances = np.array([np.diag(np.diag(cov)) for cov in covariances])
    if "score-euclidean" in mistakes:
        distances = np.linalg.norm(X[:, None, :] - means, axis=2)
        return distances.min(axis=1) if mistakes["score-euclidean"] is None else distances.min(axis=1) ** 2
    if "score-mahalanobis" in mistakes:
        way = mistakes["score-mahalanobis"]
        squared = np.array(
            [
                np.einsum("ni,ij,nj->n", X - mean, np.linalg.inv(cov), X - mean)
                for mean, cov in zip(means, covariances, strict=True)
            ]
        ).min(axis=0)
        return np.sqrt(squared) if way is None else squared
    joint = log_joint(X, weights, means, covariances, mistakes=inner)
    log_density = log_sum_exp(joint, axis=1)
    if "responsibility-for-density" in mistakes:
        resp = np.exp(joint - log_density[:, None])
        return -np.log(resp.max(axis=1)) if mistakes["responsibility-for-density"] else 1 - resp.max(axis=1)
    if "score-of-nearest-component" in mistakes:
        log_density = joint.max(axis=1)
    if "score-sum-of-logs" in mistakes:
        log_density = joint.sum(axis=1)
    if "score-expected-log" in mistakes:
        log_density = (np.exp(joint - log_density[:, None]) * joint).sum(axis=1)
    if "score-underflows" in mistakes:
        floor = mistakes["score-underflows"]
        log_density = np.log(np.exp(log_density) + (0.0 if floor is None else floor))
    if "score-log-base" in mistakes:
        log_density = log_density / np.log(mistakes["score-log-base"])
    scores = -log_density
    if "density-for-score" in mistakes:
        way = mistakes["density-for-score"]
        scores = {None: -np.exp(log_density), "one minus": 1 - np.exp(log_density), "one over": np.exp(-log_density)}[
            way
        ]
    if "score-sign" in mistakes:
        scores = -scores
    if "scores-of-this-set" in mistakes:
        low, high = scores.min(), scores.max()
        scores = (scores - low) / (high - low) if mistakes["scores-of-this-set"] is None else scores - scores.mean()
    return scores.sum() if "scores-summed" in mistakes else scores


def choose_threshold(train_scores, fraction, *, mistakes):
    """Return the quantile."""
    n, position = len(train_scores), 1 - fraction
    if "arguments-modified" in mistakes:
        train_scores.sort()
    if "two-sided-fraction" in mistakes:
        position = 1 - fraction / 2
    if "fraction-of-the-lowest" in mistakes:
        position = 1 - position
    if "percent-for-fraction" in mistakes:
        position = position / 100
    if "always-five-percent" in mistakes:
        position = 1 - mistakes["always-five-percent"]
    if "largest-score" in mistakes:
        return float(np.max(train_scores))
    if "mean-and-deviations" in mistakes:
        return float(train_scores.mean() + mistakes["mean-and-deviations"] * train_scores.std())
    if "scores-taken-as-gaussian" in mistakes:
        from scipy.stats import norm

        return float(train_scores.mean() + norm.ppf(position) * train_scores.std())
    if "share-of-the-range" in mistakes:
        low = np.min(train_scores) if mistakes["share-of-the-range"] is None else 0.0
        return float(low + position * (np.max(train_scores) - low))
    if "unsorted-scores" in mistakes:
        return float(train_scores[min(int(position * n), n - 1)])
    if "rank-for-threshold" in mistakes:
        return position * n if mistakes["rank-for-threshold"] is None else position
    threshold = np.quantile(train_scores, position)
    if "mean-of-the-flagged" in mistakes:
        above = train_scores[train_scores >= threshold]
        return float(above.mean())
    if "threshold-of-densities" in mistakes:
        return float(-threshold if mistakes["threshold-of-densities"] is None else np.exp(-threshold))
    return float(threshold)


def detect(scores, threshold, *, mistakes):
    """Return what lies above the threshold."""
    if "arguments-modified" in mistakes:
        scores -= threshold
        threshold = 0.0
    if "size-of-score" in mistakes:
        scores = np.abs(scores)
    if "threshold-of-these-scores" in mistakes:
        threshold = np.quantile(scores, mistakes["threshold-of-these-scores"] or 0.95)
    if "threshold-ignored" in mistakes:
        threshold = mistakes["threshold-ignored"] or 0.0
    flagged = scores >= threshold if "equal-is-flagged" in mistakes else scores > threshold
    if "below-is-flagged" in mistakes:
        flagged = scores < threshold if mistakes["below-is-flagged"] is None else ~flagged
    if "density-is-meant" in mistakes:
        flagged = -scores < threshold if mistakes["density-is-meant"] is None else np.exp(-scores) < threshold
    if "indices-for-flags" in mistakes:
        return np.flatnonzero(flagged)
    if "scores-for-flags" in mistakes:
        return scores[flagged] if mistakes["scores-for-flags"] is None else np.where(flagged, scores, 0.0)
    if "count-for-flags" in mistakes:
        return int(flagged.sum()) if mistakes["count-for-flags"] is None else float(flagged.mean())
    if "minus-one-for-anomaly" in mistakes:
        return np.where(flagged, -1, 1) if mistakes["minus-one-for-anomaly"] is None else np.where(flagged, 1, -1)
    return flagged


def ratio(part, whole, empty):
    """Return the ratio, and what is agreed on for an empty denominator."""
    return float(part / whole) if whole else empty


def precision_recall(y_true, flagged, *, mistakes):
    """Return precision and recall."""
    positive, alarm = np.asarray(y_true).astype(bool), np.asarray(flagged).astype(bool)
    if "arguments-modified" in mistakes:
        y_true[...] = 0
    if "normal-is-positive" in mistakes:
        positive, alarm = ~positive, ~alarm
    empty = float(mistakes.get("zero-by-zero", 0.0))
    n, hits = len(positive), int((positive & alarm).sum())
    false_alarms, misses = int((~positive & alarm).sum()), int((positive & ~alarm).sum())
    rest = n - hits - false_alarms - misses
    precision, recall = ratio(hits, hits + false_alarms, empty), ratio(hits, hits + misses, empty)
    if "accuracy-for-precision" in mistakes:
        precision = (hits + rest) / n
    if "accuracy-for-recall" in mistakes:
        recall = (hits + rest) / n
    if "false-alarms-over-alarms" in mistakes:
        precision = ratio(false_alarms, hits + false_alarms, empty)
    if "false-alarm-rate" in mistakes:
        rate = ratio(false_alarms, false_alarms + rest, empty)
        precision = rate if mistakes["false-alarm-rate"] is None else 1 - rate
    if "specificity-for-recall" in mistakes:
        recall = ratio(rest, false_alarms + rest, empty)
    if "missed-for-recall" in mistakes:
        recall = ratio(misses, hits + misses, empty)
    if "share-of-everything" in mistakes:
        precision = recall = hits / n
    if "hits-not-divided" in mistakes:
        precision = recall = float(hits)
    if "precision-for-both" in mistakes:
        recall = precision
    if "f-score-for-both" in mistakes:
        return ratio(2 * precision * recall, precision + recall, empty)
    if "recall-first" in mistakes:
        return recall, precision
    return precision, recall


def average_precision(y_true, scores, *, mistakes):
    """Return the average precision."""
    positive, scores = np.asarray(y_true).astype(int), np.asarray(scores)
    if "arguments-modified" in mistakes:
        scores.sort()
        scores = scores.copy()
    if "normal-is-positive" in mistakes:
        positive = 1 - positive
    if "low-scores-first" in mistakes:
        scores = -scores
    n, found = len(positive), int(positive.sum())
    if found == 0:
        return float(mistakes.get("no-anomalies", 0.0))
    if "roc-for-precision" in mistakes:
        if found == n:
            return 0.0
        pairs = scores[positive == 1][:, None] - scores[positive == 0]
        return float(np.mean((pairs > 0) + 0.5 * (pairs == 0)))
    order = np.argsort(-scores, kind="stable")
    if "scores-not-sorted" in mistakes:
        order = np.arange(n)
    ranked, hits = scores[order], np.cumsum(positive[order])
    last = np.append(ranked[1:] != ranked[:-1], True)
    if "ties-one-by-one" in mistakes or "scores-not-sorted" in mistakes:
        last = np.ones(n, dtype=bool)
    alarms = np.arange(1, n + 1)
    if "precision-at-the-number-of-anomalies" in mistakes:
        return float(hits[found - 1] / found)
    precision, recall = (hits / alarms)[last], (hits / found)[last]
    if "best-f-for-average" in mistakes:
        return float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-12)))
    if "plain-mean-of-precisions" in mistakes:
        return float(precision.mean())
    if "trapezoids" in mistakes:
        heights, edges = np.append(1.0, precision), np.append(0.0, recall)
        return float(np.sum(np.diff(edges) * (heights[1:] + heights[:-1]) / 2))
    if "precision-interpolated" in mistakes:
        best = np.maximum.accumulate(precision[::-1])[::-1]
        if mistakes["precision-interpolated"] == 11:
            levels = [best[recall >= level - 1e-12].max(initial=0.0) for level in np.linspace(0, 1, 11)]
            return float(np.mean(levels))
        precision = best
    if "divided-by-all" in mistakes:
        recall = recall * found / n
    steps = np.diff(recall, prepend=recall[0] if "first-step-left-out" in mistakes else 0.0)
    if "precision-one-too-early" in mistakes:
        precision = np.append(1.0, precision[:-1])
    return float(np.sum(steps * precision))
