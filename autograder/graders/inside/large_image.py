"""A function that is to be vectorised, on a large image: what it answers, what it used, and whether it goes pixel by pixel.

Processor time is counted, not wall time, and in relation to a vectorised computation of the same size in the same process: a busy
or slow machine changes nothing. The memory is that of arrays and Python objects, by ``tracemalloc``.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
import tracemalloc
from typing import Any

import numpy as np

TIMES = 12
LEAST_SECONDS = 1.0
AGAIN_SECONDS = 0.5  # the clock strikes again: what is raised in a callback of the garbage collector is lost
MOST_STEPS = 2000  # a pixel, of a function whose steps are counted: what goes row by row takes some hundreds
ROWS, COLUMNS = 10, 12  # of a small part of the image, on which the steps of a slow function are counted
PARTS = 4  # the yardstick is measured on every fourth pixel


class OutOfTime(BaseException):
    """The function used more processor time than it may."""


def harness(function: Any, image: Any, *arguments: Any) -> dict[str, Any]:
    """Call ``function(image, *arguments)`` with the clock running.

    Returns:
        its ``answer``, None where there is none; ``slow``: whether it was stopped; ``loop``: whether a slow function takes steps for
        every pixel; ``mebibytes``: the peak of its memory, infinity where an array did not fit at all
    """
    limit = max(LEAST_SECONDS, TIMES * vectorised_seconds(image, len(arguments[0])))
    answer, slow, too_large = None, False, False
    tracemalloc.start()
    start = time.process_time()
    try:
        stop_after(limit)
        try:
            answer = function(image, *arguments)
        finally:
            stop_after(0)
        slow = time.process_time() - start > limit + AGAIN_SECONDS  # it has swallowed the alarm
    except OutOfTime:
        slow = True
    except MemoryError:
        too_large = True
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return {
        "answer": answer,
        "slow": slow,
        "loop": slow and goes_pixel_by_pixel(lambda part: function(part, *arguments), image),
        "below": slow and slow_below(function, image),
        "mebibytes": float("inf") if too_large else float(peak),
    }


def vectorised_seconds(image: Any, n_components: int) -> float:
    """Return the processor time that distances from the means take, computed without a loop over pixels."""
    points = image.reshape(-1, 3)[::PARTS] / 255
    factor = np.tril(np.ones((3, 3)))
    start = time.process_time()
    distances = np.empty((len(points), n_components))
    for k in range(n_components):
        distances[:, k] = (((points - 0.1 * k) @ factor) ** 2).sum(axis=1)
    distances.argmin(axis=1)
    return PARTS * (time.process_time() - start)


def stop_after(seconds: float) -> None:
    """Raise ``OutOfTime`` after so much processor time; 0 stops the clock."""
    if threading.current_thread() is not threading.main_thread():
        return  # only there can a signal be handled; the limit of the whole call remains

    def stop(_signal: int, _frame: Any) -> None:
        raise OutOfTime

    signal.signal(signal.SIGPROF, stop if seconds else signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS if seconds else 0)


def slow_below(function: Any, image: Any) -> bool:
    """Tell whether the functions of the same notebook that it may call go pixel by pixel."""
    names = getattr(function, "__globals__", {})
    to_points, to_image = names.get("to_points", len), names.get("to_image", len)
    return goes_pixel_by_pixel(to_points, image) or goes_pixel_by_pixel(
        lambda part: to_image(part.reshape(-1, 3) / 255, part.shape[0], part.shape[1]), image
    )


def goes_pixel_by_pixel(function: Any, image: Any) -> bool:
    """Tell whether a function of an image takes more steps for more pixels."""
    few, many = (np.ascontiguousarray(image[:ROWS, : times * COLUMNS]) for times in (1, 2))
    return steps(function, many) - steps(function, few) >= ROWS * COLUMNS // 2


def steps(function: Any, image: Any) -> int:
    """Return how many calls and lines of Python a call of the function takes, its own helper functions included."""
    count = 0
    most = MOST_STEPS * image.shape[0] * image.shape[1]

    def local(_frame: Any, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        if count > most:
            raise OutOfTime
        return local

    def profile(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.settrace(lambda *_: local)
    sys.setprofile(profile)
    try:
        function(image)
    except (Exception, OutOfTime):
        pass  # what counts is how far it came
    finally:
        sys.settrace(None)
        sys.setprofile(None)
    return count
