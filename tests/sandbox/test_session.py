"""Cells run as in Jupyter, under limits; whatever kills the process costs what it touched and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.errors import (
    StudentCrashedError,
    StudentError,
    StudentMemoryError,
    StudentMissingError,
    StudentRaisedError,
    StudentTimeoutError,
)
from autograder.model import Verdict
from autograder.sandbox.messages import DEFINED_BELOW, ENDED, visible_error
from autograder.sandbox.outputs import MAX_OUTPUTS
from autograder.sandbox.process import WarmSandbox
from autograder.sandbox.replay import definitions
from autograder.sandbox.session import CellRun, Session

from .conftest import LIMITS, descendants, settle


def text(run: CellRun) -> str:
    """Return all that a cell printed or returned, as plain text."""
    return "".join(
        output.text if output.output_type == "stream" else "\n".join(output.get("traceback", []))
        if output.output_type == "error" else str(output.data.get("text/plain", ""))
        for output in run.outputs
    )  # fmt: skip


def kinds(run: CellRun) -> list[str]:
    return [output.output_type for output in run.outputs]


# --- as in Jupyter


def test_the_last_expression_is_the_result(session: Session) -> None:
    first, second, third = session.run_notebook(["x = 2", "print('a')\nx + 1", "x;"])
    assert (kinds(first), kinds(second), kinds(third)) == ([], ["stream", "execute_result"], [])
    assert text(second) == "a\n3"
    assert second.outputs[-1].execution_count == second.count == 2
    assert [first.end, second.end] == ["done", "done"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%time y = 1", "time"),
        ("%%time\ny = 1\ny", "time"),
        ("%timeit -n1 -r1 1", "loop"),
        ("%%capture out\nprint('x')", ""),
        ("%pwd", "/scratch"),
        ("!echo hi", "hi"),
        ("files = !ls /worker\nprint(files)", "wire.py"),
        ("%%bash\necho hi", "hi"),
        ("%%writefile a.py\nz = 3", "Writing"),
        ("import asyncio\nawait asyncio.sleep(0, 'awaited')", "awaited"),
        ("async def f():\n    return 7\nawait f()", "7"),
        ("sum?", "Signature"),
        ("_ = 3\nprint(In[1] == 'x = 1')", "True"),
    ],
)
def test_magics_and_commands(session: Session, source: str, expected: str) -> None:
    run = session.run_notebook(["x = 1", source])[1]
    assert run.end == "done"
    assert expected.lower() in text(run).lower()


def test_figures_are_inline(session: Session) -> None:
    (run,) = session.run_notebook(["%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"])
    assert [set(output.data) for output in run.outputs] == [{"image/png", "text/plain"}]
    assert run.outputs[0].data["image/png"].startswith("iVBOR")


def test_open_figures_are_shown_at_the_end_of_the_cell(session: Session) -> None:
    (run,) = session.run_notebook(["import matplotlib.pyplot as plt\nplt.plot([1, 2]);"])
    assert "image/png" in run.outputs[-1].data


def test_display_update_and_clear(session: Session) -> None:
    source = """
