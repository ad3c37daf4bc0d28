"""Peak memory of a process and everything below it, sampled while it runs."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

MIB = 1024 * 1024
SAMPLE_SECONDS = 0.15
PAGE = os.sysconf("SC_PAGE_SIZE")


class MemorySampler:
    """Sums up the memory of a process tree until it is closed.

    ``rss`` adds what each process maps, so that a page which a fork shares with its parent counts once for each of them; ``pss``
    divides such a page among those that share it, and is what the tree takes from the machine. The pages of processes in other user
    namespaces can be read by root only; where one cannot, its rss stands in.
    """

    def __init__(self, every: float = SAMPLE_SECONDS) -> None:
        """Sample every so many seconds; each time takes milliseconds, which the tree then lacks."""
        self._every = every
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._peaks = {"rss": 0, "pss": 0, "processes": 0, "largest_rss": 0}
        self._samples = 0
        self._unreadable = 0

    def watch(self, pid: int) -> None:
        """Start to sample a process and its descendants."""
        self._thread = threading.Thread(target=self._run, args=(pid,), daemon=True)
        self._thread.start()

    def __enter__(self) -> MemorySampler:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def result(self) -> dict[str, Any]:
        """The peaks, in MiB."""
        peaks = self._peaks
        return {
            "peak_pss_mib": peaks["pss"] / MIB,
            "peak_rss_mib": peaks["rss"] / MIB,
            "peak_rss_of_one_process_mib": peaks["largest_rss"] / MIB,
            "most_processes": peaks["processes"],
            "processes_without_pss": self._unreadable,
            "samples": self._samples,
        }

    def _run(self, pid: int) -> None:
        while not self._done.is_set():
            started = time.perf_counter()
            self._sample(pid)
            self._done.wait(max(0.02, self._every - (time.perf_counter() - started)))

    def _sample(self, pid: int) -> None:
        try:
            tree = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
        except psutil.Error:
            return  # it has ended
        resident = {one: _resident(one) for one in tree}
        proportional = {one: _proportional(one) for one in tree}
        self._unreadable = max(self._unreadable, sum(size is None for size in proportional.values()))
        found = {
            "rss": sum(resident.values()),
            "pss": sum(resident[one] if size is None else size for one, size in proportional.items()),
            "processes": len(tree),
            "largest_rss": max(resident.values()),
        }
        self._samples += 1
        for name, value in found.items():
            self._peaks[name] = max(self._peaks[name], value)


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    return 0


def _proportional(pid: int) -> int | None:
    """Return the bytes of a process, shared pages divided; 0 when it has ended, None when it may not be read."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except PermissionError:
        return None
    except OSError:
        return 0
    return 0
