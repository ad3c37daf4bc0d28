"""What is on a figure, as plain data: points, curves, colours, texts; read from the artists, never from pixels.

Whatever the way of drawing, the same things come out: markers are points (of ``scatter``, of ``plot``), outlines are curves (lines,
patches, contours, collections of patches), in the units of the data.
"""

from __future__ import annotations

import warnings
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.container import Container
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.transforms import Affine2D

MOST = 300  # artists of a kind, and curves, in one Axes
ANGLES = np.linspace(0.0, 2 * np.pi, 121)
CIRCLE = np.column_stack([np.cos(ANGLES), np.sin(ANGLES)])


def harness(function: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Call a function that draws and return what it drew; all figures are closed again.

    Figure, Axes, several of them, or nothing may be returned; where nothing is, it is the figures made meanwhile.

    Returns:
        ``returned``: name of the type of the answer; ``new``: whether the Axes are on a figure that the call made;
        ``axes``: what :func:`read_axes` says about each Axes
    """
    plt.close("all")
    made: list[Any] = []
    show, initialise = plt.show, Figure.__init__

    def remember(figure: Any, *figure_args: Any, **figure_kwargs: Any) -> None:
        made.append(figure)
        initialise(figure, *figure_args, **figure_kwargs)

    try:
        plt.show = lambda *_, **__: None  # it would close the figure
        Figure.__init__ = remember  # type: ignore[method-assign,assignment]
        answer = function(*args, **kwargs)
        axes = [] if answer is None else _axes_of(answer, 0)
        if not axes:
            current = [plt.figure(number) for number in plt.get_fignums()]
            axes = [one for figure in dict.fromkeys([*made, *current]) for one in figure.axes]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {
                "returned": type(answer).__name__,
                "new": bool(axes) and all(_root(one) in made for one in axes),
                "axes": [read_axes(one) for one in axes[:MOST]],
            }
    finally:
        plt.show, Figure.__init__ = show, initialise  # type: ignore[method-assign]
        plt.close("all")


def _axes_of(answer: Any, depth: int) -> list[Any]:
    """Return the Axes in an answer, each once."""
    if isinstance(answer, Axes):
        return [answer]
    if isinstance(answer, (Figure, SubFigure)):
        return list(answer.axes)
    if isinstance(answer, np.ndarray) and answer.dtype == object:
        answer = answer.ravel().tolist()
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (tuple, list)) and not isinstance(answer, Container) and depth < 3:
        return list(dict.fromkeys(one for part in answer[:MOST] for one in _axes_of(part, depth + 1)))
    return []


def _root(ax: Any) -> Any:
    figure = ax.figure
    while isinstance(figure, SubFigure):
        figure = figure.figure
    return figure


def read_axes(ax: Any) -> dict[str, Any]:
    """Return what is on one Axes.

    Returns:
        ``points``: markers, each group with ``xy`` (n, 2), ``colours`` and ``edges`` (n, 4), ``marker``, ``zorder`` and ``label``;
        ``curves``: outlines, each with ``xy`` (m, 2), ``colour``, ``style``, ``kind`` and ``label``;
        ``bars``: rectangles (left, bottom, width, height); ``images``: extents; ``title`` (the figure's too), ``xlabel``, ``ylabel``,
        ``legend``, ``texts``; ``xlim``, ``ylim``, ``xscale``, ``yscale``
    """
    points, curves, bars = [], [], []
    for collection in ax.collections[:MOST]:
        if not collection.get_visible():
            continue
        if isinstance(collection, PathCollection) and np.size(collection.get_offsets()):
            points.append(_scatter(ax, collection))
        else:
            curves += _outlines(ax, collection)
    for line in ax.lines[:MOST]:
        if not line.get_visible():
            continue
        xy = _in_data(ax, line.get_transform(), np.column_stack([line.get_xdata(False), line.get_ydata(False)]))
        if line.get_marker() not in ("None", "none", None, "", " "):
            face = line.get_markerfacecolor()
            colour = line.get_markeredgecolor() if str(face).lower() == "none" else face
            points.append(
                {
                    "xy": xy,
                    "colours": np.tile(_rgba(colour), (len(xy), 1)),
                    "edges": np.tile(_rgba(line.get_markeredgecolor()), (len(xy), 1)),
                    "marker": str(line.get_marker()),
                    "zorder": float(line.get_zorder()),
                    "label": str(line.get_label()),
                }
            )
        if line.get_linestyle() not in ("None", "none", "", " ") and line.get_linewidth() > 0:
            curves.append(_curve(xy, line.get_color(), line.get_linestyle(), "Line2D", line.get_label()))
    for patch in ax.patches[:MOST]:
        if not patch.get_visible():
            continue
        if isinstance(patch, Rectangle):
            bars.append([float(value) for value in (*patch.get_xy(), patch.get_width(), patch.get_height())])
        colour = patch.get_edgecolor() if patch.get_edgecolor()[3] else patch.get_facecolor()
        for xy in _patch(ax, patch):
            curves.append(_curve(xy, colour, patch.get_linestyle(), type(patch).__name__, patch.get_label()))
    legend = ax.get_legend()
    title = [ax.get_title(loc=where) for where in ("center", "left", "right")]
    above = _root(ax).get_suptitle() if hasattr(_root(ax), "get_suptitle") else ""
    beside = {name: getattr(_root(ax), f"get_{name}", str)() for name in ("supxlabel", "supylabel")}
    return {
        "points": points,
        "curves": curves[:MOST],
        "bars": bars,
        "images": [[float(edge) for edge in image.get_extent()] for image in ax.images[:MOST]],
        "title": " ".join(filter(None, [above, *title])).strip(),
        "xlabel": (ax.get_xlabel() or beside["supxlabel"]).strip(),
        "ylabel": (ax.get_ylabel() or beside["supylabel"]).strip(),
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "texts": [text.get_text() for text in ax.texts[:MOST]],
        "xlim": [float(edge) for edge in ax.get_xlim()],
        "ylim": [float(edge) for edge in ax.get_ylim()],
        "xscale": ax.get_xscale(),
        "yscale": ax.get_yscale(),
    }


def _in_data(ax: Any, transform: Any, xy: Any) -> Any:
    """Return points in the units of the data."""
    xy = np.ma.filled(np.ma.asarray(xy, dtype=float), np.nan).reshape(-1, 2)
    if transform == ax.transData:
        return xy
    return np.asarray((transform + ax.transData.inverted()).transform(xy), dtype=float)


def _scatter(ax: Any, collection: Any) -> dict[str, Any]:
    xy = _in_data(ax, collection.get_offset_transform(), collection.get_offsets())
    collection.update_scalarmappable()  # colours that come from values are worked out when a figure is drawn
    colours = np.asarray(collection.get_facecolors(), dtype=float).reshape(-1, 4)
    edges = np.asarray(collection.get_edgecolors(), dtype=float).reshape(-1, 4)
    colours = colours if len(colours) and np.any(colours[:, 3]) else edges  # hollow markers
    colours = colours if len(colours) else np.zeros((1, 4))
    edges = edges if len(edges) else colours
    paths = collection.get_paths()
    marker = f"{len(paths[0].vertices)} {np.round(np.sum(np.abs(paths[0].vertices)), 3)}" if len(paths) == 1 else ""
    return {
        "xy": xy,
        "colours": colours[np.arange(len(xy)) % len(colours)],
        "edges": edges[np.arange(len(xy)) % len(edges)],
        "marker": marker,
        "zorder": float(collection.get_zorder()),
        "label": str(collection.get_label()),
    }


def _outlines(ax: Any, collection: Any) -> list[dict[str, Any]]:
    """Return the outlines in a collection: contours, line segments, patches, ellipses.

    They are put together on the screen, as matplotlib does: shapes, then the transform, then the offsets.
    """
    paths = collection.get_paths()
    if not paths:
        return []
    if hasattr(collection, "_set_transforms"):
        collection._set_transforms()  # sizes in the data's units are worked out when a figure is drawn
    collection.update_scalarmappable()
    shapes, offsets = collection.get_transforms(), np.asarray(collection.get_offsets(), dtype=float).reshape(-1, 2)
    moved = collection.get_offset_transform().transform(offsets)
    edges, faces = (np.asarray(get()).reshape(-1, 4) for get in (collection.get_edgecolors, collection.get_facecolors))
    colours = edges if len(edges) else faces
    kind = "contour" if "Contour" in type(collection).__name__ else type(collection).__name__
    style = "-" if isinstance(collection, LineCollection) else ""
    found = []
    for i in range(min(max(len(paths), len(offsets), len(shapes)), MOST)):
        path = paths[i % len(paths)]
        path = path.transformed(Affine2D(shapes[i % len(shapes)])) if len(shapes) else path
        drawn = collection.get_transform().transform_path(path)
        colour = colours[i % len(colours)] if len(colours) else (0, 0, 0, 0)
        for piece in _polygons(drawn):
            on_screen = piece + moved[i % len(moved)] if len(moved) else piece
            xy = ax.transData.inverted().transform(on_screen)
            found.append(_curve(xy, colour, style, kind, collection.get_label()))
    return found


def _pieces(ax: Any, transform: Any, path: Any) -> list[Any]:
    """Return a path's pieces in the units of the data; arcs become polygons on the screen, where these are fine enough."""
    drawn = transform.transform_path(path)
    return [ax.transData.inverted().transform(piece) for piece in _polygons(drawn)]


def _polygons(path: Any) -> list[Any]:
    return [np.asarray(piece, dtype=float) for piece in path.to_polygons(closed_only=False) if len(piece)]


def _patch(ax: Any, patch: Any) -> list[Any]:
    if isinstance(patch, Ellipse):  # circles are ellipses; arcs are taken for whole
        return [_in_data(ax, patch.get_transform(), CIRCLE)]
    return _pieces(ax, patch.get_transform(), patch.get_path())


def _curve(xy: Any, colour: Any, style: Any, kind: str, label: Any) -> dict[str, Any]:
    return {"xy": xy, "colour": _rgba(colour), "style": str(style), "kind": kind, "label": str(label)}


def _rgba(colour: Any) -> Any:
    try:
        return np.array(to_rgba(colour))
    except (ValueError, TypeError):
        return np.zeros(4)
