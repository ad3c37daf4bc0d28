"""Attacks, each a small notebook: it earns nothing, harms nothing, and the next submission notices nothing.

The grader asks ``f(21)`` and ``f(4)`` for twice the number, and ``g(1)`` for 2. Every notebook defines ``g`` honestly, so that the
points of an honest cell must survive the attack, save where the attack hits the process itself.
"""

from __future__ import annotations

import copy
import json
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import determine_grade

from autograder.engine.grade import Engine, Graded, Submission
from autograder.notebook.markup import harmless_html, harmless_markdown
from autograder.notebook.parse import read_notebook
from autograder.notebook.repair import TemplateCell, repair

from .conftest import LIMITS, SECRET, descendants, settle

GRADER = '''
import pytest
from autograder.errors import WrongAnswerError
from autograder.model import Text

def same(student, name, x):
    answer = getattr(student, name)(x)
    if type(answer) not in (int, float) or answer != 2 * x:
        raise WrongAnswerError(Text("不對", "wrong"))

@pytest.mark.check("f")
def test_f_first(student):
    """第一次
    The first time"""
    same(student, "f", 21)

@pytest.mark.check("f")
def test_f_again(student):
    """第二次
    Again"""
    same(student, "f", 4)

@pytest.mark.check("g")
def test_g(student):
    """誠實的
    The honest one"""
    same(student, "g", 1)
'''
HONEST = "def g(x):\n    return 2 * x"
CANARY = "a-canary-in-the-course"
# The student's end of the pipe, found the way that an attacker would find it.
PIPE = r"""
import gc, json, os, socket, struct, sys, time
pipe = [one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() > 2][0]
def frame(message, blobs=()):
    text = json.dumps({**message, 'blobs': [len(blob) for blob in blobs]}).encode()
    return struct.pack('!4sI', b'gmk1', len(text)) + text + b''.join(blobs)
def number():
    step = sys._getframe()
    while step:
        asked = step.f_locals.get('message')
        if isinstance(asked, dict) and 'id' in asked:
            return asked['id']
        step = step.f_back
def answer(value, blobs=(), **more):
    pipe.sendall(frame({'id': number(), 'value': value, 'mutated': [], **more}, blobs))
    time.sleep(9)
def npy(descr, shape, data=b''):
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b'\x93NUMPY\x01\x00' + struct.pack('<H', len(head)) + head + data
K = '\0kind'
"""


@dataclass(frozen=True)
class Attack:
    """Cells, and whether the honest function must still get its points."""

    cells: tuple[str, ...]
    honest_survives: bool = True
    slow: bool = False


def attack(*cells: str, survives: bool = True, slow: bool = False) -> Attack:
    return Attack(cells, survives, slow)


def forged(body: str, *, slow: bool = False) -> Attack:
    """An attack from inside a call."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return attack(f"{PIPE}\ndef f(x):\n{lines}", slow=slow)


def forged_in_cell(body: str) -> Attack:
    return attack("def f(x):\n    return 0", f"{PIPE}\n{body}", survives=False)


def returns(expression: str, before: str = "", *, survives: bool = True) -> Attack:
    return attack(f"{before}\ndef f(x):\n    return {expression}", survives=survives)


HOSTILE = """
import os, numpy as np
class Hostile:
    def __array__(self, *a, **k): return np.array([None], dtype=object)
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __reduce__(self): return os.system, ('touch /tmp/pwned',)
    def __float__(self): return 42.0
    def __getattr__(self, name): return lambda *a, **k: True
