"""The density of a Gaussian mixture, with switches for mistakes."""

from functools import lru_cache

import numpy as np

MOST_KEPT = 1000  # numbers in the samples of a question whose densities are kept
LOG_2PI = np.log(2 * np.pi)
# the switches of log_gaussian that the functions built on it share
DENSITY = frozenset({
    "two-pi-power", "two-pi-missing", "two-pi-not-rooted", "half-left-out", "exponent-positive", "covariance-not-inverted",
    "determinant-missing", "determinant-not-rooted", "determinant-inverted", "deviation-for-variance", "diagonal-only",
    "one-variance", "covariance-ignored", "normaliser-missing", "two-pi-misplaced", "determinant-not-logged",
    "cholesky-not-doubled", "cholesky-misused",
})  # fmt: skip
SEEN_IN_JOINT = "weights-", "one-mean", "one-covariance"  # what begins like this changes log_joint too


def log_sum_exp(values, axis=None, keepdims=False):
    """Return the logarithm of a sum, as scipy.special.logsumexp does, in a tenth of its time."""
    top = np.max(values, axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    total = np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top
    return total if keepdims else np.squeeze(total, axis=axis)[()]


def log_gaussian(X, mean, cov, *, mistakes):
    """Return log N(x | mean, cov) of each sample."""
    cov, scatter = misread_covariance(np.asarray(cov, dtype=float), mistakes)
    n, d = len(X), X.shape[1]
    integers = X.dtype.kind == "i"
    if "arguments-modified" in mistakes and not integers:
        X -= mean
        difference = X
    elif "mean-ignored" in mistakes:
        difference = np.array(X, dtype=float)
    elif mistakes.get("integer-truncation") == "difference" and integers:
        difference = (X - mean).astype(X.dtype)
    elif mistakes.get("integer-truncation") == "mean" and integers:
        difference = X - mean.astype(X.dtype)
    else:
        difference = X - mean
    lower = np.linalg.cholesky(scatter) if "cholesky-misused" in mistakes else None
    inverse = scatter if "covariance-not-inverted" in mistakes else np.linalg.inv(scatter)
    squared = np.einsum("ni,ij,nj->n", difference, inverse, difference)
    if "cholesky-misused" in mistakes:
        way = mistakes["cholesky-misused"]
        halves = difference / np.diag(lower) if way == "diagonal" else difference @ np.linalg.inv(lower)
        squared = (halves**2).sum(axis=1)
    if "pairwise-matrix" in mistakes:
        squared = difference @ inverse @ difference.T
    if "distance-not-squared" in mistakes:
        squared = np.sqrt(squared)
    log_det = np.linalg.slogdet(cov)[1]
    if mistakes.get("diagonal-only") == "determinant":
        log_det = np.log(np.diag(cov)).sum()
    factors = {
        "determinant-missing": 0.0,
        "determinant-not-rooted": 2.0,
        "determinant-inverted": -1.0,
        "cholesky-not-doubled": 0.5,
    }
    for name, factor in factors.items():
        log_det *= factor if name in mistakes else 1.0
    if "determinant-not-logged" in mistakes:
        log_det = np.exp(log_det)
    powers = {"1": 1, "2": 2, "n": n, "d/2": d / 2, None: 1}
    power = powers[mistakes["two-pi-power"]] if "two-pi-power" in mistakes else d
    power = 2 * power if "two-pi-not-rooted" in mistakes else power
    power = 0 if "two-pi-missing" in mistakes else power
    log_2pi = {None: LOG_2PI, "pi": np.log(np.pi), "bracket": np.log(np.pi) + np.log(2) / d}[
        mistakes.get("two-pi-misplaced")
    ]
    factor = 2.0 if "half-left-out" in mistakes else 1.0
    factor = -factor if "exponent-positive" in mistakes else factor
    normaliser = 0.0 if "normaliser-missing" in mistakes else power * log_2pi + log_det
    result = -0.5 * (factor * squared + normaliser)
    if mistakes.get("half-left-out") == "everywhere":
        result = -0.5 * (squared + normaliser) * 2
    if "sign-reversed" in mistakes:
        result = -result
    if "density-space" in mistakes:
        result = log_of_density(result, mistakes["density-space"])
    if "density-returned" in mistakes:
        result = np.exp(result)
    if "log-base" in mistakes:
        result = result / np.log(mistakes["log-base"])
    if mistakes.get("integer-truncation") == "result" and integers:
        result = result.astype(X.dtype)
    return result.sum() if "samples-summed" in mistakes else result


def misread_covariance(cov, mistakes):
    """Return the covariance as the determinant and as the distance take it."""
    d = len(cov)
    if "diagonal-only" in mistakes and mistakes["diagonal-only"] is None:
        cov = np.diag(np.diag(cov))
    if "one-variance" in mistakes:
        first = mistakes["one-variance"] == "first"
        cov = np.eye(d) * (cov[0, 0] if first else np.trace(cov) / d)
    if "covariance-ignored" in mistakes:
        return (cov if mistakes["covariance-ignored"] == "distance" else np.eye(d)), np.eye(d)
    if "deviation-for-variance" not in mistakes:
        return cov, cov
    variances, axes = np.linalg.eigh(cov)
    way = mistakes["deviation-for-variance"]
    if way == "distance only":
        return cov, cov @ cov
    other = {
        "squared": cov @ cov,
        "rooted": (axes * np.sqrt(np.abs(variances))) @ axes.T,
        "entries squared": cov**2,
        "diagonal squared": np.diag(np.diag(cov) ** 2),
        "diagonal rooted": np.diag(np.sqrt(np.abs(np.diag(cov)))),
    }[way]
    return other, other


def log_of_density(log_density, floor):
    """Return the logarithm of the density itself, which underflows; ``floor`` is what is added against that."""
    density = np.exp(log_density)
    if floor is None:
        return np.log(density)
    if floor == "nan_to_num":
        return np.nan_to_num(np.log(density))
    if floor == "dropped":
        return np.where(density > 0, log_density, 0.0)
    return np.log(np.maximum(density, -floor)) if floor < 0 else np.log(density + floor)


def log_joint(X, weights, means, covariances, *, mistakes):
    """Return log π_k N(x | μ_k, Σ_k), one column for each component.

    Most candidates of a fit walk the same path, and each needs every point of it twice: the last ones are kept.
    """
    arrays = X, weights, means, covariances
    plain = all(isinstance(part, np.ndarray) for part in arrays)
    if not plain or X.size > MOST_KEPT or "arguments-modified" in mistakes:
        return _log_joint(*arrays, mistakes)
    described = tuple((part.tobytes(), part.shape, part.dtype.str) for part in arrays)
    seen = sorted((name, size) for name, size in mistakes.items() if name in DENSITY or name.startswith(SEEN_IN_JOINT))
    return _kept_log_joint(described, tuple(seen)).copy()


@lru_cache(maxsize=256)
def _kept_log_joint(described, mistakes):
    arrays = [np.frombuffer(data, dtype).reshape(shape) for data, shape, dtype in described]
    return _log_joint(*arrays, dict(mistakes))


def _log_joint(X, weights, means, covariances, mistakes):
    K = len(weights)
    if "arguments-modified" in mistakes and mistakes["arguments-modified"] is None:
        weights /= 2
        weights = 2 * weights
    if "one-covariance" in mistakes:
        same = mistakes["one-covariance"]
        covariances = np.stack([covariances.mean(axis=0) if same == "mean" else covariances[same]] * K)
    if "one-mean" in mistakes:
        means = np.stack([means[mistakes["one-mean"]]] * K)
    inner = {name: size for name, size in mistakes.items() if name in DENSITY}
    drifts = mistakes.get("arguments-modified") == "drift" and X.dtype.kind == "f"
    columns = []
    for k in range(K):
        columns.append(log_gaussian(X, means[k], covariances[k], mistakes=inner))
        if drifts:
            X -= means[k]
    joint = np.column_stack(columns)
    if "weights-forgotten" in mistakes:
        return joint - np.log(K) if mistakes["weights-forgotten"] == "uniform" else joint
    if "weights-unlogged" in mistakes:
        return joint + weights
    if "weights-times-log" in mistakes:
        return joint * weights
    if "weights-twice" in mistakes:
        weights = weights**2
    if "weights-log-base" in mistakes:
        return joint + np.log(weights) / np.log(mistakes["weights-log-base"])
    if "weights-rooted" in mistakes:
        weights = np.sqrt(weights)
    if "weights-reversed" in mistakes:
        weights = weights[::-1]
    return np.log(weights) + joint


def responsibilities_from(joint):
    """Return the responsibilities of a log-joint."""
    return np.exp(joint - log_sum_exp(joint, axis=1, keepdims=True))


def log_mixture(X, weights, means, covariances, *, mistakes):
    """Return log p(x) of each sample."""
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    result = log_of_sum(joint, weights, mistakes)
    if "log-base" in mistakes:
        result = result / np.log(mistakes["log-base"])
    if "density-returned" in mistakes:
        result = np.exp(result)
    if "sign-reversed" in mistakes:
        result = -result
    return result.sum() if "samples-summed" in mistakes else result


def log_of_sum(joint, weights, mistakes):
    """Return the logarithm of the sum over components, sample by sample."""
    plain = joint - np.log(weights)
    if "sum-of-logs" in mistakes:
        return {"weighted": weights * plain, "joint": joint, "plain": plain}[mistakes["sum-of-logs"]].sum(axis=1)
    if "maximum-for-sum" in mistakes:
        return joint.max(axis=1)
    if "one-component-only" in mistakes:
        return joint[:, mistakes["one-component-only"]]
    if "component-dropped" in mistakes:
        return log_sum_exp(np.delete(joint, mistakes["component-dropped"], axis=1), axis=1)
    if "whole-matrix-maximum" in mistakes:
        return joint.max() + np.log(np.exp(joint - joint.max()).sum(axis=1))
    if mistakes.get("maximum-not-added-back") == "weights outside":
        return np.log(np.exp(plain - plain.max(axis=1, keepdims=True)) @ weights)
    if "maximum-not-added-back" in mistakes:
        return np.log(np.exp(joint - joint.max(axis=1, keepdims=True)).sum(axis=1))
    if "wrong-axis" in mistakes:
        return log_sum_exp(joint, axis=0)
    if "zero-log-zero" in mistakes:
        resp = responsibilities_from(joint)
        return (resp * (joint - np.log(resp))).sum(axis=1)
    if "complete-data" in mistakes:
        return (responsibilities_from(joint) * joint).sum(axis=1)
    result = log_sum_exp(joint, axis=1)
    if "density-space" in mistakes:
        result = log_of_density(result, mistakes["density-space"])
    return result


def log_likelihood(X, weights, means, covariances, *, mistakes):
    """Return the log-likelihood of all samples."""
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    per_sample = log_of_sum(joint, weights, mistakes)
    if "sample-dropped" in mistakes:
        per_sample = np.delete(per_sample, mistakes["sample-dropped"])
    if "log-of-total" in mistakes:
        return float(log_sum_exp(per_sample))
    if "likelihood-of-product" in mistakes:
        return float(np.log(np.prod(np.exp(per_sample))))
    if "likelihood-returned" in mistakes:
        return float(np.exp(per_sample.sum()))
    if "densities-summed" in mistakes:
        return float(np.exp(per_sample).sum())
    if "samples-not-summed" in mistakes:
        return per_sample
    if "first-sample-only" in mistakes:
        return float(per_sample[0])
    total = per_sample.mean() if "mean-for-sum" in mistakes else per_sample.sum()
    total *= mistakes.get("factor-on-likelihood", 1.0)
    return float(total / np.log(mistakes.get("log-base", np.e)))
