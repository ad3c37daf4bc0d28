"""What a graded cell shows in the autograded notebook and in feedback: a table of checks, then the score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, Template
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.model import CellReport, Text, Verdict

FULL, PARTLY, NONE = "#00694c", "#b07d00", "#a33a00"
SIGNS = {Verdict.PASSED: "✓", Verdict.SKIPPED: "–", Verdict.INTERNAL: "–"}


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=PackageLoader("autograder.engine"), autoescape=True)
    return environment.get_template("checks.html")


def checks_output(cell: CellReport, provisional: float, notes: Sequence[Text] = ()) -> NotebookNode:
    """Return the table of a cell's checks as HTML and as plain text."""
    colour = FULL if provisional >= cell.max_points else PARTLY if provisional > 0 else NONE
    values = {"points": f"{provisional:g}", "max_points": f"{cell.max_points:g}"}
    # several checks fail for one reason: its hint, and its example, are shown once
    named = [found for check in cell.checks for found in check.explanation.diagnoses]
    diagnoses = {part.id: part for found in named for part in found.parts or (found,)}.values()
    examples = {check.explanation.example: check.name for check in reversed(cell.checks) if check.explanation.example}
    shown = set(examples.values())
    html = _template().render(cell=cell, colour=colour, notes=notes, diagnoses=diagnoses, examples=shown, **values)
    lines = [f"{cell.grade_id}: {values['points']} / {values['max_points']} 分 | points"]
    for found in diagnoses:
        lines += [f"→ {found.name.zh} | {found.name.en}", f"  {found.hint.zh}", f"  {found.hint.en}"]
    for check in cell.checks:
        lines += [f"{SIGNS.get(check.verdict, '✗')} {check.message_zh}", f"  {check.message_en}"]
        if check.explanation.example is not None and check.name in shown:
            lines += [f"  {check.explanation.example.zh}", f"  {check.explanation.example.en}"]
    return new_output("display_data", data={"text/html": html, "text/plain": "\n".join(lines)}, metadata={})


def score_output(points: float, count: int | None) -> NotebookNode:
    """Return the one output that nbgrader reads the score from: a plain float."""
    return new_output("execute_result", data={"text/plain": repr(float(points))}, metadata={}, execution_count=count)


def harmless(output: NotebookNode) -> NotebookNode:
    """Return an output of the student's for a graded cell, in a form that nbgrader does not read as a score.

    An error or anything on stderr there would mean zero points, a result would be taken for the score.
    """
    if output.output_type == "error":
        return new_output("stream", name="stdout", text="\n".join([*output.traceback, ""]))
    if output.output_type == "stream":
        return new_output("stream", name="stdout", text=output.text)
    return new_output("display_data", data=output.data, metadata={})
