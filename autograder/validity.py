"""``autograder check --matrix``: every known mistake must cost points, every fair alternative none.

Each is a submission of its own: a released notebook with one function wrong, or written another way, and the reference
everywhere else. All of them go through the real pipeline, without the cells that only draw: figures would take most of
the time. Answers that are no functions, as in the quiz, hang on nothing else in the notebook: one submission tries an answer to
each question.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import nbformat

from autograder.build import STUB_SUFFIX
from autograder.course import PACKAGE, Course
from autograder.demo import hand_in
from autograder.engine.pool import Pool
from autograder.graders.misconceptions import CATALOGUE, Misconception, Mistakes, notebook_cell
from autograder.nbgrader_plugin.batch import ClassGrader
from autograder.samples import Alternative, Sample, read_alternatives

ALTERNATIVES = PACKAGE / "graders" / "alternatives"
PAIRS_OF_A_FUNCTION = 6
MOST_WAYS = 2  # of each misconception in a function; others differ in the size of an ε, and tests ask for them all
STATES = ("named", "tied", "partly", "unnamed", "misnamed")
Result = dict[str, Any]


@dataclass(frozen=True)
class Trial:
    """One submission of the matrix.

    Attributes:
        number: in the order of the report
        kind: ``misconceptions``, ``pairs`` or ``alternatives``
        function: the one that is not the reference's
        sample: what is handed in
        told: what the report says about it besides the outcome
        expected: ids of the misconceptions that the diagnosis should name
    """

    number: int
    kind: str
    function: str
    sample: Sample
    told: Result
    expected: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    """All that is not the reference's in this submission, where it is more than the function."""


def variables(course: Course) -> frozenset[str]:
    """Return what students answer by setting a variable, rather than by writing a function."""
    return frozenset(name for name, _, stub in _stubs(course) if "def " not in stub)


def homes(course: Course) -> dict[str, str]:
    """Return the assignment of each function and variable that students write, in order."""
    return {name: assignment for name, assignment, _ in _stubs(course)}


