"""Sampling from mixtures, evidence lower bounds and hidden Markov models, with switches for mistakes."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def noise_of(rng, n_samples, cov, mistakes):
    """Return noise of this covariance."""
    d = len(cov)
    noise = rng.standard_normal((n_samples, d))
    if "same-noise-for-all" in mistakes:
        noise = np.tile(noise[:1], (n_samples, 1))
    if "covariance-for-its-root" in mistakes:
        return noise @ cov
    if "variances-only" in mistakes:
        variances = np.diag(cov)
        return noise * (variances if mistakes["variances-only"] == "unrooted" else np.sqrt(variances))
    if "factor-transposed" in mistakes:
        return noise @ np.linalg.cholesky(cov)
    if "noise-without-covariance" in mistakes:
        return noise
    return noise @ np.linalg.cholesky(cov).T


def generator_of(random_state, mistakes):
    """Return the generator of random numbers."""
    if "seed-not-used" in mistakes:
        return np.random.default_rng() if mistakes["seed-not-used"] is None else np.random.default_rng(42)
    return np.random.default_rng(random_state)


def sample(n_samples, weights, means, covariances, random_state=0, *, mistakes):
    """Return samples and the component of each."""
    rng = generator_of(random_state, mistakes)
    if "arguments-modified" in mistakes:
        weights /= 2
        weights = weights * 2
    K, d = np.shape(means)
    used = np.full(K, 1 / K) if "sampled-weights-ignored" in mistakes else np.array(weights, dtype=float)
    if "weighted-sum-of-gaussians" in mistakes:
        X = sum(
            w * (m + noise_of(rng, n_samples, c, mistakes)) for w, m, c in zip(used, means, covariances, strict=True)
        )
        return X, rng.choice(K, n_samples, p=used)
    if "counts-not-random" in mistakes:
        counts = np.floor(n_samples * used).astype(int)
        counts[np.argmax(used)] += n_samples - counts.sum()
        labels = np.repeat(np.arange(K), counts)
    elif "one-component-for-all" in mistakes:
        one = int(np.argmax(used)) if mistakes["one-component-for-all"] == "largest" else int(rng.choice(K, p=used))
        labels = np.full(n_samples, one)
    else:
        labels = rng.choice(K, n_samples, p=used)
    X = np.empty((n_samples, d))
    state = rng.bit_generator.state
    for k in range(K):
        if "same-numbers-in-each-component" in mistakes:
            rng.bit_generator.state = state
        cov = covariances[0] if "one-covariance-for-all" in mistakes else covariances[k]
        mean = np.zeros(d) if "sampled-means-forgotten" in mistakes else means[k]
        members = labels == k
        X[members] = mean + noise_of(rng, members.sum(), cov, mistakes)
    if "labels-drawn-again" in mistakes:
        labels = rng.permutation(labels)
    if "sampled-labels-from-one" in mistakes:
        labels = labels + 1
    if "labels-not-returned" in mistakes:
        return X
    if "samples-after-labels" in mistakes:
        return labels, X
    return X, labels


def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0, *, mistakes):
    """Return whole samples, given some of their coordinates."""
    if "arguments-modified" in mistakes:
        weights /= 2
        weights = weights * 2
    x_known, known = np.asarray(x_known, dtype=float), np.asarray(known)
    if "order-of-known-ignored" in mistakes:
        known = np.sort(known)
    K, d = np.shape(means)
    unknown = np.setdiff1d(np.arange(d), known)
    if "not-conditioned" in mistakes:
        X = sample(n_samples, weights, means, covariances, random_state, mistakes={})[0]
        X[:, known] = x_known
        return X
    log_weights, centres, spreads = [], [], []
    for w, m, c in zip(weights, means, covariances, strict=True):
        kk, uk, uu = c[np.ix_(known, known)], c[np.ix_(unknown, known)], c[np.ix_(unknown, unknown)]
        regression = uk @ np.linalg.inv(kk)
        if "known-covariance-not-inverted" in mistakes:
            regression = uk
        if "regression-of-the-diagonal" in mistakes:
            regression = uk / np.diag(kk)
        move = regression @ (x_known - m[known])
        if "residual-sign" in mistakes:
            move = -move
        if "mean-not-subtracted" in mistakes:
            move = regression @ x_known
        if "conditional-mean-not-moved" in mistakes:
            move = 0 * move
        reduction = uk @ np.linalg.inv(kk) @ uk.T
        if "covariance-not-reduced" in mistakes:
            reduction = 0 * reduction
        if "covariance-enlarged" in mistakes:
            reduction = -reduction
        centres.append(m[unknown] + move)
        spreads.append(uu - reduction)
        log_density = multivariate_normal.logpdf(x_known, m[known], kk)
        with np.errstate(divide="ignore"):
            log_prior = 0.0 if "prior-forgotten" in mistakes else np.log(w)
        if "prior-weights-kept" in mistakes:
            log_density = 0.0
        log_weights.append(log_prior + log_density)
    if "conditional-weights-underflow" in mistakes:
        joint = np.exp(log_weights)
        new = joint / joint.sum()
        if not np.all(np.isfinite(new)):
            return np.full((n_samples, d), np.nan)
    else:
        new = np.exp(log_weights - logsumexp(log_weights))
    if "most-probable-component-only" in mistakes:
        new = np.eye(K)[np.argmax(new)]
    rng = generator_of(random_state, mistakes)
    if "conditional-mean-returned" in mistakes:
        spreads = [1e-300 * np.eye(len(unknown)) for _ in spreads]
        if mistakes["conditional-mean-returned"] is None:
            centres = [new @ np.array(centres)] * K
    labels = rng.choice(K, n_samples, p=new)
    draws = np.empty((n_samples, len(unknown)))
    state = rng.bit_generator.state
    for k in range(K):
        if "same-numbers-in-each-component" in mistakes:
            rng.bit_generator.state = state
        members = labels == k
        draws[members] = centres[k] + noise_of(rng, members.sum(), spreads[k], {})
    if "only-unknown-returned" in mistakes:
        return draws
    return (
        np.concatenate([np.tile(x_known, (n_samples, 1)), draws], axis=1)[:, np.argsort([*known, *unknown])]
        if ("known-put-first" not in mistakes)
        else np.concatenate([np.tile(x_known, (n_samples, 1)), draws], axis=1)
    )


def densities_of(X, means, covariances):
    """Return the log-density of each sample under each Gaussian."""
    columns = [np.atleast_1d(multivariate_normal.logpdf(X, m, c)) for m, c in zip(means, covariances, strict=True)]
    return np.column_stack(columns)


def elbo(X, resp, weights, means, covariances, *, mistakes):
    """Return the evidence lower bound."""
    if "arguments-modified" in mistakes:
        weights /= 2
        weights = weights * 2
    log_densities = densities_of(X, means, covariances)
    if "elbo-underflows" in mistakes:
        log_densities = np.log(np.exp(log_densities))
    log_joint = log_densities + (0.0 if "prior-of-z-forgotten" in mistakes else np.log(weights))
    if "posterior-for-resp" in mistakes:
        return float(np.sum(logsumexp(log_joint, axis=1)))
    if "resp-outside-the-log" in mistakes:
        return float(np.sum(np.log(np.sum(resp * np.exp(log_joint), axis=1))))
    with np.errstate(all="ignore"):
        energy = np.where(resp > 0, resp * log_joint, 0.0)
        entropy = -np.where(resp > 0, resp * np.log(resp), 0.0)
        if "elbo-zero-log-zero" in mistakes:
            energy, entropy = resp * log_joint, -resp * np.log(resp)
    if "entropy-forgotten" in mistakes:
        entropy = 0 * entropy
    if "elbo-entropy-sign" in mistakes:
        entropy = -entropy
    if "entropy-unweighted" in mistakes:
        entropy = -np.where(resp > 0, np.log(np.where(resp > 0, resp, 1.0)), 0.0)
    if "energy-unweighted" in mistakes:
        energy = log_joint
    if "hard-labels-in-elbo" in mistakes:
        return float(log_joint[np.arange(len(X)), np.argmax(resp, axis=1)].sum())
    if "energy-forgotten" in mistakes:
        energy = 0 * energy
    per_sample = np.sum(energy + entropy, axis=1)
    if "elbo-for-each-sample" in mistakes:
        return per_sample
    value = float(per_sample.mean() if "elbo-averaged" in mistakes else per_sample.sum())
    return -value if "elbo-negated" in mistakes else value


def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov, *, mistakes):
    """Return the evidence lower bound of a linear VAE."""
    if "arguments-modified" in mistakes:
        mean += 1
        mean = mean - 1
    n, d = X.shape
    q = W.shape[1]
    variance = noise_variance
    if "noise-variance-rooted" in mistakes:
        variance = np.sqrt(noise_variance)
    if "noise-variance-squared" in mistakes:
        variance = noise_variance**2
    offset = 0 if "offset-forgotten" in mistakes else mean
    squared = np.sum((X - offset - q_means @ W.T) ** 2)
    spread = np.trace(W @ q_cov @ W.T)
    if "spread-of-z-undecoded" in mistakes:
        spread = np.trace(q_cov)
    if "spread-of-z-once" in mistakes:
        squared = squared + spread
    elif "spread-of-z-forgotten" not in mistakes:
        squared = squared + n * spread
    if "reconstruction-without-half" in mistakes:
        squared = 2 * squared
    constants = n * d * np.log(2 * np.pi * variance)
    if "normaliser-forgotten" in mistakes:
        constants = 0.0
    if "normaliser-of-one-coordinate" in mistakes:
        constants = n * np.log(2 * np.pi * variance)
    if "two-pi-forgotten" in mistakes:
        constants = n * d * np.log(variance)
    reconstruction = -0.5 * (constants + squared / variance)
    if "divided-by-noise-forgotten" in mistakes:
        reconstruction = -0.5 * (constants + squared)
    log_det = np.linalg.slogdet(q_cov)[1]
    if "determinant-of-the-diagonal" in mistakes:
        log_det = np.sum(np.log(np.diag(q_cov)))
    if "entropy-of-q-forgotten" in mistakes:
        log_det = 0.0
    if "entropy-of-q-sign" in mistakes:
        log_det = -log_det
    size = 0 if "latent-size-forgotten" in mistakes else q
    means_part = 0.0 if "q-means-not-in-kl" in mistakes else np.sum(q_means**2)
    times = 1 if "kl-once" in mistakes else n
    divergence = 0.5 * (means_part + times * (np.trace(q_cov) - size - log_det))
    if "kl-without-half" in mistakes:
        divergence = 2 * divergence
    if "kl-forgotten" in mistakes:
        divergence = 0.0
    if "kl-added" in mistakes:
        divergence = -divergence
    value = float(reconstruction - divergence)
    if "elbo-averaged" in mistakes:
        value = value / n
    return -value if "elbo-negated" in mistakes else value


def log_emissions(X, weights, means, covariances, *, mistakes):
    """Return the log emission density of each step in each state."""
    if "arguments-modified" in mistakes:
        weights /= 2
        weights = weights * 2
    columns = []
    for w, m, c in zip(weights, means, covariances, strict=True):
        log_densities = densities_of(X, m, c)
        if "emission-weights-forgotten" in mistakes:
            w = np.ones(len(w)) if mistakes["emission-weights-forgotten"] is None else np.full(len(w), 1 / len(w))
        if "weights-of-the-first-state" in mistakes:
            w = weights[0]
        if "largest-for-mixture" in mistakes:
            columns.append(np.max(np.log(w) + log_densities, axis=1))
        elif "logs-averaged" in mistakes:
            columns.append(log_densities @ w)
        elif "joint-logs-summed" in mistakes:
            columns.append(np.sum(np.log(w) + log_densities, axis=1))
        elif "emissions-underflow" in mistakes:
            columns.append(np.log(np.exp(log_densities) @ w))
        elif "log-not-taken" in mistakes:
            columns.append(np.exp(log_densities) @ w)
        else:
            columns.append(logsumexp(log_densities, axis=1, b=w))
    found = np.column_stack(columns)
    if "emissions-normalised" in mistakes:
        found = found - logsumexp(found, axis=1, keepdims=True)
    if "emissions-summed-over-time" in mistakes:
        return found.sum(axis=0)
    return found.T if "states-in-rows" in mistakes else found


def forward_log(log_start, log_transition, log_emission, *, mistakes):
    """Return the log-likelihood and the table of the forward algorithm."""
    if "arguments-modified" in mistakes:
        log_emission += 0.5
        log_emission = log_emission - 0.5
    transition = log_transition.T if "transition-transposed" in mistakes else log_transition
    n_steps, n_states = log_emission.shape
    log_alpha = np.full((n_steps, n_states), -np.inf)
    start = np.full(n_states, -np.log(n_states)) if "start-forgotten" in mistakes else log_start
    if mistakes.get("start-forgotten") == "zero":
        start = np.zeros(n_states)
    log_alpha[0] = start if "first-emission-forgotten" in mistakes else start + log_emission[0]
    for t in range(1, n_steps):
        ways = log_alpha[t - 1][:, None] + transition
        if "emission-of-the-step-before" in mistakes:
            log_alpha[t] = np.logaddexp.reduce(ways + log_emission[t - 1][:, None], axis=0)
            continue
        if "maximum-over-ways" in mistakes:
            summed = np.max(ways, axis=0)
        elif "sums-of-log-probabilities" in mistakes:
            summed = np.sum(ways, axis=0)
        elif "forward-underflows" in mistakes:
            summed = np.log(np.sum(np.exp(ways), axis=0))
        elif "minus-infinity-minus-itself" in mistakes:
            top = np.max(ways, axis=0)
            summed = top + np.log(np.sum(np.exp(ways - top), axis=0))
        elif "transitions-ignored" in mistakes:
            summed = log_alpha[t - 1]
        elif "epsilon-in-the-log" in mistakes:
            summed = np.log(np.sum(np.exp(ways), axis=0) + 1e-300)
        else:
            summed = np.logaddexp.reduce(ways, axis=0)
        if "emissions-forgotten" in mistakes:
            log_alpha[t] = summed
        else:
            log_alpha[t] = summed + log_emission[t]
    log_likelihood = float(logsumexp(log_alpha[-1]))
    if "likelihood-of-the-best-end" in mistakes:
        log_likelihood = float(np.max(log_alpha[-1]))
    if "likelihood-of-the-last-state" in mistakes:
        log_likelihood = float(log_alpha[-1, -1])
    if "likelihood-over-all-steps" in mistakes:
        log_likelihood = float(logsumexp(log_alpha))
    if "log-alpha-summed" in mistakes:
        log_likelihood = float(np.sum(log_alpha[-1]))
    if "alpha-normalised" in mistakes:
        log_alpha = log_alpha - logsumexp(log_alpha, axis=1, keepdims=True)
    if "log-not-taken" in mistakes:
        return np.exp(log_likelihood), np.exp(log_alpha)
    if "table-only" in mistakes:
        return log_alpha
    return (log_alpha, log_likelihood) if "table-before-likelihood" in mistakes else (log_likelihood, log_alpha)


def viterbi(log_start, log_transition, log_emission, *, mistakes):
    """Return the most probable path and its log-probability."""
    if "arguments-modified" in mistakes:
        log_emission += 0.5
        log_emission = log_emission - 0.5
    transition = log_transition.T if "transition-transposed" in mistakes else log_transition
    n_steps, n_states = log_emission.shape
    start = np.full(n_states, -np.log(n_states)) if "start-forgotten" in mistakes else log_start
    if mistakes.get("start-forgotten") == "zero":
        start = np.zeros(n_states)
    if "transitions-ignored" in mistakes:
        transition = np.zeros((n_states, n_states))
    best = start if "first-emission-forgotten" in mistakes else start + log_emission[0]
    if "viterbi-underflows" in mistakes:
        best = np.exp(best)
    table, came_from = [best], np.zeros((n_steps, n_states), dtype=int)
    for t in range(1, n_steps):
        if "viterbi-underflows" in mistakes:
            ways = best[:, None] * np.exp(transition)
            best = np.max(ways, axis=0) * np.exp(log_emission[t])
        else:
            ways = best[:, None] + transition
            top = np.logaddexp.reduce(ways, axis=0) if "sum-over-ways" in mistakes else np.max(ways, axis=0)
            best = top + log_emission[t]
        came_from[t] = np.argmax(ways, axis=0)
        table.append(best)
    log_probability = float(np.log(np.max(best)) if "viterbi-underflows" in mistakes else np.max(best))
    path = np.zeros(n_steps, dtype=int)
    path[-1] = np.argmax(best)
    for t in range(n_steps - 1, 0, -1):
        path[t - 1] = came_from[t, path[t]]
        if "back-one-step-too-late" in mistakes:
            path[t - 1] = came_from[t - 1, path[t]]
    if "not-traced-back" in mistakes:
        path = np.argmax(table, axis=1)
    if "best-state-of-each-step" in mistakes:
        path = np.argmax(posterior(log_start, log_transition, log_emission), axis=1)
    if "greedy-path" in mistakes:
        path[0] = np.argmax(log_start + log_emission[0])
        for t in range(1, n_steps):
            path[t] = np.argmax(log_transition[path[t - 1]] + log_emission[t])
    if "path-reversed" in mistakes:
        path = path[::-1]
    if "states-from-one" in mistakes:
        path = path + 1
    if "forward-for-best-path" in mistakes:
        log_probability = forward_log(log_start, log_transition, log_emission, mistakes={})[0]
    if "probability-for-its-log" in mistakes:
        log_probability = float(np.exp(log_probability))
    if "path-only" in mistakes:
        return path
    return (log_probability, path) if "probability-before-path" in mistakes else (path, log_probability)


def posterior(log_start, log_transition, log_emission):
    """Return the log-probability of each state at each step, given the whole sequence."""
    log_alpha = forward_log(log_start, log_transition, log_emission, mistakes={})[1]
    log_beta = np.zeros(log_alpha.shape)
    for t in range(len(log_alpha) - 2, -1, -1):
        log_beta[t] = np.logaddexp.reduce(log_transition + log_emission[t + 1] + log_beta[t + 1], axis=1)
    return log_alpha + log_beta
