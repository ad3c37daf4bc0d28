"""The warm interpreter inside bubblewrap: imports once, then forks one isolated process per submission.

Three kinds of process come out of this file. The *warm parent* takes requests from the trusted side. For each submission
it forks a *guard*, which enters new namespaces, forks the *submission* into them as their first process, watches its memory,
and kills it when the trusted side hangs up. Only the submission runs student code; it holds one end of one socket.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import json
import os
import random
import select
import signal
import socket
import sys
import tempfile
import zlib
from collections import Counter
from typing import Any, NoReturn

import calls
import guards
import isolate
import numpy as np
import shell as notebook_shell
import stubs
import wire

WATCH_SECONDS = 0.05
Dice = tuple[Any, ...] | None


def main() -> None:
    """Import everything, say so, and serve forks until the trusted side hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    settings = json.loads(_line(control))
    shell = notebook_shell.make_shell()
    for module in settings["preload"]:
        importlib.import_module(module)
    for source in settings["warm_up"]:
        notebook_shell.connect(shell, lambda output: None)
        shell.run_cell(source)
    shell.reset(new_session=True)
    # names that no chance decides: they get into outputs, and a notebook that runs again has the same outputs
    tempfile._name_sequence = (f"{number:08x}" for number in itertools.count(1))  # type: ignore[attr-defined]
    isolate.become_nobody()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    ready = guards.Ready({})
    ready.learn(gc.get_objects())
    notebook_shell.know_modules()
    gc.freeze()  # what is here already stays: a fork's garbage collector need not touch it, which would copy its pages
    control.sendall(b"warm\n")
    serve_forks(control, shell, ready)


def serve_forks(
    control: socket.socket, shell: notebook_shell.NotebookShell, ready: guards.Ready, dice: Dice = None
) -> None:
    """Fork whenever the trusted side asks, until it hangs up.

    Args:
        control: its requests, each with the descriptors for the new process
        shell: as it is now, which is how the new process finds it
        ready: guards on the libraries' functions, made before the fork as soon as it is known which are needed
        dice: state of Python's generator, where the generators are seeded already; a fork would seed it anew
    """
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 65536, 2)
        if not data:
            return
        request = json.loads(data)
        for forbidden in request.pop("guarded"):
            ready[tuple(forbidden)].get_ready()
        if os.fork() == 0:
            control.close()
            if request.pop("prepare"):
                prepare(shell, ready, request, descriptors[0])
            guard(shell, ready, request, descriptors, dice)
        for descriptor in descriptors:
            os.close(descriptor)


def prepare(shell: notebook_shell.NotebookShell, ready: guards.Ready, limits: dict[str, Any], pipe: int) -> NoReturn:
    """Run the cells that a course gave out, then fork submissions that begin with them. No student code runs here."""
    try:
        channel = socket.socket(fileno=pipe)
        channel.set_inheritable(False)
        isolate.own_scratch(int(limits["file_mib"]))
        settle()
        seed()
        Session(shell, channel, ready).serve()
        notebook_shell.know_modules()
        gc.collect()
        ready.learn(gc.get_objects())  # what the cells have imported
        gc.freeze()
        serve_forks(channel, shell, ready, random.getstate())
    except BaseException:
        os._exit(1)
    os._exit(0)


