"""``autograder doctor``: what this machine can do, and how to mend what it can't."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.errors import SandboxUnavailableError
from autograder.sandbox import bubblewrap, process

PACKAGES = ("nbgrader", "numpy", "scipy", "scikit-learn", "matplotlib", "pytest", "ipython", "jupytext", "loky")
NAMESPACES_HELP = (
    "user namespaces may be switched off: as root, `sysctl -w user.max_user_namespaces=10000`, on Debian's older kernels also "
    "`sysctl -w kernel.unprivileged_userns_clone=1`, on Ubuntu `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; "
    "in a container, allow them or run it with `--security-opt seccomp=unconfined`"
)


@dataclass(frozen=True)
class Finding:
    """One thing about the machine; ``help`` says how to mend it."""

    name: str
    ok: bool
    detail: str
    help: str = ""


def examine() -> Iterator[Finding]:
    """Yield what grading needs of this machine, and whether it is there."""
    yield Finding("Linux", sys.platform == "linux", platform.platform(), "grade on a Linux machine or in a VM")
    yield Finding("Python", sys.version_info >= (3, 11), platform.python_version(), "install Python 3.11 or newer")
    for name in PACKAGES:
        yield _package(name)
    yield _bubblewrap()
    yield _sandbox()
    yield _second_walls()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield Finding(
        "memory", memory >= 2, f"{memory:.1f} GiB, {os.cpu_count()} cores", "grading needs about 1 GiB a worker"
    )


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", "run `make demo` or `pip install -e .`")


def _bubblewrap() -> Finding:
    try:
        path = bubblewrap.find_bubblewrap()
    except SandboxUnavailableError as error:
        return Finding("bubblewrap", False, "not found", str(error))
    reason = bubblewrap.probe(path)
    return Finding("bubblewrap", reason is None, reason or path, NAMESPACES_HELP)


def _sandbox() -> Finding:
    try:
        reason = process.doctor()
    except SandboxUnavailableError as error:
        reason = str(error)
    return Finding("sandbox", reason is None, reason or "forks isolated submissions", NAMESPACES_HELP)


def _second_walls() -> Finding:
    if sys.platform != "linux":
        return Finding("second walls", False, "none", "grade on a Linux machine or in a VM")
    from autograder.sandbox.worker import isolate  # it asks for the C library of Linux

    return Finding("second walls", True, isolate.second_walls())
