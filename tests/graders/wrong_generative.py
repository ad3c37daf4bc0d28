"""Wrong answers to ``10_generative_models`` that know nothing of the catalogue: one short function each, as students write."""

from __future__ import annotations

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

WRONG: dict[str, dict[str, object]] = {}


def wrong(name, function):
    def keep(implementation):
        WRONG.setdefault(function, {})[name] = implementation
        return implementation

    return keep


def _draw(n, w, m, c, seed, labels=None, noise=None, factor=None):
    """Sample rightly, save what is given."""
    rng = np.random.default_rng(seed)
    labels = rng.choice(len(w), n, p=w) if labels is None else labels
    noise = rng.standard_normal((n, m.shape[1])) if noise is None else noise
    factor = np.linalg.cholesky(c) if factor is None else factor
    return m[labels] + np.einsum("nij,nj->ni", factor[labels], noise), labels


@wrong("uniform noise", "sample")
def _(n, w, m, c, random_state=0):
    noise = np.random.default_rng(random_state).uniform(-(3**0.5), 3**0.5, (n, m.shape[1]))
    return _draw(n, w, m, c, random_state + 1, noise=noise)


@wrong("noise clipped at one", "sample")
def _(n, w, m, c, random_state=0):
    noise = np.random.default_rng(random_state).standard_normal((n, m.shape[1])).clip(-1, 1)
    return _draw(n, w, m, c, random_state + 1, noise=noise)


@wrong("the same noise in every coordinate", "sample")
def _(n, w, m, c, random_state=0):
    noise = np.repeat(np.random.default_rng(random_state).standard_normal((n, 1)), m.shape[1], axis=1)
    return _draw(n, w, m, c, random_state + 1, noise=noise)


