"""Reads submissions for ``nbgrader autograde``: a file that is no notebook becomes a blank one, with a note."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_notebook

from autograder.errors import UnreadableNotebookError
from autograder.model import Text
from autograder.notebook.parse import read_notebook

NOTES = "autograder_notes"


def read_plainly(path: Path) -> bytes:
    """Return a submitted file's content; a link to somewhere else is no submission and raises OSError.

    The last three parts of the path, ``<student>/<assignment>/<file>``, are what a student could have made.
    """
    for part in (path, path.parent, path.parent.parent):
        if part.is_symlink():
            raise OSError(f"{part.name} is a link")
    return path.read_bytes()


class SubmissionExporter(NotebookExporter):
    """``c.Autograde.exporter_class``: nbconvert's notebook exporter with a reader that no file can break."""

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Export the notebook in a file; what cannot be read is exported as an empty notebook.

        The reason is left in ``resources``, where :class:`~autograder.nbgrader_plugin.RepairSubmission` finds it.
        """
        if not getattr(self.parent, "_sanitizing", True):  # nbgrader's second pass reads what the first has written
            return super().from_filename(filename, resources=resources, **kw)
        resources = {} if resources is None else resources
        try:
            notebook = read_notebook(read_plainly(Path(filename)))
        except UnreadableNotebookError as error:
            notebook, note = new_notebook(), str(error).partition(" | ")
            resources[NOTES] = [Text(note[0], note[2])]
        except OSError:
            notebook = new_notebook()
            resources[NOTES] = [Text("沒有繳交筆記本", "no notebook was handed in")]
        return self.from_notebook_node(notebook, resources=resources, **kw)  # type: ignore[no-untyped-call]
