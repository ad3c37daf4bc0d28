import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Know the graders' marker: their modules are imported here."""
    config.addinivalue_line("markers", "check(grade_id, weight=1): the graded cell that a check belongs to")
