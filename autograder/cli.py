"""The ``autograder`` command."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from filelock import FileLock, Timeout
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.course import Course
from autograder.errors import KitError
from autograder.progress import print_json, watched

app = typer.Typer(
    name="autograder",
    help="Build, grade and check a course of auto-graded notebooks. 建置、評分、檢查自動評分的筆記本課程。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
MOST_COLUMNS = 10  # of cells; with more, a terminal shows no more than a letter of each
MOST_ROWS = 100  # of a table of scores; whoever has more students does not read them in a terminal
COURSE_DIR = typer.Option(
    "--course-dir",
    metavar="DIR",
    help="The course folder, as in nbgrader: where nbgrader_config.py and source/ are. By default the current folder.",
    show_default=False,
)
CourseDir = Annotated[Path | None, COURSE_DIR]
Assignment = Annotated[str, typer.Argument(help="Name of the assignment, for example 02_em.")]


@app.callback()
def common(ctx: typer.Context, course_dir: CourseDir = None) -> None:
    """Build, grade and check a course of auto-graded notebooks. 建置、評分、檢查自動評分的筆記本課程。"""
    ctx.obj = course_dir


def _open(ctx: typer.Context, course_dir: Path | None) -> Course:
    from autograder.nbgrader_plugin import open_course  # nbgrader takes a second to import; --help should not

    return open_course(course_dir or ctx.obj or Path())


@app.command()
def build(
    ctx: typer.Context,
    course_dir: CourseDir = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; print a diff and fail when a notebook is stale.")
    ] = False,
) -> None:
    """Make source/NN/NN.ipynb and release/NN/NN.ipynb out of source/NN.py and solutions/."""
    from autograder.publish import publish, stale

    course = _open(ctx, course_dir)
    if check:
        lines = stale(course)
        for line in lines:
            console.print(line, markup=False)
        if lines:
            raise KitError("the notebooks are stale: run `autograder build` and commit what it writes")
        console.print("source/ and release/ are fresh")
        return
    changed = publish(course)
    for path in changed:
        console.print(f"wrote {path.relative_to(course.root)}")
    console.print(f"{len(changed)} files changed" if changed else "everything is fresh")


@app.command()
def grade(
    ctx: typer.Context,
    assignment: Assignment,
    course_dir: CourseDir = None,
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Grade only this student; may be repeated.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, help="Worker processes; by default one a core.")
    ] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Grade on the workers of a Dask cluster instead: tcp://HOST:8786, see docs/scale.md.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again, even what has not changed.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON for each submission, and one at the end.")
    ] = False,
) -> None:
    """Grade everything in submitted/ for an assignment.

    Writes gradebook.db and autograded/ as `nbgrader autograde` does, and one report a student in reports/. A submission that
    has not changed since its last report is not graded again. Exit code 0 means that every submission got a report, whatever
    its score; 1 means that the kit itself failed.
    """
    course = _open(ctx, course_dir)
    assignment = course.require(assignment)
    with _locked(course.root), _cluster(course, scheduler) if scheduler else _pool(course, jobs) as pool:
        if scheduler is None and _sure_to_grade(course, assignment, force):
            pool.begin()  # the gradebook is opened meanwhile, which takes seconds when it is new
        outcomes = _grade(course, assignment, student, pool, force, as_json)
    failures = [outcome for outcome in outcomes if outcome.failed]
    if not as_json:
        _print_scores(assignment, outcomes)
        for outcome in failures:
            console.print(f"{outcome.student}: the kit failed: {outcome.reason}", style="red", markup=False)
    if failures:
        raise KitError(f"{len(failures)} submissions could not be graded in full")


def _locked(root: Path) -> FileLock:
    lock = FileLock(root / ".autograder.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        console.print("another `autograder` command is at work in this course; waiting for it")
        lock.acquire(timeout=-1)
    except PermissionError:
        raise KitError(f"cannot write in {root}; check the folder's permissions") from None
    return lock


def _sure_to_grade(course: Course, assignment: str, force: bool) -> bool:
    """Tell, without looking closely, whether workers will be needed."""
    submitted = any(course.submitted_folder.glob(f"*/{assignment}"))
    return submitted and (force or not any((course.reports_folder / assignment).glob("*.json")))


def _pool(course: Course, jobs: int) -> Any:
    from autograder.engine.pool import Pool
    from autograder.nbgrader_plugin.preprocessors import settings_of

    return Pool(settings_of(course), jobs)


def _cluster(course: Course, scheduler: str) -> Any:
    from autograder.engine.cluster import Cluster
    from autograder.nbgrader_plugin.preprocessors import settings_of

    return Cluster(settings_of(course), scheduler)


def _grade(
    course: Course, assignment: str, students: list[str] | None, pool: Any, force: bool, as_json: bool = False
) -> list[Any]:
    from autograder.nbgrader_plugin.batch import ClassGrader

    grader = ClassGrader(course, assignment)
    everyone = grader.students()
    unknown = sorted(set(students or ()) - set(everyone))
    if unknown:
        raise KitError(f"{', '.join(unknown)} handed in nothing for {assignment}")
    chosen = sorted(set(students)) if students else everyone
    if not chosen:
        raise KitError(f"nobody has handed in {assignment}: there is no {course.submitted}/<student>/{assignment}/")
    started = time.monotonic()
    results = (outcome.shortened() for outcome in grader.grade(chosen, pool.ready, force=force))
    show_json = _outcome_as_json if as_json else None
    outcomes = list(
        watched(f"grading {assignment}", len(chosen), results, console, lambda outcome: outcome.failed, show_json)
    )
    fresh, seconds = sum(outcome.fresh for outcome in outcomes), time.monotonic() - started
    failed = sum(outcome.failed for outcome in outcomes)
    counts = {"graded": fresh, "unchanged": len(outcomes) - fresh, "failed": failed}
    if as_json:
        rate = round(len(outcomes) / seconds, 3) if seconds else None
        print_json("done", assignment=assignment, **counts, seconds=round(seconds, 3), rate=rate)
    else:
        text = ", ".join(f"{name} {count}" for name, count in counts.items() if count or name != "failed")
        console.print(f"{assignment}: {text}, in {seconds:.1f} s")
    return sorted(outcomes, key=lambda outcome: str(outcome.student))


def _outcome_as_json(outcome: Any) -> dict[str, Any]:
    report = outcome.report or {}
    told = {name: report.get(name) for name in ("points", "max_points", "pending_points", "notes")}
    return {"student": outcome.student, "fresh": outcome.fresh, "error": outcome.reason} | told


def _print_scores(assignment: str, outcomes: list[Any]) -> None:
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    if not reports:
        return
    if len(reports) > MOST_ROWS:
        console.print(
            f"the points of each of {len(reports)} submissions are in reports/{assignment}/ and the gradebook"
        )
        return
    table = Table(title=assignment, title_justify="left")
    table.add_column("student")
    table.add_column("points", justify="right")
    shown = reports[0]["cells"] if len(reports[0]["cells"]) <= MOST_COLUMNS else []
    for cell in shown:
        table.add_column(cell["grade_id"], justify="right")
    table.add_column("notes", overflow="fold")
    for report in reports:
        points = ["—" if cell["points"] is None else f"{cell['points']:g}" for cell in report["cells"]]
        cells = points[: len(shown)]
        notes = escape("; ".join(note["en"] for note in report["notes"]))
        table.add_row(escape(report["student"]), f"{report['points']:g} / {report['max_points']:g}", *cells, notes)
    console.print(table)


@app.command()
def feedback(
    ctx: typer.Context,
    assignment: Assignment,
    course_dir: CourseDir = None,
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Write only this student's feedback; may be repeated.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, help="Worker processes; by default one a core.")
    ] = os.cpu_count() or 1,
    force: Annotated[bool, typer.Option("--force", help="Write again, even what has not changed.")] = False,
) -> None:
    """Write the class's feedback/ as `nbgrader generate_feedback` does, only faster.

    The files are the same, byte for byte. Feedback whose notebook, grades and comments have not changed is not written again.
    """
    from autograder.nbgrader_plugin.feedback import ForkedPool
    from autograder.nbgrader_plugin.preprocessors import settings_of

    course = _open(ctx, course_dir)
    assignment = course.require(assignment)
    with _locked(course.root), ForkedPool(settings_of(course), jobs) as pool:
        _write_feedback(course, assignment, student, pool, force)


def _write_feedback(course: Course, assignment: str, students: list[str] | None, pool: Any, force: bool) -> None:
    from autograder.nbgrader_plugin.feedback import ClassFeedback

    written = ClassFeedback(course, assignment)
    everyone = written.students()
    unknown = sorted(set(students or ()) - set(everyone))
    if unknown:
        raise KitError(f"nothing of {', '.join(unknown)} has been graded for {assignment}")
    chosen = sorted(set(students)) if students else everyone
    started = time.monotonic()
    results = written.write(chosen, pool.ready(), force=force)
    shown = watched(f"feedback for {assignment}", len(chosen), results, console, lambda outcome: outcome.failed)
    outcomes = list(shown)
    failures = [outcome for outcome in outcomes if outcome.failed]
    fresh = sum(outcome.fresh for outcome in outcomes) - len(failures)
    seconds = time.monotonic() - started
    unchanged = len(outcomes) - len(failures) - fresh
    console.print(f"feedback for {assignment}: wrote {fresh}, unchanged {unchanged}, in {seconds:.1f} s")
    for outcome in failures:
        console.print(f"{outcome.student}: {outcome.error}", style="red", markup=False)
    if failures:
        raise KitError(f"{len(failures)} submissions got no feedback")


@app.command()
def report(ctx: typer.Context, assignment: Assignment, course_dir: CourseDir = None) -> None:
    """Show how the class did on every check, and write reports/ASSIGNMENT.html."""
    from autograder.summary import class_reports, summarise, write_summary

    course = _open(ctx, course_dir)
    reports = class_reports(course, assignment)
    points = sorted(float(one["points"]) for one in reports)
    middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
    console.print(
        f"{assignment}: {len(reports)} submissions, median {middle:g}, from {points[0]:g} to {points[-1]:g} points"
    )
    table = Table()
    for name in ("cell", "check", "passed", "otherwise"):
        table.add_column(name, justify="right" if name == "passed" else "left", overflow="fold")
    for check in summarise(reports):
        others = ", ".join(f"{verdict} {count}" for verdict, count in check.verdicts.items() if verdict != "passed")
        table.add_row(check.grade_id, escape(check.title_en), f"{check.share:.0%}", others)
    console.print(table)
    console.print(f"wrote {write_summary(course, assignment, reports)}")


@app.command()
def check(
    ctx: typer.Context,
    course_dir: CourseDir = None,
    matrix: Annotated[
        bool,
        typer.Option(
            "--matrix",
            help="Grade every known misconception and every fair alternative; write reports/validity.html and .json.",
        ),
    ] = False,
    every: Annotated[
        int,
        typer.Option(
            "--every", min=1, metavar="N", help="Try every N-th submission of the matrix only: a quick sample."
        ),
    ] = 1,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, help="Worker processes of the matrix; by default one a core.")
    ] = os.cpu_count() or 1,
) -> None:
    """Prove that the course is sound: builds fresh, the reference gets every point, the released stubs none.

    With --matrix, prove instead that the graders are: each known misconception is a submission that must lose points on its
    function and nowhere else, and must not be taken for another; each fair alternative must get full marks.
    """
    from autograder.soundness import prove

    course = _open(ctx, course_dir)
    if matrix:
        _check_matrix(course, jobs, every)
        return
    broken = 0
    for proof in prove(course):
        broken += not proof.holds
        sign = "[green]✓[/green]" if proof.holds else "[red]✗[/red]"
        console.print(f"{sign} {proof.name}: ", end="")
        console.print(proof.detail, markup=False)
    if broken:
        raise KitError(f"the course is not sound: {broken} of the above do not hold")


def _check_matrix(course: Course, jobs: int, every: int) -> None:
    from autograder.soundness import trial_course
    from autograder.validity import grade_trials, known_trials, problems_of, sampled, summarise
    from autograder.validity_report import write_validity

    trials = sampled(known_trials(course), every)
    with trial_course(course) as trial, _pool(trial, jobs) as pool:
        judged = watched("grading the matrix", len(trials), grade_trials(trial, trials, pool), console)
        summary = summarise(judged, every)
    for kind, totals in summary["totals"].items():
        console.print(f"{kind}: " + ", ".join(f"{name} {count}" for name, count in totals.items()))
    problems = problems_of(summary)
    for line in problems:
        console.print(f"✗ {line}", style="red", markup=False, soft_wrap=True)
    console.print(f"wrote {write_validity(course, summary)}")
    if problems:
        raise KitError(f"the graders are not sound: {len(problems)} submissions were not graded as they should be")


@app.command()
def solve(
    ctx: typer.Context,
    assignment: Assignment,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write, - for standard output.")] = Path("-"),
    course_dir: CourseDir = None,
) -> None:
    """Write the released notebook with every stub filled in from solutions/: the reference submission."""
    from autograder.build import notebook_bytes, solution_folder
    from autograder.report import write_atomically
    from autograder.samples import reference

    course = _open(ctx, course_dir)
    released = course.released(course.require(assignment))
    data = notebook_bytes(reference(released, solution_folder(course.source_folder)))
    if str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_atomically(output, data)


@app.command()
def demo(
    ctx: typer.Context,
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Names of assignments; by default all of them.", show_default=False)
    ] = None,
    course_dir: CourseDir = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the demo's own course; an earlier demo is replaced.")
    ] = Path("demo_course"),
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="Worker processes.")] = os.cpu_count() or 1,
) -> None:
    """Grade a small class of sample submissions and write their feedback."""
    from autograder.demo import hand_in, make_course, sample_class
    from autograder.summary import class_reports, write_summary

    kit = _open(ctx, course_dir)
    wanted = [kit.require(assignment) for assignment in assignments or kit.assignments()]
    samples = [sample for sample in sample_class() if sample.assignment in wanted]
    course = _open(ctx, make_course(kit, output))
    hand_in(course, samples)
    surprises = []
    with _locked(course.root), _pool(course, jobs) as pool:
        for assignment in wanted:
            outcomes = _grade(course, assignment, None, pool, False)
            _print_scores(assignment, outcomes)
            surprises += _surprises(samples, assignment, outcomes)
            write_summary(course, assignment, class_reports(course, assignment))
            _write_feedback(course, assignment, None, pool, False)
    console.print("\nOpen these files:")
    shown = "02_em" if "02_em" in wanted else wanted[0]
    student = "wrong_axis" if shown == "02_em" else min(s.student for s in samples if s.assignment == shown)
    for path, what in (
        (output / "feedback" / student / shown / f"{shown}.html", "what a student reads"),
        (output / "reports" / f"{shown}.html", "how the class did"),
        (output / "reports" / shown / f"{student}.json", "one student's report as data"),
        (output / "release" / shown / f"{shown}.ipynb", "what students are given"),
    ):
        console.print(f"  {path}  ({what})")
    console.print(f"The gradebook: nbgrader's formgrader, started in {output}/ with `jupyter lab`.")
    for line in surprises:
        console.print(line, style="red", markup=False)
    if surprises:
        raise KitError(f"{len(surprises)} sample submissions did not get the points that they should")


def _surprises(samples: list[Any], assignment: str, outcomes: list[Any]) -> list[str]:
    reports = {outcome.student: outcome.report for outcome in outcomes}
    lines = []
    for sample in (sample for sample in samples if sample.assignment == assignment):
        report = reports.get(sample.student)
        if report is None:
            lines.append(f"{assignment}/{sample.student}: no report")
            continue
        points = {cell["grade_id"]: cell["points"] for cell in report["cells"]}
        for grade_id, expected in sample.expected.items():
            if not expected.allows(points.get(grade_id)):
                lines.append(
                    f"{assignment}/{sample.student}: {grade_id} got {points.get(grade_id)}, expected {expected}"
                )
    return lines


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what this machine can do, and how to mend what is missing."""
    from dataclasses import asdict

    from autograder.doctor import examine

    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            console.print(f"{'[green]✓[/green]' if finding.ok else '[red]✗[/red]'} {finding.name}: ", end="")
            console.print(finding.detail, markup=False)
            if not finding.ok:
                console.print(f"    {finding.help}", markup=False)
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    if not all(finding.ok for finding in findings):
        raise KitError("this machine cannot grade yet")


def main() -> None:
    """Run the command; a KitError is one line on standard error and exit code 1."""
    try:
        app()
    except KitError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"autograder: {error}", style="red", markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
