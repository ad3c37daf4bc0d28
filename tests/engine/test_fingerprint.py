"""What a score depends on."""

from __future__ import annotations

from pathlib import Path

from autograder.engine.fingerprint import fingerprint, of_code


def test_parts_cannot_shift_into_each_other() -> None:
    assert fingerprint(["ab", "c"]) != fingerprint(["a", "bc"])


def test_every_file_counts_also_two_of_one_name(tmp_path: Path) -> None:
    files = [tmp_path / folder / "course.py" for folder in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        file.write_text("x = 1\n")
    before = of_code(files)
    for file in files:
        file.write_text("x = 2\n")
        assert of_code(files) != before
        file.write_text("x = 1\n")
    assert of_code(files) == before
