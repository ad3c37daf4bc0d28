"""Properties of ``log_gaussian``, ``log_mixture`` and ``log_likelihood``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.graders.compare import RESULT, Answer, numbers
from autograder.graders.oracle import Array, Mixture
from autograder.graders.properties.inputs import covariance_of, mean_of, mixture, samples
from autograder.graders.properties.search import Asker, Size
from autograder.graders.properties.wording import apart, call, listed, number
from autograder.graders.values import agrees
from autograder.model import Text

REACH = {1: (20.0, 201), 2: (10.0, 41)}  # of the grid in each direction, and its points along each axis
INTEGRAL_TOLERANCE = 1e-4
SPACE = {1: Text("整條線上", "over the whole line"), 2: Text("整個平面上", "over the whole plane")}
NEAR = {
    1: Text("均值左右 20 以內", "within 20 of the mean alone"),
    2: Text("均值四周 10 以內", "within 10 of the mean alone"),
}


def array(*shape: int) -> Callable[[Answer], Array]:
    """Return what reads an answer as an array of this shape."""
    return lambda answer: numbers(answer, answer.value, RESULT, shape)


@dataclass(frozen=True)
class _Density:
    """What the student's density puts into each cell of a grid around the mean."""

    mean: Array
    cov: Array
    X: Array
    mass: Array
    total: float
    fits: bool
    """The grid holds all of it but a negligible part."""


def _density(draw: st.DrawFn, ask: Asker, size: Size) -> _Density:
    n_features = size.n_features
    mean, cov = mean_of(draw, n_features), covariance_of(draw, n_features)
    reach, n_points = REACH[n_features]
    axis = np.linspace(-reach, reach, n_points)
    offsets = np.stack(np.meshgrid(*[axis] * n_features), axis=-1).reshape(-1, n_features)
    X = offsets + mean
    mass = np.exp(ask(array(len(X)), "log_gaussian", X, mean, cov)) * (axis[1] - axis[0]) ** n_features
    total, edge = float(np.sum(mass)), float(np.sum(mass[np.max(np.abs(offsets), axis=1) == reach]))
    return _Density(mean, cov, X, mass, total, edge <= INTEGRAL_TOLERANCE * total < np.inf)


def _gaussian(mean: Array, cov: Array) -> Text:
    """Return the parameters in words; in one dimension they are two numbers."""
    if len(mean) > 1:
        return Text(f"均值 {listed(mean)}、共變異數 {listed(cov)}", f"mean {listed(mean)} and covariance {listed(cov)}")
    return Text(
        f"均值 {number(mean[0])}、變異數 {number(cov[0, 0])}",
        f"mean {number(mean[0])} and variance {number(cov[0, 0])}",
    )


