"""Properties of ``e_step``, ``m_step`` and ``fit_em``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from autograder.graders.compare import WEIGHTS, Answer, numbers, parts, read_mixture
from autograder.graders.oracle import Array, Mixture
from autograder.graders.properties.density import array
from autograder.graders.properties.inputs import FAR, NEAR, hard_labels, mixture, responsibilities, samples
from autograder.graders.properties.search import Asker, Size
from autograder.graders.properties.wording import apart, digits_apart, given, joined, listed, number
from autograder.graders.values import RTOL, agrees
from autograder.model import Text

PARAMETERS = ("weights", "means", "covariances")
STEPS = 3
EXACT = 1e-9


def _ask_e_step(ask: Asker, X: Array, parameters: Mixture) -> Array:
    return ask(array(len(X), len(parameters.weights)), "e_step", X, *parameters.arrays)


def _shown(X: Array, parameters: Mixture) -> str:
    weights, means, covariances = parameters.arrays
    return given(X=X, weights=weights, means=means, covariances=covariances)


def e_step_rows(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Every row of responsibilities sums to 1 and lies between 0 and 1."""
    return _rows(ask, samples(draw, size, NEAR), mixture(draw, size))


def e_step_far(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """So it does for samples far from every component, where all densities are too small for a float."""
    return _rows(ask, samples(draw, size, FAR), mixture(draw, size))


def _rows(ask: Asker, X: Array, parameters: Mixture) -> Text | None:
    resp = _ask_e_step(ask, X, parameters)
    shown, sums = _shown(X, parameters), resp.sum(axis=1)
    if not agrees(sums, np.ones(len(X)), rtol=RTOL, atol=0.0):
        digits = max(digits_apart(total, 1) for total in sums if not abs(total - 1) <= RTOL)
        totals, shown_resp = [number(total, digits) for total in sums], listed(resp, digits)
        rows = Text("這一列的和是", "its row sums to") if len(X) == 1 else Text("各列的和是", "its rows sum to")
        return Text(
            f"例如 {shown}：你的 e_step 回傳 {shown_resp}，{rows.zh} {joined(totals, '與')}；每一列的和應該是 1。",
            f"For example, with {shown} your e_step returns {shown_resp}: {rows.en} {joined(totals, 'and')}; each row "
            "should sum to 1.",
        )
    outside = resp[(resp < -RTOL) | (resp > 1 + RTOL)]
    if outside.size:
        return Text(
            f"例如 {shown}：你的 e_step 回傳 {listed(resp)}；責任值應該介於 0 與 1 之間，{number(outside[0])} 不是。",
            f"For example, with {shown} your e_step returns {listed(resp)}; responsibilities lie between 0 and 1, but "
            f"{number(outside[0])} does not.",
        )
    return None


def e_step_order(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Reordering the components reorders the columns."""
    X, parameters = samples(draw, size), mixture(draw, size)
    turned = Mixture(*(np.roll(part, -1, axis=0) for part in parameters.arrays))
    first, second = _ask_e_step(ask, X, parameters), _ask_e_step(ask, X, turned)
    expected = np.roll(first, -1, axis=1)
    if not np.all(np.isfinite(first)) or agrees(second, expected):
        return None
    got, wanted = apart(second, expected)
    shown = _shown(X, parameters)
    return Text(
        f"例如 {shown}：你的 e_step 回傳 {listed(first)}。把第一個成分移到最後，責任值的第一行也該移到最後，"
        f"成為 {wanted}，你的卻是 {got}。",
        f"For example, with {shown} your e_step returns {listed(first)}. With the first component moved to the end, the "
        f"first column should move there too and give {wanted}, but yours is {got}.",
    )


def e_step_empty_component(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A component of weight 0 takes no responsibility."""
    X, drawn = samples(draw, size, NEAR), mixture(draw, size)
    parameters = Mixture(np.array([1.0, 0.0]), drawn.means, drawn.covariances)
    resp = _ask_e_step(ask, X, parameters)
    expected = np.tile(parameters.weights, (len(X), 1))
    if agrees(resp, expected):
        return None
    got, wanted = apart(resp, expected)
    shown = _shown(X, parameters)
    return Text(
        f"例如 {shown}：權重為 0 的成分不分擔任何責任，責任值應該是 {wanted}，你的 e_step 回傳 {got}。",
        f"For example, {shown}: a component of weight 0 takes no responsibility, so resp should be {wanted}; your "
        f"e_step returns {got}.",
    )


def _mixture_of(size: Size) -> Callable[[Answer], Mixture]:
    return lambda answer: read_mixture(answer, parts(answer, PARAMETERS), size.n_components, size.n_features)


def m_step_weights(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The weights sum to 1."""
    X, resp = samples(draw, size), responsibilities(draw, size)
    shape = (size.n_components,)
    weights = ask(lambda a: numbers(a, parts(a, PARAMETERS)[0], WEIGHTS, shape), "m_step", X, resp)
    total = float(weights.sum())
    if abs(total - 1) <= RTOL:
        return None
    digits = digits_apart(total, 1)
    got, own = number(total, digits), listed(weights, digits)
    shown = given(X=X, resp=resp)
    return Text(
        f"例如 {shown}：你的 m_step 算出權重 {own}，和是 {got}；權重的和應該是 1。",
        f"For example, with {shown} your m_step gives the weights {own}, which sum to {got}; they should sum to 1.",
    )


def m_step_covariances(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Covariance matrices are symmetric and positive semi-definite."""
    X, resp = samples(draw, size), responsibilities(draw, size)
    covariances = ask(_mixture_of(size), "m_step", X, resp).covariances
    shown = given(X=X, resp=resp)
    for k, cov in enumerate(covariances, start=1):
        if not np.all(np.isfinite(cov)) or not np.all(resp.sum(axis=0) > 0):
            continue
        zh = f"例如 {shown}：你的 m_step 算出第 {k} 個成分的共變異數是 {listed(cov)}"
        en = f"For example, with {shown} your m_step gives component {k} the covariance {listed(cov)}"
        if not agrees(cov, cov.T):
            return Text(f"{zh}；共變異數矩陣應該對稱。", f"{en}; a covariance matrix is symmetric.")
        values, vectors = np.linalg.eigh(cov / max(1.0, float(np.max(np.abs(cov)))))
        if not values[0] >= -RTOL:
            if size.n_features == 1:
                return Text(f"{zh}；變異數不會小於 0。", f"{en}; a variance is never below 0.")
            v = vectors[:, 0] / vectors[np.argmax(np.abs(vectors[:, 0])), 0]
            return Text(
                f"{zh}；沿著方向 v = {listed(v)} 的變異數 vᵀΣv 是 {number(float(v @ cov @ v))}，變異數不會小於 0。",
                f"{en}; along v = {listed(v)} its variance vᵀΣv is {number(float(v @ cov @ v))}, but a variance is "
                "never below 0.",
            )
    return None


def m_step_hard(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """With responsibilities of 0 and 1, each component has the mean and the covariance of its own samples."""
    X, labels = samples(draw, size), hard_labels(draw, size)
    if len(np.unique(labels)) < size.n_components:
        return None
    resp = np.eye(size.n_components)[labels]
    got = ask(_mixture_of(size), "m_step", X, resp)
    shown = given(X=X, resp=resp)
    for k in range(size.n_components):
        own = X[labels == k]
        centred = own - own.mean(axis=0)
        for what, value, expected in (
            (Text("均值", "mean"), got.means[k], own.mean(axis=0)),
            (
                Text("最大概似共變異數", "maximum likelihood covariance"),
                got.covariances[k],
                centred.T @ centred / len(own),
            ),
        ):
            if not agrees(value, expected, atol=EXACT):
                one, other = apart(value, expected)
                only = Text(f"只有樣本 {listed(own)}", f"has only the sample{'s' * (len(own) > 1)} {listed(own)}")
                return Text(
                    f"例如 {shown}：第 {k + 1} 個成分{only.zh}，{what.zh}是 {other}，你的 m_step 卻算出 {one}。",
                    f"For example, with {shown}, component {k + 1} {only.en}, of which the {what.en} is {other}; your "
                    f"m_step gives {one}.",
                )
    return None


def m_step_integers(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Samples that are integers give the same parameters as floats of the same value."""
    X, resp = samples(draw, size), responsibilities(draw, size)
    whole, real = (ask(_mixture_of(size), "m_step", samples, resp) for samples in (X.astype(int), X))
    for name, one, other in zip(PARAMETERS, whole.arrays, real.arrays, strict=True):
        if np.all(np.isfinite(other)) and not agrees(one, other):
            got, wanted = apart(one, other)
            shown = given(X=X, resp=resp)
            return Text(
                f"例如 {shown}：X 是浮點數時，你的 m_step 算出 {name} = {wanted}；同樣的 X 存成整數時卻是 {got}。",
                f"For example, {shown}: with X as floats your m_step gives {name} = {wanted}, with the same X as integers "
                f"{got}.",
            )
    return None


def fit_em_never_falls(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The log-likelihood never falls from one EM step to the next."""
    X, start = samples(draw, size, NEAR), mixture(draw, size)
    history = ask(_history, "fit_em", X, *start.arrays, max_iter=STEPS)
    falls = np.flatnonzero(np.diff(history) < -RTOL * np.abs(history[:-1]))
    if not falls.size:
        return None
    t = int(falls[0]) + 1
    digits = digits_apart(history[t], history[t - 1])
    after, before, path = (listed(values, digits) for values in (history[t], history[t - 1], history))
    shown = _shown(X, start)
    return Text(
        f"例如由 {shown} 出發，max_iter={STEPS}：你的 history 是 {path}，第 {t} 步從 {before} 降到 {after}；"
        "每一個 EM 步都不會讓對數概似變小。",
        f"For example, from {shown} with max_iter={STEPS}, your history is {path}: step {t} falls from "
        f"{before} to {after}; no EM step lowers the log-likelihood.",
    )


def _history(answer: Answer) -> Array:
    history = numbers(answer, parts(answer, (*PARAMETERS, "history"))[3], Text("history", "history"), (None,))
    return history[: STEPS + 2].copy()  # one too many at most; a hostile one may be huge
