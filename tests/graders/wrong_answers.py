"""Wrong implementations of the students' functions, written as a reference with switches.

Each function takes the mistakes that apply to it as a set of names, so that mistakes combine; :func:`wrong` binds
them and gives back something a student could have handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy.special import logsumexp
from sklearn.mixture import GaussianMixture

Mistakes = frozenset[str]


def log_gaussian(X, mean, cov, *, mistakes: Mistakes):
    n, d = X.shape
    if "arguments modified" in mistakes:
        X -= mean
        mean = 0 * mean
    if "only the diagonal" in mistakes:
        cov = np.diag(np.diag(cov))
    if "covariance squared" in mistakes:
        cov = cov @ cov
    if "standard deviation for variance" in mistakes:
        cov = np.diag(np.sqrt(np.diag(cov))) if d > 1 else np.sqrt(cov)
    if "one variance for all" in mistakes:
        cov = np.eye(d) * np.trace(cov) / d
    if "identity covariance" in mistakes:
        cov = np.eye(d)
    difference = X - mean
    if "mean ignored" in mistakes:
        difference = X
    if "integer truncation" in mistakes and X.dtype.kind == "i":
        difference = difference.astype(int)
    inverse = cov if "Σ for Σ⁻¹" in mistakes else np.linalg.inv(cov)
    squared = np.einsum("ni,ij,nj->n", difference, inverse, difference)
    if "distance not squared" in mistakes:
        squared = np.sqrt(squared)
    log_det = np.linalg.slogdet(cov)[1]
    if "determinant missing" in mistakes:
        log_det = 0.0
    if "determinant not rooted" in mistakes:
        log_det = 2 * log_det
    if "determinant of the wrong sign" in mistakes:
        log_det = -log_det
    power = {"2π to the power 1": 1, "two dimensions assumed": 2, "power n": n}
    d = next((value for name, value in power.items() if name in mistakes), d)
    log_2pi = 0.0 if "2π missing" in mistakes else d * np.log(2 * np.pi)
    if "√2π rooted again" in mistakes:
        log_2pi = log_2pi / 2
    half = -1.0 if "½ left out" in mistakes else -0.5
    if "exponent positive" in mistakes:
        half = 0.5
    result = half * squared - 0.5 * (log_2pi + log_det)
    if "density space" in mistakes:
        result = np.log(np.exp(result))
    if "density space with ε" in mistakes:
        result = np.log(np.exp(result) + 1e-300)
    if "density instead of its log" in mistakes:
        result = np.exp(result)
    if "log10" in mistakes:
        result = result / np.log(10)
    if "sum over samples" in mistakes:
        result = result.sum()
    if "a column" in mistakes:
        result = result[:, np.newaxis]
    if "pairwise" in mistakes:
        result = -0.5 * (difference @ inverse @ difference.T)
    return result


def log_joint(X, weights, means, covariances, *, mistakes: Mistakes):
    """Return log π_k N(x | μ_k, Σ_k), with mistakes that several functions share."""
    if "arguments modified" in mistakes:
        weights /= 2
        weights *= 3
        weights = weights / 1.5
    if "first covariance for all" in mistakes:
        covariances = np.stack([covariances[0]] * len(weights))
    if "last mean for all" in mistakes:
        means = np.stack([means[-1]] * len(weights))
    joint = np.column_stack(
        [log_gaussian(X, m, c, mistakes=mistakes & DENSITY) for m, c in zip(means, covariances, strict=True)]
    )
    if "π forgotten" in mistakes:
        weights = np.ones_like(weights)
    if "uniform π" in mistakes:
        weights = np.full_like(weights, 1 / len(weights))
    if "π squared" in mistakes:
        weights = weights**2
    if "π rooted" in mistakes:
        weights = np.sqrt(weights)
    if "π not logged" in mistakes:
        return weights + joint
    if "π times the log-density" in mistakes:
        return weights * joint
    if "π reversed" in mistakes:
        weights = weights[::-1]
    return np.log(weights) + joint


DENSITY = frozenset({"only the diagonal", "½ left out", "determinant missing", "2π to the power 1", "Σ for Σ⁻¹"})


def log_mixture(X, weights, means, covariances, *, mistakes: Mistakes):
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    if "sum of logs over components" in mistakes:
        return joint.sum(axis=1)
    if "maximum instead of the sum" in mistakes:
        return joint.max(axis=1)
    if "mean over components" in mistakes:
        return logsumexp(joint, axis=1) - np.log(len(weights))
    if "π outside the log" in mistakes:
        return (weights * (joint - np.log(weights))).sum(axis=1)
    if "density space" in mistakes:
        return np.log(np.exp(joint).sum(axis=1))
    if "density space with ε" in mistakes:
        return np.log(np.exp(joint).sum(axis=1) + 1e-12)
    if "maximum over the whole matrix" in mistakes:
        return joint.max() + np.log(np.exp(joint - joint.max()).sum(axis=1))
    if "maximum not added back" in mistakes:
        return np.log(np.exp(joint - joint.max(axis=1, keepdims=True)).sum(axis=1))
    if "summed over samples" in mistakes:
        return logsumexp(joint, axis=0)
    if "density instead of its log" in mistakes:
        return np.exp(logsumexp(joint, axis=1))
    if "log2" in mistakes:
        return logsumexp(joint, axis=1) / np.log(2)
    if "γ log γ with 0·log 0" in mistakes:
        resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
        return (resp * (joint - np.log(resp))).sum(axis=1)
    return logsumexp(joint, axis=1)


def log_likelihood(X, weights, means, covariances, *, mistakes: Mistakes):
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    per_sample = logsumexp(joint, axis=1)
    if "sum of logs over components" in mistakes:
        return float(joint.sum())
    if "log of the total over samples" in mistakes:
        return float(logsumexp(joint))
    if "mean instead of sum" in mistakes:
        return float(per_sample.mean())
    if "log10" in mistakes:
        return float(per_sample.sum() / np.log(10))
    if "maximum instead of the sum" in mistakes:
        return float(joint.max(axis=1).sum())
    if "density space" in mistakes:
        return float(np.log(np.exp(joint).sum(axis=1)).sum())
    if "density space with ε" in mistakes:
        return float(np.log(np.exp(joint).sum(axis=1) + 1e-10).sum())
    if "log of a product" in mistakes:
        return float(np.log(np.prod(np.exp(per_sample * 100)) ** 0.01))
    if "sign" in mistakes:
        return float(-per_sample.sum())
    if "twice" in mistakes:
        return float(2 * per_sample.sum())
    if "the likelihood itself" in mistakes:
        return float(np.exp(per_sample.sum()))
    if "one value per sample" in mistakes:
        return per_sample
    if "densities summed" in mistakes:
        return float(np.exp(per_sample).sum())
    if "γ-weighted sum" in mistakes:
        resp = np.exp(joint - per_sample[:, np.newaxis])
        return float((resp * joint).sum())
    if "0·log 0" in mistakes:
        resp = np.exp(joint - per_sample[:, np.newaxis])
        return float((resp * (joint - np.log(resp))).sum())
    if "first sample only" in mistakes:
        return float(per_sample[0])
    if "infinite samples dropped" in mistakes:
        densities = np.exp(joint).sum(axis=1)
        return float(np.log(densities[densities > 0]).sum())
    return float(per_sample.sum())


def e_step(X, weights, means, covariances, *, mistakes: Mistakes):
    joint = log_joint(X, weights, means, covariances, mistakes=mistakes)
    if "wrong axis" in mistakes:
        return np.exp(joint - logsumexp(joint, axis=0, keepdims=True))
    if "grand total" in mistakes:
        return np.exp(joint - logsumexp(joint))
    if "not normalised" in mistakes:
        return np.exp(joint)
    if "density space" in mistakes:
        return np.exp(joint) / np.exp(joint).sum(axis=1, keepdims=True)
    if "ε in the denominator" in mistakes:
        return np.exp(joint) / (np.exp(joint).sum(axis=1, keepdims=True) + 1e-10)
    if "tiny ε in the denominator" in mistakes:
        return np.exp(joint) / (np.exp(joint).sum(axis=1, keepdims=True) + 1e-300)
    if "ε on every density" in mistakes:
        densities = np.exp(joint) + 1e-16
        return densities / densities.sum(axis=1, keepdims=True)
    if "NaN replaced by uniform" in mistakes:
        resp = np.exp(joint) / np.exp(joint).sum(axis=1, keepdims=True)
        return np.where(np.isfinite(resp), resp, 1 / len(weights))
    if "maximum over the whole matrix" in mistakes:
        shifted = np.exp(joint - joint.max())
        return shifted / shifted.sum(axis=1, keepdims=True)
    if "logs normalised" in mistakes:
        return joint / joint.sum(axis=1, keepdims=True)
    log_resp = joint - logsumexp(joint, axis=1, keepdims=True)
    if "log-responsibilities" in mistakes:
        return log_resp
    resp = np.exp(log_resp)
    if "uniform" in mistakes:
        return np.full_like(resp, 1 / len(weights))
    if "hard assignment" in mistakes:
        return np.eye(len(weights))[resp.argmax(axis=1)]
    if "labels" in mistakes:
        return resp.argmax(axis=1)
    if "integer dtype" in mistakes:
        return resp.astype(int)
    if "transposed" in mistakes:
        return resp.T
    if "squared" in mistakes:
        return resp**2 / (resp**2).sum(axis=1, keepdims=True)
    if "π applied twice" in mistakes:
        return (resp * weights) / (resp * weights).sum(axis=1, keepdims=True)
    if "rounded" in mistakes:
        return resp.round(2)
    if "with the likelihood" in mistakes:
        return resp, 0.0
    return resp


def m_step(X, resp, *, mistakes: Mistakes):
    n, d = X.shape
    K = resp.shape[1]
    if "arguments modified" in mistakes:
        resp /= 2.0
        resp = resp * 2
        X += 1
        X = X - 1
    if "hard assignment" in mistakes:
        resp = np.eye(K)[resp.argmax(axis=1)]
    counts = resp.sum(axis=0)
    if "ε on every count" in mistakes:
        counts = counts + 1e-3
    weights = counts / n
    if "weights left as counts" in mistakes:
        weights = counts
    if "uniform weights" in mistakes:
        weights = np.full(K, 1 / K)
    if "weights by d" in mistakes:
        weights = counts / d
    divisor = np.full(K, float(n)) if "means divided by N" in mistakes else counts
    means = (resp.T @ X) / divisor[:, None]
    if "means not weighted" in mistakes:
        means = np.stack([X.mean(axis=0)] * K)
    if "means not divided" in mistakes:
        means = resp.T @ X
    dtype = X.dtype if "integer truncation" in mistakes else float
    means = means.astype(dtype)
    covariances = np.zeros((K, d, d), dtype=dtype)
    centre = np.stack([X.mean(axis=0)] * K) if "Σ around the global mean" in mistakes else means
    if "Σ around zero" in mistakes:
        centre = np.zeros_like(means)
    for k in range(K):
        difference = X - centre[k]
        share = np.ones(n) if "Σ not weighted" in mistakes else resp[:, k]
        share = share**2 if "γ squared" in mistakes else share
        scatter = (share[:, None] * difference).T @ difference
        below = {"Σ divided by N": n, "Σ divided by N_k - 1": counts[k] - 1, "Σ divided by N - 1": n - 1}
        below = next((value for name, value in below.items() if name in mistakes), counts[k])
        below = 1.0 if "Σ not divided" in mistakes else below
        sigma = scatter / below
        if "Σ without the outer product" in mistakes:
            sigma = np.diag((share[:, None] * difference**2).sum(axis=0) / counts[k])
        if "one Σ for the spread along each row" in mistakes:
            sigma = np.broadcast_to((share[:, None] * difference**2).sum(axis=0) / counts[k], (d, d))
        if "standard deviation for variance" in mistakes:
            sigma = np.sign(sigma) * np.sqrt(np.abs(sigma))
        if "ridge on every entry" in mistakes:
            sigma = sigma + 1e-6
        if "ridge on the diagonal" in mistakes:
            sigma = sigma + 1e-6 * np.eye(d)
        if "tiny ridge" in mistakes:
            sigma = sigma + 1e-10 * np.eye(d)
        covariances[k] = sigma
    if "tied" in mistakes:
        covariances[:] = np.tensordot(weights, covariances, axes=1)
    dead = counts == 0
    if dead.any() and not mistakes & {"dead component gives NaN"}:
        means[dead] = X.mean(axis=0)
        covariances[dead] = np.cov(X.T, bias=True)
    if "upper triangle only" in mistakes:
        covariances = np.triu(covariances)
    if "order of results" in mistakes:
        return means, weights, covariances
    if "two results" in mistakes:
        return weights, means
    if "means transposed" in mistakes:
        return weights, means.T, covariances
    return weights, means, covariances


RIGHT: Mistakes = frozenset()


def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200, *, mistakes: Mistakes):
    step_mistakes = mistakes & {"density space", "π forgotten"}
    m_mistakes = mistakes & {"ridge on the diagonal", "Σ divided by N_k - 1", "Σ without the outer product"}
    likelihood_mistakes = mistakes & {"density space", "mean instead of sum", "sign", "log10"}

    def likelihood(*parameters):
        return log_likelihood(X, *parameters, mistakes=likelihood_mistakes)

    if "arguments modified" in mistakes:
        means *= 1.5
        means = means / 1.5
    parameters = weights, means, covariances
    if "own start" in mistakes:
        K = len(weights)
        parameters = np.full(K, 1 / K), X[:K].astype(float), np.stack([np.cov(X.T)] * K)
    if "M before E" in mistakes:
        hard = np.eye(len(weights))[((X[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)]
        parameters = m_step(X, hard, mistakes=RIGHT)
    history = [likelihood(*parameters)]
    if "fixed tolerance" in mistakes:
        tol = 1e-4
    if "tolerance of the wrong exponent" in mistakes:
        tol = tol * 1e3
    if "tolerance squared" in mistakes:
        tol = tol**2
    if "max_iter ignored" in mistakes:
        max_iter = 200
    if "one step too many" in mistakes:
        max_iter += 1
    if "one step too few" in mistakes:
        max_iter -= 1
    for _ in range(max_iter):
        resp = e_step(X, *parameters, mistakes=step_mistakes)
        before = parameters
        parameters = m_step(X, resp, mistakes=m_mistakes)
        if "weights never updated" in mistakes:
            parameters = weights, *parameters[1:]
        if "covariances never updated" in mistakes:
            parameters = *parameters[:2], covariances
        if "E-step of the start" in mistakes:
            parameters = m_step(X, e_step(X, weights, means, covariances, mistakes=RIGHT), mistakes=RIGHT)
        shown = before if "stale likelihood" in mistakes else parameters
        history.append(likelihood(*shown))
        gain = history[-1] - history[-2]
        if "per sample" in mistakes:
            gain = gain / len(X)
        if "relative gain" in mistakes:
            gain = gain / abs(history[-1])
        if "one step only" in mistakes:
            break
        if "tolerance of the wrong sign" in mistakes:
            stop = gain < -tol
        elif "stops while improving" in mistakes:
            stop = gain > tol
        elif "float equality" in mistakes:
            stop = gain == 0
        elif "never stops" in mistakes:
            stop = False
        elif "parameters compared" in mistakes:
            stop = np.abs(parameters[1] - before[1]).max() < tol
        else:
            stop = gain < tol
        if stop:
            break
    if "history without the start" in mistakes:
        history = history[1:]
    if "history without the end" in mistakes:
        history = history[:-1]
    if "start twice in history" in mistakes:
        history = history[:1] + history
    if "last value only" in mistakes:
        history = history[-1]
    if "gains for history" in mistakes:
        history = np.diff(history)
    if "history of zeros" in mistakes:
        history = np.zeros(len(history))
    if "history reversed" in mistakes:
        history = history[::-1]
    if "parameters of the start" in mistakes:
        parameters = weights, means, covariances
    if "three results" in mistakes:
        return parameters
    if "number of steps for history" in mistakes:
        return *parameters, len(history) - 1
    return *parameters, history


def n_parameters(n_components, n_features, covariance_type="full", *, mistakes: Mistakes):
    K, d = n_components, n_features
    matrix = d * (d + 1) // 2
    if "d² per covariance" in mistakes:
        matrix = d * d
    if "d per covariance" in mistakes:
        matrix = d
    if "d(d-1)/2 per covariance" in mistakes:
        matrix = d * (d - 1) // 2
    free = {"full": K * matrix, "tied": matrix, "diag": K * d, "spherical": K}
    if "tied once per component" in mistakes:
        free["tied"] = K * matrix
    if "one matrix for all" in mistakes:
        free["full"] = matrix
    if "spherical counted as diag" in mistakes:
        free["spherical"] = K * d
    if "diag counted once" in mistakes:
        free["diag"] = d
    if "covariance type ignored" in mistakes:
        free = dict.fromkeys(free, free["full"])
    if "covariances forgotten" in mistakes:
        free = dict.fromkeys(free, 0)
    weights = K if "K weights" in mistakes else K - 1
    weights = 0 if "weights forgotten" in mistakes else weights
    means = 0 if "means forgotten" in mistakes else K if "one number per mean" in mistakes else K * d
    total = weights + means + free[covariance_type]
    return str(total) if "text" in mistakes else total


def aic(log_likelihood, n_parameters, *, mistakes: Mistakes):
    return _criterion(log_likelihood, n_parameters, 2.0, np.log(100), mistakes)


def bic(log_likelihood, n_parameters, n_samples, *, mistakes: Mistakes):
    price = np.log(n_samples)
    if "log10" in mistakes:
        price = np.log10(n_samples)
    if "log2" in mistakes:
        price = np.log2(n_samples)
    if "ln(N·d)" in mistakes:
        price = np.log(n_samples * 2)
    if "N for ln N" in mistakes:
        price = n_samples
    if "ln p · N" in mistakes:
        return -2 * log_likelihood + n_samples * np.log(n_parameters)
    if "ln(N) without p" in mistakes:
        return -2 * log_likelihood + price
    if "per sample" in mistakes:
        log_likelihood = log_likelihood / n_samples
    return _criterion(log_likelihood, n_parameters, price, 2.0, mistakes)


def _criterion(log_likelihood, n_parameters, price, other_price, mistakes):
    if "swapped" in mistakes:
        price = other_price
    if "penalty halved" in mistakes:
        price = price / 2
    if "size of the log-likelihood" in mistakes:
        log_likelihood = -abs(log_likelihood)
    fit = -log_likelihood if "fit not doubled" in mistakes else -2 * log_likelihood
    penalty = -price * n_parameters if "penalty subtracted" in mistakes else price * n_parameters
    penalty = 0 if "penalty forgotten" in mistakes else penalty
    value = fit + penalty
    value = -value if "higher is better" in mistakes else value
    return 2 * log_likelihood + penalty if "sign of the fit" in mistakes else value


def choose_n_components(X, candidates, criterion=None, random_state=0, *, mistakes: Mistakes):
    if criterion is None:
        criterion = "aic" if "AIC by default" in mistakes else "bic"
    if "arguments modified" in mistakes:
        candidates.sort()
    if "sorted" in mistakes:
        candidates = sorted(candidates)
    if "candidates from 1" in mistakes:
        candidates = list(range(1, len(candidates) + 1))
    if "criterion ignored" in mistakes:
        criterion = "bic"
    if "criteria swapped" in mistakes:
        criterion = {"aic": "bic", "bic": "aic"}[criterion]
    state = None if "random_state ignored" in mistakes else random_state
    kind = "diag" if "diagonal covariances" in mistakes else "full"
    models = [GaussianMixture(k, covariance_type=kind, random_state=state).fit(X) for k in candidates]
    scores = [float(model.bic(X) if criterion == "bic" else model.aic(X)) for model in models]
    if "K weights" in mistakes:
        scores = [s + (np.log(len(X)) if criterion == "bic" else 2) for s in scores]
    if "ln(N·d)" in mistakes and criterion == "bic":
        scores = [s + m._n_parameters() * np.log(X.shape[1]) for s, m in zip(scores, models, strict=True)]
    if "log-likelihood per sample" in mistakes:
        scores = [s + 2 * m.score(X) * (len(X) - 1) for s, m in zip(scores, models, strict=True)]
    if "likelihood only" in mistakes:
        scores = [-2 * m.score(X) * len(X) for m in models]
    if "scores of the wrong sign" in mistakes:
        scores = [-s for s in scores]
    chosen = int(np.argmax(scores) if "argmax for argmin" in mistakes else np.argmin(scores))
    best = candidates[chosen]
    if "index for a K" in mistakes:
        best = chosen
    if "index + 1" in mistakes:
        best = chosen + 1
    if "largest candidate" in mistakes:
        best = max(candidates)
    if "always three" in mistakes:
        best = 3
    if "one score" in mistakes:
        scores = scores[chosen]
    if "model for a K" in mistakes:
        best = models[chosen]
    return (scores, best) if "order of results" in mistakes else (best, scores)


TABLE: dict[str, tuple[str, ...]] = {
    "log_gaussian": (
        "2π to the power 1", "two dimensions assumed", "power n", "2π missing", "√2π rooted again", "½ left out",
        "exponent positive", "Σ for Σ⁻¹", "determinant missing", "determinant not rooted",
        "determinant of the wrong sign", "standard deviation for variance", "covariance squared",
        "only the diagonal", "one variance for all", "identity covariance", "mean ignored", "integer truncation",
        "distance not squared", "density space", "density space with ε", "density instead of its log", "log10",
        "sum over samples", "a column", "pairwise", "arguments modified",
    ),
    "log_mixture": (
        "π forgotten", "uniform π", "π squared", "π rooted", "π not logged", "π times the log-density", "π reversed",
        "π outside the log", "first covariance for all", "last mean for all", "sum of logs over components",
        "maximum instead of the sum", "mean over components", "density space", "density space with ε",
        "maximum over the whole matrix", "maximum not added back", "summed over samples",
        "density instead of its log", "log2", "γ log γ with 0·log 0", "arguments modified", "only the diagonal",
        "½ left out", "2π to the power 1",
    ),
    "log_likelihood": (
        "sum of logs over components", "log of the total over samples", "mean instead of sum", "log10",
        "maximum instead of the sum", "density space", "density space with ε", "log of a product", "sign", "twice",
        "the likelihood itself", "one value per sample", "densities summed", "γ-weighted sum", "0·log 0",
        "first sample only", "infinite samples dropped", "π forgotten", "arguments modified", "determinant missing",
    ),
    "e_step": (
        "π forgotten", "uniform π", "π squared", "π not logged", "π reversed", "π applied twice", "wrong axis",
        "transposed", "grand total", "not normalised", "density space", "ε in the denominator",
        "tiny ε in the denominator", "ε on every density", "NaN replaced by uniform",
        "maximum over the whole matrix", "logs normalised", "log-responsibilities", "uniform", "hard assignment",
        "labels", "integer dtype", "squared", "rounded", "with the likelihood", "arguments modified",
        "first covariance for all", "only the diagonal", "½ left out", "determinant missing", "Σ for Σ⁻¹",
    ),
    "m_step": (
        "means divided by N", "Σ divided by N", "Σ divided by N_k - 1", "Σ divided by N - 1", "Σ not divided",
        "Σ around the global mean", "Σ around zero", "Σ without the outer product", "Σ not weighted", "γ squared",
        "one Σ for the spread along each row", "standard deviation for variance", "weights left as counts",
        "uniform weights", "weights by d", "means not weighted", "means not divided", "hard assignment", "tied",
        "ridge on every entry", "ridge on the diagonal", "tiny ridge", "ε on every count", "integer truncation",
        "dead component gives NaN", "upper triangle only", "order of results", "two results", "means transposed",
        "arguments modified",
    ),
    "fit_em": (
        "M before E", "own start", "one step only", "stale likelihood", "float equality", "never stops",
        "tolerance of the wrong sign", "tolerance of the wrong exponent", "tolerance squared", "fixed tolerance",
        "stops while improving", "per sample", "relative gain", "parameters compared", "max_iter ignored",
        "one step too many", "one step too few", "weights never updated", "covariances never updated",
        "E-step of the start", "history without the start", "history without the end", "start twice in history",
        "last value only", "gains for history", "history of zeros", "history reversed", "parameters of the start",
        "three results", "number of steps for history", "density space", "mean instead of sum", "sign", "log10",
        "π forgotten", "ridge on the diagonal", "Σ divided by N_k - 1", "Σ without the outer product",
        "arguments modified",
    ),
    "n_parameters": (
        "K weights", "weights forgotten", "means forgotten", "one number per mean", "covariances forgotten",
        "d² per covariance", "d per covariance", "d(d-1)/2 per covariance", "tied once per component",
        "one matrix for all", "spherical counted as diag", "diag counted once", "covariance type ignored", "text",
    ),
    "aic": (
        "swapped", "penalty halved", "size of the log-likelihood", "fit not doubled", "penalty subtracted",
        "penalty forgotten", "higher is better", "sign of the fit",
    ),
    "bic": (
        "swapped", "penalty halved", "size of the log-likelihood", "fit not doubled", "penalty subtracted",
        "penalty forgotten", "higher is better", "sign of the fit", "log10", "log2", "ln(N·d)", "N for ln N",
        "ln p · N", "ln(N) without p", "per sample",
    ),
    "choose_n_components": (
        "sorted", "candidates from 1", "criterion ignored", "criteria swapped", "random_state ignored",
        "diagonal covariances", "K weights", "ln(N·d)", "log-likelihood per sample", "likelihood only",
        "scores of the wrong sign", "argmax for argmin", "index for a K", "index + 1", "largest candidate",
        "always three", "one score", "AIC by default", "model for a K", "order of results", "arguments modified",
    ),
}  # fmt: skip


def wrong(function: str, *mistakes: str) -> Callable[..., Any]:
    """Return a function with the given mistakes."""
    return partial(globals()[function], mistakes=frozenset(mistakes))