def log_gaussian_integrates(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A density integrates to 1."""
    density = _density(draw, ask, size)
    if abs(density.total - 1) <= INTEGRAL_TOLERANCE or (density.total < 1 and not density.fits):
        return None
    (got, _), of = apart(density.total, 1), _gaussian(density.mean, density.cov)
    where = SPACE[size.n_features] if density.fits or np.isnan(density.total) else NEAR[size.n_features]
    return Text(
        f"例如{of.zh} 時，你的密度 exp(log_gaussian) 在{where.zh}的積分是 {got}，不是 1（以數值積分求得）。",
        f"For example, with {of.en} your density exp(log_gaussian) integrates to {got} {where.en}, not to 1 (found by "
        "numerical integration).",
    )


def log_gaussian_spread(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The mean and the covariance of a Gaussian density are its two parameters."""
    density = _density(draw, ask, size)
    if not density.fits or density.total == 0:
        return None
    mean, cov, X, share = density.mean, density.cov, density.X, density.mass / density.total
    centre = share @ X
    spread = (share[:, np.newaxis] * (X - centre)).T @ (X - centre)
    of, one = _gaussian(mean, cov), size.n_features == 1
    for what, own, expected in (
        (Text("均值", "mean"), centre, mean),
        (Text("變異數", "variance") if one else Text("共變異數", "covariance"), spread, cov),
    ):
        if not agrees(own, expected, rtol=INTEGRAL_TOLERANCE, atol=INTEGRAL_TOLERANCE):
            shape = () if one else expected.shape
            got, wanted = apart(np.round(own, 4).reshape(shape), expected.reshape(shape))
            return Text(
                f"例如{of.zh} 時，你的密度 exp(log_gaussian) 本身的{what.zh}是 {got}，不是 {wanted}（以數值積分求得）。",
                f"For example, with {of.en} your density exp(log_gaussian) has the {what.en} {got}, not {wanted} (found by "
                "numerical integration).",
            )
    return None


def _call(function: str, X: Array, parameters: Mixture) -> str:
    weights, means, covariances = parameters.arrays
    return call(function, X=X, weights=weights, means=means, covariances=covariances)


def _ask_mixture(ask: Asker, X: Array, parameters: Mixture) -> Array:
    return ask(array(len(X)), "log_mixture", X, *parameters.arrays)


def log_mixture_one_component(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A mixture of one component is that Gaussian."""
    X, one = samples(draw, size), mixture(draw, size)
    expected = ask(array(len(X)), "log_gaussian", X, one.means[0], one.covariances[0])
    own = _ask_mixture(ask, X, one)
    if not np.all(np.isfinite(expected)) or agrees(own, expected):
        return None
    got, wanted = apart(own, expected)
    asked = _call("log_mixture", X, one)
    return Text(
        f"例如只有一個成分、權重為 1：你的 {asked} 是 {got}，你的 log_gaussian 卻是 {wanted}；兩者應該相同。",
        f"For example, with a single component of weight 1 your {asked} is {got}, but your log_gaussian is {wanted}; "
        "the two should be the same.",
    )


def _same_as_one(
    draw: st.DrawFn, ask: Asker, size: Size, weights: tuple[float, float], zh: str, en: str
) -> Text | None:
    """Compare one component with two of which the second adds nothing new."""
    X, one = samples(draw, size), mixture(draw, size)
    single = Mixture(np.array([1.0]), one.means[:1], one.covariances[:1])
    means, covariances = (
        (one.means, one.covariances) if weights[1] == 0 else (one.means[[0, 0]], one.covariances[[0, 0]])
    )
    two = Mixture(np.array(weights), means, covariances)
    expected, own = _ask_mixture(ask, X, single), _ask_mixture(ask, X, two)
    if not np.all(np.isfinite(expected)) or agrees(own, expected):
        return None
    got, wanted = apart(own, expected)
    asked = _call("log_mixture", X, two)
    return Text(
        f"例如{zh}：你的 {asked} 是 {got}；只用第一個成分、權重 1 時，你的是 {wanted}。兩者應該相同。",
        f"For example, {en}: your {asked} is {got}; with the first component alone, of weight 1, it is {wanted}. "
        "The two should be the same.",
    )


def log_mixture_twins(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A component split into two equal ones, with the weights w and 1 - w, is the same density."""
    w = float(mixture(draw, Size(1, 1, 2)).weights[0])
    return _same_as_one(
        draw, ask, size, (w, 1 - w), "把一個成分拆成兩個一樣的", "a component split into two equal ones"
    )


def log_mixture_empty_component(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A component of weight 0 has no influence."""
    return _same_as_one(draw, ask, size, (1.0, 0.0), "第二個成分的權重是 0", "the second component has weight 0")


def log_mixture_order(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The density does not depend on the order of the components."""
    X, parameters = samples(draw, size), mixture(draw, size)
    turned = Mixture(*(np.roll(part, -1, axis=0) for part in parameters.arrays))
    first, second = _ask_mixture(ask, X, parameters), _ask_mixture(ask, X, turned)
    if not np.all(np.isfinite(first)) or agrees(second, first):
        return None
    got, wanted = apart(second, first)
    asked = _call("log_mixture", X, parameters)
    return Text(
        f"例如你的 {asked} 是 {wanted}；把第一個成分移到最後，同一個混合模型，你的卻是 {got}。兩者應該相同。",
        f"For example, your {asked} is {wanted}; with the first component moved to the end, which is the same mixture, "
        f"it is {got}. The two should be the same.",
    )


def _ask_total(ask: Asker, X: Array, parameters: Mixture) -> float:
    return float(ask(array(), "log_likelihood", X, *parameters.arrays))


def log_likelihood_one_sample(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The log-likelihood of one sample is its log-density."""
    X, parameters = samples(draw, size), mixture(draw, size)
    expected = _ask_mixture(ask, X, parameters)[0]
    own = _ask_total(ask, X, parameters)
    if not np.isfinite(expected) or agrees(np.array(own), np.array(expected)):
        return None
    got, wanted = apart(own, expected)
    asked = _call("log_likelihood", X, parameters)
    return Text(
        f"例如只有一個樣本：你的 {asked} 是 {got}，你的 log_mixture 卻是 {wanted}；兩者應該相同。",
        f"For example, with a single sample your {asked} is {got}, but your log_mixture is {wanted}; the two should be "
        "the same.",
    )


def log_likelihood_adds(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Samples are independent: log-likelihoods of parts of the data add up."""
    X, parameters = samples(draw, size), mixture(draw, size)
    alone = [_ask_total(ask, X[i : i + 1], parameters) for i in range(len(X))]
    together, total = _ask_total(ask, X, parameters), float(np.sum(alone))
    if not np.isfinite(total) or agrees(np.array(together), np.array(total)):
        return None
    got, wanted = apart(together, total)
    asked = _call("log_likelihood", X, parameters)
    terms = " + ".join(f"({number(value)})" if value < 0 else number(value) for value in alone)
    return Text(
        f"例如 {len(X)} 個樣本：你的 {asked} 是 {got}；逐一計算每個樣本再相加，你的是 {terms} = {wanted}。兩者應該相同。",
        f"For example, with {len(X)} samples your {asked} is {got}; sample by sample, yours add up to "
        f"{terms} = {wanted}. The two should be the same.",
    )
