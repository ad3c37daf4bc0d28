"""The warm pytest session."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from autograder.engine.checks import CheckRunner
from autograder.errors import KitError, StudentMissingError
from autograder.model import Text, Verdict

GRADERS = '''
import pytest
from autograder.errors import WrongAnswerError
from autograder.model import Text

@pytest.fixture(scope="session")
def count():
    return []

@pytest.mark.check("f", weight=3)
def test_doubles(student, count):
    """把數字加倍
    Doubles a number
    """
    count.append(1)
    if student.f(2) != 4:
        raise WrongAnswerError(Text("不是兩倍", "not the double"))

@pytest.mark.check("f")
def test_once_per_student(student, count):
    """每人一次
    Once per student
    """
    assert len(count) == student["runs"]

@pytest.mark.check("g")
@pytest.mark.parametrize("k", [1, 2])
def test_many(student, k):
    """參數 {k}
    Parameter {k}
    """
    student.g(k)
'''


EXPLAINED = '''
import pytest
from autograder.errors import WrongAnswerError
from autograder.model import Diagnosis, Explanation, Text

@pytest.mark.check("h")
def test_explained(student):
    """有解釋
    Explained
    """
    found = Explanation((Diagnosis("too-much", Text("太多", "too much"), Text("少一點", "less")),), Text("例如", "such as"))
    if student.h() == "wrong":
        raise WrongAnswerError(Text("錯", "wrong"), lambda: found)
    if student.h() == "explanation fails":
        raise WrongAnswerError(Text("錯", "wrong"), lambda: 1 / 0)
    if student.h() == "student fails again":
        raise WrongAnswerError(Text("錯", "wrong"), lambda: student.missing())
'''


class Namespace:
    def __init__(self, **values: Any) -> None:
        self.values = values

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        forbidden: Any = (),
        provided: Any = None,
        harness: str = "",
    ) -> tuple[Any, tuple[int, ...]]:
        return self.read(name)(*args, **kwargs), ()

    def read(self, name: str) -> Any:
        if name not in self.values:
            raise StudentMissingError(Text("沒有", "missing"))
        return self.values[name]


@pytest.fixture
def options_of_a_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_module")


@pytest.fixture
def runner(tmp_path: Path) -> Any:
    path = tmp_path / f"test_{uuid4().hex}.py"  # pytest imports modules by name, once a process
    path.write_text(GRADERS, encoding="utf-8")
    runner = CheckRunner(path)
    yield runner
    runner.close()


def test_items_run_once_per_student_and_session_fixtures_stay(runner: CheckRunner) -> None:
    first = runner.run(Namespace(f=lambda x: 2 * x, g=lambda k: k, runs=1))
    assert [(r.grade_id, r.name, r.verdict, r.weight) for r in first] == [
        ("f", "doubles", Verdict.PASSED, 3),
        ("f", "once_per_student", Verdict.PASSED, 1),
        ("g", "many[1]", Verdict.PASSED, 1),
        ("g", "many[2]", Verdict.PASSED, 1),
    ]
    assert first[2].title == Text("參數 1", "Parameter 1")
    second = runner.run(Namespace(f=lambda x: 0, runs=2))
    assert [r.verdict for r in second] == [Verdict.FAILED, Verdict.PASSED, Verdict.MISSING, Verdict.MISSING]
    assert second[0].detail == Text("不是兩倍", "not the double")


def test_options_for_other_tests_do_not_reach_the_graders(options_of_a_developer: None, runner: CheckRunner) -> None:
    results = runner.run(Namespace(f=lambda x: 2 * x, g=lambda k: k, runs=1))
    assert [result.verdict for result in results] == [Verdict.PASSED] * 4


def test_a_failure_of_a_grader_is_internal_and_says_where(runner: CheckRunner) -> None:
    result = runner.run(Namespace(f=lambda x: 4, g=lambda k: k, runs=99))[1]
    assert result.verdict is Verdict.INTERNAL
    assert result.internal is not None
    assert ".py:" in result.internal


@pytest.mark.parametrize("text", ["import no_such_module", "def test_x(:", ""])
def test_a_broken_grader_module_is_a_clear_error_every_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / f"test_{uuid4().hex}.py"
    path.write_text(text, encoding="utf-8")
    runner = CheckRunner(path)
    for _ in range(2):
        with pytest.raises(KitError, match=path.name):
            runner.run(Namespace())


@pytest.fixture
def explained(tmp_path: Path) -> Any:
    path = tmp_path / f"test_{uuid4().hex}.py"
    path.write_text(EXPLAINED, encoding="utf-8")
    runner = CheckRunner(path)
    yield runner
    runner.close()


def test_a_failure_is_explained(explained: CheckRunner) -> None:
    (result,) = explained.run(Namespace(h=lambda: "wrong"))
    assert [one.id for one in result.explanation.diagnoses] == ["too-much"]
    assert result.explanation.example == Text("例如", "such as")
    assert result.internal is None


def test_the_verdict_stands_when_the_explanation_fails(explained: CheckRunner) -> None:
    (result,) = explained.run(Namespace(h=lambda: "explanation fails"))
    assert result.verdict is Verdict.FAILED
    assert result.explanation.diagnoses == ()
    assert "ZeroDivisionError" in str(result.internal)


def test_a_student_who_fails_again_is_not_explained(explained: CheckRunner) -> None:
    (result,) = explained.run(Namespace(h=lambda: "student fails again"))
    assert (result.verdict, result.internal, result.explanation.diagnoses) == (Verdict.FAILED, None, ())
