"""Every mistake costs points on its function, and on no other that is right.

These implementations know nothing of the catalogue, so they also show whether the diagnosis calls mistakes by their name
when they are written in another way; those that it does not know must get no name.
"""

import itertools

import pytest

from autograder.graders.given.questions import QUESTIONS

from .runner import MODULES, REFERENCE, checks, credit, failures, notebook, run
from .wrong_answers import TABLE, wrong

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, mistake) for function, mistakes in TABLE.items() for mistake in mistakes]
CELLS = {module: tuple(dict.fromkeys(c.grade_id for c in checks() if c.assignment == module)) for module in MODULES}
NEIGHBOURS = {cell: [other for other in cells if other != cell] for cells in CELLS.values() for cell in cells}


@pytest.mark.parametrize("function", TABLE)
def test_without_mistakes_it_is_right(function):
    assert failures(run(REFERENCE | {function: wrong(function)}, function)) == []


@pytest.mark.every(2)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_costs_points_on_its_function(function, mistake):
    assert credit(run(REFERENCE | {function: wrong(function, mistake)}, function))[function] < 1


@pytest.mark.every(7)
@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize(("function", "mistake"), [pair for pair in SINGLE if pair[0] != "choose_n_components"])
def test_a_mistake_costs_points_under_another_secret(function, mistake, secret):
    assert credit(run(REFERENCE | {function: wrong(function, mistake)}, function, secret=secret))[function] < 1


@pytest.mark.every(7)
@pytest.mark.parametrize(
    ("function", "mistake"),
    [pair for pair in SINGLE if pair[0] != "choose_n_components"],
)
def test_a_mistake_costs_nothing_on_functions_that_build_on_it(function, mistake):
    cells = [cell for cell in NEIGHBOURS[function] if cell != "choose_n_components"]
    assert failures(run(notebook(**{function: wrong(function, mistake)}), *cells)) == []


@pytest.mark.parametrize("function", [name for name in TABLE if name != "choose_n_components"])
def test_pairs_of_mistakes_cost_points(function):
    for pair in itertools.islice(itertools.combinations(TABLE[function], 2), 0, None, 19):
        namespace = REFERENCE | {function: wrong(function, *pair)}
        assert credit(run(namespace, function))[function] < 1, pair


@pytest.mark.parametrize("option", ["A", "B", "C", "D", "AB", "", "ABCD", "none", "1", None, [1, 2], True])
def test_other_options_earn_nothing(option):
    wrong_for = [
        cell
        for cell in CELLS["quiz"]
        if REFERENCE[cell] != option and not (QUESTIONS[cell].kind == "several" and option in tuple("ABCD"))
    ]
    assert set(credit(run(dict.fromkeys(CELLS["quiz"], option), *wrong_for)).values()) == {0.0}


# What is named, where it is: the catalogue's id for each mistake here, by its own name unless it is called the same.
UNKNOWN = {
    ("log_likelihood", "log of a product"), ("log_gaussian", "a column"), ("log_mixture", "mean over components"), ("e_step", "with the likelihood"),
    ("n_parameters", "text"), ("aic", "swapped"), ("choose_n_components", "always three"),
    ("choose_n_components", "model for a K"),
}  # fmt: skip


def named(function, mistake):
    outcomes = run(notebook(**{function: wrong(function, mistake)}), function)
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    return {" | ".join(one.id for one in names) for names in found if names}


@pytest.mark.every(3)
@pytest.mark.parametrize(("function", "mistake"), SINGLE)
def test_a_mistake_has_one_name_or_none(function, mistake):
    assert len(named(function, mistake)) == ((function, mistake) not in UNKNOWN)


def test_there_are_many():
    assert len(SINGLE) >= 60
