"""Checks of ``04_scikit_learn``: fitting, clustering, drawing and comparing with scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.graders import drawing, oracle
from autograder.graders.cases import Case, Cases
from autograder.graders.compare import (
    COVARIANCES,
    LARGE,
    MEANS,
    WEIGHTS,
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    read_mixture,
    reject,
    same_mixture,
    same_values,
    unmodified,
)
from autograder.graders.oracle import Array, Mixture
from autograder.graders.sklearn_cases import N_INIT, NEAR_BEST, TYPES, Picture, Start, Starts, matched
from autograder.graders.values import agrees
from autograder.model import Text

LABELS = Text("labels ", "labels")
RESP = Text("resp ", "resp")
LOG_DENSITY = Text("log_density ", "log_density")
DRAWN = ("X", "labels", "means", "covariances")
PARAMETERS = ("X", "weights", "means", "covariances")
ON_SEED = 1e-4  # fits on data without clusters, by machines that add up in another order


def read_model(answer: Answer, expected: Mixture) -> Mixture:
    """Read a fitted model, its components in the order of the expected ones."""
    value = answer.value
    if isinstance(value, dict) and "model" in value:
        kind = str(value["model"])[:40]
        if kind == "GaussianMixture":
            reject(
                answer,
                "回傳的模型還沒有配適：是不是忘了 fit？",
                "the model that is returned is not fitted: was fit forgotten?",
                known="model-not-fitted",
            )
        reject(answer, f"回傳的是 {kind}，應為 GaussianMixture", f"a {kind} is returned, not a GaussianMixture")
    if value is None:
        reject(answer, "回傳的是 None：是不是忘了 return？", "None is returned: was the return forgotten?")
    if not (isinstance(value, tuple) and len(value) == 4):
        known = "labels-for-model" if isinstance(value, np.ndarray) and value.ndim == 1 else None
        reject(
            answer,
            "應回傳配適好的 GaussianMixture，而不是它的結果",
            "the fitted GaussianMixture should be returned, not what comes of it",
            known=known,
        )
    weights, means, covariances, _ = value
    got = Mixture(
        numbers(answer, weights, WEIGHTS, (None,)),
        numbers(answer, means, MEANS, (None, expected.means.shape[1])),
        np.asarray(covariances),
    )
    if got.weights.shape != expected.weights.shape or got.means.shape != expected.means.shape:
        given, wanted = len(got.weights), len(expected.weights)
        shown = str(given) if given < LARGE else "…"
        reject(answer, f"模型有 {shown} 個成分，應有 {wanted} 個", f"the model has {shown} components, not {wanted}")
    return replace(got, covariances=numbers(answer, covariances, COVARIANCES, expected.covariances.shape))


def check_model(student: Student, function: str, case: Case, *, rtol: float = 1e-5, **keywords: Any) -> Answer:
    """Ask for a fitted model and compare its parameters, whatever the order of its components."""
    answer = ask(student, function, *case.arguments, kind=case.kind, harness="fitted", **keywords)
    got = read_model(answer, case.expected)
    same_mixture(answer, matched(got, case.expected), case.expected, rtol=rtol)
    return answer


@pytest.mark.check("fit_gmm", weight=3)
def test_fit_gmm_values(student: Student, fit_gmm_cases: Cases) -> None:
    """回傳配適好的模型，參數正確
    The fitted model is returned, and its parameters are right
    """
    for case in fit_gmm_cases["ordinary"]:
        check_model(student, "fit_gmm", case)


@pytest.mark.check("fit_gmm", weight=2)
def test_fit_gmm_types(student: Student, fit_gmm_cases: Cases) -> None:
    """遵守給定的 covariance_type
    The given covariance_type is honoured
    """
    for case in fit_gmm_cases["types"]:
        check_model(student, "fit_gmm", case)


@pytest.mark.check("fit_gmm", weight=2)
def test_fit_gmm_random_state(student: Student, fit_gmm_cases: Cases) -> None:
    """遵守給定的 random_state，不指定就是 42
    The given random_state is honoured, and it is 42 where none is given
    """
    case = fit_gmm_cases["seeds"][0]
    first, again = (ask(student, "fit_gmm", *case.arguments, kind=case.kind, harness="fitted") for _ in range(2))
    one, other = (read_model(answer, case.expected) for answer in (first, again))
    if not all(agrees(a, b, rtol=ON_SEED, atol=ON_SEED) for a, b in zip(one.arrays, other.arrays, strict=True)):
        reject(
            again, "同樣的輸入，結果卻每次不同", "the same input gives another result each time", known="seed-ignored"
        )
    for case in fit_gmm_cases["seeds"]:
        check_model(student, "fit_gmm", case, rtol=ON_SEED)


@pytest.mark.check("fit_gmm")
def test_fit_gmm_sizes(student: Student, fit_gmm_cases: Cases) -> None:
    """整數資料、K = 1、d = 1 也正確，而且不修改輸入
    Integer X, K = 1 and d = 1 are right too, and the inputs stay as they were
    """
    for case in fit_gmm_cases["sizes"]:
        unmodified(check_model(student, "fit_gmm", case), ("X",))


def ask_cluster(student: Student, case: Case) -> tuple[Answer, tuple[Any, ...]]:
    """Ask for labels, responsibilities and log-densities; return them unread."""
    answer = ask(student, "cluster", *case.arguments, kind=case.kind, harness="model")
    return answer, parts(answer, ("labels", "resp", "log_density"))


def judge_labels(answer: Answer, value: Any, case: Case) -> None:
    expected = np.asarray(case.expected[0], dtype=float)
    got = numbers(answer, value, LABELS, expected.shape)
    wrong = int(np.sum(~(got == expected)))
    if wrong:
        reject(answer, f"labels 有 {wrong}/{len(got)} 個值不對", f"{wrong}/{len(got)} labels are wrong")


def judge_resp(answer: Answer, value: Any, case: Case) -> None:
    same_values(answer, numbers(answer, value, RESP, case.expected[1].shape), case.expected[1], RESP)


def judge_log_density(answer: Answer, value: Any, case: Case) -> None:
    expected = case.expected[2]
    same_values(answer, numbers(answer, value, LOG_DENSITY, expected.shape), expected, LOG_DENSITY)


JUDGES = (judge_labels, judge_resp, judge_log_density)


@pytest.mark.check("cluster", weight=2)
def test_cluster_labels(student: Student, cluster_cases: Cases) -> None:
    """labels 是最可能的成分
    The labels are the most probable components
    """
    (case,) = cluster_cases["ordinary"]
    answer, values = ask_cluster(student, case)
    judge_labels(answer, values[0], case)


@pytest.mark.check("cluster", weight=2)
def test_cluster_resp(student: Student, cluster_cases: Cases) -> None:
    """resp 是責任值
    resp holds the responsibilities
    """
    (case,) = cluster_cases["ordinary"]
    answer, values = ask_cluster(student, case)
    judge_resp(answer, values[1], case)


@pytest.mark.check("cluster", weight=2)
def test_cluster_log_density(student: Student, cluster_cases: Cases) -> None:
    """log_density 是每個樣本的 log p(x)
    log_density holds log p(x) of each sample
    """
    (case,) = cluster_cases["ordinary"]
    answer, values = ask_cluster(student, case)
    judge_log_density(answer, values[2], case)


@pytest.mark.check("cluster")
def test_cluster_sizes(student: Student, cluster_cases: Cases) -> None:
    """只有一個樣本、K = 1、d = 1、樣本在遠方時也正確，而且不修改輸入
    A single sample, K = 1, d = 1 and far samples are fine too, and the inputs stay as they were
    """
    for case in cluster_cases["sizes"] + cluster_cases["far"]:
        answer, values = ask_cluster(student, case)
        for judge, value in zip(JUDGES, values, strict=True):
            judge(answer, value, case)
        unmodified(answer, PARAMETERS)


@pytest.mark.check("full_covariances", weight=2)
def test_full_covariances_tied(student: Student, covariance_cases: Cases) -> None:
    """tied：共用的矩陣每個成分各一份；full：保持原樣
    tied: a copy of the shared matrix for each component; full: as it is
    """
    check_values(student, "full_covariances", covariance_cases["tied"])
    check_values(student, "full_covariances", covariance_cases["full"])


@pytest.mark.check("full_covariances", weight=2)
def test_full_covariances_diag(student: Student, covariance_cases: Cases) -> None:
    """diag：變異數在對角線上，其他是 0
    diag: the variances on the diagonal, 0 elsewhere
    """
    check_values(student, "full_covariances", covariance_cases["diag"])


@pytest.mark.check("full_covariances", weight=2)
def test_full_covariances_spherical(student: Student, covariance_cases: Cases) -> None:
    """spherical：對角線上都是同一個變異數
    spherical: the same variance all along the diagonal
    """
    check_values(student, "full_covariances", covariance_cases["spherical"])


@pytest.mark.check("full_covariances")
def test_full_covariances_sizes(student: Student, covariance_cases: Cases) -> None:
    """K = 1、d = 1 也正確，而且不修改輸入
    K = 1 and d = 1 are right too, and the inputs stay as they were
    """
    for answer, _ in check_values(student, "full_covariances", covariance_cases["sizes"]):
        unmodified(answer, ("covariances",))


Judge = Callable[[Answer, drawing.Axes, Picture], Any]


def ask_picture(student: Student, picture: Picture) -> tuple[Answer, drawing.Figure, drawing.Axes]:
    """Ask for a figure; return what is on the Axes that shows the samples."""
    answer = ask(student, "plot_clusters", *picture.arguments, kind=picture.kind, harness="figure")
    figure = drawing.read_figure(answer)
    return answer, figure, drawing.main_axes(figure, picture.X)


def judge_colours(answer: Answer, axes: drawing.Axes, picture: Picture) -> None:
    drawing.judge_colours(answer, axes, picture.X, picture.labels)


def judge_ellipses(answer: Answer, axes: drawing.Axes, picture: Picture) -> None:
    drawing.judge_ellipses(answer, axes, picture.mixture.means, picture.mixture.covariances)


@pytest.mark.check("plot_clusters", weight=2)
def test_plot_points(student: Student, pictures: dict[str, Picture]) -> None:
    """每個樣本在圖上都有一個點
    Every sample is a point on the figure
    """
    answer, _, axes = ask_picture(student, pictures["ordinary"])
    drawing.judge_points(answer, axes, pictures["ordinary"].X)


@pytest.mark.check("plot_clusters", weight=3)
def test_plot_colours(student: Student, pictures: dict[str, Picture]) -> None:
    """點的顏色由 labels 決定
    The colours of the points come from labels
    """
    for name in ("ordinary", "five"):
        answer, _, axes = ask_picture(student, pictures[name])
        judge_colours(answer, axes, pictures[name])


@pytest.mark.check("plot_clusters", weight=4)
def test_plot_ellipses(student: Student, pictures: dict[str, Picture]) -> None:
    """每個成分都有一個橢圓，大小與方向合於它的共變異數
    Every component has an ellipse, of the size and direction of its covariance
    """
    for name in ("ordinary", "five"):
        answer, _, axes = ask_picture(student, pictures[name])
        judge_ellipses(answer, axes, pictures[name])


@pytest.mark.check("plot_clusters", weight=2)
def test_plot_sizes(student: Student, pictures: dict[str, Picture]) -> None:
    """K = 1、整數資料、有標籤沒有樣本時，點與橢圓也正確
    Points and ellipses are right for K = 1, integer X and a label without samples too
    """
    for name in ("one", "integers", "empty"):
        answer, _, axes = ask_picture(student, pictures[name])
        judge_colours(answer, axes, pictures[name])
        judge_ellipses(answer, axes, pictures[name])


@pytest.mark.check("plot_clusters")
def test_plot_texts(student: Student, pictures: dict[str, Picture]) -> None:
    """畫了樣本的圖有標題，兩軸都有名稱
    The figure that shows the samples has a title, and both axes have names
    """
    answer, _, axes = ask_picture(student, pictures["ordinary"])
    drawing.judge_points(answer, axes, pictures["ordinary"].X)
    drawing.judge_texts(answer, axes)


@pytest.mark.check("plot_clusters")
def test_plot_inputs(student: Student, pictures: dict[str, Picture]) -> None:
    """樣本畫在新的一張圖上，而且不修改輸入
    The samples are drawn on a new figure, and the inputs stay as they were
    """
    answer, figure, axes = ask_picture(student, pictures["ordinary"])
    drawing.judge_points(answer, axes, pictures["ordinary"].X)
    if not figure.new:
        reject(answer, "畫在一張舊的圖上", "it is drawn on a figure that was there before", known="old-figure")
    unmodified(answer, DRAWN)


def ask_scores(student: Student, case: Case) -> tuple[Answer, dict[str, float]]:
    """Ask for the BIC of each covariance type."""
    answer = ask(student, "compare_covariance_types", *case.arguments, kind=case.kind)
    if not isinstance(answer.value, Mapping):
        reject(answer, "應回傳一個 dict", "a dict should be returned")
    missing = [kind for kind in TYPES if kind not in answer.value]
    if missing:
        listed = ", ".join(missing)
        reject(answer, f"dict 裡沒有這些鍵：{listed}", f"keys that are missing from the dict: {listed}")
    return answer, {kind: number(answer, answer.value[kind], Text(kind, kind)) for kind in TYPES}


def check_scores(student: Student, case: Case, rtol: float = 1e-5) -> Answer:
    """Compare the BIC of all types."""
    answer, scores = ask_scores(student, case)
    for kind in TYPES:
        same_values(answer, np.array(scores[kind]), np.array(case.expected[kind]), Text(kind, kind), rtol=rtol)
    return answer


@pytest.mark.check("compare_covariance_types", weight=3)
def test_compare_values(student: Student, comparisons: Cases) -> None:
    """四種型態的 BIC 都正確
    The BIC of all four types is right
    """
    for case in comparisons["ordinary"]:
        check_scores(student, case)


@pytest.mark.check("compare_covariance_types")
def test_compare_random_state(student: Student, comparisons: Cases) -> None:
    """遵守給定的 random_state，不指定就是 0
    The given random_state is honoured, and it is 0 where none is given
    """
    case = comparisons["seeds"][0]
    (_, first), (answer, second) = (ask_scores(student, case) for _ in range(2))
    if any(not agrees(np.array(first[kind]), np.array(second[kind]), rtol=ON_SEED) for kind in TYPES):
        reject(
            answer, "同樣的輸入，結果卻每次不同", "the same input gives another result each time", known="seed-ignored"
        )
    for case in comparisons["seeds"]:
        check_scores(student, case, ON_SEED)


@pytest.mark.check("compare_covariance_types")
def test_compare_sizes(student: Student, comparisons: Cases) -> None:
    """K = 1、d = 1 時也正確，而且不修改輸入
    K = 1 and d = 1 are right too, and the inputs stay as they were
    """
    for case in comparisons["sizes"]:
        unmodified(check_scores(student, case), ("X",))


def reached(student: Student, starts: Starts, *n_init: int) -> tuple[Answer, float]:
    """Ask for the best of some starts; return the log-likelihood that it has reached."""
    kind = (
        Text(f"{starts.kind.zh}，n_init = {n_init[0]}", f"{starts.kind.en}, n_init = {n_init[0]}") if n_init else None
    )
    answer = ask(
        student,
        "fit_best",
        starts.X,
        starts.n_components,
        *n_init,
        kind=kind or starts.kind,
        harness="fitted",
        random_state=starts.random_state,
    )
    K, d = starts.n_components, starts.X.shape[1]
    got = read_model(answer, Mixture(np.zeros(K), np.zeros((K, d)), np.zeros((K, d, d))))
    return answer, oracle.log_likelihood(starts.X, got)


@pytest.mark.check("fit_best", weight=3)
def test_fit_best_of_many(student: Student, starts: Starts) -> None:
    """多個起點中，留下對數概似最大的（n_init 預設是 10）
    Of several starts the one with the largest log-likelihood is kept (n_init is 10 by default)
    """
    for n_init in ((), (N_INIT,)):
        answer, log_likelihood = reached(student, starts, *n_init)
        if not starts.best - NEAR_BEST <= log_likelihood:
            reject(
                answer,
                "有的起點能到更大的對數概似",
                "some starts reach a larger log-likelihood",
            )


@pytest.mark.check("fit_best")
def test_fit_best_n_init(student: Student, starts: Starts) -> None:
    """遵守給定的 n_init 與 random_state：只有一個起點時，就是那個起點的結果
    The given n_init and random_state are honoured: with a single start it is that start's result
    """
    answer, log_likelihood = reached(student, starts, 1)
    if not abs(log_likelihood - starts.one) <= NEAR_BEST / 3:
        reject(
            answer,
            "n_init = 1 時，結果不是那一個起點的",
            "with n_init = 1, the result is not that of the one start",
        )


@pytest.mark.check("fit_best", weight=2)
def test_fit_best_reg_covar(student: Student, ridge_cases: Cases) -> None:
    """遵守給定的 reg_covar
    The given reg_covar is honoured
    """
    for case in ridge_cases["ridge"]:
        check_model(student, "fit_best", case)


@pytest.mark.check("fit_best")
def test_fit_best_sizes(student: Student, ridge_cases: Cases) -> None:
    """整數資料、K = 1 也正確，而且不修改輸入
    Integer X and K = 1 are right too, and the inputs stay as they were
    """
    for case in ridge_cases["ordinary"] + ridge_cases["sizes"]:
        unmodified(check_model(student, "fit_best", case), ("X",))


def ask_from(student: Student, start: Start, **keywords: Any) -> tuple[Answer, Mixture]:
    """Ask for a fit from the given start."""
    answer = ask(student, "fit_from", *start.problem.arguments, kind=start.problem.kind, **keywords)
    return answer, read_mixture(answer, parts(answer, PARAMETERS[1:]), *start.problem.mixture.means.shape)


def check_steps(student: Student, start: Start, n_steps: int) -> Answer:
    """Compare the parameters after some steps of EM."""
    answer, got = ask_from(student, start, max_iter=n_steps, tol=0.0)
    same_mixture(answer, got, start.path[n_steps])
    return answer


@pytest.mark.check("fit_from", weight=3)
def test_fit_from_one_step(student: Student, from_starts: dict[str, Start]) -> None:
    """從給定的權重、均值與共變異數出發，一個 EM 步之後正確
    From the given weights, means and covariances, one EM step leads to the right place
    """
    check_steps(student, from_starts["ordinary"], 1)


@pytest.mark.check("fit_from", weight=2)
def test_fit_from_small_units(student: Student, from_starts: dict[str, Start]) -> None:
    """單位很小的資料也正確：共變異數上沒有多加什麼
    Data in small units are right too: nothing is added to the covariances
    """
    check_steps(student, from_starts["small"], 4)


@pytest.mark.check("fit_from", weight=3)
def test_fit_from_convergence(student: Student, from_starts: dict[str, Start]) -> None:
    """收斂之後，和自己寫的 EM 六位數字一致
    After convergence it agrees with EM written by hand, to six digits
    """
    start = from_starts["ordinary"]
    answer, got = ask_from(student, start)
    same_mixture(answer, got, start.path[-1])


@pytest.mark.check("fit_from")
def test_fit_from_tolerance(student: Student, from_starts: dict[str, Start]) -> None:
    """遵守給定的 tol 與 max_iter
    The given tol and max_iter are honoured
    """
    start = from_starts["ordinary"]
    check_steps(student, start, 3)
    answer, got = ask_from(student, start, tol=start.loose)
    near = start.path[start.n_steps - 1 : start.n_steps + 2]
    if not any(all(map(_close, got.arrays, other.arrays)) for other in near):
        same_mixture(answer, got, start.path[start.n_steps])


def _close(got: Array, expected: Array) -> bool:
    return agrees(got, expected, rtol=0.0, atol=1e-6 * float(np.max(np.abs(expected))))


@pytest.mark.check("fit_from")
def test_fit_from_sizes(student: Student, from_starts: dict[str, Start]) -> None:
    """K = 1、d = 1、d = 3 也正確，而且不修改輸入
    K = 1, d = 1 and d = 3 are right too, and the inputs stay as they were
    """
    for name, n_steps in (("three features", 3), ("line", 3), ("one", 1)):
        unmodified(check_steps(student, from_starts[name], n_steps), PARAMETERS)
