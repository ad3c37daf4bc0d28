"""What a long command shows while it works: a bar, plain lines where nobody watches a terminal, or JSON for programs."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

LINE_SECONDS = 5.0  # between two plain lines


class _Rate(ProgressColumn):
    """How many are done in a second, since the beginning."""

    def render(self, task: Task) -> Text:
        seconds = task.elapsed or 0.0
        return Text(f"{task.completed / seconds:.1f}/s" if seconds and task.completed else "–/s")


class Tally:
    """How far a command has come.

    Args:
        total: how many there are
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._started

    @property
    def rate(self) -> float:
        """How many are done in a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until all are done, at this rate; None as long as none is."""
        return (self.total - self.done) / self.rate if self.rate else None

    def line(self) -> str:
        """Return all of it in one line."""
        left = f", {_clock(self.left)} left" if self.left else ""
        return f"{self.done}/{self.total}, {self.rate:.1f}/s{left}, {self.failed} failed"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def watched(
    what: str,
    total: int,
    results: Iterable[Any],
    console: Console,
    has_failed: Callable[[Any], bool] = lambda result: False,
    as_json: Callable[[Any], dict[str, Any]] | None = None,
) -> Iterator[Any]:
    """Yield the results as they come, and show how far it is.

    Args:
        what: what is being done, for people
        total: how many results there will be
        results: the results
        console: where it is shown
        has_failed: whether a result counts as a failure
        as_json: prints each result as one line of JSON instead, made by this function
    """
    tally = Tally(total)
    with contextlib.ExitStack() as stack:
        show = _json_lines(as_json) if as_json else _shown(what, tally, console, stack)
        for result in results:
            tally.done += 1
            tally.failed += has_failed(result)
            show(result)
            yield result


def print_json(event: str, **values: Any) -> None:
    """Print one line of JSON."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), flush=True)


def _json_lines(as_json: Callable[[Any], dict[str, Any]]) -> Callable[[Any], None]:
    return lambda result: print_json("submission", **as_json(result))


def _shown(what: str, tally: Tally, console: Console, stack: contextlib.ExitStack) -> Callable[[Any], None]:
    return _bar(what, tally, console, stack) if console.is_terminal else _lines(what, tally, console)


def _bar(what: str, tally: Tally, console: Console, stack: contextlib.ExitStack) -> Callable[[Any], None]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]} failed"),
    )
    progress = stack.enter_context(Progress(*columns, console=console, transient=True))
    task = progress.add_task(what, total=tally.total, failed=0)
    return lambda result: progress.update(task, completed=tally.done, failed=tally.failed)


def _lines(what: str, tally: Tally, console: Console) -> Callable[[Any], None]:
    shown = 0.0

    def show(_result: Any) -> None:
        nonlocal shown
        if tally.seconds - shown > LINE_SECONDS:
            shown = tally.seconds
            console.print(f"{what}: {tally.line()}", soft_wrap=True)

    return show
