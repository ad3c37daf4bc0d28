"""Which file is graded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.notebook.find import find_submission
from tests.notebook.mangles import ASSIGNMENT, NAME

WRITTEN = b'{"cells": [{"cell_type": "code", "source": ["def log_gaussian(X, mean, cov):\\n", "    return X"]}]}'
STUB = b'{"cells": [{"cell_type": "code", "source": ["def log_gaussian(X):\\n", "    raise NotImplementedError()"]}]}'
HALF = STUB.replace(b"raise", b'return X\\n", "def log_mixture(X):\\n", "    raise')
OTHER = b'{"cells": [{"cell_type": "code", "source": ["def e_step(X):\\n", "    return X"]}]}'
NAMES = ("log_gaussian", "log_mixture", "log_gaussian_solution")


@pytest.mark.parametrize(
    ("files", "chosen", "notes"),
    [
        ({NAME: STUB}, NAME, 0),
        ({NAME: STUB, "faithful.csv": b"1", "timestamp.txt": b"now", "helper.py": WRITTEN}, NAME, 0),
        ({NAME: STUB, f"{ASSIGNMENT} (1).ipynb": WRITTEN}, f"{ASSIGNMENT} (1).ipynb", 2),
        ({NAME: STUB, "copy.ipynb": STUB}, NAME, 1),
        ({NAME: STUB, "other.ipynb": OTHER}, NAME, 1),
        ({NAME: HALF, "other.ipynb": WRITTEN}, NAME, 1),
        ({NAME: STUB, f".ipynb_checkpoints/{NAME}": WRITTEN}, NAME, 0),
        ({f"{ASSIGNMENT} (1).ipynb": WRITTEN}, f"{ASSIGNMENT} (1).ipynb", 1),
        ({f"{ASSIGNMENT}.IPYNB": WRITTEN}, f"{ASSIGNMENT}.IPYNB", 1),
        ({"a.ipynb": OTHER, "b.ipynb": WRITTEN, "c.ipynb": b"?"}, "b.ipynb", 2),
        ({"a.ipynb": STUB, "b.ipynb": WRITTEN}, "b.ipynb", 2),
        ({"a.ipynb": WRITTEN, f"{ASSIGNMENT}-Copy1.ipynb": WRITTEN}, f"{ASSIGNMENT}-Copy1.ipynb", 2),
        ({f"hw/{NAME}": WRITTEN, f"hw/.ipynb_checkpoints/{NAME}": STUB, f"__MACOSX/hw/{NAME}": b"\0"}, f"hw/{NAME}", 1),
        ({f"b/{NAME}": STUB, f"a/{NAME}": WRITTEN}, f"a/{NAME}", 2),
        ({"mine.ipynb": OTHER, f"hw/{NAME}": WRITTEN}, "mine.ipynb", 1),
        ({f"{ASSIGNMENT}.py": b"x = 1"}, f"{ASSIGNMENT}.py", 1),
        ({"notes.txt": b"hello", "hw.py": b"def log_gaussian(X):\n    return X\n"}, "hw.py", 1),
        ({"notes.txt": b"hello", "timestamp.txt": b"now"}, NAME, 0),
        ({"hw.zip": b"PK\x03\x04"}, "hw.zip", 1),
        ({}, NAME, 0),
    ],
)
def test_the_notebook_of_a_submission(tmp_path: Path, files: dict[str, bytes], chosen: str, notes: int) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = find_submission(tmp_path, ASSIGNMENT, lambda: NAMES)
    assert found.path == tmp_path / chosen
    assert len(found.notes) == notes
    assert all(note.zh and note.en for note in found.notes)


def test_the_newest_is_not_taken_for_that(tmp_path: Path) -> None:
    for name, data in (("a.ipynb", WRITTEN), ("b.ipynb", STUB)):
        (tmp_path / name).write_bytes(data)
    os.utime(tmp_path / "a.ipynb", (0, 0))
    assert find_submission(tmp_path, ASSIGNMENT, lambda: NAMES).path.name == "a.ipynb"


def test_no_link_is_followed_and_nothing_special_is_opened(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.ipynb").write_bytes(WRITTEN)
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / "link.ipynb").symlink_to(elsewhere / "secret.ipynb")
    (folder / "hw").symlink_to(elsewhere)
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "folder.ipynb").mkdir()
    assert find_submission(folder, ASSIGNMENT, lambda: NAMES).path == folder / NAME
    (tmp_path / "linked").symlink_to(elsewhere)
    assert find_submission(tmp_path / "linked", ASSIGNMENT, lambda: NAMES).path == tmp_path / "linked" / NAME
    assert find_submission(tmp_path / "nobody", ASSIGNMENT).path == tmp_path / "nobody" / NAME
