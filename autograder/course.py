"""Where everything of one course lives, and what an assignment consists of."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import KitError, NotACourseError, UnknownAssignmentError
from autograder.model import Limits

PACKAGE = Path(__file__).parent
SECRET_NAME = ".autograder-secret"
SECRET_VARIABLE = "AUTOGRADER_SECRET"
CONFIG_NAME = "nbgrader_config.py"
MOST_MIB = 64  # of the files beside a notebook


@dataclass(frozen=True)
class Course:
    """The folders of one course and the settings that grading needs; made by ``nbgrader_plugin.open_course``."""

    root: Path
    limits: Limits = field(default_factory=Limits)
    preload: tuple[str, ...] = ()
    """Modules that the sandbox imports once, before any submission."""
    private: tuple[Path, ...] = ()
    """More folders that student code must not see, such as nbgrader's exchange."""
    secret: str = field(default="", repr=False)
    """What hidden inputs are drawn from, besides the assignment; empty for the public default."""
    source: str = "source"
    release: str = "release"
    submitted: str = "submitted"
    autograded: str = "autograded"
    feedback: str = "feedback"
    reports: str = "reports"

    @property
    def source_folder(self) -> Path:
        return self.root / self.source

    @property
    def release_folder(self) -> Path:
        return self.root / self.release

    @property
    def submitted_folder(self) -> Path:
        return self.root / self.submitted

    @property
    def autograded_folder(self) -> Path:
        return self.root / self.autograded

    @property
    def reports_folder(self) -> Path:
        return self.root / self.reports

    @property
    def hidden(self) -> tuple[Path, ...]:
        """Folders that student code must not see, wherever they lie."""
        return (self.root, kit_folder(), *self.private)

    def assignments(self) -> list[str]:
        """Return the names of the assignments that are built, in order."""
        return sorted(
            path.parent.name for path in self.source_folder.glob("*/*.ipynb") if path.stem == path.parent.name
        )

    def texts(self) -> list[Path]:
        """Return the text sources of the assignments, in order."""
        return sorted(path for path in self.source_folder.glob("*.py") if not path.name.startswith("_"))

    def require(self, assignment: str) -> str:
        """Return the assignment's name, or raise :class:`UnknownAssignmentError`."""
        known = self.assignments()
        assignment = assignment.rstrip("/")  # as the shell completes it
        if assignment not in known:
            raise UnknownAssignmentError(
                f"there is no assignment {assignment!r}; this course has {', '.join(known) or 'none'}"
            )
        return assignment

    def notebook(self, assignment: str) -> Path:
        """Return the path of an assignment's built source notebook."""
        return self.source_folder / assignment / f"{assignment}.ipynb"

    def released(self, assignment: str) -> Path:
        """Return the path of an assignment's released notebook, or raise :class:`KitError` when it is not built."""
        path = self.release_folder / assignment / f"{assignment}.ipynb"
        if not path.is_file():
            raise KitError(f"{path} is missing: run `autograder build` first")
        return path

    def graders(self, assignment: str) -> Path:
        """Return the path of the assignment's hidden graders: the course's own, or the ones of this kit."""
        own = self.root / "autograder" / "graders" / f"test_{assignment}.py"
        return own if own.is_file() else PACKAGE / "graders" / f"test_{assignment}.py"

    def report(self, assignment: str, student: str) -> Path:
        """Return the path of one student's GradeReport."""
        return self.reports_folder / assignment / f"{student}.json"

    def data_files(self, assignment: str) -> dict[str, bytes]:
        """Return what students were given beside the notebook, by path."""
        return read_files(self.source_folder / assignment)


def kit_folder() -> Path:
    """Return the folder that holds this kit, and ``solutions/`` where they lie beside it."""
    return PACKAGE.parent if (PACKAGE.parent / "solutions").is_dir() else PACKAGE


def read_files(folder: Path, limit_mib: int = MOST_MIB) -> dict[str, bytes]:
    """Return the plain files below a folder that are not notebooks, by relative path.

    Links, pipes, devices, hidden and unreadable files are left out, and what is over the limit.
    """
    found: dict[str, bytes] = {}
    left = limit_mib * 1024 * 1024
    for path in plain_files(folder):
        inside = path.relative_to(folder)
        if path.suffix == ".ipynb" or any(part.startswith(".") for part in inside.parts):
            continue
        left -= path.stat().st_size
        if left < 0:
            break
        with contextlib.suppress(OSError):
            found[inside.as_posix()] = path.read_bytes()
    return found


def plain_files(folder: Path) -> list[Path]:
    """Return the regular files below a folder, in order; no link is followed, not even the folder's own."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    walked = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return sorted(path for path in walked if _is_plain(path))


def _is_plain(path: Path) -> bool:
    with contextlib.suppress(OSError):  # a path that is too long for the system
        return path.is_file() and not path.is_symlink()
    return False


def irregular_files(folder: Path) -> list[Path]:
    """Return what lies below a folder and is neither a regular file nor a folder: links, pipes, sockets, devices."""
    plain = set(plain_files(folder))
    walked = (Path(top) / name for top, folders, names in os.walk(folder) for name in (*folders, *names))
    return sorted(path for path in walked if path not in plain and not _is_folder(path))


def _is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.is_dir() and not path.is_symlink()
    return False


def read_secret(root: Path) -> str:
    """Return the course's secret: the environment's, else its secret file's, else nothing."""
    path = root / SECRET_NAME
    written = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    return os.environ.get(SECRET_VARIABLE, "") or written


def find_course(folder: Path) -> Path:
    """Return the course's root folder.

    Raises:
        NotACourseError: the folder holds neither ``nbgrader_config.py`` nor ``source/``
    """
    root = folder.expanduser().resolve()
    if not root.is_dir():
        raise NotACourseError(f"{folder} is not a folder")
    if not (root / CONFIG_NAME).is_file() and not (root / "source").is_dir():
        raise NotACourseError(f"{folder} is not a course: it has neither {CONFIG_NAME} nor a folder source/")
    return root
