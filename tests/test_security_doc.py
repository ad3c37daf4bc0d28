"""Every promise of ``docs/security.md`` names tests and attacks that exist, and every attack stands for a promise."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TABLE = TEXT[TEXT.index("## Promises and their tests") :]
ATTACKS = ROOT / "tests" / "submissions" / "attacks"
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ")][1:]


@cache
def defined() -> set[str]:
    """Return the names of all tests."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("test_*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in nodes if node.name.startswith("test_")}


def named_attacks(row: str) -> set[str]:
    _, found, names = row.partition("attack: ")
    return set(re.findall(r"`(\w+)`", names)) if found else set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:60])
def test_every_promise_has_tests_that_exist(row: str) -> None:
    tests = set(re.findall(r"`(test_\w+)`", row))
    attacks = named_attacks(row)
    assert tests | attacks
    assert tests - defined() == set()
    assert {name for name in attacks if not (ATTACKS / f"{name}.py").is_file()} == set()


def test_every_attack_stands_for_a_promise() -> None:
    named = set().union(*map(named_attacks, ROWS))
    assert {path.stem for path in ATTACKS.glob("*.py")} == named


def test_files_that_the_table_abbreviates_exist() -> None:
    names = re.findall(r"`(?:tests/\w+/)?(test_\w+\.py)`", TABLE)
    assert len(names) > 5
    for name in names:
        assert list((ROOT / "tests").rglob(name)), name
