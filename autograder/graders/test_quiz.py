"""Checks of ``quiz``: one option per question, however it is spelled."""

from __future__ import annotations

import unicodedata

import pytest

from autograder.errors import WrongAnswerError
from autograder.graders.compare import Student
from autograder.graders.misconceptions import behind_option
from autograder.model import Explanation, Text

OPTIONS = "ABCD"
AROUND = " \t\r\n()[]{}<>.,:;、。「」『』【】*'\""
"""What may stand around an option's letter; the visible check in ``source/quiz.py`` says the same."""


def check_option(student: Student, key: dict[str, str], question: str) -> None:
    """Compare the chosen option; case, width, spaces and a bracket or full stop do not matter."""
    chosen = student[question]
    option = unicodedata.normalize("NFKC", chosen).strip(AROUND).upper() if isinstance(chosen, str) else ""
    if len(option) != 1 or option not in OPTIONS:
        raise WrongAnswerError(
            Text(
                f'{question} 應是一個選項的字母，例如 {question} = "A"',
                f'{question} should be the letter of one option, for example {question} = "A"',
            )
        )
    if option != key[question]:
        why = Explanation(behind_option(question, option))
        raise WrongAnswerError(Text("這不是最好的選項", "this is not the best option"), lambda: why)


@pytest.mark.check("q1")
def test_q1(student: Student, key: dict[str, str]) -> None:
    """第 1 題選對了
    Question 1: the right option is chosen
    """
    check_option(student, key, "q1")


@pytest.mark.check("q2")
def test_q2(student: Student, key: dict[str, str]) -> None:
    """第 2 題選對了
    Question 2: the right option is chosen
    """
    check_option(student, key, "q2")


@pytest.mark.check("q3")
def test_q3(student: Student, key: dict[str, str]) -> None:
    """第 3 題選對了
    Question 3: the right option is chosen
    """
    check_option(student, key, "q3")


@pytest.mark.check("q4")
def test_q4(student: Student, key: dict[str, str]) -> None:
    """第 4 題選對了
    Question 4: the right option is chosen
    """
    check_option(student, key, "q4")


@pytest.mark.check("q5")
def test_q5(student: Student, key: dict[str, str]) -> None:
    """第 5 題選對了
    Question 5: the right option is chosen
    """
    check_option(student, key, "q5")


@pytest.mark.check("q6")
def test_q6(student: Student, key: dict[str, str]) -> None:
    """第 6 題選對了
    Question 6: the right option is chosen
    """
    check_option(student, key, "q6")
