"""The trusted side of the sandbox: start the warm interpreter, fork a submission, talk to it, end it."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.errors import SandboxUnavailableError
from autograder.model import Limits
from autograder.sandbox import bubblewrap, wire
from autograder.sandbox.provided import Provided

START_SECONDS = 120.0
STOP_SECONDS = 5.0
KILL_SECONDS = 30.0  # to take down a submission: gigabytes and many processes take the kernel a while
LAST_WORDS_SECONDS = 0.5
GRACE_SECONDS = 2.0
MAX_RECEIVED = 64 * 1024 * 1024  # frames that nobody waits for, in bytes
MAX_ASKED = 20_000  # questions of one call
MOST_GUARDED = 20  # sets of forbidden modules that a sandbox has guards ready for
PRELOAD = (
    "numpy",
    "scipy.linalg",
    "scipy.special",
    "scipy.stats",
    "scipy.optimize",
    "sklearn.cluster",
    "sklearn.datasets",
    "sklearn.metrics",
    "sklearn.mixture",
    "matplotlib.pyplot",
    "matplotlib.patches",
)
WARM_UP = (
    "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([0, 1], label='$\\\\mu$')\n"
    "axes.set_title('中文 warm')\naxes.legend()",
    "import numpy as np\nfrom scipy.stats import multivariate_normal\n"
    "from sklearn.mixture import GaussianMixture\nfrom sklearn.datasets import make_blobs\n"
    "GaussianMixture(2, random_state=0).fit(make_blobs(30, random_state=0)[0])\n"
    "multivariate_normal.logpdf(np.zeros((2, 2)), np.zeros(2), np.eye(2))",
    "1/0",
)


class SandboxDiedError(Exception):
    """The submission's process is gone; ``end`` says how: exit, signal, memory, timeout, protocol, internal."""

    def __init__(self, end: str, detail: str = "") -> None:
        super().__init__(f"{end} {detail}".strip())
        self.end = end


class Forks:
    """Asks a process inside the sandbox to fork; ``_control`` leads to it."""

    _control: socket.socket
    _guarded: frozenset[tuple[str, ...]] = frozenset()

    def guard(self, forbidden: tuple[str, ...]) -> None:
        """Let what is forked from now on have the guards on these modules ready, which only saves time."""
        if len(self._guarded) < MOST_GUARDED:
            self._guarded |= {forbidden}

    def fork(self, limits: Limits) -> SandboxProcess:
        """Fork an isolated process for one submission."""
        return self._ask(limits, prepare=False)

    def prepare(self, limits: Limits) -> SandboxProcess:
        """Fork a process that runs what the course gave out, before it forks submissions itself."""
        return self._ask(limits, prepare=True)

    def _ask(self, limits: Limits, *, prepare: bool) -> SandboxProcess:
        pipe, their_pipe = socket.socketpair()
        leash, their_leash = socket.socketpair()
        with their_pipe, their_leash:
            request = asdict(limits) | {"prepare": prepare, "guarded": sorted(self._guarded)}
            message = json.dumps(request).encode()
            try:
                socket.send_fds(self._control, [message], [their_pipe.fileno(), their_leash.fileno()])
            except OSError as error:
                pipe.close()
                leash.close()
                raise SandboxDiedError("internal", f"the interpreter to fork is gone: {error}") from error
        return SandboxProcess(pipe, leash, limits)