def _line(control: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\n"):
        chunk = control.recv(65536)
        if not chunk:
            sys.exit(0)
        data += chunk
    return data


def guard(
    shell: notebook_shell.NotebookShell,
    ready: guards.Ready,
    limits: dict[str, Any],
    descriptors: list[int],
    dice: Dice,
) -> NoReturn:
    """Isolate and start the submission; end it when it is done, too large, or no longer wanted."""
    pipe, leash_descriptor = descriptors
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    leash = socket.socket(fileno=leash_descriptor)
    status: dict[str, Any] = {"end": "internal"}
    try:
        os.setsid()  # a kernel that shares the processor out by session gives a crowd of processes one share
        isolate.enter_namespaces()
        baseline = _resident(os.getpid())
        child = os.fork()
        if child == 0:
            leash.close()
            submission(shell, ready, limits, pipe, dice)
        os.close(pipe)
        status = watch(child, leash, baseline + int(limits["memory_mib"]) * isolate.MIB, baseline)
    except OSError as error:
        status = {"end": "internal", "error": str(error)}
    finally:
        with contextlib.suppress(OSError):  # the trusted side may have hung up: nobody wants to know
            leash.sendall(json.dumps(status).encode() + b"\n")
        os._exit(0)


def watch(child: int, leash: socket.socket, memory: int, baseline: int) -> dict[str, Any]:
    """Wait for the submission's end; kill it when its processes together pass ``memory`` bytes or the leash is cut."""
    handle, cut = os.pidfd_open(child), leash.fileno()
    while True:
        ready, _, _ = select.select([handle, cut], [], [], WATCH_SECONDS)
        if handle in ready:
            _, code = os.waitpid(child, 0)
            return {"end": "signal", "signal": os.WTERMSIG(code)} if os.WIFSIGNALED(code) else {"end": "exit"}
        too_large = not ready and _family_memory(child, baseline) > memory
        if too_large or cut in ready:
            os.kill(child, signal.SIGKILL)  # the first process of a pid namespace takes all others with it
            os.waitpid(child, 0)
            return {"end": "memory" if too_large else "stopped"}


def _resident(pid: int | str) -> int:
    """Return the bytes that a process holds, in memory or swapped out; 0 when it has ended."""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:  # its name, which it chooses, may be no text at all
            return sum(int(line.split()[1]) for line in file if line.startswith((b"VmRSS:", b"VmSwap:"))) * 1024
    except (OSError, ValueError):
        return 0


def _family_memory(child: int, baseline: int) -> int:
    """Return what the submission's processes hold beyond the pages they share with the warm parent, in bytes."""
    total, family = baseline, [child]
    for pid in family:
        total += max(0, _resident(pid) - baseline)
        family += _children(pid)
    return total


def _children(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children") as file:
                children += [int(word) for word in file.read().split()]
    except OSError:
        pass  # it has ended since
    return children


def submission(
    shell: notebook_shell.NotebookShell, ready: guards.Ready, limits: dict[str, Any], pipe: int, dice: Dice
) -> NoReturn:
    """Serve one submission: run its cells, answer the graders' questions. Student code runs here and below only."""
    try:
        os.setsid()  # `kill(0, …)` reaches the process group, and that was the guard's
        channel = socket.socket(fileno=pipe)
        isolate.prctl(isolate.PR_SET_PDEATHSIG, signal.SIGKILL)
        isolate.set_limits(limits)
        isolate.mount_scratch(int(limits["file_mib"]))
        isolate.drop_capabilities()
        isolate.restrict_with_landlock()
        isolate.filter_system_calls()
        settle()
        if dice is None:
            seed()
        else:
            random.setstate(dice)
        Session(shell, channel, ready).serve()
    except BaseException:
        os._exit(1)
    os._exit(0)


def settle() -> None:
    """Let the notebook find itself in its scratch folder, with nothing to read from or write to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.chdir("/scratch")
    if "/scratch" not in sys.path:
        sys.path.append("/scratch")  # modules beside the notebook; last, so that they stand in for no installed one
    os.environ.update(HOME="/scratch", TMPDIR="/tmp")


def seed(number: int = 0) -> None:
    """Seed every generator that code may have forgotten to seed: a submission gets the same score each time."""
    random.seed(number)
    np.random.seed(number)
    # what `default_rng()` without a seed asks the system for
    np.random.bit_generator.randbits = random.Random(number).getrandbits  # type: ignore[attr-defined]


class Session:
    """The submission's end of the pipe."""

    def __init__(self, shell: notebook_shell.NotebookShell, channel: socket.socket, ready: guards.Ready) -> None:
        self.shell = shell
        self.channel = channel
        self.ready = ready
        self.asked: Counter[int] = Counter()

    def emit(self, output: dict[str, Any]) -> None:
        """Send one output of the running cell."""
        try:
            frame = wire.encode({"output": output})
        except (TypeError, ValueError):  # a display method returned what JSON cannot hold
            frame = wire.encode({"output": json.loads(json.dumps(output, default=repr, skipkeys=True))})
        self.channel.sendall(frame)

    def serve(self) -> None:
        """Answer requests until the trusted side hangs up, or says that what was to be prepared is prepared."""
        while True:
            message, blobs, _ = wire.decode(self.receive, 1 << 30)
            kind = message["request"]
            if kind == "prepared":
                return
            reply, reply_blobs = getattr(self, f"do_{kind}")(message, blobs)
            self.channel.sendall(wire.encode({"id": message["id"], **reply}, reply_blobs))

    def receive(self, size: int) -> bytes:
        """Return exactly ``size`` bytes; leave when the trusted side has hung up."""
        data = bytearray()
        while len(data) < size:
            chunk = self.channel.recv(min(size - len(data), 1 << 20))
            if not chunk:
                os._exit(0)
            data += chunk
        return bytes(data)

    def do_file(self, message: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Write one file of the assignment into the scratch folder; what does not fit is left out."""
        path = os.path.join("/scratch", message["path"])
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(blobs[0])
        except OSError as error:
            with contextlib.suppress(OSError):
                os.unlink(path)  # half of it is worse than nothing
            return {"error": type(error).__name__}, []
        return {}, []

    def do_cell(self, message: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Run one cell; its outputs, where somebody wants them, go ahead of the reply."""
        shown = message.get("shown", True)
        notebook_shell.connect(self.shell, self.emit if shown else lambda output: None)
        try:
            with contextlib.nullcontext() if shown else notebook_shell.undisplayed(self.shell):
                line = notebook_shell.run_cell(
                    self.shell, message["source"], message["seconds"], counted=message.get("counted", True)
                )
        except BaseException as error:  # the time limit may strike between the cell's end and here
            self.shell._showtraceback(type(error), error, [])
            line = 0
        notebook_shell.flush()
        return {"done": line is None, "line": line, "count": self.shell.execution_count - 1}, []

    def do_call(self, message: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Call a function of the notebook."""
        args, kwargs = wire.unpack(message["args"], blobs)
        forbidden = tuple(message["guarded"])
        self.reseed(message, blobs)
        limit = notebook_shell.time_limit(message["seconds"])

        def exchange(question: dict[str, Any], data: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
            with limit.held():
                self.channel.sendall(wire.encode({"id": message["id"], **question}, data))
                reply, answer, _ = wire.decode(self.receive, 1 << 30)
                return reply, answer

        notebook_shell.connect(self.shell, lambda output: None)
        return calls.call(
            self.shell.user_ns,
            message["name"],
            list(args),
            dict(kwargs),
            limit,
            stubs.Stubs(message["stubs"], exchange),
            self.ready[forbidden],
            message["harness"],
        )

    def reseed(self, message: dict[str, Any], blobs: list[bytes]) -> None:
        """Seed every generator by the question, and by how often it was asked.

        So what a function answers that forgot to seed does not hang on which other questions were asked before.
        """
        question = json.dumps([message["name"], message["args"]]).encode()
        for blob in blobs:
            question += zlib.crc32(blob).to_bytes(4, "big")
        number = zlib.crc32(question)
        self.asked[number] += 1
        seed((number + self.asked[number]) % 2**32)

    def do_read(self, message: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Read a variable of the notebook."""
        return calls.read(self.shell.user_ns, message["name"], message["seconds"])


if __name__ == "__main__":
    main()
