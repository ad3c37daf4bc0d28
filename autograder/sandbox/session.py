"""One submission from its first cell to the graders' last question, whatever its code does to its own process.

When a cell or a call kills the process, the session forks a new one, runs the notebook again without that cell's
statements (only its definitions), and goes on: a crash costs what it touched and nothing else.
"""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from autograder.errors import (
    StudentCrashedError,
    StudentError,
    StudentMemoryError,
    StudentMissingError,
    StudentRaisedError,
    StudentTimeoutError,
)
from autograder.model import Limits, Text, Verdict
from autograder.sandbox import wire
from autograder.sandbox.messages import (
    CRASHED,
    ENDED,
    GONE,
    MEMORY,
    NOT_CALLABLE,
    NOT_DEFINED,
    PROTOCOL,
    RAISED,
    SKIPPED,
    STUB,
    TIMEOUT,
    visible_error,
)
from autograder.sandbox.outputs import MIB, CellOutputs
from autograder.sandbox.process import SandboxDiedError, SandboxProcess, WarmSandbox

TIMEOUTS_PER_FUNCTION = 2
LATER_CELL_SHARE = 1 / 3  # of the time limit, once a cell has used all of it


class StudentSkippedError(StudentError):
    """Not run any more: the function has used up its time."""

    verdict = Verdict.SKIPPED


@dataclass
class CellRun:
    """What running one code cell left behind."""

    outputs: list[NotebookNode] = field(default_factory=list)
    count: int | None = None
    end: str = "done"
    """"done", "raised", "skipped", or how the process ended: exit, signal, memory, timeout, protocol."""


class Session:
    """Runs the cells of one notebook and answers calls of its functions."""

    def __init__(self, sandbox: WarmSandbox, limits: Limits, files: Mapping[str, bytes] | None = None) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._files = dict(files or {})
        self._process: SandboxProcess | None = None
        self._cells: list[str] = []
        self._harmful: set[int] = set()
        self._restarts = 0
        self._end = time.monotonic() + limits.submission_seconds
        self._output_left = int(limits.output_mib * MIB)
        self._timeouts: dict[str, int] = {}
        self._cell_seconds = limits.cell_seconds
        self.notes: list[Text] = []

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the submission's process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def run_notebook(self, cells: Iterable[str]) -> list[CellRun]:
        """Run the code cells in order, each as Jupyter would, and return what each left behind."""
        self._cells = list(cells)
        runs: list[CellRun] = []
        for index, source in enumerate(self._cells):
            if self._left() <= 0 or self._restarts > self._limits.restarts:
                self._harmful.add(index)
                runs.append(CellRun(end="skipped"))
                continue
            runs.append(self._run_cell(index, source))
        for number, run in enumerate(runs, 1):
            if run.end in GONE:
                why = GONE[run.end]
                self.notes.append(Text(f"第 {number} 個程式儲存格：{why.zh}", f"code cell {number}: {why.en}"))
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
            process = self._started(upto=index)
            seconds = min(self._cell_seconds, max(self._left(), 0.1))
            reply, _ = process.request("cell", seconds, source=source, on_output=collect, max_bytes=limit + MIB)
            run.end = "done" if reply.get("done") is True else "raised"
            count = reply.get("count")
            run.count = count if type(count) is int and 0 < count < 10**6 else None
        except SandboxDiedError as error:
            if error.end == "internal":
                raise
            run.end = error.end
            self._died(index)
            collected.add(_error_output(error.end), 0)
        self._output_left -= min(used, limit)
        if time.monotonic() - started > self._cell_seconds:
            self._cell_seconds = max(1.0, self._limits.cell_seconds * LATER_CELL_SHARE)
        return run

    def _left(self) -> float:
        return self._end - time.monotonic()

    def _died(self, index: int | None = None) -> None:
        if index is not None:
            self._harmful.add(index)
        self._restarts += 1
        self.close()

    def _started(self, upto: int) -> SandboxProcess:
        """Return the running process; after a death, a new one that has run the cells before ``upto`` again."""
        if self._process is not None:
            return self._process
        process = self._process = self._sandbox.fork(self._limits)
        for path, data in self._files.items():
            process.request("file", 10.0, blobs=[data], path=path)
        for index, source in enumerate(self._cells[:upto]):
            again = definitions(source) if index in self._harmful else source
            if again.strip():
                seconds = min(self._cell_seconds, max(self._left(), 0.1))
                with contextlib.suppress(wire.WireError):
                    process.request("cell", seconds, source=again, on_output=lambda output, size: None)
        return process

    def _usable(self, name: str) -> SandboxProcess:
        if self._timeouts.get(name, 0) >= TIMEOUTS_PER_FUNCTION:
            raise StudentSkippedError(SKIPPED)
        if self._left() <= 0:
            raise StudentTimeoutError(TIMEOUT)
        for _ in range(2):
            try:
                return self._started(upto=len(self._cells))
            except SandboxDiedError as error:
                if error.end == "internal":
                    raise
                self._died()
                self._harmful.update(range(len(self._cells)))  # what ran once may kill now: keep the definitions only
        raise StudentCrashedError(CRASHED)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, tuple[int, ...]]:
        """Call a function of the notebook.

        Returns:
            its answer as plain data, and the indices of the arguments that it modified

        Raises:
            StudentError: there is no answer, and why
        """
        tree, blobs = wire.pack([list(args), kwargs])
        return self._ask(name, "call", NOT_CALLABLE, args=tree, blobs=blobs)

    def read(self, name: str) -> Any:
        """Read a variable of the notebook; raise :class:`StudentMissingError` when it is not defined."""
        return self._ask(name, "read", NOT_DEFINED)[0]

    def _ask(self, name: str, kind: str, missing: Text, **fields: Any) -> tuple[Any, tuple[int, ...]]:
        process = self._usable(name)
        seconds = min(self._limits.call_seconds, max(self._left(), 0.1))
        try:
            reply, blobs = process.request(kind, seconds, name=name, **fields)
        except SandboxDiedError as error:
            if error.end == "internal":
                raise
            self._died()
            self._timeouts[name] = self._timeouts.get(name, 0) + 1
            raise _death(error.end) from None
        refused = reply.get("error")
        if refused is not None:
            if refused == "timeout":
                self._timeouts[name] = self._timeouts.get(name, 0) + 1
            raise _refusal(refused, reply, missing)
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


def _refusal(error: Any, reply: dict[str, Any], missing: Text) -> StudentError:
    if error == "missing":
        return StudentMissingError(missing)
    if error == "stub":
        return StudentMissingError(STUB)
    if error == "timeout":
        return StudentTimeoutError(TIMEOUT)
    if error == "memory":
        return StudentMemoryError(MEMORY)
    return StudentRaisedError(RAISED, visible_error(reply))


def _error_output(end: str) -> dict[str, Any]:
    text = GONE.get(end, GONE["exit"])
    return {"output_type": "error", "ename": end, "evalue": str(text), "traceback": [text.zh, text.en]}


def definitions(source: str) -> str:
    """Return the imports, functions, classes and simple constants of a cell, without the statements that do something."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    kept = [node for node in tree.body if isinstance(node, _DEFINING) or _is_constant(node)]
    try:
        return "\n".join(ast.unparse(node) for node in kept)
    except (RecursionError, ValueError):
        return ""


_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _is_constant(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    return not any(
        isinstance(part, ast.Call | ast.Await | ast.Yield | ast.comprehension) for part in ast.walk(node.value)
    )
