"""What reading the cells finds a function to leave to a library, and what it lets pass."""

from __future__ import annotations

import ast
import importlib.util
import time
import warnings
from pathlib import Path

import nbformat
import pytest

from autograder.notebook.code import parsed
from autograder.notebook.reading import forbidden_use
from tests.conftest import ROOT

FORBIDDEN = ("sklearn.mixture", "sklearn.cluster", "hmmlearn")
MODEL = "sklearn.mixture.GaussianMixture"
IMPORT = "from sklearn.mixture import GaussianMixture"


def read(*cells: str, provided: tuple[str, ...] = ()) -> str | None:
    return forbidden_use(cells, "f", FORBIDDEN, provided)


# Each list of cells defines an `f` that leaves its work to the library.
USES: dict[str, tuple[str, ...]] = {
    # --- imports
    "from import": (IMPORT, "def f(X):\n    return GaussianMixture(3).fit(X)"),
    "from import as": (f"{IMPORT} as G", "def f(X):\n    return G(3).fit(X)"),
    "import module as": ("import sklearn.mixture as m", "def f(X):\n    return m.GaussianMixture(3).fit(X)"),
    "from package": ("from sklearn import mixture", "def f(X):\n    return mixture.GaussianMixture(3).fit(X)"),
    "import package": ("import sklearn", "def f(X):\n    return sklearn.mixture.GaussianMixture(3).fit(X)"),
    "import submodule": ("import sklearn.mixture", "def f(X):\n    return sklearn.mixture.GaussianMixture(3).fit(X)"),
    "star": ("from sklearn.mixture import *", "def f(X):\n    return GaussianMixture(3).fit(X)"),
    "star and another star": (
        "from sklearn.mixture import *\nfrom numpy import *",
        "def f(X):\n    return GaussianMixture(3).fit(exp(X))",
    ),
    "private submodule": (
        "from sklearn.mixture._gaussian_mixture import GaussianMixture",
        "def f(X):\n    return GaussianMixture(3).fit(X)",
    ),
    "private function": (
        "import sklearn.mixture._gaussian_mixture as g",
        "def f(X):\n    return g._estimate_gaussian_parameters(X, X, 0, 'full')",
    ),
    "import inside": (f"def f(X):\n    {IMPORT}\n    return GaussianMixture(3).fit(X)",),
    "import inside a branch": (f"def f(X):\n    if len(X):\n        {IMPORT} as G\n    return G(3).fit(X)",),
    "import that may fail": (
        f"try:\n    {IMPORT} as G\nexcept ImportError:\n    G = None",
        "def f(X):\n    return G(3).fit(X)",
    ),
    "import in another cell that comes later": ("def f(X):\n    return G(3).fit(X)", f"{IMPORT} as G"),
    "another library": ("from hmmlearn import hmm", "def f(X):\n    return hmm.GaussianHMM(3).fit(X)"),
    "a function of the library": ("from sklearn.cluster import k_means", "def f(X):\n    return k_means(X, 3)[0]"),
    # --- other names for it
    "alias": (f"{IMPORT}\nG = GaussianMixture", "def f(X):\n    return G(3).fit(X)"),
    "alias of an alias": (f"{IMPORT}\nG = GaussianMixture\nH = G", "def f(X):\n    return H(3).fit(X)"),
    "alias in a pair": (f"{IMPORT}\nG, n = GaussianMixture, 3", "def f(X):\n    return G(n).fit(X)"),
    "alias inside": (IMPORT, "def f(X):\n    G = GaussianMixture\n    return G(3).fit(X)"),
    "walrus": (IMPORT, "def f(X):\n    return (G := GaussianMixture)(3).fit(X)"),
    "in a list": (f"{IMPORT}\nmodels = [None, GaussianMixture]", "def f(X):\n    return models[1](3).fit(X)"),
    "in a dict": (f"{IMPORT}\nmodels = {{'g': GaussianMixture}}", "def f(X):\n    return models['g'](3).fit(X)"),
    "put into a dict": (f"{IMPORT}\nd = {{}}\nd['g'] = GaussianMixture", "def f(X):\n    return d['g'](3).fit(X)"),
    "appended": (f"{IMPORT}\nd = []\nd.append(GaussianMixture)", "def f(X):\n    return d[0](3).fit(X)"),
    "conditional": (f"{IMPORT}\nG = GaussianMixture if True else None", "def f(X):\n    return G(3).fit(X)"),
    "attribute of a class": (
        f"{IMPORT}\nclass A:\n    G = GaussianMixture",
        "def f(X):\n    return A.G(3).fit(X)",
    ),
    "attribute set on a module": (
        f"{IMPORT}\nimport numpy as np\nnp.G = GaussianMixture",
        "def f(X):\n    return np.G(3).fit(X)",
    ),
    "attribute of the function": (f"{IMPORT}\ndef f(X):\n    return f.G(3).fit(X)", "f.G = GaussianMixture"),
    "global of a helper": (
        f"{IMPORT}\ndef prepare():\n    global G\n    G = GaussianMixture",
        "prepare()",
        "def f(X):\n    return G(3).fit(X)",
    ),
    "partial": (
        f"from functools import partial\n{IMPORT}\nmake = partial(GaussianMixture, 3)",
        "def f(X):\n    return make().fit(X)",
    ),
    # --- names as texts
    "getattr": (
        "from sklearn import mixture\nG = getattr(mixture, 'GaussianMixture')",
        "def f(X):\n    return G(3).fit(X)",
    ),
    "getattr inside": ("import sklearn", "def f(X):\n    return getattr(sklearn, 'mixture').GaussianMixture(3).fit(X)"),
    "import_module": ("import importlib", "def f(X):\n    return importlib.import_module('sklearn.mixture').GaussianMixture(3)"),
    "import_module as": (
        "from importlib import import_module as load\nm = load('sklearn.mixture')",
        "def f(X):\n    return m.GaussianMixture(3).fit(X)",
    ),
    "__import__": ("def f(X):\n    return __import__('sklearn.mixture').mixture.GaussianMixture(3).fit(X)",),
    "text in pieces": ("def f(X):\n    return __import__('sk' + 'learn.' + 'mixture').mixture.GaussianMixture(3)",),
    "text of a variable": ("NAME = 'sklearn'", "def f(X):\n    return __import__(NAME + '.mixture').mixture.GaussianMixture(3)"),
    "f-string": ("p = 'mixture'", "def f(X):\n    return __import__(f'sklearn.{p}').mixture.GaussianMixture(3)"),
    "join": ("def f(X):\n    return __import__('.'.join(['sklearn', 'mixture'])).mixture.GaussianMixture(3)",),
    "sys.modules": ("import sys", "def f(X):\n    return sys.modules['sklearn.mixture'].GaussianMixture(3).fit(X)"),
    "globals": (IMPORT, "def f(X):\n    return globals()['GaussianMixture'](3).fit(X)"),
    "exec": ("def f(X):\n    exec('from sklearn.mixture import GaussianMixture as G; G(3).fit(X)')",),
    "eval": (IMPORT, "def f(X):\n    return eval('GaussianMixture')(3).fit(X)"),
    "exec of a variable": (f"CODE = '{IMPORT}; GaussianMixture(3)'", "def f(X):\n    exec(CODE)"),
    "exec in a cell": (f"exec('{IMPORT} as G')", "def f(X):\n    return G(3).fit(X)"),
    "subprocess": ("import subprocess, sys", f"def f(X):\n    subprocess.run([sys.executable, '-c', '{IMPORT}'])"),
    "os.system": ("import os", "def f(X):\n    os.system('python -c \"from sklearn import mixture\"')"),
    "shell command": ('def f(X):\n    !python -c "import sklearn.mixture"\n    return 1',),
    "get_ipython": ("def f(X):\n    get_ipython().run_cell('import sklearn.mixture')",),
    # --- things made beforehand
    "fitted model": (f"{IMPORT}\nmodel = GaussianMixture(3).fit(X)", "def f(X):\n    return model.predict_proba(X)"),
    "fitted in two steps": (f"{IMPORT}\nm = GaussianMixture(3)\nm.fit(X)", "def f(X):\n    return m.predict_proba(X)"),
    "fitted under %time": (f"{IMPORT}\n%time m = GaussianMixture(3).fit(X)", "def f(X):\n    return m.predict(X)"),
    "fitted under %%time": (f"%%time\n{IMPORT}\nm = GaussianMixture(3).fit(X)", "def f(X):\n    return m.predict(X)"),
    "bound method": (f"{IMPORT}\ng = GaussianMixture(3).fit(X).predict", "def f(X):\n    return g(X)"),
    "the function is a bound method": (f"{IMPORT}\nf = GaussianMixture(3).fit(X).predict_proba",),
    "the function is a partial": (f"from functools import partial\n{IMPORT}\nf = partial(GaussianMixture, 3)",),
    "fitted parameters, asked for inside": (f"{IMPORT}\nm = GaussianMixture(3)", "def f(X):\n    return m.means_"),
    "list of models": (
        f"{IMPORT}\nms = [GaussianMixture(k).fit(X) for k in range(1, 5)]",
        "def f(X):\n    return ms[0].bic(X)",
    ),
    "best model": (
        f"{IMPORT}\nms = [GaussianMixture(k) for k in range(1, 5)]\nbest = min(ms, key=len)",
        "def f(X):\n    return best.predict(X)",
    ),
    "clone": (
        f"from sklearn.base import clone\n{IMPORT}\nm = GaussianMixture(3)",
        "def f(X):\n    return clone(m).fit(X)",
    ),
    "pipeline": (
        f"from sklearn.pipeline import make_pipeline\n{IMPORT}\nm = make_pipeline(GaussianMixture(3))",
        "def f(X):\n    return m.fit(X)",
    ),
    "with": (f"{IMPORT}\nwith open('x') as g:\n    m = GaussianMixture(3)", "def f(X):\n    return m.fit(X)"),
    "for": (f"{IMPORT}\nfor m in [GaussianMixture(3)]:\n    pass", "def f(X):\n    return m.fit(X)"),
    # --- through other code of the notebook
    "helper": (IMPORT, "def helper(X):\n    return GaussianMixture(3).fit(X)", "def f(X):\n    return helper(X)"),
    "helper of a helper": (
        "def f(X):\n    return one(X)",
        "def one(X):\n    return two(X)",
        f"def two(X):\n    {IMPORT}\n    return GaussianMixture(3).fit(X)",
    ),
    "mutual recursion": (
        IMPORT,
        "def a(X, n):\n    return b(X, n - 1) if n else GaussianMixture(3).fit(X)",
        "def b(X, n):\n    return a(X, n)",
        "def f(X):\n    return b(X, 3)",
    ),
    "helper as an argument": (
        f"{IMPORT}\ndef helper(x):\n    return GaussianMixture(3).fit(x)",
        "def f(X):\n    return list(map(helper, X))",
    ),
    "class as an argument": (f"{IMPORT}\ndef run(G, X):\n    return G(3).fit(X)", "def f(X):\n    return run(GaussianMixture, X)"),
    "helper that returns the class": (
        f"{IMPORT}\ndef get():\n    return GaussianMixture",
        "def f(X):\n    return get()(3).fit(X)",
    ),
    "model made by a helper": (
        f"{IMPORT}\ndef make(n):\n    return GaussianMixture(n).fit(X)\nm = make(3)",
        "def f(X):\n    return m.predict(X)",
    ),
    "lambda": (f"{IMPORT}\ng = lambda X: GaussianMixture(3).fit(X)", "def f(X):\n    return g(X)"),
    "the function is a lambda": (f"{IMPORT}\nf = lambda X: GaussianMixture(3).fit(X)",),
    "the function is an alias": (f"{IMPORT}\ndef g(X):\n    return GaussianMixture(3).fit(X)\nf = g",),
    "nested function": (
        f"{IMPORT}\ndef f(X):\n    def inner():\n        return GaussianMixture(3).fit(X)\n    return inner()",
    ),
    "closure": (
        f"{IMPORT}\ndef make():\n    m = GaussianMixture(3)\n    def g(X):\n        return m.fit(X)\n    return g\nf = make()",
    ),
    "decorator": (
        f"{IMPORT}\ndef fitted(g):\n    def wrapper(X):\n        return g(GaussianMixture(3).fit(X))\n    return wrapper",
        "@fitted\ndef f(m):\n    return m",
    ),
    "default argument": (f"{IMPORT}\ndef f(X, model=GaussianMixture(3)):\n    return model.fit(X)",),
    "default of a keyword": (f"{IMPORT}\ndef f(X, *, G=GaussianMixture):\n    return G(3).fit(X)",),
    "subclass": (f"{IMPORT}\nclass Mine(GaussianMixture):\n    pass", "def f(X):\n    return Mine(3).fit(X)"),
    "object of a subclass": (
        f"{IMPORT}\nclass Mine(GaussianMixture):\n    pass\nm = Mine(3)",
        "def f(X):\n    return m.fit(X)",
    ),
    "method": (
        f"{IMPORT}\nclass A:\n    def run(self, X):\n        return GaussianMixture(3).fit(X)",
        "def f(X):\n    return A().run(X)",
    ),
    "method of an object": (
        f"{IMPORT}\nclass A:\n    def run(self, X):\n        return self.go(X)\n    def go(self, X):\n"
        "        return GaussianMixture(3).fit(X)\na = A()",
        "def f(X):\n    return a.run(X)",
    ),
    "attribute of self": (
        f"{IMPORT}\nclass A:\n    def __init__(self):\n        self.m = GaussianMixture(3)\n    def run(self, X):\n"
        "        return self.m.fit(X)",
        "def f(X):\n    return A().run(X)",
    ),
    "__init__": (f"{IMPORT}\nclass A:\n    def __init__(self, X):\n        GaussianMixture(3).fit(X)", "def f(X):\n    return A(X)"),
    "__call__": (
        f"{IMPORT}\nclass A:\n    def __call__(self, X):\n        return GaussianMixture(3).fit(X)\nf = A()",
    ),
    "property": (
        f"{IMPORT}\nclass A:\n    @property\n    def m(self):\n        return GaussianMixture(3)",
        "def f(X):\n    return A().m",
    ),
    "inherited method": (
        f"{IMPORT}\nclass A:\n    def run(self, X):\n        return GaussianMixture(3).fit(X)\nclass B(A):\n    pass",
        "def f(X):\n    return B().run(X)",
    ),
    # --- where in the function
    "in a comprehension": (IMPORT, "def f(X):\n    return [GaussianMixture(k).fit(X) for k in range(3)]"),
    "in a condition": (IMPORT, "def f(X):\n    if GaussianMixture(3).fit(X).converged_:\n        return 1"),
    "in a while": (IMPORT, "def f(X):\n    while True:\n        m = GaussianMixture(3)\n        return m.fit(X)"),
    "in a try": (IMPORT, "def f(X):\n    try:\n        return GaussianMixture(3).fit(X)\n    finally:\n        pass"),
    "in a match": (IMPORT, "def f(X):\n    match X:\n        case _:\n            return GaussianMixture(3).fit(X)"),
    "in a with": (IMPORT, "def f(X):\n    with a as b:\n        return GaussianMixture(3).fit(X)"),
    "in an f-string": (IMPORT, "def f(X):\n    return f'{GaussianMixture(3).fit(X)}'"),
    "starred": (IMPORT, "def f(X):\n    return [*GaussianMixture(3).fit(X).means_]"),
    "yielded": (IMPORT, "def f(X):\n    yield GaussianMixture(3).fit(X)"),
    "async": (IMPORT, "async def f(X):\n    return GaussianMixture(3).fit(X)"),
    "last definition": (IMPORT, "def f(X):\n    return X", "def f(X):\n    return GaussianMixture(3).fit(X)"),
    "nested too deeply": (IMPORT, f"def f(X):\n    return {'-' * 2000}GaussianMixture(3).fit(X).means_"),
    "beside broken cells": ("def g(:", IMPORT, "\x00", "%%bash\nls", "def f(X):\n    return GaussianMixture(3).fit(X)"),
    "beside magics": (f"%matplotlib inline\n!ls\nfiles = !ls\n{IMPORT}\nsum?\ndef f(X):\n    return GaussianMixture(3).fit(X)",),
}  # fmt: skip


