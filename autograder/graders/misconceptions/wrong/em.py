"""E-step, M-step and the loop around them, with switches for mistakes."""

import numpy as np

from autograder.graders.misconceptions.wrong.density import DENSITY, log_joint, log_likelihood, log_sum_exp

MOST_STEPS = 400  # a loop that never stops is stopped here; in a notebook it goes on
E_STEP = DENSITY | {"weights-forgotten", "weights-twice", "density-space", "hard-assignment", "whole-matrix-maximum"}
M_STEP = {
    "divided-by-n", "count-minus-one", "around-global-mean", "around-zero", "no-outer-product", "covariance-not-weighted",
    "ridge-on-diagonal", "ridge-on-every-entry", "tied-covariance", "weights-left-as-counts", "means-not-weighted",
    "integer-truncation",
}  # fmt: skip
LIKELIHOOD = DENSITY | {
    "mean-for-sum",
    "log-base",
    "factor-on-likelihood",
    "sum-of-logs",
    "maximum-for-sum",
    "log-of-total",
}


def some(mistakes, names):
    """Return the mistakes of the given names."""
    return {name: size for name, size in mistakes.items() if name in names}


def e_step(X, weights, means, covariances, *, mistakes):
    """Return the responsibilities."""
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    K = len(weights)
    log_resp = joint - log_sum_exp(joint, axis=1, keepdims=True)
    if "wrong-axis" in mistakes:
        resp = np.exp(joint - log_sum_exp(joint, axis=0, keepdims=True))
    elif "grand-total" in mistakes:
        resp = np.exp(joint - log_sum_exp(joint))
    elif "not-normalised" in mistakes:
        resp = np.exp(joint)
    elif "density-space" in mistakes:
        resp = shares_of_densities(np.exp(joint), mistakes["density-space"])
    elif "epsilon-in-denominator" in mistakes:
        densities = np.exp(joint)
        resp = densities / (densities.sum(axis=1, keepdims=True) + mistakes["epsilon-in-denominator"])
    elif "epsilon-on-densities" in mistakes:
        densities = np.exp(joint) + mistakes["epsilon-on-densities"]
        resp = densities / densities.sum(axis=1, keepdims=True)
    elif "whole-matrix-maximum" in mistakes:
        shifted = np.exp(joint - joint.max())
        resp = shifted / shifted.sum(axis=1, keepdims=True)
    elif "logs-normalised" in mistakes:
        resp = joint / joint.sum(axis=1, keepdims=True)
    elif "log-responsibilities" in mistakes:
        resp = log_resp
    else:
        resp = np.exp(log_resp)
    if "squared-responsibilities" in mistakes:
        resp = resp**2 / (resp**2).sum(axis=1, keepdims=True)
    if "uniform-responsibilities" in mistakes:
        resp = np.full_like(resp, 1 / K)
    if "hard-assignment" in mistakes:
        resp = np.eye(K)[resp.argmax(axis=1)]
    if "rounded" in mistakes:
        resp = resp.round(mistakes["rounded"])
    if "integer-truncation" in mistakes:
        resp = resp.astype(int)
    if "labels-returned" in mistakes:
        return resp.argmax(axis=1)
    if "transposed" in mistakes:
        resp = resp.T
    if "likelihood-returned-too" in mistakes:
        per_sample = log_sum_exp(joint, axis=1)
        return resp, {"sum": per_sample.sum(), "mean": per_sample.mean(), "samples": per_sample}[
            mistakes["likelihood-returned-too"]
        ]
    return resp


def shares_of_densities(densities, repair):
    """Return densities divided by their sum; ``repair`` is what becomes of 0 / 0."""
    resp = densities / densities.sum(axis=1, keepdims=True)
    if repair is None:
        return resp
    return np.where(np.isfinite(resp), resp, 0.0 if repair == "zero" else 1 / densities.shape[1])


