"""``autograder report``: how a class did, check by check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from autograder.course import Course
from autograder.errors import KitError
from autograder.report import read_report, write_atomically


@dataclass(frozen=True)
class CheckSummary:
    """How a class did on one check."""

    grade_id: str
    name: str
    title_zh: str
    title_en: str
    verdicts: dict[str, int]

    @property
    def passed(self) -> int:
        return self.verdicts.get("passed", 0)

    @property
    def share(self) -> float:
        """Share of the class that passed, from 0 to 1."""
        return self.passed / max(1, sum(self.verdicts.values()))


def class_reports(course: Course, assignment: str) -> list[dict[str, Any]]:
    """Return the GradeReports of an assignment, by student.

    Raises:
        KitError: nothing has been graded yet
    """
    paths = sorted((course.reports_folder / course.require(assignment)).glob("*.json"))
    reports = [report for report in map(read_report, paths) if report is not None]
    if not reports:
        raise KitError(f"nothing to report: run `autograder grade {assignment}` first")
    return reports


def summarise(reports: list[dict[str, Any]]) -> list[CheckSummary]:
    """Return one summary per check, in the order in which the graders run them."""
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    verdicts: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        for cell in report["cells"]:
            for check in cell["checks"]:
                key = (cell["grade_id"], check["name"])
                titles.setdefault(key, (check["title_zh"], check["title_en"]))
                verdicts.setdefault(key, Counter())[check["verdict"]] += 1
    return [CheckSummary(*key, *titles[key], dict(counts)) for key, counts in verdicts.items()]


@dataclass(frozen=True)
class MisconceptionSummary:
    """How many of a class hold a misconception, or two together, about one cell."""

    grade_id: str
    id: str
    name_zh: str
    name_en: str
    students: tuple[str, ...]


def misconceptions(reports: list[dict[str, Any]]) -> list[MisconceptionSummary]:
    """Return what was diagnosed without doubt, the most frequent first."""
    names: dict[tuple[str, str], dict[str, str]] = {}
    students: dict[tuple[str, str], dict[str, None]] = {}
    for report in reports:
        for cell in report["cells"]:
            for check in cell["checks"]:
                found = check.get("explanation", {}).get("diagnoses", [])
                if len(found) == 1:
                    key = (cell["grade_id"], found[0]["id"])
                    names[key] = found[0]["name"]
                    students.setdefault(key, {})[report["student"]] = None
    ordered = sorted(students, key=lambda key: (-len(students[key]), key))
    return [MisconceptionSummary(*key, names[key]["zh"], names[key]["en"], tuple(students[key])) for key in ordered]


def write_summary(course: Course, assignment: str, reports: list[dict[str, Any]]) -> Path:
    """Write the class's report as one HTML file and return its path."""
    environment = Environment(loader=PackageLoader("autograder"), autoescape=True)
    html = environment.get_template("class_report.html").render(
        assignment=assignment,
        reports=reports,
        checks=summarise(reports),
        misconceptions=misconceptions(reports),
        grade_ids=[cell["grade_id"] for cell in reports[0]["cells"]],
    )
    path = course.reports_folder / f"{assignment}.html"
    write_atomically(path, html.encode())
    return path
