"""Run the hidden pytest graders: collected once, then run once per submission in the same warm session.

``pytest.main`` costs a tenth of a second, nearly all of it set-up, so one thread sits inside it: in the run loop it waits for
the next student, runs every collected check against them and hands back the results.
"""

from __future__ import annotations

import inspect
import os
import queue
import threading
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.student import Answers, Student
from autograder.errors import KitError, StudentError, WrongAnswerError
from autograder.model import CheckResult, Explanation, Text, Verdict

MARKER = "check(grade_id, weight=1): the graded cell that a check belongs to, and its weight in that cell"
UNUSED_PLUGINS = ("terminal", "cacheprovider", "faulthandler", "logging", "warnings", "capture", "stepwise")
OPTIONS = (
    *("--disable-plugin-autoload", "--assert=plain", "-c", "/dev/null"),
    *(word for name in UNUSED_PLUGINS for word in ("-p", f"no:{name}")),
)

VARIABLES = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DEBUG")  # for a developer's own tests, not for graders


class CheckRunner:
    """A warm pytest session over one grader module.

    Args:
        module: path of the grader module
    """

    def __init__(self, module: Path) -> None:
        self._module = module
        self._questions: queue.Queue[Answers | None] = queue.Queue()
        self._results: queue.Queue[list[CheckResult] | BaseException] = queue.Queue()
        self._plugin = _Warm(self._questions, self._results)
        for name in VARIABLES:
            os.environ.pop(name, None)
        self._thread = threading.Thread(target=self._serve, name=f"graders {module.name}", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        plugin = self._plugin
        try:
            code = pytest.main([*OPTIONS, f"--rootdir={self._module.parent}", str(self._module)], plugins=[plugin])
            error: BaseException = KitError(
                f"the graders in {self._module.name} do not load (pytest exit code {int(code)})"
            )
        except BaseException as caught:
            error = caught
        self._results.put(plugin.collection_error or error)

    @property
    def at_random(self) -> frozenset[str]:
        """The functions whose answers are drawn at random, which the module names in ``AT_RANDOM``: known after a run."""
        return self._plugin.at_random

    def run(self, answers: Answers) -> list[CheckResult]:
        """Run every check of the module against one student.

        Raises:
            KitError: the grader module itself is broken
        """
        self._questions.put(answers)
        result = self._results.get()
        if isinstance(result, BaseException):
            self._results.put(result)  # the thread has ended: every later call must learn so too
            raise KitError(str(result)) from result
        return result

    def close(self) -> None:
        """End the warm session."""
        self._questions.put(None)
        self._thread.join(timeout=10)


class _Warm:
    """The pytest plug-in that holds the session open."""

    def __init__(self, questions: Any, results: Any) -> None:
        self._questions = questions
        self._results = results
        self._answers: Answers | None = None
        self._found: dict[str, CheckResult] = {}
        self._memory: dict[Any, Any] = {}
        self.at_random: frozenset[str] = frozenset()
        self.collection_error: KitError | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", MARKER)

    @pytest.fixture
    def student(self) -> Student:
        """The submission that is being graded."""
        assert self._answers is not None
        failed = frozenset(result.grade_id for result in self._found.values() if not result.passed)
        return Student(self._answers, failed=failed, memory=self._memory)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.collection_error is None:
            self.collection_error = KitError(f"{report.nodeid} does not load: {report.longreprtext.strip()[-2000:]}")

    def pytest_exception_interact(self, call: pytest.CallInfo[Any], report: Any) -> None:
        """Take the graders' own word for why they do not load: something is missing on this machine."""
        if isinstance(report, pytest.CollectReport) and call.excinfo and isinstance(call.excinfo.value, KitError):
            self.collection_error = call.excinfo.value

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        if self.collection_error or not items:
            return True
        self.at_random = frozenset(getattr(getattr(items[0], "module", None), "AT_RANDOM", ()))
        while (answers := self._questions.get()) is not None:
            self._answers = answers
            self._found, self._memory = {}, {}
            for item, following in zip(items, [*items[1:], items[0]], strict=True):
                # "the first again" comes after the last, so that session fixtures stay
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self._answers = None
            self._results.put(list(self._found.values()))
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        error = call.excinfo.value if call.excinfo else None
        earlier = self._found.get(item.nodeid)
        if call.when == "call" or (error is not None and (earlier is None or earlier.passed)):
            self._found[item.nodeid] = _result(item, error, call)
        outcome = "failed" if error is not None else "passed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when, duration=call.duration)  # type: ignore[arg-type]


def _result(item: pytest.Item, error: BaseException | None, call: pytest.CallInfo[None]) -> CheckResult:
    marker = item.get_closest_marker("check")
    if marker is None:
        raise KitError(f"{item.nodeid} has no `check` marker")
    verdict, detail, student_error, internal = Verdict.PASSED, None, None, None
    explanation = Explanation()
    if isinstance(error, StudentError):
        verdict, detail, student_error = error.verdict, error.text, error.student_error
        explanation, internal = _explained(item, error)
    elif isinstance(error, WrongAnswerError):
        verdict, detail = Verdict.FAILED, error.text
        explanation, internal = _explained(item, error)
    elif error is not None:
        verdict, internal = Verdict.INTERNAL, f"{item.name}: {type(error).__name__}: {error}\n{_where(error)}"
    return CheckResult(
        grade_id=str(marker.args[0]),
        name=item.name.removeprefix("test_"),
        verdict=verdict,
        weight=float(marker.kwargs.get("weight", 1)),
        title=_title(item),
        detail=detail,
        explanation=explanation,
        student_error=student_error,
        internal=internal,
        seconds=call.duration,
    )


def _explained(item: pytest.Item, error: WrongAnswerError | StudentError) -> tuple[Explanation, str | None]:
    """Return what explains a failure, and how the kit failed if it did: the verdict stands without an explanation."""
    try:
        return error.explain(), None
    except StudentError:
        return Explanation(), None
    except Exception as failure:
        return Explanation(), f"{item.name}, diagnosis: {type(failure).__name__}: {failure}\n{_where(failure)}"


def _title(item: pytest.Item) -> Text:
    lines = inspect.cleandoc(getattr(item, "obj", None).__doc__ or item.name).splitlines()
    values = getattr(getattr(item, "callspec", None), "params", {})
    title = [line.strip() for line in lines if line.strip()][:2]
    title = [line.format(**values) if "{" in line else line for line in title]
    return Text(title[0], title[-1])


def _where(error: BaseException) -> str:
    step, lines = error.__traceback__, []
    while step is not None:
        lines.append(f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}")
        step = step.tb_next
    return " > ".join(lines[-4:])
