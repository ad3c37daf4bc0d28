"""Take the README's pictures of the demo: one student's feedback and the report of a class.

Needs Debian's chromium, and the demo course that ``make demo`` makes.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, FloatRect, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo_course"
FEEDBACK = DEMO / "feedback" / "wrong_axis" / "02_em" / "02_em.html"
CLASS_REPORT = DEMO / "reports" / "02_em.html"
IMAGES = ROOT / "docs" / "images"
OPTIONS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCALE = 1.5  # device pixels a CSS pixel: sharp where the README shows the picture at its CSS width
MARGIN = 12
TRACEBACK_SHOWN = 70  # CSS pixels of the student's own output that are shown above the table of checks
ROWS_SHOWN = 9  # checks of the class report; the others look the same
COLOURS = 64  # text and a few flat areas need no more, and the files stay small
MAX_BYTES = 200_000


class ScreenshotError(Exception):
    """Something the person at the keyboard can mend; its message is one clear line."""


def main() -> None:
    """Take both pictures."""
    executable = shutil.which("chromium")
    if executable is None:
        raise ScreenshotError("chromium is missing; on Debian: apt-get install chromium fonts-noto-cjk")
    for page in (FEEDBACK, CLASS_REPORT):
        if not page.is_file():
            raise ScreenshotError(f"{page.relative_to(ROOT)} is missing; run `make demo` first")
    options = [*OPTIONS, "--no-sandbox"] if os.getuid() == 0 else [*OPTIONS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        _feedback(_open(browser, FEEDBACK, 1000), IMAGES / "feedback.png")
        _class_report(_open(browser, CLASS_REPORT, 900), IMAGES / "class_report.png")
        browser.close()


def _open(browser: Browser, file: Path, width: int) -> Page:
    """Open a file; what it asks of the network is refused, so that pictures do not depend on it."""
    page = browser.new_page(viewport={"width": width, "height": 1200}, device_scale_factor=SCALE)
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.goto(file.as_uri(), wait_until="load")
    return page


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    if box is None:
        raise ScreenshotError("the page does not show what the picture is of; run `make demo` again")
    return box


def _feedback(page: Page, target: Path) -> None:
    """Show the checks of ``e_step``, below the end of the student's own traceback."""
    checks = _box(page.locator(".autograder-checks", has_text="e_step").first)
    x, y = checks["x"] - MARGIN, checks["y"] - TRACEBACK_SHOWN
    _save(page, target, x, y, checks["width"] + 2 * MARGIN, checks["height"] + TRACEBACK_SHOWN + 2)


def _class_report(page: Page, target: Path) -> None:
    """Show the table of students and the first checks."""
    last = _box(page.locator("table").nth(1).locator("tr").nth(ROWS_SHOWN))
    _save(page, target, 0, 0, last["x"] + last["width"] + MARGIN, last["y"] + last["height"] + 1)


def _save(page: Page, target: Path, x: float, y: float, width: float, height: float) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
    image = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))).convert("RGB")
    buffer = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    data = buffer.getvalue()
    if len(data) > MAX_BYTES:
        raise ScreenshotError(f"{target.name} has {len(data) // 1000} kB, more than {MAX_BYTES // 1000} kB")
    target.write_bytes(data)
    print(f"wrote {target.relative_to(ROOT)} ({len(data) // 1000} kB)")


if __name__ == "__main__":
    try:
        main()
    except (ScreenshotError, Error) as error:
        sys.exit(f"screenshots: {str(error).splitlines()[0]}")
