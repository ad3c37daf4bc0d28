"""Read a course's ``nbgrader_config.py`` through nbgrader itself."""

from __future__ import annotations

import logging
from pathlib import Path

from nbgrader.apps import NbGrader

from autograder.course import Course, find_course
from autograder.errors import KitError
from autograder.nbgrader_plugin.course import course_of
from autograder.nbgrader_plugin.pipeline import completed


def load_app(root: Path) -> NbGrader:
    """Return an nbgrader application with the configuration of the course in ``root``, and of no other folder.

    Raises:
        KitError: the configuration does not load, or would run student code outside the sandbox
    """
    app = NbGrader(log_level=logging.CRITICAL, raise_config_file_errors=True)
    app.load_cwd_config = False
    try:
        app.initialize([], root=str(root))
    except (Exception, SystemExit) as error:
        raise KitError(f"nbgrader_config.py does not load: {error}") from error
    app.config = completed(app.config)
    return app


def open_course(folder: Path) -> Course:
    """Open the course in a folder.

    Raises:
        NotACourseError: the folder is none
        KitError: its configuration does not load
    """
    root = find_course(folder)
    app = load_app(root)
    return course_of(root, app.config, app.coursedir)
