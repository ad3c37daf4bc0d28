"""The reference earns full marks under every secret, the stub nothing."""

import time

import pytest

from autograder.graders.data import DEFAULT_SECRET

from .runner import MODULES, REFERENCE, checks, credit, failures, run

CELLS = tuple(dict.fromkeys(check.grade_id for check in checks()))


def stub(*args, **kwargs):
    raise NotImplementedError


@pytest.mark.parametrize("cell", CELLS)
def test_reference_earns_full_marks(cell):
    assert failures(run(REFERENCE, cell)) == []


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("namespace", [dict.fromkeys(REFERENCE, stub), {}, dict.fromkeys(REFERENCE, "")])
def test_stub_earns_nothing(cell, namespace):
    assert credit(run(namespace, cell)) == {cell: 0.0}


@pytest.mark.every(8)
@pytest.mark.parametrize("secret", [f"secret {i}" for i in range(8)])
def test_reference_earns_full_marks_under_every_secret(secret):
    cells = [cell for cell in CELLS if cell != "choose_n_components"]
    assert failures(run(REFERENCE, *cells, secret=secret)) == []


@pytest.mark.parametrize("secret", [f"secret {i}" for i in range(3)])
def test_reference_chooses_under_every_secret(secret):
    assert failures(run(REFERENCE, "choose_n_components", secret=secret)) == []


def test_titles_are_in_both_languages():
    for check in checks():
        zh, en = (line.strip() for line in (check.function.__doc__ or "").strip().splitlines())
        assert not zh.isascii()
        assert en.isascii()


@pytest.mark.parametrize("assignment", MODULES)
def test_every_check_is_quick(assignment):
    cells = {check.grade_id for check in checks() if check.assignment == assignment} - {"choose_n_components"}
    run(REFERENCE, *cells, secret=DEFAULT_SECRET)
    begin = time.perf_counter()
    run(REFERENCE, *cells)
    assert time.perf_counter() - begin < (5.0 if assignment == "06_streamlit_app" else 2.0)  # an app starts a few times
