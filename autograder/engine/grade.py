"""Grade one submission: run its cells in the sandbox, ask the hidden graders, write outputs and report."""

from __future__ import annotations

import copy
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.engine import feedback
from autograder.engine.checks import CheckRunner
from autograder.engine.scoring import GradedCell, provisional_points, score
from autograder.errors import KitError
from autograder.model import CheckResult, GradeReport, Limits, Text, Verdict
from autograder.sandbox.prepared import Beginning, Prepared, prepare
from autograder.sandbox.process import PRELOAD, SandboxDiedError, WarmSandbox
from autograder.sandbox.session import CellRun, Session

VISIBLE_CHECK_FAILED = Text(
    "上面看得到的檢查沒有通過，原因在別的函式；這一格不扣分",
    "the visible check above failed because of another function; it costs no points here",
)
CONTRADICTED = Text("同樣的引數再問一次，得到不同的答案", "asked the same thing again, it gave another answer")
MOST_PREPARED = 3  # assignments whose beginning is kept; each takes some tens of MiB
ATTEMPTS = 2  # when the kit itself fails, once more from the start with a fresh sandbox


@dataclass(frozen=True)
class Submission:
    """One notebook to grade, already repaired, with the files that lie beside it."""

    assignment: str
    student: str
    notebook: NotebookNode
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    beginning: Beginning = field(default_factory=Beginning)
    """What most notebooks of the assignment begin with; to save time, it changes nothing."""

    def __reduce__(self) -> Any:
        """Pickle the notebook as text: its nodes do not pickle."""
        text = nbformat.writes(self.notebook)
        return _submission, (self.assignment, self.student, text, dict(self.files), self.notes, self.beginning)


@dataclass(frozen=True)
class Graded:
    """The autograded notebook and the report."""

    notebook: NotebookNode
    report: GradeReport

    def __reduce__(self) -> Any:
        """Pickle the notebook as text: its nodes do not pickle."""
        return _graded_notebook, (nbformat.writes(self.notebook), self.report)


def _submission(assignment: str, student: str, notebook: str, *rest: Any) -> Submission:
    return Submission(assignment, student, nbformat.reads(notebook, as_version=4), *rest)


def _graded_notebook(notebook: str, report: GradeReport) -> Graded:
    return Graded(nbformat.reads(notebook, as_version=4), report)


