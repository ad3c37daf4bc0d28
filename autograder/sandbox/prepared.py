"""The cells that every notebook of an assignment begins with, run once: submissions are forked from the state that they leave.

They are the course's own, and so is the process that has run them; what a submission does to it is done to its own copy.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.model import Limits
from autograder.sandbox.process import Forks, SandboxDiedError, SandboxProcess, WarmSandbox
from autograder.sandbox.session import CellRun, Session


@dataclass(frozen=True)
class Beginning:
    """What a submission must begin with to be forked from a prepared process."""

    cells: tuple[str, ...] = ()
    """Sources of code cells, without blanks around them."""
    files: tuple[tuple[str, bytes], ...] = ()
    """What lies beside the notebook, by path; a submission with other files is not prepared."""


class Prepared(Forks):
    """A process that has run the beginning of a notebook.

    Args:
        process: it has run the cells
        cells: their sources
        runs: what each left behind
    """

    def __init__(self, process: SandboxProcess, cells: Sequence[str], runs: Sequence[CellRun]) -> None:
        self._control = process.prepared()
        self._cells = list(cells)
        self._runs = list(runs)

    def begun(self, cells: Sequence[str]) -> list[CellRun]:
        """Return what the cells left behind that need not be run again: none where the notebook begins otherwise."""
        begins = [source.strip() for source in cells[: len(self._cells)]] == self._cells
        return copy.deepcopy(self._runs) if begins else []

    def close(self) -> None:
        """End the process; submissions that it has forked go on."""
        self._control.close()


class _Once(Forks):
    """Gives one process that is there already."""

    def __init__(self, process: SandboxProcess) -> None:
        self._process = process

    def fork(self, limits: Limits) -> SandboxProcess:
        return self._process


def prepare(sandbox: WarmSandbox, beginning: Beginning, limits: Limits) -> Prepared | None:
    """Run the beginning of an assignment's notebooks; return None where that does not work, which costs only time later."""
    process = sandbox.prepare(limits)
    files: Mapping[str, bytes] = dict(beginning.files)
    try:
        session = Session(_Once(process), limits, files)
        runs = session.run_notebook(beginning.cells)
        if not session.notes and all(run.end == "done" for run in runs):
            return Prepared(process, beginning.cells, runs)
    except (SandboxDiedError, OSError):
        pass
    process.close()
    return None
