"""Make the virtual environment that the Makefile uses: Python 3.11 or newer, pip inside, nothing else needed.

Debian ships Python without ``ensurepip``; then pip comes from the system's own pip, or, for root, from ``python3-venv``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HELP = "Python cannot make virtual environments here; run: apt-get install python3-venv"


def main(folder: Path) -> int:
    """Make the environment in ``folder``; return the exit code."""
    if sys.version_info < (3, 11):
        sys.stderr.write(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; try: make PYTHON=python3.12\n"
        )
        return 1
    if importlib.util.find_spec("ensurepip"):
        venv.create(folder, with_pip=True, clear=True, symlinks=True)
        return 0
    if importlib.util.find_spec("pip"):
        venv.create(folder, with_pip=False, clear=True, symlinks=True)
        inside = str(folder / "bin" / "python")
        return subprocess.call([sys.executable, "-m", "pip", "--python", inside, "install", "--quiet", "pip"])
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.check_call(["apt-get", "update", "--quiet"])
        subprocess.check_call(["apt-get", "install", "--quiet", "--yes", "python3-venv"])
        return subprocess.call([sys.executable, "-m", "venv", "--clear", str(folder)])
    sys.stderr.write(HELP + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
