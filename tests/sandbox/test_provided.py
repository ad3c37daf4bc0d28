"""Calls in which the graders' functions stand in for the student's own: they answer, and nothing else gets out."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.errors import (
    StudentCrashedError,
    StudentError,
    StudentMissingError,
    StudentRaisedError,
    StudentTimeoutError,
)
from autograder.model import Verdict
from autograder.sandbox import messages, wire
from autograder.sandbox.process import MAX_ASKED, SandboxProcess
from autograder.sandbox.provided import Provided, refused
from autograder.sandbox.session import Session

from .conftest import LIMITS, descendants, settle
from .pipe import PIPE

IMPORTS = "import numpy as np"
HELPER = "def half(x):\n    return 'wrong'"


def half(x: Any) -> Any:
    return np.asarray(x) / 2


PROVIDED: dict[str, Callable[..., Any]] = {"half": half}


def ask(session: Session, *args: Any, name: str = "f", provided: Any = PROVIDED, **kwargs: Any) -> Any:
    return session.call(name, args, kwargs, (), provided)[0]


# --- what it is for


def test_a_wrong_helper_is_replaced_for_the_call_only(session: Session) -> None:
    session.run_notebook([IMPORTS, HELPER, "def f(x):\n    return half(x)"])
    assert ask(session, 3.0) == 1.5
    assert session.call("f", (3.0,), {})[0] == "wrong"
    assert session.call("half", (3.0,), {})[0] == "wrong"
    assert ask(session, 3.0, provided={"other": half}) == "wrong"
    assert ask(session, 5.0) == 2.5


def test_a_helper_that_is_missing_or_not_even_a_function(session: Session) -> None:
    session.run_notebook(["def f(x):\n    return half(x)"])
    assert ask(session, 3.0) == 1.5
    with pytest.raises(StudentRaisedError):
        session.call("f", (3.0,), {})
    session.run_notebook(["half = 3\ndef f(x):\n    return half(x)"])


def test_the_function_itself_is_not_replaced(session: Session) -> None:
    session.run_notebook([HELPER])
    assert ask(session, 3.0, name="half") == "wrong"
    with pytest.raises(StudentMissingError):
        ask(session, 3.0, name="f")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("g(1, 2.5)", (1, 2.5, 3)),
        ("g(1, b=2.5)", (1, 2.5, 3)),
        ("g(b=2, a=1, c=[4])", (1, 2, [4])),
        ("g(*[1, 2], **{'c': None})", (1, 2, None)),
        ("g((1, 2), [3.0, [4]], {'k': 5})", ((1, 2), [3.0, [4]], {"k": 5})),
        ("g(np.arange(3), np.ones((2, 2)), np.float64(1))[0].tolist()", [0, 1, 2]),
        ("g('text', True, float('inf'))", ("text", True, float("inf"))),
        ("g.__name__", "g"),
    ],
)
def test_arguments_and_answers_cross(session: Session, call: str, expected: Any) -> None:
    session.run_notebook([IMPORTS, f"def f():\n    return {call}"])
    assert ask(session, provided={"g": lambda a, b, c=3: (a, b, c)}) == expected


def test_arrays_come_as_they_are(session: Session) -> None:
    seen = []

    def g(X: Any, *rest: Any) -> Any:
        seen.append((X, rest))
        return X.T, [X.sum()]

    session.run_notebook(
        [IMPORTS, "def f(X):\n    Y, (total,) = g(np.asfortranarray(X), [1, 2])\n    return Y + total"]
    )
    X = np.arange(6.0).reshape(2, 3)
    assert np.array_equal(ask(session, X, provided={"g": g}), X.T + 15)
    assert np.array_equal(seen[0][0], X)
    assert seen[0][1] == ([1, 2],)


def test_modified_arguments_are_noticed_all_the_same(session: Session) -> None:
    session.run_notebook(["def f(x):\n    x[0] = half(4.0)\n    return x"])
    answer, mutated = session.call("f", (np.zeros(2),), {}, (), PROVIDED)
    assert answer.tolist() == [2.0, 0.0]
    assert mutated == (0,)


def test_many_questions(session: Session) -> None:
    session.run_notebook(["def f(x):\n    for _ in range(300): x = half(x) + 1\n    return x"])
    assert ask(session, 8.0) == pytest.approx(2.0)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("bad"),
        ZeroDivisionError(),
        MemoryError(),
        RecursionError(),
        np.linalg.LinAlgError("singular"),
        NotImplementedError(),
        StopIteration(),
        KeyError("k"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_goes_wrong_on_this_side_is_a_value_error_there(session: Session, error: Exception) -> None:
    def g() -> Any:
        raise error

    session.run_notebook(
        ["def f():\n    try:\n        g()\n    except ValueError as error:\n        return str(error)"]
    )
    answer = ask(session, provided={"g": g})
    assert answer.startswith("g: ")
    assert type(error).__name__ in answer


@pytest.mark.parametrize(
    "arguments", ["", "1, 2", "z=1", "object()", "np.array([None])", "f", "{1: object()}", "10 ** 9"]
)
def test_odd_arguments_are_refused(session: Session, arguments: str) -> None:
    session.run_notebook(
        [IMPORTS, f"def f():\n    try:\n        return half({arguments})\n    except ValueError:\n        return 7"]
    )
    assert ask(session) == 7


def test_warnings_and_floating_point_errors_stay_quiet(session: Session) -> None:
    def g(x: Any) -> Any:
        import warnings

        warnings.warn("noise", stacklevel=2)
        return np.log(np.zeros(2)) / x

    session.run_notebook(["def f():\n    return g(0.0)"])
    assert ask(session, provided={"g": g}).tolist() == [-np.inf, -np.inf]


def test_threads_may_ask(session: Session) -> None:
    source = (
        "from concurrent.futures import ThreadPoolExecutor\ndef f(x):\n"
        "    with ThreadPoolExecutor(4) as pool:\n        return list(pool.map(half, range(x)))"
    )
    session.run_notebook([source])
    assert ask(session, 40) == [i / 2 for i in range(40)]


def test_another_process_may_not(session: Session) -> None:
    source = (
        "import os\ndef f(x):\n    reading, writing = os.pipe()\n    if os.fork() == 0:\n        try:\n            half(x)\n"
        "        except ValueError:\n            os.write(writing, b'refused')\n        os._exit(0)\n    os.wait()\n"
        "    return os.read(reading, 99).decode() + str(half(x))"
    )
    session.run_notebook([source])
    assert ask(session, 8.0) == "refused4.0"


# --- what was answered stays in its process


def test_answers_do_not_reach_the_other_process(session: Session) -> None:
    cells = [
        "known = []\nopen('/tmp/mark', 'w').close()",
        "def half(x):\n    return known[-1] if known else 'wrong'",
        "def f(x):\n    known.append(half(x))\n    open('/tmp/known', 'w').write('x')\n    return known[-1]",
        "def look():\n    import glob\n    return len(known), glob.glob('/tmp/known*')",
    ]
    session.run_notebook(cells)
    assert ask(session, 3.0) == 1.5
    assert session.call("half", (3.0,), {})[0] == "wrong"
    assert session.call("look", (), {})[0] == (0, [])
    assert session.read("known") == []
    assert ask(session, name="look") == (1, ["/tmp/known"])  # kept where the same is provided anyway


def test_a_function_is_never_asked_where_its_own_answers_are_known(session: Session) -> None:
    cells = [
        "known = []",
        "def half(x):\n    return known[-1] if known else 'wrong'",
        "def f(x):\n    known.append(half(x))\n    return known[-1]",
    ]
    session.run_notebook(cells)
    assert ask(session, 3.0) == 1.5
    assert ask(session, 3.0, name="half", provided={"other": half}) == "wrong"
    assert ask(session, 3.0, provided={"half": half, "other": half}) == 1.5
    assert ask(session, 3.0, name="half", provided={"half": half}) == "wrong"


def test_one_more_process_serves_all_calls_of_a_kind(session: Session) -> None:
    before = descendants()
    session.run_notebook(["x = 0\ndef f(y):\n    global x\n    x += 1\n    return x"])
    one = descendants() - before
    assert [ask(session, 1) for _ in range(3)] == [1, 2, 3]
    assert ask(session, 1, provided={**PROVIDED, "other": half}) == 4  # it may be told more
    two = descendants() - before
    assert len(two) == 2 * len(one)
    session.close()
    assert settle(before) == set()


def test_no_process_is_started_for_nothing(session: Session) -> None:
    session.run_notebook(["def f(y):\n    return y"])
    before = descendants()
    assert ask(session, 1, provided={}) == 1
    assert ask(session, 1, provided={"f": half}) == 1
    assert ask(session, 1, provided=None) == 1
    assert descendants() == before


def test_the_twin_has_the_files_and_not_the_harmful_cells(warm: Any) -> None:
    with Session(warm, LIMITS, {"data.csv": b"5"}) as session:
        cells = [
            "x = int(open('data.csv').read())",
            "import os\nK = 2\nos._exit(1)",
            "def f(y):\n    return half(x * K * y)",
        ]
        assert [run.end for run in session.run_notebook(cells)] == ["done", "exit", "done"]
        assert ask(session, 3.0) == 15.0


# --- one dies, the other lives


def test_the_twins_death_costs_the_twin_only(session: Session) -> None:
    cells = [
        "state = 0",
        "import os\ndef f(x):\n    os._exit(1)",
        "def g(x):\n    global state\n    state += 1\n    return state, half(x)",
        "def half(x):\n    return x",
    ]
    session.run_notebook(cells)
    assert session.call("g", (2.0,), {})[0] == (1, 2.0)
    with pytest.raises(StudentCrashedError):
        ask(session, 1.0)
    assert session.call("g", (2.0,), {})[0] == (2, 2.0)
    assert ask(session, 2.0, name="g") == (1, 1.0)
    with pytest.raises(StudentCrashedError):
        session.call("f", (2.0,), {})
    assert ask(session, 2.0, name="g") == (2, 1.0)


def test_timeouts_are_counted_apart(session: Session) -> None:
    session.run_notebook(["def f(x):\n    while half(x) < 0: pass\n    return 5", "def half(x):\n    return 1"])
    verdicts = []
    for _ in range(3):
        with pytest.raises(StudentError) as caught:
            ask(session, -1.0)
        verdicts.append(caught.value.verdict)
    assert verdicts == [Verdict.TIMEOUT, Verdict.SKIPPED, Verdict.SKIPPED]  # one is enough: it is a second opinion
    assert session.call("f", (-1.0,), {})[0] == 5


def test_a_loop_of_questions_is_interrupted_between_frames(session: Session) -> None:
    source = "n = 0\ndef f(x):\n    global n\n    while True:\n        n += 1\n        half(x)\ndef g():\n    return n, half(4.0)"
    session.run_notebook([source])
    with pytest.raises(StudentTimeoutError):
        ask(session, np.zeros(1000))
    asked, answer = ask(session, name="g")
    assert asked > 1  # the same process: it was interrupted, not killed
    assert answer == 2.0


def test_running_the_notebook_again_leaves_time_for_other_questions(warm: Any) -> None:
    with Session(warm, replace(LIMITS, submission_seconds=5.0)) as session:
        cells = ["import time\nx = 1\ntime.sleep(1.2)"] * 2 + ["def f():\n    return 3"]
        session.run_notebook(cells)
        started = time.monotonic()
        assert ask(session) == 3
        assert time.monotonic() - started < 2.5
        assert session.call("f", (), {})[0] == 3


# --- hostile processes

FORGED = {
    "not provided": "pipe.sendall(frame({'id': number(), 'ask': 'solution', 'value': [[], {K: 'dict', 'v': []}]}))",
    "no name": "pipe.sendall(frame({'id': number(), 'ask': None, 'value': [[], {K: 'dict', 'v': []}]}))",
    "odd name": "pipe.sendall(frame({'id': number(), 'ask': ['half'], 'value': [[], {K: 'dict', 'v': []}]}))",
    "no arguments": "pipe.sendall(frame({'id': number(), 'ask': 'half'}))",
    "odd arguments": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': [1, 2]}))",
    "three arguments": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': [[], {K: 'dict', 'v': []}, 3]}))",
    "missing blob": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': [[{K: 'array', 'b': 3}], {K: 'dict', 'v': []}]}))",
    "lying blob": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': [[{K: 'array', 'b': 0}], {K: 'dict', 'v': []}]},"
                  " [npy(\"'<f8'\", '(1000000000,)')]))",
    "object blob": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': [[{K: 'array', 'b': 0}], {K: 'dict', 'v': []}]},"
                   " [npy(\"'|O'\", '(1,)', b'cos\\nsystem\\n.')]))",
    "another id": "pipe.sendall(frame({'id': 10 ** 6, 'ask': 'half', 'value': [[1.0], {K: 'dict', 'v': []}]}))",
    "no id": "pipe.sendall(frame({'ask': 'half', 'value': [[1.0], {K: 'dict', 'v': []}]}))",
    "too large": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': []}, [bytes(64 << 20)]))",
    "half a frame": "pipe.sendall(frame({'id': number(), 'ask': 'half', 'value': []})[:20])",
    "not JSON": "pipe.sendall(struct.pack('!4sI', b'gmk1', 3) + b'{{{')",
    "flood of forged questions": "q = frame({'id': number(), 'ask': 'half', 'value': [[1.0], {K: 'dict', 'v': []}]})\n"
                                 "    while True: pipe.sendall(q)",
    "flood of large questions": "q = frame({'id': number(), 'ask': 'half', 'value': [['x'], {K: 'dict', 'v': []}]}, [bytes(1 << 20)])\n"
                                "    while True: pipe.sendall(q)",
    "answers are read and thrown away": "q = frame({'id': number(), 'ask': 'half', 'value': [[1.0], {K: 'dict', 'v': []}]})\n"
                                        "    while True:\n        pipe.sendall(q)\n        pipe.recv(1 << 20)",
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_forged_questions_end_the_twin_in_bounded_time(session: Session, name: str) -> None:
    before = descendants()
    session.run_notebook(
        [PIPE, f"def f(x):\n    {FORGED[name]}\n    time.sleep(9)", "def g(x):\n    return half(x)", HELPER]
    )
    started = time.monotonic()
    with pytest.raises(StudentError):
        ask(session, 1.0)
    assert time.monotonic() - started < LIMITS.call_seconds + 5
    assert session.call("g", (2.0,), {})[0] == "wrong"  # the main process did not notice
    with contextlib.suppress(StudentCrashedError):  # what it left on its own pipe may cost it one more question
        ask(session, 2.0, name="g")
    assert ask(session, 2.0, name="g") == 1.0
    session.close()
    assert settle(before) == set()


def test_nobody_answers_where_nothing_was_provided(session: Session) -> None:
    session.run_notebook([PIPE, f"def f(x):\n    {FORGED['no name']}\n    time.sleep(9)", "def g():\n    return 5"])
    with pytest.raises(StudentCrashedError) as caught:
        session.call("f", (1.0,), {})
    assert caught.value.text == messages.PROTOCOL
    assert session.call("g", (), {})[0] == 5


def test_questions_are_counted(warm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_ASKED <= 20_000
    monkeypatch.setattr("autograder.sandbox.process.MAX_ASKED", 50)
    with Session(warm, LIMITS) as session:
        session.run_notebook(["def f(n):\n    for i in range(n): half(i)\n    return n"])
        assert ask(session, 50) == 50
        with pytest.raises(StudentCrashedError):
            ask(session, 51)


def test_a_late_question_of_a_thread_is_not_sent(session: Session) -> None:
    source = (
        "import threading, time\nsaid = []\ndef late():\n    time.sleep(0.2)\n    try: said.append(half(2.0))\n"
        "    except ValueError as error: said.append(str(error))\n"
        "def f(x):\n    global half_then\n    g = half\n    globals()['kept'] = g\n"
        "    threading.Thread(target=late_with, args=(g,)).start()\n    return 1\n"
        "def late_with(g):\n    time.sleep(0.2)\n    try: said.append(g(2.0))\n    except ValueError as error: said.append('late')\n"
        "def look():\n    time.sleep(0.4)\n    return said"
    )
    session.run_notebook([source])
    assert ask(session, 1) == 1
    assert ask(session, name="look") == ["late"]


def test_a_slow_function_of_the_graders_does_not_block_them(session: Session) -> None:
    ended = []

    def slow(x: Any) -> Any:
        try:
            while True:
                x += 1
        finally:
            ended.append(True)

    session.run_notebook(["def f(x):\n    return g(x)"])
    started = time.monotonic()
    with pytest.raises(StudentTimeoutError):
        ask(session, 1, provided={"g": slow})
    assert time.monotonic() - started < LIMITS.call_seconds + 4
    time.sleep(0.2)
    assert ended == [True]


def test_the_graders_code_is_not_in_the_sandbox(session: Session) -> None:
    source = (
        "def f(x):\n    g = half\n    inside = [c.cell_contents for c in g.__closure__]\n"
        "    return g.__code__.co_filename, [str(one) for one in inside]"
    )
    session.run_notebook([source])
    file, inside = ask(session, 1.0)
    assert file == "/worker/stubs.py"
    assert os.path.basename(__file__) not in str(inside)


# --- the arguments that are let through


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ([np.zeros((1000, 5)), np.zeros(8), np.zeros((8, 5)), np.zeros((8, 5, 5))], None),
        ([np.zeros((2000, 4)), np.zeros((2000, 5))], None),
        ([np.zeros((100_000, 1)), np.zeros((100_000, 1))], messages.TOO_LARGE),
        ([np.zeros(100_000), 1, [0.0] * 100_000], messages.TOO_LARGE),
        ([np.zeros(100_000), [[0.0] * 1000] * 100], messages.TOO_LARGE),
        ([np.zeros(100_000), {"a": [0.0] * 100_000}], messages.TOO_LARGE),
        ([10**9], messages.TOO_LARGE),
        ([np.int64(10**9)], messages.TOO_LARGE),
        ([20240101, 3.5e300, True, None, "text", 1j], None),
        ([np.zeros((0, 5)), np.zeros(10**6)], None),
        ([wire.Opaque("x")], messages.NOT_PLAIN),
        ([[1, (2, wire.Opaque("x"))]], messages.NOT_PLAIN),
        ([{"a": wire.Opaque("x")}], messages.NOT_PLAIN),
    ],
)
def test_which_arguments_are_refused(args: list[Any], reason: Any) -> None:
    assert refused(args, {}) == reason
    assert refused([], {"x": args}) == (reason if len(args) == 1 else refused([], {"x": args}))


def test_names_of_keywords_are_texts() -> None:
    assert refused([], {3: 1}) == messages.NOT_PLAIN  # type: ignore[dict-item]


def test_huge_arguments_allocate_nothing(session: Session) -> None:
    asked = []

    def g(*args: Any) -> Any:
        asked.append(args)

    source = (
        "def f():\n    X = np.zeros((10 ** 5, 1))\n    try:\n        return g(X, X + 1)\n"
        "    except ValueError as error:\n        return str(error)"
    )
    session.run_notebook([IMPORTS, source])
    assert messages.TOO_LARGE.en in ask(session, provided={"g": g})
    assert asked == []


def test_an_answer_waits_no_longer_than_the_deadline() -> None:
    tree, blobs = wire.pack([[], {}])
    with pytest.raises(TimeoutError):
        Provided({"g": lambda: time.sleep(5)}).answer({"ask": "g", "value": tree}, blobs, time.monotonic() + 0.1)


def test_a_reply_with_a_question_in_it_is_no_reply(session: Session) -> None:
    """Without anything provided, ``ask`` in the reply's own frame counts as a broken protocol."""
    session.run_notebook([f"{PIPE}\ndef f(x):\n    answer(42, ask='half')"])
    with pytest.raises(StudentError):
        session.call("f", (1.0,), {})
    assert SandboxProcess is not None
