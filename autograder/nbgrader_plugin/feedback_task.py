"""Makes one student's feedback, in a worker: nbgrader's own converter, in a folder of its own."""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.writers.files import FilesWriter
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import find_all_files
from traitlets.utils.importstring import import_item

from autograder.engine.fingerprint import fingerprint
from autograder.engine.grade import Engine
from autograder.engine.worker import PAGE_SECONDS, Overdue
from autograder.errors import KitError
from autograder.model import Limits
from autograder.nbgrader_plugin.app import load_app
from autograder.nbgrader_plugin.autograded import UNFINISHED, put, remove
from autograder.nbgrader_plugin.grades import RECORDED, ReadGrades, Recorded
from autograder.nbgrader_plugin.pages import PageExporter

LIBRARIES = ("nbgrader", "nbconvert", "nbformat", "jinja2", "mistune", "pygments", "beautifulsoup4")


class FeedbackConverter(GenerateFeedback):
    """nbgrader's converter: it takes the grades from the task, and writes into a folder of its own."""

    def __init__(self, root: Path, assignment: str) -> None:
        app = load_app(root)
        coursedir: Any = CourseDirectory(parent=app, root=app.coursedir.root)
        coursedir.assignment_id = assignment
        super().__init__(coursedir=coursedir, parent=app)
        self.recorded: Mapping[str, Recorded] = {}

    @property
    def _output_directory(self) -> str:
        return os.path.join(self.coursedir.feedback_directory, UNFINISHED)

    def steps(self) -> list[type]:
        """Return the configured preprocessors."""
        return [import_item(step) if isinstance(step, str) else step for step in self.preprocessors]

    def prepare(self) -> None:
        """Make the exporter and the writer, as nbgrader does when it starts."""
        exporter = PageExporter if self.exporter_class is HTMLExporter else self.exporter_class
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = exporter(parent=self, config=self.config)
        if self.preprocessors:
            self.exporter.optimistic_validation = True  # once, not after each of them
        for step in self.steps():
            self.exporter.register_preprocessor(ReadGrades if step is GetGrades else step)

    def init_single_notebook_resources(self, notebook_filename: str) -> Any:
        """Return what the preprocessors are told, with the grades of the notebook."""
        resources: Any = super().init_single_notebook_resources(notebook_filename)
        resources[RECORDED] = self.recorded.get(resources["nbgrader"]["notebook"])
        return resources

    def submissions(self) -> dict[str, tuple[str, ...]]:
        """Return everyone's autograded notebooks, by student.

        Raises:
            KitError: there are none
        """
        assignment = self.coursedir.assignment_id
        try:
            self.init_notebooks()
        except NbGraderException:
            raise KitError(
                f"nothing of {assignment} has been graded: run `autograder grade {assignment}` first"
            ) from None
        excluded = set(self.coursedir.student_id_exclude.split(","))
        pattern = re.compile(self._format_source(re.escape(assignment), "(?P<student>.*)", escape=True))
        found = {}
        for folder, notebooks in self.assignments.items():
            match = pattern.fullmatch(folder)
            if match is not None and match["student"] not in excluded:
                found[match["student"]] = tuple(sorted(notebooks))
        return dict(sorted(found.items()))

    def source(self, student: str) -> Path:
        """Return the autograded folder of a student."""
        return Path(self._format_source(self.coursedir.assignment_id, student))

    def scratch(self, student: str) -> Path:
        """Return where a student's folder is made."""
        return Path(self._format_dest(self.coursedir.assignment_id, student))

    def target(self, student: str) -> Path:
        """Return where a student's folder belongs."""
        directory = self.coursedir.feedback_directory
        return Path(self.coursedir.format_path(directory, student, self.coursedir.assignment_id))

    def copied(self, student: str) -> list[str]:
        """Return the files that are copied beside the feedback."""
        return sorted(find_all_files(str(self.source(student)), [*self.coursedir.ignore, "*.ipynb"]))

    def make(self, student: str, notebooks: Iterable[str], recorded: Mapping[str, Recorded]) -> None:
        """Make a student's folder, as nbgrader does, and put it in its place."""
        assignment = self.coursedir.assignment_id
        self.recorded, self.notebooks = recorded, list(notebooks)
        new = self.scratch(student)
        remove(new)
        self.run_pre_convert_hook()
        self.init_assignment(assignment, student)
        for notebook in self.notebooks:
            self.convert_single_notebook(notebook)
        self.set_permissions(assignment, student)
        self.run_post_convert_hook()
        put(new, self.target(student))