@pytest.mark.parametrize("name", USES)
def test_a_use_is_found(name: str) -> None:
    used = read(*USES[name])
    assert used is not None
    assert used.startswith(FORBIDDEN)


def test_it_is_named() -> None:
    assert read(*USES["from import as"]) == MODEL
    assert read(*USES["fitted model"]) == MODEL
    assert read(*USES["subclass"]) == MODEL
    assert read(*USES["a function of the library"]) == "sklearn.cluster.k_means"
    assert read(*USES["private submodule"]) == "sklearn.mixture._gaussian_mixture.GaussianMixture"
    assert read(*USES["subprocess"]) == "sklearn.mixture"


HONEST: dict[str, tuple[str, ...]] = {
    "nothing": ("def f(X):\n    return X",),
    "not defined": (IMPORT,),
    "not a function": (f"{IMPORT}\nf = 3",),
    "unused import": (IMPORT, f"def f(X):\n    {IMPORT}\n    import sklearn.mixture as m\n    return X"),
    "docstring and comment": ("def f(X):\n    '''Like sklearn.mixture.GaussianMixture.'''\n    # sklearn.mixture\n    return X",),
    "message": ("def f(X):\n    print('compare with sklearn.mixture')\n    raise ValueError('use sklearn.mixture')",),
    "annotations": (
        IMPORT,
        "def f(X: GaussianMixture, m: GaussianMixture | None = None) -> GaussianMixture:\n    y: GaussianMixture = X\n    return y",
    ),
    "isinstance": (IMPORT, "def f(X):\n    return X if isinstance(X, GaussianMixture) else None"),
    "elsewhere at cell level": (f"{IMPORT}\nmodel = GaussianMixture(3).fit(X)\nprint(model.means_)", "def f(X):\n    return X"),
    "in another function": (f"{IMPORT}\ndef plot(X):\n    return GaussianMixture(3).fit(X)", "plot(X)", "def f(X):\n    return X"),
    "in the cell that calls it": (IMPORT, "def f(X):\n    return X\nassert f(X) == GaussianMixture(3).fit(X).means_"),
    "numbers computed before": (
        f"{IMPORT}\nmodel = GaussianMixture(3).fit(X)\nresp = model.predict_proba(X)\nmeans = model.means_",
        "def f(X):\n    return X + resp.sum(axis=0) + means.T",
    ),
    "data sampled before": (
        f"{IMPORT}\nX, labels = GaussianMixture(3).fit(Y).sample(99)",
        "def f(resp):\n    return X.shape[0]",
    ),
    "a model that is only printed": (f"{IMPORT}\nmodel = GaussianMixture(3)", "def f(X):\n    print(model)\n    return X"),
    "parameter of that name": ("from sklearn import mixture", "def f(X, mixture):\n    return mixture.sum()"),
    "local of that name": ("from sklearn import mixture", "def f(X):\n    mixture = X + 1\n    return mixture.sum()"),
    "loop variable of that name": (f"{IMPORT} as m", "def f(X):\n    return [m.sum() for m in X] + [1 for m in X if m.any()]"),
    "rebound in a later cell": (f"{IMPORT} as G", "G = 3", "def f(X):\n    return G.bit_length()"),
    "redefined in a later cell": (IMPORT, "def f(X):\n    return GaussianMixture(3).fit(X)", "def f(X):\n    return X"),
    "own class of that name": (
        IMPORT,
        "class GaussianMixture:\n    def fit(self, X):\n        return self",
        "def f(X):\n    return GaussianMixture().fit(X)",
    ),
    "other parts of the library": (
        "from sklearn.datasets import make_blobs\nfrom sklearn.utils.extmath import softmax\nfrom sklearn import metrics\nimport sklearn",
        "def f(X):\n    sklearn.metrics.pairwise_distances(X)\n    metrics.cluster.rand_score(X, X)\n    return softmax(make_blobs(9)[0])",
    ),
    "modules with such a beginning": ("import sklearn.mixtures, sklearn.mixture2 as m", "def f(X):\n    return m.fit(sklearn.mixtures.x)"),
    "method that is not called": (
        f"{IMPORT}\nclass A:\n    def slow(self, X):\n        return X\n    def check(self, X):\n        return GaussianMixture(3).fit(X)",
        "def f(X):\n    return A().slow(X)",
    ),
    "star of something else": ("from numpy import *\nfrom sklearn.mixture import *", "def f(X):\n    return exp(X) + undefined(X)"),
    "other programs": ("import subprocess", "def f(X):\n    return subprocess.run(['ls'])"),
    "tangle": ("def f(s):\n    f(s + 'a')\n    f(s + 'b')\n    return f(f)\nx = f('')",),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_code_passes(name: str) -> None:
    assert read(*HONEST[name]) is None


# --- functions that stand in for others


HELPED = (f"{IMPORT}\ndef e_step(X):\n    return GaussianMixture(3).fit(X)", "def f(X):\n    return e_step(X)")


def test_what_is_provided_is_not_followed() -> None:
    assert read(*HELPED) == MODEL
    assert read(*HELPED, provided=("e_step",)) is None
    assert read(*HELPED, provided=("e_step", "f")) is None


def test_what_is_provided_replaces_the_name_only() -> None:
    assert read(HELPED[0], "g = e_step", "def f(X):\n    return g(X)", provided=("e_step",)) == MODEL


def test_the_function_itself_is_read_in_any_case() -> None:
    assert read(*USES["from import"], provided=("f",)) == MODEL


# --- the notebooks of the course


@pytest.mark.parametrize("assignment", ["01_gaussian_mixture", "02_em"])
def test_the_released_notebooks_are_honest(assignment: str) -> None:
    path = ROOT / "source" / assignment / f"{assignment}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    names = [
        cell.metadata.nbgrader.grade_id for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    for name in names:
        assert forbidden_use(cells, name, FORBIDDEN) is None


# --- whatever students hand in

HOSTILE: dict[str, tuple[str, ...]] = {
    "NUL": ("\x00def f(): pass",),
    "surrogates": ("x = '\ud800'", "# \ud800"),
    "brackets": ("[" * 10_000, "f = " + "(" * 150 + ")" * 150),
    "minus": ("f = " + "-" * 5000 + "1",),
    "attributes": ("f = a" + ".b" * 3000,),
    "sum": ("f = " + "+".join(["'a'"] * 3000),),
    "growing text": ("a = 'aaaaaaaaaaaaaaaa'", *["a = a + a"] * 100, "def f(X):\n    return __import__(a)"),
    "one huge line": ("x = '" + "a" * 10**6 + "'",),
    "a huge cell": ("x = 1\n" * 10**6,),
    "many cells": ("x = 1\ny = [x] * 3\n",) * 20_000,
    "many functions": ("\n".join(f"def g{i}(X):\n    return g{i + 1}(X)" for i in range(3000)) + "\ndef f(X): return g0(X)",),
    "calls that multiply": ("\n".join(f"def g{i}(*a):\n    return [g{i + 1}(*a, 'x{i}'), g{i + 1}('y{i}')]" for i in range(200))
                            + "\ndef f(X): return g0(X)",),
    "decorators": ("def d(g): return lambda *a: g(d(g))(*a)", "@d\n" * 50 + "def f(X): return f(X)"),
    "nested functions": ("".join(f"{' ' * i}def f(X):\n" for i in range(60)) + " " * 60 + "return X",),
    "inherits from itself": ("class A: pass", "class A(A): pass\n" * 50, "def f(X): return A().b"),
    "exec of exec": ("x = 'exec(x)'", "exec(x)", "def f(X): exec(x)"),
    "odd statements": ("global f", "nonlocal f", "return 1", "del f", "import .", "from . import f", "from .. import *"),
    "warnings": ("x = '\\d'", "1 is 1", "assert (1, 2)", "def f(X): return '\\d'"),
    "odd calls": ("def f(X): return getattr(), getattr(*X), getattr(**{'a': 'b'}), __import__(), exec(), ''.join([]), globals().get()",),
    "odd names": ("def f(X): import sys; return sys.modules['sklearn.mixture.<script>' + chr(10)].x()",),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_stops_the_reading(name: str) -> None:
    started = time.monotonic()
    used = read(*HOSTILE[name])
    assert used is None or name == "odd names"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "module", ["ast", "argparse", "enum", "functools", "typing", "dataclasses", "inspect", "test.support"]
)
def test_any_code_can_be_read(module: str) -> None:
    """The standard library has all that the language has; what it finds there does not matter."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for name in names[:12]:
        forbidden_use([source], name, ("os", "re", "typing"))
        forbidden_use([source, source], name, FORBIDDEN, ("partial",))


# --- a notebook that checks the functions of solutions/em.py against the library's

SETUP = "import numpy as np\nfrom sklearn.mixture import GaussianMixture\nfrom sklearn.cluster import KMeans"
REF = """class Ref(GaussianMixture):
    def params(self, X):
        self.fit(X)
        return self.weights_, self.means_, self.covariances_"""
START = """class Start(KMeans):
    def of(self, X):
        self.fit(X)
        covs = np.array([np.cov(X[self.labels_ == k].T) for k in range(3)])
        return np.bincount(self.labels_) / len(X), self.cluster_centers_, covs"""
STEPS = """class Steps(GaussianMixture):
    def m(self, X, resp):
        self._m_step(np.asarray(X, float), np.log(resp))
        return self.weights_, self.means_, self.covariances_
def m_step(X, resp):
    return Steps(resp.shape[1]).m(X, resp)"""
ALL_CALLS = "e_step(X, w, m, c)[:2]\nm_step(X, e_step(X, w, m, c))\nfit_em(X, w, m, c)"

# Cells after the functions.
CHECKS: dict[str, tuple[str, ...]] = {
    "subclass": (REF, "r = Ref(2, random_state=0); w, m, c = r.params(X)", "print(e_step(X, w, m, c)[:2])", ALL_CALLS),
    "chained": (REF, f"w, m, c = Ref(2).params(X)\n{ALL_CALLS}"),
    "starred": (REF, "e_step(X, *Ref(2).params(X))\nfit_em(X, *Ref(2).params(X))"),
    "in a list": (
        REF,
        "p = [Ref(k).params(X) for k in (2, 3)]\nfor w, m, c in p:\n    e_step(X, w, m, c)\n    fit_em(X, w, m, c)",
    ),
    "start": (START, f"w, m, c = Start(3).of(X)\n{ALL_CALLS}"),
    "attributes": (REF, f"r = Ref(2).fit(X); w, m, c = r.weights_, r.means_, r.covariances_\n{ALL_CALLS}"),
    "returns itself too": (REF + ", self", f"w, m, c, r = Ref(2).params(X)\n{ALL_CALLS}"),
    "parameters of the estimator": (f"r = GaussianMixture(2)\nw, m, c = r.weights_init, r.means_init, 1\n{ALL_CALLS}",),
    "in a function": (
        REF,
        "def check(X):\n    w, m, c = Ref(2).params(X)\n    return e_step(X, w, m, c), fit_em(X, w, m, c)\ncheck(X)",
    ),
    "estimator": (f"w = m = c = GaussianMixture(2).fit(X)\n{ALL_CALLS}",),
}


def em(*names: str) -> tuple[str, ...]:
    source = (ROOT / "solutions" / "em.py").read_text()
    body = ast.parse(source).body
    parts = [node for node in body if not isinstance(node, ast.FunctionDef) or node.name in names]
    return tuple(ast.get_source_segment(source, node) or "" for node in parts)


@pytest.mark.parametrize("function", ["e_step", "m_step", "fit_em"])
@pytest.mark.parametrize("kind", CHECKS)
def test_what_the_cells_pass_to_a_function_does_not_count(kind: str, function: str) -> None:
    cells = (SETUP, *em("e_step", "m_step", "fit_em"), *CHECKS[kind])
    assert forbidden_use(cells, function, FORBIDDEN) is None


@pytest.mark.parametrize("first", [True, False])
def test_a_step_of_a_subclass_counts_for_itself_only(first: bool) -> None:
    use = f"resp = np.ones((9, 2)) / 2\nw, m, c = m_step(X, resp)\n{ALL_CALLS}"
    functions = (STEPS, *em("e_step", "fit_em")) if first else (*em("e_step", "fit_em"), STEPS)
    cells = (SETUP, *functions, use)
    assert forbidden_use(cells, "m_step", FORBIDDEN) == MODEL
    assert forbidden_use(cells, "e_step", FORBIDDEN) is None
    assert forbidden_use(cells, "e_step", FORBIDDEN, {"m_step"}) is None
    assert forbidden_use(cells, "fit_em", FORBIDDEN, {"e_step", "m_step"}) is None
    assert forbidden_use(cells, "fit_em", FORBIDDEN) == MODEL


@pytest.mark.parametrize(
    "cells",
    [
        # helpers that the cells call with an estimator and `f` with numbers
        ("def g(m, X):\n    return m.fit(X)", "def f(X):\n    return g(X, X)", "g(GaussianMixture(2), X)"),
        ("def g(m):\n    return m", "def f(X):\n    return g(X).sum()", "g(GaussianMixture(2)).fit(X)"),
        ("def f(X, m=None):\n    y = m\n    return y.fit(X)", "f(X, GaussianMixture(2))"),
        ("def f(X):\n    def g(y=X):\n        return y.sum()\n    return g()", "f(GaussianMixture(2))"),
        ("def f(X):\n    class A:\n        x = X\n    return A.x.sum()", "f(GaussianMixture(2))"),
        ("f = lambda X: [x.sum() for x in X]", "f([GaussianMixture(2)])"),
        # numbers of a subclass that `f` finds as globals
        (REF, "w, m, c = Ref(2).params(X)", "def f(X):\n    return w.sum() + np.sum(m) + c[0]"),
        (REF, "means = Ref(2).params(X)[1]", "def f(X, means=means):\n    return abs(means)"),
        # what stands for a provided function gives numbers
        ("def g(X):\n    return GaussianMixture(2).fit(X)", "def f(X):\n    y = g(X)\n    return y.sum()"),
    ],
)
def test_numbers_of_earlier_calls_do_not_count(cells: tuple[str, ...]) -> None:
    assert read(SETUP, *cells, provided=("g",) if "return GaussianMixture" in cells[0] else ()) is None


@pytest.mark.parametrize(
    "cells",
    [
        (REF, "def f(X):\n    return Ref(2).params(X)"),
        (REF, "r = Ref(2)", "def f(X):\n    return r.params(X)"),
        (REF, "f = Ref(2).params"),
        (REF, "p = Ref(2).params", "def f(X):\n    return p(X)"),
        (REF, "def f(X, r=Ref(2)):\n    return r.params(X)", "f(X, 1)"),
        (REF, "class A:\n    def __init__(self, r):\n        self.r = r\n    def go(self, X):\n        return self.r.params(X)",
         "a = A(Ref(2))", "def f(X):\n    return a.go(X)"),
        # closures keep what the cells gave to the function around them, also where `f` calls it again
        ("def make(m):\n    def run(X):\n        return m.fit(X)\n    return run", "f = make(GaussianMixture(2))"),
        ("def make(m):\n    return lambda X: m.fit(X)", "g = make(GaussianMixture(2))", "def f(X):\n    make(X)\n    return g(X)"),
        ("def use(m):\n    def deco(h):\n        def run(X):\n            return m.fit(h(X))\n        return run\n    return deco",
         "@use(GaussianMixture(2))\ndef f(X):\n    return X", "f(X)"),
        ("def keep(m):\n    global model\n    model = m", "keep(GaussianMixture(2))", "def f(X):\n    return model.fit(X)"),
        ("def g(m, X):\n    return m.fit(X)", "g(X, X)", "def f(X):\n    return g(GaussianMixture(2), X)"),
        ("def g(m):\n    return m", "g(1)", "def f(X):\n    return g(GaussianMixture)(2).fit(X)"),
    ],
)  # fmt: skip
def test_estimators_that_the_definition_reaches_count(cells: tuple[str, ...]) -> None:
    assert read(SETUP, *cells) == MODEL


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%time x = 1", "x = 1"),
        ("  %time x = 1", None),
        ("x = !ls -l", "x = get_ipython().system('ls -l')"),
        ("%matplotlib inline", "get_ipython().run_line_magic('matplotlib inline')"),
        ("%%time\nx = 1", "x = 1"),
        ("%%capture out\nx = 1", "x = 1"),
        ("%%bash\nx = 1", ""),
        ("sum?\n?sum\nx = 1", "x = 1"),
        ("x = (5\n% 3)", "x = 5 % 3"),
        ("def f(:", None),
    ],
)
def test_cells_are_parsed_as_ipython_runs_them(source: str, expected: str | None) -> None:
    tree = parsed(source)
    assert (ast.unparse(tree) if tree is not None else None) == expected


def test_parsing_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parsed("x = '\\d' is 1") is not None
