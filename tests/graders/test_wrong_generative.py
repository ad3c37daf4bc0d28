"""Wrong answers to ``10_generative_models`` cost points under several secrets, and no name is given that is not theirs."""

import pytest

from .runner import REFERENCE, credit, run
from .wrong_generative import WRONG

pytestmark = pytest.mark.usefixtures("no_examples")
SINGLE = [(function, name) for function, names in WRONG.items() for name in names]
# The catalogue's names for those that it knows in another form; whatever is not here must get no name.
NAMES = {
    ("sample", "labels in turn"): {"sampled-weights-ignored"},
    ("sample", "argmax of the weights"): {"one-component-for-all"},
    ("sample", "eigenvectors without eigenvalues"): {"noise-without-covariance"},  # turned, but round
    ("sample", "eigenvalues not rooted"): {"covariance-for-its-root"},
    ("sample", "labels sorted"): {"labels-drawn-again"},
    ("sample", "seeded by n"): {"seed-not-used"},
    ("sample", "the seed of every call is 0"): {"seed-not-used"},
    ("sample_conditional", "known coordinates drawn too"): {"not-conditioned"},
    ("sample_conditional", "known is a mask"): {"known-put-first"},
    # about right where little is known, and too wide where much is: too few samples to tell that from what is named
    ("sample_conditional", "rejection by nearness"): {"regression-of-the-diagonal"},
    ("sample_conditional", "the first coordinates are taken to be known"): {"known-put-first"},
    ("sample_conditional", "always the same seed"): {"seed-not-used"},
    ("elbo", "log-likelihood"): {"posterior-for-resp"},
    ("elbo", "zero"): {"entropy-forgotten + energy-forgotten"},
    ("ppca_elbo", "reconstruction by logpdf of the mean"): {"spread-of-z-forgotten"},
    ("ppca_elbo", "KL of the diagonal"): {"determinant-of-the-diagonal"},
    ("ppca_elbo", "KL weighed by two"): {"kl-without-half"},
    ("log_emissions", "mean of the components"): {"emission-weights-forgotten"},
    ("forward_log", "summed over the wrong axis"): {"transitions-ignored"},  # rows sum to 1, so nothing moves
    ("forward_log", "row where a column should be"): {"transition-transposed"},
    ("forward_log", "not a step further"): {"transitions-ignored"},
    ("viterbi", "sorted"): {"path-reversed"},  # the same in a model from left to right
    ("viterbi", "probability without the start"): {"start-forgotten"},
    ("viterbi", "without transitions"): {"transitions-ignored"},
    ("viterbi", "transposed"): {"transition-transposed"},
}


@pytest.mark.every(3)
@pytest.mark.parametrize("secret", ["another", "a third"])
@pytest.mark.parametrize(("function", "name"), SINGLE)
def test_a_mistake_costs_points_under_another_secret(function, name, secret):
    assert credit(run(REFERENCE | {function: WRONG[function][name]}, function, secret=secret))[function] < 1


@pytest.mark.parametrize("function", WRONG)
def test_what_is_constant_earns_nothing(function):
    assert (
        credit(run(REFERENCE | {function: WRONG[function].get("zeros") or WRONG[function]["zero"]}, function))[function]
        == 0
    )


@pytest.mark.every(3)
@pytest.mark.parametrize(("function", "name"), SINGLE)
def test_a_mistake_costs_points_and_is_called_by_no_wrong_name(function, name):
    outcomes = run(REFERENCE | {function: WRONG[function][name]}, function)
    assert credit(outcomes)[function] < 1
    found = [outcome.error.explain().diagnoses for outcome in outcomes if outcome.error]
    named = {" | ".join(one.id for one in names) for names in found if names}
    assert named <= NAMES.get((function, name), set())


def test_there_are_many():
    assert len(SINGLE) >= 110
    assert all(len(names) >= 15 for names in WRONG.values())
