"""Runs a Streamlit app on Streamlit's own test bench, moves its sliders, and tells what is on the page then.

``harness(function, *arguments)`` calls the function where Streamlit would run a script, in a session of its own, and once more
after each of the ``moves``: values of the sliders, from top to bottom. Pictures are not drawn but read: what a figure holds is
asked of Matplotlib when Streamlit wants to save it.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from typing import Any, no_type_check

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)  # one pixel: Streamlit wants a picture, and nobody looks at it
SCRIPT = "function, arguments, page = __args\npage.visit(function, arguments)\n"
HELPERS = ("sidebar", "make_data", "fit_clusters", "draw")
SECONDS = 600.0  # the sandbox has a limit of its own, which comes first
MOST = 10_000  # points of a figure


def harness(function: Any, *arguments: Any, moves: Sequence[Any] = (), then: Any = None, stand_ins: Any = None) -> Any:
    """Return the pages that a function makes, one for each state of the sliders; or the figures that it returns.

    Args:
        function: the student's
        arguments: what it is called with
        moves: values of the sliders for each further run
        then: arguments of a second call; what a function returns is described, and there is no page
        stand_ins: for each run, what the helper functions return; these are replaced, and what they are called with is told
    """
    if arguments:
        with figures_read():
            return [described(function(*given)) for given in filter(None, (arguments, then))]
    runs: list[Any] = []
    with replaced(function, stand_ins, runs) as calls, figures_read() as shown:
        return visited(function, stand_ins[1:] if stand_ins else moves, calls, shown, runs)


class Page:
    """What the function leaves behind beside its page."""

    def __init__(self) -> None:
        self.returned: Any = None
        self.error: BaseException | None = None
        self.thread: threading.Thread | None = None

    def visit(self, function: Any, arguments: Sequence[Any]) -> None:
        """Call the function, where Streamlit runs the script."""
        self.thread = threading.current_thread()
        try:
            self.returned = function(*arguments)
        except BaseException as error:
            if isinstance(error, Exception) or not type(error).__module__.startswith("streamlit."):
                self.error = error  # what st.stop and st.rerun raise is none
            raise


def visited(function: Any, moves: Sequence[Any], calls: list[Any], shown: list[Any], runs: list[Any]) -> list[Any]:
    """Return the pages that a function makes, as it opens and after each move."""
    from streamlit.testing.v1 import AppTest

    page, pages = Page(), []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "app.py")
        with open(path, "w") as file:
            file.write(SCRIPT)
        bench: Any = AppTest(path, default_timeout=SECONDS, args=(function, (), page))
        with contextlib.suppress(
            ImportError, AttributeError
        ):  # without it, every bench looks through all that is installed
            from streamlit.components.v2.component_manager import BidiComponentManager

            bench._bidi_component_manager = BidiComponentManager()
        for values in (None, *moves):
            runs.append(None)
            move(bench, values)
            calls.clear()
            shown.clear()
            page.returned = None
            try:
                bench.run()
            except BaseException:
                stop(page.thread)
                raise
            if page.error is not None:
                raise page.error
            pages.append(told(bench, page.returned, list(shown), list(calls)))
    return pages


def move(bench: Any, values: Any) -> None:
    """Set the sliders that are there, from top to bottom; a value beyond a slider's end stays at its end."""
    if values is None or len(values) != 2:
        return
    sliders = sorted(bench.slider, key=lambda slider: "number of comp" not in str(slider.label).lower())
    for slider, value in zip(sliders, values, strict=False):
        if not isinstance(slider.value, (list, tuple)):
            value = min(max(value, slider.min), slider.max)
            slider.set_value(type(slider.value)(value))


def stop(thread: threading.Thread | None) -> None:
    """Let a script that goes on and on end at its next step."""
    if thread is not None and thread.ident is not None and thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))


def told(bench: Any, returned: Any, shown: list[Any], calls: list[Any]) -> dict[str, Any]:
    """Return what is on a page as plain data."""
    inside = {id(one.proto) for one in bench.sidebar.slider}
    widgets = ("number_input", "select_slider", "selectbox", "radio", "text_input", "multiselect")
    return {
        "titles": [str(one.value) for one in bench.title],
        "headings": [str(one.value) for one in (*bench.header, *bench.subheader)],
        "sliders": [
            {
                "label": str(one.label),
                "min": one.min,
                "max": one.max,
                "value": one.value,
                "whole": isinstance(one.value, int),
                "in_sidebar": id(one.proto) in inside,
            }
            for one in bench.slider
        ],
        "others": [str(one.label) for kind in widgets for one in bench.get(kind)],
        "pictures": len(bench.get("imgs"))
        + len(bench.get("image")),  # the same, by the names that old and new versions have for them
        "figures": shown,
        "returned": described(returned),
        "calls": calls,
    }


