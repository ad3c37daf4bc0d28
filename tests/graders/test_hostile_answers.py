"""Whatever a function answers, the outcome is a wrong answer: never an error of the graders, never a point."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from autograder.errors import WrongAnswerError

from .runner import REFERENCE, checks, credit, run


class Opaque:
    """Stands for a value that cannot cross the pipe."""


def nested(depth):
    value = 1.0
    for _ in range(depth):
        value = [value]
    return value


ANSWERS = {
    "NaN": float("nan"),
    "infinity": float("inf"),
    "huge int": 10**400,
    "huge float": 1e308,
    "complex": 1 + 2j,
    "text": "0.5",
    "empty text": "",
    "None": None,
    "bool": True,
    "opaque": Opaque(),
    "empty list": [],
    "empty tuple": (),
    "ragged": [[1.0, 2.0], [3.0]],
    "nested": nested(10),
    "deeply nested": nested(200),
    "dict": {"weights": [1.0], 3: 2.0},
    "dict of huge ints": {10**5000: 1},
    "object array": np.array([None, "a", 1], dtype=object),
    "NaN array": np.full((19, 4), np.nan),
    "complex array": np.ones((19, 4), dtype=complex),
    "bool array": np.ones((19, 4), dtype=bool),
    "text array": np.array(["a", "b"]),
    "dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
    "many axes": np.ones((1,) * 30),
    "no samples": np.zeros((0, 4)),
    "zeros": np.zeros(19),
    "long double": np.full(19, np.finfo(np.longdouble).max),
    "half precision": np.full(19, np.float16(6e4)),
    "three Nones": (None, None, None),
    "four Nones": (None, None, None, None),
    "three opaque": (Opaque(), [Opaque()], Opaque()),
    "NaN mixture": (np.full(4, np.nan), np.full((4, 3), np.nan), np.full((4, 3, 3), np.nan)),
    "zero mixture": (np.zeros(4), np.zeros((4, 3)), np.zeros((4, 3, 3))),
    "huge mixture": (np.full(4, 1e308), np.full((4, 3), -1e308), np.full((4, 3, 3), 1e308)),
    "zero fit": (np.zeros(3), np.zeros((3, 2)), np.zeros((3, 2, 2)), np.zeros(2)),
    "NaN fit": (np.full(3, np.nan), np.full((3, 2), np.nan), np.full((3, 2, 2), np.nan), [np.nan] * 3),
    "empty history": (np.zeros(3), np.zeros((3, 2)), np.zeros((3, 2, 2)), []),
    "long history": (np.zeros(3), np.zeros((3, 2)), np.zeros((3, 2, 2)), np.full(9999, -1e300)),
    "falling history": (np.ones(3), np.ones((3, 2)), np.ones((3, 2, 2)), [-1e308, 1e308, -1e308]),
    "text for best": ("three", [1.0] * 5),
    "best without scores": (3, None),
    "NaN scores": (3, [float("nan")] * 5),
    "scores by nothing": (3, {None: 1.0, (1, 2): 2.0, 10**400: 3.0, "3": "x"}),
    "NaN best": (float("nan"), [1.0] * 5),
    "infinite best": (float("inf"), [1.0] * 5),
}
FUNCTIONS = tuple(dict.fromkeys(check.grade_id for check in checks() if check.assignment != "quiz"))
OPTIONS = tuple(dict.fromkeys(check.grade_id for check in checks() if check.assignment == "quiz"))


def always(answer):
    return lambda *args, **kwargs: answer


@pytest.mark.every(3)
@pytest.mark.parametrize("name", ANSWERS)
def test_one_function_answers_nonsense(name):
    for function in FUNCTIONS:
        outcomes = run(REFERENCE | {function: always(ANSWERS[name])}, function)
        assert all(isinstance(outcome.error, WrongAnswerError) for outcome in outcomes), function


@pytest.mark.every(3)
@pytest.mark.parametrize("name", ANSWERS)
def test_every_function_answers_nonsense(name):
    namespace = dict.fromkeys(FUNCTIONS, always(ANSWERS[name]))
    assert set(credit(run(namespace, *FUNCTIONS)).values()) == {0.0}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_functions_that_a_right_one_builds_on_answer_nonsense(name):
    steps = dict.fromkeys(("e_step", "m_step", "log_gaussian", "n_parameters", "aic", "bic"), always(ANSWERS[name]))
    late = {
        "fit_em": always(REFERENCE["fit_em"]),
        "log_mixture": always(0.0),
        "choose_n_components": always((3, [0.0] * 5)),
    }
    outcomes = run(steps | late, *late)
    assert all(outcome.error for outcome in outcomes)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_option_is_nonsense(name):
    outcomes = run(dict.fromkeys(OPTIONS, ANSWERS[name]), *OPTIONS)
    assert all(isinstance(outcome.error, WrongAnswerError) for outcome in outcomes)


CONSTANTS = {
    "log_gaussian": lambda X, mean, cov: np.zeros(len(X)),
    "log_mixture": lambda X, w, m, c: np.zeros(len(X)),
    "log_likelihood": lambda X, w, m, c: 0.0,
    "e_step": lambda X, w, m, c: np.full((len(X), len(w)), 1 / len(w)),
    "m_step": lambda X, resp: (
        np.full(resp.shape[1], 1 / resp.shape[1]),
        np.zeros((resp.shape[1], X.shape[1])),
        np.stack([np.eye(X.shape[1])] * resp.shape[1]),
    ),
    "fit_em": lambda X, w, m, c, tol=1e-6, max_iter=200: (w, m, c, [0.0]),
    "n_parameters": lambda K, d, covariance_type="full": 5,
    "aic": lambda log_likelihood, n_parameters: 0.0,
    "bic": lambda log_likelihood, n_parameters, n_samples: 0.0,
    "choose_n_components": lambda X, candidates, criterion="bic", random_state=0: (3, [0.0] * len(candidates)),
    "fit_gmm": lambda X, K, covariance_type="full", random_state=42: GaussianMixture(K),
    "cluster": lambda model, X: (np.zeros(len(X)), np.full((len(X), 3), 1 / 3), np.zeros(len(X))),
    "full_covariances": lambda covariances, covariance_type, K, d: covariances,
    "plot_clusters": lambda X, labels, means, covariances: plt.subplots(subplot_kw={"title": "t", "xlabel": "x"}),
    "compare_covariance_types": lambda X, K, random_state=0: dict.fromkeys(("full", "tied", "diag", "spherical"), 0.0),
    "fit_best": lambda X, K, n_init=10, reg_covar=1e-6, random_state=0: GaussianMixture(K),
    "fit_from": lambda X, w, m, c, tol=1e-14, max_iter=1000: (w, m, c),
    "sample": lambda n, w, m, c, random_state=0: (np.tile(m[0], (n, 1)), np.zeros(n, dtype=int)),
    "sample_conditional": lambda x, known, n, w, m, c, random_state=0: np.tile(m[0], (n, 1)),
    "elbo": lambda X, resp, w, m, c: 0.0,
    "ppca_elbo": lambda X, W, mean, noise_variance, q_means, q_cov: 0.0,
    "log_emissions": lambda X, w, m, c: np.zeros((len(X), len(w))),
    "forward_log": lambda start, transition, emission: (0.0, np.zeros(emission.shape)),
    "viterbi": lambda start, transition, emission: (np.zeros(len(emission), dtype=int), 0.0),
}


def test_constants_earn_nothing():
    assert set(credit(run(CONSTANTS, *CONSTANTS)).values()) == {0.0}


def test_messages_are_in_both_languages_and_name_the_input():
    for outcome in run(CONSTANTS, *CONSTANTS):
        assert isinstance(outcome.error, WrongAnswerError)
        assert outcome.error.text.zh.startswith("〔")
        assert outcome.error.text.en.startswith("[")