from IPython.display import clear_output, display
print('gone')
clear_output()
handle = display('first', display_id='a')
print('between')
handle.update('second')
"""
    (run,) = session.run_notebook([source])
    assert kinds(run) == ["display_data", "stream"]
    assert text(run) == "'second'between\n"


def test_outputs_keep_their_order(session: Session) -> None:
    (run,) = session.run_notebook(["print(1)\ndisplay(2)\nprint(3)\n4"])
    assert kinds(run) == ["stream", "display_data", "stream", "execute_result"]
    assert text(run) == "1\n23\n4"


def test_both_streams_arrive(session: Session) -> None:
    (run,) = session.run_notebook(["import sys\nprint(1)\nprint(2, file=sys.stderr)"])
    assert {(output.name, output.text) for output in run.outputs} == {("stdout", "1\n"), ("stderr", "2\n")}


def test_tracebacks_show_the_students_code_only(session: Session) -> None:
    (run,) = session.run_notebook(["def f():\n    return 1 / 0\nf()"])
    assert run.end == "raised"
    assert kinds(run) == ["error"]
    assert run.outputs[0].ename == "ZeroDivisionError"
    assert "1" in text(run)
    assert "/worker/" not in text(run)


@pytest.mark.parametrize("source", ["def f(:", "x = = 1", "%nosuchmagic", "await", "\x00"])
def test_what_cannot_be_compiled_raises(session: Session, source: str) -> None:
    bad, good = session.run_notebook([source, "print('on')"])
    assert bad.end == "raised" or text(bad)
    assert text(good) == "on\n"


def test_input_has_nobody_to_ask(session: Session) -> None:
    asked, after = session.run_notebook(["x = input('name? ')", "print('on')"])
    assert asked.end == "raised"
    assert text(after) == "on\n"


@pytest.mark.parametrize(
    "source", ["exit()", "quit", "import sys\nsys.exit(3)", "raise SystemExit", "raise KeyboardInterrupt"]
)
def test_leaving_leaves_the_cell_only(session: Session, source: str) -> None:
    runs = session.run_notebook(["def f():\n    return 1", source, "print('on')"])
    assert text(runs[2]) == "on\n"
    assert session.call("f", (), {})[0] == 1
    assert session.notes == []


# --- calls


def test_arguments_and_answers(session: Session) -> None:
    session.run_notebook(["def f(a, *, b):\n    return a * b, {'n': len(a)}", "q1 = 'B'"])
    answer, mutated = session.call("f", (np.arange(3.0),), {"b": 2})
    assert np.array_equal(answer[0], [0.0, 2.0, 4.0])
    assert answer[1] == {"n": 3}
    assert mutated == ()
    assert session.read("q1") == "B"


@pytest.mark.parametrize(
    ("body", "mutated"),
    [
        ("a[0] = 9", (0,)),
        ("b.append(1)", (1,)),
        ("a += 1; b.clear()", (0, 1)),
        ("a = a + 1", ()),
        ("a.sort()", ()),
        ("a.shape = (3, 1)", (0,)),
        ("c[0][0] = 5", (2,)),
    ],
)
def test_modified_arguments_are_noticed(session: Session, body: str, mutated: tuple[int, ...]) -> None:
    session.run_notebook([f"def f(a, b, c):\n    {body}"])
    given = np.arange(3.0), [1, 2], [np.zeros(2)]
    assert session.call("f", given, {})[1] == mutated
    assert np.array_equal(given[0], np.arange(3.0))


@pytest.mark.parametrize(
    ("body", "error", "verdict"),
    [
        ("raise NotImplementedError()", StudentMissingError, Verdict.MISSING),
        ("return undefined", StudentRaisedError, Verdict.ERROR),
        ("raise SystemExit", StudentRaisedError, Verdict.ERROR),
        ("raise KeyboardInterrupt", StudentRaisedError, Verdict.ERROR),
        ("import os; os._exit(0)", StudentCrashedError, Verdict.ERROR),
        ("import os, signal; os.abort()", StudentCrashedError, Verdict.ERROR),
        ("import ctypes; ctypes.string_at(0)", StudentCrashedError, Verdict.ERROR),
        ("while True: pass", StudentTimeoutError, Verdict.TIMEOUT),
        ("import time; time.sleep(99)", StudentTimeoutError, Verdict.TIMEOUT),
        ("return bytearray(4 << 30)", StudentMemoryError, Verdict.MEMORY),
        ("import numpy; return numpy.ones(10 ** 9)", StudentMemoryError, Verdict.MEMORY),
        ("return [1.0] * 300_000", StudentRaisedError, Verdict.ERROR),
    ],
)
def test_no_answer_says_why_and_the_next_question_is_answered(
    session: Session, body: str, error, verdict: Verdict
) -> None:
    session.run_notebook([f"def f():\n    {body}", "def g():\n    return 5"])
    with pytest.raises(StudentError) as caught:
        session.call("f", (), {})
    assert (type(caught.value), caught.value.verdict) == (error, verdict)
    assert session.call("g", (), {})[0] == 5


def test_what_is_not_defined_is_missing(session: Session) -> None:
    session.run_notebook(["f = 3"])
    for question in (lambda: session.call("f", (), {}), lambda: session.call("g", (), {}), lambda: session.read("q1")):
        with pytest.raises(StudentMissingError):
            question()


def test_a_function_that_never_answers_is_not_asked_for_ever(session: Session) -> None:
    session.run_notebook(["def f():\n    while True: pass", "def g():\n    return 5"])
    verdicts = []
    for _ in range(4):
        with pytest.raises(StudentError) as caught:
            session.call("f", (), {})
        verdicts.append(caught.value.verdict)
    assert verdicts == [Verdict.TIMEOUT, Verdict.TIMEOUT, Verdict.SKIPPED, Verdict.SKIPPED]
    assert session.call("g", (), {})[0] == 5


def test_the_exception_is_shown_without_data(session: Session) -> None:
    session.run_notebook(["def f(X):\n    raise ValueError(f'shape {X.shape}: {X}')"])
    with pytest.raises(StudentRaisedError) as caught:
        session.call("f", (np.full((2, 7), 1.25),), {})
    assert caught.value.student_error is not None
    first, line = caught.value.student_error.splitlines()
    assert first.startswith("ValueError: shape (")
    assert "1.25" not in first
    assert "raise ValueError" in line


def test_a_name_and_a_line_of_the_exception_carry_no_data(session: Session) -> None:
    source = """
