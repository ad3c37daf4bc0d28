"""Counterexamples: small, readable, the same every time, and never an error of the graders."""

import json
import os
import subprocess
import sys
import threading
import time

import hypothesis
import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from autograder.engine.checks import CheckRunner
from autograder.engine.student import Student
from autograder.errors import StudentMissingError, StudentRaisedError, StudentTimeoutError
from autograder.graders.misconceptions import of_function, wrong
from autograder.graders.properties import counterexample, search
from autograder.graders.properties.registry import PROPERTIES
from autograder.graders.properties.wording import apart, joined, listed, number
from autograder.model import Text
from autograder.sandbox.wire import Opaque
from solutions import em, gaussian_mixture, model_selection
from tests.conftest import ROOT

from .runner import REFERENCE, FakeStudent, Plain


def log_joint(X, weights, means, covariances):
    columns = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances, strict=True)]
    return np.log(weights) + np.column_stack(columns)


def not_normalised(X, weights, means, covariances):
    return np.exp(log_joint(X, weights, means, covariances))


def columns_normalised(X, weights, means, covariances):
    joint = log_joint(X, weights, means, covariances)
    return np.exp(joint - logsumexp(joint, axis=0))


def density_space(X, weights, means, covariances):
    joint = np.exp(log_joint(X, weights, means, covariances))
    return joint / joint.sum(axis=1, keepdims=True)


def negative(X, weights, means, covariances):
    resp = em.e_step(X, weights, means, covariances) * 2
    resp[:, 0] -= 1
    return resp


def first_covariance(function):
    return lambda X, w, m, c: function(X, w, m, np.stack([c[0]] * len(w)))


def m_step_with(weights=None, covariances=None):
    """Return an M-step that changes one of its results: ``f(result, counts)``."""

    def m_step(X, resp):
        w, m, c = em.m_step(X, resp)
        counts = resp.sum(axis=0)
        return weights(w, counts) if weights else w, m, covariances(c, counts) if covariances else c

    return m_step


def truncated(X, resp):
    weights, means, covariances = em.m_step(X, resp)
    return weights, means.astype(X.dtype), covariances


def falling(X, weights, means, covariances, tol=1e-6, max_iter=200):
    *parameters, history = em.fit_em(X, weights, means, covariances, tol, max_iter)
    return *parameters, [-value for value in history]


def gaussian_with(constant=0.0, scale=1.0, mean=1.0, diagonal=False):
    def log_gaussian(X, mu, cov):
        cov = np.diag(np.diag(cov)) if diagonal else cov
        return gaussian_mixture.log_gaussian(X, mean * mu, cov * scale) + constant

    return log_gaussian


def no_determinant(X, mean, cov):
    return gaussian_mixture.log_gaussian(X, mean, cov) + 0.5 * np.linalg.slogdet(cov)[1]


def unweighted(X, weights, means, covariances):
    return logsumexp(log_joint(X, np.ones_like(weights), means, covariances), axis=1)


def doubled_bic(log_likelihood, n_parameters, n_samples):
    return -2 * log_likelihood + 2 * n_parameters


def counted(change):
    def n_parameters(n_components, n_features, covariance_type="full"):
        return change(n_components, n_features, covariance_type)

    return n_parameters


def every_full(k, d, kind):
    return model_selection.n_parameters(k, d, "full")


def index_for_k(X, candidates, criterion="bic", random_state=0):
    best, scores = model_selection.choose_n_components(X, candidates, criterion, random_state)
    return candidates.index(best), scores


