"""The same submission computes the same numbers each time it is graded."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.sandbox.session import Session

from .conftest import LIMITS

UNSEEDED = {
    "random": "import random\nvalue = [random.random() for _ in range(3)]",
    "numpy": "import numpy as np\nvalue = np.random.rand(3).tolist()",
    "default_rng": "import numpy as np\nvalue = [np.random.default_rng().random(), np.random.default_rng().random()]",
    "scikit-learn": "import numpy as np\nfrom sklearn.datasets import make_blobs\nvalue = make_blobs(5)[0].tolist()",
    "hash": "value = [hash('a'), hash('b'), list({'x', 'y', 'z'})]",
}


@pytest.mark.parametrize("name", UNSEEDED)
def test_what_is_not_seeded_is_the_same_again(warm: Any, name: str) -> None:
    seen = []
    for _ in range(2):
        with Session(warm, LIMITS) as session:
            session.run_notebook([UNSEEDED[name]])
            seen.append(session.read("value"))
    assert seen[0] == seen[1]
    assert seen[0][0] != seen[0][1]


def test_calls_go_on_from_there(warm: Any) -> None:
    seen = []
    for _ in range(2):
        with Session(warm, LIMITS) as session:
            session.run_notebook(
                [
                    "import random, numpy as np\nrandom.random()",
                    "def f():\n    return random.random(), np.random.rand()",
                ]
            )
            seen.append([session.call("f", (), {})[0] for _ in range(3)])
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 3


def test_another_sandbox_gives_the_same(warm: Any) -> None:
    from autograder.sandbox.process import WarmSandbox

    cells = ["import random, numpy as np\nvalue = [random.random(), np.random.rand(), hash('a'), str({'x', 'y', 'z'})]"]
    other = WarmSandbox(preload=())
    try:
        with Session(warm, LIMITS) as one, Session(other, LIMITS) as two:
            one.run_notebook(cells)
            two.run_notebook(cells)
            assert one.read("value") == two.read("value")
    finally:
        other.close()


def test_the_twin_starts_from_the_same_seed(session: Session) -> None:
    session.run_notebook(["import random\nx = random.random()\ndef f():\n    return x, random.random()"])
    assert session.call("f", (), {})[0] == session.call("f", (), {}, (), {"g": abs})[0]
