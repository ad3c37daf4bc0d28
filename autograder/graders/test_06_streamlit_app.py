"""Checks of ``06_streamlit_app``: the parts of the app, and the app, run on Streamlit's own test bench."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from autograder.errors import StudentError, StudentMissingError, StudentRaisedError, WrongAnswerError
from autograder.graders.cases import Case, Cases
from autograder.graders.compare import (
    RESULT,
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    reject,
    unmodified,
)
from autograder.graders.misconceptions import name
from autograder.graders.oracle import Array
from autograder.graders.pages import (
    Page,
    Slider,
    judge_groups,
    judge_points,
    nothing_returned,
    read_figures,
    read_pages,
)
from autograder.graders.streamlit_cases import (
    ALIKE,
    CORNERS,
    LABELS,
    RANGES,
    AppCase,
    Scatter,
    alike,
    require_streamlit,
)
from autograder.graders.values import agrees, plain
from autograder.model import Diagnosis, Explanation, Text

require_streamlit()

HARNESS = "streamlit_app"
PARTS = frozenset({"sidebar", "make_data", "fit_clusters", "draw"})
FIRST = Text("剛打開的頁面", "the page as it opens")
MOVED = Text("動過滑桿之後", "after the sliders were moved")
Moves = tuple[tuple[int, float], ...]


def ask_sidebar(student: Student, moves: Moves = ()) -> tuple[Answer, list[Page]]:
    """Ask for the sidebar: as it opens, and after each move."""
    answer = ask(
        student, "sidebar", kind=MOVED if moves else FIRST, harness=HARNESS, moves=[list(one) for one in moves]
    )
    return answer, read_pages(answer, 1 + len(moves))


def both_sliders(answer: Answer, page: Page) -> tuple[Slider, Slider]:
    """Return the two sliders of a page, that of K first."""
    if len(page.sliders) < 2 and page.others:
        reject(
            answer, "要用滑桿 st.slider，不是別的元件", "use sliders, st.slider, no other widget", known="other-widget"
        )
    if len(page.sliders) < 2:
        count = len(page.sliders)
        reject(
            answer,
            f"頁面上有 {count} 個滑桿，應有 2 個",
            f"there are {count} sliders on the page, not 2",
            known="slider-missing",
        )
    if len(page.sliders) > 2:
        reject(answer, "滑桿太多了，應有 2 個", "there are too many sliders: there should be 2")
    first, second = page.sliders
    return (second, first) if (second.label, first.label) == LABELS else (first, second)


@pytest.mark.check("sidebar", weight=2)
def test_sidebar_labels(student: Student) -> None:
    """側邊欄有兩個滑桿，名稱正確
    There are two sliders in the sidebar, with the right names
    """
    answer, (page,) = ask_sidebar(student)
    sliders = both_sliders(answer, page)
    if not all(slider.in_sidebar for slider in sliders):
        reject(
            answer,
            "滑桿在主頁面，不在側邊欄",
            "a slider is on the main page, not in the sidebar",
            known="slider-on-main-page",
        )
    for slider, label in zip(sliders, LABELS, strict=True):
        if slider.label.strip() != label:
            reject(
                answer, f"沒有名稱是「{label}」的滑桿", f'no slider has the name "{label}"', known="slider-name-other"
            )
    if page.sliders != sliders:
        reject(answer, "滑桿的上下順序相反", "the sliders stand the other way round")


@pytest.mark.check("sidebar", weight=2)
def test_sidebar_ranges(student: Student) -> None:
    """滑桿的範圍與一開始的值正確，K 是整數
    The ranges and first values of the sliders are right, and K is a whole number
    """
    answer, (page,) = ask_sidebar(student)
    sliders = both_sliders(answer, page)
    for slider, whole, what in zip(sliders, (True, False), LABELS, strict=True):
        if slider.whole != whole:
            zh, en = ("整數", "whole numbers") if whole else ("小數", "floats")
            reject(
                answer, f"「{what}」的值應是{zh}", f'the values of "{what}" should be {en}', known="slider-kind-other"
            )
    for slider, (low, high, _), what in zip(sliders, RANGES, LABELS, strict=True):
        if not np.allclose([slider.min, slider.max], [low, high]):
            reject(answer, f"「{what}」的範圍不對", f'the range of "{what}" is not right', known="slider-range-other")
    for slider, (*_, first), what in zip(sliders, RANGES, LABELS, strict=True):
        if not np.isclose(slider.value, first):
            reject(
                answer,
                f"「{what}」一開始的值不對",
                f'the first value of "{what}" is not right',
                known="slider-start-other",
            )


@pytest.mark.check("sidebar", weight=2)
def test_sidebar_returns(student: Student, slider_moves: Moves) -> None:
    """依序回傳兩個滑桿現在的值，移動滑桿就跟著變
    It returns the current values of both sliders, K first, and they change when a slider is moved
    """
    answer, pages = ask_sidebar(student, slider_moves)
    got, wanted = [], []
    for page in pages:
        sliders = both_sliders(answer, page)
        if page.returned is None:
            nothing_returned(answer)
        returned = replace(answer, value=page.returned)
        if isinstance(page.returned, np.ndarray) and page.returned.ndim == 1:
            returned = replace(answer, value=list(page.returned))
        got.append([number(returned, part) for part in parts(returned, ("n_components", "cluster_std"))])
        wanted.append([slider.value for slider in sliders])
    if np.allclose(got, wanted):
        return
    if np.allclose(got, np.array(wanted)[:, ::-1]):
        reject(
            answer,
            "兩個值的順序相反",
            "the two values are returned the other way round",
            known="slider-values-exchanged",
        )
    if np.allclose(got, got[0]):
        reject(
            answer,
            "移動滑桿，回傳的值卻沒有變",
            "the sliders move, but what is returned does not",
            known="slider-values-fixed",
        )
    reject(answer, "回傳的不是滑桿的值", "what is returned are not the values of the sliders")


@pytest.mark.check("make_data", weight=2)
def test_make_data_values(student: Student, make_data_cases: Cases) -> None:
    """500 個樣本、3 個中心、種子 42，標準差由引數決定
    500 samples, 3 centres, seed 42, and the standard deviation that is asked for
    """
    check_values(student, "make_data", make_data_cases["moved"], first=partial(same_again, student))


@pytest.mark.check("make_data")
def test_make_data_ends(student: Student, make_data_cases: Cases) -> None:
    """滑桿的兩端與整數的標準差也正確
    It is right at both ends of the slider, and for a whole number
    """
    check_values(student, "make_data", make_data_cases["ends"], first=partial(same_again, student))


def same_again(student: Student, answer: Answer, got: Array) -> None:
    """Reject data that are others when asked for again."""
    again = ask(student, answer.function, *answer.arguments, kind=answer.kind)
    if not agrees(numbers(again, again.value, RESULT, got.shape), got):
        reject(answer, "再呼叫一次，資料就不同了", "called again, it makes other data", known="data-seed-missing")


def ask_labels(student: Student, case: Case) -> tuple[Answer, Array]:
    """Ask for the labels of a case."""
    answer = ask(student, "fit_clusters", *case.arguments, kind=case.kind)
    if answer.value is None:
        nothing_returned(answer)
    if plain(answer.value) is None and not isinstance(answer.value, list | tuple | dict | str | np.ndarray):
        reject(answer, "回傳的不是標籤的陣列", "what is returned is no array of labels", known="model-for-labels")
    labels = numbers(answer, answer.value, RESULT, case.expected.shape)
    n_components = case.arguments[1]
    if not np.array_equal(labels, np.round(labels)):
        reject(answer, "標籤不是整數", "the labels are not whole numbers")
    if labels.min() < 0 or labels.max() > max(n_components - 1, np.max(case.expected)):
        reject(answer, "標籤不在 0 到 n_components - 1 之間", "the labels are not between 0 and n_components - 1")
    return answer, labels


def require_a_seed(student: Student, case: Case, labels: Array) -> None:
    """Reject labels that change when the same question is asked again: they say nothing about any other mistake."""
    for _ in range(2):
        answer, again = ask_labels(student, case)
        if not np.array_equal(labels, again):
            reject(
                answer,
                "同樣的資料再配適一次，標籤就不同了",
                "fitted again, the same data get other labels",
                known="fit-seed-missing",
            )


def check_labels(student: Student, cases: tuple[Case, ...]) -> None:
    """Ask for the labels of all cases; which component is called 0 is left open."""
    asked: list[Answer] = []
    for case in cases:
        answer, labels = ask_labels(student, case)
        answer = replace(answer, others=tuple(asked))
        if alike(labels, case.expected) < ALIKE:
            require_a_seed(student, case, labels)
            reject(answer, "有些樣本分到別的成分", "some samples are given to another component")
        unmodified(answer, ("X", "n_components"))
        asked.append(answer)


@pytest.mark.check("fit_clusters", weight=3)
def test_fit_clusters_labels(student: Student, fit_clusters_cases: Cases) -> None:
    """斜而長的群也分得對：共變異數是 full，成分數由引數決定
    Tilted, stretched clusters are found: full covariances, and as many components as asked for
    """
    check_labels(student, fit_clusters_cases["ordinary"])


@pytest.mark.check("fit_clusters")
def test_fit_clusters_shapes(student: Student, fit_clusters_cases: Cases) -> None:
    """K = 1、一維、整數資料也正確，不修改輸入
    It is right for K = 1, in one dimension and for integers, and leaves its inputs as they were
    """
    check_labels(student, fit_clusters_cases["shapes"])


@pytest.mark.check("fit_clusters", weight=2)
def test_fit_clusters_seed(student: Student, fit_clusters_cases: Cases) -> None:
    """種子是 42：同樣的資料永遠得到同樣的標籤
    The seed is 42: the same data always get the same labels
    """
    (case,) = fit_clusters_cases["cloud"]
    _, labels = ask_labels(student, case)
    require_a_seed(student, case, labels)
    check_labels(student, (case,))


def ask_figures(student: Student, *wanted: Scatter) -> tuple[Answer, list[tuple[Scatter, Array]]]:
    """Ask for figures, one after the other; return for each how its points look."""
    first, *rest = wanted
    then = {"then": [rest[0].X, rest[0].labels]} if rest else {}
    answer = ask(student, "draw", first.X, first.labels, kind=wanted[-1].kind, harness=HARNESS, **then)
    pictures = read_figures(answer, len(wanted))
    looks = []
    for index, (picture, scatter) in enumerate(zip(pictures, wanted, strict=True)):
        places = judge_points(answer, picture, scatter.X, [other.X for other in wanted[:index]])
        looks.append((scatter, picture.groups[places]))
    return answer, looks


@pytest.mark.check("draw", weight=2)
def test_draw_points(student: Student, scatters: dict[str, Scatter]) -> None:
    """每個樣本都畫在對的位置，不修改輸入
    Every sample is drawn in its place, and the inputs stay as they were
    """
    for name_of in ("four", "whole", "one"):
        answer, _ = ask_figures(student, scatters[name_of])
        unmodified(answer, ("X", "labels"))


@pytest.mark.check("draw", weight=3)
def test_draw_colours(student: Student, scatters: dict[str, Scatter]) -> None:
    """標籤相同的點看起來相同，標籤不同的看得出不同
    Points with the same label look the same, points with different labels do not
    """
    for name_of in ("four", "gap", "one"):
        answer, ((scatter, groups),) = ask_figures(student, scatters[name_of])
        judge_groups(answer, groups, scatter.labels, "colour-not-by-label")
    with explained(name("colours-run-out")):
        answer, ((scatter, groups),) = ask_figures(student, scatters["ten"])
    judge_groups(answer, groups, scatter.labels, "colours-run-out")


@contextmanager
def explained(found: tuple[Diagnosis, ...]) -> Iterator[None]:
    """Say what an exception comes from that is raised here and on no question before."""
    try:
        yield
    except StudentRaisedError as error:
        error.explain = partial(Explanation, found)
        raise


@pytest.mark.check("draw", weight=2)
def test_draw_words(student: Student, scatters: dict[str, Scatter]) -> None:
    """有標題，兩個軸都有名稱
    There is a title, and both axes have labels
    """
    scatter = scatters["two"]
    answer = ask(student, "draw", scatter.X, scatter.labels, kind=scatter.kind, harness=HARNESS)
    (picture,) = read_figures(answer, 1)
    if not len(picture.points):
        reject(answer, "圖上沒有散布圖的點", "there are no points of a scatter plot on the figure")
    if not picture.titles:
        reject(answer, "圖沒有標題", "the figure has no title", known="figure-title-missing")
    if not picture.x or not picture.y:
        which = Text("橫軸", "horizontal") if not picture.x else Text("縱軸", "vertical")
        reject(answer, f"{which.zh}沒有名稱", f"the {which.en} axis has no label", known="axis-labels-missing")


@pytest.mark.check("draw")
def test_draw_new_figure(student: Student, scatters: dict[str, Scatter]) -> None:
    """每次呼叫都是一張新的圖
    Every call makes a new figure
    """
    ask_figures(student, scatters["four"], scatters["two"])


def title_of(answer: Answer, page: Page) -> None:
    """Reject a page without a title."""
    if not page.titles:
        reject(
            answer,
            "頁面上沒有 st.title 的標題",
            "there is no title by st.title on the page",
            known="page-title-missing",
        )


def judge_page(answer: Answer, page: Page, case: AppCase, before: AppCase | None) -> None:
    """Reject a page that does not show the data and the components that belong to the sliders."""
    if not page.shown or not page.figures:
        reject(answer, "頁面上沒有圖", "there is no figure on the page", known="figure-not-shown")
    if page.shown > 1:
        reject(answer, "頁面上的圖不只一張", "there is more than one figure on the page")
    picture, known = page.figures[-1], None
    if before is not None and len(picture.points) and before.values[1] != case.values[1]:
        old = replace(answer, kind=Text("只動標準差", "only the standard deviation moved"))
        try:
            judge_points(old, picture, before.X)
        except WrongAnswerError:
            pass
        else:
            try:
                judge_points(old, picture, case.X)
            except WrongAnswerError:
                reject(
                    answer,
                    "動了標準差，資料卻沒有變",
                    "the slider of the standard deviation moves, the data do not",
                    known="std-not-from-slider",
                )
    stale = [before.X] if before is not None and before.values[1] != case.values[1] else []
    groups = picture.groups[judge_points(answer, picture, case.X, stale)]
    if before is not None and before.values[0] != case.values[0] and alike(groups, before.labels) >= ALIKE:
        known = "k-not-from-slider"
    if len(np.unique(groups)) == 1 and len(np.unique(case.labels)) > 1:
        known = "labels-not-passed-on"
    judge_groups(answer, groups, case.labels, known)


def judge_parts(answer: Answer, page: Page, case: AppCase) -> None:
    """Reject an app that does not hand on to its parts what belongs to them."""
    calls = dict(page.calls)
    n_components, std = case.values
    if "make_data" in calls and not _holds(calls["make_data"], std):
        known = "slider-values-swapped" if _holds(calls["make_data"], n_components) else "std-not-from-slider"
        reject(
            answer, "make_data 得到的不是標準差滑桿的值", "make_data is not given the value of its slider", known=known
        )
    if "fit_clusters" in calls and not _holds(calls["fit_clusters"], n_components):
        known = "slider-values-swapped" if _holds(calls["fit_clusters"], std) else "k-not-from-slider"
        reject(
            answer,
            "fit_clusters 得到的不是 K 滑桿的值",
            "fit_clusters is not given the value of the slider of K",
            known=known,
        )
    if "draw" in calls and not _holds(calls["draw"], case.labels):
        reject(
            answer,
            "draw 得到的不是 fit_clusters 的標籤",
            "draw is not given the labels of fit_clusters",
            known="labels-not-passed-on",
        )
    if "draw" in calls and not page.shown:
        reject(
            answer,
            "draw 的圖沒有用 st.pyplot 顯示",
            "the figure of draw is not shown by st.pyplot",
            known="figure-not-shown",
        )
    belongs = (
        ("make_data", std),
        ("fit_clusters", case.X),
        ("fit_clusters", n_components),
        ("draw", case.X),
        ("draw", case.labels),
    )
    handed = all(_holds(calls.get(called, ()), one) for called, one in belongs)
    shown = page.shown == 1 and len(page.figures) == 1 and page.figures[0].stand_in
    if not (handed and shown):
        reject(answer, "各個部分沒有接好", "the parts are not put together rightly")


def _holds(given: tuple[object, ...], value: object) -> bool:
    """Whether a value is among what a part was called with."""
    wanted = np.asarray(value, dtype=float)
    arrays = [plain(one) for one in given]
    return any(one is not None and agrees(np.asarray(one, dtype=float), wanted) for one in arrays)


def stand_in(case: AppCase) -> list[object]:
    """Return what the parts of the app return in this case."""
    return [list(case.values), case.X, case.labels]


def check_app(student: Student, first: AppCase, cases: tuple[AppCase, ...], kind: Text) -> None:
    """Move the sliders and judge every page; where a part of the app is wrong, judge how the parts are put together."""
    together = (first, *cases)

    def as_it_is() -> None:
        answer = ask(student, "app", kind=kind, harness=HARNESS, moves=[list(case.values) for case in cases])
        for index, (page, case) in enumerate(zip(read_pages(answer, len(together)), together, strict=True)):
            judge_page(answer, page, case, first if index else None)

    def of_its_parts() -> None:
        answer = ask(student, "app", kind=kind, harness=HARNESS, stand_ins=[stand_in(case) for case in together])
        for page, case in zip(read_pages(answer, len(together)), together, strict=True):
            judge_parts(answer, page, case)

    # A part that never ends would end the app too, so known faults of the parts are kept out of its way.
    known = student.failed is not None and bool(student.failed & PARTS)
    judges = (of_its_parts, as_it_is) if known else (as_it_is, of_its_parts)
    failures: list[StudentError | WrongAnswerError] = []
    for judge in judges:
        try:
            judge()
        except StudentMissingError:
            raise
        except (StudentError, WrongAnswerError) as failure:
            failures.append(failure)
        else:
            return
    one, other = failures if judges[0] is as_it_is else reversed(failures)
    found = other.explain() if isinstance(other, WrongAnswerError) else Explanation()
    if found.diagnoses:
        one.explain = lambda: found
    raise one


@pytest.mark.check("app")
def test_app_title(student: Student, app_cases: dict[str, tuple[AppCase, ...]]) -> None:
    """頁面上有標題
    There is a title on the page
    """
    (first,) = app_cases["first"]
    try:  # with stand-ins first: what the parts of the app do wrong is their own affair
        answer = ask(student, "app", kind=FIRST, harness=HARNESS, stand_ins=[stand_in(first)])
    except StudentMissingError:
        raise
    except StudentError:
        answer = ask(student, "app", kind=FIRST, harness=HARNESS)
    (page,) = read_pages(answer, 1)
    title_of(answer, page)


@pytest.mark.check("app", weight=2)
def test_app_opens(student: Student, app_cases: dict[str, tuple[AppCase, ...]]) -> None:
    """剛打開時，畫的是標準差 0.6 的資料和三個成分
    As it opens, it shows data of standard deviation 0.6 and three components
    """
    (first,) = app_cases["first"]
    check_app(student, first, (), FIRST)


@pytest.mark.check("app", weight=2)
def test_app_components(student: Student, app_cases: dict[str, tuple[AppCase, ...]]) -> None:
    """移動 K 的滑桿，成分跟著變，資料不變
    When the slider of K moves, so do the components, and the data stay
    """
    check_app(student, app_cases["first"][0], app_cases["components"], Text("動 K 的滑桿", "the slider of K moves"))


@pytest.mark.check("app", weight=2)
def test_app_std(student: Student, app_cases: dict[str, tuple[AppCase, ...]]) -> None:
    """移動標準差的滑桿，資料跟著變，舊的點不留下
    When the slider of the standard deviation moves, so do the data, and no old points stay
    """
    check_app(
        student, app_cases["first"][0], app_cases["std"], Text("動標準差的滑桿", "the slider of the spread moves")
    )


@pytest.mark.check("app")
def test_app_corners(student: Student, app_cases: dict[str, tuple[AppCase, ...]]) -> None:
    """兩個滑桿都推到底，四個角落都沒有例外，圖也對
    With both sliders at their ends, in all four corners, nothing is raised and the figure is right
    """
    assert len(app_cases["corners"]) == len(CORNERS)
    check_app(student, app_cases["first"][0], app_cases["corners"], Text("滑桿推到底", "sliders at their ends"))
