"""Wrong answers as students write them: a short right function with one thing wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

RIGHT = {
    "e_step": """from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def e_step(X, weights, means, covariances):
    log_joint = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        log_density = multivariate_normal.logpdf(X, means[k], covariances[k])
        with np.errstate(divide="ignore"):
            log_joint[:, k] = np.log(weights[k]) + log_density
    log_joint = log_joint - logsumexp(log_joint, axis=1, keepdims=True)
    return np.exp(log_joint)
""",
    "m_step": """def m_step(X, resp):
    N, d = X.shape
    K = resp.shape[1]
    Nk = resp.sum(axis=0)
    weights = Nk / N
    means = np.zeros((K, d))
    covariances = np.zeros((K, d, d))
    for k in range(K):
        if Nk[k] == 0:
            covariances[k] = np.eye(d)
            continue
        means[k] = resp[:, k] @ X / Nk[k]
        diff = X - means[k]
        covariances[k] = (resp[:, [k]] * diff).T @ diff / Nk[k]
    return weights, means, covariances
""",
    "fit_em": """from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def fit_em(X, weights, means, covariances, tol=1e-6, max_iter=200):
    def total(weights, means, covariances):
        columns = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        return logsumexp(np.column_stack(columns), axis=1, b=weights).sum()

    history = [total(weights, means, covariances)]
    for step in range(max_iter):
        resp = e_step(X, weights, means, covariances)
        weights, means, covariances = m_step(X, resp)
        history.append(total(weights, means, covariances))
        if history[-1] - history[-2] < tol:
            break
    return weights, means, covariances, history
""",
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong, and the text of :data:`RIGHT` that it replaces."""

    function: str
    name: str
    right: str
    wrong: str

    @property
    def cell(self) -> str:
        """The cell that the student handed in."""
        source = RIGHT[self.function]
        if source.count(self.right) != 1:
            raise ValueError(
                f"{self.function}, {self.name}: its text occurs {source.count(self.right)} times, not once"
            )
        return source.replace(self.right, self.wrong)


_NORMALISE = "log_joint = log_joint - logsumexp(log_joint, axis=1, keepdims=True)\n    return np.exp(log_joint)"
_COVARIANCE = "(resp[:, [k]] * diff).T @ diff / Nk[k]"
_STOP = "if history[-1] - history[-2] < tol:"
_EM = "resp = e_step(X, weights, means, covariances)\n        weights, means, covariances = m_step(X, resp)"

