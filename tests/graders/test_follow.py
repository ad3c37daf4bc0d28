"""What follows from a student's own functions is worked out once for all checks of a submission."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from solutions import em, gaussian_mixture

from .runner import credit, notebook, run


def test_no_step_of_a_students_own_path_is_asked_twice() -> None:
    asked: Counter[bytes] = Counter()

    def hardened(X: Any, *parameters: Any) -> Any:
        asked[b"".join(np.asarray(part).tobytes() for part in (X, *parameters))] += 1
        resp = em.e_step(X, *parameters)
        return 0.9 * resp + 0.1 / resp.shape[1]

    def fit_em(X: Any, weights: Any, means: Any, covariances: Any, max_iter: int = 200, tol: float = 1e-6) -> Any:
        parameters, history = (weights, means, covariances), [np.nan]
        for _ in range(max_iter):  # as the student's own steps go, beside the counting
            before = asked.copy()
            parameters = em.m_step(X, space["e_step"](X, *parameters))
            asked.clear()
            asked.update(before)
        return *parameters, np.array(history * (max_iter + 1))

    space = notebook(e_step=hardened, fit_em=fit_em)
    run(space, "fit_em")
    assert len(asked) > 20, "no path was followed"
    assert asked.most_common(1)[0][1] == 1


def test_a_fit_that_follows_a_wrong_step_is_right() -> None:
    def hardened(X: Any, *parameters: Any) -> Any:
        resp = em.e_step(X, *parameters)
        return 0.9 * resp + 0.1 / resp.shape[1]

    assert credit(run(notebook(e_step=hardened), "e_step", "fit_em")) == {"e_step": 0.0, "fit_em": 1.0}


def test_steps_that_lead_nowhere_make_nobody_right_who_takes_none() -> None:
    def constant(X: Any, resp: Any) -> Any:
        k, d = resp.shape[1], X.shape[1]
        return np.ones(k) / k, np.zeros((k, d)), np.array([1e4 * np.eye(d)] * k)

    def at_once(X: Any, weights: Any, means: Any, covariances: Any, tol: float = 1e-6, max_iter: int = 200) -> Any:
        parameters = constant(X, np.ones((len(X), len(weights))))
        likelihoods = [gaussian_mixture.log_likelihood(X, *p) for p in ((weights, means, covariances), parameters)]
        return *parameters, np.array(likelihoods[:1] + likelihoods[1:] * min(max_iter, 2))

    def none(X: Any, weights: Any, means: Any, covariances: Any, tol: float = 1e-6, max_iter: int = 200) -> Any:
        start = weights, means, covariances
        return *start, np.array([gaussian_mixture.log_likelihood(X, *start)])

    last: list[Any] = []

    def remembered(X: Any, *parameters: Any) -> Any:
        last[:] = [parameters]
        return np.ones((len(X), len(parameters[0])))

    assert credit(run(notebook(m_step=constant, fit_em=at_once), "fit_em")) == {"fit_em": 0.0}
    standing = notebook(e_step=remembered, m_step=lambda X, resp: last[0], fit_em=none)
    assert credit(run(standing, "fit_em"))["fit_em"] <= 0.2
