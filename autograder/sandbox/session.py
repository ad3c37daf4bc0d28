"""One submission from its first cell to the graders' last question, whatever its code does to its own process.

When a cell or a call kills the process, the session forks a new one, runs the notebook again without that cell's
statements (only its definitions), and goes on: a crash costs what it touched and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from nbformat import NotebookNode

from autograder.errors import (
    StudentCrashedError,
    StudentError,
    StudentForbiddenError,
    StudentMemoryError,
    StudentMissingError,
    StudentRaisedError,
    StudentTimeoutError,
)
from autograder.model import Limits, Text
from autograder.notebook.code import parsed
from autograder.notebook.reading import forbidden_use
from autograder.sandbox import messages, wire
from autograder.sandbox.messages import (
    BROKEN_CELL,
    CRASHED,
    DEFINED_BELOW,
    ENDED,
    GONE,
    MEMORY,
    NOT_CALLABLE,
    NOT_DEFINED,
    PROTOCOL,
    RAISED,
    STUB,
    TIMEOUT,
    WATCH_OFF,
    forbidden_name,
    visible_error,
)
from autograder.sandbox.outputs import MIB, CellOutputs
from autograder.sandbox.process import Forks, SandboxDiedError, SandboxProcess
from autograder.sandbox.provided import Provided
from autograder.sandbox.repeats import Repeats
from autograder.sandbox.replay import Notebook, Replay, define_the_rest

LATER_CELL_SHARE = 1 / 3  # of the time limit, once a cell has used all of it
TWIN_SHARE = 1 / 2  # of the time that is left: running the notebook once more must not starve the other questions


@dataclass
class CellRun:
    """What running one code cell left behind."""

    outputs: list[NotebookNode] = field(default_factory=list)
    count: int | None = None
    end: str = "done"
    """"done", "raised", "skipped", or how the process ended: exit, signal, memory, timeout, protocol."""
    defined: bool = False
    """Whether an exception broke it off, and functions that it defines further down were read all the same."""


class Beginnings(Protocol):
    """Forks processes in which the first cells have been run: :class:`autograder.sandbox.prepared.Prepared`."""

    def fork(self, limits: Limits) -> SandboxProcess:
        """Fork an isolated process for one submission."""

    def guard(self, forbidden: tuple[str, ...]) -> None:
        """Let what is forked from now on have the guards on these modules ready."""

    def begun(self, cells: Sequence[str]) -> list[CellRun]:
        """Return what the cells left behind that need not be run again."""


class Session:
    """Runs the cells of one notebook and answers calls of its functions."""

    def __init__(
        self,
        sandbox: Forks,
        limits: Limits,
        files: Mapping[str, bytes] | None = None,
        prepared: Beginnings | None = None,
    ) -> None:
        self._limits = limits
        self._prepared = prepared
        end = time.monotonic() + limits.submission_seconds
        self._notebook = Notebook(sandbox, limits, dict(files or {}), end, limits.cell_seconds)
        self._main = Replay(self._notebook, set())
        self._twins: dict[frozenset[str], Replay] = {}
        self._output_left = int(limits.output_mib * MIB)
        self._read: dict[tuple[str, tuple[str, ...], frozenset[str]], str | None] = {}
        self._repeats = Repeats()
        self.notes: list[Text] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the submission's processes."""
        for process in (self._main, *self._twins.values()):
            process.close()

    def run_notebook(self, cells: Iterable[str]) -> list[CellRun]:
        """Run the code cells in order, each as Jupyter would, and return what each left behind."""
        self._notebook.cells = list(cells)
        runs: list[CellRun] = self._prepared.begun(self._notebook.cells) if self._prepared else []
        if self._prepared and runs:
            self._notebook.sandbox, self._notebook.begun = self._prepared, len(runs)
        for index, source in enumerate(self._notebook.cells):
            if index < self._notebook.begun:
                continue
            if self._notebook.left() <= 0 or self._main.deaths > self._limits.restarts:
                self._main.harmful.add(index)
                runs.append(CellRun(end="skipped"))
                continue
            runs.append(self._run_cell(index, source))
        for number, run in enumerate(runs, 1):
            if run.end in GONE:
                why = GONE[run.end]
                self.notes.append(Text(f"第 {number} 個程式儲存格：{why.zh}", f"code cell {number}: {why.en}"))
            elif run.defined:
                self.notes.append(
                    Text(f"第 {number} 個程式儲存格：{DEFINED_BELOW.zh}", f"code cell {number}: {DEFINED_BELOW.en}")
                )
        if any(run.end == "skipped" for run in runs):
            self.notes.append(ENDED)
            self.close()  # the next question starts a process that has the skipped cells' definitions too
        return runs

    def _run_cell(self, index: int, source: str) -> CellRun:
        limit = min(int(self._limits.cell_output_mib * MIB), self._output_left)
        collected = CellOutputs(limit)
        run = CellRun(collected.outputs)
        used = 0

        def collect(output: dict[str, Any], size: int) -> None:
            nonlocal used
            used += max(size, 256)  # a small frame is work too
            collected.add(output, size)
            if used > 8 * limit + MIB:  # a flood: nothing of it is kept, and reading on would only take time
                raise wire.WireError("output flood")

        started = time.monotonic()
        try:
            process = self._main.started(upto=index)
            seconds = min(self._notebook.cell_seconds, max(self._notebook.left(), 0.1))
            reply, _ = process.request("cell", seconds, source=source, on_output=collect, max_bytes=limit + MIB)
            run.end = "done" if reply.get("done") is True else "raised"
            run.defined = run.end == "raised" and define_the_rest(process, source, reply, seconds)
            count = reply.get("count")
            run.count = count if type(count) is int and 0 < count < 10**6 else None
        except SandboxDiedError as error:
            if error.end == "internal":
                raise
            run.end = error.end
            self._main.died(index)
            collected.add(_error_output(error.end), 0)
        self._output_left -= min(used, limit)
        if time.monotonic() - started > self._notebook.cell_seconds:
            self._notebook.cell_seconds = max(1.0, self._limits.cell_seconds * LATER_CELL_SHARE)
        return run

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbidden: tuple[str, ...] = (),
        provided: Mapping[str, Callable[..., Any]] | None = None,
        harness: str = "",
    ) -> tuple[Any, tuple[int, ...]]:
        """Call a function of the notebook.

        Args:
            name: of the function
            args: positional arguments
            kwargs: keyword arguments
            forbidden: prefixes of modules that the function must not use, such as ``sklearn.mixture``
            provided: functions that stand in for the notebook's own of the same name; they run on this side
            harness: source of a module whose ``harness(function, *args, **kwargs)`` calls the function inside, beside the student's
                code, and turns what it does into plain data; what it says is worth no more than an answer

        Returns:
            its answer as plain data, and the indices of the arguments that it modified

        Raises:
            StudentForbiddenError: it uses what it must not
            StudentError: there is no answer, and why
        """
        answer = self._call(name, args, kwargs, forbidden, provided, harness)
        self._repeats.remember(name, lambda: self._call(name, args, kwargs, forbidden, provided, harness)[0], answer[0])
        return answer

    def contradicted(self, names: Collection[str]) -> frozenset[str]:
        """Ask functions their first question again; return those that give another answer now."""
        return self._repeats.contradicted(names)

    def _call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbidden: tuple[str, ...],
        provided: Mapping[str, Callable[..., Any]] | None,
        harness: str,
    ) -> tuple[Any, tuple[int, ...]]:
        functions = {other: function for other, function in (provided or {}).items() if other != name}
        if forbidden:
            used = self._reads(name, tuple(forbidden), frozenset(functions))
            if used is not None:
                raise StudentForbiddenError(messages.forbidden(forbidden_name(used, forbidden)))
            self._notebook.sandbox.guard(tuple(forbidden))
        tree, blobs = wire.pack([list(args), kwargs])
        return self._ask(
            self._twin(frozenset(functions)) if functions else self._main,
            name,
            "call",
            self._missing(name),
            tuple(forbidden),
            args=tree,
            blobs=blobs,
            guarded=list(forbidden),
            stubs=sorted(functions),
            harness=harness,
            provided=Provided(functions) if functions else None,
        )

    def _missing(self, name: str) -> Text:
        """Return what to say if the function is not there."""
        broken = any(f"def {name}" in cell and parsed(cell) is None for cell in self._notebook.cells)
        return BROKEN_CELL if broken else NOT_CALLABLE

    def read(self, name: str) -> Any:
        """Read a variable of the notebook; raise :class:`StudentMissingError` when it is not defined."""
        return self._ask(self._main, name, "read", NOT_DEFINED)[0]

    def _reads(self, name: str, forbidden: tuple[str, ...], provided: frozenset[str]) -> str | None:
        key = name, forbidden, provided
        if key not in self._read:
            self._read[key] = forbidden_use(self._notebook.cells, name, forbidden, provided)
        return self._read[key]

    def _twin(self, names: frozenset[str]) -> Replay:
        """Return the process for calls that are provided with these functions.

        What it was told, it may remember. So it answers no call that is not told the same: nothing that is asked in the main
        process, and no function that another call was provided with.
        """
        known = [told for told in self._twins if told <= names]
        told = max(known, key=len, default=None)
        twin = (
            self._twins.pop(told)
            if told is not None
            else Replay(self._notebook, set(self._main.harmful), TWIN_SHARE, timeout_counts=2)
        )
        self._twins[names] = twin
        return twin

    def _ask(
        self, process: Replay, name: str, kind: str, missing: Text, forbidden: tuple[str, ...] = (), **fields: Any
    ) -> tuple[Any, tuple[int, ...]]:
        try:
            reply, blobs = process.ask(kind, name, **fields)
        except SandboxDiedError as error:
            if error.end == "internal":
                raise
            raise _death(error.end) from None
        if reply.get("error") is not None:
            raise _refusal(reply, missing, forbidden, self._notebook.cells)
        try:
            value = wire.unpack(reply.get("value"), blobs)
        except wire.WireError:
            raise StudentRaisedError(PROTOCOL) from None
        mutated = reply.get("mutated")
        indices = [index for index in mutated if type(index) is int] if isinstance(mutated, list) else []
        return value, tuple(indices)


def _death(end: str) -> StudentError:
    if end == "timeout":
        return StudentTimeoutError(TIMEOUT)
    if end == "memory":
        return StudentMemoryError(MEMORY)
    return StudentCrashedError(PROTOCOL if end == "protocol" else CRASHED)


def _refusal(reply: dict[str, Any], missing: Text, forbidden: tuple[str, ...], cells: Sequence[str]) -> StudentError:
    error = reply["error"]
    if error == "missing":
        return StudentMissingError(missing)
    if error == "stub":
        return StudentMissingError(STUB)
    if error == "timeout":
        return StudentTimeoutError(TIMEOUT)
    if error == "memory":
        return StudentMemoryError(MEMORY)
    if error == "forbidden" and forbidden:
        used = reply.get("used")
        return StudentForbiddenError(messages.forbidden(forbidden_name(used, forbidden)) if used else WATCH_OFF)
    return StudentRaisedError(RAISED, visible_error(reply, cells))


def _error_output(end: str) -> dict[str, Any]:
    text = GONE.get(end, GONE["exit"])
    return {"output_type": "error", "ename": end, "evalue": str(text), "traceback": [text.zh, text.en]}