class WarmSandbox(Forks):
    """One warm interpreter inside bubblewrap, forked once per submission.

    Raises:
        SandboxUnavailableError: this machine cannot isolate student code; nothing has been run
    """

    def __init__(self, hidden: Iterable[Path] = (), preload: Iterable[str] = PRELOAD) -> None:
        bwrap = bubblewrap.find_bubblewrap()
        self._control, theirs = socket.socketpair()
        program = bubblewrap.interpreter(bubblewrap.INSIDE_WORKER, str(theirs.fileno()))
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  open as long as the process
        with theirs:
            self._process = subprocess.Popen(
                [*bubblewrap.command(bwrap, hidden), *program],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=(theirs.fileno(),),
            )
        try:
            self._control.settimeout(START_SECONDS)
            self._control.sendall(json.dumps({"preload": list(preload), "warm_up": list(WARM_UP)}).encode() + b"\n")
            answer = self._control.recv(16) if self._answered() else b""
        except OSError as error:
            answer = str(error).encode()
        if answer != b"warm\n":
            self._stop()
            why = self._why()
            self.close()
            bubblewrap.end_orphans()
            raise SandboxUnavailableError(
                f"the sandbox does not start ({why}); `autograder doctor` says what this machine lacks"
            )

    def _answered(self) -> bool:
        """Wait for the interpreter's first word; tell whether there is one."""
        end, ready = time.monotonic() + START_SECONDS, select.poll()
        ready.register(self._control, select.POLLIN)
        while not ready.poll(200):
            if self._process.poll() is not None or time.monotonic() > end:
                return False
        return True

    def _why(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else "no message"

    @property
    def alive(self) -> bool:
        """Whether the warm interpreter still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the warm interpreter and everything it forked."""
        self._stop()
        self._errors.close()

    def _stop(self) -> None:
        self._control.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class SandboxProcess:
    """One forked submission: requests go in, frames come back, and nothing that comes back is trusted."""

    def __init__(self, pipe: socket.socket, leash: socket.socket, limits: Limits) -> None:
        self._pipe = pipe
        self._leash = leash
        self._limits = limits
        self._number = 0
        self._deadline = 0.0
        pipe.setblocking(False)

    def request(
        self,
        kind: str,
        seconds: float,
        *,
        blobs: list[bytes] | None = None,
        max_bytes: int | None = None,
        on_output: Callable[[dict[str, Any], int], None] | None = None,
        provided: Provided | None = None,
        **fields: Any,
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send one request and wait for its reply; outputs that come first go to ``on_output``.

        Args:
            kind: "cell", "call", "read" or "file"
            seconds: soft limit; the process is killed a little later
            blobs: arrays that ``fields`` refers to
            max_bytes: largest frame that is read
            on_output: takes each output and its size in bytes
            provided: answers what the process asks before it replies; without it, a question breaks the protocol

        Raises:
            SandboxDiedError: no reply; the process is gone or was killed
        """
        self._number += 1
        self._deadline = time.monotonic() + seconds + GRACE_SECONDS
        message = {"request": kind, "id": self._number, "seconds": seconds, **fields}
        limit = max_bytes or int(self._limits.answer_mib * 1024 * 1024)
        received = asked = 0
        try:
            self._send(wire.encode(message, blobs))
            while True:
                reply, reply_blobs, size = wire.decode(self._receive, limit)
                received += size
                if "output" in reply and on_output is not None:
                    on_output(reply["output"], size)
                elif "ask" in reply and provided is not None and reply.get("id") == self._number:
                    asked += 1
                    if asked > MAX_ASKED:
                        raise wire.WireError("too many questions")
                    self._send(wire.encode(*provided.answer(reply, reply_blobs, self._deadline)))
                    received -= size  # somebody waits for it
                elif "ask" not in reply and reply.get("id") == self._number:
                    return reply, reply_blobs
                elif "output" not in reply:
                    raise wire.WireError("a reply that nobody asked for")
                if received > MAX_RECEIVED:
                    raise wire.WireError("output flood")
        except wire.WireError as error:
            self.close()
            raise SandboxDiedError("protocol", str(error)) from error
        except TimeoutError as error:
            self.close()
            raise SandboxDiedError("timeout") from error
        except OSError as error:
            raise SandboxDiedError(self._last_words(), str(error)) from error

    def _wait(self, what: int) -> None:
        poller = select.poll()
        poller.register(self._pipe, what)
        while True:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if poller.poll(min(left, 1.0) * 1000):
                return

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._wait(select.POLLOUT)
            try:
                view = view[self._pipe.send(view) :]
            except BlockingIOError:
                continue

    def _receive(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(select.POLLIN)
            try:
                chunk = self._pipe.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                continue
            if not chunk:
                raise ConnectionResetError("the process is gone")
            data += chunk
        return bytes(data)

    def prepared(self) -> socket.socket:
        """Let a process that was forked to prepare fork submissions from now on; return what leads to it."""
        self._number += 1
        self._deadline = time.monotonic() + GRACE_SECONDS
        self._send(wire.encode({"request": "prepared", "id": self._number}))
        self._leash.close()
        self._pipe.setblocking(True)
        return self._pipe

    def close(self) -> None:
        """Kill the process and all its children, and wait until they are gone."""
        if self._leash.fileno() >= 0:
            self._pipe.close()
            self._cut()
            self._last_words()

    def _cut(self) -> None:
        """Let go of the leash: the guard kills whatever is left of the submission."""
        with contextlib.suppress(OSError):
            self._leash.shutdown(socket.SHUT_WR)

    def _last_words(self) -> str:
        """Return how the process ended, as its guard saw it: exit, signal, memory, or internal.

        A process that closed its pipe may well live on; it is ended, and counts as one that left.
        """
        data = self._read_leash(LAST_WORDS_SECONDS)
        if not data:
            self._cut()
            data = self._read_leash(KILL_SECONDS)
        self._pipe.close()
        self._leash.close()
        try:
            end = str(json.loads(data)["end"])
        except (ValueError, KeyError, TypeError):
            return "internal"
        return "exit" if end == "stopped" else end

    def _read_leash(self, seconds: float) -> bytes:
        data = b""
        self._leash.settimeout(seconds)
        with contextlib.suppress(OSError):
            while chunk := self._leash.recv(4096):
                data += chunk
        return data


def doctor() -> str | None:
    """Return None when student code can be isolated here, or what is wrong and how to mend it."""
    if reason := bubblewrap.probe(bubblewrap.find_bubblewrap()):
        return reason
    sandbox = WarmSandbox(preload=())
    try:
        process = sandbox.fork(Limits())
        try:
            process.request("cell", 20, source="1 + 1", on_output=lambda output, size: None)
        except SandboxDiedError as error:
            return f"a submission cannot be forked: {error}"
        process.close()
    finally:
        sandbox.close()
    return None
