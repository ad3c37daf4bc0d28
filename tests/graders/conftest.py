from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_limits

from autograder.graders import compare


def pytest_configure(config: pytest.Config) -> None:
    """Know the graders' marker: their modules are imported here."""
    config.addinivalue_line("markers", "check(grade_id, weight=1): the graded cell that a check belongs to")


@pytest.fixture
def no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for no counterexamples: they take a hundred questions each."""
    monkeypatch.setattr(compare, "counterexample", lambda *_: None)


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """Small arrays only lose time on several threads."""
    with threadpool_limits(1):
        yield
