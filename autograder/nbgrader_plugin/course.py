"""What grading needs to know of a course, out of nbgrader's configuration."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets import Float, Int, List, Unicode
from traitlets.config import Config, Configurable

from autograder.course import Course, read_secret
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