# For each property, functions that break it: {property: [(function, its wrong version), ...]}
WRONG = {
    "log_gaussian_integrates": [no_determinant, gaussian_with(constant=1.0)],
    "log_gaussian_spread": [gaussian_with(scale=2.0), gaussian_with(mean=0.0), gaussian_with(diagonal=True)],
    "log_mixture_one_component": [lambda *args: np.exp(gaussian_mixture.log_mixture(*args))],
    "log_mixture_twins": [unweighted, lambda *args: log_joint(*args).max(axis=1)],
    "log_mixture_empty_component": [unweighted],
    "log_mixture_order": [first_covariance(gaussian_mixture.log_mixture)],
    "log_likelihood_one_sample": [lambda *args: -gaussian_mixture.log_likelihood(*args)],
    "log_likelihood_adds": [lambda *args: float(np.mean(gaussian_mixture.log_mixture(*args)))],
    "e_step_rows": [not_normalised, columns_normalised, negative],
    "e_step_far": [density_space],
    "e_step_order": [first_covariance(em.e_step)],
    "e_step_empty_component": [lambda X, w, m, c: em.e_step(X, np.full_like(w, 1 / len(w)), m, c)],
    "m_step_weights": [m_step_with(weights=lambda w, counts: counts)],
    "m_step_covariances": [
        m_step_with(covariances=lambda c, counts: -c),
        m_step_with(covariances=lambda c, counts: np.triu(c)),
    ],
    "m_step_hard": [
        m_step_with(covariances=lambda c, counts: c * (counts / (counts - 1))[:, np.newaxis, np.newaxis]),
        m_step_with(covariances=lambda c, counts: c * (counts / counts.sum())[:, np.newaxis, np.newaxis]),
        m_step_with(covariances=lambda c, counts: c + 1e-6 * np.eye(c.shape[1])),
    ],
    "m_step_integers": [truncated],
    "fit_em_never_falls": [falling],
    "n_parameters_single": [counted(lambda k, d, kind: model_selection.n_parameters(k, d, kind) + 1)],
    "n_parameters_one_dimension": [counted(lambda k, d, kind: k + ("full", "tied", "diag", "spherical").index(kind))],
    "n_parameters_nested": [counted(every_full)],
    "aic_prefers_fit": [lambda ll, p: -model_selection.aic(ll, p), lambda ll, p: -2 * ll],
    "bic_prefers_fit": [lambda ll, p, n: 2 * ll + p * np.log(n), lambda ll, p, n: -2 * ll],
    "aic_trade": [lambda ll, p: -2 * ll + p],
    "bic_price": [doubled_bic, lambda ll, p, n: -2 * ll + p * np.log10(n)],
    "choose_lowest": [index_for_k],
}
CASES = [(name, i) for name, functions in WRONG.items() for i in range(len(functions))]


def function_of(name):
    functions = [function for function in REFERENCE if name.startswith(function)]
    return functions[0] if functions else "choose_n_components"


def student_with(name, function):
    return FakeStudent(REFERENCE | {function_of(name): function})


def asked(name, function):
    return counterexample(student_with(name, function), name)


def test_every_property_has_a_function_that_breaks_it():
    assert set(WRONG) == set(PROPERTIES)


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_reference_has_no_counterexample(name):
    assert counterexample(FakeStudent(REFERENCE), name) is None


@pytest.mark.parametrize(("name", "i"), CASES)
def test_a_broken_invariant_is_shown(name, i):
    found = asked(name, WRONG[name][i])
    assert isinstance(found, Text)
    assert found.zh.startswith("例如")
    assert found.zh.endswith(("。", "）"))
    assert found.en.startswith("For example, ")
    assert found.en.endswith(".")
    assert len(found.en) < 420
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in found.en)


def test_what_students_read_about_rows():
    assert asked("e_step_rows", not_normalised) == Text(
        "例如 X = [[0]], weights = [0.5, 0.5], means = [[0], [1]], covariances = [[[1]], [[1]]]："
        "你的 e_step 回傳 [[0.199, 0.121]]，這一列的和是 0.32；每一列的和應該是 1。",
        "For example, with X = [[0]], weights = [0.5, 0.5], means = [[0], [1]], covariances = [[[1]], [[1]]] "
        "your e_step returns [[0.199, 0.121]]: its row sums to 0.32; each row should sum to 1.",
    )
    assert asked("e_step_rows", density_space) is None
    far = asked("e_step_far", density_space)
    assert "X = [[100]]" in far.en
    assert "its row sums to NaN" in far.en


def test_two_rows_are_shown_where_one_does_not_tell():
    def by_grand_total(*arguments):
        joint = not_normalised(*arguments)
        return joint / joint.sum()

    found = asked("e_step_rows", by_grand_total)
    assert "with X = [[0], [1]], weights = [0.5, 0.5]" in found.en
    assert found.en.endswith("its rows sum to 0.5 and 0.5; each row should sum to 1.")
    assert "各列的和是 0.5 與 0.5" in found.zh


