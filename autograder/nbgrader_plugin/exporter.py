"""Reads submissions for ``nbgrader autograde``: whatever was handed in becomes a notebook, with notes.

nbgrader itself opens only files that lie in the submission's own folder and end in ``.ipynb``, and skips those that are not called
like the assignment. :func:`ask_for_the_assignment` (``c.Autograde.pre_convert_hook``) makes it ask for the assignment's own name, and
the exporter then finds the file, whatever it is called. A folder without any ``*.ipynb`` of its own nbgrader passes over with the
warning "No notebooks were matched", and no setting changes that: submissions in subfolders, as ``.IPYNB``, scripts or archives are graded
by ``autograder grade`` only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.errors import UnreadableNotebookError
from autograder.model import Text
from autograder.nbgrader_plugin.releases import read_release
from autograder.notebook.decode import MAX_BYTES
from autograder.notebook.find import Found, find_submission
from autograder.notebook.parse import read_submission

NOTES = "autograder_notes"
NOT_HANDED_IN = Text("沒有繳交筆記本", "no notebook was handed in")
UNREADABLE = "autograder_unreadable"
"""Whether there was nothing to read: then the released cells are graded as they are."""


def read_plainly(path: Path, folder: Path | None = None) -> bytes:
    """Return a submitted file's content; a link to somewhere else is no submission and raises OSError.

    Args:
        path: the file
        folder: ``submitted/<student>/<assignment>``, from which on a student could have made links; by default the file's own
    """
    folder = folder or path.parent
    inside = [part for part in path.parents if part.is_relative_to(folder)]
    for part in (path, *inside, folder.parent):
        if part.is_symlink():
            raise OSError(f"{part.name} is a link")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # enough to see that it is too large


def opened(data: bytes | None) -> tuple[NotebookNode, list[Text], bool]:
    """Return the notebook in a submitted file, what its reading took, and whether there was nothing to read.

    Args:
        data: content of the file; None when nothing was handed in
    """
    if data is None:
        return new_notebook(), [NOT_HANDED_IN], True
    try:
        read = read_submission(data)
    except UnreadableNotebookError as error:
        zh, _, en = str(error).partition(" | ")
        return new_notebook(), [Text(zh, en)], True
    return read.notebook, list(read.notes), False


def ask_for_the_assignment(assignment: str, student: str, notebooks: list[str]) -> None:
    """Make nbgrader convert the notebook of the assignment's name: called before each submission, with a list to change."""
    del student
    expected = [str(Path(notebook).parent / f"{assignment}.ipynb") for notebook in notebooks[:1]]
    if not set(expected) & set(notebooks):
        notebooks[:] = expected


class SubmissionExporter(NotebookExporter):
    """``c.Autograde.exporter_class``: nbconvert's notebook exporter with a reader that no file can break."""

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Export the submission that lies where ``filename`` is expected; what cannot be read is an empty notebook.

        What was mended is left in ``resources``, where :class:`~autograder.nbgrader_plugin.RepairSubmission` finds it.
        """
        if not getattr(self.parent, "_sanitizing", True):  # nbgrader's second pass reads what the first has written
            return super().from_filename(filename, resources=resources, **kw)
        resources = {} if resources is None else resources
        found = self._find(Path(filename))
        try:
            data = read_plainly(found.path, Path(filename).parent)
        except OSError:
            data = None
        notebook, notes, resources[UNREADABLE] = opened(data)
        resources[NOTES] = [*found.notes, *notes]
        return self.from_notebook_node(notebook, resources=resources, **kw)  # type: ignore[no-untyped-call]

    def _find(self, expected: Path) -> Found:
        coursedir = getattr(self.parent, "coursedir", None)
        if coursedir is None:
            return find_submission(expected.parent, expected.stem)
        releases = Path(coursedir.root) / coursedir.release_directory
        return find_submission(expected.parent, expected.stem, lambda: read_release(releases, expected.stem).names)
