"""The parts of the app, got wrong in ways that the catalogue does not know, and right in odd ones."""

from __future__ import annotations

import importlib.util

import pytest

from autograder.engine.checks import CheckRunner
from autograder.errors import KitError
from autograder.graders.streamlit_cases import require_streamlit
from tests.conftest import ROOT

from .runner import credit, failures, notebook, run

pytestmark = pytest.mark.usefixtures("no_examples")
CELLS = ("sidebar", "make_data", "fit_clusters", "draw", "app")
K, STD = '"Number of Components (K)"', '"Cluster Std Deviation"'
BOTH = f"a = st.sidebar.slider({K}, 1, 10, 3); b = st.sidebar.slider({STD}, 0.1, 2.0, 0.6)"
BLOBS = "make_blobs(n_samples=500, centers=3, cluster_std={}, random_state=42)[0]"
FIGURE = 'fig, ax = plt.subplots(); ax.set(title="t", xlabel="x", ylabel="y"); X = np.asarray(X); labels = np.asarray(labels)'
PARTS = 'st.title("GMM"); K, std = sidebar(); X = make_data(std); labels = fit_clusters(X, K)'

WRONG = {
    "sidebar": {
        "constant": "return 3, 0.6",
        "sliders elsewhere": f"a = st.slider({K}, 1, 10, 3); b = st.sidebar.slider({STD}, 0.1, 2.0, 0.6); return a, b",
        "same order, other names": f"a = st.sidebar.slider({STD}, 1, 10, 3); b = st.sidebar.slider({K}, 0.1, 2.0, 0.6); return a, b",
        "three sliders": f'{BOTH}; st.sidebar.slider("Seed", 0, 9, 0); return a, b',
        "other way round on the page": f"b = st.sidebar.slider({STD}, 0.1, 2.0, 0.6); a = st.sidebar.slider({K}, 1, 10, 3); return a, b",
        "dict": f'{BOTH}; return {{"n_components": a, "cluster_std": b}}',
        "text": f"{BOTH}; return str(a), str(b)",
        "one more": f"{BOTH}; return a + 1, b",
        "variance": f"{BOTH}; return a, b ** 2",
        "range of two": f"a = st.sidebar.slider({K}, 1, 10, (2, 3)); b = st.sidebar.slider({STD}, 0.1, 2.0, 0.6); return a, b",
        "selectbox": f"a = st.sidebar.selectbox({K}, range(1, 11), 2); b = st.sidebar.slider({STD}, 0.1, 2.0, 0.6); return a, b",
        "remembers the first": f'{BOTH}; st.session_state.setdefault("kept", (a, b)); return st.session_state.kept',
        "stopped": f"{BOTH}; st.stop()",
    },
    "make_data": {
        "zeros": "return np.zeros((500, 2))",
        "noise": "return np.random.default_rng(42).normal(size=(500, 2)) * cluster_std",
        "transposed": f"return {BLOBS.format('cluster_std')}.T",
        "scaled": f"return {BLOBS.format('1.0')} * cluster_std",
        "sorted": f"return np.sort({BLOBS.format('cluster_std')}, axis=0)",
        "standardised": f"X = {BLOBS.format('cluster_std')}; return (X - X.mean(0)) / X.std(0)",
        "whole numbers": f"return {BLOBS.format('cluster_std')}.astype(int)",
        "unshuffled": "return make_blobs(500, centers=3, cluster_std=cluster_std, random_state=42, shuffle=False)[0]",
        "only whole std": f"return {BLOBS.format('max(int(cluster_std), 1)')}",
        "given centres": "return make_blobs(500, centers=[[0, 0], [5, 5], [0, 5]], cluster_std=cluster_std, random_state=42)[0]",
    },
    "fit_clusters": {
        "zeros": "return np.zeros(len(X), dtype=int)",
        "first feature": "return np.digitize(X[:, 0], np.quantile(X[:, 0], np.arange(1, n_components) / n_components))",
        "sample numbers": "return np.arange(len(X))",
        "from one": "return GaussianMixture(n_components, random_state=42).fit_predict(X) + 1",
        "half of the data": "return GaussianMixture(n_components, random_state=42).fit(X[: len(X) // 2 + 1]).predict(X)",
        "least probable": "g = GaussianMixture(n_components, random_state=42).fit(X); return g.predict_proba(X).argmin(axis=1)",
        "densities": "return GaussianMixture(n_components, random_state=42).fit(X).score_samples(X)",
        "one step": "import warnings; warnings.simplefilter('ignore'); "
        "return GaussianMixture(n_components, max_iter=1, init_params='random', random_state=42).fit(X).predict(X)",
        "standardised": "Z = X / (1 + 50 * np.arange(X.shape[1])); "
        "return GaussianMixture(n_components, covariance_type='spherical', random_state=42).fit_predict(Z)",
        "text": "return [str(k) for k in GaussianMixture(n_components, random_state=42).fit_predict(X)]",
        "hierarchy": "from sklearn.cluster import AgglomerativeClustering; return AgglomerativeClustering(n_components).fit_predict(X)",
    },
    "draw": {
        "empty figure": f"{FIGURE}; return fig",
        "a line": f"{FIGURE}; ax.plot(X[:, 0], X[:, 1]); return fig",
        "first feature twice": f"{FIGURE}; ax.scatter(X[:, 0], X[:, 0], c=labels); return fig",
        "index on the axis": f"{FIGURE}; ax.scatter(np.arange(len(X)), X[:, 1], c=labels); return fig",
        "sizes, not colours": f"{FIGURE}; ax.scatter(X[:, 0], X[:, 1], s=10 + 5 * labels); return fig",
        "two colours": f'{FIGURE}; ax.scatter(X[:, 0], X[:, 1], c=labels % 2, cmap="coolwarm"); return fig',
        "the data of another": f"{FIGURE}; X = X[::-1]; ax.scatter(X[:, 0], X[:, 1], c=labels); return fig",
        "blank words": f'{FIGURE}; ax.scatter(X[:, 0], X[:, 1], c=labels); ax.set(title=" ", xlabel="", ylabel=""); return fig',
        "one figure kept": "fig = plt.figure(777); ax = fig.gca(); ax.scatter(X[:, 0], X[:, 1], c=labels, cmap='tab10', vmin=0, vmax=9); "
        "ax.set(title='t', xlabel='x', ylabel='y'); return fig",
        "three labels only": f"{FIGURE}; [ax.scatter(*X[labels == k].T, color=f'C{{k}}') for k in range(3)]; return fig",
        "shown, not returned": f"{FIGURE}; ax.scatter(X[:, 0], X[:, 1], c=labels); plt.show()",
        "pair": f"{FIGURE}; ax.scatter(X[:, 0], X[:, 1], c=labels); return fig, ax",
        "modifies": f"{FIGURE}; X_ = X; ax.scatter(X[:, 0], X[:, 1], c=labels, cmap='tab10', vmin=0, vmax=9); X_ -= 1; return fig",
        "rounded": f"{FIGURE}; ax.scatter(np.round(X[:, 0]), np.round(X[:, 1]), c=labels); return fig",
    },
    "app": {
        "title only": 'st.title("GMM")',
        "sidebar only": 'st.title("GMM"); sidebar()',
        "header for a title": 'st.header("GMM"); K, std = sidebar(); X = make_data(std); st.pyplot(draw(X, fit_clusters(X, K)))',
        "figure twice": f"{PARTS}; fig = draw(X, labels); st.pyplot(fig); st.pyplot(fig)",
        "plt.show": f"{PARTS}; draw(X, labels); plt.show()",
        "only saved": f'{PARTS}; import io; draw(X, labels).savefig(io.BytesIO())',
        "first data kept": f'{PARTS}; X = st.session_state.setdefault("X", X); st.pyplot(draw(X, fit_clusters(X, K)))',
        "first labels kept": f'{PARTS}; st.pyplot(draw(X, st.session_state.setdefault("labels", labels)))',
        "fits other data": f"{PARTS}; st.pyplot(draw(X, fit_clusters(make_data(2.0), K)))",
        "K capped": 'st.title("GMM"); K, std = sidebar(); X = make_data(std); st.pyplot(draw(X, fit_clusters(X, min(K, 4))))',
        "only when moved": f"{PARTS}\n    if K != 3: st.pyplot(draw(X, labels))",
        "crashes at a corner": f"{PARTS}; assert K < 10; st.pyplot(draw(X, labels))",
        "table for a figure": f"{PARTS}; st.dataframe(X)",
    },
}  # fmt: skip
RIGHT = {
    "sidebar": {
        "with a third widget": f'{BOTH}; st.sidebar.checkbox("ellipses"); return a, b',
        "array": f"{BOTH}; return np.array([a, b])",
        "nothing but st.sidebar": f"s = st.sidebar; return s.slider({K}, 1, 10, 3), s.slider({STD}, 0.1, 2.0, 0.6, 0.05)",
    },
    "make_data": {"fortran order": f"return np.asfortranarray({BLOBS.format('cluster_std')})"},
    "fit_clusters": {
        "column squeezed": "return GaussianMixture(n_components, random_state=42).fit_predict(X).reshape(-1, 1)[:, 0]",
        "small integers": "return GaussianMixture(n_components, random_state=42).fit(X).predict(X).astype(np.uint8)",
    },
    "draw": {
        "two axes": "fig, (ax, other) = plt.subplots(1, 2); ax.scatter(X[:, 0], X[:, 1], c=labels, cmap='tab10', vmin=0, vmax=9); "
        "other.hist(labels); ax.set(title='t', xlabel='x', ylabel='y'); return fig",
        "sea of grey first": "fig, ax = plt.subplots(); ax.scatter(X[:, 0], X[:, 1], c='0.8'); "
        "ax.scatter(X[:, 0], X[:, 1], c=labels, cmap='tab10', vmin=0, vmax=9); ax.set(title='t', xlabel='x', ylabel='y'); return fig",
    },
    "app": {
        "rerun once": f'{PARTS}; st.pyplot(draw(X, labels))\n    if not st.session_state.get("done"): st.session_state.done = True; st.rerun()',
        "helper inside": 'def show(f): st.pyplot(f)\n    st.title("GMM"); K, s = sidebar(); X = make_data(s); show(draw(X, fit_clusters(X, K)))',
        "title in two languages": 'st.title(":blue[GMM] 高斯混合"); K, std = sidebar(); X = make_data(std); st.pyplot(draw(X, fit_clusters(X, K)))',
    },
}  # fmt: skip
PARAMETERS = {"make_data": "cluster_std", "fit_clusters": "X, n_components", "draw": "X, labels"}