import linecache
def f(x):
    linecache.cache["<ipython-input-x>"] = (1, None, ["\\n", f"value {x}\\n"], "<ipython-input-x>")
    names = {"E": type(f"E{x}", (Exception,), {})}
    exec(compile("def g():\\n    raise E", "<ipython-input-x>", "exec"), names)
    names["g"]()
"""
    session.run_notebook([source])
    with pytest.raises(StudentRaisedError) as caught:
        session.call("f", (0.123456789,), {})
    assert caught.value.student_error == "E#"


def test_a_line_is_shown_where_the_student_wrote_it() -> None:
    reply = {"ename": "E", "evalue": "", "lines": ["inner: raise E(x)"]}
    assert visible_error(reply, ["def inner(x):\n    raise E(x)"]) == "E\ninner: raise E(x)"
    assert visible_error(reply, ["def outer(x):\n    raise E(x)"]) == "E"
    assert visible_error(reply | {"lines": ["inner: 0.25"]}, ["def inner(x):\n    raise E(x)"]) == "E"


def test_outputs_are_counted(session: Session) -> None:
    (run,) = session.run_notebook([f"for _ in range({3 * MAX_OUTPUTS}): display({{}}, raw=True)"])
    assert len(run.outputs) == MAX_OUTPUTS + 1
    assert "left out" in run.outputs[-1].text


@pytest.mark.parametrize(
    ("source", "steady"),
    [
        ("def f(x):\n    return 2 * x", True),
        ("n = []\ndef f(x):\n    n.append(1)\n    return 2 * x + len(n)", False),
        ("n = []\ndef f(x):\n    n.append(1)\n    return 2 * x + len(n) % 2", False),
        ("n = []\ndef f(x):\n    n.append(1)\n    if n[1:]: raise ValueError\n    return x", False),
        ("n = []\ndef f(x):\n    n.append(1)\n    return [x, 'text'][bool(n[1:])]", False),
        ("import numpy as np\ndef f(x):\n    return (np.nan, [x * 1e6 + np.random.random()])", True),
        ("n = []\ndef f(x):\n    n.append(1)\n    while n[1:]: pass\n    return x", True),
    ],
    ids=["steady", "counts", "alternates", "raises", "other type", "rounding", "too slow"],
)
def test_the_same_question_again(session: Session, source: str, steady: bool) -> None:
    session.run_notebook([source])
    session.call("f", (3.0,), {})
    assert session.contradicted({"f", "g"}) == (frozenset() if steady else {"f"})
    assert session.contradicted(set()) == frozenset()


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("operands could not be broadcast together with shapes (19,4) (4,3) ", True),
        ("size 3 is different from 4", True),
        ("0.123456789", False),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9]", False),
        ("1234567890", False),
        ("0x1.8p+1 " * 9, False),
        ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXI=", False),
    ],
)
def test_which_messages_are_kept(message: str, kept: bool) -> None:
    shown = visible_error({"ename": "ValueError", "evalue": message, "lines": []})
    assert (shown == f"ValueError: {message.strip()}") is kept


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"ename": [[[]]], "evalue": {"a": 1}, "lines": {"0": 1}},
        {"ename": None, "evalue": 3, "lines": [[1], None]},
        {"ename": "A\ud800", "evalue": "\x1b[31m\u202e\ud800", "lines": ["\x00\ud800"]},
        {"ename": "x" * 10**6, "evalue": "y" * 10**6, "lines": ["z" * 10**6]},
    ],
)
def test_a_forged_exception_is_short_printable_text(reply: dict) -> None:
    shown = visible_error(reply)
    assert len(shown) < 500
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    shown.encode()


# --- limits and restarts


def test_a_cell_over_its_time_is_interrupted_and_keeps_what_it_printed(session: Session) -> None:
    started = time.monotonic()
    slow, after = session.run_notebook(["print('begun', flush=True)\nx = 1\nwhile True: pass", "print(x)"])
    assert slow.end == "raised"
    assert "begun" in text(slow)
    assert "TimeLimit" in text(slow)
    assert text(after) == "1\n"
    assert time.monotonic() - started < LIMITS.cell_seconds + 3


@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
    ],
    ids=["swallowed", "ignored", "blocked"],
)
def test_a_cell_that_will_not_stop_is_killed(session: Session, source: str) -> None:
    started = time.monotonic()
    _, stopped, after = session.run_notebook(["x = 1", source, "print(x)"])
    assert stopped.end in ("timeout", "raised")  # "raised" when an interrupt struck outside its `try`
    assert text(after) == "1\n"
    assert time.monotonic() - started < LIMITS.cell_seconds + 5


def test_a_crash_keeps_earlier_state_and_later_definitions(session: Session) -> None:
    cells = [
        "x = [1]",
        "x.append(2)",
        "import os\ndef f():\n    return x\nK = 3\nos._exit(1)",
        "def g():\n    return K\nx.append(3)",
    ]
    runs = session.run_notebook(cells)
    assert [run.end for run in runs] == ["done", "done", "exit", "done"]
    assert session.call("f", (), {})[0] == [1, 2, 3]
    assert session.call("g", (), {})[0] == 3


def test_a_notebook_that_breaks_off_again_and_again_is_read_for_definitions(session: Session) -> None:
    cells = ["import os\nos._exit(1)"] * 6 + ["def f():\n    return 1\nprint('ran')"]
    runs = session.run_notebook(cells)
    assert [run.end for run in runs] == ["exit"] * (LIMITS.restarts + 1) + ["skipped"] * 3
    assert session.call("f", (), {})[0] == 1
    assert ENDED in session.notes


def test_the_whole_submission_has_a_limit(warm) -> None:
    limits = replace(LIMITS, submission_seconds=2.0)
    started = time.monotonic()
    with Session(warm, limits) as session:
        runs = session.run_notebook(["import time\ntime.sleep(1.2)"] * 6)
        with pytest.raises(StudentTimeoutError):
            session.call("f", (), {})
    assert runs[-1].end == "skipped"
    assert time.monotonic() - started < 6


MEMORY = {
    "one process": "x = []\nwhile True: x.append(bytearray(10 << 20))",
    "many processes": """
