"""``make bench`` on a class of three: it runs, and what it writes has the shape that the README quotes from."""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from collections import Counter
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from autograder.course import Course
from solutions import em
from tests.conftest import ROOT
from tools.bench.__main__ import app
from tools.bench.inline_tests import hidden_tests
from tools.bench.measure import PARTS
from tools.bench.result import Ratio, ratios
from tools.bench.students import TWENTY, make_class, mix, renamed

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    output = tmp_path_factory.mktemp("bench") / "benchmark.json"
    small = ["--students", "3", "--stock", "1", "--only", "fork,kit,stock", "--no-fail", "--output", str(output)]
    command = [sys.executable, "-m", "tools.bench", *small]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=880, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return dict(json.loads(output.read_bytes()))


@pytest.mark.slow
@pytest.mark.exhaustive
def test_all_parts_are_there(written: dict[str, Any]) -> None:
    assert {"date", "command", "machine", "ratios", "class", "fork", "kit", "stock", "agreement"} == written.keys()
    assert written["class"]["submissions"] == written["class"]["distinct_notebooks"] == 3
    assert written["machine"]["versions"].keys() >= {"nbgrader", "numpy", "matplotlib"}
    assert written["stock"]["not_graded"] == 0
    assert [written["kit"][name]["graded"] for name in ("first", "unchanged", "forced")] == [3, 0, 3]


@pytest.mark.slow
@pytest.mark.exhaustive
def test_seconds_are_positive(written: dict[str, Any]) -> None:
    kit, fork, stock = written["kit"], written["fork"], written["stock"]
    each = [kit[name]["seconds_each"] for name in ("first", "unchanged", "forced")]
    each += [fork[name]["seconds_each"] for name in ("before", "after", "with_the_kits_shell")]
    each += [stock["seconds_each_without_start"], stock["seconds_each_in_the_class"]]
    assert all(math.isfinite(one) and one > 0 for one in each)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_every_ratio_has_its_limit(written: dict[str, Any]) -> None:
    limits = {(one["kind"], one["limit"]) for one in written["ratios"]}
    assert limits == {("at least", 20), ("at most", 1.6)}
    for one in written["ratios"]:
        assert one["holds"] == Ratio(one["name"], one["value"], one["kind"], one["limit"]).holds


@pytest.mark.slow
@pytest.mark.exhaustive
def test_the_fork_draws_the_figures_that_the_kit_draws(written: dict[str, Any]) -> None:
    drawn = {written["fork"][name]["figures"] for name in ("before", "after", "with_the_kits_shell")}
    assert drawn == {written["kit"]["figures"]}


@pytest.mark.slow
@pytest.mark.exhaustive
def test_nothing_says_whose_machine_it_is(written: dict[str, Any]) -> None:
    written = {key: value for key, value in written.items() if key != "command"}  # which names the output here
    assert str(ROOT) not in json.dumps(written)
    assert "/" not in json.dumps(written["machine"]["processor"])


def test_a_part_that_is_unknown_is_named() -> None:
    result = CliRunner().invoke(app, ["--only", "kit,nothing"])
    assert result.exit_code == 2
    assert "nothing" in result.output


def test_the_class_is_the_same_for_the_same_seed(kit: Course) -> None:
    students = make_class(kit, 40, 1)
    assert students == make_class(kit, 40, 1)
    assert students != make_class(kit, 40, 2)
    assert mix(students) == {kind: 2 * count for kind, count in TWENTY.items()}
    assert len({one.notebook for one in students}) == len(students)
    assert Counter(one.kind for one in students[:20]) == TWENTY


def test_renamed_variables_mean_the_same() -> None:
    source = (
        "def scaled(X, *, by=2):\n"
        "    權重 = np.ones(len(X))  # 每個樣本\n"
        "    total = [x * by for x in X]\n"
        "    text = f'{by}'\n"
        "    return dict(total=total, weights=權重.tolist(), text=text)\n"
    )
    for seed in range(8):
        found: dict[str, Any] = {"np": np}
        exec(renamed(source, random.Random(seed)), found)
        assert found["scaled"]([1, 2]) == {"total": [2, 4], "weights": [1.0, 1.0], "text": "2"}
    assert len({renamed(source, random.Random(seed)) for seed in range(8)}) > 1
    assert renamed("def broken(:", random.Random(0)) == "def broken(:"


@pytest.mark.parametrize("function", ["e_step", "m_step", "fit_em"])
def test_the_inline_tests_accept_the_reference(function: str) -> None:
    exec(hidden_tests()[function], {"np": np, **vars(em)})


@pytest.mark.parametrize("function", ["e_step", "m_step", "fit_em"])
def test_the_inline_tests_reject_a_wrong_answer(function: str) -> None:
    right = vars(em)[function]

    def wrong(*arguments: Any, **keywords: Any) -> Any:
        answer = right(*arguments, **keywords)
        return 1.01 * answer if function == "e_step" else (1.01 * answer[0], *answer[1:])

    with pytest.raises(AssertionError):
        exec(hidden_tests()[function], {"np": np, **vars(em), function: wrong})


def test_a_limit_is_kept_or_not() -> None:
    def found(kit: float) -> dict[str, Any]:
        return {
            "kit": {"first": {"seconds_each": kit}},
            "stock": {"seconds_each_in_the_class": 4.0},
            "fork": {"seconds_each": 0.1},
        }

    assert [one.holds for one in ratios(found(0.15))] == [True, True]
    assert [one.holds for one in ratios(found(0.3))] == [False, False]
    assert ratios({}) == []


def test_every_part_builds_on_known_parts() -> None:
    assert {needed for others in PARTS.values() for needed in others} <= PARTS.keys()


@pytest.mark.parametrize("name", ["README.md", "README.zh-TW.md"])
def test_the_readme_quotes_the_last_benchmark(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    block = text.partition("<!-- bench -->")[2].partition("<!-- /bench -->")[0]
    ratios = {
        ratio["name"]: ratio["value"]
        for ratio in json.loads((ROOT / "reports" / "benchmark.json").read_bytes())["ratios"]
    }
    for value, digits in zip(ratios.values(), (1, 2, 1, 2, 2), strict=True):
        assert f" {value:.{digits}f} " in block