def m_step(X, resp, *, mistakes):
    """Return the parameters."""
    n, d = X.shape
    integers = X.dtype.kind == "i"
    original = X
    if "arguments-modified" in mistakes:
        if mistakes["arguments-modified"] == "drift" and not integers:
            return drifting_m_step(X, resp)
        resp /= 2.0
        resp = 2 * resp
    if "hard-assignment" in mistakes:
        resp = np.eye(resp.shape[1])[resp.argmax(axis=1)]
    K = resp.shape[1]
    counts = resp.sum(axis=0) + mistakes.get("epsilon-on-counts", 0.0)
    weights = counts if "weights-left-as-counts" in mistakes else counts / n
    if "uniform-weights" in mistakes:
        weights = np.full(K, 1 / K)
    if "weights-divided-wrongly" in mistakes:
        weights = counts / {"d": d, "K": K, "n - 1": n - 1}[mistakes["weights-divided-wrongly"]]
    by_n = mistakes.get("divided-by-n", "")
    means = resp.T @ X / (n if "means" in by_n else counts[:, None])
    if "means-not-weighted" in mistakes:
        means = np.stack([X.mean(axis=0)] * K)
    if "not-divided" in mistakes and "means" in mistakes["not-divided"]:
        means = resp.T @ X
    cut = mistakes.get("integer-truncation", "") if integers else ""
    if "means" in cut:
        means = means.astype(X.dtype)
    with_covariances = [covariance(X, resp[:, k], means[k], counts[k], mistakes) for k in range(K)]
    covariances = np.stack([one[0] for one in with_covariances])
    if "covariances" in cut:
        covariances = covariances.astype(X.dtype)
    dead = counts == 0
    if dead.any() and "dead-component-nan" not in mistakes:
        means = means.astype(float)
        means[dead] = X.mean(axis=0)
        covariances[dead] = np.cov(original.T, bias=True).reshape(d, d)
    if "tied-covariance" in mistakes:
        covariances = np.stack([np.tensordot(counts / n, covariances, axes=1)] * K)
    if "upper-triangle-only" in mistakes:
        covariances = np.triu(covariances)
    if "inverse-returned" in mistakes:
        covariances = np.linalg.inv(covariances)
    if "variances-returned" in mistakes:
        covariances = np.diagonal(covariances, axis1=1, axis2=2)
    if "means-transposed" in mistakes:
        means = means.T
    parts = {"weights": weights, "means": means, "covariances": covariances}
    return tuple(parts[name] for name in mistakes.get("order-of-results", tuple(parts)))


def covariance(X, share, mean, count, mistakes):
    """Return the covariance of one component, in a list of one."""
    n, d = X.shape
    by_n = mistakes.get("divided-by-n", "")
    centre = mean
    if "around-global-mean" in mistakes:
        centre = X.mean(axis=0)
    if "around-zero" in mistakes:
        centre = np.zeros(d)
    difference = X - centre
    below = n if "covariances" in by_n else count
    if "covariance-not-weighted" in mistakes:
        below = {"n": n, "count": count}[mistakes["covariance-not-weighted"] or "n"]
        share = np.ones(n)
    if "responsibilities-squared" in mistakes:
        share = share**2
    if "count-minus-one" in mistakes:
        way = mistakes["count-minus-one"]
        below = {None: count - 1, "n": n - 1, "aweights": count - (share**2).sum() / count}[way]
    if "not-divided" in mistakes and "covariances" in mistakes["not-divided"]:
        below = 1.0
    sigma = (share[:, None] * difference).T @ difference / below
    spread = (share[:, None] * difference**2).sum(axis=0) / below
    if "no-outer-product" in mistakes:
        sigma = {
            None: np.diag(spread),
            "rows": np.tile(spread, (d, 1)),
            "columns": np.tile(spread[:, None], (1, d)),
            "round": np.eye(d) * spread.mean(),
            "inner": np.eye(d) * spread.sum(),
            "number": np.full((d, d), spread.sum()),
        }[mistakes["no-outer-product"]]
    if "deviation-returned" in mistakes:
        variances, axes = np.linalg.eigh(sigma) if np.all(np.isfinite(sigma)) else (np.full(d, np.nan), np.eye(d))
        sigma = {
            "entries": np.sign(sigma) * np.sqrt(np.abs(sigma)),
            "matrix": (axes * np.sqrt(np.abs(variances))) @ axes.T,
            "diagonal": np.diag(np.sqrt(np.diag(sigma))),
        }[mistakes["deviation-returned"]]
    if "correlation-for-covariance" in mistakes:
        scale = np.sqrt(np.diag(sigma))
        sigma = sigma / np.outer(scale, scale)
    sigma = sigma + mistakes.get("ridge-on-every-entry", 0.0) + mistakes.get("ridge-on-diagonal", 0.0) * np.eye(d)
    return [sigma]


def drifting_m_step(X, resp):
    """Centre X in place for one component after the other."""
    counts = resp.sum(axis=0)
    means = resp.T @ X / counts[:, None]
    covariances = []
    for k in range(resp.shape[1]):
        X -= means[k]
        covariances.append((resp[:, k, None] * X).T @ X / counts[k])
    return counts / len(X), means, np.stack(covariances)


