"""The command line of the benchmark: ``make bench``, or ``python -m tools.bench --help``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import psutil
import typer
from rich.console import Console

from autograder.nbgrader_plugin import open_course
from autograder.report import write_atomically
from tools.bench.commands import BenchError
from tools.bench.measure import PARTS, Plan, measure
from tools.bench.result import as_json, machine, ratios, ratios_table, seconds_table

ROOT = Path(__file__).resolve().parents[2]
CORES = 2
BUSY_PERCENT = 15.0
console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(
    students: Annotated[int, typer.Option(min=1, help="Size of the class.")] = 200,
    stock: Annotated[str, typer.Option(help="How many of them stock nbgrader grades: a number, or all.")] = "20",
    growth: Annotated[int, typer.Option(min=1, help="Size of the large class.")] = 2000,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="Worker processes, on as many cores.")] = CORES,
    seed: Annotated[int, typer.Option(help="Another seed makes another class.")] = 0,
    only: Annotated[str, typer.Option(help=f"Parts to measure, with commas: {', '.join(PARTS)}.")] = ",".join(PARTS),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write; by default reports/benchmark.json if all is measured."),
    ] = None,
    fail: Annotated[bool, typer.Option(help="Exit code 1 when a limit is not kept.")] = True,
) -> None:
    """Measure the kit beside stock nbgrader and beside a bare warm fork, on the same notebooks and cores."""
    parts = frozenset(only.split(","))
    if unknown := sorted(parts - PARTS.keys()):
        raise typer.BadParameter(f"there is no part {', '.join(unknown)}", param_hint="--only")
    sample = students if stock == "all" else min(int(stock), students)
    plan = Plan(students, sample, growth, jobs, seed, parts)
    started = time.monotonic()
    cores = _take_cores(jobs)
    busy = psutil.cpu_percent(interval=1.0)
    if busy > BUSY_PERCENT:
        console.print(f"the machine is {busy:.0f} % busy already: the figures will be worse than they are", style="red")

    def say(line: str) -> None:
        console.print(f"{time.monotonic() - started:6.0f} s  {line}", markup=False)

    with _scratch() as scratch:
        found = measure(plan, open_course(ROOT), scratch, say)
    console.print(seconds_table(found), ratios_table(found))
    if output is None and parts == PARTS.keys():
        output = ROOT / "reports" / "benchmark.json"
    if output is not None:
        command = " ".join(["python", "-m", "tools.bench", *sys.argv[1:]])
        write_atomically(output, as_json(found, command, machine(cores, busy)))
        console.print(f"wrote {output}")
    if fail and not all(one.holds for one in ratios(found)):
        raise BenchError("not every limit is kept")


def _take_cores(count: int) -> int:
    """Keep this process, and all that it starts, to so many cores; return how many there are."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            yield folder
        finally:
            for path in folder.rglob("*"):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o755)  # nbgrader makes some folders read-only


if __name__ == "__main__":
    try:
        app()
    except BenchError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"bench: {error}", style="red", markup=False)
        sys.exit(1)
