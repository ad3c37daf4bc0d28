"""The gradebook's database, wherever ``c.CourseDirectory.db_url`` puts it: SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.errors import KitError

DRIVER = "pip install 'gmm-autograder[postgresql]'"


@contextlib.contextmanager
def open_gradebook(coursedir: CourseDirectory) -> Iterator[Gradebook]:
    """Open a course's gradebook; its tables are made where there are none.

    Raises:
        KitError: the database cannot be reached, or its driver is not installed
    """
    try:
        gradebook = Gradebook(coursedir.db_url, coursedir.course_id)
    except ModuleNotFoundError as error:
        raise KitError(f"the gradebook's database needs a driver, {error.name}: {DRIVER}") from error
    except SQLAlchemyError as error:
        raise KitError(f"the gradebook {_shown(coursedir.db_url)} cannot be opened: {reason_of(error)}") from error
    with gradebook:
        yield gradebook


def _shown(url: str) -> str:
    """Return a database's URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "of c.CourseDirectory.db_url"


def reason_of(error: SQLAlchemyError) -> str:
    """Return in one line what a database says is wrong."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