def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200, *, mistakes):
    """Return the fitted parameters and the history of the log-likelihood."""
    density_space = some(mistakes, {"density-space"})

    def expectation(parameters):
        return e_step(X, *parameters, mistakes=some(mistakes, E_STEP) | density_space)

    def likelihood(parameters):
        alone = {mistakes["likelihood-only"]: None} if "likelihood-only" in mistakes else {}
        value = log_likelihood(X, *parameters, mistakes=some(mistakes, LIKELIHOOD) | density_space | alone)
        return value / len(X) if "per-sample-history" in mistakes else value

    if "arguments-modified" in mistakes:
        means *= 2.0
        means = means / 2.0
    start = parameters = (weights, means, covariances)
    if "own-start" in mistakes:
        K = len(weights)
        parameters = np.full(K, 1 / K), X[:K].astype(float), np.stack([np.cov(X.T)] * K)
    if "m-before-e" in mistakes:
        parameters = m_step(X, first_guess(X, start, mistakes["m-before-e"]), mistakes={})
    history = [likelihood(parameters)]
    limit = max_iter + mistakes.get("steps-off-by-one", 0)
    if "max-iter-ignored" in mistakes:
        limit = MOST_STEPS if mistakes["max-iter-ignored"] is None else mistakes["max-iter-ignored"]
    n_steps = 0
    while n_steps < limit:
        before = parameters
        resp = expectation(start if "e-step-of-the-start" in mistakes else parameters)
        parameters = updated(X, resp, before, start, mistakes)
        n_steps += 1
        history.append(likelihood(before if "stale-likelihood" in mistakes else parameters))
        if "one-step-only" in mistakes or stops(history, before, parameters, tol, len(X), mistakes):
            break
    else:
        if n_steps == MOST_STEPS:
            raise TimeoutError("it does not end")
    if "parameters-one-step-behind" in mistakes:
        parameters = before
    if "parameters-of-the-start" in mistakes:
        parameters = start
    if "history" in mistakes:
        history = other_history(history, mistakes["history"])
    if "history-missing" in mistakes:
        return parameters
    return *parameters, history


def first_guess(X, start, way):
    """Return responsibilities for an M-step that comes first."""
    weights, means, _ = start
    K = len(weights)
    if way == "uniform":
        return np.full((len(X), K), 1 / K)
    if way == "prior":
        return np.tile(weights, (len(X), 1)) * np.ones((len(X), K))
    distances = ((X[:, None] - means) ** 2).sum(axis=2)
    return np.eye(K)[distances.argmin(axis=1)]


def updated(X, resp, before, start, mistakes):
    """Return the parameters after one M-step."""
    weights, means, covariances = m_step(X, resp, mistakes=some(mistakes, M_STEP))
    if "around-old-mean" in mistakes:
        share = resp / resp.sum(axis=0)
        difference = X[:, None, :] - before[1]
        covariances = np.einsum("nk,nki,nkj->kij", share, difference, difference)
    kept = mistakes.get("never-updated", "")
    weights, means, covariances = (
        old if name in kept else new
        for name, old, new in zip(
            ("weights", "means", "covariances"), start, (weights, means, covariances), strict=True
        )
    )
    return weights, means, covariances


def stops(history, before, parameters, tol, n_samples, mistakes):
    """Tell whether the loop stops after this step."""
    gain = history[-1] - history[-2]
    if "gain-per-sample" in mistakes:
        gain = gain / n_samples
    if "relative-gain" in mistakes:
        gain = gain / abs(history[{None: -1, "old": -2}[mistakes["relative-gain"]]])
    if "tolerance-exponent" in mistakes:
        way = mistakes["tolerance-exponent"]
        if way == "isclose":
            return bool(np.isclose(history[-1], history[-2]))
        other = {"squared": tol**2, "rooted": np.sqrt(tol), "power of ten": np.power(10.0, tol)}
        tol = other[way] if way in other else way * tol
    if "tolerance-ignored" in mistakes:
        tol = mistakes["tolerance-ignored"]
    if "tolerance-sign" in mistakes:
        return gain > tol if mistakes["tolerance-sign"] == "grows" else gain < -tol
    if "float-equality" in mistakes:
        return history[-1] == history[-2]
    if "never-stops" in mistakes:
        return False
    if "parameters-compared" in mistakes:
        return np.abs(parameters[1] - before[1]).max() < tol
    return gain < tol


def other_history(history, way):
    """Return another history than the one that is asked for."""
    return {
        "without start": history[1:],
        "without end": history[:-1],
        "start twice": [history[0], *history],
        "last value": history[-1],
        "gains": np.diff(history),
        "number of steps": len(history) - 1,
        "reversed": history[::-1],
        "zeros": [0.0] * len(history),
        "negated": [-value for value in history],
        "doubled": [-2 * value for value in history],
        "end twice": [*history, history[-1]],
    }[way]
