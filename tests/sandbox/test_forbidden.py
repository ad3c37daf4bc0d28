"""Functions that are to be written from scratch and leave their work to a library; and honest ones beside them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.errors import StudentError, StudentForbiddenError, StudentRaisedError
from autograder.model import Verdict
from autograder.sandbox.messages import WATCH_OFF, forbidden, forbidden_name
from autograder.sandbox.session import Session

from .pipe import PIPE

FORBIDDEN = ("sklearn.mixture", "sklearn.cluster", "hmmlearn")
MODEL = "sklearn.mixture.GaussianMixture"
X = np.random.default_rng(0).normal(size=(40, 2))
SETUP = (
    "import numpy as np\nimport sklearn, sys\nfrom sklearn.mixture import GaussianMixture\nfrom sklearn import cluster, mixture\n"
    "data = np.random.default_rng(1).normal(size=(40, 2))"
)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the reading off, so that only what the call does counts."""
    monkeypatch.setattr("autograder.sandbox.session.forbidden_use", lambda *_: None)


def used(session: Session, *cells: str) -> str:
    """Return in English what a call of ``f`` is told, after it has answered without conditions."""
    session.run_notebook([SETUP, *cells])
    with pytest.raises(StudentForbiddenError) as caught:
        session.call("f", (X,), {}, FORBIDDEN)
    assert caught.value.verdict is Verdict.FORBIDDEN
    return caught.value.text.en


