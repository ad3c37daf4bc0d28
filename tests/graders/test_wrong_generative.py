"""Wrong answers to ``10_generative_models`` cost points under several secrets, and no name is given that is not theirs."""

import pytest

from .runner import REFERENCE, credit, run
from .wrong_generative import WRONG

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, name) for function, names in WRONG.items() for name in names]
MOST = {"sample": 0.75, "sample_conditional": 0.75}
"""A mistake costs a good part of the points, save where it shows in rare inputs only."""
# The catalogue's names for those that it knows in another form; whatever is not here must get no name.
NAMES: dict[tuple[str, str], set[str]] = {}


@pytest.mark.parametrize("secret", ["gaussian-mixtures", "another", "a third"])
@pytest.mark.parametrize(("function", "name"), SINGLE)
def test_a_mistake_costs_points_under_every_secret(function, name, secret):
    assert credit(run(REFERENCE | {function: WRONG[function][name]}, function, secret=secret))[function] < 1


@pytest.mark.parametrize("function", WRONG)
def test_what_is_constant_earns_nothing(function):
    assert credit(run(REFERENCE | {function: WRONG[function].get("zeros") or WRONG[function]["zero"]}, function))[function] == 0


@pytest.mark.parametrize(("function", "name"), SINGLE)
def test_a_mistake_is_called_by_no_wrong_name(function, name):
    outcomes = run(REFERENCE | {function: WRONG[function][name]}, function)
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    named = {" | ".join(one.id for one in names) for names in found if names}
    assert named <= NAMES.get((function, name), set())


def test_there_are_many():
    assert len(SINGLE) >= 110
    assert all(len(names) >= 15 for names in WRONG.values())