import os, time
for _ in range(8):
    if os.fork() == 0:
        data = bytearray(200 << 20)
        data[::4096] = b'x' * len(data[::4096])
        time.sleep(9)
time.sleep(1.4)
""",
    "grandchildren": """
import os, time
for _ in range(8):
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            data = bytearray(200 << 20)
            data[::4096] = b'x' * len(data[::4096])
            time.sleep(9)
        os._exit(0)
time.sleep(1.4)
""",
    "recursion": "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(n):\n    return f(n + 1)\nf(0)",
}


@pytest.mark.parametrize("name", MEMORY)
def test_memory_of_the_whole_family_counts(warm: Any, name: str) -> None:
    before = descendants()
    with Session(warm, replace(LIMITS, cell_seconds=10.0)) as session:  # a busy machine takes a while to fill memory
        run, after = session.run_notebook([MEMORY[name], "print('on')"])
    assert "Memory" in text(run) or run.end in ("memory", "signal")
    assert text(after) == "on\n"
    assert settle(before) == set()


UNCOUNTED = {
    "System V": "libc.shmget.restype = ctypes.c_int\nassert libc.shmget(0, 1 << 20, 0o1600) >= 0",
    "messages": "assert libc.msgget(0, 0o1600) >= 0",
    "memfd": "import os\nos.memfd_create('x')",
    "shared": "import mmap\nmmap.mmap(-1, 1 << 20)",
    "/dev/zero": "import mmap, os\nmmap.mmap(os.open('/dev/zero', os.O_RDWR), 1 << 20)",
    "scratch": "open('/scratch/x', 'wb').write(bytes(64 << 20))",
    "/dev/shm": "for i in range(9): open(f'/dev/shm/{i}', 'wb').write(bytes(8 << 20))",
    "inodes": "for i in range(9999): open(f'/tmp/{i}', 'w').close()",
}


@pytest.mark.parametrize("name", UNCOUNTED)
def test_memory_that_no_process_is_charged_for_is_refused(session: Session, name: str) -> None:
    run, after = session.run_notebook([f"import ctypes\nlibc = ctypes.CDLL(None)\n{UNCOUNTED[name]}", "print('on')"])
    assert run.end == "raised"
    assert text(after) == "on\n"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nn = 0\ntry:\n    while os.fork(): n += 1\n    import time\n    time.sleep(9)\nexcept OSError as error: print(n)",
        "import threading, time\nn = 0\ntry:\n    while True:\n        threading.Thread(target=time.sleep, args=(9,)).start()\n"
        "        n += 1\nexcept RuntimeError: print(n)",
    ],
    ids=["processes", "threads"],
)
def test_processes_are_few_and_end_with_the_submission(session: Session, source: str) -> None:
    before = descendants()
    (run,) = session.run_notebook([source])
    assert 0 < int(text(run)) < LIMITS.processes
    session.close()
    assert settle(before) == set()


def test_output_of_a_cell_is_cut(warm) -> None:
    with Session(warm, replace(LIMITS, cell_output_mib=0.1)) as session:
        run, after = session.run_notebook(["for i in range(60000): print(i)", "print('on')"])
    assert run.end == "done"
    assert len(text(run)) < 110_000
    assert "too long" in text(run)
    assert text(after) == "on\n"


def test_output_of_a_notebook_is_cut(warm) -> None:
    with Session(warm, replace(LIMITS, cell_output_mib=0.1, output_mib=0.25)) as session:
        runs = session.run_notebook(["print('x' * 90_000)"] * 5)
    assert sum(len(text(run)) for run in runs) < 300_000
    assert "too long" in text(runs[-1])


@pytest.mark.parametrize(
    "source",
    ["while True: print('x' * 999)", "while True: print('x', flush=True)", "while True: display('x' * 99999)"],
    ids=["lines", "tiny", "displays"],
)
def test_a_flood_ends_the_cell(warm, source: str) -> None:
    started = time.monotonic()
    with Session(warm, replace(LIMITS, cell_output_mib=0.2)) as session:
        run, after = session.run_notebook([source, "print('on')"])
    assert run.end in ("protocol", "raised")
    assert sum(len(str(output)) for output in run.outputs) < 500_000
    assert text(after) == "on\n"
    assert time.monotonic() - started < LIMITS.cell_seconds + 4


def test_terminal_codes_are_limited(session: Session) -> None:
    few, many = session.run_notebook(["print('\\x1b[31mred\\x1b[0m')", "print('\\x1b[31mx' * 100_000)"])
    assert text(few) == "\x1b[31mred\x1b[0m\n"
    assert "\x1b" not in text(many)
    assert text(many) == "x" * 100_000 + "\n"


def test_a_process_that_leaves_its_pipe_counts_as_ended(session: Session) -> None:
    source = "import os\nos.closerange(3, 128)\nwhile True: pass"
    left, after = session.run_notebook([source, "print('on')"])
    assert left.end == "exit"
    assert text(after) == "on\n"


def test_several_sessions_of_one_sandbox_do_not_meet(warm) -> None:
    with Session(warm, LIMITS) as one, Session(warm, LIMITS) as other:
        one.run_notebook(["x = 1", "open('/tmp/mine', 'w').write('x')"])
        other.run_notebook(["import os\ny = os.path.exists('/tmp/mine')"])
        assert other.read("y") is False
        assert one.read("x") == 1


# --- what is kept of a cell whose process died


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os\nos._exit(1)", "import os"),
        ("K = 3\nx = f()\ndef g():\n    return K", "K = 3\ndef g():\n    return K"),
        ("%matplotlib inline\n!ls\nclass A:\n    pass", "class A:\n    pass"),
        ("def f(:", ""),
        ("[" * 500, ""),
        ("x = " + "-" * 5000 + "1", ""),
        ("x = [i for i in range(10**9)]\ny: int = 4", "y: int = 4"),
    ],
)
def test_definitions(source: str, expected: str) -> None:
    assert definitions(source) == expected


def test_a_cell_that_does_not_parse_is_named_as_the_reason(session: Session) -> None:
    session.run_notebook(["def f(x:\n    return x", "def g():\n    return 1"])
    with pytest.raises(StudentMissingError) as caught:
        session.call("f", (1,), {})
    assert "syntax error" in caught.value.text.en
    with pytest.raises(StudentMissingError) as caught:
        session.call("h", (1,), {})
    assert "syntax error" not in caught.value.text.en


def test_an_unwritten_function_below_is_an_exception_not_a_stub(session: Session) -> None:
    session.run_notebook(["def below():\n    raise NotImplementedError()", "def above():\n    return below()"])
    with pytest.raises(StudentMissingError):
        session.call("below", (), {})
    with pytest.raises(StudentRaisedError):
        session.call("above", (), {})
    assert session.call("above", (), {}, (), {"below": lambda: 7})[0] == 7


@pytest.mark.parametrize(
    "above",
    [
        "other = below\ndef above():\n    return other()",
        "def above(f=below):\n    return f()",
        "table = {'f': below}\ndef above():\n    return table['f']()",
        "from functools import partial\np = partial(below)\ndef above():\n    return p()",
    ],
)
def test_a_function_that_goes_by_another_name_is_stood_in_for(session: Session, above: str) -> None:
    session.run_notebook(["def below():\n    return 'own'", above])
    assert session.call("above", (), {}, (), {"below": lambda: "provided"})[0] == "provided"
    assert session.call("above", (), {})[0] == "own"


CHANCE = """import random
import numpy as np
def f(x):
    return [random.random(), np.random.random(), np.random.default_rng().random()]
