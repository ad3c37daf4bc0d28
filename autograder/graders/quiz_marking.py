"""Judge an answer to the quiz: a single option, several, an order, or a number, each with what lies behind a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any, NoReturn

from autograder.errors import WrongAnswerError
from autograder.graders.compare import Student
from autograder.graders.given.questions import QUESTIONS
from autograder.graders.given.spelling import UnreadableError, read
from autograder.graders.misconceptions import behind_option, of_function
from autograder.model import Explanation, Text

WITHIN = {"q6": 0.001, "q7": 0.0002, "q8": 0.01, "q13": 0.002, "q14": 0.001, "q23": 0.3, "q27": 0.002, "q30": 0.006}
"""How far a number may be from the right one, in the question's unit: what rounding as asked for leaves, and a little more."""
LEVELS = (1, 2, 3)
"""An order loses a third of its points for each pair of steps that stands the wrong way round."""


def answer_of(student: Student, name: str) -> Any:
    """Read an answer as the visible check does."""
    try:
        return read(QUESTIONS[name], student[name])
    except UnreadableError as error:
        raise WrongAnswerError(Text(f"{name}：{error.zh}", f"{name}: {error.en}")) from None


def judge(student: Student, key: dict[str, str], name: str, level: int = 0) -> None:
    """Compare an answer with the key.

    Args:
        student: whose answer it is
        key: the right answers
        name: of the question
        level: of how much must be right, where a part of the points can be earned; 0 is all

    Raises:
        WrongAnswerError: it is wrong, or not right enough
    """
    JUDGES[QUESTIONS[name].kind](name, answer_of(student, name), read(QUESTIONS[name], key[name]), level)


def _single(name: str, got: str, right: str, level: int) -> None:
    if got != right:
        _wrong(Text("這不是最好的選項", "this is not the best option"), name, got)


def _several(name: str, got: str, right: str, level: int) -> None:
    net = net_ticks(got, right)
    if net >= (level or len(right)):
        return
    false, missed = sorted(set(got) - set(right)), len(set(right) - set(got))
    _wrong(
        Text(
            f"選錯了 {len(false)} 個，漏選了 {missed} 個；選對的減去選錯的是 {net}",
            f"{len(false)} ticked wrongly, {missed} missed; right ticks less wrong ones are {net}",
        ),
        name,
        *false,
    )


def net_ticks(got: str, right: str) -> int:
    """Return the number of right ticks less that of wrong ones, at least 0."""
    return max(0, len(set(got) & set(right)) - len(set(got) - set(right)))


def _order(name: str, got: str, right: str, level: int) -> None:
    swapped = inversions(got, right)
    if len(swapped) <= len(LEVELS) - (level or len(LEVELS)):
        return
    known = [way["option"] for one in of_function(name) for way in one.ways(name)]
    behind = [wrong for wrong in known if inversions(wrong, right) <= swapped]
    behind = [wrong for wrong in behind if not any(inversions(wrong, right) < inversions(b, right) for b in behind)]
    step = max(right, key=lambda letter: abs(got.index(letter) - right.index(letter)))
    early = got.index(step) < right.index(step)
    _wrong(
        Text(
            f"有 {len(swapped)} 對步驟的先後不對；步驟 {step} 太{'早' if early else '晚'}了",
            f"{len(swapped)} pairs of steps stand the wrong way round; step {step} comes too {'early' if early else 'late'}",
        ),
        name,
        *behind[:2],
    )


def inversions(got: str, right: str) -> frozenset[str]:
    """Return the pairs of steps, as the key orders them, that an answer has the other way round."""
    return frozenset(a + b for a, b in combinations(right, 2) if got.index(a) > got.index(b))


def _number(name: str, got: float, right: float, level: int) -> None:
    if abs(got - right) <= WITHIN[name]:
        return
    known = [way["option"] for one in of_function(name) for way in one.ways(name)]
    behind = [wrong for wrong in known if abs(got - read(QUESTIONS[name], wrong)) <= WITHIN[name]]
    _wrong(Text("這個數不對", "this is not the right number"), name, *behind[:1])


def _wrong(text: Text, name: str, *behind: str) -> NoReturn:
    raise WrongAnswerError(text, lambda: Explanation(behind_option(name, *behind)))


JUDGES: dict[str, Callable[[str, Any, Any, int], None]] = {
    "single": _single,
    "several": _several,
    "order": _order,
    "number": _number,
}
