"""Questions that tell misconceptions apart; no grade depends on them, so they are the same for every course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import numpy as np

from autograder.graders import anomaly_cases, colour_cases, data, generative_cases, kmeans_cases, speech_cases
from autograder.graders.data import Problem
from autograder.graders.oracle import Mixture

SECRET = "probes"
_SPEECH = (
    *("pre_emphasis", "frame_signal", "power_spectrum", "mel_filterbank", "mfcc", "fit_class_models", "classify"),
    *("confusion_matrix", "recognise_speakers", "recognise_digits"),
)
Probe = tuple[tuple[Any, ...], Mapping[str, Any]]


@cache
def probes(function: str) -> tuple[Probe, ...]:
    """Return questions to a function."""
    return tuple(_PROBES[function]()) if function in _PROBES else ()


@cache
def _problems() -> tuple[Problem, ...]:
    """Return problems that differ in what they bring to light."""

    def rng(name: str) -> np.random.Generator:
        return data.generator(SECRET, SECRET, name)

    ordinary = data.problem(rng("ordinary"), 9, 3, 2)
    far = data.far_problem(rng("far"), 5, 3, 2)
    alone = Problem(far.kind, far.X[-3:], far.mixture)
    direction = np.array([0.6, 0.8])
    # one component, from close by to so far that the density underflows, so that an ε of any size shows somewhere
    steps = np.array([0.0, 2.0, 5.0, 7.0, 9.0, 12.0, 16.0, 20.0, 25.0, 30.0, 36.0, 38.0, 45.0])
    two = Mixture(np.array([0.3, 0.7]), np.array([[0.0, 0.0], [0.4, -0.3]]), np.stack([np.eye(2), 1.05 * np.eye(2)]))
    ladder = Problem(ordinary.kind, steps[:, None] * direction, two)
    many = data.problem(rng("many"), 600, 2, 2)
    return (
        ordinary,
        alone,
        ladder,
        Problem(far.kind, far.X[-1:], far.mixture),
        data.problem(rng("three features"), 7, 2, 3),
        data.with_empty_component(ordinary),
        data.integer_problem(rng("integers"), 8, 2, 2),
        far,
        many,
    )


def _gaussian() -> list[Probe]:
    return [((p.X, p.mixture.means[0], p.mixture.covariances[0]), {}) for p in _problems()]


def _mixture() -> list[Probe]:
    return [(p.arguments, {}) for p in _problems()]


def _m_step() -> list[Probe]:
    ordinary, _, _, _, three, _, integers, *_ = _problems()
    drawn = [data.assigned(data.generator(SECRET, SECRET, str(p.X.shape)), p) for p in (ordinary, three, integers)]
    dead = drawn[0].resp.copy()
    dead[:, 0] = 0
    questions = [(one.X, one.resp) for one in drawn]
    questions += [(data.SMALL_UNIT * ordinary.X, drawn[0].resp), (ordinary.X, dead / dead.sum(axis=1, keepdims=True))]
    return [(question, {}) for question in questions]


def _fit() -> list[Probe]:
    many = _problems()[-1]
    start = Mixture(many.mixture.weights[::-1], many.mixture.means + 0.7, 1.3 * many.mixture.covariances)
    X = many.X[:60]
    settings = ((1, 1e-6), (3, 1e-6), (3, 1e3), (40, 0.1), (40, 1e-3), (5, 1e-6))
    return [((X, *start.arrays), {"max_iter": most, "tol": tol}) for most, tol in settings]


def _counts() -> list[Probe]:
    kinds = ("full", "tied", "diag", "spherical")
    return [((K, d, kind), {}) for K, d in ((2, 3), (4, 2), (3, 5), (1, 4), (5, 1)) for kind in kinds]


def _criteria(*n_samples: int) -> list[Probe]:
    numbers = ((-321.5, 11), (-87.25, 5), (40.5, 23), (-1234.0, 2))
    return [((value, size, *(n_samples and (n_samples[i],))), {}) for i, (value, size) in enumerate(numbers)]


def _choice() -> list[Probe]:
    X = _problems()[-1].X[:50]
    settings = (("bic", 0), ("aic", 0), ("bic", 7))
    named: list[Probe] = [((X, [3, 1, 2]), {"criterion": one, "random_state": state}) for one, state in settings]
    return [*named, ((X, [2, 1]), {})]


def _kmeans(function: str) -> list[Probe]:
    """Return the questions to the functions of ``03_kmeans_vs_gmm``: those of a course with a secret of its own."""
    if function == "lloyd":
        runs = kmeans_cases.lloyd_runs(SECRET)
        ordinary, integers, empty = (runs[name] for name in ("ordinary", "integers", "empty"))
        asked: list[Probe] = [((ordinary.X, ordinary.start), {"max_iter": most}) for most in (1, 3, 50)]
        return [*asked, ((integers.X, integers.start), {}), ((empty.X, empty.start), {"max_iter": 2})]
    drawn = {
        "assign_labels": kmeans_cases.assign_cases,
        "update_centers": kmeans_cases.update_cases,
        "hard_assignment": kmeans_cases.hard_cases,
    }[function](SECRET)
    return [
        (case.arguments, {})
        for group in drawn.values()
        for case in group
        if case.kind not in (kmeans_cases.TIES, kmeans_cases.EQUAL)
    ]


def _starts() -> list[Probe]:
    X = _problems()[-1].X[:60]
    return [((X, 4, 5), {"random_state": state}) for state in range(6)]


def _clusters() -> list[Probe]:
    ordinary, *_, many = _problems()
    return [((X, k), {}) for X, k in ((many.X[:80], 4), (many.X[:80], 2), (many.X[:80], 1), (ordinary.X, 3))]


def _data() -> list[Probe]:
    return [((std,), {}) for std in (0.3, 1.7, 1.0, 2)]


def _anomalies(function: str) -> list[Probe]:
    """Return the questions to the functions of ``07_anomaly_detection``: those of a course with a secret of its own."""
    if function == "choose_threshold":
        quantiles = (one for group in anomaly_cases.threshold_cases(SECRET).values() for one in group)
        return [((one.train_scores, one.fraction), {}) for one in quantiles]
    drawn = {
        "detect": anomaly_cases.detect_cases,
        "precision_recall": anomaly_cases.count_cases,
        "average_precision": anomaly_cases.average_cases,
    }[function](SECRET)
    return [(case.arguments, {}) for group in drawn.values() for case in group]


def _speech(function: str) -> list[Probe]:
    """Return the questions to the functions of ``08_speech``: those of a course with a secret of its own."""
    if function.startswith("recognise"):
        draw = speech_cases.easy_speakers if function == "recognise_speakers" else speech_cases.easy_sounds
        return [(draw(speech_cases.rng(SECRET, f"{function} {i}")).arguments, {}) for i in range(3)]
    if function == "fit_class_models":
        fittings = speech_cases.fittings(SECRET).values()
        return [((one.features, one.labels, one.n_components), {}) for one in fittings]
    drawn = {
        "pre_emphasis": speech_cases.pre_emphasis_cases,
        "frame_signal": speech_cases.frame_cases,
        "power_spectrum": speech_cases.spectrum_cases,
        "mel_filterbank": speech_cases.mel_cases,
        "mfcc": speech_cases.mfcc_cases,
        "classify": speech_cases.classify_cases,
        "confusion_matrix": speech_cases.confusion_cases,
    }[function](SECRET)
    return [(case.arguments, {}) for group in drawn.values() for case in group]


def _generative(function: str) -> list[Probe]:
    """Return the questions to the functions of ``10_generative_models``: those of a course with a secret of its own."""
    if function in ("forward_log", "viterbi"):
        groups = generative_cases.chains(SECRET)
        return [(one.arguments, {}) for name in ("ordinary", "shapes", "zeros", "steep") for one in groups[name]]
    drawn = {
        "elbo": generative_cases.elbo_cases,
        "ppca_elbo": generative_cases.ppca_cases,
        "log_emissions": generative_cases.emission_cases,
    }[function](SECRET)
    return [(case.arguments, {}) for group in drawn.values() for case in group]


def _colours(function: str) -> list[Probe]:
    """Return the questions to the functions of ``09_colour_segmentation``: those of a course with a secret of its own."""
    drawn = {
        "to_points": colour_cases.to_points_cases,
        "to_image": colour_cases.to_image_cases,
        "segment": colour_cases.segment_cases,
        "responsibility_map": colour_cases.map_cases,
    }[function](SECRET)
    return [(case.arguments, {}) for group in drawn.values() for case in group]


_PROBES: Mapping[str, Callable[[], list[Probe]]] = {
    "log_gaussian": _gaussian,
    **dict.fromkeys(("log_mixture", "log_likelihood", "e_step"), _mixture),
    "m_step": _m_step,
    "fit_em": _fit,
    "n_parameters": _counts,
    "aic": _criteria,
    "bic": lambda: _criteria(50, 12, 300, 1000),
    "choose_n_components": _choice,
    **{name: partial(_kmeans, name) for name in ("assign_labels", "update_centers", "lloyd", "hard_assignment")},
    "anomaly_scores": _mixture,
    **{
        name: partial(_anomalies, name)
        for name in ("choose_threshold", "detect", "precision_recall", "average_precision")
    },
    **{name: partial(_generative, name) for name in ("elbo", "ppca_elbo", "log_emissions", "forward_log", "viterbi")},
    **{name: partial(_colours, name) for name in ("to_points", "to_image", "segment", "responsibility_map")},
    "fit_best": _starts,
    "make_data": _data,
    "fit_clusters": _clusters,
    **{name: partial(_speech, name) for name in _SPEECH},
}
