"""Every fair alternative earns full marks, under several secrets."""

from collections import Counter

import pytest

from .right_answers import ALTERNATIVES, namespace
from .runner import REFERENCE, checks, failures, run

BY_NAME = {f"{one.function}: {one.title.partition(' | ')[2]}": one for one in ALTERNATIVES}
QUICK = [name for name, one in BY_NAME.items() if one.function != "choose_n_components" and "loops all" not in name]
FUNCTIONS = list(dict.fromkeys(check.grade_id for check in checks()))


@pytest.mark.every(7)
@pytest.mark.parametrize("name", BY_NAME)
def test_an_alternative_earns_full_marks(name):
    assert failures(run(namespace(BY_NAME[name]), BY_NAME[name].function)) == []


@pytest.mark.every(23)
@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize("name", QUICK)
def test_an_alternative_earns_full_marks_under_another_secret(name, secret):
    assert failures(run(namespace(BY_NAME[name]), BY_NAME[name].function, secret=secret)) == []


@pytest.mark.parametrize("spelling", ["{}", "{} ", " {}\n", "{}.", "({})", "{})"])
@pytest.mark.parametrize("change", [str.upper, str.lower, lambda option: chr(ord(option) + 0xFEE0)])
def test_an_option_may_be_spelled_in_many_ways(spelling, change):
    cells = [name for name, answer in REFERENCE.items() if name[0] == "q" and len(answer) == 1 and answer.isalpha()]
    assert len(cells) >= 14
    assert failures(run({cell: spelling.format(change(REFERENCE[cell])) for cell in cells}, *cells)) == []


def test_there_are_many():
    functions = Counter(one.function for one in ALTERNATIVES)
    assert sum(count for function, count in functions.items() if function[0] != "q") >= 100
    assert set(functions) == set(FUNCTIONS)


def test_titles_are_in_both_languages_and_differ():
    assert len(BY_NAME) == len(ALTERNATIVES)
    for one in ALTERNATIVES:
        zh, separator, en = one.title.partition(" | ")
        assert zh
        assert separator
        assert en.isascii()