@contextlib.contextmanager
def figures_read() -> Iterator[list[Any]]:
    """Read figures where they would be saved."""
    from matplotlib.figure import Figure

    shown: list[Any] = []
    savefig = Figure.savefig

    def read(figure: Any, target: Any = None, *_: Any, **__: Any) -> None:
        shown.append(described(figure))
        if hasattr(target, "write"):
            target.write(PNG)

    Figure.savefig = read  # type: ignore[method-assign,assignment]
    try:
        yield shown
    finally:
        Figure.savefig = savefig  # type: ignore[method-assign]


def described(value: Any) -> Any:
    """Return a figure as plain data; anything else as it is."""
    from matplotlib.figure import Figure

    if not isinstance(value, Figure):
        return value
    points, groups = drawn(value)
    return {
        "axes": len(value.axes),
        "titles": [one for one in (text_of(value, "_suptitle"), *titles(value)) if one],
        "x": [one for one in (text_of(value, "_supxlabel"), *(ax.get_xlabel().strip() for ax in value.axes)) if one],
        "y": [one for one in (text_of(value, "_supylabel"), *(ax.get_ylabel().strip() for ax in value.axes)) if one],
        "points": points,
        "groups": groups,
        "mark": getattr(value, "stand_in", None) is not None,
    }


def text_of(figure: Any, name: str) -> str:
    """Return a text that a figure may have."""
    text = getattr(figure, name, None)
    return text.get_text().strip() if text is not None else ""


def titles(figure: Any) -> list[str]:
    """Return the titles of all axes."""
    return [ax.get_title(loc).strip() for ax in figure.axes for loc in ("center", "left", "right")]


@no_type_check  # Matplotlib's types are wider than what is ever there
def drawn(figure: Any) -> tuple[Any, Any]:
    """Return the points of all scatter plots, and by which look they are told apart."""
    import numpy as np
    from matplotlib.collections import PathCollection
    from matplotlib.colors import to_rgba

    points: list[Any] = [np.empty((0, 2))]
    looks: list[Any] = []
    for ax in figure.axes:
        for one in ax.collections:
            if not isinstance(one, PathCollection) or not one.get_visible():
                continue
            offsets = np.ma.filled(np.ma.asarray(one.get_offsets(), dtype=float), np.nan)[:MOST]
            one.update_scalarmappable()
            faces = one.get_facecolor() if len(one.get_facecolor()) else one.get_edgecolor()
            shape = np.round(one.get_paths()[0].vertices, 6).tobytes() if one.get_paths() else b""
            points.append(offsets)
            looks += [(shape, *np.round(faces[i % len(faces)], 4)) if len(faces) else () for i in range(len(offsets))]
        for line in ax.lines:
            if line.get_linestyle() in ("None", "none", " ", "") and line.get_marker() not in (
                "None",
                "none",
                "",
                " ",
                None,
            ):
                offsets = np.column_stack([np.asarray(part, dtype=float).ravel() for part in line.get_data()])[:MOST]
                points.append(offsets)
                looks += [(str(line.get_marker()), *np.round(to_rgba(line.get_markerfacecolor()), 4))] * len(offsets)
    names = {look: number for number, look in enumerate(dict.fromkeys(looks))}
    return np.concatenate(points), np.array([names[look] for look in looks], dtype=int)


@contextlib.contextmanager
def replaced(function: Any, stand_ins: Any, runs: list[Any]) -> Iterator[list[Any]]:
    """Put stand-ins into the place of the helper functions; yield the list of what they are called with."""
    calls: list[Any] = []
    function = getattr(function, "func", function)
    names = getattr(function, "__globals__", {})
    free = getattr(getattr(function, "__code__", None), "co_freevars", ())
    cells = dict(zip(free, getattr(function, "__closure__", None) or (), strict=False))
    before = {
        name: cells[name].cell_contents if name in cells else names[name]
        for name in HELPERS
        if name in {*cells, *names}
    }

    def put(functions: dict[str, Any]) -> None:
        for name, helper in functions.items():
            if name in cells:
                cells[name].cell_contents = helper
            else:
                names[name] = helper

    def stand_in(name: str, answer: Any) -> Any:
        def helper(*args: Any, **kwargs: Any) -> Any:
            calls.append([name, [*args, *kwargs.values()]])
            return answer()

        return helper

    def figure() -> Any:
        from matplotlib.figure import Figure

        made: Any = Figure()
        made.stand_in = True
        return made

    if stand_ins is not None:
        answers = {
            "sidebar": lambda: tuple(stand_ins[len(runs) - 1][0]),
            "make_data": lambda: stand_ins[len(runs) - 1][1],
            "fit_clusters": lambda: stand_ins[len(runs) - 1][2],
            "draw": figure,
        }
        put({name: stand_in(name, answers[name]) for name in before})
    try:
        yield calls
    finally:
        if stand_ins is not None:
            put(before)
