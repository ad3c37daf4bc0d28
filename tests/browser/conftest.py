"""A headless Chromium and a Jupyter server to point it at."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Server = Callable[[Path], contextlib.AbstractContextManager[str]]


def chromium() -> str:
    """Return the browser's path; only where CI promises one is its absence a failure."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no chromium: .ci/run installs it")
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    return path


@pytest.fixture
def page() -> Iterator[Any]:
    """A page of a fresh headless browser."""
    arguments = FLAGS + (["--no-sandbox"] if os.getuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Start Jupyter in a folder, with a configuration of its own; gives the address."""

    @contextlib.contextmanager
    def start(folder: Path) -> Iterator[str]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        home = tmp_path_factory.mktemp("jupyter-home")
        inherited = {
            name: value for name, value in os.environ.items() if name != "MPLBACKEND"
        }  # importing Streamlit sets it
        environment = {
            **inherited,
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        options = ["--no-browser", "--ServerApp.token=", "--ServerApp.password=", f"--port={port}", "--ip=127.0.0.1"]
        options += ["--allow-root"] if os.getuid() == 0 else []
        line = [sys.executable, "-m", "jupyter", "lab", *options]
        log = (home / "log").open("w")
        process = subprocess.Popen(line, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        address = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline and process.poll() is None:
                with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/api", timeout=5):
                    break
                time.sleep(0.3)
            else:
                pytest.fail((home / "log").read_text())
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
            log.close()

    return start