def namespace(function: str, body: str) -> dict:
    names = notebook()
    exec(f"def {function}({PARAMETERS.get(function, '')}):\n    {body}\n", names)
    return names


def named(table: dict) -> list:
    return [pytest.param(f, body, id=f"{f}: {name}") for f, bodies in table.items() for name, body in bodies.items()]


@pytest.mark.every(8)
@pytest.mark.parametrize(("function", "body"), named(WRONG))
def test_a_mistake_costs_points_there_and_nowhere_else(function, body):
    assert credit(run(namespace(function, body), function))[function] < 1
    others = [cell for cell in CELLS if cell != function]
    assert failures(run(namespace(function, body), *others)) == []


@pytest.mark.parametrize(("function", "body"), named(RIGHT))
def test_an_odd_style_earns_full_marks(function, body):
    assert failures(run(namespace(function, body), function)) == []


@pytest.mark.parametrize(
    ("function", "body"),
    [one for one in named(WRONG) if "zeros" in one.id or "constant" in one.id or "empty" in one.id],
)
def test_a_constant_earns_next_to_nothing(function, body):
    assert credit(run(namespace(function, body), function))[function] <= 0.0


def test_without_streamlit_nothing_is_graded(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(KitError, match="pip install streamlit"):
        require_streamlit()


def test_the_refusal_is_one_clear_line(tmp_path):
    module = tmp_path / "test_trial.py"
    module.write_text("from autograder.errors import KitError\nraise KitError('install it')\n", encoding="utf-8")
    runner = CheckRunner(module)
    with pytest.raises(KitError, match=r"^install it$"):
        runner.run(None)


def test_the_notebook_says_what_to_install():
    text = (ROOT / "source" / "06_streamlit_app.py").read_text(encoding="utf-8")
    assert "pip install -r requirements-student.txt" in text
