"""The quiz: every reasonable spelling is read, what cannot be an answer is said so, and blind ticking earns nothing."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from autograder.graders.given.questions import QUESTIONS, check
from autograder.graders.given.spelling import Question, UnreadableError, read
from autograder.graders.quiz_marking import inversions, net_ticks

from .runner import REFERENCE, credit, run

TEXTS = {"A": ("紅", "red"), "B": ("資料來自混合", "data from a mixture"), "C": ("藍", "blue"), "D": ("綠", "green")}
SINGLE, SEVERAL, ORDER = (Question(kind, TEXTS) for kind in ("single", "several", "order"))
BITS = Question("number", units={"bits": 1, "bit": 1, "位元": 1})
SHARE = Question("number", units={"": 1, "%": 0.01}, low=0, high=1)
READ = [
    *((SINGLE, "B", answer) for answer in (
        "b", "B ", "Ｂ", "(B)", "（Ｂ）", "B.", "b)", "選項 B", "答案是B", "B) data from a mixture", "option b", ["B"], ("B",), {"B"},
        "資料來自混合", "Data from a mixture.", "B 資料來自混合 | data from a mixture", "The answer is B.", "我選 B", "第B行", np.array(["B"]),
    )),
    *((SEVERAL, "AC", answer) for answer in (
        "A, C", "AC", "ac", "A、C", "A和C", "A and C", "A C", ["A", "C"], {"C", "A"}, ("a", "c"), "A，C", "ＡＣ", "CA", "ACA", "選項A、選項C",
        "(A)(C)", "A & C", ["紅", "blue"], "答案是 A 與 C", "A\nC",
    )),
    *((ORDER, "BADC", answer) for answer in (
        "B A D C", "BADC", "B → A → D → C", "B>A>D>C", ["B", "A", "D", "C"], "B,A,D,C", "b-a-d-c", "B->A->D->C", "1.B 2.A 3.D 4.C",
        "先B再A然後D最後C", "first B, then A, then D, finally C",
    )),
    *((BITS, 2.0, answer) for answer in (
        2, 2.0, "2", "2.0", "2.0 bits", "２", "約 2", "2 位元", "4/2", Fraction(2), np.int64(2), np.array([2.0]), np.float32(2), "0.2e1",
    )),
    *((BITS, 1200.0, answer) for answer in ("1,200", "1200", "1 200", "1_200", "１，２００", "1.2×10^3", "1.2e3")),
    *((SHARE, 0.75, answer) for answer in ("3/4", "75%", "75 %", "７５％", "0.75", ".75", "約 0.75", Fraction(3, 4))),
    (SHARE, 0.5, "½"), (SHARE, 0.001, "1e-3"),
]  # fmt: skip
NOTHING = (None, "", "  ", [], {}, b"B", object(), True, 1j, "?!", "\u200b")
UNREADABLE = [
    *((question, answer) for question in (SINGLE, SEVERAL, ORDER, BITS, SHARE) for answer in NOTHING),
    *((SINGLE, answer) for answer in (
        2, "2", "AB", "ABCD", "A,B,C,D", "E", ["A", "B"], "not B", "不是B", "A or B", "B because A is wrong", "A) data from a mixture", "Bob",
    )),
    *((SEVERAL, answer) for answer in (3, "all", "none", "A-C", "不是A", "AF", "E", [["A"]], ["A", None])),
    *((ORDER, answer) for answer in ("2143", 2143, "BAD", "BADCA", {"B", "A", "D", "C"}, "BADE", "B<A<D<C")),
    *((BITS, answer) for answer in ("2 Hz", "2,5", "two", float("nan"), float("inf"), "1/0", [1, 2], 10**400, "2 3", "1e999", "1×10^999", "B")),
    *((SHARE, answer) for answer in (75, "-0.1", "750 %")),
]  # fmt: skip


@pytest.mark.parametrize(("question", "meant", "answer"), READ)
def test_a_reasonable_spelling_is_read(question, meant, answer):
    assert read(question, answer) == (pytest.approx(meant) if question.kind == "number" else meant)


@pytest.mark.parametrize(("question", "answer"), UNREADABLE)
def test_what_cannot_be_an_answer_gets_a_message_in_both_languages(question, answer):
    with pytest.raises(UnreadableError) as caught:
        read(question, answer)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in caught.value.zh)
    assert caught.value.en


def test_the_visible_check_says_what_it_has_read(capsys):
    check("q4", "b and d")
    assert "BD" in capsys.readouterr().out
    with pytest.raises(AssertionError, match=r"q4.*all the letters"):
        check("q4", None)


def test_the_bank():
    assert len(QUESTIONS) >= 30
    assert {question.kind for question in QUESTIONS.values()} == {"single", "several", "order", "number"}
    assert list(QUESTIONS)[:3] == ["q1", "q2", "q3"]


@pytest.mark.parametrize("name", [name for name, one in QUESTIONS.items() if one.kind == "several"])
def test_blind_ticks_earn_nothing(name):
    letters, right = QUESTIONS[name].letters, REFERENCE[name]
    ticks = ["".join(some) for n in range(len(letters) + 1) for some in itertools.combinations(letters, n)]
    assert net_ticks(letters, right) == 0
    assert sum(net_ticks(some, right) for some in ticks) / len(ticks) / len(right) < 0.12
    for some in ticks[1:]:
        assert credit(run({name: some}, name))[name] == net_ticks(some, right) / len(right)


@pytest.mark.parametrize("name", [name for name, one in QUESTIONS.items() if one.kind == "order"])
def test_an_order_by_chance_earns_nothing(name):
    letters, right = QUESTIONS[name].letters, REFERENCE[name]
    orders = ["".join(order) for order in itertools.permutations(letters)]
    share = [max(0, 3 - len(inversions(order, right))) / 3 for order in orders]
    assert sum(share) / len(orders) < 0.05
    assert credit(run({name: letters}, name))[name] == 0
    assert credit(run({name: letters[::-1]}, name))[name] == 0


@pytest.mark.parametrize("answer", [*"ABCDEF", "ABCD", 0, 1, 0.5, None, ["A", "B"], "ABCDEF"])
def test_one_answer_to_everything_earns_little(answer):
    shares = credit(run(dict.fromkeys(QUESTIONS, answer), *QUESTIONS))
    assert sum(shares.values()) <= len(QUESTIONS) / 5


def test_two_wrong_ticks_are_named_together():
    (outcome, *_) = run({"q4": "ACD"}, "q4")
    (found,) = outcome.error.explain().diagnoses
    assert found.id == "finds-k-by-itself + start-does-not-matter"