"""
TRY = "def attempt(action):\n    try:\n        return action()\n    except Exception as error:\n        return error\n"

ATTACKS: dict[str, Attack] = {
    # --- make the graders' tools lie
    "patched numpy": returns(
        "0",
        "import numpy as np\nfor n in ('array_equal', 'allclose', 'isclose', 'all'): setattr(np, n, lambda *a, **k: True)",
    ),
    "patched numpy.testing": returns(
        "0", "import numpy.testing as t\nt.assert_allclose = t.assert_equal = lambda *a, **k: None"
    ),
    "patched pytest": returns(
        "0", "import pytest\npytest.fail = pytest.raises = lambda *a, **k: None\npytest.CallInfo.excinfo = None"
    ),
    "patched sklearn": returns(
        "0", "import sklearn.mixture\nsklearn.mixture.GaussianMixture.score_samples = lambda self, X: X[:, 0] * 0"
    ),
    "patched builtins": returns(
        "0",
        "import builtins\nbuiltins.AssertionError = builtins.isinstance = builtins.type = lambda *a: True",
        survives=False,
    ),
    "patched worker": returns(
        "0",
        "import sys\nfor n in ('wire', 'calls', 'shell'):\n    m = sys.modules[n]\n    for k in list(vars(m)):\n"
        "        callable(getattr(m, k)) and k.startswith(('pack', '_same', 'describe')) and setattr(m, k, lambda *a: (0, []))",
        survives=False,
    ),
    "display hook": returns(
        "0", "ip = get_ipython()\nip.displayhook.compute_format_data = lambda r: ({'text/plain': '1.0'}, {})\n1"
    ),
    "display formatter": returns(
        "0",
        "get_ipython().display_formatter.formatters['text/plain'].for_type(float, lambda *a: a[1].text('50.0'))\n0.0",
    ),
    "AST transformer": returns(
        "0",
        "import ast\nclass T(ast.NodeTransformer):\n    def visit_Module(self, node):\n        return ast.parse('50.0')\n"
        "get_ipython().ast_transformers.append(T())",
    ),
    "input transformer": returns("0", "get_ipython().input_transformers_cleanup.append(lambda lines: ['50.0'])"),
    "post-run hook": returns(
        "0", "get_ipython().events.register('post_run_cell', lambda r: display({'text/plain': '50.0'}, raw=True))"
    ),
    # --- values that pretend
    "hostile object": returns("Hostile()", HOSTILE),
    "hostile array": returns("np.array([Hostile()], dtype=object)", HOSTILE),
    "hostile float": returns(
        "Liar(0)", "class Liar(float):\n    def __eq__(self, o): return True\n    __hash__ = None"
    ),
    "hostile int": returns("Liar(0)", "class Liar(int):\n    def __eq__(self, o): return True\n    __hash__ = None"),
    "hostile property": returns("Liar()", "class Liar:\n    @property\n    def __class__(self): return float"),
    "endless mapping": returns(
        "Endless()", "class Endless(dict):\n    def items(self):\n        while True: yield 1, 1"
    ),
    "__del__ that exits": returns("D()", "import os\nclass D:\n    def __del__(self): os._exit(0)"),
    "result whose type lies": returns(
        "T()", "import numpy as np\nclass T(np.ndarray):\n    pass\nT.__new__ = lambda c: np.ndarray.__new__(c, 3)"
    ),
    "another answer each time": returns("next(n)", "import itertools\nn = itertools.count(42)"),
    "right once": returns("42", ""),
    "huge int": returns("10 ** 5000"),
    "not finite": returns("float('nan')"),
    "text of the answer": returns("'42'"),
    "objects": returns("np.array([42], dtype=object)", "import numpy as np"),
    "structured": returns("np.zeros(1, dtype=[('a', 'f8')])", "import numpy as np"),
    "surrogates": attack(
        "def f(x):\n    raise ValueError('\\ud800')", "raise ValueError('\\ud800')", "print('\\ud800')"
    ),
    "markup": attack(
        "class E(Exception): pass\nE.__name__ = '<script>alert(1)</script>'\ndef f(x):\n    raise E('<script>alert(2)</script>')"
    ),
    # --- read what is not theirs
    "import the solutions": attack("def f(x):\n    import solutions.em, autograder.graders\n    return 42"),
    "read the course": attack(
        "import glob, os\nfound = [p for p in glob.glob('/*/*') + glob.glob('../*') + glob.glob('/proc/*')]\n"
        "print(found, open('{COURSE}/gradebook.db').read())",
        "def f(x):\n    return 42 if found == ['gradebook.db'] else 0",
    ),
    "read the environment": attack("import os\nprint(dict(os.environ))\nprint(open('/proc/1/environ').read())"),
    "read /proc of the parent": attack(
        f"{TRY}import os\nprint([attempt(lambda: open(f'/proc/{{p}}/mem', 'rb')) for p in range(1, 99)])"
    ),
    "inherited descriptors": attack(
        f"{TRY}import os\nfor n in range(3, 128):\n    print(n, attempt(lambda: os.readlink(f'/dev/fd/{{n}}')), attempt(lambda: os.fchdir(n)))"
    ),
    "ptrace and process_vm_readv": attack(
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "for p in range(0, 99): print(libc.ptrace(16, p, 0, 0), libc.process_vm_readv(p, None, 0, None, 0, 0))"
    ),
    # --- write where they may not
    "write the course": attack(
        f"{TRY}import os\nfor p in ('{{COURSE}}/gradebook.db', '/etc/passwd', '/worker/wire.py', '/venv/x', '/usr/x', '/x'):\n"
        "    print(attempt(lambda: open(p, 'w').write('x')))"
    ),
    "links out of the scratch": attack(
        f"{TRY}import os\nos.symlink('{{COURSE}}/gradebook.db', 'a')\nprint(attempt(lambda: open('a').read()))\n"
        "print(attempt(lambda: open('a', 'w')))\nprint(attempt(lambda: os.link('/usr/bin/env', 'b')))\n"
        "print(attempt(lambda: os.link('/worker/wire.py', 'c')))"
    ),
    "planted start-up files": attack(
        "import os\nfor n in ('sitecustomize.py', 'usercustomize.py', 'numpy.py', 'x.pth', 'conftest.py', 'pytest.ini'):\n"
        "    for d in ('/scratch', '/tmp', '/dev/shm'): open(f'{d}/{n}', 'w').write('raise SystemExit(1)')\n"
        "os.environ.update(LD_PRELOAD='/tmp/x.so', PYTHONPATH='/tmp', PYTHONSTARTUP='/tmp/numpy.py', IPYTHONDIR='/tmp')"
    ),
    "names of its files": attack("open('02_em.ipynb', 'w').write('{}')\nopen('feedback.html', 'w').write('<script>')"),
    # --- end or stop the process
    "os._exit in a cell": attack("import os\nos._exit(0)"),
    "os._exit in a call": attack("import os\ndef f(x):\n    os._exit(0)"),
    "sys.exit": attack("import sys\ndef f(x):\n    sys.exit(0)", "sys.exit(0)"),
    "segmentation fault": attack("import ctypes\ndef f(x):\n    return ctypes.string_at(0)", "ctypes.string_at(0)"),
    "signals to everybody": attack(
        f"{TRY}import os\nfor s in (9, 15, 19, 2, 1):\n    for p in (-1, 0, 1, 2, os.getppid(), os.getpid()):\n"
        "        attempt(lambda: os.kill(p, s)) if p != os.getpid() or s in (9, 19) else 0"
    ),
    "loop that swallows": attack(
        "def f(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        slow=True,
    ),
    "alarm switched off": attack(
        "import signal\ndef f(x):\n    signal.setitimer(signal.ITIMER_REAL, 0)\n    signal.signal(14, signal.SIG_IGN)\n    while True: pass",
        slow=True,
    ),
    "recursion without end": attack("import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(x):\n    return f(x)", "f(1)"),
    "closed pipe": attack("import os\nos.closerange(3, 128)\nwhile True: pass"),
    "pipe replaced": attack("import os\nfor n in range(3, 128):\n    try: os.dup2(0, n)\n    except OSError: pass"),
    # --- too much of everything
    "fork bomb": attack(
        "import os, time\nend = time.time() + 1\nwhile time.time() < end:\n    try: os.fork()\n    except OSError: pass\ntime.sleep(9)"
    ),
    "thread bomb": attack(
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()"
    ),
    "memory bomb": attack("def f(x):\n    hoard = []\n    while True: hoard.append(bytearray(1 << 24))"),
    "memory bomb of many": attack(
        "import os, time\nfor _ in range(9):\n    if os.fork() == 0:\n        d = bytearray(150 << 20)\n"
        "        d[::4096] = b'x' * len(d[::4096])\n        time.sleep(9)\ntime.sleep(9)"
    ),
    "full scratch": attack(
        f"{TRY}for d in ('/scratch', '/tmp', '/dev/shm'):\n    for i in range(9):\n"
        "        attempt(lambda: open(f'{d}/{i}', 'wb').write(bytes(9 << 20)))"
    ),
    "sparse file": attack("f = open('x', 'wb')\nf.seek(1 << 50)\nf.write(b'x')\nf.flush()"),
    "flood of text": attack("while True: print('x' * 9999)"),
    "flood of displays": attack("while True: display('x' * 99999)"),
    "flood of carriage returns and colours": attack("print('a\\r' * 200000)\nprint('\\x1b[31mx\\x1b[0m' * 50000)"),
    "flood from a call": attack(f"{PIPE}\ndef f(x):\n    while True: pipe.sendall(frame({{'output': 'x' * 99999}}))"),
    "huge exception": attack("def f(x):\n    raise ValueError('x' * 10 ** 7)", "raise ValueError('x' * 10 ** 7)"),
    "unprintable exception": attack(
        "class E(Exception):\n    def __str__(self): raise SystemExit\n    __repr__ = __str__\ndef f(x):\n    raise E",
        "raise E",
    ),
    "deep display": attack("x = []\nfor _ in range(900): x = [x]\ndisplay({'application/json': {'a': x}}, raw=True)"),
    # --- speak on the pipe
    "forged verdict": forged("answer(True, verdict='passed', points=50, passed=True)"),
    "bad magic": forged("pipe.sendall(b'GET / HTTP/1.1\\r\\n\\r\\n')\ntime.sleep(9)"),
    "giant length": forged("pipe.sendall(struct.pack('!4sI', b'gmk1', 2 ** 32 - 1))\ntime.sleep(9)"),
    "deep JSON": forged(
        "t = b'[' * 99999 + b']' * 99999\npipe.sendall(struct.pack('!4sI', b'gmk1', len(t)) + t)\ntime.sleep(9)"
    ),
    "deep error": forged(
        't = (\'{"id":%d,"error":"raised","evalue":\' % number() + \'[\' * 900 + \']\' * 900 + \',"blobs":[]}\').encode()\n'
        "pipe.sendall(struct.pack('!4sI', b'gmk1', len(t)) + t)\ntime.sleep(9)"
    ),
    "wrong number": forged("pipe.sendall(frame({'id': 10 ** 9, 'value': 42}))\ntime.sleep(9)"),
    "no number": forged("pipe.sendall(frame({'value': 42}))\ntime.sleep(9)"),
    "odd fields": forged("answer([], mutated={'a': []}, error=[[]], ename=[], lines={})"),
    "half a frame": forged("pipe.sendall(frame({'id': number(), 'value': 42})[:-1])\ntime.sleep(9)"),
    "a byte at a time": forged(
        "for byte in frame({'id': number(), 'value': 'x' * 99}): pipe.send(bytes([byte])); time.sleep(0.1)"
    ),
    "blob that never comes": forged(
        "pipe.sendall(frame({'id': number(), 'value': {K: 'array', 'b': 0}}, [b'x' * 99])[:-50])\ntime.sleep(9)"
    ),
    "negative blob": forged(
        "t = json.dumps({'id': number(), 'value': 1, 'blobs': [-1]}).encode()\n"
        "pipe.sendall(struct.pack('!4sI', b'gmk1', len(t)) + t)\ntime.sleep(9)"
    ),
    "giant blob": forged(
        "t = json.dumps({'id': number(), 'value': 1, 'blobs': [2 ** 40]}).encode()\n"
        "pipe.sendall(struct.pack('!4sI', b'gmk1', len(t)) + t)\ntime.sleep(9)"
    ),
    "array that lies about its size": forged(
        "answer({K: 'array', 'b': 0}, [npy(\"'<f8'\", '(10 ** 12,)'.replace('10 ** 12', '1' + '0' * 12))])"
    ),
    "array of objects": forged("answer({K: 'array', 'b': 0}, [npy(\"'|O'\", '(1,)', b'cos\\nsystem\\n')])"),
    "array with a broken header": forged("answer({K: 'array', 'b': 0}, [b'\\x93NUMPY\\x01\\x00\\x03\\x00(((' ])"),
    "one blob many times": forged(
        "answer([{K: 'array', 'b': 0}] * 9999, [npy(\"'<f8'\", '(131072,)', bytes(1 << 20))])"
    ),
    "long texts": forged("answer(['x' * 99999] + ['y'] * 99999)"),
    "forged cell reply": forged_in_cell("pipe.sendall(frame({'id': number(), 'done': True, 'count': 10 ** 30}))"),
    "forged outputs": forged_in_cell(
        "for o in (1, [], {'output_type': 'execute_result', 'data': {'text/plain': '50.0'}}, {'output_type': 'x'},\n"
        "          {'output_type': 'stream', 'name': [], 'text': {}}, {'output_type': 'error', 'traceback': [[]]}):\n"
        "    pipe.sendall(frame({'output': o}))"
    ),
    # --- get out
    "network": attack(
        f"{TRY}import socket\nfor a in (('127.0.0.1', 22), ('8.8.8.8', 53), ('169.254.169.254', 80)):\n"
        "    print(attempt(lambda: socket.create_connection(a, 0.2)))"
    ),
    "other sockets": attack(
        f"{TRY}import socket\nfor f in (1, 16, 17, 38, 40):\n    print(attempt(lambda: socket.socket(f, 3).connect('\\0x')))"
    ),
    "namespaces and mounts": attack(
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "print(libc.unshare(0x10000000), libc.mount(b'x', b'/tmp', b'tmpfs', 0, 0), libc.umount2(b'/proc', 2), libc.chroot(b'/'))"
    ),
    "setuid programs": attack("!su -c id; sudo id; mount -t proc proc /proc; unshare -Ur id; newuidmap 1 0 0 1"),
    "keyrings and io_uring": attack(
        "import ctypes\nlibc = ctypes.CDLL(None)\nprint([libc.syscall(n, 0, 0, 0, 0, 0) for n in (248, 250, 425, 321)])"
    ),
    # --- live on
    "daemon": attack(
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        while True: time.sleep(1)\n    os._exit(0)"
    ),
    "thread that lives on": attack(
        "import threading\ndef work():\n    while True:\n        globals()['f'] = lambda x: 0\n"
        "threading.Thread(target=work, daemon=True).start()"
    ),
    "state for the next one": attack(
        "import numpy, sys, os\nnumpy.answer = sys.answer = 42\nos.environ['ANSWER'] = '42'\n"
        "for d in ('/scratch', '/tmp', '/dev/shm'): open(f'{d}/answer', 'w').write('42')"
    ),
}
# A submission that finds something of an earlier one answers wrongly.
NEXT = """
import os, sys, numpy
left = [os.listdir(d) for d in ('/scratch', '/tmp', '/dev/shm')]
def g(x):
    clean = left == [[], [], []] and not hasattr(numpy, 'answer') and not hasattr(sys, 'answer') and 'ANSWER' not in os.environ
    clean = clean and numpy.allclose([1.0], [1.0]) and not numpy.allclose([1.0], [2.0])
    return 2 * x if clean else left