EDITS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "e_step": (
        ("weights forgotten", "np.log(weights[k]) + log_density", "log_density"),
        ("weights not logged", "np.log(weights[k]) + log_density", "weights[k] + log_density"),
        ("logarithms returned", "return np.exp(log_joint)", "return log_joint"),
        ("not normalised", _NORMALISE, "return np.exp(log_joint)"),
        ("columns normalised", "logsumexp(log_joint, axis=1, keepdims=True)", "logsumexp(log_joint, axis=0, keepdims=True)"),
        ("the whole table normalised", "logsumexp(log_joint, axis=1, keepdims=True)", "logsumexp(log_joint)"),
        ("transposed", "return np.exp(log_joint)", "return np.exp(log_joint).T"),
        ("hard labels", "return np.exp(log_joint)", "return np.eye(len(weights))[log_joint.argmax(axis=1)]"),
        ("densities underflow", _NORMALISE, "joint = np.exp(log_joint)\n    return joint / joint.sum(axis=1, keepdims=True)"),
        ("deviations for variances", "covariances[k])", "np.sqrt(covariances[k]) * np.eye(X.shape[1]))"),
        ("covariance left out", "means[k], covariances[k])", "means[k])"),
        ("the first covariance for all", "covariances[k])", "covariances[0])"),
        ("the likelihood returned too", "return np.exp(log_joint)", "return np.exp(log_joint), logsumexp(log_joint)"),
        ("largest not normalised", _NORMALISE, "return np.exp(log_joint - log_joint.max(axis=1, keepdims=True))"),
    ),
    "m_step": (
        ("divided by N", _COVARIANCE, "(resp[:, [k]] * diff).T @ diff / N"),
        ("divided by N_k - 1", _COVARIANCE, "(resp[:, [k]] * diff).T @ diff / (Nk[k] - 1)"),
        ("not divided", _COVARIANCE, "(resp[:, [k]] * diff).T @ diff"),
        ("unweighted covariance", _COVARIANCE, "diff.T @ diff / N"),
        ("responsibilities squared", _COVARIANCE, "(resp[:, [k]] * diff).T @ (resp[:, [k]] * diff) / Nk[k]"),
        ("around the mean of all", "diff = X - means[k]", "diff = X - X.mean(axis=0)"),
        ("around zero", "diff = X - means[k]", "diff = X"),
        ("diagonal only", _COVARIANCE, "np.diag(resp[:, k] @ diff**2 / Nk[k])"),
        ("a ridge on the diagonal", _COVARIANCE, f"{_COVARIANCE} + 1e-3 * np.eye(d)"),
        ("counts for weights", "weights = Nk / N", "weights = Nk"),
        ("all weights the same", "weights = Nk / N", "weights = np.full(K, 1 / K)"),
        ("sums for means", "means[k] = resp[:, k] @ X / Nk[k]", "means[k] = resp[:, k] @ X"),
        ("means divided by N", "means[k] = resp[:, k] @ X / Nk[k]", "means[k] = resp[:, k] @ X / N"),
        ("means unweighted", "means[k] = resp[:, k] @ X / Nk[k]", "means[k] = X.mean(axis=0)"),
        ("summed along the components", "Nk = resp.sum(axis=0)", "Nk = resp.sum(axis=1)"),
        ("a dead component is divided by 0", "if Nk[k] == 0:", "if False:"),
        ("means transposed", "return weights, means, covariances", "return weights, means.T, covariances"),
        ("another order", "return weights, means, covariances", "return means, weights, covariances"),
        ("rows for the product", _COVARIANCE, "sum(resp[i, k] * diff[i] @ diff[i] for i in range(N)) / Nk[k]"),
    ),
    "fit_em": (
        ("no initial value in history", "history = [total(weights, means, covariances)]\n", "history = [-np.inf]\n"),
        ("stops at any size of gain", _STOP, "if history[-1] - history[-2] > tol:"),
        ("stops after one step", _STOP, "if True:"),
        ("tol ignored", _STOP, "if history[-1] == history[-2]:"),
        ("relative gain", _STOP, "if (history[-1] - history[-2]) / abs(history[-2]) < tol:"),
        ("mean for sum", "axis=1, b=weights).sum()", "axis=1, b=weights).mean()"),
        ("weights left out of the likelihood", ", axis=1, b=weights).sum()", ", axis=1).sum()"),
        ("negative likelihood", "return logsumexp(", "return -logsumexp("),
        ("M before E", _EM, "weights, means, covariances = m_step(X, e_step(X, *m_step(X, np.ones((len(X), len(weights))))))"),
        ("the weights never change", "weights, means, covariances = m_step(X, resp)", "_, means, covariances = m_step(X, resp)"),
        ("the covariances never change", "weights, means, covariances = m_step(X, resp)", "weights, means, _ = m_step(X, resp)"),
        ("the last value only", "return weights, means, covariances, history", "return weights, means, covariances, history[-1]"),
        ("one step too few", "for step in range(max_iter):", "for step in range(max_iter - 1):"),
        ("history[0] recomputed", "history.append(total(weights, means, covariances))", "history.append(history[-1])"),
        ("the start is returned", _EM, "resp = e_step(X, weights, means, covariances)\n        m_step(X, resp)"),
    ),
}  # fmt: skip


def mistakes() -> Iterator[Mistake]:
    """Yield them all."""
    for function, edits in EDITS.items():
        for name, right, wrong in edits:
            yield Mistake(function, name, right, wrong)
