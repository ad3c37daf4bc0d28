"""GradeReports on disk, and the instructor's view of a class."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from autograder.model import GradeReport


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def write_report(path: Path, report: GradeReport, fingerprint: str | None = None) -> None:
    """Write one student's GradeReport; ``fingerprint`` is the hash of all that it depends on."""
    data = report.as_json() | {"fingerprint": fingerprint}
    write_atomically(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def read_report(path: Path) -> dict[str, Any] | None:
    """Return a GradeReport as plain data, or None when there is none that is whole."""
    try:
        report = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) else None