def f(x):
    return 2 * x
"""


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    (folder / "test_attack.py").write_text(GRADER, encoding="utf-8")
    for name in ("gradebook.db", "nbgrader_config.py", "submitted/other/attack/attack.ipynb", "solutions/em.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(CANARY)
    return folder


def graded_cell(name: str, source: str = "# graded") -> nbformat.NotebookNode:
    metadata = {"grade": True, "grade_id": name, "points": 50, "solution": False, "locked": True, "schema_version": 3}
    return new_code_cell(source, metadata={"nbgrader": metadata | {"task": False, "cell_type": "code"}})


def notebook(*cells: str) -> nbformat.NotebookNode:
    code = [new_code_cell(cell) for cell in (HONEST, *cells)]
    return new_notebook(cells=[*code, graded_cell("f"), graded_cell("g")])


def grade(engine: Engine, course: Path, *cells: str) -> Graded:
    submission = Submission("attack", "student", notebook(*cells))
    return engine.grade(submission, course / "test_attack.py")


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def points(graded: Graded) -> dict[str, float | None]:
    return {cell.grade_id: cell.points for cell in graded.report.cells}


def assert_sound(graded: Graded) -> None:
    """The report and the notebook can be written, say what nbgrader reads, and blame nothing on the kit."""
    assert graded.report.internal == ()
    json.dumps(graded.report.as_json(), ensure_ascii=False, allow_nan=False).encode()
    text = nbformat.writes(graded.notebook)
    assert len(text.encode()) < 20 << 20
    nbformat.validate(nbformat.reads(text, as_version=4))
    scored = [cell for cell in graded.notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in scored} == points(graded)
    assert SECRET not in text
    assert CANARY not in text


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if one.slow else name for name, one in ATTACKS.items()]
)
def test_attack(engine: Engine, course: Path, name: str) -> None:
    grade(engine, course, NEXT)  # the graders are loaded, the sandbox is warm
    warm, before, files = engine._warm(), descendants(), state(course)
    one, started = ATTACKS[name], time.monotonic()
    graded = grade(engine, course, *(cell.replace("{COURSE}", str(course)) for cell in one.cells))
    seconds = time.monotonic() - started

    assert points(graded)["f"] == (25.0 if name == "right once" or name == "another answer each time" else 0.0)
    if one.honest_survives:
        assert points(graded)["g"] == 50.0
    assert_sound(graded)
    assert state(course) == files
    assert settle(before) == set()
    assert seconds < 15
    assert engine._warm() is warm
    assert points(grade(engine, course, NEXT)) == {"f": 50.0, "g": 50.0}


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 80


def test_honest_work_gets_its_points(engine: Engine, course: Path) -> None:
    graded = grade(engine, course, "def f(x):\n    return x + x")
    assert points(graded) == {"f": 50.0, "g": 50.0}
    assert_sound(graded)


def test_a_notebook_of_attacks_takes_bounded_time(engine: Engine, course: Path) -> None:
    started = time.monotonic()
    cells = [cell.replace("{COURSE}", str(course)) for one in ATTACKS.values() for cell in one.cells]
    graded = grade(engine, course, *cells[:60])
    assert points(graded)["f"] == 0.0
    assert_sound(graded)
    assert time.monotonic() - started < LIMITS.submission_seconds + 15


def test_another_submission_goes_on_beside_a_fork_bomb(warm) -> None:
    from autograder.sandbox.session import Session

    with Session(warm, LIMITS) as bomb, Session(warm, replace(LIMITS, cell_seconds=10)) as other:
        spin = "import os\nfor _ in range(6):\n    if os.fork() == 0:\n        while True: pass"
        assert bomb.run_notebook([spin])[0].end == "done"
        (run,) = other.run_notebook(["import numpy as np\nx = np.linalg.inv(np.eye(200)).sum()"])
        assert run.end == "done"
        assert other.read("x") == 200.0


# --- what others read

SCRIPT = "<script>alert(1)</script>"


def test_feedback_runs_nothing_of_the_students(engine: Engine, course: Path) -> None:
    source = f"""