# Reading does not follow these; the guards do not care how it was found.
DONE: dict[str, tuple[str, ...]] = {
    "plain": ("def f(X):\n    return GaussianMixture(2).fit(X).predict_proba(X)",),
    "alias": ("G = GaussianMixture", "def f(X):\n    return G(2).fit(X).means_"),
    "importlib": ("import importlib", "def f(X):\n    return importlib.import_module('sklearn.' + 'erutxim'[::-1]).GaussianMixture(2)"),
    "getattr": ("def f(X):\n    return getattr(sys.modules['sklearn.mixture'], 'GaussianMixture')(2).fit(X).means_",),
    "fitted before": ("model = GaussianMixture(2).fit(data)", "def f(X):\n    return model.predict_proba(X)"),
    "found among all objects": (
        "model = GaussianMixture(2).fit(data)\nimport gc",
        "def f(X):\n    return [o for o in gc.get_objects() if type(o).__name__ == 'GaussianMixture'][0].predict(X)",
    ),
    "subclass": ("class Mine(GaussianMixture):\n    pass\nmodel = Mine(2).fit(data)", "def f(X):\n    return model.predict(X)"),
    "bound method": ("g = GaussianMixture(2).fit(data).predict_proba", "def f(X):\n    return g(X)"),
    "in a pipeline": (
        "from sklearn.pipeline import make_pipeline\np = make_pipeline(GaussianMixture(2)).fit(data)",
        "def f(X):\n    return p.predict(X)",
    ),
    "clone": ("from sklearn.base import clone\nm = GaussianMixture(2)", "def f(X):\n    return clone(m).fit(X).means_"),
    "pickled": (
        "import pickle\nm = pickle.dumps(GaussianMixture(2).fit(data))",
        "def f(X):\n    return pickle.loads(m).predict(X)",
    ),
    "copied function": (
        "import types\no = mixture._gaussian_mixture._estimate_gaussian_parameters\n"
        "g = types.FunctionType(o.__code__, o.__globals__, 'mine', o.__defaults__, o.__closure__)",
        "def f(X):\n    return g(X, np.ones((40, 1)), 0, 'full')",
    ),
    "private function": ("def f(X):\n    return mixture._gaussian_mixture._compute_precision_cholesky(np.array([np.eye(2)]), 'full')",),
    "another module": ("def f(X):\n    return cluster.KMeans(2, n_init=1).fit(X).labels_",),
    "a function": ("def f(X):\n    return cluster.kmeans_plusplus(X, 2)[0]",),
    "swallowed": ("def f(X):\n    try:\n        return GaussianMixture(2).fit(X)\n    except BaseException:\n        return X",),
    "thread": (
        "import threading\ndef f(X):\n    t = threading.Thread(target=lambda: GaussianMixture(2).fit(X))\n    t.start()\n"
        "    t.join()\n    return X",
    ),
    "thread that ran before": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\npool.submit(int).result()",
        "def f(X):\n    return pool.submit(lambda: GaussianMixture(2).fit(X).means_).result()",
    ),
    "profile switched off": ("def f(X):\n    sys.setprofile(None)\n    sys.settrace(None)\n    return GaussianMixture(2).fit(X).means_",),
    "under its own profile": ("def f(X):\n    sys.setprofile(lambda *a: None)\n    return GaussianMixture(2).fit(X).means_",),
    "inside a library": (
        "from sklearn.model_selection import cross_val_score\nm = GaussianMixture(2)",
        "def f(X):\n    return cross_val_score(m, X, cv=2)",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("name", DONE)
def test_what_the_call_does_is_seen(session: Session, name: str) -> None:
    said = used(session, *DONE[name])
    assert "sklearn.mixture." in said or "sklearn.cluster." in said


@pytest.mark.usefixtures("unread")
def test_it_is_named(session: Session) -> None:
    assert used(session, *DONE["plain"]) == forbidden(MODEL).en
    assert session.call("f", (X,), {})[0].shape == (40, 2)  # without the condition it answers, and the library is whole
    assert used(session, *DONE["subclass"]) == forbidden(MODEL).en
    assert used(session, *DONE["a function"]) == forbidden("sklearn.cluster.kmeans_plusplus").en


@pytest.mark.usefixtures("unread")
def test_guards_that_are_taken_off_are_missed(session: Session) -> None:
    cells = (
        "own = {n: getattr(GaussianMixture, n).__code__ for n in ('predict_proba', '_estimate_weighted_log_prob')}",
        "def f(X):\n    for n, c in own.items(): getattr(GaussianMixture, n).__code__ = c\n    return X",
    )
    assert used(session, *cells) == WATCH_OFF.en


HONEST: dict[str, tuple[str, ...]] = {
    "nothing": ("def f(X):\n    return X",),
    "elsewhere": ("model = GaussianMixture(2).fit(data)\nresp = model.predict_proba(data)", "def f(X):\n    return X + resp"),
    "other parts of the library": (
        "from sklearn.datasets import make_blobs\nfrom sklearn.utils.extmath import softmax\nfrom sklearn import metrics\n"
        "from sklearn.preprocessing import StandardScaler",
        "def f(X):\n    make_blobs(9)\n    metrics.rand_score([0, 1], [0, 1])\n    return softmax(StandardScaler().fit_transform(X))",
    ),
    "SciPy": (
        "from scipy.stats import multivariate_normal\nfrom scipy.special import logsumexp\nfrom scipy.cluster.vq import kmeans2",
        "def f(X):\n    kmeans2(X, 2, seed=0)\n    return logsumexp(multivariate_normal.logpdf(X, X[0], np.eye(2)))",
    ),
    "looks only": (
        "m = GaussianMixture(2)",
        "def f(X):\n    print(m)\n    repr(m)\n    return X if not isinstance(X, GaussianMixture) else 1",
    ),
    "an import": (f"def f(X):\n    import sklearn.mixture\n    from sklearn.cluster import KMeans\n    return X  # {MODEL}",),
    "its own profile": ("def f(X):\n    sys.setprofile(None)\n    return X",),
    "threads": ("import threading\ndef f(X):\n    t = threading.Thread(target=sum, args=([1],))\n    t.start()\n    t.join()\n    return X",),
    "own module of that name": ("class mixture:\n    def fit(X):\n        return X\ndef f(X):\n    return mixture.fit(X)",),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_functions_answer(session: Session, name: str) -> None:
    runs = session.run_notebook([SETUP, *HONEST[name]])
    assert {run.end for run in runs} == {"done"}
    first = session.call("f", (X,), {}, FORBIDDEN)[0]
    assert np.array_equal(first, session.call("f", (X,), {}, ())[0])
    assert np.array_equal(first, session.call("f", (X,), {}, FORBIDDEN)[0])


def test_other_ends_of_a_call_stay_what_they_are(session: Session) -> None:
    cells = [
        "def f(X):\n    raise ValueError('x')",
        "def g(X):\n    raise NotImplementedError",
        "def h(X):\n    while True: pass",
    ]
    session.run_notebook([SETUP, *cells])
    verdicts = []
    for name in ("f", "g", "h", "nothing"):
        with pytest.raises(StudentError) as caught:
            session.call(name, (X,), {}, FORBIDDEN)
        verdicts.append(caught.value.verdict)
    assert verdicts == [Verdict.ERROR, Verdict.MISSING, Verdict.TIMEOUT, Verdict.MISSING]


def test_the_library_is_whole_between_calls(session: Session) -> None:
    cells = [
        "def f(X):\n    while True: pass",
        "def g(X):\n    return GaussianMixture(2, random_state=0).fit(X).means_",
    ]
    session.run_notebook([SETUP, *cells])
    own = session.call("g", (X,), {})[0]
    with pytest.raises(StudentError):
        session.call("f", (X,), {}, FORBIDDEN)
    assert np.array_equal(session.call("g", (X,), {})[0], own)
    with pytest.raises(StudentForbiddenError):
        session.call("g", (X,), {}, ("sklearn.mixture",))
    assert np.array_equal(session.call("g", (X,), {}, ("sklearn.datasets",))[0], own)


# --- what is read counts before anything runs


def test_what_is_read_is_not_even_called(session: Session) -> None:
    assert used(session, "def f(X):\n    print(1)\n    if False:\n        GaussianMixture(2)") == forbidden(MODEL).en
    session.run_notebook(
        [SETUP, "calls = 0\ndef f(X):\n    global calls\n    calls += 1\n    return GaussianMixture(2)"]
    )


def test_a_process_that_hides_its_use_is_read_all_the_same(session: Session) -> None:
    assert (
        used(session, f"{PIPE}\ndef f(X):\n    answer(GaussianMixture(2).fit(X).means_.tolist())")
        == forbidden(MODEL).en
    )


def test_subprocesses_are_read(session: Session) -> None:
    cell = "import subprocess\ndef f(X):\n    return subprocess.run(['python', '-c', 'import sklearn.mixture'])"
    assert used(session, cell) == forbidden("sklearn.mixture").en


def test_a_provided_function_is_not_followed(session: Session) -> None:
    cells = [SETUP, "def e_step(X):\n    return GaussianMixture(2).fit(X)", "def f(X):\n    return e_step(X)"]
    session.run_notebook(cells)
    with pytest.raises(StudentForbiddenError):
        session.call("f", (X,), {}, FORBIDDEN)
    assert session.call("f", (X,), {}, FORBIDDEN, {"e_step": lambda X: 7})[0] == 7


def test_the_reading_is_done_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("autograder.sandbox.session.forbidden_use", lambda *key: asked.append(key))
    session.run_notebook(["def f(X):\n    return 1\ndef g(X):\n    return 1"])
    for _ in range(3):
        session.call("f", (X,), {}, FORBIDDEN)
    session.call("g", (X,), {}, FORBIDDEN)
    session.call("f", (X,), {})
    assert len(asked) == 2


# --- what a process says about itself

CLAIMS = [
    "'used': '<script>'", "'used': 'os.system'", "'used': 3", "'used': ['x']", "'used': 'sklearn.mixture.' + 'x' * 999",
    "'used': 'sklearn.mixtures.X'",
]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
def test_forged_names_are_not_shown(session: Session, claim: str) -> None:
    said = used(session, f"{PIPE}\ndef f(X):\n    answer(1, **{{'error': 'forbidden', {claim}}})")
    assert said == forbidden("sklearn.mixture").en


def test_names_that_were_read_are_cleaned_too(session: Session) -> None:
    source = "def f(X):\n    return sys.modules['sklearn.mixture.<script>'].x(X)"
    assert used(session, source) == forbidden("sklearn.mixture").en


def test_nobody_is_forbidden_what_was_not(session: Session) -> None:
    session.run_notebook([f"{PIPE}\ndef f(X):\n    answer(1, error='forbidden', used='sklearn.mixture')"])
    with pytest.raises(StudentRaisedError):
        session.call("f", (X,), {})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (MODEL, MODEL),
        ("hmmlearn", "hmmlearn"),
        ("sklearn.mixture.漢字", "sklearn.mixture"),
        (None, "sklearn.mixture"),
        ("", "sklearn.mixture"),
    ],
)
def test_which_names_are_shown(name: object, shown: str) -> None:
    assert forbidden_name(name, FORBIDDEN) == shown
