"""The teaching app in a real browser: sliders moved, figures that follow, nothing from anywhere but this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytest.importorskip("streamlit")
pytestmark = [pytest.mark.browser, pytest.mark.slow]
# What the Makefile starts it with, and no window.
OPTIONS = [
    "--browser.gatherUsageStats",
    "false",
    "--server.showEmailPrompt",
    "false",
    "--server.headless",
    "true",
    "--client.toolbarMode",
    "minimal",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the app; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    line = [str(Path(sys.executable).parent / "streamlit"), "run", "solutions/gmm_streamlit_app.py", *OPTIONS]
    line += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    log = (home / "log").open("w")
    environment = {**os.environ, "HOME": str(home)}
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5),
            ):
                break
            time.sleep(0.2)
        else:
            pytest.fail((home / "log").read_text())
        yield f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()


@pytest.fixture
def app(page: Any, address: str) -> Any:
    """The app's page, with all that went wrong on it and all that it asked for."""
    page.errors, page.asked = [], []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(address)
    settled(page)
    return page


def settled(page: Any) -> list[str]:
    """Wait until the app has run to its end; return the addresses of its figures."""
    page.wait_for_timeout(400)  # until it has begun to
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stExpander]").wait_for()
    pictures = page.locator("[data-testid=stImage] img, [data-testid=stImageContainer] img")
    return list(dict.fromkeys(picture.get_attribute("src") for picture in pictures.all()))


def move(page: Any, number: int, key: str, times: int) -> list[str]:
    """Move a slider by its keys."""
    thumb = page.get_by_role("slider").nth(number)
    thumb.focus()
    for _ in range(times):
        thumb.press(key)
    return settled(page)


def test_moving_sliders_changes_the_figures(app: Any, address: str) -> None:
    before = settled(app)
    assert len(before) == 3
    for number, key, times in ((0, "ArrowRight", 2), (1, "ArrowRight", 5), (2, "ArrowLeft", 1), (3, "ArrowLeft", 2)):
        after = move(app, number, key, times)
        assert len(after) == 3
        assert after[0] != before[0], number
        before = after
    assert app.errors == []
    assert app.locator("[data-testid=stException]").count() == 0
    elsewhere = [
        url for url in app.asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ]
    assert elsewhere == []


@pytest.mark.parametrize("width", [1300, 900, 420])
@pytest.mark.parametrize("language", ["中文", "English"])
def test_nothing_runs_over_the_edge(app: Any, language: str, width: int) -> None:
    if language == "English":
        app.get_by_text("English", exact=True).click()
        settled(app)
        app.get_by_role("heading", name="Gaussian mixtures, interactively").wait_for()
    app.set_viewport_size({"width": width, "height": 1000})
    app.wait_for_timeout(500)
    assert app.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    main = app.locator("[data-testid=stMainBlockContainer]")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
