"""Which of the files that were handed in is the notebook to grade.

The one with the assignment's name, unless it is as blank as it was given out and one that has been worked in lies beside it; else
the only notebook; else the one that holds most of the assignment, in whatever subfolder; else a script or an archive. No link is
followed. Times are not asked: copying and unzipping change them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Text

MAX_DEPTH = 6
MAX_FILES = 2000  # that are looked at, so that an unpacked home folder costs no minutes
MAX_READ = 8 * 1024 * 1024  # of a file whose content decides
NOTEBOOKS = (".ipynb",)
STAND_INS = (".py", ".json", ".txt", ".zip")  # what is handed in instead of a notebook
NOT_HANDED_IN = ("timestamp.txt",)
_WORD = re.compile(r'(?:"|\\n|^)(?:def +)?(\w{1,80})', re.MULTILINE)  # where a line begins, in a script or in JSON
_FUNCTION = re.compile(r'(?:"|\\n|^)def +(\w{1,80})', re.MULTILINE)


@dataclass(frozen=True)
class Found:
    """The file to grade, which may not be there, and what to say about its choice."""

    path: Path
    notes: tuple[Text, ...] = ()


def _nothing() -> Collection[str]:
    return ()


def find_submission(folder: Path, assignment: str, names: Callable[[], Collection[str]] = _nothing) -> Found:
    """Return the file to grade in a submission's folder.

    Args:
        folder: ``submitted/<student>/<assignment>``
        assignment: its name
        names: gives the assignment's grade ids, functions and variables; asked only when a file's content has to decide
    """
    expected = folder / f"{assignment}.ipynb"
    if folder.is_symlink() or not folder.is_dir():
        return Found(expected)
    here = [path for path in _files(folder, 1) if path.suffix.lower() in NOTEBOOKS]
    if expected in here:
        others = [path for path in here if path != expected]
        if not others:
            return Found(expected)
        taken = _filled(others, expected, names()) or expected
        about = (_about(folder, taken),) if taken != expected else ()
        return Found(taken, (*about, *_others(folder, taken, [path for path in here if path != taken])))
    notebooks = here or [path for path in _files(folder, MAX_DEPTH) if path.suffix.lower() in NOTEBOOKS]
    chosen = _best(notebooks, assignment, names) if notebooks else _stand_in(folder, assignment, names)
    if chosen is None:
        return Found(expected)
    others = [path for path in notebooks if path != chosen]
    return Found(chosen, (_about(folder, chosen), *(_others(folder, chosen, others) if others else ())))


def _files(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the regular files below a folder, in order; nothing hidden, no link, no copy that Jupyter or macOS keeps."""
    count = 0
    base = len(folder.parts)
    for top, folders, names in os.walk(folder):
        here = Path(top)
        inside = len(here.parts) - base + 1 < depth
        folders[:] = sorted(name for name in folders if inside and not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            count += 1
            if count > MAX_FILES:
                return
            path = here / name
            if not name.startswith(".") and not path.is_symlink() and path.is_file():
                yield path


def _best(paths: list[Path], assignment: str, names: Callable[[], Collection[str]]) -> Path:
    named = [path for path in paths if path.stem.lower() == assignment.lower()]
    paths = named or paths
    if len(paths) == 1:
        return paths[0]
    wanted = names()
    return max(paths, key=lambda path: (*_fit(path, wanted), _called(path, assignment), -len(path.parts)))


def _filled(paths: list[Path], blank: Path, names: Collection[str]) -> Path | None:
    """Return the notebook that a student has worked in instead of the blank one; None if that one is not blank."""
    functions = set(_FUNCTION.findall(_text(blank))) & set(names)
    known, left = _fit(blank, names)
    if not functions or -left < len(functions):
        return None
    filled = [path for path in paths if _fit(path, names)[0] >= known and _fit(path, names)[1] > left]
    return max(filled, key=lambda path: _fit(path, names), default=None)


def _called(path: Path, assignment: str) -> bool:
    """Whether a file's name begins as the assignment's: ``02_em (1).ipynb``, ``02_em-Copy1.ipynb``."""
    return path.stem.lower().startswith(assignment.lower())


def _fit(path: Path, names: Collection[str]) -> tuple[int, int]:
    """Return how many of the names a file defines or tags, and how few stubs are left in it."""
    text = _text(path)
    words = set(_WORD.findall(text))
    return len(words & set(names)), -text.count("raise NotImplementedError")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MAX_READ).decode("utf-8", errors="replace")
    except OSError:
        return ""


def _stand_in(folder: Path, assignment: str, names: Callable[[], Collection[str]]) -> Path | None:
    paths = [
        path
        for path in _files(folder, MAX_DEPTH)
        if path.suffix.lower() in STAND_INS and path.name not in NOT_HANDED_IN
    ]
    if not paths:
        return None
    wanted = names()
    fits = [
        path for path in paths if path.suffix.lower() == ".zip" or _called(path, assignment) or _fit(path, wanted)[0]
    ]
    return max(fits, key=lambda path: (path.suffix.lower() != ".zip", *_fit(path, wanted)), default=None)


def _about(folder: Path, chosen: Path) -> Text:
    name = _shown(chosen, folder)
    if chosen.parent == folder:
        return Text(f"筆記本的檔名是 {name}，已照樣評分", f"the notebook is called {name}; graded all the same")
    return Text(
        f"筆記本放在子資料夾：{name}，已照樣評分", f"the notebook is in a subfolder: {name}; graded all the same"
    )


def _others(folder: Path, chosen: Path, others: list[Path]) -> tuple[Text]:
    names = ", ".join(_shown(path, folder) for path in others[:5])
    taken = _shown(chosen, folder)
    return (
        Text(
            f"資料夾裡不只一份筆記本：評的是 {taken}，沒有評 {names}",
            f"there is more than one notebook: {taken} is graded, {names} is not",
        ),
    )


def _shown(path: Path, folder: Path) -> str:
    name = os.fsencode(path.relative_to(folder)).decode("utf-8", errors="replace")
    return "".join(c for c in name if c.isprintable())[:120]  # a terminal shows it
