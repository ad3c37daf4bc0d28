"""The hidden graders' questions as stock nbgrader asks them: asserts inside the graded cells, beside a reference.

They ask about the same kinds of inputs, of the same sizes. Partial credit, diagnoses and messages are left out.
"""

from __future__ import annotations

BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

# Each graded cell has a copy: the one in a cell that fails early would never be reached.
REFERENCE = """\
import scipy.special
import scipy.stats


def hidden_problem(seed, n_samples, n_components, n_features):
    rng = np.random.default_rng(seed)
    weights = 1.7 ** rng.permutation(n_components)
    weights = weights / weights.sum()
    means = 1.5 * rng.standard_normal((n_components, n_features)) + 1
    axes = rng.standard_normal((n_components, n_features, n_features))
    covariances = axes @ axes.transpose(0, 2, 1) + 0.3 * np.eye(n_features)
    labels = rng.choice(n_components, n_samples, p=weights)
    noise = rng.standard_normal((n_samples, n_features))
    X = means[labels] + np.einsum("nij,nj->ni", np.linalg.cholesky(covariances)[labels], noise)
    return X, weights, means, covariances


def hidden_log_joint(X, weights, means, covariances):
    logs = [scipy.stats.multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances)]
    with np.errstate(divide="ignore"):
        return np.log(weights) + np.column_stack(logs)


def hidden_e_step(*arguments):
    log_joint = hidden_log_joint(*arguments)
    return np.exp(log_joint - scipy.special.logsumexp(log_joint, axis=1, keepdims=True))


def hidden_m_step(X, resp):
    share = np.where(resp.sum(axis=0) > 0, resp, 1.0)
    share = share / share.sum(axis=0)
    means = share.T @ X
    covariances = np.array([(share[:, k] * (X - mean).T) @ (X - mean) for k, mean in enumerate(means)])
    return resp.mean(axis=0), means, covariances


def hidden_path(arguments, n_steps):
    X, *parameters = arguments
    path, history = [], []
    for _ in range(n_steps + 1):
        path.append(parameters)
        history.append(scipy.special.logsumexp(hidden_log_joint(X, *parameters), axis=1).sum())
        parameters = hidden_m_step(X, hidden_e_step(X, *parameters))
    return path, np.array(history)


def hidden_close(got, expected):
    got = np.asarray(got, dtype=float)
    return got.shape == expected.shape and bool(np.all(np.abs(got - expected) <= 1e-6 * np.max(np.abs(expected))))


def hidden_far(seed, *sizes):
    X, *parameters = hidden_problem(seed, *sizes)
    X[-2:] *= 400
    return X, *parameters


def hidden_integers(seed, *sizes):
    X, weights, means, covariances = hidden_problem(seed, *sizes)
    return np.rint(3 * X).astype(int), weights, 3 * means, 9 * covariances


def hidden_empty(k, arguments):
    X, weights, means, covariances = arguments
    weights = np.where(np.arange(len(weights)) == k, 0, weights)
    return X, weights / weights.sum(), means, covariances

"""
TESTS = {
    "e_step": """\
hidden_ordinary = hidden_problem(1, 19, 4, 3)
hidden_cases = {
    "ordinary": hidden_ordinary,
    "far": hidden_far(2, 9, 4, 3),
    "integers": hidden_integers(3, 14, 3, 2),
    "one component": hidden_problem(4, 11, 1, 2),
    "one feature": hidden_problem(5, 9, 3, 1),
    "five features": hidden_problem(6, 13, 2, 5),
    "many": hidden_problem(7, 60, 6, 2),
    "an empty component": hidden_empty(1, hidden_ordinary),
    "the first is empty": hidden_empty(0, hidden_ordinary),
}
for hidden_name, hidden_arguments in hidden_cases.items():
    hidden_resp = np.asarray(e_step(*hidden_arguments), dtype=float)
    assert hidden_close(hidden_resp, hidden_e_step(*hidden_arguments)), hidden_name
    assert np.allclose(hidden_resp.sum(axis=1), 1), f"{hidden_name}: each row sums to 1"
    assert hidden_resp.min() >= -1e-9 and hidden_resp.max() <= 1 + 1e-9, f"{hidden_name}: between 0 and 1"
    assert np.all(hidden_resp[:, hidden_arguments[1] == 0] == 0), f"{hidden_name}: what is empty owns nothing"
hidden_rolled = [hidden_ordinary[0], *(np.roll(part, 1, axis=0) for part in hidden_ordinary[1:])]
assert hidden_close(e_step(*hidden_rolled), np.roll(hidden_e_step(*hidden_ordinary), 1, axis=1)), "another order"
hidden_before = [np.copy(part) for part in hidden_ordinary]
e_step(*hidden_ordinary)
assert all(map(np.array_equal, hidden_before, hidden_ordinary)), "the inputs stay as they were\"""",
    "m_step": """\
def hidden_case(X, *parameters):
    resp = hidden_e_step(X, *parameters) + 0.1
    return X, resp / resp.sum(axis=1, keepdims=True)


hidden_ordinary = hidden_case(*hidden_problem(11, 19, 4, 3))
hidden_dead = hidden_ordinary[1] * [1, 0, 1, 1]
hidden_cases = {
    "ordinary": hidden_ordinary,
    "small units": (3e-4 * hidden_ordinary[0], hidden_ordinary[1]),
    "integers": hidden_case(*hidden_integers(13, 14, 3, 2)),
    "one component": hidden_case(*hidden_problem(14, 11, 1, 2)),
    "one feature": hidden_case(*hidden_problem(15, 9, 3, 1)),
    "five features": hidden_case(*hidden_problem(16, 13, 2, 5)),
    "many": hidden_case(*hidden_problem(17, 60, 6, 2)),
    "a dead component": (hidden_ordinary[0], hidden_dead / hidden_dead.sum(axis=1, keepdims=True)),
}
for hidden_name, (hidden_X, hidden_resp) in hidden_cases.items():
    hidden_got = [np.asarray(part, dtype=float) for part in m_step(hidden_X, hidden_resp)]
    hidden_alive = hidden_resp.sum(axis=0) > 0
    assert np.isclose(hidden_got[0].sum(), 1), f"{hidden_name}: the weights sum to 1"
    assert hidden_close(hidden_got[0], hidden_resp.mean(axis=0)), f"{hidden_name}: weights"
    for hidden_part, hidden_right in zip(hidden_got[1:], hidden_m_step(hidden_X, hidden_resp)[1:]):
        assert np.all(np.isfinite(hidden_part)), f"{hidden_name}: no NaN"
        assert hidden_part.shape == hidden_right.shape, f"{hidden_name}: shapes"
        assert hidden_close(hidden_part[hidden_alive], hidden_right[hidden_alive]), hidden_name
    assert np.allclose(hidden_got[2], hidden_got[2].transpose(0, 2, 1)), f"{hidden_name}: symmetric"
hidden_before = [np.copy(part) for part in hidden_ordinary]
m_step(*hidden_ordinary)
assert all(map(np.array_equal, hidden_before, hidden_ordinary)), "the inputs stay as they were\"""",
    "fit_em": """\
def hidden_run(name, arguments, steps, **keywords):
    path, right = hidden_path(arguments, steps[-1])
    *parameters, history = fit_em(*arguments, **keywords)
    history = np.asarray(history, dtype=float)
    n_steps = len(history) - 1
    assert n_steps in steps, f"{name}: how many steps"
    assert hidden_close(history, right[: n_steps + 1]), f"{name}: history"
    assert np.all(np.diff(history) >= -1e-6 * np.abs(history[:-1])), f"{name}: it never falls"
    assert all(map(hidden_close, parameters, path[n_steps])), f"{name}: parameters"


def hidden_stop(arguments, tol):
    gains = np.diff(hidden_path(arguments, 100)[1])
    n_steps = int(np.argmax(gains < tol)) + 1
    return range(n_steps - 1, n_steps + 2)


hidden_X, hidden_weights, hidden_means, hidden_covariances = hidden_problem(25, 70, 3, 2)
hidden_start = hidden_X, hidden_weights, hidden_means + 0.7, 1.5 * hidden_covariances[::-1]
hidden_small = 3e-4 * hidden_X, hidden_weights, 3e-4 * hidden_start[2], 9e-8 * hidden_start[3]
hidden_integer_start = hidden_integers(31, 41, 2, 3)
hidden_before = [np.copy(part) for part in hidden_integer_start]
hidden_run("one step", hidden_start, range(1, 2), max_iter=1)
hidden_run("small units", hidden_small, range(1, 2), max_iter=1)
hidden_run("history", hidden_start, range(4, 5), max_iter=4)
hidden_run("convergence", hidden_start, hidden_stop(hidden_start, 1e-6), max_iter=100)
hidden_run("tolerance", hidden_start, hidden_stop(hidden_start, 0.02), max_iter=100, tol=0.02)
hidden_run("far", (np.vstack([hidden_X, [[900.0, -700.0]]]), *hidden_start[1:]), range(2, 3), max_iter=2)
hidden_run("integers", hidden_integer_start, range(3, 4), max_iter=3)
assert all(map(np.array_equal, hidden_before, hidden_integer_start)), "the inputs stay as they were\"""",
}


def hidden_tests() -> dict[str, str]:
    """Return the text of the hidden tests of each graded cell, between nbgrader's markers."""
    return {name: "\n".join([BEGIN, REFERENCE, text, END]) for name, text in TESTS.items()}
