"""The kit's steps in nbgrader's pipelines; ``pipeline.py`` lists them in order."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, SaveAutoGrades

from autograder.course import Course, plain_files, read_files
from autograder.engine.fingerprint import of_code
from autograder.engine.grade import Graded, Submission
from autograder.engine.pool import Pool
from autograder.engine.worker import Job, Settings
from autograder.model import GradeReport, Text
from autograder.nbgrader_plugin.course import course_of
from autograder.nbgrader_plugin.exporter import NOTES, UNREADABLE
from autograder.nbgrader_plugin.records import template_cells
from autograder.nbgrader_plugin.releases import all_releases
from autograder.notebook.match import belongs_to
from autograder.notebook.repair import blank, repair
from autograder.notebook.template import Release, TemplateCell, grade_id_of
from autograder.report import write_report

METADATA = "autograder"  # the notes of the first pass travel to the second in the notebook's metadata
GRADED = "autograder_graded"
REPORT = "autograder_report"
MODULES = (
    "autograder.nbgrader_plugin.conversion",
    "autograder.graders.compare",
)  # what workers import while they start


class ClearAnswers(ClearSolutions):
    """nbgrader's ClearSolutions, but an answer cell keeps its own line: ``q1 = None``, not ``NotImplementedError``."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Any:
        """Clear one cell."""
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.metadata.get("tags") == ["answer"]:
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


class RepairSubmission(NbGraderPreprocessor):
    """First sanitizing step: give the submission its graded cells back."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Repair a notebook and keep what was repaired for the report."""
        where = resources["nbgrader"]
        course = course_of_step(self)
        drop_copies_of_links(course, where["assignment"], where["student"])
        with Gradebook(where["db_url"]) as gradebook:
            template = template_cells(gradebook, where["assignment"], where["notebook"])
        beside = modules_beside(course.submitted_folder / where["student"] / where["assignment"])
        unreadable = bool(resources.get(UNREADABLE))
        releases = all_releases(course.release_folder)
        notes = resources.get(NOTES, [])
        return repaired(nb, notes, unreadable, where["assignment"], template, releases, beside), resources


def repaired(
    nb: NotebookNode,
    notes: Sequence[Text],
    unreadable: bool,
    assignment: str,
    template: Sequence[TemplateCell],
    releases: Mapping[str, Release],
    beside: Collection[str],
) -> NotebookNode:
    """Return a notebook with its graded cells, and in its metadata the notes on what was mended.

    Args:
        nb: as it was read
        notes: on how it was found and read
        unreadable: whether there was nothing to read
        assignment: its name
        template: the cells that grading relies on
        releases: all assignments as they were released
        beside: modules that lie beside the notebook
    """
    found = list(notes)
    if unreadable:
        nb.cells = blank(template).cells
    else:
        found += _about_another(releases, assignment, nb, template)
        nb, mended = repair(nb, template, releases.get(assignment, Release()), beside)
        found += mended
    nb.metadata[METADATA] = {"notes": [[note.zh, note.en] for note in found]}
    return nb


def _about_another(
    releases: Mapping[str, Release], assignment: str, nb: NotebookNode, template: Sequence[TemplateCell]
) -> list[Text]:
    """Return a note when this looks like the notebook of another assignment; asked only when few cells are this one's."""
    wanted = {cell.grade_id for cell in template}
    if not nb.cells or 2 * len(wanted & {grade_id_of(cell) for cell in nb.cells}) > len(wanted):
        return []
    other = belongs_to(nb, assignment, releases)
    if other is None:
        return []
    return [
        Text(
            f"這看起來是 {other} 的筆記本，不是 {assignment} 的；只評這份作業的函式",
            f"this looks like the notebook of {other}, not of {assignment}; only functions of this assignment are graded",
        )
    ]


def modules_beside(folder: Path) -> frozenset[str]:
    """Return the names of the modules that lie beside a notebook, in the folder that was handed in."""
    return frozenset(path.stem for path in folder.iterdir()) if folder.is_dir() else frozenset()