class Engine:
    """Holds what is expensive to start: one warm sandbox, and one warm pytest session per assignment.

    Args:
        limits: what one submission may use
        hidden: folders that student code must not see
        preload: modules that the sandbox imports once, beside its own
    """

    def __init__(self, limits: Limits, hidden: Sequence[Path] = (), preload: Sequence[str] = ()) -> None:
        self._limits = limits
        self._hidden = tuple(hidden)
        self._preload = (*PRELOAD, *preload)
        self._sandbox: WarmSandbox | None = None
        self._runners: dict[Path, CheckRunner] = {}
        self._prepared: dict[Beginning, Prepared | None] = {}

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the sandbox and the pytest sessions."""
        for runner in self._runners.values():
            runner.close()
        self._runners.clear()
        self._stop_sandbox()

    def start(self) -> None:
        """Start the sandbox now; raises :class:`SandboxUnavailableError` where it can't."""
        self._warm()

    def _warm(self) -> WarmSandbox:
        if self._sandbox is not None and not self._sandbox.alive:
            self._stop_sandbox()
        if self._sandbox is None:
            self._sandbox = WarmSandbox(self._hidden, self._preload)
        return self._sandbox

    def _runner(self, graders: Path) -> CheckRunner:
        if graders not in self._runners:
            if not graders.is_file():
                raise KitError(f"the assignment has no graders: {graders.name} is missing in {graders.parent.name}/")
            self._runners[graders] = CheckRunner(graders)
        return self._runners[graders]

    def grade(self, submission: Submission, graders: Path) -> Graded:
        """Grade one submission.

        Raises:
            KitError: the graders are broken; nothing about the submission is known
        """
        for attempt in range(ATTEMPTS):
            started = time.monotonic()
            try:
                runs, results, notes = self._run(submission, self._runner(graders))
            except SandboxDiedError as error:
                if attempt + 1 == ATTEMPTS:
                    raise KitError(f"the sandbox failed: {error}") from error
                self._stop_sandbox()
                continue
            if attempt + 1 == ATTEMPTS or not any(result.verdict is Verdict.INTERNAL for result in results):
                break
        return _graded(submission, runs, results, notes, time.monotonic() - started)

    def _prepared_for(self, submission: Submission) -> Prepared | None:
        beginning = submission.beginning
        if not beginning.cells or beginning.files != tuple(sorted(submission.files.items())):
            return None
        if beginning not in self._prepared:
            if len(self._prepared) >= MOST_PREPARED:
                self._forget_prepared()
            self._prepared[beginning] = prepare(self._warm(), beginning, self._limits)
        return self._prepared[beginning]

    def _forget_prepared(self) -> None:
        for prepared in self._prepared.values():
            if prepared is not None:
                prepared.close()
        self._prepared.clear()

    def _stop_sandbox(self) -> None:
        self._forget_prepared()
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def _run(self, submission: Submission, runner: CheckRunner) -> tuple[list[CellRun], list[CheckResult], list[Text]]:
        sources = [cell.source for cell in submission.notebook.cells if cell.cell_type == "code"]
        warm = self._warm()
        with Session(warm, self._limits, submission.files, self._prepared_for(submission)) as session:
            runs = session.run_notebook(sources)
            results = runner.run(session)
            passed = {result.grade_id for result in results if result.passed}
            unsteady = session.contradicted(passed - runner.at_random)
            return runs, [_doubted(result, unsteady) for result in results], session.notes


def _doubted(result: CheckResult, unsteady: Collection[str]) -> CheckResult:
    """Return the result of a check; of a function that contradicts itself, named as its cell is, none has passed."""
    if not (result.passed and result.grade_id in unsteady):
        return result
    return replace(result, verdict=Verdict.FAILED, detail=CONTRADICTED)


def graded_cells(notebook: NotebookNode) -> list[GradedCell]:
    """Return the cells of a notebook that have points, by their nbgrader metadata."""
    found = []
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade"):
            found.append(GradedCell(metadata["grade_id"], float(metadata["points"]), bool(metadata.get("solution"))))
    return found


def _graded(
    submission: Submission,
    runs: Sequence[CellRun],
    results: Sequence[CheckResult],
    notes: Sequence[Text],
    seconds: float,
) -> Graded:
    notebook = copy.deepcopy(submission.notebook)
    reports = {cell.grade_id: cell for cell in score(graded_cells(notebook), results)}
    all_notes = (*submission.notes, *notes)
    first = True
    for cell, run in zip((cell for cell in notebook.cells if cell.cell_type == "code"), runs, strict=True):
        cell.outputs, cell.execution_count = run.outputs, run.count
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade") and not metadata.get("solution"):
            report = reports[metadata["grade_id"]]
            points = provisional_points(report.max_points, [r for r in results if r.grade_id == report.grade_id])
            notes_here = all_notes if first else ()
            if points == report.max_points and any(output.output_type == "error" for output in run.outputs):
                notes_here = (*notes_here, VISIBLE_CHECK_FAILED)
            shown = feedback.checks_output(report, points, notes_here)
            cell.outputs = [*(feedback.harmless(output) for output in run.outputs), shown]
            cell.outputs.append(feedback.score_output(points, run.count))
            first = False
    internal = tuple(result.internal for result in results if result.internal is not None)
    cells = tuple(reports.values())
    whole = GradeReport(submission.assignment, submission.student, cells, all_notes, internal, round(seconds, 3))
    return Graded(notebook, whole)
