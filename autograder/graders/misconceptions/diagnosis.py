"""Which misconception, or pair of them, reproduces a student's wrong answers?

Nothing is guessed. A candidate is the wrong implementation of a known misconception, asked the same questions as the
student; it is named when it gives the student's answers, and no other does. What fits equally well is told apart by
asking the student's function a few questions more; what still fits equally well is named together, or not at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from autograder.errors import StudentError
from autograder.graders.misconceptions import catalogue
from autograder.graders.misconceptions.model import Misconception, Mistakes
from autograder.graders.misconceptions.prediction import NoAnswer, Parts, Question, parts_of, same, says_something
from autograder.graders.misconceptions.probes import probes
from autograder.model import Diagnosis, Text

MODIFIED = "arguments-modified"
# Modified arguments are seen as such, save where that alone explains the answer: a list of candidates that was sorted. And
# parameters that change by less than tol do so early: in a pair that would stand for many another reason to stop.
# And precisions that are turned round and then interpolated all become the share of anomalies, where many a mistake ends.
# Of pixels that are not scaled every density is 0, so that whatever else is wrong does not show.
NEVER_IN_PAIRS: dict[str, set[str]] = {
    "fit_em": {MODIFIED, "parameters-compared"},
    "choose_n_components": set(),
    "average_precision": {MODIFIED, "low-scores-first"},
    "segment": {MODIFIED, "bytes-not-scaled"},
    "responsibility_map": {MODIFIED, "bytes-not-scaled"},
}
LOOSE, TIGHT = 1e-6, 1e-9
MOST_NAMED = 2
MOST_MORE_QUESTIONS = 8
ENOUGH_TO_CONVINCE = 2
MORE_TO_CONVINCE = {"classify": 30}  # each answer is one of a few classes
FEW_STEPS = 2  # of EM: they rule out most candidates at little cost
# Every candidate is a fit, or answers little; and two mistakes in so short a function are rare.
NO_PAIRS = frozenset(
    {"fit_clusters", "fit_normal", "choose_threshold", "detect"}
    | {"fit_class_models", "recognise_speakers", "recognise_digits", "classify", "confusion_matrix"}
    | {"fit_colours", "choose_n_colours", "kmeans_segment"}
)
WAYS_IN_PAIRS = {"m_step": 2}  # else the first of each, the one that is seen most


class Asked(Protocol):
    """A question to a student's function, and the untrusted answer."""

    @property
    def function(self) -> str: ...

    @property
    def arguments(self) -> tuple[Any, ...]: ...

    @property
    def keywords(self) -> Mapping[str, Any]: ...

    @property
    def value(self) -> Any: ...

    @property
    def harness(self) -> str: ...

    @property
    def mutated(self) -> tuple[int, ...]: ...


@dataclass(frozen=True)
class Candidate:
    """One or two misconceptions, in one way in which they are made."""

    misconceptions: tuple[Misconception, ...]
    mistakes: Mistakes

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.misconceptions)


@dataclass(frozen=True)
class Evidence:
    """What a function was asked and what it answered."""

    question: Question
    got: Parts | None

    def fits(self, candidate: Candidate, tolerance: float) -> bool:
        """Tell whether the candidate answers the same."""
        return self.got is not None and same(self.question.answer(candidate.mistakes), self.got, tolerance)

    def shows(self, candidate: Candidate) -> bool:
        """Tell whether the candidate's mistake shows here."""
        return not same(self.question.answer(candidate.mistakes), self.question.answer({}), LOOSE)


@dataclass(frozen=True)
class Found:
    """What explains an answer.

    Attributes:
        named: for the student, one entry for each explanation that fits
        mistakes: what a wrong implementation needs to answer as the student did; None where none does
    """

    named: tuple[Diagnosis, ...] = ()
    mistakes: Mistakes | None = None


def diagnose(answers: Sequence[Asked], again: Callable[..., tuple[Any, tuple[int, ...]]]) -> Found:
    """Find what explains the last of the answers to one function; the others came before it in the same check.

    Args:
        answers: all answers of the check to this function; the last one is wrong
        again: calls the student's function with other arguments; returns its answer, and which of them it modified
    """
    function, last = answers[-1].function, answers[-1]
    evidence = [
        Evidence(Question(function, one.arguments, one.keywords, one.harness), parts_of(function, one.value))
        for one in answers
    ]
    modified = tuple(one for one in catalogue.of_function(function) if one.id == MODIFIED)
    if last.mutated and modified and same(evidence[-1].question.answer({}), evidence[-1].got, LOOSE):
        return Found(_named([modified]))
    if evidence[-1].got is None:
        return Found()  # not made of numbers, such as a figure: no candidate can be seen to answer the same
    student = _Student(function, again, last.harness)
    evidence = [*student.first_steps(evidence[-1].question), *reversed(evidence)]
    endless = isinstance(evidence[-1].got, NoAnswer)  # which so much can lead to that a pair would be a guess
    for candidates in (_singles(function), () if endless else _pairs(function)):
        fitting = _fitting(candidates, evidence)
        if last.mutated:
            fitting = [one for one in fitting if MODIFIED in one.ids] or fitting
        fitting = student.told_apart(fitting, evidence)
        if not last.mutated:  # this time; the other questions may have shown more
            modifying = [one for one in fitting if MODIFIED in one.ids]
            others = [one for one in fitting if one not in modifying]
            fitting = modifying if student.mutated and modifying else others
        found = list({candidate.ids: candidate.misconceptions for candidate in fitting}.values())
        if found:
            if last.mutated:
                found = [one if modified[0] in one else (*one, *modified) for one in found]
            return Found(_named(found), fitting[0].mistakes) if len(found) <= MOST_NAMED else Found()
    return Found()


