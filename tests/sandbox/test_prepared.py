"""Submissions that are forked from a process that has run their beginning: everything as if they had run it themselves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.errors import StudentForbiddenError
from autograder.model import Limits
from autograder.sandbox.prepared import Beginning, Prepared, prepare
from autograder.sandbox.process import WarmSandbox
from autograder.sandbox.session import CellRun, Session

FILES = {"data.csv": b"1,2\n3,4\n"}
GIVEN = (
    "import os\nimport numpy as np\nimport random",
    "X = np.loadtxt('data.csv', delimiter=',')\nprint(X.sum(), os.getcwd(), random.random(), np.random.rand())",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nX.shape",
)
OWN = (
    "print(random.random(), np.random.rand(), np.random.default_rng().random())\nprint(sorted(os.listdir('.')))",
    "calls = []\ndef total(x):\n    calls.append(x)\n    return float(X.sum()) + len(calls)",
    "In[1], Out",
)


@pytest.fixture
def prepared(warm: WarmSandbox) -> Iterator[Prepared]:
    found = prepare(warm, Beginning(GIVEN, tuple(FILES.items())), Limits())
    assert found is not None
    yield found
    found.close()


def plain(runs: list[CellRun]) -> list[Any]:
    return [(run.end, run.count, run.outputs) for run in runs]


def test_everything_is_as_without(warm: WarmSandbox, prepared: Prepared) -> None:
    cells = [*GIVEN, *OWN]
    with Session(warm, Limits(), FILES) as alone, Session(warm, Limits(), FILES, prepared) as forked:
        expected = plain(alone.run_notebook(cells))
        assert plain(forked.run_notebook(cells)) == expected
        assert len(expected) == len(cells)
        assert "'data.csv'" in str(expected[3])
        assert alone.call("total", (1,), {}) == forked.call("total", (1,), {}) == (11.0, ())


def test_what_has_begun_is_not_run_again(warm: WarmSandbox, prepared: Prepared) -> None:
    with Session(warm, Limits(), FILES, prepared) as session:
        requests = []
        session.run_notebook([*GIVEN, *OWN])
        whole = session._main._process
        assert whole is not None
        requests.append(whole._number)
    assert requests == [len(FILES) + len(OWN)]


def test_what_one_leaves_in_a_prepared_process_is_its_own(warm: WarmSandbox, prepared: Prepared) -> None:
    for _ in range(2):
        with Session(warm, Limits(), FILES, prepared) as session:
            (*_, run) = session.run_notebook([*GIVEN, "print('X' in dir(), 'left' in dir(), os.path.exists('left'))"])
            assert run.outputs[0]["text"] == "True False False\n"
            session.run_notebook([*GIVEN, "left = 1\nopen('left', 'w').close()\nX += 1\nos.environ['LEFT'] = '1'"])


def test_another_beginning_runs_whole(warm: WarmSandbox, prepared: Prepared) -> None:
    changed = [GIVEN[0], GIVEN[1] + "\nX = X * 2", GIVEN[2], "print(X.sum())"]
    with Session(warm, Limits(), FILES, prepared) as session:
        (*_, run) = session.run_notebook(changed)
        assert run.outputs[0]["text"] == "20.0\n"


def test_a_crash_starts_from_the_beginning_again(warm: WarmSandbox, prepared: Prepared) -> None:
    with Session(warm, Limits(), FILES, prepared) as session:
        runs = session.run_notebook([*GIVEN, "def f(x):\n    return float(X.sum())\nos._exit(1)", "y = 2"])
        assert [run.end for run in runs] == ["done", "done", "done", "exit", "done"]
        assert session.call("f", (1,), {}) == (10.0, ())


def test_a_beginning_that_fails_is_not_kept(warm: WarmSandbox) -> None:
    for cells in (("1/0",), ("import os\nos._exit(0)",), ("import time\ntime.sleep(9)",)):
        assert prepare(warm, Beginning(cells), Limits(cell_seconds=1.0)) is None
    assert warm.alive


FOLDER = "import os, tempfile\nfolder = tempfile.mkdtemp()\nopen(folder + '/secret', 'w').write('of the beginning')"


def test_temporary_folders_of_libraries_are_there_again_and_empty(warm: WarmSandbox) -> None:
    found = prepare(warm, Beginning((FOLDER,), ()), Limits())
    assert found is not None
    try:
        for _ in range(2):
            with Session(warm, Limits(), {}, found) as session:
                look = "print(os.listdir(folder), folder, tempfile.mkdtemp())\nopen(folder + '/mine', 'w').close()"
                (*_, run) = session.run_notebook([FOLDER, look])
                assert run.outputs[0]["text"] == "[] /tmp/tmp00000001 /tmp/tmp00000002\n"
    finally:
        found.close()


BESIDE = {
    "mine.py": b"def f(x):\n    return x + 1\n",
    "json.py": b"raise SystemExit\n",
    "decimal.py": b"raise SystemExit\n",
}


def test_modules_beside_the_notebook_can_be_imported_and_stand_in_for_no_installed_one(warm: WarmSandbox) -> None:
    with Session(warm, Limits(), BESIDE) as session:
        (run,) = session.run_notebook(
            ["from mine import f\nimport decimal, json\nprint(f(1), json.dumps([decimal.Decimal(1) == 1]))"]
        )
        assert run.end == "done"
        assert run.outputs[0]["text"] == "2 [true]\n"
        assert session.call("f", (2,), {})[0] == 3


def test_a_library_that_the_beginning_imports_is_guarded(warm: WarmSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.session.forbidden_use", lambda *_: None)  # what the call does is to count
    begins = ("import sched",)
    found = prepare(warm, Beginning(begins), Limits())
    assert found is not None
    cells = (*begins, "def f(x):\n    return x * sched.scheduler().empty()")
    for _ in range(2):  # at the second time, the guards are ready before the fork
        with Session(warm, Limits(), {}, found) as session:
            session.run_notebook(cells)
            assert session.call("f", (0.5,), {})[0] == 0.5
            with pytest.raises(StudentForbiddenError):
                session.call("f", (0.5,), {}, ("sched",))
            assert session.call("f", (0.5,), {})[0] == 0.5
    found.close()


def test_guards_that_are_ready_cost_a_submission_little(warm: WarmSandbox) -> None:
    forbidden = ("scipy", "sklearn")  # thousands of functions
    seconds = []
    for _ in range(4):
        with Session(warm, Limits()) as session:
            session.run_notebook(["import sched\ndef f(x):\n    return x"])  # a module more that is not forbidden
            session.call("f", (1,), {})
            started = time.perf_counter()
            session.call("f", (1,), {}, forbidden)
            seconds.append(time.perf_counter() - started)
    assert min(seconds[1:]) < seconds[0] / 3
