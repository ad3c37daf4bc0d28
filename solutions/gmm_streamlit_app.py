"""A teaching app on Gaussian mixtures: ``make app`` starts it.

More than ``06_streamlit_app`` asks for: the components' ellipses, EM step by step, and log-likelihood and BIC beside it.
"""

from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from solutions.em import e_step, m_step
from solutions.gaussian_mixture import log_likelihood
from solutions.model_selection import bic, n_parameters

MAX_COMPONENTS, MAX_STEPS = 10, 100
CONVERGED = 1e-2  # gain in log-likelihood per step
RIDGE = 1e-6  # as scikit-learn's reg_covar: a component on a single sample would have no width
# Safe for the colour-blind (Okabe and Ito; the last two Tol); markers and lines tell the components apart in black and white.
COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777", "#000000", "#882255", "#999933"]
MARKERS = ["o", "^", "s", "D", "v", "P", "X", "*", "h", "<"]
LINES = ["-", "--", "-.", ":"]

WORDS = {
    "title": ("高斯混合模型互動展示", "Gaussian mixtures, interactively"),
    "intro": (
        "資料永遠有三群。左邊選模型有幾個成分、每一群多分散，再一步一步看 EM 怎麼移動橢圓與責任值。",
        "The data always have three clusters. Choose on the left how many components the model has and how far the"
        " clusters spread, then watch EM move ellipses and responsibilities, step by step.",
    ),
    "components": ("成分數 Number of Components (K)", "Number of Components (K)"),
    "std": ("各群標準差 Cluster Std Deviation", "Cluster Std Deviation"),
    "start": ("EM 的起點", "Start of EM"),
    "start_help": ("不同的起點可能走到不同的解。", "Different starts may lead to different solutions."),
    "step": ("EM 步數", "EM step"),
    "step_help": (
        "0 是起點；一步 = 先 E 後 M。最右邊是收斂的地方。",
        "0 is the start; one step = E, then M. The right end is where EM has converged.",
    ),
    "colouring": ("點的顏色", "Colour of the points"),
    "soft": ("責任值（軟分群）", "Responsibilities (soft)"),
    "hard": ("標籤（硬分群）", "Labels (hard)"),
    "log_likelihood": ("對數概似 log p(X)", "Log-likelihood log p(X)"),
    "bic": ("BIC（愈低愈好）", "BIC (lower is better)"),
    "parameters": ("自由參數", "Free parameters"),
    "picture": ("資料與成分", "Data and components"),
    "picture_caption": (
        "橢圓是每個成分的兩個標準差，數字是它的編號。混色的點同時屬於好幾個成分：那就是軟分群。",
        "The ellipses are two standard deviations of each component, which is numbered at its mean. Points of mixed colour"
        " belong to several components at once: that is soft clustering.",
    ),
    "history": ("對數概似只會上升", "The log-likelihood only rises"),
    "history_caption": (
        "橫軸是 EM 步數，圓點是現在這一步。",
        "The horizontal axis counts EM steps; the dot is the current one.",
    ),
    "choice": ("用 BIC 選 K", "Choosing K by BIC"),
    "choice_caption": (
        "每個 K 各配適一次（scikit-learn）。圓圈是最低點，虛線是你選的 K。",
        "One fit for each K, by scikit-learn. The circle is the lowest point, the dashed line the K that you have chosen.",
    ),
    "table": ("各成分的參數", "Parameters of the components"),
    "ideas": ("拉滑桿時看什麼", "What to look for"),
    "ideas_text": (
        "- **K = 3，步數從 0 到底**：顏色先混在一起，再慢慢分開。對數概似每一步都上升。\n"
        "- **K = 2**：兩群擠進同一個橢圓，BIC 比 K = 3 高。\n"
        "- **K = 8**：一群被切成好幾塊；對數概似更高，BIC 卻更差。這就是過度配適。\n"
        "- **標準差 2.0**：群重疊之後，混色的點變多，步數也變多。\n"
        "- **換起點**：K 大的時候，不同起點走到不同的解。K = 3 的起點 7 也會卡住。EM 只保證走到一個局部的最大值。",
        "- **K = 3, steps from 0 to the end**: colours are mixed at first and part slowly. Every step raises the"
        " log-likelihood.\n"
        "- **K = 2**: two clusters share an ellipse, and BIC is higher than for K = 3.\n"
        "- **K = 8**: a cluster is cut into pieces; the log-likelihood is higher, BIC is worse. That is overfitting.\n"
        "- **Standard deviation 2.0**: once clusters overlap, more points are of mixed colour and more steps are needed.\n"
        "- **Another start**: with a large K, different starts lead to different solutions; so does start 7 with"
        " K = 3. EM finds a local maximum, no more.",
    ),
    "sources": (
        "Bishop (2006) §9.2；Murphy (2012) §11.4.2、§5.3.2",
        "Bishop (2006) §9.2; Murphy (2012) §11.4.2, §5.3.2",
    ),
    "columns": (
        "權重 π|均值 x₁|均值 x₂|標準差 x₁|標準差 x₂|相關",
        "weight π|mean x₁|mean x₂|std x₁|std x₂|correlation",
    ),
}