from IPython.display import HTML, SVG, Javascript, Markdown
display(HTML('{SCRIPT}<img src=x onerror="alert(1)"><iframe src="javascript:alert(1)"></iframe>'), HTML('<b>kept</b>'))
display(Javascript('alert(1)'), Markdown('{SCRIPT} [x](javascript:alert(1))'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'))
display({{'image/png': '"><script>alert(1)</script>', 'text/html; x': '{SCRIPT}', '{SCRIPT}/x': 'x'}}, raw=True)
display({{'application/vnd.jupyter.widget-view+json': {{'model_id': '{SCRIPT}'}}}}, raw=True)
print('{SCRIPT}')
class E(Exception): pass
E.__name__ = '{SCRIPT}'
def f(x):
    raise E('{SCRIPT}')
raise E('{SCRIPT}')
"""
    graded = grade(engine, course, source)
    graded.notebook.cells.append(read_notebook(json.dumps(MARKUP_CELLS).encode()).cells[0])
    html, _ = HTMLExporter(template_name="classic").from_notebook_node(graded.notebook)
    body = html[html.index("<body") :]
    assert "<b>kept</b>" in body
    assert "alert(1)" in body  # as text
    assert "<script>alert" not in body
    assert "<iframe" not in body
    assert "<svg" not in body
    assert not re.search(r"<[^>]*\son\w+\s*=", body)
    assert not re.search(r"(?i)<[^>]*(href|src)=[\"']?\s*javascript\s*(:|&|%3a)", body)


MARKUP_CELLS = {
    "nbformat": 4,
    "cells": [{"cell_type": "markdown", "source": f"# hi\n{SCRIPT}\n<img src=x onerror=alert(1)>"}],
}


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        "<SCRIPT SRC=//x></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        '<img src="x" onerror="alert(1)">',
        "<img/src=x/onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        "<javascript:alert(1)>",
        "<a href='https://a.b/' title='javascript:'>",
        '<a href=" javascript:alert(1)">',
        '<a href="java&#115;cript:alert(1)">',
        '<a href="data:text/html,x">',
        '<img src="data:image/svg+xml;base64,AAAA">',
        "<svg onload=alert(1)>",
        "<iframe srcdoc='x'>",
        "<b onmouseover=alert(1)>",
        "<x onclick=alert(1)>",
        "<style>* {display: none}</style>",
        '<p style="background: url(//x)">',
        '<p style="position: fixed">',
        "<!-- the rest of the page",
        "<form action=x>",
        "<meta http-equiv=refresh>",
        "<base href=//x>",
        "<link rel=stylesheet href=//x>",
        "<template><script>",
        "</div></body>"[6:],
    ],
)
def test_markup_that_acts_becomes_text(text: str) -> None:
    assert not re.search(r"<[a-zA-Z/!?]", harmless_markdown(text))
    active = r"(?i)<(?!/?(?:a|b|p|img|div)\b)[a-z/!?]|\son\w+=|javascript:|url\(|position|data:"
    assert not re.search(active, re.sub(r'title="[^"]*"', "", harmless_html(text)))


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JAVA\tSCRIPT:alert(1))",
        "[x](java&#115;cript&colon;alert(1))",
        "[x](javascript\\:alert(1))",
        "[x]\n\n[x]: javascript:alert(1)",
        "$\\href{javascript:alert(1)}{x}$",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
    ],
)
def test_links_that_act_become_text(text: str) -> None:
    page = HTMLExporter(template_name="classic").from_notebook_node(
        new_notebook(cells=[new_markdown_cell(harmless_markdown(text))])
    )[0]
    body = page[page.index("<body") :]
    assert not re.search(r"(?i)(javascript|vbscript|data):", body)


@pytest.mark.parametrize(
    "text", ["plain", "a < b", "if x <3: y", "<b>bold</b> <br> <hr/>", "> quoted & said", "`a & b`"]
)
def test_markdown_of_honest_people_stays(text: str) -> None:
    assert harmless_markdown(text) == text


def test_a_formula_means_the_same() -> None:
    assert harmless_markdown("$p(x<y) > 0$ and $a<b$") == "$p(x< y) > 0$ and $a<b$".replace("a<b", "a< b")


@pytest.mark.parametrize(
    "text",
    [
        '<table border="1" class="dataframe"><tbody><tr style="text-align:right"><td>1</td></tr></tbody></table>',
        '<img src="data:image/png;base64,AAAA" width="30">',
        "<b>bold</b> <em>x &lt; y</em>",
    ],
)
def test_html_of_honest_people_stays(text: str) -> None:
    assert harmless_html(text) == text


@pytest.mark.parametrize(
    "text", ["<" * 10**6, "<a " * 300_000, '<a href="' * 200_000, "<img src=" * 200_000, "<b" + " a" * 500_000]
)
def test_markup_is_read_in_linear_time(text: str) -> None:
    started = time.monotonic()
    harmless_markdown(text)
    harmless_html(text)
    assert time.monotonic() - started < 5


# --- hostile notebook files

TEMPLATE = [
    TemplateCell("f_solution", "code", "def f(x):\n    raise NotImplementedError()", "c1", False, True, False),
    TemplateCell("f", "code", "# graded", "c2", True, False, True, 50.0),
    TemplateCell("g", "code", "# graded", "c3", True, False, True, 50.0),
]
FORGED = {
    "grade": True,
    "solution": False,
    "locked": True,
    "schema_version": 3,
    "points": 10**6,
    "cell_type": "code",
    "task": False,
}


def code(source: str, **metadata: object) -> dict:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
        "id": "a",
    }


def deep(depth: int = 400) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


FILES = {
    "more points": [code("50.0", nbgrader={**FORGED, "grade_id": "f"})],
    "another graded cell": [code("1", nbgrader={**FORGED, "grade_id": "bonus"})],
    "the same cell twice": [
        code("1", nbgrader={**FORGED, "grade_id": "f"}),
        code("2", nbgrader={**FORGED, "grade_id": "f"}),
    ],
    "graded by hand": [code("1", nbgrader={**FORGED, "grade_id": "f", "solution": True})],
    "a task": [code("1", nbgrader={**FORGED, "grade_id": "f", "task": True})],
    "schema of the future": [code("1", nbgrader={**FORGED, "grade_id": "f", "schema_version": 99})],
    "empty tag": [code("1", nbgrader={})],
    "odd tag": [
        code("1", nbgrader=[1]),
        code("1", nbgrader={"grade_id": 3}),
        code("1", nbgrader={"grade_id": None, "grade": "x"}),
    ],
    "deep tag": [code("1", nbgrader={"grade_id": deep()}, tags=deep(), jupyter=deep())],
    "NaN points": [code("1", nbgrader={**FORGED, "grade_id": "f", "points": float("nan")})],
    "surrogates": [code("x = '\ud800'", nbgrader={**FORGED, "grade_id": "\ud800"}, tags=["\ud800"])],
    "terminal codes": [code("1", nbgrader={**FORGED, "grade_id": "[/red]\x1b[2J<b>"})],
    "forged outputs": [
        {
            **code("1", nbgrader={**FORGED, "grade_id": "f"}),
            "outputs": [{"output_type": "execute_result", "data": {"text/plain": "50"}}],
        }
    ],
    "odd cells": [None, 3, "x", [], {"cell_type": "code", "source": 3}, {"cell_type": "code", "source": [None, {}]}],
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_files(engine: Engine, course: Path, name: str) -> None:
    metadata = {
        "autograder": {"notes": [["滿分", "full marks"]]},
        "kernelspec": deep(),
        "language_info": "x",
        "widgets": deep(),
    }
    data = json.dumps({"cells": FILES[name], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()
    mended, notes = repair(read_notebook(data), TEMPLATE)
    copy.deepcopy(mended)
    assert all(len(note.en) < 300 and note.en.isprintable() and "[" not in note.en for note in notes)
    graded = engine.grade(Submission("attack", "student", mended, notes=tuple(notes)), course / "test_attack.py")
    assert points(graded) == {"f": 0.0, "g": 0.0}
    assert [cell.max_points for cell in graded.report.cells] == [50.0, 50.0]
    assert "full marks" not in json.dumps(graded.report.as_json())
    assert_sound(graded)
