"""A process in the state that the notebook left behind, and another one like it whenever it dies."""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.errors import StudentCrashedError, StudentError, StudentTimeoutError
from autograder.model import Limits, Verdict
from autograder.notebook.code import parsed
from autograder.sandbox import wire
from autograder.sandbox.messages import CRASHED, SKIPPED, TIMEOUT
from autograder.sandbox.process import SandboxDiedError, SandboxProcess

FAILURES_PER_FUNCTION = 2  # then it is asked no more


class StudentSkippedError(StudentError):
    """Not run any more: the function has used up its time."""

    verdict = Verdict.SKIPPED


class CanFork(Protocol):
    """Whatever forks processes for submissions."""

    def fork(self, limits: Limits) -> SandboxProcess:
        """Fork an isolated process for one submission."""

    def guard(self, forbidden: tuple[str, ...]) -> None:
        """Let what is forked from now on have the guards on these modules ready."""


@dataclass
class Notebook:
    """What all processes of one submission share."""

    sandbox: CanFork
    limits: Limits
    files: Mapping[str, bytes]
    end: float
    """When the time of the whole submission is over, by ``time.monotonic()``."""
    cell_seconds: float
    cells: list[str] = field(default_factory=list)
    begun: int = 0
    """How many of the cells every process of ``sandbox`` has run when it is forked."""

    def left(self) -> float:
        """Return the seconds that the submission may still take."""
        return self.end - time.monotonic()


class Replay:
    """One process of a submission.

    Args:
        notebook: shared with the submission's other processes
        harmful: indices of the cells of which only the definitions are run
        share: of the time that is left, what running the notebook again may take; then only definitions are run
        timeout_counts: as how many failures of the function a timeout counts
    """

    def __init__(self, notebook: Notebook, harmful: set[int], share: float = 1.0, timeout_counts: int = 1) -> None:
        self.harmful = harmful
        self.deaths = 0
        self._notebook = notebook
        self._share = share
        self._timeout_counts = timeout_counts
        self._process: SandboxProcess | None = None
        self._failures: dict[str, int] = {}

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def died(self, index: int | None = None) -> None:
        """Take note of a death; ``index`` is the cell that is not run again."""
        if index is not None:
            self.harmful.add(index)
        self.deaths += 1
        self.close()

    def started(self, upto: int) -> SandboxProcess:
        """Return the running process; after a death, a new one that has run the cells before ``upto`` again."""
        if self._process is not None:
            return self._process
        shared = self._notebook
        until = time.monotonic() + max(shared.left(), 0.0) * self._share
        process = self._process = shared.sandbox.fork(shared.limits)
        for path, data in shared.files.items():
            process.request("file", 10.0, blobs=[data], path=path)
        for index, source in enumerate(shared.cells[:upto]):
            if index < shared.begun:
                continue
            late = time.monotonic() > until
            again = definitions(source) if late or index in self.harmful else source
            if again.strip():
                seconds = min(shared.cell_seconds, max(until - time.monotonic(), 0.1))
                with contextlib.suppress(wire.WireError):
                    reply, _ = process.request("cell", seconds, source=again, shown=False)
                    define_the_rest(process, again, reply, seconds)
        return process

    def _usable(self, name: str) -> SandboxProcess:
        if self._failures.get(name, 0) >= FAILURES_PER_FUNCTION:
            raise StudentSkippedError(SKIPPED)
        if self._notebook.left() <= 0:
            raise StudentTimeoutError(TIMEOUT)
        for _ in range(2):
            try:
                return self.started(upto=len(self._notebook.cells))
            except SandboxDiedError as error:
                if error.end == "internal":
                    raise
                self.died()
                # what ran once may kill now: keep the definitions only
                self.harmful.update(range(len(self._notebook.cells)))
        raise StudentCrashedError(CRASHED)

    def ask(self, kind: str, name: str, **fields: Any) -> tuple[dict[str, Any], list[bytes]]:
        """Send a question about the function or variable ``name``; return the untrusted reply.

        Raises:
            SandboxDiedError: the process died of it
            StudentError: it was not even asked
        """
        process = self._usable(name)
        seconds = min(self._notebook.limits.call_seconds, max(self._notebook.left(), 0.1))
        try:
            reply, blobs = process.request(kind, seconds, name=name, **fields)
        except SandboxDiedError as error:
            if error.end != "internal":
                self.died()
                self._failed(name, error.end)
            raise
        if reply.get("error") == "timeout":
            self._failed(name, "timeout")
        return reply, blobs

    def _failed(self, name: str, end: str) -> None:
        self._failures[name] = self._failures.get(name, 0) + (self._timeout_counts if end == "timeout" else 1)


def define_the_rest(process: SandboxProcess, source: str, reply: Mapping[str, Any], seconds: float) -> bool:
    """Run what a cell defines below the line at which an exception broke it off; tell whether it defines a function there.

    Args:
        process: it has run the cell
        source: the cell
        reply: of the process, which is not trusted
        seconds: how long it may take
    """
    line, tree = reply.get("line"), parsed(source)
    if type(line) is not int or line < 1 or tree is None:
        return False
    rest = [node for node in tree.body if node.lineno > line]
    if not any(isinstance(node, _NAMED) for node in rest):
        return False
    process.request("cell", seconds, source=_definitions(rest), shown=False, counted=False)
    return True


def definitions(source: str) -> str:
    """Return the imports, functions, classes and simple constants of a cell, without the statements that do something."""
    tree = parsed(source)
    return _definitions(tree.body) if tree is not None else ""


def _definitions(nodes: Iterable[ast.stmt]) -> str:
    kept = [node for node in nodes if isinstance(node, _DEFINING) or _is_constant(node)]
    try:
        return "\n".join(ast.unparse(node) for node in kept)
    except (RecursionError, ValueError):
        return ""


_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_DEFINING = (ast.Import, ast.ImportFrom, *_NAMED)


def _is_constant(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    return not any(
        isinstance(part, ast.Call | ast.Await | ast.Yield | ast.comprehension) for part in ast.walk(node.value)
    )