@dataclass(frozen=True)
class State:
    """The parameters after some EM steps, with what follows from them."""

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray
    resp: np.ndarray
    log_likelihood: float


@dataclass(frozen=True)
class Choices:
    """What the sidebar says."""

    english: bool
    n_components: int
    cluster_std: float
    start: int
    soft: bool

    def text(self, name: str) -> str:
        """Return a text in the chosen language."""
        return WORDS[name][self.english]


@st.cache_data(show_spinner=False)
def blobs(cluster_std: float) -> np.ndarray:
    """Return 500 samples in three clusters."""
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    return np.asarray(X)


def state_of(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> State:
    """Return the parameters with their responsibilities and log-likelihood."""
    resp = e_step(X, weights, means, covariances)
    return State(weights, means, covariances, resp, log_likelihood(X, weights, means, covariances))


@st.cache_data(show_spinner=False)
def path(cluster_std: float, n_components: int, start: int) -> list[State]:
    """Return every state of EM from a random start to convergence; Bishop (2006) §9.2.2."""
    X = blobs(cluster_std)
    rng = np.random.default_rng(start)
    means = X[rng.choice(len(X), n_components, replace=False)]
    covariances = np.repeat(np.cov(X.T)[np.newaxis] / n_components, n_components, axis=0)
    states = [state_of(X, np.full(n_components, 1 / n_components), means, covariances)]
    for _ in range(MAX_STEPS):
        weights, means, covariances = m_step(X, states[-1].resp)
        states.append(state_of(X, weights, means, covariances + RIDGE * np.eye(2)))
        if states[-1].log_likelihood - states[-2].log_likelihood < CONVERGED:
            break
    return states


@st.cache_data(show_spinner=False)
def bics(cluster_std: float) -> list[float]:
    """Return the BIC of each K; Murphy (2012) §5.3.2."""
    X = blobs(cluster_std)
    return [float(GaussianMixture(k, random_state=42).fit(X).bic(X)) for k in range(1, MAX_COMPONENTS + 1)]


def sidebar_choices() -> Choices:
    """Show the sidebar and return what it says."""
    english = st.sidebar.radio("語言 Language", ["中文", "English"], horizontal=True) == "English"
    n_components = st.sidebar.slider(WORDS["components"][english], 1, MAX_COMPONENTS, 3, key="components")
    cluster_std = st.sidebar.slider(WORDS["std"][english], 0.1, 2.0, 0.6, step=0.1, key="std")
    start = st.sidebar.slider(WORDS["start"][english], 0, 9, 5, help=WORDS["start_help"][english], key="start")
    colouring = [WORDS["soft"][english], WORDS["hard"][english]]
    soft = (
        st.sidebar.radio(WORDS["colouring"][english], [0, 1], format_func=colouring.__getitem__, key="colouring") == 0
    )
    return Choices(english, n_components, cluster_std, start, soft)


def scatter(X: np.ndarray, state: State, soft: bool) -> Figure:
    """Draw samples in the colours of their responsibilities or labels, and an ellipse for each component."""
    fig, ax = plt.subplots(figsize=(6.4, 5.2), layout="constrained")
    palette = np.array([to_rgb(colour) for colour in COLOURS[: len(state.weights)]])
    labels = state.resp.argmax(axis=1)
    colours = np.clip(state.resp @ palette, 0, 1) if soft else palette[labels]
    for k in range(len(state.weights)):
        mine = labels == k
        ax.scatter(X[mine, 0], X[mine, 1], s=18, marker=MARKERS[k], color=colours[mine], linewidths=0)
    angle = np.linspace(0, 2 * np.pi, 200)
    for k, (mean, cov) in enumerate(zip(state.means, state.covariances, strict=True)):
        outline = mean[:, np.newaxis] + 2 * np.linalg.cholesky(cov) @ np.stack([np.cos(angle), np.sin(angle)])
        ax.plot(*outline, LINES[k % len(LINES)], color=COLOURS[k], linewidth=2.2)
        badge = {"boxstyle": "circle,pad=0.25", "facecolor": "white", "edgecolor": COLOURS[k], "linewidth": 1.6}
        ax.text(
            mean[0],
            mean[1],
            str(k + 1),
            ha="center",
            va="center",
            fontsize=10,
            fontweight="bold",
            bbox=badge,
            clip_on=True,
        )
    margin = 0.12 * np.ptp(X, axis=0)
    ax.set_xlim(X[:, 0].min() - margin[0], X[:, 0].max() + margin[0])
    ax.set_ylim(X[:, 1].min() - margin[1], X[:, 1].max() + margin[1])
    return finished(fig, ax, "$x_1$", "$x_2$")


def history(states: list[State], step: int) -> Figure:
    """Draw the log-likelihood over the steps and mark the current one."""
    fig, ax = plt.subplots(figsize=(4.6, 2.3), layout="constrained")
    values = [state.log_likelihood for state in states]
    ax.plot(values, color=COLOURS[0])
    ax.plot(step, values[step], "o", color=COLOURS[5], markersize=9)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    return finished(fig, ax, "EM step", "$\\log\\,p(X)$")


def choice(values: list[float], n_components: int) -> Figure:
    """Draw the BIC of each K; mark the lowest, and the K that is chosen."""
    fig, ax = plt.subplots(figsize=(4.6, 2.3), layout="constrained")
    K = np.arange(1, len(values) + 1)
    best = int(np.argmin(values))
    ax.plot(K, values, "s-", color=COLOURS[2], markersize=4)
    ax.plot(K[best], values[best], "o", color=COLOURS[5], markersize=13, fillstyle="none", markeredgewidth=2)
    ax.axvline(n_components, color="0.35", linestyle="--", linewidth=1.2)
    ax.set_xticks(K)
    return finished(fig, ax, "K", "BIC")


def finished(fig: Figure, ax: Axes, x: str, y: str) -> Figure:
    """Give a figure its labels, and take away what nobody needs."""
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.spines[["top", "right"]].set_visible(False)
    return fig


def show(fig: Figure) -> None:
    """Show a figure and forget it: the app runs again with each move."""
    st.pyplot(fig)
    plt.close(fig)


def signed(change: float) -> str | None:
    """Return a change as text; None where there is nothing to see."""
    text = f"{change:+,.2f}"
    return None if text in ("+0.00", "-0.00") else text


def table(state: State, names: list[str]) -> dict[str, list[float | int]]:
    """Return the parameters of all components as columns."""
    spread = np.sqrt(np.diagonal(state.covariances, axis1=1, axis2=2))
    correlation = state.covariances[:, 0, 1] / spread.prod(axis=1)
    values = [state.weights, *state.means.T, *spread.T, correlation]
    columns = {name: np.round(column, 2).tolist() for name, column in zip(names, values, strict=True)}
    return {"k": list(range(1, len(state.weights) + 1)), **columns}


def main() -> None:
    """Show the whole page."""
    st.set_page_config(page_title="GMM", page_icon="🔵", layout="wide")
    chosen = sidebar_choices()
    X = blobs(chosen.cluster_std)
    states = path(chosen.cluster_std, chosen.n_components, chosen.start)
    last = len(states) - 1
    step = st.sidebar.slider(chosen.text("step"), 0, last, last, help=chosen.text("step_help"))
    state, before = states[step], states[max(step - 1, 0)]
    size = n_parameters(chosen.n_components, 2)

    st.title(chosen.text("title"))
    st.markdown(chosen.text("intro"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(chosen.text("picture"))
        show(scatter(X, state, chosen.soft))
        st.caption(chosen.text("picture_caption"))
    with right:
        one, other = st.columns(2)
        gain = state.log_likelihood - before.log_likelihood
        one.metric(chosen.text("log_likelihood"), f"{state.log_likelihood:,.1f}", signed(gain))
        score = bic(state.log_likelihood, size, len(X))
        change = score - bic(before.log_likelihood, size, len(X))
        other.metric(chosen.text("bic"), f"{score:,.1f}", signed(change), delta_color="inverse")
        st.subheader(chosen.text("history"))
        show(history(states, step))
        st.caption(chosen.text("history_caption"))
        st.subheader(chosen.text("choice"))
        show(choice(bics(chosen.cluster_std), chosen.n_components))
        st.caption(chosen.text("choice_caption"))
    st.subheader(chosen.text("table"))
    st.dataframe(table(state, chosen.text("columns").split("|")), hide_index=True)
    with st.expander(chosen.text("ideas")):
        st.markdown(chosen.text("ideas_text"))
        st.caption(chosen.text("sources"))


if __name__ == "__main__":
    main()