def test_what_students_read_about_densities():
    assert asked("log_gaussian_integrates", no_determinant) == Text(
        "例如均值 0、變異數 4 時，你的密度 exp(log_gaussian) 在整條線上的積分是 2，不是 1（以數值積分求得）。",
        "For example, with mean 0 and variance 4 your density exp(log_gaussian) integrates to 2 over the whole line, not "
        "to 1 (found by numerical integration).",
    )
    tilted = asked("log_gaussian_spread", gaussian_with(diagonal=True))
    assert "mean [0, 0] and covariance [[2, 1], [1, 2]]" in tilted.en
    assert "has the covariance [[2, 0], [0, 2]], not [[2, 1], [1, 2]]" in tilted.en


def test_what_students_read_about_the_m_step():
    assert asked("m_step_hard", WRONG["m_step_hard"][1]) == Text(
        "例如 X = [[0], [1], [2]], resp = [[1, 0], [0, 1], [1, 0]]：第 1 個成分只有樣本 [[0], [2]]，"
        "最大概似共變異數是 [[1]]，你的 m_step 卻算出 [[0.667]]。",
        "For example, with X = [[0], [1], [2]], resp = [[1, 0], [0, 1], [1, 0]], component 1 has only the samples "
        "[[0], [2]], of which the maximum likelihood covariance is [[1]]; your m_step gives [[0.667]].",
    )
    ridge = asked("m_step_hard", WRONG["m_step_hard"][2])
    assert "is [[0.25]]; your m_step gives [[0.250001]]" in ridge.en
    assert asked("m_step_weights", WRONG["m_step_weights"][0]).zh == (
        "例如 X = [[0], [1]], resp = [[1], [1]]：你的 m_step 算出權重 [2]，和是 2；權重的和應該是 1。"
    )


def test_what_students_read_about_criteria():
    assert asked("bic_price", WRONG["bic_price"][1]) == Text(
        "例如有 8 個樣本：你的 bic(0, 1, 8) 是 0.903，bic(0, 2, 8) 是 1.81，多一個參數的代價是 0.903。"
        "AIC 的代價是 2，BIC 在樣本不少於 8 個時應該比它多。",
        "For example, with 8 samples your bic(0, 1, 8) is 0.903 and bic(0, 2, 8) is 1.81: one more parameter costs 0.903. "
        "In AIC it costs 2; in BIC it should cost more than that with at least 8 samples.",
    )


def test_a_function_that_raises_on_the_simplest_inputs_is_shown_others():
    def raises_on_one_sample(X, *parameters):
        if len(X) == 1:
            raise ValueError("one sample")
        return not_normalised(X, *parameters)

    assert "X = [[0], [1]]" in asked("e_step_rows", raises_on_one_sample).en


SCRIPT = """
import json, sys
import {others}
from autograder.graders.properties import counterexample
sys.path.insert(0, {root!r})
from tests.graders.test_properties import CASES, WRONG, student_with
found = [counterexample(student_with(name, WRONG[name][i]), name) for name, i in CASES]
print(json.dumps([text and text.en for text in found]))
"""


def test_the_same_examples_in_every_process_and_nothing_is_left_behind(tmp_path):
    found = []
    for seed, others in (("1", "random; random.seed(1)"), ("2", "autograder.cli, autograder.nbgrader_plugin, sqlite3")):
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(others=others, root=str(ROOT))],
            cwd=tmp_path,
            env=os.environ | {"PYTHONHASHSEED": seed, "CI": seed.replace("2", ""), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(ran.stdout))
    here = [asked(name, WRONG[name][i]).en for name, i in CASES]
    assert found == [here, here]
    assert list(tmp_path.iterdir()) == []


def test_hypothesis_is_imported_for_a_counterexample_only():
    line = "import sys, autograder.graders.properties; print('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "False"


def test_it_works_in_a_thread_and_leaves_the_random_generators_alone():
    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    found = []
    thread = threading.Thread(target=lambda: found.append(asked("e_step_rows", not_normalised)))
    thread.start()
    thread.join()
    assert found == [asked("e_step_rows", not_normalised)]
    assert np.array_equal(np.random.get_state()[1], before)


@pytest.fixture
def few_examples(monkeypatch):
    """Shorter searches, where no more is to be learnt from long ones."""
    monkeypatch.setattr(search, "SETTINGS", hypothesis.settings(search.SETTINGS, max_examples=3))


MODULE = """
import pytest
from autograder.errors import WrongAnswerError
from autograder.graders.properties import counterexample

@pytest.mark.check("e_step")
def test_rows(student):
    '''每一列的和是 1
    Each row sums to 1
    '''
    raise WrongAnswerError(counterexample(student, "e_step_rows"))
"""


