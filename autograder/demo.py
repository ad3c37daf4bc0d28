"""A small class of sample submissions in a course folder of its own: what `autograder demo` grades."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import nbformat

from autograder.build import solution_folder
from autograder.course import CONFIG_NAME, PACKAGE, Course
from autograder.errors import KitError
from autograder.report import write_atomically
from autograder.samples import Sample, read_samples, submission

SAMPLES = PACKAGE.parent / "tests" / "submissions"
MARKER = ".autograder-demo"
DEMO_LIMITS = """
# The demo's endless loops should not keep you waiting.
c.GradingLimits.cell_seconds = 8.0
c.GradingLimits.call_seconds = 3.0
"""


def sample_class() -> list[Sample]:
    """Return the sample submissions of this kit.

    Raises:
        KitError: the kit was installed without them
    """
    samples = read_samples(SAMPLES)
    if not samples:
        raise KitError("the sample submissions are not installed; run the demo from a clone of the repository")
    return samples


def make_course(course: Course, folder: Path) -> Path:
    """Make a course folder with the kit's sources and an empty class; replace an earlier demo, nothing else.

    Raises:
        KitError: the folder is there and is no demo
    """
    for assignment in course.assignments():
        course.released(assignment)
    if folder.exists():
        if not (folder / MARKER).is_file() and any(folder.iterdir()):
            raise KitError(f"{folder} is there already and is no demo; name another folder with --output")
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)  # nbgrader makes some folders read-only
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).touch()
    shutil.copytree(course.source_folder, folder / "source", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(course.release_folder, folder / "release", ignore=shutil.ignore_patterns(".*"))
    own = course.root / CONFIG_NAME
    config = (own.read_text(encoding="utf-8") if own.is_file() else "c = get_config()\n") + DEMO_LIMITS
    (folder / CONFIG_NAME).write_text(config, encoding="utf-8")
    return folder


def hand_in(course: Course, samples: Iterable[Sample]) -> None:
    """Put sample submissions into a course's ``submitted/``."""
    solutions = solution_folder(course.source_folder)
    for sample in samples:
        released = nbformat.read(course.released(sample.assignment), as_version=4)
        folder = course.submitted_folder / sample.student / sample.assignment
        write_atomically(folder / f"{sample.assignment}.ipynb", submission(sample, released, solutions))
        for name, data in course.data_files(sample.assignment).items():
            write_atomically(folder / name, data)