@lru_cache(maxsize=1)
def _converter(root: Path, assignment: str, settings: str) -> FeedbackConverter:
    """Return this process's converter; another when the course's settings have changed."""
    del settings
    converter = FeedbackConverter(root, assignment)
    converter.prepare()
    return converter


@dataclass(frozen=True)
class FeedbackTask:
    """The feedback of one student: a task for the workers, whose result is the hash of each file that was written."""

    root: Path
    assignment: str
    student: str
    notebooks: tuple[str, ...]
    recorded: Mapping[str, Recorded]
    settings: str
    """Hash of the settings, so that a worker notices new ones."""
    graders: Path

    def patience(self, limits: Limits) -> float:
        """Return after how many seconds the page is given up."""
        del limits
        return PAGE_SECONDS

    def run(self, engine: Engine) -> dict[str, str]:
        """Write the feedback; what cannot be made is removed, as nbgrader does, lest an old one be handed out."""
        del engine
        with contextlib.chdir(self.root):  # as nbgrader does: settings may name files of the course
            converter = _converter(self.root, self.assignment, self.settings)
            try:
                converter.make(self.student, self.notebooks, self.recorded)
            except OSError:  # the disk's fault
                raise
            except (Exception, Overdue):
                remove(converter.target(self.student))
                raise
        return hashes(converter.target(self.student))


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file below a folder, by its path inside."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hash_of(path) for path in paths}


def hash_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settings_hash(converter: FeedbackConverter) -> str:
    """Return the hash of all that the feedback of a class depends on besides notebooks and grades."""
    exporter, coursedir = converter.exporter, converter.coursedir
    filters = getattr(getattr(exporter, "environment", None), "filters", {})
    classes = {type(converter), type(exporter), *converter.steps(), *map(type, filters.values())}
    sections = {base.__name__ for kind in classes for base in kind.__mro__}
    config = {name: converter.config[name] for name in sorted(sections) if name in converter.config}
    hooks = (converter.pre_convert_hook, converter.post_convert_hook)
    own = [*classes, *filter(None, hooks)]
    return fingerprint(
        [
            *(f"{name} {version(name)}" for name in LIBRARIES),
            json.dumps(config, default=_described, sort_keys=True),
            repr([_described(step) for step in converter.steps()]),
            repr((converter.permissions, coursedir.groupshared, coursedir.ignore, coursedir.notebook_id)),
        ],
        {str(path): path.read_bytes() for path in {*_code_of(own), *_templates(exporter)}},
    )


def _described(value: Any) -> str:
    """Return a setting's value as text that is the same in every process."""
    name = getattr(value, "__qualname__", None)
    return f"{value.__module__}.{name}" if name else re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def _code_of(things: Iterable[Any]) -> Iterator[Path]:
    """Yield the files that define classes and functions."""
    for thing in things:
        with contextlib.suppress(TypeError, OSError):
            path = Path(inspect.getsourcefile(thing) or "")
            if path.is_file():
                yield path


def _templates(exporter: Any) -> Iterator[Path]:
    """Yield the files of an exporter's templates."""
    if not hasattr(exporter, "get_template_names"):
        return
    names = exporter.get_template_names()
    folders = [Path(path) for path in exporter.template_paths]
    extra = map(Path, exporter.extra_template_paths)
    for folder in (*(folder for folder in folders if folder.name in names), *extra):
        yield from (path for path in folder.rglob("*") if path.is_file())
