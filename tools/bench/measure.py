"""Everything that is measured, in an order in which what is compared runs next to each other."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course
from tools.bench import kit, stock
from tools.bench.forks import run_forks
from tools.bench.memory import MemorySampler
from tools.bench.students import ASSIGNMENT, Student, make_class, mix

# Each part with the ones that it builds on.
PARTS: dict[str, tuple[str, ...]] = {
    "fork": (),
    "kit": (),
    "stock": (),
    "feedback": ("kit", "stock"),
    "memory": ("kit",),
    "growth": (),
}
SECONDS_BETWEEN_SAMPLES = 1.0  # of a large class's memory, so that sampling takes no time worth mentioning
Found = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        students: size of the class
        stock: how many of them stock nbgrader grades
        growth: size of the large class
        jobs: worker processes of the kit, and bare forks at a time
        seed: of the class
        parts: names in ``PARTS``
    """

    students: int
    stock: int
    growth: int
    jobs: int
    seed: int
    parts: frozenset[str]

    def wants(self, part: str) -> bool:
        """Whether this part is asked for, or another one needs it."""
        return part in self.parts or any(part in PARTS[other] for other in self.parts)


def measure(plan: Plan, course: Course, scratch: Path, say: Say) -> Found:
    """Measure what is planned in a folder of its own; return the figures by part."""
    students = make_class(course, plan.students, plan.seed)
    say(f"made a class of {len(students)}: " + ", ".join(f"{count} {kind}" for kind, count in mix(students).items()))
    found: Found = {"class": _described(students, course, plan.seed)}
    root = scratch / "kit"
    kit.make_kit_course(course, root, students)
    if plan.wants("fork"):
        found["fork"] = {"before": _forks(root, students, plan.jobs, "plain", say)}
    if plan.wants("kit"):
        found["kit"] = _grade(root, students, plan.jobs, say)
    if plan.wants("fork"):  # once more, as the machine may have become faster or slower meanwhile
        after = _forks(root, students, plan.jobs, "plain", say)
        found["fork"] |= {
            "after": after,
            "with_the_kits_shell": _forks(root, students, plan.jobs, "kit", say),
            "seconds_each": statistics.mean([found["fork"]["before"]["seconds_each"], after["seconds_each"]]),
        }
    if plan.wants("stock"):
        found["stock"] = _stock(course, scratch / "stock", students[: plan.stock], len(students), say)
    if plan.wants("kit") and plan.wants("stock"):
        found["agreement"] = _agreement(root, scratch / "stock", students[: plan.stock])
    if plan.wants("feedback"):
        found["feedback"] = _feedback(scratch, students, plan, say)
    if plan.wants("memory"):
        with MemorySampler() as sampler:
            kit.grade(root, students, plan.jobs, "--force", on_start=sampler.watch)
        found["memory"] = sampler.result
        say(f"memory: at most {sampler.result['peak_pss_mib']:.0f} MiB")
    if plan.wants("growth"):
        found["growth"] = _growth(course, scratch, plan, say)
    return found


def _described(students: list[Student], course: Course, seed: int) -> Found:
    cells = nbformat.read(course.released(ASSIGNMENT), as_version=4).cells
    return {
        "assignment": ASSIGNMENT,
        "submissions": len(students),
        "seed": seed,
        "mix": mix(students),
        "ways_of_being_right_or_wrong": len({(one.kind, one.detail) for one in students}),
        "distinct_notebooks": len({one.notebook for one in students}),
        "cells_of_the_assignment": len(cells),
        "code_cells_of_the_assignment": sum(cell.cell_type == "code" for cell in cells),
    }


def _forks(root: Path, students: list[Student], jobs: int, shell: str, say: Say) -> Found:
    result = run_forks(root, students, jobs, shell)
    say(f"bare warm fork, {shell} shell: {result['seconds_each']:.3f} s a submission")
    return result


def _grade(root: Path, students: list[Student], jobs: int, say: Say) -> Found:
    found: Found = {}
    for name, options in (("first", ()), ("unchanged", ()), ("forced", ("--force",))):
        found[name] = kit.grade(root, students, jobs, *options)
        say(
            f"autograder grade, {name}: graded {found[name]['graded']}, {found[name]['seconds_each']:.3f} s a submission"
        )
    points = kit.points(root, students)
    full = {name for name, (got, most) in points.items() if got == most}
    right = [one.name for one in students if one.kind == "right"]
    wrong = [one.name for one in students if one.kind == "misconception"]
    return found | {
        "figures": kit.figures(root),
        "right_with_full_marks": f"{sum(name in full for name in right)} of {len(right)}",
        "misconceptions_that_lose_points": f"{sum(name not in full for name in wrong)} of {len(wrong)}",
    }


def _stock(course: Course, root: Path, sample: list[Student], class_size: int, say: Say) -> Found:
    stock.make_stock_course(course, root, sample)
    found = stock.autograde(root, sample, class_size)
    say(f"nbgrader autograde: {found['seconds_each_in_the_class']:.3f} s a submission")
    return found | {"sample": mix(sample)}


def _agreement(kit_root: Path, stock_root: Path, sample: list[Student]) -> Found:
    """Tell whether both graders give full marks to the same submissions, which shows that their tests are equivalent."""
    judged = [one for one in sample if one.kind in ("right", "misconception")]
    ours = kit.points(kit_root, judged)
    theirs = stock.scores(stock_root, judged)
    same = [
        one for one in judged if (theirs.get(one.name) == ours[one.name][1]) == (ours[one.name][0] == ours[one.name][1])
    ]
    others = [f"{one.kind}, {one.detail}" for one in judged if one not in same]
    return {"compared": len(judged), "same_verdict": len(same), "other_verdict": others}


def _feedback(scratch: Path, students: list[Student], plan: Plan, say: Say) -> Found:
    sample = students[: plan.stock]
    found: Found = {"nbgrader": stock.feedback(scratch / "stock", len(sample), len(students))}
    say(f"nbgrader generate_feedback: {found['nbgrader']['seconds_each_in_the_class']:.3f} s a page")
    kit.hand_over(scratch / "kit", scratch / "handed", sample)
    found["nbgrader_on_the_kits_notebooks"] = stock.feedback(scratch / "handed", len(sample), len(students))
    ours = kit.feedback(scratch / "kit", students, plan.jobs)
    if ours is None:
        return found | {"note": "this kit has no `autograder feedback` yet"}
    say(f"autograder feedback: {ours['seconds_each']:.3f} s a page")
    return found | {"kit": ours}


def _growth(course: Course, scratch: Path, plan: Plan, say: Say) -> Found:
    """Grade a class and one many times as large, without the cells that only draw; the small one before and after."""
    large = make_class(course, plan.growth, plan.seed, drawn=False)
    found: Found = {"submissions": plan.growth, "drawn": False}
    for name, count in (("small_before", plan.students), ("large", plan.growth), ("small_after", plan.students)):
        root = scratch / name
        kit.make_kit_course(course, root, large[:count])
        with MemorySampler(SECONDS_BETWEEN_SAMPLES) as sampler:
            found[name] = kit.grade(root, large[:count], plan.jobs, on_start=sampler.watch)
        found[name] |= {"memory": sampler.result}
        say(f"{count} submissions without drawings: {found[name]['seconds_each']:.3f} s each")
    small = statistics.mean([found["small_before"]["seconds_each"], found["small_after"]["seconds_each"]])
    return found | {"seconds_each_of_the_small": small}
