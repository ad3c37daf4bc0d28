"""The catalogue: every misconception costs points on its function and on no other, and is called by its name."""

import itertools
from collections.abc import Iterable

import pytest

from autograder.errors import StudentTimeoutError
from autograder.graders.data import DEFAULT_SECRET
from autograder.graders.given.questions import QUESTIONS
from autograder.graders.misconceptions import CATALOGUE, notebook_cell, of_function, wrong
from autograder.graders.misconceptions.catalogue import MODULES
from autograder.model import Diagnosis

from .runner import MODULES as ASSIGNMENTS
from .runner import REFERENCE, Outcome, checks, credit, failures, notebook, run

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLES = [
    pytest.param(one.id, function, way, id=f"{function}-{one.id}-{i}")
    for one in CATALOGUE
    for function in one.functions
    if function in MODULES
    for i, way in enumerate(one.ways(function))
]
CELLS = {name: tuple(dict.fromkeys(c.grade_id for c in checks() if c.assignment == name)) for name in ASSIGNMENTS}
OTHERS = {cell: [other for other in cells if other != cell] for cells in CELLS.values() for cell in cells}


def diagnoses(outcomes: Iterable[Outcome]) -> list[tuple[Diagnosis, ...]]:
    """Return what is named for each failed check."""
    return [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error is not None]


def names(outcomes: Iterable[Outcome]) -> set[str]:
    return {" | ".join(one.id for one in found) for found in diagnoses(outcomes) if found}


@pytest.mark.every(10)
@pytest.mark.parametrize(("id", "function", "way"), SINGLES)
def test_it_costs_points_and_is_named(id, function, way):
    outcomes = run(notebook(**{function: wrong(function, way)}), function)
    assert credit(outcomes)[function] < 1
    assert names(outcomes) == {id}


@pytest.mark.every(20)
@pytest.mark.parametrize(("id", "function", "way"), [one for one in SINGLES if one.id.endswith("-0")])
def test_it_costs_nothing_elsewhere(id, function, way):
    assert failures(run(notebook(**{function: wrong(function, way)}), *OTHERS[function])) == []


@pytest.mark.every(20)
@pytest.mark.parametrize(("id", "function", "way"), [one for one in SINGLES if one.id.endswith("-0")])
def test_it_is_named_under_another_secret(id, function, way):
    outcomes = run(notebook(**{function: wrong(function, way)}), function, secret="another")
    assert credit(outcomes)[function] < 1
    assert names(outcomes) == {id}


@pytest.mark.parametrize("function", MODULES)
def test_without_mistakes_it_is_right(function):
    assert failures(run(REFERENCE | {function: wrong(function, {})}, function)) == []


@pytest.mark.parametrize("function", [name for name in MODULES if name != "choose_n_components"])
def test_pairs_cost_points_and_no_wrong_name_is_given(function):
    known = of_function(function)
    right = named = 0
    every = {"fit_em": 101, "n_parameters": 17}.get(function, 43)
    for one, other in itertools.islice(itertools.combinations(known, 2), 0, None, every):
        first, second = one.ways(function)[0], other.ways(function)[0]
        if set(first) & set(second):
            continue
        outcomes = run(notebook(**{function: wrong(function, {**first, **second})}), function)
        assert credit(outcomes)[function] < 1, (one.id, other.id)
        for name in names(outcomes):
            named += 1
            right += bool(set(name.replace(" | ", " + ").split(" + ")) & {one.id, other.id})
    if function not in ("aic", "bic"):  # there, two mistakes often amount to a third: half of both terms is half of all
        assert right >= 0.9 * named


@pytest.mark.parametrize("question", [cell for cell in CELLS["quiz"] if cell.startswith("q")])
def test_every_wrong_option_has_its_misconception(question):
    if QUESTIONS[question].kind == "single":
        answers = QUESTIONS[question].letters
    elif QUESTIONS[question].kind == "several":
        answers = [letter for letter in QUESTIONS[question].letters if letter not in REFERENCE[question]]
    else:
        answers = [one.ways(question)[0]["option"] for one in of_function(question)]
    assert len(answers) >= 3
    for answer in answers:
        outcomes = run(REFERENCE | {question: answer.lower()}, question)
        assert len(names(outcomes)) == (answer != REFERENCE[question]), answer


def test_ids_are_unique_and_everything_is_said_in_both_languages():
    ids = [one.id for one in CATALOGUE]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 60
    for one in CATALOGUE:
        for text in (one.name, one.hint):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh), one.id
            assert text.en.isprintable(), one.id
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in text.en), one.id
        assert one.reading, one.id


@pytest.mark.parametrize("function", MODULES)
def test_a_notebook_cell_stands_alone(function):
    namespace: dict = {}
    exec(notebook_cell(function, {}), namespace)
    replaced = REFERENCE | {function: namespace[function]}
    assert failures(run(replaced, function)) == []


def test_what_does_not_end_is_named(monkeypatch):
    endless = {"density-space": None, "max-iter-ignored": None}

    def fit_em(*args, **kwargs):
        try:
            return wrong("fit_em", endless)(*args, **kwargs)
        except TimeoutError as error:
            raise StudentTimeoutError(None) from error  # as the sandbox says it

    outcomes = run(notebook(fit_em=fit_em), "fit_em", secret=DEFAULT_SECRET)
    assert names(outcomes) == {"max-iter-ignored"}
