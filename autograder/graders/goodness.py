"""Is a random answer a sample of the distribution that was asked for? Tests whose error rates are exact.

Each test below has an exact distribution under a right answer, whatever generator the student used, so a right answer fails
one with probability ``LEVEL``. All checks of a submission together make fewer than ``MOST_TESTS`` of them (a test of the kit
counts them); by Bonferroni's inequality a right submission loses a point by chance with probability below
``LEVEL * MOST_TESTS`` = 1e-9 * 900 = 9e-7 < 1e-6.

How they are exact: samples are turned into what would be independent standard normal numbers, their *scores*, if the answer
were right. Where the component of each sample is known, by solving with the Cholesky factor of its covariance; where it is not, by
Rosenblatt's transform, one coordinate after the other. Of n independent standard normal numbers, the sum over √n is standard normal,
the sum of squares is χ²(n), the cosine with another such vector gives Student's t with n - 1 degrees of freedom, and the largest distance
from the normal distribution function is Kolmogorov's D(n). Counts are binomial.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.special import kolmogorov as kolmogorov_limit
from scipy.special import log_ndtr, logsumexp, ndtri_exp

from autograder.graders.oracle import Array, Mixture

LEVEL = 1e-9
MOST_TESTS = 900
MANY_REPEATS = 10
FEWEST = 8  # scores; with fewer, nothing could be told at this level


@dataclass(frozen=True)
class Finding:
    """What one test found: what it looks at, of which component if of one, and how likely an answer as odd as this one is by chance."""

    what: str
    p: float
    k: int | None = None
    ratio: float = float("nan")
    """How large what was measured is, of what it should be, where that says something."""

    @property
    def fails(self) -> bool:
        return not self.p >= LEVEL


def binomial(count: int, n: int, share: float) -> float:
    """Return the two-sided p-value of a count."""
    one_sided = min(stats.binom.cdf(count, n, share), stats.binom.sf(count - 1, n, share))
    return min(1.0, 2 * float(one_sided))


def counts_tested(labels: Array, weights: Array) -> tuple[Finding, ...]:
    """Test how many samples each component has."""
    found = []
    for k, share in enumerate(weights):
        count = int(np.sum(labels == k))
        ratio = count / (len(labels) * share) if share else np.inf
        found.append(Finding("weights", binomial(count, len(labels), min(float(share), 1.0)), k, ratio))
    return tuple(found)


@np.errstate(all="ignore")
def scores_tested(scores: Array, k: int | None = None) -> tuple[Finding, ...]:
    """Test whether these are independent standard normal numbers, of shape (n, d)."""
    n, d = scores.shape
    if n < FEWEST:
        return ()
    sums, squares = scores.sum(axis=0), np.einsum("nd,nd->d", scores, scores)
    means = [Finding("means", 2 * float(stats.norm.sf(abs(one) / np.sqrt(n))), k) for one in sums]
    two_sided = [2 * min(stats.chi2.cdf(one, n), stats.chi2.sf(one, n)) for one in squares]
    spreads = [
        Finding("spread", min(1.0, float(p)), k, float(np.sqrt(one / n)))
        for p, one in zip(two_sided, squares, strict=True)
    ]
    pairs = itertools.combinations(range(d), 2)
    tilts = [Finding("tilt", together(scores[:, i], scores[:, j]), k) for i, j in pairs]
    return (*means, *spreads, *tilts, *(Finding("shape", kolmogorov(column), k) for column in scores.T))


def together(one: Array, other: Array) -> float:
    """Return the p-value of the cosine between two vectors of standard normal numbers."""
    n = len(one)
    with np.errstate(all="ignore"):
        cosine = float(one @ other / np.sqrt((one @ one) * (other @ other)))
        t = cosine * np.sqrt((n - 1) / max(1 - cosine**2, 1e-300))
        return 2 * float(stats.t.sf(abs(t), n - 1))


def kolmogorov(column: Array) -> float:
    """Return the p-value of the largest distance from the standard normal distribution function."""
    n = len(column)
    cdf = stats.norm.cdf(np.sort(column))
    steps = np.arange(n + 1) / n
    distance = float(np.max(np.maximum(steps[1:] - cdf, cdf - steps[:-1])))
    return float(stats.kstwo.sf(distance, n)) if np.isfinite(distance) else 0.0


def neighbours_tested(scores: Array) -> tuple[Finding, ...]:
    """Test whether each row has to do with the one before.

    It is for scores of samples whose components are known. Others may come sorted by component, so that neighbours are alike.
    """
    half = len(scores) // 2
    if half < FEWEST:
        return ()
    return (Finding("rows", together(scores[0 : 2 * half : 2].ravel(), scores[1 : 2 * half : 2].ravel())),)


def repeats(scores: Array) -> NDArray[np.bool_]:
    """Return which scores, in order of their length, are as long as the next one: the same random numbers, perhaps turned.

    Of 4,000 right samples, two agree to ten digits with a probability near 1e-3; MANY_REPEATS such pairs come about with
    a probability below 1e-30.
    """
    lengths = np.sort(np.einsum("nd,nd->n", scores, scores))
    with np.errstate(all="ignore"):
        alike: NDArray[np.bool_] = np.diff(lengths) <= 1e-10 * lengths[1:]
    return alike


def reused(X: Array, mixture: Mixture) -> int:
    """Return how many numbers explain a coordinate of two samples, each as that of some component.

    It is for samples whose components are not known. Of 4,000 right samples of 4 components two such numbers agree to ten digits
    less than once, as a rule; MANY_REPEATS of them come about with a probability below 1e-12.
    """
    factors = np.linalg.cholesky(mixture.covariances)
    noises = np.stack(
        [np.linalg.solve(factor, (X - mean).T).T for mean, factor in zip(mixture.means, factors, strict=True)], axis=1
    )
    sizes, rows = np.abs(noises).ravel(), np.repeat(np.arange(len(X)), noises[0].size)
    order = np.argsort(sizes)
    sizes, rows = sizes[order], rows[order]
    return int(np.sum((np.diff(sizes) <= 1e-10 * sizes[1:]) & (np.diff(rows) != 0)))


def regular_counts(counts: Array, weights: Array) -> float:
    """Return a bound on the probability that counts, one row a sample, are as close to what is expected as these.

    Chernoff's bound on the sum of Pearson's χ² over the rows, with its exact moments: all outcomes are enumerated. Where all rows are the
    same, a bound on that instead, which is smaller.
    """
    n, n_components = int(counts[0].sum()), counts.shape[1]
    expected = n * weights
    outcomes = np.array([one for one in itertools.product(range(n + 1), repeat=n_components - 1) if sum(one) <= n])
    outcomes = np.column_stack([outcomes, n - outcomes.sum(axis=1)])
    log_p = stats.multinomial.logpmf(outcomes, n, weights)
    if np.all(counts == counts[0]):
        return float(np.exp((len(counts) - 1) * log_p.max()))
    chi2 = np.sum((outcomes - expected) ** 2 / expected, axis=1)
    found = float(np.sum((counts - expected) ** 2 / expected))
    tilts = np.geomspace(0.1, 1e3, 60)
    bounds = [len(counts) * logsumexp(log_p - t * chi2) + t * found for t in tilts]
    return float(np.exp(min(0.0, min(bounds))))


def solved_scores(X: Array, labels: Array, mixture: Mixture) -> Array:
    """Return the scores of samples whose components are known."""
    scores = np.empty(X.shape)
    for k, (mean, cov) in enumerate(zip(mixture.means, mixture.covariances, strict=True)):
        members = labels == k
        scores[members] = np.linalg.solve(np.linalg.cholesky(cov), (X[members] - mean).T).T
    return scores


def rosenblatt_scores(X: Array, mixture: Mixture) -> Array:
    """Return the scores of samples of a mixture whose components are not known: one coordinate after the other.

    The first coordinate has a mixture of normal distributions in one dimension; each other one has, given those before it,
    another such mixture, whose weights are how probable each component is by then.
    """
    n, d = X.shape
    weights, means, covariances = mixture.arrays
    with np.errstate(all="ignore"):
        log_weights = np.tile(np.log(weights), (n, 1))
        scores = np.empty((n, d))
        noises = np.empty((n, len(weights), d))  # of each component, given that it is the one
        factors = np.linalg.cholesky(covariances)
        for i in range(d):
            centre = means[:, i] + np.einsum("nkj,kj->nk", noises[:, :, :i], factors[:, i, :i])
            noise = (X[:, [i]] - centre) / factors[:, i, i]
            share = log_weights - logsumexp(log_weights, axis=1, keepdims=True)
            below, above = logsumexp(share + log_ndtr(noise), axis=1), logsumexp(share + log_ndtr(-noise), axis=1)
            scores[:, i] = np.where(below < above, ndtri_exp(np.minimum(below, 0)), -ndtri_exp(np.minimum(above, 0)))
            noises[:, :, i] = noise
            log_weights = log_weights - 0.5 * noise**2 - np.log(factors[:, i, i])
    return scores


def apart(one: Array, other: Array) -> float:
    """Return the least p-value with which two samples differ: of every coordinate, and of sums and differences of two.

    No grade depends on it; it tells which known mistake makes samples like a student's.
    """
    d = one.shape[1]
    scale = other.std(axis=0) + 1e-300
    directions = [*np.eye(d)]
    for i, j in itertools.combinations(range(d), 2):
        directions += [np.eye(d)[i] / scale[i] + sign * np.eye(d)[j] / scale[j] for sign in (1, -1)]
    least = 1.0
    for a in directions:
        least = min(least, _two_samples(one @ a, other @ a))
        if least < LEVEL:
            break
    return least


def _two_samples(one: Array, other: Array) -> float:
    """Return the asymptotic p-value of Kolmogorov's and Smirnov's test."""
    one, other = np.sort(one), np.sort(other)
    both = np.concatenate([one, other])
    below = np.searchsorted(one, both, "right") / len(one), np.searchsorted(other, both, "right") / len(other)
    distance = float(np.max(np.abs(below[0] - below[1])))
    return float(kolmogorov_limit(distance * np.sqrt(len(one) * len(other) / len(both))))
