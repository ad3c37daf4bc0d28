"""One warm interpreter that forks itself for each notebook and runs its cells: no sandbox, no graders, no checks.

    python -m tools.bench.warm plain|kit SETTINGS

It reads notebooks' paths, a line each, and answers each with a line of JSON. ``plain`` runs the cells in an ordinary IPython shell
with matplotlib's inline backend; ``kit`` in the shell of the kit's sandbox.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORKER = Path(__file__).resolve().parents[2] / "autograder" / "sandbox" / "worker"
CELL_SECONDS = 60.0
Bundle = dict[str, Any]
RunCells = Callable[[list[str]], list[Bundle]]


def plain_shell() -> RunCells:
    """Return what runs cells in an ordinary shell and gives back what they displayed, base64 as in a notebook."""
    import binascii

    from IPython.core.displaypub import CapturingDisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Shell(InteractiveShell):
        display_pub_class = Type(CapturingDisplayPublisher)

        def enable_gui(self, gui: str | None = None) -> None:
            """Accept ``%matplotlib``; there is no event loop."""

    shell: Any = Shell.instance(config=Config(HistoryManager={"enabled": False}))
    shell.run_line_magic("matplotlib", "inline")

    def run_cells(sources: list[str]) -> list[Bundle]:
        shown: list[Bundle] = []
        for source in sources:
            text = io.StringIO()
            with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
                shell.run_cell(source, store_history=True)
            shown.append({"text": text.getvalue()})
            for output in shell.display_pub.outputs:
                data = output["data"]
                shown.append(
                    {
                        mime: binascii.b2a_base64(item) if isinstance(item, bytes) else item
                        for mime, item in data.items()
                    }
                )
            shell.display_pub.outputs.clear()
        return shown

    return run_cells


def kit_shell() -> RunCells:
    """Return what runs cells in the shell of the kit's sandbox."""
    sys.path.insert(0, str(WORKER))
    worker: Any = importlib.import_module("shell")
    shell = worker.make_shell()

    def run_cells(sources: list[str]) -> list[Bundle]:
        outputs: list[dict[str, Any]] = []
        before = sys.stdin, sys.stdout, sys.stderr
        worker.connect(shell, outputs.append)
        try:
            for source in sources:
                worker.run_cell(shell, source, CELL_SECONDS)
            worker.flush()
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
        return [output.get("data", {}) for output in outputs]

    return run_cells


SHELLS: dict[str, Callable[[], RunCells]] = {"plain": plain_shell, "kit": kit_shell}


def main() -> None:
    """Import and warm up as told, then serve notebooks until there are no more."""
    settings = json.loads(sys.argv[2])
    run_cells = SHELLS[sys.argv[1]]()
    for module in settings["preload"]:
        importlib.import_module(module)
    run_cells(settings["warm_up"])
    gc.freeze()
    print(json.dumps("warm"), flush=True)
    for line in sys.stdin:
        print(json.dumps(forked(run_cells, Path(line.strip()))), flush=True)


def forked(run_cells: RunCells, path: Path) -> dict[str, Any] | None:
    """Run one notebook in a fork; return what it showed, or None when the process died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.chdir(path.parent)
            shown = run_cells(cells_of(path))
            figures = [bundle["image/png"] for bundle in shown if "image/png" in bundle]
            answer = {"figures": len(figures), "bytes": sum(map(len, figures))}
            os.write(writing, json.dumps(answer).encode())
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return json.loads(data) if data else None


def cells_of(path: Path) -> list[str]:
    """Return the sources of a notebook's code cells; none, when it is no notebook."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
    except ValueError:
        return []
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


if __name__ == "__main__":
    main()
