"""Checks of ``quiz``: every answer is read as the visible check reads it, and judged by its kind."""

from __future__ import annotations

import pytest

from autograder.graders.compare import Student
from autograder.graders.quiz_marking import judge


@pytest.mark.check("q1")
def test_q1(student: Student, key: dict[str, str]) -> None:
    """第 1 題選對了
    Question 1: the right option is chosen
    """
    judge(student, key, "q1")


@pytest.mark.check("q2")
def test_q2(student: Student, key: dict[str, str]) -> None:
    """第 2 題選對了
    Question 2: the right option is chosen
    """
    judge(student, key, "q2")


@pytest.mark.check("q3")
def test_q3(student: Student, key: dict[str, str]) -> None:
    """第 3 題選對了
    Question 3: the right option is chosen
    """
    judge(student, key, "q3")


@pytest.mark.check("q4")
@pytest.mark.parametrize("level", [2, 1])
def test_q4(student: Student, key: dict[str, str], level: int) -> None:
    """第 4 題：選對的減去選錯的至少 {level} 個
    Question 4: right ticks less wrong ones are at least {level}
    """
    judge(student, key, "q4", level)


@pytest.mark.check("q5")
def test_q5(student: Student, key: dict[str, str]) -> None:
    """第 5 題選對了
    Question 5: the right option is chosen
    """
    judge(student, key, "q5")


@pytest.mark.check("q6")
def test_q6(student: Student, key: dict[str, str]) -> None:
    """第 6 題數值正確
    Question 6: the number is right
    """
    judge(student, key, "q6")


@pytest.mark.check("q7")
def test_q7(student: Student, key: dict[str, str]) -> None:
    """第 7 題數值正確
    Question 7: the number is right
    """
    judge(student, key, "q7")


@pytest.mark.check("q8")
def test_q8(student: Student, key: dict[str, str]) -> None:
    """第 8 題數值正確
    Question 8: the number is right
    """
    judge(student, key, "q8")


@pytest.mark.check("q9")
def test_q9(student: Student, key: dict[str, str]) -> None:
    """第 9 題選對了
    Question 9: the right option is chosen
    """
    judge(student, key, "q9")


@pytest.mark.check("q10")
def test_q10(student: Student, key: dict[str, str]) -> None:
    """第 10 題選對了
    Question 10: the right option is chosen
    """
    judge(student, key, "q10")


@pytest.mark.check("q11")
def test_q11(student: Student, key: dict[str, str]) -> None:
    """第 11 題找到要改的那一行
    Question 11: the line to change is found
    """
    judge(student, key, "q11")


@pytest.mark.check("q12")
def test_q12(student: Student, key: dict[str, str]) -> None:
    """第 12 題選對了
    Question 12: the right option is chosen
    """
    judge(student, key, "q12")


@pytest.mark.check("q13")
def test_q13(student: Student, key: dict[str, str]) -> None:
    """第 13 題數值正確
    Question 13: the number is right
    """
    judge(student, key, "q13")


@pytest.mark.check("q14")
def test_q14(student: Student, key: dict[str, str]) -> None:
    """第 14 題數值正確
    Question 14: the number is right
    """
    judge(student, key, "q14")


@pytest.mark.check("q15")
@pytest.mark.parametrize("level", [3, 2, 1])
def test_q15(student: Student, key: dict[str, str], level: int) -> None:
    """第 15 題：順序對到第 {level} 級（共 3 級）
    Question 15: the order is right to level {level} of 3
    """
    judge(student, key, "q15", level)


@pytest.mark.check("q16")
@pytest.mark.parametrize("level", [2, 1])
def test_q16(student: Student, key: dict[str, str], level: int) -> None:
    """第 16 題：選對的減去選錯的至少 {level} 個
    Question 16: right ticks less wrong ones are at least {level}
    """
    judge(student, key, "q16", level)


@pytest.mark.check("q17")
def test_q17(student: Student, key: dict[str, str]) -> None:
    """第 17 題找到要改的那一行
    Question 17: the line to change is found
    """
    judge(student, key, "q17")


@pytest.mark.check("q18")
def test_q18(student: Student, key: dict[str, str]) -> None:
    """第 18 題選對了
    Question 18: the right option is chosen
    """
    judge(student, key, "q18")


@pytest.mark.check("q19")
def test_q19(student: Student, key: dict[str, str]) -> None:
    """第 19 題選對了
    Question 19: the right option is chosen
    """
    judge(student, key, "q19")


@pytest.mark.check("q20")
def test_q20(student: Student, key: dict[str, str]) -> None:
    """第 20 題選對了
    Question 20: the right option is chosen
    """
    judge(student, key, "q20")


@pytest.mark.check("q21")
def test_q21(student: Student, key: dict[str, str]) -> None:
    """第 21 題找到要改的那一行
    Question 21: the line to change is found
    """
    judge(student, key, "q21")


@pytest.mark.check("q22")
def test_q22(student: Student, key: dict[str, str]) -> None:
    """第 22 題選對了
    Question 22: the right option is chosen
    """
    judge(student, key, "q22")


@pytest.mark.check("q23")
def test_q23(student: Student, key: dict[str, str]) -> None:
    """第 23 題數值正確
    Question 23: the number is right
    """
    judge(student, key, "q23")


@pytest.mark.check("q24")
def test_q24(student: Student, key: dict[str, str]) -> None:
    """第 24 題選對了
    Question 24: the right option is chosen
    """
    judge(student, key, "q24")


@pytest.mark.check("q25")
def test_q25(student: Student, key: dict[str, str]) -> None:
    """第 25 題選對了
    Question 25: the right option is chosen
    """
    judge(student, key, "q25")


@pytest.mark.check("q26")
def test_q26(student: Student, key: dict[str, str]) -> None:
    """第 26 題選對了
    Question 26: the right option is chosen
    """
    judge(student, key, "q26")


@pytest.mark.check("q27")
def test_q27(student: Student, key: dict[str, str]) -> None:
    """第 27 題數值正確
    Question 27: the number is right
    """
    judge(student, key, "q27")


@pytest.mark.check("q28")
@pytest.mark.parametrize("level", [3, 2, 1])
def test_q28(student: Student, key: dict[str, str], level: int) -> None:
    """第 28 題：順序對到第 {level} 級（共 3 級）
    Question 28: the order is right to level {level} of 3
    """
    judge(student, key, "q28", level)


@pytest.mark.check("q29")
def test_q29(student: Student, key: dict[str, str]) -> None:
    """第 29 題找到要改的那一行
    Question 29: the line to change is found
    """
    judge(student, key, "q29")


@pytest.mark.check("q30")
def test_q30(student: Student, key: dict[str, str]) -> None:
    """第 30 題數值正確
    Question 30: the number is right
    """
    judge(student, key, "q30")
