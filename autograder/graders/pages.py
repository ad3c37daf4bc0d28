"""Pages of a Streamlit app and figures, as ``inside/streamlit_app.py`` tells them: untrusted, read before they are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

import numpy as np

from autograder.graders.compare import Answer, reject
from autograder.graders.oracle import Array
from autograder.graders.streamlit_cases import ALIKE, alike
from autograder.graders.values import plain

Read = TypeVar("Read")
CLOSE = 1e-6


@dataclass(frozen=True)
class Slider:
    """One slider of a page."""

    label: str
    min: float
    max: float
    value: float
    whole: bool
    in_sidebar: bool


@dataclass(frozen=True)
class Picture:
    """What is on a figure; points that look the same are a group."""

    titles: tuple[str, ...]
    x: tuple[str, ...]
    y: tuple[str, ...]
    points: Array
    groups: Array
    stand_in: bool


@dataclass(frozen=True)
class Page:
    """What an app shows, and what its function returned."""

    titles: tuple[str, ...]
    sliders: tuple[Slider, ...]
    others: tuple[str, ...]
    shown: int
    figures: tuple[Picture, ...]
    returned: Any
    calls: tuple[tuple[str, tuple[Any, ...]], ...]


def read_pages(answer: Answer, number: int) -> list[Page]:
    """Read the pages of an app, one for each state of its sliders."""
    return _read(answer, lambda: [_page(one) for one in _listed(answer.value, number)])


def read_figures(answer: Answer, number: int) -> list[Picture]:
    """Read returned figures; reject what is none."""
    values = _read(answer, lambda: _listed(answer.value, number))
    for value in values:
        if value is None:
            nothing_returned(answer)
        if not isinstance(value, dict) or "points" not in value:
            reject(
                answer,
                "回傳的不是 Matplotlib 的 Figure（ax 不是圖，fig 才是）",
                "what is returned is no Matplotlib Figure (fig is the figure, ax is not)",
                known=None if isinstance(value, dict | list | tuple | np.ndarray) else "axes-for-figure",
            )
    return _read(answer, lambda: [_picture(value) for value in values])


def nothing_returned(answer: Answer) -> NoReturn:
    """Reject an answer that is None."""
    reject(
        answer,
        "沒有回傳值：是不是忘了 return？",
        "nothing is returned: was the return forgotten?",
        known="nothing-returned",
    )


def _read(answer: Answer, how: Callable[[], Read]) -> Read:
    try:
        return how()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        reject(answer, "讀不出頁面上有什麼", "what is on the page cannot be read")


def _listed(value: Any, number: int) -> list[Any]:
    if not isinstance(value, list) or len(value) != number:
        raise TypeError
    return value


def _page(told: Any) -> Page:
    return Page(
        _texts(told["titles"]),
        tuple(map(_slider, told["sliders"])),
        _texts(told["others"]),
        int(told["pictures"]),
        tuple(_picture(one) for one in told["figures"]),
        told["returned"],
        tuple((str(name), tuple(values)) for name, values in told["calls"]),
    )


def _slider(told: Any) -> Slider:
    value = told["value"]
    value = value[0] if isinstance(value, list | tuple) and value else value
    return Slider(
        str(told["label"]),
        float(told["min"]),
        float(told["max"]),
        float(value),
        told["whole"] is True,
        told["in_sidebar"] is True,
    )


def _picture(told: Any) -> Picture:
    points, groups = plain(told["points"]), plain(told["groups"])
    if points is None or groups is None or points.ndim != 2 or points.shape != (len(groups), 2):
        raise TypeError
    return Picture(
        _texts(told["titles"]),
        _texts(told["x"]),
        _texts(told["y"]),
        points.astype(float),
        groups.astype(int),
        told["mark"] is True,
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values if str(value).strip())


def found(picture: Picture, X: Array) -> Array | None:
    """Return where each sample is among the points of a figure, the last one drawn; None if one is missing."""
    if not len(picture.points):
        return None
    scale = max(float(np.max(np.abs(X))), 1.0)
    known = {tuple(point): i for i, point in enumerate(_rounded(picture.points, scale))}
    places = [known.get(tuple(point)) for point in _rounded(X, scale)]
    if None in places:
        near = np.abs(X[:, None, :] - picture.points[None, :, :]).max(axis=2)  # rounding fell between two stools
        places = [int(np.argmin(row)) if np.min(row) <= CLOSE * scale else None for row in near]
    return None if None in places else np.array(places)


def _rounded(points: Array, scale: float) -> list[tuple[float, ...]]:
    with np.errstate(all="ignore"):
        return [tuple(point) for point in np.round(points / (CLOSE * scale)).tolist()]


def judge_points(answer: Answer, picture: Picture, X: Array, before: Sequence[Array] = ()) -> Array:
    """Reject a figure on which a sample is missing, or that still holds older ones; return where each sample is."""
    places = found(picture, X)
    if places is None:
        if not len(picture.points):
            reject(answer, "圖上沒有散布圖的點", "there are no points of a scatter plot on the figure")
        if found(picture, X[:, ::-1]) is not None:
            reject(answer, "橫軸和縱軸放反了", "the two axes are exchanged", known="axes-exchanged")
        missing = sum(found(picture, X[i : i + 1]) is None for i in range(len(X)))
        if missing < len(X):
            reject(
                answer,
                f"{len(X)} 個樣本裡有 {missing} 個不在圖上",
                f"{missing} of {len(X)} samples are not on the figure",
                known="label-left-out",
            )
        reject(answer, "圖上的點不是這些樣本", "the points on the figure are not these samples")
    if any(found(picture, old) is not None for old in before):
        reject(
            answer,
            "圖上還留著前一次的點：要開一張新的圖",
            "the points of the time before are still on the figure: make a new one",
            known="figure-not-new",
        )
    return places


def judge_groups(answer: Answer, groups: Array, labels: Array, known: str | None = None) -> None:
    """Reject groups of points that are not the labels; two labels in one look are taken for one."""
    wanted, drawn = len(np.unique(labels)), len(np.unique(groups))
    if alike(groups, labels) >= ALIKE:
        return
    if drawn == 1:
        reject(
            answer,
            "所有的點看起來都一樣，分不出標籤",
            "all points look the same: the labels cannot be seen",
            known=known,
        )
    if drawn > wanted:
        zh, en = "標籤相同的點，看起來卻不同", "points with the same label look different"
    else:
        zh, en = "標籤不同的點，有的看起來一樣", "some points with different labels look the same"
    reject(answer, zh, en, known=known)