def _stubs(course: Course) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the assignment and the source of each stub that is given out."""
    for assignment in course.assignments():
        for cell in nbformat.read(course.released(assignment), as_version=4).cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if grade_id.endswith(STUB_SUFFIX):
                yield grade_id.removesuffix(STUB_SUFFIX), assignment, cell.source


def known_trials(course: Course) -> list[Trial]:
    """Return a trial of everything that is known about the functions of a course: the one place that knows from where."""
    trials = make_trials(homes(course), CATALOGUE, notebook_cell, read_alternatives(ALTERNATIVES))
    return grouped(trials, variables(course))


def make_trials(
    homes: dict[str, str],
    catalogue: Sequence[Misconception],
    cell: Callable[[str, Mistakes], str],
    alternatives: Iterable[Alternative],
) -> list[Trial]:
    """Return a trial of each misconception, in up to two of its ways, of a sample of pairs, and of each alternative."""
    trials: list[Trial] = []

    def add(kind: str, function: str, cells: Iterable[str], told: Result, *expected: str) -> None:
        assignment = homes[function]
        sample = Sample(f"{kind}-{len(trials):04}", assignment, "", "reference", ("undraw",), tuple(cells))
        told = {"assignment": assignment, "function": function} | told
        trials.append(Trial(len(trials), kind, function, sample, told, frozenset(expected)))

    for function in homes:
        known = [one for one in catalogue if function in one.functions]
        for one in known:
            for way in one.ways(function)[:MOST_WAYS]:
                told = {"id": one.id, "zh": one.name.zh, "en": one.name.en, "way": dict(way)}
                add("misconceptions", function, [cell(function, way)], told, one.id)
    for function in homes:
        known = [one for one in catalogue if function in one.functions]
        for first, second in sample_pairs(function, known):
            way = {**first.ways(function)[0], **second.ways(function)[0]}
            told = {"id": f"{first.id} + {second.id}", "way": way}
            add("pairs", function, [cell(function, way)], told, first.id, second.id)
    for other in alternatives:
        if other.function in homes:
            zh, _, en = other.title.partition(" | ")
            add("alternatives", other.function, other.cells, {"zh": zh, "en": en})
    return trials


def grouped(trials: Sequence[Trial], variables: Collection[str]) -> list[Trial]:
    """Let trials of one kind about different variables share a submission: the first of each variable, the second, …"""
    seen: Counter[tuple[str, str]] = Counter()
    groups: dict[tuple[str, str, int], list[Trial]] = {}
    for trial in trials:
        if trial.function in variables:
            number = seen[trial.kind, trial.function]
            groups.setdefault((trial.kind, trial.sample.assignment, number), []).append(trial)
            seen[trial.kind, trial.function] += 1
    shared: dict[str, Trial] = {}
    for group in groups.values():
        together = frozenset(trial.function for trial in group)
        cells = tuple(cell for trial in group for cell in trial.sample.cells)
        sample = replace(group[0].sample, cells=cells)
        shared |= {trial.sample.student: replace(trial, sample=sample, together=together) for trial in group}
    return [shared.get(trial.sample.student, trial) for trial in trials]


def sample_pairs(function: str, known: Sequence[Misconception]) -> list[tuple[Misconception, Misconception]]:
    """Return pairs of misconceptions about one function, spread evenly; those of one switch cannot go together."""
    pairs = [
        (first, second)
        for first, second in itertools.combinations(known, 2)
        if not first.ways(function)[0].keys() & second.ways(function)[0].keys()
    ]
    wanted = min(len(pairs), PAIRS_OF_A_FUNCTION)
    return [pairs[(2 * i + 1) * len(pairs) // (2 * wanted)] for i in range(wanted)]


def grade_trials(trial_course: Course, trials: Sequence[Trial], pool: Pool) -> Iterator[tuple[Trial, Result]]:
    """Hand all trials in, one class an assignment, and yield the judgement on each as soon as it is graded."""
    for assignment in dict.fromkeys(trial.sample.assignment for trial in trials):
        by_student: dict[str, list[Trial]] = {}
        for trial in trials:
            if trial.sample.assignment == assignment:
                by_student.setdefault(trial.sample.student, []).append(trial)
        hand_in(trial_course, [one.sample for one, *_ in by_student.values()])
        for outcome in ClassGrader(trial_course, assignment).grade(list(by_student), pool.ready):
            for trial in by_student[outcome.student]:
                yield trial, judge(trial, outcome.report, outcome.error)


def judge(trial: Trial, report: dict[str, Any] | None, error: str | None = None) -> Result:
    """Say what came of a trial, and in ``problems`` what should not have."""
    if report is None or report["internal"]:
        reason = error if report is None else report["internal"][0]
        return trial.told | {"problems": [f"the kit failed: {str(reason).splitlines()[0]}"]}
    others = trial.together - {trial.function}
    judged = {
        cell["grade_id"]: cell for cell in report["cells"] if not cell["manual"] and cell["grade_id"] not in others
    }
    if trial.kind == "alternatives":
        points, most = (sum(cell[which] for cell in judged.values()) for which in ("points", "max_points"))
        failed = [f"{check['name']}: {check['message_en']}" for cell in judged.values() for check in _failing(cell)]
        return trial.told | {
            "points": points,
            "max_points": most,
            "full": points == most,
            "failed": failed,
            "problems": failed if points != most else [],
        }
    cell = judged.pop(trial.function)
    failing = _failing(cell)
    elsewhere = [f"{other['grade_id']}: {check['name']}" for other in judged.values() for check in _failing(other)]
    diagnoses = {check["name"]: check["diagnosis"] for check in failing}
    state = state_of(trial.expected, diagnoses.values())
    problems = [] if cell["points"] < cell["max_points"] else ["survives"]
    problems += [f"costs points elsewhere: {', '.join(elsewhere)}"] if elsewhere else []
    if state == "misnamed":
        problems.append("is taken for " + ", ".join(dict.fromkeys(filter(None, diagnoses.values()))))
    return trial.told | {
        "points": cell["points"],
        "max_points": cell["max_points"],
        "caught": cell["points"] < cell["max_points"],
        "killed_by": list(diagnoses),
        "elsewhere": elsewhere,
        "diagnosis": state,
        "diagnoses": diagnoses,
        "problems": problems,
    }


def _failing(cell: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for check in cell["checks"] if check["verdict"] != "passed"]


def state_of(expected: frozenset[str], said: Iterable[str | None]) -> str:
    """Say how well diagnoses name what was expected.

    Returns:
        ``named``: exactly; ``tied``: among others that fit as well; ``partly``: one of two; ``unnamed``: nothing is said;
        ``misnamed``: one of the diagnoses names only something else
    """
    found = set()
    for diagnosis in filter(None, said):
        readings = [frozenset(reading.split(" + ")) for reading in diagnosis.split(" | ")]
        if expected in readings:
            found.add("named" if len(readings) == 1 else "tied")
        else:
            found.add("partly" if any(reading < expected for reading in readings) else "misnamed")
    order = ("misnamed", "named", "tied", "partly")
    return next((state for state in order if state in found), "unnamed")


def sampled(trials: Sequence[Trial], every: int) -> list[Trial]:
    """Return the trials of every n-th submission of each assignment and kind, the first of each among them."""
    submissions: dict[tuple[str, str], list[str]] = {}
    for trial in trials:
        known = submissions.setdefault((trial.sample.assignment, trial.kind), [])
        if trial.sample.student not in known:
            known.append(trial.sample.student)
    chosen = {student for known in submissions.values() for student in known[::every]}
    return [trial for trial in trials if trial.sample.student in chosen]


def summarise(judged: Iterable[tuple[Trial, Result]], every: int = 1) -> Result:
    """Return all judgements in the order of the trials, and their totals.

    Args:
        judged: the trials with what came of them
        every: how many submissions there are for each one that was tried
    """
    ordered = sorted(judged, key=lambda pair: pair[0].number)
    summary: Result = {
        kind: [result for trial, result in ordered if trial.kind == kind]
        for kind in ("misconceptions", "pairs", "alternatives")
    }
    wrong, pairs, right = summary.values()
    totals = {
        "misconceptions": {"known": len({one["id"] for one in wrong}), **_totals(wrong)},
        "pairs": _totals(pairs),
        "alternatives": {"submissions": len(right), "full": sum(one.get("full", False) for one in right)},
    }
    return {"totals": totals, "every": every} | summary


def _totals(results: Sequence[Result]) -> dict[str, int]:
    states = Counter(one.get("diagnosis") for one in results)
    return {
        "submissions": len(results),
        "caught": sum(one.get("caught", False) for one in results),
        "clean": sum(one.get("elsewhere") == [] for one in results),
    } | {state: states[state] for state in STATES}


def problems_of(summary: Result) -> list[str]:
    """Return one line for everything that should not be."""
    return [
        f"{one['function']}, {one.get('id') or one['en']}{_way(one)}: {'; '.join(one['problems'])}"
        for kind in ("misconceptions", "pairs", "alternatives")
        for one in summary[kind]
        if one["problems"]
    ]


def _way(result: Result) -> str:
    way = {name: value for name, value in result.get("way", {}).items() if value is not None}
    return f" {way}" if way else ""
