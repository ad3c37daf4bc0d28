"""Every fair alternative earns full marks, under several secrets."""

import pytest

from .right_answers import ALTERNATIVES
from .runner import REFERENCE, failures, run

CASES = [(function, name) for function, named in ALTERNATIVES.items() for name in named]
QUICK = [case for case in CASES if case[0] != "choose_n_components" and case[1] != "double loops all the way"]


@pytest.mark.parametrize(("function", "name"), CASES)
def test_an_alternative_earns_full_marks(function, name):
    assert failures(run(REFERENCE | {function: ALTERNATIVES[function][name]}, function)) == []


@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize(("function", "name"), QUICK)
def test_an_alternative_earns_full_marks_under_another_secret(function, name, secret):
    assert failures(run(REFERENCE | {function: ALTERNATIVES[function][name]}, function, secret=secret)) == []


@pytest.mark.parametrize("spelling", ["{}", "{} ", " {}\n", "{}.", "({})", "{})"])
@pytest.mark.parametrize("change", [str.upper, str.lower, lambda option: chr(ord(option) + 0xFEE0)])
def test_an_option_may_be_spelled_in_many_ways(spelling, change):
    cells = [name for name in REFERENCE if name[0] == "q"]
    assert failures(run({cell: spelling.format(change(REFERENCE[cell])) for cell in cells}, *cells)) == []


def test_there_are_many():
    assert len(CASES) >= 30
