"""``reports/validity.html`` and ``.json``, and the totals that the READMEs quote."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from autograder.course import Course
from autograder.report import write_atomically
from autograder.validity import STATES, Result, problems_of

BEGIN, END = "<!-- validity -->", "<!-- /validity -->"
README = {
    "en": """\
| | |
|---|---|
| known misconceptions | {known}, written in {wrong} ways |
| that lose points where they should | {caught} of {wrong} |
| and nowhere else | {clean} of {wrong} |
| that the feedback names | {named} of {wrong}, and {tied} among others that fit as well |
| that it takes for something else | {misnamed} |
| two misconceptions together that lose points | {pairs_caught} of {pairs} |
| other right answers that get full marks | {full} of {right} |""",
    "zh": """\
| | |
|---|---|
| 已知的迷思 | {known} 種，{wrong} 種寫法 |
| 在該扣分的地方被扣分 | {caught} / {wrong} |
| 沒有連累其他題目 | {clean} / {wrong} |
| 回饋指出了它的名字 | {named} / {wrong}，另有 {tied} 種與其他可能並列 |
| 被誤認成別的 | {misnamed} |
| 兩種迷思同時出現而被扣分 | {pairs_caught} / {pairs} |
| 其他正確寫法得到滿分 | {full} / {right} |""",
}


@dataclass(frozen=True)
class Row:
    """What became of one misconception about one function, in all of its ways."""

    id: str
    zh: str
    en: str
    ways: int
    caught: int
    points: tuple[float, float]
    max_points: float
    killed_by: tuple[str, ...]
    diagnoses: dict[str, int]
    """How many ways by state, worst first."""
    problems: tuple[str, ...]

    @property
    def named(self) -> int:
        return self.diagnoses.get("named", 0)


def rows_of(results: list[Result]) -> list[Row]:
    """Return one row for each misconception of one function."""
    rows = []
    for _, group in groupby(results, key=lambda one: one["id"]):
        ways = list(group)
        points = [float(one["points"]) for one in ways if "points" in one]
        states = Counter(one["diagnosis"] for one in ways if "diagnosis" in one)
        rows.append(
            Row(
                id=ways[0]["id"],
                zh=ways[0].get("zh", ""),
                en=ways[0].get("en", ""),
                ways=len(ways),
                caught=sum(one.get("caught", False) for one in ways),
                points=(min(points, default=0.0), max(points, default=0.0)),
                max_points=next((one["max_points"] for one in ways if "max_points" in one), 0.0),
                killed_by=tuple(
                    dict.fromkeys(_short(check, one) for one in ways for check in one.get("killed_by", ()))
                ),
                diagnoses={state: states[state] for state in reversed(STATES) if states[state]},
                problems=tuple(dict.fromkeys(problem for one in ways for problem in one["problems"])),
            )
        )
    return rows


def _short(check: str, result: Result) -> str:
    return check.removeprefix(result["function"] + "_").replace("_", " ")


def write_validity(course: Course, summary: Result) -> Path:
    """Write both files and return the path of the page; the same outcomes make the same bytes."""
    data = json.dumps(summary, ensure_ascii=False, indent=1, default=str)
    write_atomically(course.reports_folder / "validity.json", (data + "\n").encode())
    functions: dict[str, dict[str, dict[str, Any]]] = {}
    for kind in ("misconceptions", "pairs", "alternatives"):
        for result in summary[kind]:
            found = functions.setdefault(result["assignment"], {}).setdefault(result["function"], {})
            found.setdefault(kind, []).append(result)
    for of_assignment in functions.values():
        for found in of_assignment.values():
            for kind in ("misconceptions", "pairs"):
                found[kind] = rows_of(found.get(kind, []))
    environment = Environment(loader=PackageLoader("autograder"), autoescape=True)
    html = environment.get_template("validity.html").render(
        totals=summary["totals"], assignments=functions, problems=problems_of(summary)
    )
    path = course.reports_folder / "validity.html"
    write_atomically(path, html.encode())
    return path


def readme_block(totals: Result, language: str) -> str:
    """Return the lines between the markers in a README: ``en`` or ``zh``."""
    wrong, pairs, right = totals["misconceptions"], totals["pairs"], totals["alternatives"]
    table = README[language].format(
        **{name: wrong[name] for name in ("known", "caught", "clean", "named", "tied", "misnamed")},
        wrong=wrong["submissions"],
        pairs=pairs["submissions"],
        pairs_caught=pairs["caught"],
        full=right["full"],
        right=right["submissions"],
    )
    return f"{BEGIN}\n{table}\n{END}"