def test_it_works_in_the_warm_session_of_the_graders(tmp_path):
    module = tmp_path / "test_rows.py"
    module.write_text(MODULE, encoding="utf-8")
    runner = CheckRunner(module)
    try:
        (result,) = runner.run(Plain(REFERENCE | {"e_step": not_normalised}))
    finally:
        runner.close()
    assert result.internal is None
    assert result.detail == asked("e_step_rows", not_normalised)


class Recorded:
    """A function that remembers its calls."""

    def __init__(self, function):
        self.function = function
        self.questions = []

    def __call__(self, *arguments, **keywords):
        self.questions.append(repr(arguments))
        return self.function(*arguments, **keywords)


@pytest.mark.parametrize("name", PROPERTIES)
def test_calls_are_few_and_none_is_made_twice(name):
    for function in (*WRONG[name], REFERENCE[function_of(name)]):
        recorded = Recorded(function)
        asked(name, recorded)
        assert 0 < len(recorded.questions) <= search.CALLS
        assert len(set(recorded.questions)) == len(recorded.questions)


@pytest.mark.usefixtures("few_examples")
def test_a_function_that_answers_at_random_confuses_nobody():
    rng = np.random.default_rng(0)
    for name in PROPERTIES:
        for shape in ((), (1,), (1, 2)):
            asked(name, lambda *arguments, shape=shape, **keywords: rng.random(shape))


def test_the_clock_ends_the_search_without_a_half_shrunk_example(monkeypatch):
    monkeypatch.setattr(search, "SECONDS", 0.2)

    def slow(X, *parameters):
        time.sleep(0.05)
        return em.e_step(X, *parameters) * (1 if len(X) == 1 else 2)  # found with two samples, after twenty calls

    started = time.monotonic()
    assert asked("e_step_rows", slow) is None
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(("error", "n_calls"), [(StudentTimeoutError, 1), (StudentMissingError, 1)])
def test_limits_end_the_search_at_once(error, n_calls):
    student = Recorded(None)

    class Ends:
        mutated = ()

        def asked_with(self, *_, **__):
            return self

        def __getattr__(self, name):
            def call(*arguments, **keywords):
                student.questions.append(name)
                raise error(Text("停", "end"))

            return call

    assert counterexample(Ends(), "e_step_rows") is None
    assert len(student.questions) == n_calls


def raising(*arguments, **keywords):
    raise StudentRaisedError(Text("例外", "raised"))


NONSENSE = {
    "None": None,
    "text": "0.5",
    "opaque": Opaque("DataFrame"),
    "three opaque": (Opaque("a"), [Opaque("b")], Opaque("c")),
    "NaN": float("nan"),
    "infinity": float("inf"),
    "huge int": 10**400,
    "huge float": 1e308,
    "complex": 1 + 2j,
    "empty": [],
    "ragged": [[1.0, 2.0], [3.0]],
    "object array": np.array([None, "a", 1], dtype=object),
    "many axes": np.ones((1,) * 30),
    "empty history": (np.zeros(2), np.zeros((2, 1)), np.zeros((2, 1, 1)), []),
    "long history": (np.zeros(2), np.zeros((2, 1)), np.zeros((2, 1, 1)), np.full(9999, -1e300)),
    "falling history": (np.ones(2), np.ones((2, 1)), np.ones((2, 1, 1)), [-1e308, 1e308, -1e308]),
    "NaN history": (np.ones(2), np.ones((2, 1)), np.ones((2, 1, 1)), [np.nan] * 4),
    "scores": (float("inf"), [1e308, -1e308]),
    "NaN best": (float("nan"), [1.0, 2.0]),
    "huge best": (1e308, [1.0, 2.0]),
    "many scores": (1, np.zeros(10**6)),
}
FILLS = (0.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 1e-320)


@pytest.mark.every(3)
@pytest.mark.usefixtures("few_examples")
@pytest.mark.parametrize("name", PROPERTIES)
def test_nonsense_is_no_error(name):
    for nonsense in NONSENSE.values():
        found = asked(name, lambda *_, nonsense=nonsense, **__: nonsense)
        assert found is None or found.zh.startswith("例如")


