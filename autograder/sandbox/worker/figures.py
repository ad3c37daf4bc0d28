"""Figures as PNG, drawn once.

Jupyter's inline backend draws every figure twice: once to learn where its labels end, once more, moved, into a picture of that size.
Here a figure is drawn once, and the picture is cut to the same size. Where labels stand out of the figure, or anything but the
default is asked for, the backend's own way is taken.

While a figure is drawn, matplotlib works out the ticks of each axis and the sizes of their labels up to ten times. Nothing that they
depend on changes meanwhile, so here the first result serves the others: a sixth less time, and the same picture to the byte.
"""

from __future__ import annotations

import binascii
import contextlib
import functools
import io
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from IPython.core import pylabtools
from matplotlib import rcParams
from matplotlib.axis import Axis, XAxis, YAxis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from PIL import Image

COMPRESSION = 3  # of 9: as fast as 1, and the picture is larger than at matplotlib's 6 by a tenth
_drawn_twice: Any = pylabtools.print_figure


class _Ticks:
    """What has been worked out for one axis, and what it was worked out from."""

    def __init__(self, key: Any, drawn: list[Any]) -> None:
        self.key = key
        self.drawn = drawn
        self.boxes: dict[int, tuple[list[Any], list[Any]]] = {}


_known: dict[Any, _Ticks] | None = None  # by axis, while a figure is drawn


def install() -> None:
    """Make IPython's formatters draw figures with :func:`print_figure`, also after another ``%matplotlib inline``."""
    pylabtools.print_figure = print_figure
    if not all(callable(getattr(Axis, name, None)) for name in ("_update_ticks", "_get_ticklabel_bboxes")):
        return  # another matplotlib than those known here: figures take longer
    axis: Any = Axis
    axis._update_ticks = _ticks_once(axis._update_ticks)
    axis._get_ticklabel_bboxes = _boxes_once(axis._get_ticklabel_bboxes)


@contextlib.contextmanager
def _ticks_kept() -> Iterator[None]:
    global _known
    _known = {}
    try:
        yield
    finally:
        _known = None


def _ticks_once(update: Any) -> Any:
    @functools.wraps(update)
    def _update_ticks(axis: Any) -> Any:
        # axes of other kinds (polar, in three dimensions) move the ticks themselves
        if _known is None or type(axis) not in (XAxis, YAxis) or getattr(axis.axes, "name", "") != "rectilinear":
            return update(axis)
        locators = axis.major.locator, axis.major.formatter, axis.minor.locator, axis.minor.formatter
        view = *axis.get_view_interval(), *axis.axes.bbox.bounds, axis.get_figure(root=True).dpi
        key = (view, *map(id, locators), axis.get_scale())
        known = _known.get(axis)
        if known is None or known.key != key:
            known = _known[axis] = _Ticks(key, update(axis))
        return list(known.drawn)

    return _update_ticks


def _boxes_once(measure: Any) -> Any:
    @functools.wraps(measure)
    def _get_ticklabel_bboxes(axis: Any, ticks: Any, renderer: Any) -> Any:
        known = _known.get(axis) if _known is not None else None
        if known is None or known.drawn != ticks:
            return measure(axis, ticks, renderer)
        if id(renderer) not in known.boxes:
            known.boxes[id(renderer)] = measure(axis, ticks, renderer)
        labels, other_labels = known.boxes[id(renderer)]
        return list(labels), list(other_labels)

    return _get_ticklabel_bboxes


def print_figure(fig: Any, fmt: str = "png", bbox_inches: Any = "tight", base64: bool = False, **kwargs: Any) -> Any:
    """Do what ``IPython.core.pylabtools.print_figure`` does: return the picture of a figure."""
    data = drawn_once(fig) if (fmt, bbox_inches) == ("png", "tight") and not kwargs else None
    if data is None:
        return _drawn_twice(fig, fmt, bbox_inches=bbox_inches, base64=base64, **kwargs)
    return binascii.b2a_base64(data).decode("ascii") if base64 else data


def drawn_once(figure: Any) -> bytes | None:
    """Return the picture of a figure as PNG, cut to what is on it; None where the other way must be taken."""
    if not isinstance(figure.canvas, FigureCanvasAgg) or not (figure.axes or figure.lines):
        return None
    canvas: Any = figure.canvas
    with _ticks_kept():
        canvas.draw()
        tight = figure.get_tightbbox(canvas.get_renderer())
    height, width = np.asarray(canvas.buffer_rgba()).shape[:2]
    box = np.array([tight.x0, tight.y0, tight.x1, tight.y1]) * figure.dpi
    margin = rcParams["savefig.pad_inches"]
    inside = (box[:2] >= 0).all() and box[2] <= width and box[3] <= height
    if not inside or not isinstance(margin, float | int):  # nor is a box of NaN inside
        return None
    x0, y0, x1, y1 = box + np.array([-1, -1, 1, 1]) * margin * figure.dpi
    background = to_rgba(figure.get_facecolor())
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    if background[3] == 1:
        picture = picture.convert("RGB")  # nothing shines through
    colour = tuple(round(255 * part) for part in background[: len(picture.getbands())])
    cut = Image.new(picture.mode, (int(x1 - x0), int(y1 - y0)), colour)
    cut.paste(picture, (-math.floor(x0), -math.floor(height - y1)))
    data = io.BytesIO()
    cut.save(data, "png", compress_level=COMPRESSION)
    return data.getvalue()