class GradeInSandbox(NbGraderPreprocessor):
    """Takes the place of nbgrader's Execute: run the notebook in the sandbox and ask the hidden graders."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Any:
        """Grade a notebook, or take the result that ``autograder grade`` has already computed."""
        graded = resources.pop(GRADED, None)
        if graded is None:
            course = course_of_step(self)
            where = resources["nbgrader"]
            job = job_of(course, where["assignment"], where["student"], nb)
            graded = _pool(settings_of(course), of_code(job.graders.parent.glob("*.py"))).grade(job)
            write_report(course.report(where["assignment"], where["student"]), graded.report)
        assert isinstance(graded, Graded)
        resources[REPORT] = graded.report
        return graded.notebook, resources


class SaveGrades(SaveAutoGrades):
    """nbgrader's SaveAutoGrades, and a cell that the kit itself failed to grade is left to a person."""

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        super()._add_score(cell, resources)
        report: GradeReport | None = resources.get(REPORT)
        failed = (
            {entry.grade_id for entry in report.cells if entry.points is None and not entry.manual} if report else set()
        )
        if cell.metadata.nbgrader.grade_id in failed:
            where = resources["nbgrader"]
            grade = self.gradebook.find_grade(
                cell.metadata.nbgrader.grade_id, where["notebook"], where["assignment"], where["student"]
            )
            grade.needs_manual_grade = True
            self.gradebook.db.commit()


def course_of_step(step: NbGraderPreprocessor) -> Course:
    """Return the course that a step of ``nbgrader autograde`` belongs to."""
    parent: Any = step
    while parent is not None and not getattr(parent, "coursedir", None):
        parent = parent.parent
    if parent is None:
        raise RuntimeError(f"{type(step).__name__} runs inside `nbgrader autograde` only")
    return course_of(Path(parent.coursedir.root).resolve(), parent.config, parent.coursedir)


def grade_ids(built: Path) -> list[str]:
    """Return the grade ids of a built notebook, in order; none where it is not there."""
    cells = json.loads(built.read_bytes())["cells"] if built.is_file() else []
    return [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]


def drop_copies_of_links(course: Course, assignment: str, student: str) -> None:
    """Remove what nbgrader has copied into ``autograded/`` by following a link: feedback would hand it to the student."""
    submitted, autograded = (
        folder / student / assignment for folder in (course.submitted_folder, course.autograded_folder)
    )
    given = set(course.data_files(assignment))
    copies = {
        path.relative_to(autograded).as_posix(): path for path in plain_files(autograded) if path.suffix != ".ipynb"
    }
    own = {path.relative_to(submitted).as_posix() for path in plain_files(submitted)}
    for name in copies.keys() - own - given:
        copies[name].unlink()


def settings_of(course: Course) -> Settings:
    """Return what a worker needs to know of the course."""
    return Settings(course.limits, course.hidden, course.preload, course.secret, MODULES)


def job_of(course: Course, assignment: str, student: str, nb: NotebookNode) -> Job:
    """Return the job of grading a sanitized notebook."""
    handed_in = course.submitted_folder / student / assignment
    files = files_beside(read_files(handed_in), course.data_files(assignment))
    return Job(submission_of(assignment, student, nb, files), course.graders(assignment))


def files_beside(handed_in: Mapping[str, bytes], given: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a notebook finds beside it: what was handed in, and over it what had been given out."""
    return {name: data for name, data in {**handed_in, **given}.items() if name != "timestamp.txt"}


def submission_of(assignment: str, student: str, nb: NotebookNode, files: Mapping[str, bytes]) -> Submission:
    """Return a sanitized notebook as it is graded, with the notes that it carries."""
    notes = nb.metadata.pop(METADATA, {}).get("notes", [])
    return Submission(assignment, student, nb, files, tuple(Text(*note) for note in notes))


@lru_cache(maxsize=1)
def _pool(settings: Settings, code: str) -> Pool:
    """Return the one worker that serves this nbgrader process; another when the graders' ``code`` has changed.

    The cache alone holds the pool, so that a worker with old graders ends when the next one takes its place.
    """
    return Pool(settings, 1).ready()
