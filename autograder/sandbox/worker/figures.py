"""Figures as PNG, drawn once.

Jupyter's inline backend draws every figure twice: once to learn where its labels end, once more, moved, into a picture of that size.
Here a figure is drawn once, and the picture is cut to the same size. Where labels stand out of the figure, or anything but the
default is asked for, the backend's own way is taken.
"""

from __future__ import annotations

import binascii
import io
import math
from typing import Any

import numpy as np
from IPython.core import pylabtools
from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from PIL import Image

COMPRESSION = 3  # of 9: as fast as 1, and the picture is larger than at matplotlib's 6 by a tenth
_drawn_twice: Any = pylabtools.print_figure


def install() -> None:
    """Make IPython's formatters draw figures with :func:`print_figure`, also after another ``%matplotlib inline``."""
    pylabtools.print_figure = print_figure


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
    canvas.draw()
    height, width = np.asarray(canvas.buffer_rgba()).shape[:2]
    tight = figure.get_tightbbox(canvas.get_renderer())
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