@pytest.mark.usefixtures("few_examples")
@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("name", PROPERTIES)
def test_nonsense_of_the_right_shape_is_no_error(name, fill):
    def answer(*arguments, **keywords):
        right = REFERENCE[function_of(name)](*arguments, **keywords)
        if isinstance(right, tuple):
            return tuple(np.full_like(np.asarray(part, dtype=float), fill) for part in right)
        return np.full_like(np.asarray(right, dtype=float), fill)

    found = asked(name, answer)
    assert found is None or found.zh.startswith("例如")


@pytest.mark.usefixtures("few_examples")
@pytest.mark.parametrize("name", PROPERTIES)
def test_raising_is_no_counterexample(name):
    assert asked(name, raising) is None


@pytest.mark.usefixtures("few_examples")
@pytest.mark.parametrize("name", ["log_mixture_one_component", "log_likelihood_one_sample"])
def test_everything_is_nonsense(name):
    for nonsense in NONSENSE.values():
        functions = ("log_gaussian", "log_mixture", "log_likelihood")
        student = FakeStudent(dict.fromkeys(functions, lambda *_, nonsense=nonsense: nonsense))
        assert counterexample(student, name) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (2 / 3, "0.667"), (-5000.92, "-5000"), (123456.0, "123000"), (0.99999, "1"),
        (1e-6, "1e-6"), (1.234e12, "1.23e+12"), (np.nan, "NaN"), (np.inf, "∞"), (-np.inf, "-∞"), (0.012345, "0.0123"),
    ],
)  # fmt: skip
def test_numbers_are_short(value, text):
    assert number(value) == text


def test_arrays_are_shown_as_one_types_them():
    assert listed([[0.0, 1 / 3], [1.0, 2.0]]) == "[[0, 0.333], [1, 2]]"
    assert apart(1.000001, 1.0) == ("1.000001", "1")
    assert apart([np.nan], [1.0]) == ("[NaN]", "[1]")
    assert joined(["1"], "and") == "1"
    assert joined(["1", "2", "3"], "and") == "1, 2 and 3"
    assert joined(["1", "2", "3"], "與") == "1、2 與 3"


KNOWN = [
    ("e_step_rows", "e_step", "not-normalised"),
    ("e_step_rows", "e_step", "grand-total"),
    ("e_step_far", "e_step", "density-space"),
    ("e_step_order", "e_step", "weights-reversed"),
    ("m_step_weights", "m_step", "weights-left-as-counts"),
    ("m_step_covariances", "m_step", "around-zero"),  # none: they are symmetric and no variance is below 0
    ("m_step_hard", "m_step", "count-minus-one"),
    ("log_mixture_order", "log_mixture", "weights-reversed"),
    ("fit_em_never_falls", "fit_em", "around-zero"),
]


@pytest.mark.parametrize(("name", "function", "mistake"), KNOWN)
def test_a_known_mistake_gets_its_example_without_a_search(name, function, mistake):
    mistakes = next(one for one in of_function(function) if one.id == mistake).ways(function)[0]
    asked = []

    class Counted(Plain):
        def call(self, name, *rest):
            asked.append(name)
            return super().call(name, *rest)

    student = Student(Counted(REFERENCE | {function: wrong(function, mistakes)}))
    searched = counterexample(student, name)
    questions, asked[:] = len(asked), []
    assert counterexample(student, name, (function, mistakes)) == searched
    assert len(asked) <= min(questions, 2)


def test_where_the_diagnosis_misleads_the_search_goes_on():
    example = counterexample(FakeStudent(REFERENCE | {"e_step": columns_normalised}), "e_step_rows")
    misled = ("e_step", {"not-normalised": None})  # breaks the property on inputs on which this one may not
    assert example is not None
    assert counterexample(FakeStudent(REFERENCE | {"e_step": columns_normalised}), "e_step_rows", misled) is not None


def test_what_nobody_knows_is_looked_into_once_a_function(monkeypatch):
    def unknown(X, resp):
        weights, means, covariances = em.m_step(X, resp)
        return weights**1.1, means * 1.1, covariances * 1.1

    judged: list[str] = []
    monkeypatch.setattr(search, "search", lambda invariant, *_: judged.append(invariant.judge.__name__))
    runner = CheckRunner(ROOT / "autograder" / "graders" / "test_02_em.py")
    try:
        results = runner.run(Plain(REFERENCE | {"m_step": unknown}))
    finally:
        runner.close()
    assert sum(not result.passed for result in results if result.grade_id == "m_step") > 2
    assert len(judged) == 1
