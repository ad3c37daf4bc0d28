"""Read a course's ``nbgrader_config.py`` through nbgrader itself."""

from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets import Float, Int, List, Unicode
from traitlets.config import Config, Configurable

from autograder.course import Course, find_course, read_secret
from autograder.errors import KitError
from autograder.model import Limits

_DEFAULTS = Limits()
_NAMES = [field.name for field in fields(Limits)]


class GradingLimits(Configurable):
    """What one submission may use; the fields and their units are those of :class:`autograder.model.Limits`."""

    preload = List(Unicode(), help="Modules that the sandbox imports once, before any submission").tag(config=True)
    for _name in _NAMES:
        _default = getattr(_DEFAULTS, _name)
        locals()[_name] = (Int if isinstance(_default, int) else Float)(_default, min=0).tag(config=True)
    del _name, _default

    def limits(self) -> Limits:
        """Return the configured limits."""
        return Limits(**{name: getattr(self, name) for name in _NAMES})


def load_app(root: Path) -> NbGrader:
    """Return an nbgrader application with the configuration of the course in ``root``, and of no other folder."""
    app = NbGrader(log_level=logging.CRITICAL, raise_config_file_errors=True)
    app.load_cwd_config = False
    try:
        app.initialize([], root=str(root))
    except (Exception, SystemExit) as error:
        raise KitError(f"nbgrader_config.py does not load: {error}") from error
    return app


def course_of(root: Path, config: Config, coursedir: CourseDirectory) -> Course:
    """Return the course in ``root`` with the folders and limits that nbgrader's configuration names."""
    settings: Any = GradingLimits(config=config)
    return Course(
        root=root,
        limits=settings.limits(),
        preload=tuple(settings.preload),
        private=(Path(config.Exchange.root),) if config.Exchange.get("root") else (),
        secret=read_secret(root),
        source=coursedir.source_directory,
        release=coursedir.release_directory,
        submitted=coursedir.submitted_directory,
        autograded=coursedir.autograded_directory,
        feedback=coursedir.feedback_directory,
    )


def open_course(folder: Path) -> Course:
    """Open the course in a folder.

    Raises:
        NotACourseError: the folder is none
        KitError: its configuration does not load
    """
    root = find_course(folder)
    app = load_app(root)
    return course_of(root, app.config, app.coursedir)