@wrong("noise for half of the samples, then once more", "sample")
def _(n, w, m, c, random_state=0):
    half = np.random.default_rng(random_state).standard_normal((n // 2 + 1, m.shape[1]))
    return _draw(n, w, m, c, random_state + 1, noise=np.vstack([half, half])[:n])


@wrong("each noise with its opposite", "sample")
def _(n, w, m, c, random_state=0):
    half = np.random.default_rng(random_state).standard_normal((n // 2 + 1, m.shape[1]))
    return _draw(n, w, m, c, random_state + 1, noise=np.stack([half, -half], axis=1).reshape(-1, m.shape[1])[:n])


@wrong("a random walk", "sample")
def _(n, w, m, c, random_state=0):
    rng = np.random.default_rng(random_state)
    noise = rng.standard_normal((n, m.shape[1]))
    for i in range(1, n):
        noise[i] = 0.5 * noise[i - 1] + 0.75**0.5 * noise[i]
    return _draw(n, w, m, c, random_state + 1, noise=noise)


@wrong("labels in turn", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state, labels=np.arange(n) % len(w))


@wrong("argmax of the weights", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state, labels=np.full(n, np.argmax(w)))


@wrong("weights squared", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w**2 / np.sum(w**2), m, c, random_state)


@wrong("weights reversed", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w[::-1], m, c, random_state)


@wrong("the inverse of the covariance", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, np.linalg.inv(c), random_state)


@wrong("square root of each entry", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state, factor=np.sign(c) * np.sqrt(np.abs(c)))


@wrong("eigenvectors without eigenvalues", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state, factor=np.linalg.eigh(c)[1])


@wrong("eigenvalues not rooted", "sample")
def _(n, w, m, c, random_state=0):
    values, vectors = np.linalg.eigh(c)
    return _draw(n, w, m, c, random_state, factor=vectors * values[:, None, :])


@wrong("eigenvectors in rows", "sample")
def _(n, w, m, c, random_state=0):
    values, vectors = np.linalg.eigh(c)
    return _draw(n, w, m, c, random_state, factor=np.swapaxes(vectors, 1, 2) * np.sqrt(values)[:, None, :])


@wrong("covariance of the mean", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, np.broadcast_to(np.einsum("k,kij->ij", w, c), c.shape), random_state)


@wrong("one Gaussian of the same mean and covariance", "sample")
def _(n, w, m, c, random_state=0):
    rng = np.random.default_rng(random_state)
    d = m - w @ m
    total = np.einsum("k,kij->ij", w, c + np.einsum("ki,kj->kij", d, d))
    return rng.multivariate_normal(w @ m, total, n), rng.choice(len(w), n, p=w)


@wrong("means only", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state, factor=0 * c)


@wrong("rounded", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return np.round(X), labels


@wrong("in an array of the means' type", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return X.astype(m.dtype), labels


@wrong("sorted samples, labels as they were", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return np.sort(X, axis=0), labels


@wrong("labels sorted", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return X, np.sort(labels)


@wrong("transposed", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return X.T, labels


@wrong("noise added once too often", "sample")
def _(n, w, m, c, random_state=0):
    X, labels = _draw(n, w, m, c, random_state)
    return X + 0.7 * np.random.default_rng(random_state + 9).standard_normal(X.shape), labels


@wrong("seeded by n", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, n)


@wrong("the seed of every call is 0", "sample")
def _(n, w, m, c, random_state=0):
    return _draw(n, w, m, c, 0)


@wrong("zeros", "sample")
def _(n, w, m, c, random_state=0):
    return np.zeros((n, m.shape[1])), np.zeros(n, dtype=int)


@wrong("means, over and over", "sample")
def _(n, w, m, c, random_state=0):
    labels = np.random.default_rng(random_state).choice(len(w), n, p=w)
    return m[labels], labels


@wrong("noise nowhere in particular", "sample")
def _(n, w, m, c, random_state=0):
    rng = np.random.default_rng(random_state)
    return rng.standard_normal((n, m.shape[1])), rng.choice(len(w), n)


def _given(x, known, n, w, m, c, seed, **change):
    """Sample rightly given some coordinates, save for what is changed."""
    known = np.asarray(known)
    rest = np.setdiff1d(np.arange(m.shape[1]), known)
    kk, uk, uu = (c[:, a][:, :, b] for a, b in ((known, known), (rest, known), (rest, rest)))
    gain = uk @ np.linalg.inv(kk)
    centre = m[:, rest] + np.einsum("kij,kj->ki", gain, x - m[:, known])
    spread = uu - gain @ np.swapaxes(uk, 1, 2)
    with np.errstate(all="ignore"):
        logs = np.log(w) + np.array([multivariate_normal.logpdf(x, a, b) for a, b in zip(m[:, known], kk, strict=True)])
    new = np.exp(logs - logsumexp(logs))
    new = change.get("new", lambda one: one)(new)
    centre = change.get("centre", lambda one: one)(centre)
    spread = change.get("spread", lambda one: one)(spread)
    out = np.empty((n, m.shape[1]))
    out[:, known] = x
    out[:, rest] = _draw(n, new / new.sum(), centre, spread, seed)[0]
    return out


@wrong("equal weights", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, new=np.ones_like)


@wrong("weights squared", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, new=np.square)


@wrong("weights of the nearest mean", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    near = np.linalg.norm(m[:, np.asarray(known)] - x, axis=1)
    return _given(x, known, n, w, m, c, random_state, new=lambda one: np.exp(-0.5 * (near**2 - (near**2).min())))


@wrong("the mean of all conditional means", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, centre=lambda one: np.tile(w @ one, (len(one), 1)))


@wrong("conditional variances only", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, spread=lambda one: one * np.eye(one.shape[1]))


@wrong("spread squared", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, spread=lambda one: one @ one)


@wrong("half the spread", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, random_state, spread=lambda one: one / 4)


@wrong("known coordinates drawn too", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _draw(n, w, m, c, random_state)[0]


@wrong("known is a mask", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, np.flatnonzero(np.asarray(known) != 0), n, w, m, c, random_state)


@wrong("the first coordinates are taken to be known", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, np.arange(len(x)), n, w, m, c, random_state)


@wrong("one sample repeated", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return np.tile(_given(x, known, 1, w, m, c, random_state), (n, 1))


@wrong("densities that underflow", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    known = np.asarray(known)
    p = np.array(
        [a * multivariate_normal.pdf(x, b[known], d[np.ix_(known, known)]) for a, b, d in zip(w, m, c, strict=True)]
    )
    return _given(x, known, n, w, m, c, random_state, new=lambda one: p + 1e-300)


@wrong("rejection by nearness", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    X, _labels = _draw(50 * n, w, m, c, random_state)
    order = np.argsort(np.linalg.norm(X[:, np.asarray(known)] - x, axis=1))[:n]
    X = X[order]
    X[:, np.asarray(known)] = x
    return X


@wrong("always the same seed", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    return _given(x, known, n, w, m, c, 0)


@wrong("zeros", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    X = np.zeros((n, m.shape[1]))
    X[:, np.asarray(known)] = x
    return X


def _log_joint(X, w, m, c):
    with np.errstate(all="ignore"):
        return np.log(w) + np.column_stack(
            [np.atleast_1d(multivariate_normal.logpdf(X, a, b)) for a, b in zip(m, c, strict=True)]
        )


def _entropy(r):
    return -np.where(r > 0, r * np.log(np.where(r > 0, r, 1)), 0)


def _energy(r, joint):
    return np.where(r > 0, r * joint, 0)


ELBOS = {
    "an epsilon in every log": lambda X, r, w, m, c: np.sum(
        r * np.log(np.exp(_log_joint(X, w, m, c)) + 1e-10) - r * np.log(r + 1e-10)
    ),
    "half of the entropy": lambda X, r, w, m, c: np.sum(_energy(r, _log_joint(X, w, m, c)) + 0.5 * _entropy(r)),
    "entropy in bits": lambda X, r, w, m, c: np.sum(_energy(r, _log_joint(X, w, m, c)) + _entropy(r) / np.log(2)),
    "entropy of the mean responsibility": lambda X, r, w, m, c: (
        np.sum(_energy(r, _log_joint(X, w, m, c))) + len(X) * _entropy(r.mean(0)).sum()
    ),
    "entropy of the weights": lambda X, r, w, m, c: (
        np.sum(_energy(r, _log_joint(X, w, m, c))) + len(X) * _entropy(w).sum()
    ),
    "weights from the responsibilities": lambda X, r, w, m, c: np.sum(
        _energy(r, _log_joint(X, r.mean(0), m, c)) + _entropy(r)
    ),
    "averaged over everything": lambda X, r, w, m, c: np.mean(_energy(r, _log_joint(X, w, m, c)) + _entropy(r)),
    "for each component": lambda X, r, w, m, c: np.sum(_energy(r, _log_joint(X, w, m, c)) + _entropy(r), axis=0),
    "joint not logged": lambda X, r, w, m, c: np.sum(r * np.exp(_log_joint(X, w, m, c)) + _entropy(r)),
    "weights not logged": lambda X, r, w, m, c: np.sum(
        _energy(r, _log_joint(X, np.ones_like(w), m, c) + w) + _entropy(r)
    ),
    "Kullback-Leibler to the weights twice": lambda X, r, w, m, c: np.sum(
        _energy(r, _log_joint(X, w**2, m, c)) + _entropy(r)
    ),
    "log-likelihood": lambda X, r, w, m, c: float(logsumexp(_log_joint(X, w, m, c), axis=1).sum()),
    "first component only": lambda X, r, w, m, c: np.sum((_energy(r, _log_joint(X, w, m, c)) + _entropy(r))[:, 0]),
    "rows normalised over samples": lambda X, r, w, m, c: np.sum(
        _energy(r / r.sum(0), _log_joint(X, w, m, c)) + _entropy(r / r.sum(0))
    ),
    "zeros skipped row by row": lambda X, r, w, m, c: np.sum(
        (_energy(r, _log_joint(X, w, m, c)) + _entropy(r))[np.all(r > 0, axis=1)]
    ),
    "responsibilities clipped": lambda X, r, w, m, c: np.sum(
        np.clip(r, 1e-3, 1) * (_log_joint(X, w, m, c) - np.log(np.clip(r, 1e-3, 1)))
    ),
    "zero": lambda X, r, w, m, c: 0.0,
}
PPCAS = {
    "log-likelihood whatever the encoder": lambda X, W, mu, s, M, S: multivariate_normal.logpdf(X, mu, W @ W.T + s * np.eye(len(W))).sum(),
    "marginal of the codes": lambda X, W, mu, s, M, S: multivariate_normal.logpdf(X, mu, W @ S @ W.T + s * np.eye(len(W))).sum(),
    "reconstruction by logpdf of the mean": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, spread=0),
    "trace of W S": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, spread=np.sum(W @ S)),
    "trace of S times that of W": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, spread=np.trace(S) * np.sum(W**2)),
    "spread for each coordinate once more": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, spread=len(W) * np.trace(W @ S @ W.T)),
    "spread of the rooted S": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, spread=np.sum((W @ S) ** 2)),
    "KL the other way round": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, kl=_reverse(M, S)),
    "KL of the diagonal": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, kl=_diagonal(M, S)),
    "KL with S as a standard deviation": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S @ S),
    "KL weighed by two": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, beta=2.0),
    "KL divided by d": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S, beta=1 / len(W)),
    "mean squared error": lambda X, W, mu, s, M, S: -np.mean((X - M @ W.T - mu) ** 2),
    "mean added to the sample": lambda X, W, mu, s, M, S: _ppca(X, W, -mu, s, M, S),
    "normaliser of the latent size": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S) + _of_latent_size(X, W, s),
    "one sample of z": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M + _noise(M, S), S, spread=0),
    "base 10": lambda X, W, mu, s, M, S: _ppca(X, W, mu, s, M, S) / np.log(10),
    "zero": lambda X, W, mu, s, M, S: 0.0,
}  # fmt: skip


def _reverse(M, S):
    inverse = np.linalg.inv(S)
    return 0.5 * (np.trace(inverse) + np.einsum("ni,ij,nj->n", M, inverse, M) - len(S) + np.linalg.slogdet(S)[1])


def _diagonal(M, S):
    return 0.5 * np.sum(np.diag(S) + M**2 - 1 - np.log(np.diag(S)), axis=1)


def _of_latent_size(X, W, s):
    return 0.5 * len(X) * (W.shape[0] - W.shape[1]) * np.log(2 * np.pi * s)


def _noise(M, S):
    return np.random.default_rng(0).standard_normal(M.shape) @ np.linalg.cholesky(S).T


def _ppca(X, W, mu, s, M, S, spread=None, kl=None, beta=1.0):
    d, q = W.shape
    spread = np.trace(W @ S @ W.T) if spread is None else spread
    squared = np.sum((X - mu - M @ W.T) ** 2, axis=1) + spread
    if kl is None:
        kl = 0.5 * (np.trace(S) + np.sum(M**2, axis=1) - q - np.linalg.slogdet(S)[1])
    return float(np.sum(-0.5 * d * np.log(2 * np.pi * s) - 0.5 * squared / s - beta * kl))


def _emissions(X, w, m, c, join=lambda logs, a: logsumexp(logs, axis=1, b=a)):
    columns = []
    for a, b, e in zip(w, m, c, strict=True):
        columns.append(join(_log_joint(X, np.ones(len(a)), b, e), a))
    return np.column_stack(columns)


EMISSIONS = {
    "weights normalised over states": lambda X, w, m, c: _emissions(X, w / w.sum(0), m, c),
    "mean of the components": lambda X, w, m, c: _emissions(
        X, w, m, c, lambda logs, a: logsumexp(logs, axis=1) - np.log(len(a))
    ),
    "one Gaussian of the mean parameters": lambda X, w, m, c: np.column_stack(
        [multivariate_normal.logpdf(X, a @ b, np.einsum("k,kij->ij", a, e)) for a, b, e in zip(w, m, c, strict=True)]
    ),
    "floor under the density": lambda X, w, m, c: np.maximum(_emissions(X, w, m, c), -700),
    "an epsilon in the log": lambda X, w, m, c: np.log(np.exp(_emissions(X, w, m, c)) + 1e-12),
    "first component": lambda X, w, m, c: _emissions(X, w, m, c, lambda logs, a: logs[:, 0]),
    "heaviest component": lambda X, w, m, c: _emissions(X, w, m, c, lambda logs, a: logs[:, np.argmax(a)]),
    "weights added, not multiplied": lambda X, w, m, c: _emissions(
        X, w, m, c, lambda logs, a: logsumexp(logs + a, axis=1)
    ),
    "covariances of the first state": lambda X, w, m, c: _emissions(X, w, m, np.broadcast_to(c[:1], c.shape)),
    "diagonals only": lambda X, w, m, c: _emissions(X, w, m, c * np.eye(c.shape[-1])),
    "states reversed": lambda X, w, m, c: _emissions(X, w, m, c)[:, ::-1],
    "base 2": lambda X, w, m, c: _emissions(X, w, m, c) / np.log(2),
    "negated": lambda X, w, m, c: -_emissions(X, w, m, c),
    "for the first step only": lambda X, w, m, c: _emissions(X[:1], w, m, c),
    "states joined too": lambda X, w, m, c: logsumexp(_emissions(X, w, m, c), axis=1),
    "centred on the first row": lambda X, w, m, c: _emissions(X, w, m, c) - _emissions(X, w, m, c)[:1],
    "components not joined": lambda X, w, m, c: np.stack(
        [_log_joint(X, a, b, e) for a, b, e in zip(w, m, c, strict=True)], 1
    ),
    "zeros": lambda X, w, m, c: np.zeros((len(X), len(w))),
}


def _forward(a, A, B, step=None, first=None):
    with np.errstate(all="ignore"):
        rows = [a + B[0] if first is None else first]
        for t in range(1, len(B)):
            rows.append(logsumexp(rows[-1][:, None] + A, axis=0) + B[t] if step is None else step(rows[-1], A, B, t))
        return float(logsumexp(rows[-1])), np.array(rows)


def _scaled(a, A, B):
    """The scaled algorithm: right, until densities differ so much that one of them is 0."""
    with np.errstate(all="ignore"):
        alpha = np.exp(a) * np.exp(B[0])
        total, rows = 0.0, []
        for t in range(len(B)):
            alpha = alpha if t == 0 else (alpha @ np.exp(A)) * np.exp(B[t])
            total += np.log(alpha.sum())
            alpha = alpha / alpha.sum()
            rows.append(np.log(alpha) + total)
        return float(total), np.array(rows)


def _one_step_behind(a, A, B):
    value, table = _forward(a, A, B)
    return value, np.vstack([a, table[:-1]])


FORWARDS = {
    "summed over the wrong axis": lambda a, A, B: _forward(
        a, A, B, lambda r, A, B, t: logsumexp(r[:, None] + A, axis=1) + B[t]
    ),
    "row where a column should be": lambda a, A, B: _forward(
        a, A, B, lambda r, A, B, t: logsumexp(r[None, :] + A, axis=0) + B[t]
    ),
    "not a step further": lambda a, A, B: _forward(a, A, B, lambda r, A, B, t: r + B[t]),
    "start in every step": lambda a, A, B: _forward(
        a, A, B, lambda r, A, B, t: logsumexp((r + a)[:, None] + A, axis=0) + B[t]
    ),
    "emission of the first step always": lambda a, A, B: _forward(
        a, A, B, lambda r, A, B, t: logsumexp(r[:, None] + A, axis=0) + B[0]
    ),
    "transition before the first step": lambda a, A, B: _forward(
        a, A, B, first=logsumexp(a[:, None] + A, axis=0) + B[0]
    ),
    "scaled, and underflowing": _scaled,
    "floor at -700": lambda a, A, B: _forward(
        a, A, B, lambda r, A, B, t: np.maximum(logsumexp(r[:, None] + A, axis=0) + B[t], -700)
    ),
    "probabilities of 0 made small": lambda a, A, B: _forward(np.maximum(a, -30), np.maximum(A, -30), B),
    "NaN set to 0": lambda a, A, B: (
        _forward(a, A, B)[0],
        np.where(np.isinf(_forward(a, A, B)[1]), 0, _forward(a, A, B)[1]),
    ),
    "one step behind": _one_step_behind,
    "reversed in time": lambda a, A, B: _forward(a, A, B[::-1]),
    "last row only": lambda a, A, B: (_forward(a, A, B)[0], _forward(a, A, B)[1][-1]),
    "likelihood per step": lambda a, A, B: (_forward(a, A, B)[0] / len(B), _forward(a, A, B)[1]),
    "likelihood as a row": lambda a, A, B: (logsumexp(_forward(a, A, B)[1], axis=1), _forward(a, A, B)[1]),
    "negated likelihood": lambda a, A, B: (-_forward(a, A, B)[0], _forward(a, A, B)[1]),
    "mean over the last row": lambda a, A, B: (float(np.mean(_forward(a, A, B)[1][-1])), _forward(a, A, B)[1]),
    "zeros": lambda a, A, B: (0.0, np.zeros(B.shape)),
}


def _viterbi(a, A, B):
    best, back = a + B[0], []
    for row in B[1:]:
        ways = best[:, None] + A
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for pointers in back[::-1]:
        path.insert(0, int(pointers[path[0]]))
    return np.array(path), float(best.max())


def _of(path, a, A, B):
    path = np.asarray(path)
    with np.errstate(all="ignore"):
        return path, float(a[path[0]] + A[path[:-1], path[1:]].sum() + B[np.arange(len(path)), path].sum())


def _beam(a, A, B):
    """Keep the best state of each step only, and look one step ahead."""
    path = [int(np.argmax(a + B[0]))]
    for t in range(1, len(B)):
        ahead = np.max(A + B[t + 1], axis=1) if t + 1 < len(B) else 0
        path.append(int(np.argmax(A[path[-1]] + B[t] + ahead)))
    return _of(path, a, A, B)


VITERBIS = {
    "emissions alone": lambda a, A, B: _of(B.argmax(1), a, A, B),
    "filtered states": lambda a, A, B: _of(_forward(a, A, B)[1].argmax(1), a, A, B),
    "one step ahead": _beam,
    "starts where start is largest": lambda a, A, B: _of([int(a.argmax()), *_viterbi(a, A, B)[0][1:]], a, A, B),
    "ends in the last state": lambda a, A, B: _of([*_viterbi(a, A, B)[0][:-1], B.shape[1] - 1], a, A, B),
    "shifted by one step": lambda a, A, B: (np.roll(_viterbi(a, A, B)[0], 1), _viterbi(a, A, B)[1]),
    "sorted": lambda a, A, B: (np.sort(_viterbi(a, A, B)[0])[::-1], _viterbi(a, A, B)[1]),
    "path in one-hot form": lambda a, A, B: (np.eye(B.shape[1])[_viterbi(a, A, B)[0]], _viterbi(a, A, B)[1]),
    "path without its first step": lambda a, A, B: (_viterbi(a, A, B)[0][1:], _viterbi(a, A, B)[1]),
    "probability without the start": lambda a, A, B: (
        _viterbi(a, A, B)[0],
        _viterbi(a, A, B)[1] - a[_viterbi(a, A, B)[0][0]],
    ),
    "probability of the emissions": lambda a, A, B: (
        _viterbi(a, A, B)[0],
        B[np.arange(len(B)), _viterbi(a, A, B)[0]].sum(),
    ),
    "probability per step": lambda a, A, B: (_viterbi(a, A, B)[0], _viterbi(a, A, B)[1] / len(B)),
    "probability given the sequence": lambda a, A, B: (
        _viterbi(a, A, B)[0],
        _viterbi(a, A, B)[1] - _forward(a, A, B)[0],
    ),
    "a table for the probability": lambda a, A, B: (_viterbi(a, A, B)[0], _forward(a, A, B)[1]),
    "without transitions": lambda a, A, B: _viterbi(a, 0 * np.ones(A.shape), B),
    "transposed": lambda a, A, B: _viterbi(a, A.T, B),
    "worst path": lambda a, A, B: _viterbi(-a, -A, -B),
    "floor at -50": lambda a, A, B: _viterbi(np.maximum(a, -50), np.maximum(A, -50), np.maximum(B, -50)),
    "zeros": lambda a, A, B: (np.zeros(len(B), dtype=int), 0.0),
}
WRONG |= {
    "elbo": ELBOS,
    "ppca_elbo": PPCAS,
    "log_emissions": EMISSIONS,
    "forward_log": FORWARDS,
    "viterbi": VITERBIS,
}  # type: ignore[arg-type]


@wrong("one Gaussian of the same mean and covariance", "sample_conditional")
def _(x, known, n, w, m, c, random_state=0):
    known = np.asarray(known)
    rest = np.setdiff1d(np.arange(m.shape[1]), known)
    logs, centres, spreads = [], [], []
    for weight, mean, cov in zip(w, m, c, strict=True):
        a = cov[np.ix_(rest, known)] @ np.linalg.inv(cov[np.ix_(known, known)])
        centres.append(mean[rest] + a @ (x - mean[known]))
        spreads.append(cov[np.ix_(rest, rest)] - a @ cov[np.ix_(known, rest)])
        logs.append(np.log(weight) + multivariate_normal.logpdf(x, mean[known], cov[np.ix_(known, known)]))
    share = np.exp(logs - logsumexp(logs))
    mean = share @ np.array(centres)
    around = np.array(centres) - mean
    cov = np.einsum("k,kij->ij", share, np.array(spreads) + np.einsum("ki,kj->kij", around, around))
    X = np.empty((n, m.shape[1]))
    X[:, known] = x
    X[:, rest] = np.random.default_rng(random_state).multivariate_normal(mean, cov, n)
    return X
