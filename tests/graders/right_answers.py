"""Fair alternatives: other right ways to write the students' functions, each of which earns full marks."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import logsumexp, softmax
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from solutions import em, gaussian_mixture, model_selection

ALTERNATIVES: dict[str, dict[str, Callable[..., Any]]] = {}
LOG_2PI = np.log(2 * np.pi)
Parameters = namedtuple("Parameters", "weights means covariances")


def alternative(function: str, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(answer: Callable[..., Any]) -> Callable[..., Any]:
        ALTERNATIVES.setdefault(function, {})[name] = answer
        return answer

    return register


@alternative("log_gaussian", "double loop")
def _(X, mean, cov):
    n, d = len(X), len(mean)
    inverse, (_, log_det) = np.linalg.inv(cov), np.linalg.slogdet(cov)
    result = []
    for i in range(n):
        total = 0.0
        for a in range(d):
            for b in range(d):
                total += (X[i][a] - mean[a]) * inverse[a][b] * (X[i][b] - mean[b])
        result.append(-0.5 * (d * LOG_2PI + log_det + total))
    return result


@alternative("log_gaussian", "einsum, inv and slogdet")
def _(X, mean, cov):
    difference = X - mean
    squared = np.einsum("ni,ij,nj->n", difference, np.linalg.inv(cov), difference)
    return -0.5 * (len(mean) * LOG_2PI + np.linalg.slogdet(cov)[1] + squared)


@alternative("log_gaussian", "scipy.stats")
def log_gaussian_scipy(X, mean, cov):
    return multivariate_normal.logpdf(X, mean, cov)


@alternative("log_gaussian", "scipy.stats, frozen")
def _(X, mean, cov):
    return multivariate_normal(mean=mean, cov=cov).logpdf(X)


@alternative("log_gaussian", "solve")
def _(X, mean, cov):
    z = np.linalg.solve(cov, (X - mean).T).T
    return -0.5 * (len(mean) * LOG_2PI + np.linalg.slogdet(cov)[1] + ((X - mean) * z).sum(axis=1))


@alternative("log_gaussian", "eigh")
def _(X, mean, cov):
    variances, axes = np.linalg.eigh(cov)
    z = (X - mean) @ axes / np.sqrt(variances)
    return -0.5 * (len(mean) * LOG_2PI + np.log(variances).sum() + (z**2).sum(axis=1))


@alternative("log_gaussian", "svd and pinv")
def _(X, mean, cov):
    _, variances, _ = np.linalg.svd(cov)
    difference = X - mean
    squared = (difference @ np.linalg.pinv(cov) * difference).sum(axis=1)
    return -0.5 * (len(mean) * LOG_2PI + np.log(variances).sum() + squared)


@alternative("log_gaussian", "cho_solve, tuple of scalars")
def _(X, mean, cov):
    factor = cho_factor(cov, lower=True)
    difference = X - mean
    squared = np.sum(difference.T * cho_solve(factor, difference.T), axis=0)
    return tuple(-0.5 * (len(mean) * LOG_2PI + 2 * np.log(np.diag(factor[0])).sum() + squared))


@alternative("log_gaussian", "log of det")
def _(X, mean, cov):
    difference = X - mean
    squared = np.diag(difference @ np.linalg.inv(cov) @ difference.T)
    return -squared / 2 - np.log(np.sqrt((2 * np.pi) ** len(mean) * np.linalg.det(cov)))


def joint(X, weights, means, covariances):
    with np.errstate(divide="ignore"):
        return np.log(weights) + np.column_stack(
            [log_gaussian_scipy(X, m, c) for m, c in zip(means, covariances, strict=True)]
        )


@alternative("log_mixture", "maximum shifted out by hand")
def _(X, *parameters):
    log_joint = joint(X, *parameters)
    top = log_joint.max(axis=1)
    return top + np.log(np.exp(log_joint - top[:, None]).sum(axis=1))


@alternative("log_mixture", "logaddexp.reduce")
def _(X, *parameters):
    return np.logaddexp.reduce(joint(X, *parameters), axis=1)


@alternative("log_mixture", "double loop, list")
def _(X, weights, means, covariances):
    result = []
    for x in X:
        terms = [-np.inf if w == 0 else np.log(w) + multivariate_normal.logpdf(x, m, c)
                 for w, m, c in zip(weights, means, covariances, strict=True)]  # fmt: skip
        result.append(float(logsumexp(terms)))
    return result


@alternative("log_mixture", "empty components skipped")
def _(X, weights, means, covariances):
    alive = weights > 0
    return logsumexp(joint(X, weights[alive], means[alive], covariances[alive]), axis=1)


@alternative("log_likelihood", "0-d array")
def _(X, *parameters):
    return np.array(logsumexp(joint(X, *parameters), axis=1).sum())


@alternative("log_likelihood", "NumPy scalar")
def _(X, *parameters):
    return logsumexp(joint(X, *parameters), axis=1).sum()


@alternative("log_likelihood", "loop")
def _(X, *parameters):
    total = 0
    for x in X:
        total += gaussian_mixture.log_mixture(x[None, :], *parameters)[0]
    return total


@alternative("log_likelihood", "long double")
def _(X, *parameters):
    return np.sum(logsumexp(joint(X, *parameters), axis=1).astype(np.longdouble))


@alternative("e_step", "softmax")
def e_step_softmax(X, *parameters):
    return softmax(joint(X, *parameters), axis=1)


@alternative("e_step", "maximum shifted out by hand")
def _(X, *parameters):
    log_joint = joint(X, *parameters)
    resp = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    return resp / resp.sum(axis=1, keepdims=True)


@alternative("e_step", "normalised once more")
def _(X, *parameters):
    resp = e_step_softmax(X, *parameters)
    return resp / resp.sum(axis=1, keepdims=True)


@alternative("e_step", "double loop, nested lists")
def _(X, weights, means, covariances):
    rows = []
    for x in X:
        logs = [np.log(w) + multivariate_normal.logpdf(x, m, c)
                for w, m, c in zip(weights, means, covariances, strict=True)]  # fmt: skip
        top = max(logs)
        scaled = [np.exp(one - top) for one in logs]
        rows.append([one / sum(scaled) for one in scaled])
    return rows


@alternative("e_step", "components first, then transposed")
def _(X, *parameters):
    log_joint = joint(X, *parameters).T
    return np.exp(log_joint - np.logaddexp.reduce(log_joint, axis=0)).T


@alternative("e_step", "differences of logs")
def _(X, *parameters):
    log_joint = joint(X, *parameters)
    finite = np.where(np.isfinite(log_joint), log_joint, -1e300)
    return 1 / np.exp(finite[:, None, :] - finite[:, :, None]).clip(max=1e300).sum(axis=2)


def safe(counts):
    return np.where(counts > 0, counts, 1.0)


@alternative("m_step", "einsum")
def m_step_einsum(X, resp):
    counts = resp.sum(axis=0)
    means = resp.T @ X / safe(counts)[:, None]
    difference = X[:, None, :] - means
    covariances = np.einsum("nk,nki,nkj->kij", resp, difference, difference) / safe(counts)[:, None, None]
    return counts / len(X), means, covariances


@alternative("m_step", "double loop, lists")
def _(X, resp):
    n, d = X.shape
    weights, means, covariances = [], [], []
    for k in range(resp.shape[1]):
        count = sum(resp[:, k])
        mean = sum(resp[i, k] * X[i] for i in range(n)) / (count or 1)
        cov = np.zeros((d, d))
        for i in range(n):
            cov += resp[i, k] * np.outer(X[i] - mean, X[i] - mean) / (count or 1)
        weights.append(count / n)
        means.append(mean)
        covariances.append(cov)
    return weights, means, covariances


@alternative("m_step", "numpy.cov, in one dimension without its axes")
def _(X, resp):
    counts = resp.sum(axis=0)
    shares = np.where(counts > 0, resp, 1.0)
    means = np.array([np.average(X, axis=0, weights=share) for share in shares.T])
    return counts / counts.sum(), means, np.array([np.cov(X.T, aweights=share, bias=True) for share in shares.T])


@alternative("m_step", "second moments")
def _(X, resp):
    counts = resp.sum(axis=0)
    means = resp.T @ X / safe(counts)[:, None]
    moments = np.einsum("nk,ni,nj->kij", resp, X, X) / safe(counts)[:, None, None]
    return counts / len(X), means, moments - means[:, :, None] * means[:, None, :]


@alternative("m_step", "symmetrised, named tuple, normalised by resp.sum()")
def _(X, resp):
    _, means, covariances = m_step_einsum(X, resp)
    return Parameters(resp.sum(axis=0) / resp.sum(), means, (covariances + covariances.transpose(0, 2, 1)) / 2)


@alternative("m_step", "list of results, machine epsilon on the counts")
def _(X, resp):
    counts = resp.sum(axis=0) + 10 * np.finfo(float).eps
    means = resp.T @ X / counts[:, None]
    covariances = [(resp[:, k] * (X - m).T) @ (X - m) / counts[k] for k, m in enumerate(means)]
    return [counts / len(X), list(means), covariances]


def likelihood(X, parameters):
    return logsumexp(joint(X, *parameters), axis=1).sum()


@alternative("fit_em", "size of the gain, history as an array")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters = weights, means, covariances
    history = [likelihood(X, parameters)]
    for _ in range(max_iter):
        parameters = em.m_step(X, em.e_step(X, *parameters))
        history.append(likelihood(X, parameters))
        if abs(history[-1] - history[-2]) <= tol:
            break
    return *parameters, np.array(history)


@alternative("fit_em", "while loop")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters = Parameters(weights, means, covariances)
    history, gain, n_steps = [likelihood(X, parameters)], np.inf, 0
    while gain >= tol and n_steps < max_iter:
        parameters = Parameters(*m_step_einsum(X, e_step_softmax(X, *parameters)))
        history.append(likelihood(X, parameters))
        gain, n_steps = history[-1] - history[-2], n_steps + 1
    return [parameters.weights, parameters.means, parameters.covariances, tuple(history)]


@alternative("fit_em", "likelihood from the E-step")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters, history = (weights, means, covariances), []
    while True:
        log_joint = joint(X, *parameters)
        per_sample = logsumexp(log_joint, axis=1, keepdims=True)
        history.append(np.array(per_sample.sum()))
        if len(history) > max_iter or (len(history) > 1 and history[-1] - history[-2] < tol):
            return *parameters, history
        parameters = m_step_einsum(X, np.exp(log_joint - per_sample))


@alternative("fit_em", "last step thrown away")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters = weights, means, covariances
    history = [likelihood(X, parameters)]
    for _ in range(max_iter):
        proposal = em.m_step(X, em.e_step(X, *parameters))
        value = likelihood(X, proposal)
        if value - history[-1] < tol:
            break
        parameters = proposal
        history.append(value)
    return *parameters, history


@alternative("fit_em", "one step more to be sure")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    parameters, history, below = (weights, means, covariances), [], 0
    history.append(likelihood(X, parameters))
    for _ in range(max_iter):
        parameters = em.m_step(X, em.e_step(X, *parameters))
        history.append(likelihood(X, parameters))
        below += history[-1] - history[-2] < tol
        if below == 2:
            break
    return *parameters, history


@alternative("fit_em", "double loops all the way")
def _(X, weights, means, covariances, tol=1e-6, max_iter=200):
    slow_e = ALTERNATIVES["e_step"]["double loop, nested lists"]
    slow_m = ALTERNATIVES["m_step"]["double loop, lists"]
    parameters = weights, means, covariances
    history = [likelihood(X, parameters)]
    for _ in range(max_iter):
        parameters = slow_m(X, np.array(slow_e(X, *parameters)))
        history.append(likelihood(X, parameters))
        if history[-1] - history[-2] < tol:
            break
    return *parameters, history


@alternative("n_parameters", "float without fraction")
def _(K, d, covariance_type="full"):
    matrix = d * (d + 1) / 2
    return K - 1 + K * d + {"full": K * matrix, "tied": matrix, "diag": K * d, "spherical": K}[covariance_type]


@alternative("n_parameters", "NumPy integer")
def _(n_components, n_features, covariance_type="full"):
    return np.int32(model_selection.n_parameters(n_components, n_features, covariance_type))


@alternative("n_parameters", "triangular indices, 0-d array")
def _(n_components, n_features, covariance_type="full"):
    full = len(np.triu_indices(n_features)[0])
    size = {"full": full * n_components, "tied": full, "diag": n_features * n_components, "spherical": n_components}
    return np.array(n_components * (n_features + 1) - 1 + size[covariance_type])


@alternative("aic", "factored")
def _(log_likelihood, n_parameters):
    return 2 * (n_parameters - log_likelihood)


@alternative("aic", "0-d array")
def _(log_likelihood, n_parameters):
    return np.array(-2 * log_likelihood + 2 * n_parameters)


@alternative("bic", "NumPy scalar")
def _(log_likelihood, n_parameters, n_samples):
    return np.log(n_samples) * n_parameters - 2 * log_likelihood


@alternative("bic", "power of N")
def _(log_likelihood, n_parameters, n_samples):
    return -2 * (log_likelihood - 0.5 * n_parameters * np.log(float(n_samples)))


def chooser(make_scores=list, n_init=1, **settings):
    def choose_n_components(X, candidates, criterion="bic", random_state=0):
        scores = {}
        for k in candidates:
            model = GaussianMixture(k, n_init=n_init, random_state=random_state, **settings).fit(X)
            scores[k] = getattr(model, criterion)(X)
        return min(scores, key=scores.get), make_scores(scores)

    return choose_n_components


ALTERNATIVES["choose_n_components"] = {
    "list of NumPy scalars": chooser(lambda scores: list(scores.values())),
    "array": chooser(lambda scores: np.array(list(scores.values()))),
    "dict by candidate": chooser(dict),
    "several starts": chooser(lambda scores: tuple(scores.values()), n_init=3),
    "tighter fit": chooser(lambda scores: list(scores.values()), tol=1e-4, max_iter=300),
    "k-means++ start": chooser(lambda scores: list(scores.values()), init_params="k-means++", n_init=3),
}


@alternative("choose_n_components", "own criteria, NumPy best")
def _(X, candidates, criterion="bic", random_state=0):
    scores = []
    for k in candidates:
        model = GaussianMixture(n_components=k, random_state=random_state).fit(X)
        total, size = model.score_samples(X).sum(), model_selection.n_parameters(k, X.shape[1])
        value = model_selection.aic(total, size) if criterion == "aic" else model_selection.bic(total, size, len(X))
        scores.append(value)
    return np.array(candidates)[np.argmin(scores)], scores
