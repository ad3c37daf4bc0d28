"""Simple inputs: few numbers, the simplest first."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from autograder.graders.oracle import Array, Mixture
from autograder.graders.properties.search import Size

Value = TypeVar("Value")

NEAR = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, -1.0)
FAR = (0.0, 1.0, 2.0, 3.0, 4.0, -1.0, 10.0, 100.0)  # at 100, densities are too small for a float
MEANS = (0.0, 1.0, 2.0, -1.0)
COVARIANCES = {
    1: ([[1.0]], [[4.0]], [[0.25]], [[2.0]]),
    2: ([[1.0, 0.0], [0.0, 1.0]], [[2.0, 0.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]], [[2.0, 1.0], [1.0, 1.0]]),
}
WEIGHTS = {
    1: ((1.0,),),
    2: ((0.5, 0.5), (0.25, 0.75), (0.8, 0.2), (0.1, 0.9)),
    3: ((0.5, 0.25, 0.25), (0.25, 0.5, 0.25), (0.2, 0.3, 0.5), (0.1, 0.2, 0.7)),
}
SHARES = {1: ((1.0,),), 2: ((1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.25, 0.75))}


def simple(*values: Value, first: Value | None = None) -> st.SearchStrategy[Value]:
    """Draw one of 1, 2, 4 or 8 values; the earlier, the simpler. ``first`` moves one of them to the front.

    Drawn bit by bit: in place of integers, and so in ``sampled_from``, Hypothesis may use constants that it collects
    from all modules of this course, in which case the example would depend on what else is imported.
    """
    ordered = sorted(values, key=lambda value: value != first)
    n_bits = (len(ordered) - 1).bit_length()
    assert len(ordered) == 2**n_bits
    bits = st.tuples(*[st.booleans()] * n_bits)
    return bits.map(lambda drawn: ordered[sum(bit << place for place, bit in enumerate(reversed(drawn)))])


def samples(draw: st.DrawFn, size: Size, values: tuple[float, ...] = FAR) -> Array:
    """Draw X; the simplest has the samples 0, 1, 2, …"""
    n_samples, n_features, _ = size
    X = [[draw(simple(*values, first=0.0 if j else float(i))) for j in range(n_features)] for i in range(n_samples)]
    return np.array(X)


def mean_of(draw: st.DrawFn, n_features: int, k: int = 0) -> Array:
    """Draw the mean of component k; the simplest is k on the first axis."""
    return np.array([draw(simple(*MEANS, first=0.0 if j else float(k))) for j in range(n_features)])


def covariance_of(draw: st.DrawFn, n_features: int) -> Array:
    """Draw a covariance matrix; the simplest is the identity."""
    return np.array(draw(simple(*COVARIANCES[n_features])))


def mixture(draw: st.DrawFn, size: Size) -> Mixture:
    """Draw the parameters of a mixture."""
    _, n_features, n_components = size
    weights = np.array(draw(simple(*WEIGHTS[n_components])))
    means = np.stack([mean_of(draw, n_features, k) for k in range(n_components)])
    return Mixture(weights, means, np.stack([covariance_of(draw, n_features) for _ in range(n_components)]))


def responsibilities(draw: st.DrawFn, size: Size) -> Array:
    """Draw responsibilities; in the simplest, samples go to the components in turn."""
    n_samples, _, n_components = size
    turns = [SHARES[n_components][i % n_components] for i in range(n_samples)]
    return np.array([draw(simple(*SHARES[n_components], first=turn)) for turn in turns])


def hard_labels(draw: st.DrawFn, size: Size) -> Array:
    """Draw a component for each sample; in the simplest, samples go to the components in turn."""
    n_samples, _, n_components = size
    turns = range(n_components)
    return np.array([draw(simple(*turns, first=i % n_components)) for i in range(n_samples)])