"""


def test_what_an_unseeded_function_answers_hangs_on_no_other_question(warm: WarmSandbox) -> None:
    answers = []
    for before in ([], [1.0, 2.0]):
        with Session(warm, LIMITS) as session:
            session.run_notebook([CHANCE])
            for other in before:
                session.call("f", (other,), {})
            answers.append([session.call("f", (3.0,), {})[0] for _ in range(2)])
    assert answers[0] == answers[1]
    first, second = answers[0]
    assert all(a != b for a, b in zip(first, second, strict=True))  # asked again it still shows that it is unseeded


HARNESS = """def harness(function, *sizes):
    return [function(size).get_size_inches().tolist() for size in sizes]
"""


def test_a_harness_turns_into_plain_data_what_is_none(session: Session) -> None:
    session.run_notebook(
        [
            "import matplotlib.pyplot as plt\ndef f(size):\n    return plt.figure(figsize=(size, 2))",
            "def g(size):\n    raise NotImplementedError",
        ]
    )
    assert session.call("f", (3, 4), {}, harness=HARNESS)[0] == [[3.0, 2.0], [4.0, 2.0]]
    assert session.call("f", (3,), {})[0] != [[3.0, 2.0]]  # without it there is no answer that could be read
    with pytest.raises(StudentMissingError):
        session.call("g", (3,), {}, harness=HARNESS)


BROKEN_OFF = (
    "import math\nprint(before_it_is_there)\nK = 2\ndef f(x):\n    return K * x + math.floor(0.5)\nprint('not run')"
)


def test_what_a_cell_defines_below_an_exception_is_there_all_the_same(session: Session) -> None:
    first, second = session.run_notebook([BROKEN_OFF, "1 + 1"])
    assert [output["output_type"] for output in first.outputs] == ["error"]
    assert (first.end, first.count, second.count) == ("raised", 1, 2)
    assert session.call("f", (3,), {}) == (6, ())
    assert [note.en for note in session.notes] == [f"code cell 1: {DEFINED_BELOW.en}"]


def test_it_is_still_there_after_a_crash(session: Session) -> None:
    session.run_notebook([BROKEN_OFF, "import os\nos._exit(1)", "y = 1"])
    assert session.call("f", (3,), {}) == (6, ())


@pytest.mark.parametrize("cell", ["1 / 0", "def f(x):\n    return x\n1 / 0", "1 / 0\nK = 2", "def f(x:\n    return x"])
def test_where_nothing_is_defined_below_nothing_is_said(session: Session, cell: str) -> None:
    session.run_notebook([cell])
    assert session.notes == []


def test_a_loop_that_is_stopped_keeps_what_is_below(warm: WarmSandbox) -> None:
    with Session(warm, replace(LIMITS, cell_seconds=1.0)) as session:
        session.run_notebook(["%matplotlib inline\nwhile True:\n    pass\ndef f(x):\n    return x"])
        assert session.call("f", (3,), {}) == (3, ())
