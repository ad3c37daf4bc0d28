"""Is what a figure shows what it should show? Figures come as plain data, from ``inside/figure.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.graders.compare import Answer, reject
from autograder.graders.oracle import Array
from autograder.graders.values import plain

NEAR = 1e-6  # of the extent of the data
SAME_COLOUR, OTHER_COLOUR = 0.02, 0.04  # the largest difference of red, green or blue
SMALLEST_RADIUS, LARGEST_RADIUS = 0.98, 3.5  # 3.44 holds 99.7 % of a Gaussian, as 3 does in one dimension
ROUNDNESS = 0.06  # a contour is a polygon on a grid
WIDEST_GAP = np.pi / 3
MOST_CURVES = 300


@dataclass(frozen=True)
class Axes:
    """One Axes of a figure: points with two colours each, curves, texts."""

    xy: Array
    faces: Array
    edges: Array
    curves: tuple[Array, ...]
    title: str
    xlabel: str
    ylabel: str


@dataclass(frozen=True)
class Figure:
    """What a function drew."""

    axes: tuple[Axes, ...]
    new: bool


def read_figure(answer: Answer) -> Figure:
    """Read what the harness says; it is no more trusted than any other answer."""
    value = answer.value if isinstance(answer.value, dict) else {}
    listed = value.get("axes")
    axes = tuple(_axes(one) for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ()
    if not axes:
        reject(
            answer,
            "沒有畫出任何圖：沒有 Axes",
            "nothing is drawn: there are no Axes",
            known="nothing-drawn",
        )
    return Figure(axes, value.get("new") is True)


def _axes(raw: dict[Any, Any]) -> Axes:
    groups = [group for group in _list(raw.get("points")) if isinstance(group, dict)]
    groups.sort(key=lambda group: _number(group.get("zorder")))
    read = [(_table(g.get("xy"), 2), _table(g.get("colours"), 4), _table(g.get("edges"), 4)) for g in groups]
    read = [one for one in read if len(one[0]) == len(one[1]) == len(one[2])]
    xy, faces, edges = (
        np.concatenate([np.zeros((0, width)), *(one[i] for one in read)]) for i, width in enumerate((2, 4, 4))
    )
    seen = np.all(np.isfinite(xy), axis=1) & (np.maximum(faces[:, 3], edges[:, 3]) > 0)
    curves = [_table(curve.get("xy"), 2) for curve in _list(raw.get("curves")) if isinstance(curve, dict)]
    texts = [str(raw.get(name) or "").strip() for name in ("title", "xlabel", "ylabel")]
    return Axes(xy[seen], faces[seen], edges[seen], tuple(curves[:MOST_CURVES]), *texts)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and np.isfinite(value) else 0.0


def _table(value: Any, width: int) -> Array:
    array = plain(value)
    if array is None or array.ndim != 2 or array.shape[1] != width:
        return np.zeros((0, width))
    return np.asarray(array, dtype=float)


def shown(axes: Axes, X: Array) -> Array:
    """Return, for each sample, which point was drawn last at its place; -1 where none was."""
    if not len(axes.xy):
        return np.full(len(X), -1)
    near = np.abs(axes.xy[None] - X[:, None]).max(axis=2) <= NEAR * np.ptp(X, axis=0).max() + 1e-300
    last = near.shape[1] - 1 - np.argmax(near[:, ::-1], axis=1)
    return np.where(near.any(axis=1), last, -1)


def main_axes(figure: Figure, X: Array) -> Axes:
    """Return the Axes that shows most of the samples: there may be others, of a colour bar."""
    return max(figure.axes, key=lambda axes: int(np.sum(shown(axes, X) >= 0)))


def judge_points(answer: Answer, axes: Axes, X: Array) -> Array:
    """Reject a figure on which not every sample is a point; return which point each one is."""
    points = shown(axes, X)
    missing = int(np.sum(points < 0))
    if not missing:
        return points
    exchanged = bool(np.all(shown(axes, X[:, ::-1]) >= 0))
    if exchanged:
        reject(answer, "兩個座標對調了", "the two coordinates have changed places", known="coordinates-exchanged")
    reject(
        answer,
        f"{len(X)} 個樣本中，有 {missing} 個在圖上沒有點",
        f"{missing} of {len(X)} samples have no point on the figure",
        known="samples-missing",
    )


def judge_colours(answer: Answer, axes: Axes, X: Array, labels: Array) -> None:
    """Reject points whose colours, of face or edge, do not say the labels."""
    points = judge_points(answer, axes, X)
    alone = np.sum(np.all(X[:, None] == X[None], axis=2), axis=1) == 1  # one point may hide another
    points, labels = points[alone], labels[alone]
    of_faces, of_edges = (_complaint(colours[points, :3], labels) for colours in (axes.faces, axes.edges))
    if of_faces and of_edges:
        zh, en, known = of_faces
        reject(answer, zh, en, known=known)


def _complaint(colours: Array, labels: Array) -> tuple[str, str, str] | None:
    present = np.unique(labels)
    centres = np.stack([colours[labels == label].mean(axis=0) for label in present])
    mixed = [
        label
        for label, c in zip(present, centres, strict=True)
        if np.abs(colours[labels == label] - c).max() > SAME_COLOUR
    ]
    everything_alike = len(present) > 1 and float(np.ptp(colours, axis=0).max()) <= SAME_COLOUR
    if everything_alike:
        return "所有的點都是同一個顏色", "all points have one colour", "one-colour"
    if mixed:
        return (
            f"有 {len(mixed)} 個標籤的點不是同一個顏色：顏色不是由 labels 決定的",
            f"the points of {len(mixed)} labels are not of one colour: the colours do not come from labels",
            "colours-not-from-labels",
        )
    close = sum(
        float(np.abs(one - other).max()) < OTHER_COLOUR for i, one in enumerate(centres) for other in centres[:i]
    )
    if close:
        return "有兩個標籤的顏色相同", "two labels have the same colour", "colours-repeat"
    return None


Shape = Callable[[Array], Array]


def _of_eigenvalues(change: Callable[[Array, Array], tuple[Array, Array]]) -> Shape:
    """Return a wrong covariance, by way of eigenvalues (rising) and the angle of the last eigenvector."""

    def shape(cov: Array) -> Array:
        values, vectors = np.linalg.eigh(cov)
        values, angle = change(values, np.arctan2(vectors[1, 1], vectors[0, 1]))
        along = np.array([[-np.sin(angle), np.cos(angle)], [np.cos(angle), np.sin(angle)]])
        return np.asarray((along.T * values) @ along)

    return shape


def _in_radians(cov: Array, turn: float = 0.0) -> Array:
    values, vectors = np.linalg.eigh(cov)
    angle = np.deg2rad(np.arctan2(vectors[1, 1], vectors[0, 1]) + turn)
    along = np.array([[-np.sin(angle), np.cos(angle)], [np.cos(angle), np.sin(angle)]])
    return np.asarray((along.T * values) @ along)


# What else the shape of an ellipse may come from: the id of a misconception, and the covariance that it stands for.
WRONG_SHAPES: tuple[tuple[str, Shape], ...] = (
    ("ellipse-of-variances", lambda cov: cov @ cov),
    ("ellipse-not-turned", lambda cov: np.diag(np.linalg.eigvalsh(cov))),
    ("ellipse-not-turned", lambda cov: np.diag(np.linalg.eigvalsh(cov)[::-1])),
    ("ellipse-not-turned", lambda cov: np.diag(np.diag(cov))),
    ("ellipse-axes-exchanged", _of_eigenvalues(lambda values, angle: (values[::-1], angle))),
    ("ellipse-mirrored", _of_eigenvalues(lambda values, angle: (values, -angle))),
    ("angle-in-radians", _in_radians),
    ("circle-for-ellipse", lambda cov: np.eye(2)),
)


def radii(curve: Array, mean: Array, cov: Array) -> Array | None:
    """Return the Mahalanobis distances along a curve; None if it does not go round the mean."""
    curve = curve[np.all(np.isfinite(curve), axis=1)]
    if len(curve) < 8:
        return None
    try:
        white = np.linalg.solve(np.linalg.cholesky(cov), (curve - mean).T)
    except np.linalg.LinAlgError:
        return None
    angles = np.sort(np.arctan2(white[1], white[0]))
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    return np.asarray(np.linalg.norm(white, axis=0)) if gaps.max() < WIDEST_GAP else None


def is_level(distances: Array | None) -> bool:
    """Tell whether the distance stays the same along the curve."""
    return distances is not None and bool(np.ptp(distances) <= ROUNDNESS * np.mean(distances)) and distances.mean() > 0


def in_range(distances: Array | None) -> bool:
    """Tell whether a distance is one that is asked for."""
    return distances is not None and bool(SMALLEST_RADIUS <= distances.mean() <= LARGEST_RADIUS)


def judge_ellipses(answer: Answer, axes: Axes, means: Array, covariances: Array) -> None:
    """Reject a figure without an ellipse of constant Mahalanobis distance around every mean."""
    if not any(len(curve) >= 8 for curve in axes.curves):
        reject(answer, "圖上沒有橢圓，也沒有其他曲線", "there is no ellipse, nor any other curve", known="no-ellipses")
    found = [_ellipse(axes, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
    missing = [one for one in found if one != "right"]
    if not missing:
        return
    share = f"{len(missing)}/{len(found)}"
    if all(one == "radius" for one in missing):
        reject(
            answer,
            f"有 {share} 個橢圓的形狀對，但到均值的馬氏距離不在 1 到 3 之間",
            f"{share} ellipses have the right shape, but their Mahalanobis distance is not from 1 to 3",
            known="ellipse-radius",
        )
    named = {one for one in missing if one not in ("radius", "none")}
    reject(
        answer,
        f"有 {share} 個成分沒有正確的橢圓：沒有一條圍繞它的曲線，到均值的馬氏距離處處相同",
        f"{share} components have no right ellipse: no curve around them has the same Mahalanobis distance everywhere",
        known=named.pop() if len(named) == 1 else "ellipses-missing" if named == set() and "right" in found else None,
    )


def _ellipse(axes: Axes, mean: Array, cov: Array) -> str:
    """Say what is around a component: ``right``, right but of another ``radius``, the id of a wrong shape, or ``none``."""
    distances = [radii(curve, mean, cov) for curve in axes.curves]
    level = [one for one in distances if is_level(one)]
    if any(in_range(one) for one in level):
        return "right"
    if level:
        return "radius"
    for known, shape in WRONG_SHAPES:
        if any(is_level(radii(curve, mean, shape(cov))) for curve in axes.curves):
            return known
    return "none"


def judge_texts(answer: Answer, axes: Axes) -> None:
    """Reject a figure without a title, or with an axis that has no name."""
    names = {"title": ("標題", "title"), "xlabel": ("橫軸名稱", "x-label"), "ylabel": ("縱軸名稱", "y-label")}
    missing = [both for name, both in names.items() if not getattr(axes, name)]
    if missing:
        zh, en = "、".join(zh for zh, _ in missing), ", ".join(en for _, en in missing)
        reject(answer, f"圖上缺少：{zh}", f"missing from the figure: {en}", known="figure-without-words")
