"""Parameter counts, AIC, BIC and the choice of K, with switches for mistakes."""

import numpy as np
from sklearn.mixture import GaussianMixture

MATRICES = ("d-squared", "d-per-covariance", "triangle-without-diagonal", "triangle-not-halved")


def n_parameters(n_components, n_features, covariance_type=None, *, mistakes):
    """Return the number of free parameters."""
    K, d = n_components, n_features
    if covariance_type is None:
        covariance_type = mistakes.get("covariance-type-default", "full")
    if "k-and-d-exchanged" in mistakes:
        K, d = d, K
    matrix = {
        "d-squared": d * d,
        "d-per-covariance": d,
        "triangle-without-diagonal": d * (d - 1) // 2,
        "triangle-not-halved": d * (d + 1),
    }.get(
        next((name for name in mistakes if name in MATRICES), ""),
        d * (d + 1) // 2,
    )
    free = {"full": K * matrix, "tied": matrix, "diag": K * d, "spherical": K}
    if "tied-per-component" in mistakes:
        free["tied"] = K * matrix
    if "one-matrix-for-all" in mistakes:
        free["full"] = matrix
    if "diag-once" in mistakes:
        free["diag"] = d
    if "spherical-once" in mistakes:
        free["spherical"] = 1
    if "spherical-as-diag" in mistakes:
        free["spherical"] = K * d
    if "diag-as-spherical" in mistakes:
        free["diag"] = K
    if "covariance-type-ignored" in mistakes:
        free = dict.fromkeys(free, free[mistakes["covariance-type-ignored"] or "full"])
    if "covariances-forgotten" in mistakes:
        free = dict.fromkeys(free, 0)
    weights = K if "all-weights-counted" in mistakes else K - 1
    weights = 0 if "weights-not-counted" in mistakes else weights
    means = K if "one-number-per-mean" in mistakes else d if "one-mean-for-all" in mistakes else K * d
    means = 0 if "means-not-counted" in mistakes else means
    return weights + means + free[covariance_type]


def aic(log_likelihood, n_parameters, *, mistakes):
    """Return Akaike's criterion."""
    price = np.log(mistakes["criteria-swapped"]) if mistakes.get("criteria-swapped") else 2.0
    return criterion_value(log_likelihood, n_parameters, price, mistakes)


def bic(log_likelihood, n_parameters, n_samples, *, mistakes):
    """Return the Bayesian criterion."""
    price = np.log(n_samples)
    if "price-log-base" in mistakes:
        price = price / np.log(mistakes["price-log-base"])
    if "log-of-n-times-d" in mistakes:
        price = np.log(n_samples * mistakes["log-of-n-times-d"])
    if "n-for-log-n" in mistakes:
        price = float(n_samples)
    if "criteria-swapped" in mistakes:
        price = 2.0
    if "logs-exchanged" in mistakes:
        return -2 * log_likelihood + n_samples * np.log(n_parameters)
    if "likelihood-per-sample" in mistakes:
        log_likelihood = log_likelihood / n_samples
    return criterion_value(log_likelihood, n_parameters, price, mistakes)


def criterion_value(log_likelihood, n_parameters, price, mistakes):
    """Return fit and penalty together."""
    penalty = price * (1 if "parameters-forgotten" in mistakes else n_parameters)
    if "penalty-halved" in mistakes:
        penalty = penalty / 2
    if "penalty-doubled" in mistakes:
        penalty = 2 * penalty
    if "penalty-forgotten" in mistakes:
        penalty = 0.0
    if "penalty-subtracted" in mistakes:
        penalty = -penalty
    if "absolute-likelihood" in mistakes:
        log_likelihood = -abs(log_likelihood)
    if "logarithm-taken-again" in mistakes:
        log_likelihood = np.log(np.abs(log_likelihood))
    fit = (-1 if "fit-not-doubled" in mistakes else -2) * log_likelihood
    fit = -fit if "sign-of-fit" in mistakes else fit
    value = fit + penalty
    value = -value if "higher-is-better" in mistakes else value
    return value / 2 if "criterion-halved" in mistakes else value


def fitted(X, n_components, covariance_type, random_state):
    """Return a fitted mixture."""
    return GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state).fit(X)


def choose_n_components(X, candidates, criterion=None, random_state=0, *, mistakes, fit=fitted):
    """Return the best of the candidates, and all scores."""
    if criterion is None:
        criterion = "aic" if "aic-by-default" in mistakes else "bic"
    if "arguments-modified" in mistakes:
        candidates.sort()
    candidates = list(candidates)
    if "candidates-sorted" in mistakes:
        candidates = sorted(candidates)
    if "candidates-from-one" in mistakes:
        candidates = list(range(1, len(candidates) + 1))
    if "criterion-ignored" in mistakes:
        criterion = mistakes["criterion-ignored"] or "bic"
    if "criteria-swapped" in mistakes:
        criterion = {"aic": "bic", "bic": "aic"}[criterion]
    kind = mistakes.get("covariance-type-other", "full")
    state = mistakes.get("random-state-ignored", random_state)
    models = [fit(X, k, kind, state) for k in candidates]
    scores = [model_score(model, X, criterion, mistakes) for model in models]
    chosen = int(np.argmax(scores) if "argmax-for-argmin" in mistakes else np.argmin(scores))
    best = candidates[chosen]
    if "index-for-k" in mistakes:
        best = chosen + (mistakes["index-for-k"] or 0)
    if "likelihood-for-criterion" in mistakes:
        scores = [
            float(model.score(X) * (len(X) if mistakes["likelihood-for-criterion"] == "sum" else 1)) for model in models
        ]
        best = candidates[int(np.argmax(scores))]
    if "largest-candidate" in mistakes:
        best = max(candidates)
    if "score-for-k" in mistakes:
        best = scores[chosen]
    if "best-score-only" in mistakes:
        scores = scores[chosen]
    if "best-only" in mistakes:
        return best
    return (scores, best) if "order-of-results" in mistakes else (best, scores)


def model_score(model, X, criterion, mistakes):
    """Return the score of one fitted model."""
    n, d = X.shape
    n_free = round((model.aic(X) + 2 * model.score(X) * n) / 2)
    price = np.log(n) if criterion == "bic" else 2.0
    if "log-of-n-times-d" in mistakes and criterion == "bic":
        price = np.log(n * d)
    fit = -2 * model.score(X) * (1 if "likelihood-per-sample" in mistakes else n)
    fit = fit / 2 if "fit-not-doubled" in mistakes else fit
    n_free = n_free + 1 if "all-weights-counted" in mistakes else n_free
    n_free = 0 if "penalty-forgotten" in mistakes else n_free
    value = fit + price * (-n_free if "penalty-subtracted" in mistakes else n_free)
    return float(-value if "higher-is-better" in mistakes else value)
