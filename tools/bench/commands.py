"""Commands, timed, in an environment that takes nothing from the user's own Jupyter."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
KEPT_LINES = 15


class BenchError(Exception):
    """Something did not run as it must for the figures to mean anything; the message is what to tell the user."""


@dataclass(frozen=True)
class Finished:
    """A command that has ended: its wall time, and its output with the second at which each line came."""

    seconds: float
    code: int
    lines: tuple[tuple[float, str], ...]

    def first(self, text: str) -> float | None:
        """Return the second at which a line with this text came first."""
        return next((second for second, line in self.lines if text in line), None)

    @property
    def tail(self) -> str:
        return "\n".join(line for _, line in self.lines[-KEPT_LINES:])


def environment(scratch: Path) -> dict[str, str]:
    """Return the environment of a command: no configuration of the user's is read."""
    folders = {name: str(scratch / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    return {**os.environ, **folders, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}", "COLUMNS": "120"}


def run(
    program: str,
    *arguments: str,
    folder: Path,
    on_start: Callable[[int], None] | None = None,
    codes: tuple[int, ...] = (0,),
) -> Finished:
    """Run one of the environment's programs in a folder; ``on_start`` takes its process id.

    Raises:
        BenchError: it ended with another code than those
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(BIN / program), *arguments],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if on_start is not None:
        on_start(process.pid)
    assert process.stdout is not None
    try:
        lines = tuple((time.perf_counter() - started, line.rstrip("\n")) for line in process.stdout)
        code = process.wait()
    finally:
        process.kill()
        process.stdout.close()
    finished = Finished(time.perf_counter() - started, code, lines)
    if code not in codes:
        raise BenchError(f"`{program} {' '.join(arguments)}` ended with code {code}:\n{finished.tail}")
    return finished