def name(id: str) -> tuple[Diagnosis, ...]:
    """Return the one misconception that a check has proved."""
    return _named((one,) for one in catalogue.CATALOGUE if one.id == id)


def behind_option(question: str, *chosen: str) -> tuple[Diagnosis, ...]:
    """Return the misconception behind a wrong answer to the quiz; behind several wrong options, theirs together."""
    found = [
        one for wrong in chosen for one in catalogue.of_function(question) if {"option": wrong} in one.ways(question)
    ]
    return _named([tuple(found)]) if found else ()


def _named(found: Iterable[tuple[Misconception, ...]]) -> tuple[Diagnosis, ...]:
    return tuple(_together(tuple(map(_single, together))) for together in found)


def _single(one: Misconception) -> Diagnosis:
    hint = Text(f"{one.hint.zh}〔{one.reading}〕", f"{one.hint.en} [{one.reading}]")
    return Diagnosis(one.id, one.name, hint, one.picture)


def _together(parts: tuple[Diagnosis, ...]) -> Diagnosis:
    if len(parts) == 1:
        return parts[0]
    ids = " + ".join(part.id for part in parts)
    return Diagnosis(ids, _joined([part.name for part in parts]), _joined([part.hint for part in parts]), parts=parts)


def _joined(texts: Sequence[Text]) -> Text:
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


@cache
def _singles(function: str) -> tuple[Candidate, ...]:
    return tuple(Candidate((one,), way) for one in catalogue.of_function(function) for way in one.ways(function))


@cache
def _pairs(function: str) -> tuple[Candidate, ...]:
    if function in NO_PAIRS:
        return ()
    known = [one for one in catalogue.of_function(function) if one.id not in NEVER_IN_PAIRS.get(function, {MODIFIED})]
    most = WAYS_IN_PAIRS.get(function, 1)
    found = []
    for one, other in itertools.combinations(known, 2):
        if function == "fit_em" and len(one.functions) > 1 and len(other.functions) > 1:
            continue  # two mistakes inside the steps: a long fit is dear, and the steps have checks of their own
        for first, second in itertools.product(one.ways(function)[:most], other.ways(function)[:most]):
            if not set(first) & set(second):
                found.append(Candidate((one, other), {**first, **second}))
    return tuple(found)


def _fitting(candidates: Iterable[Candidate], evidence: Sequence[Evidence]) -> list[Candidate]:
    """Return the candidates that give all the answers; if only roughly, then none does so closely."""
    roughly = [one for one in candidates if all(item.fits(one, LOOSE) for item in evidence)]
    roughly = [one for one in roughly if any(item.shows(one) for item in evidence)]
    return [one for one in roughly if all(item.fits(one, TIGHT) for item in evidence)] or roughly


class _Student:
    """Asks the student's function a few questions more."""

    def __init__(self, function: str, again: Callable[..., tuple[Any, tuple[int, ...]]], harness: str) -> None:
        self._function = function
        self._harness = harness
        self._again = again
        self.mutated = False
        """Whether it has modified its arguments in one of the questions."""

    def _ask(self, question: Question) -> Evidence | None:
        try:
            value, mutated = self._again(*question.arguments, **question.keywords)
        except StudentError:
            return None
        self.mutated |= bool(mutated)
        return Evidence(question, parts_of(self._function, value))

    def first_steps(self, question: Question) -> list[Evidence]:
        """Return the first steps of a long fit."""
        if question.keywords.get("max_iter", 0) <= FEW_STEPS:
            return []
        few = self._ask(
            Question(
                question.function, question.arguments, {**question.keywords, "max_iter": FEW_STEPS}, question.harness
            )
        )
        return [few] if few is not None else []

    def told_apart(self, fitting: list[Candidate], evidence: Sequence[Evidence]) -> list[Candidate]:
        """Ask what the candidates answer differently, and keep those that are right about it.

        What fits only answers that say nothing, such as NaN alone, must be right about other questions too.
        """
        convincing = any(says_something(self._function, item.got) for item in evidence)
        asked, needed = 0, MORE_TO_CONVINCE.get(self._function, ENOUGH_TO_CONVINCE)
        for question in (Question(self._function, *more, self._harness) for more in probes(self._function)):
            enough = convincing or asked >= needed
            if (
                not fitting
                or asked == max(MOST_MORE_QUESTIONS, needed)
                or (enough and len({one.ids for one in fitting}) == 1)
            ):
                break
            answers = [question.answer(one.mistakes) for one in fitting]
            if enough and all(same(answer, answers[0], TIGHT) for answer in answers):
                continue
            more = self._ask(question)
            if more is None:
                continue
            asked += 1
            for tolerance in (LOOSE, TIGHT):
                left = [one for one in fitting if more.fits(one, tolerance)]
                fitting = left if left or (not convincing and tolerance == LOOSE) else fitting
        return fitting if convincing or asked >= needed else []
