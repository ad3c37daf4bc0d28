"""An IPython shell whose outputs become frames on the pipe: the cells of one notebook run here as in Jupyter."""

from __future__ import annotations

import base64
import contextlib
import inspect
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import figures
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

STREAM_CHARACTERS = 8192
Emit = Callable[[dict[str, Any]], None]


class TimeLimit(BaseException):
    """The cell or call ran longer than it may; not an Exception, so that ``except Exception`` does not swallow it."""


class time_limit:  # noqa: N801  used as a function is
    """Raise :class:`TimeLimit` in the running code after ``seconds``, and again every half second until it ends."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._held = False
        self._late = False

    def __enter__(self) -> time_limit:
        signal.signal(signal.SIGALRM, self._interrupt)
        signal.setitimer(signal.ITIMER_REAL, self._seconds, 0.5)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _interrupt(self, _signal: int, _frame: Any) -> None:
        self._late = self._held
        if not self._held:
            raise TimeLimit(f"超過時間限制 {self._seconds:g} 秒 | longer than the time limit of {self._seconds:g} s")

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Put the interruption off: half a frame on the pipe would break the protocol."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._late:
            self._interrupt(signal.SIGALRM, None)


class _Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr``: what is written becomes stream outputs of a few kilobytes each."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, emit: Emit, number: int) -> None:
        self.name = name
        self._emit = emit
        self._number = number
        self._pieces: list[str] = []
        self._size = 0

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._pieces.append(text)
        self._size += len(text)
        if self._size > STREAM_CHARACTERS:
            self.flush()
        return len(text)

    def flush(self) -> None:
        pieces, self._pieces, self._size = self._pieces, [], 0
        text = "".join(pieces)
        if text:
            self._emit({"output_type": "stream", "name": self.name, "text": text})

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number


class _Publisher(DisplayPublisher):
    emit = AnyTrait(None, allow_none=True)

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        output = {"output_type": "display_data", "data": _plain(data), "metadata": metadata or {}}
        self.emit(output | {"display_id": (transient or {}).get("display_id"), "update": update})

    def clear_output(self, wait: bool = False) -> None:
        self.emit({"output_type": "clear"})


class _DisplayHook(DisplayHook):
    emit = AnyTrait(None, allow_none=True)

    def start_displayhook(self) -> None:
        self._output: dict[str, Any] = {"output_type": "execute_result"}

    def write_output_prompt(self) -> None:
        self._output["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self._output |= {"data": _plain(format_dict), "metadata": md_dict or {}}

    def finish_displayhook(self) -> None:
        self.emit(self._output)


def _plain(data: Any) -> dict[str, Any]:
    """Return a MIME bundle as JSON takes it: bytes (images) become base64 text."""
    return {
        str(mime): base64.b64encode(item).decode("ascii") if isinstance(item, bytes) else item
        for mime, item in data.items()
    }


class NotebookShell(InteractiveShell):
    """Runs cells like a Jupyter kernel and hands every output to ``emit``."""

    displayhook_class = Type(_DisplayHook)
    display_pub_class = Type(_Publisher)
    emit = AnyTrait(None, allow_none=True)
    silent = False

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept ``%matplotlib``; there is no event loop to start."""

    def init_history(self) -> None:
        self.config.merge(Config(HistoryManager={"enabled": False}))
        super().init_history()  # type: ignore[no-untyped-call]

    def ask_exit(self) -> None:
        """Ignore ``exit``: it ends a Jupyter kernel, but nothing is gained by ending the submission."""

    def system(self, cmd: str) -> None:
        """Run ``!command`` with its output in the notebook."""
        self.system_piped(cmd)  # type: ignore[no-untyped-call]

    def showtraceback(self, *arguments: Any, **keywords: Any) -> None:
        """Show an exception; making a traceback readable takes longer than most cells, so not where nobody reads it."""
        if not self.silent:
            super().showtraceback(*arguments, **keywords)

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Make a traceback for the history, which is off: nobody reads it, and it takes as long as the one that is shown."""
        return {}

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        message = _text_of(evalue)
        stb = [frame for frame in stb if __file__ not in frame]  # this file's own frames tell a student nothing
        self.emit({"output_type": "error", "ename": str(etype.__name__), "evalue": message, "traceback": list(stb)})


def know_modules() -> None:
    """Let :mod:`inspect` look up the file of every module now: the first traceback of each submission would do so anew."""
    inspect.getmodule(know_modules.__code__, "<no file of any module>")


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # a student's __str__ may do anything
        return "<unprintable>"


def make_shell() -> NotebookShell:
    """Start the shell once, warm: every submission is forked from it."""
    shell = NotebookShell.instance()
    formatter: Any = shell.display_formatter
    formatter.active_types = list(formatter.formatters)
    figures.install()
    shell.run_line_magic("matplotlib", "inline")
    return shell


@contextlib.contextmanager
def undisplayed(shell: NotebookShell) -> Iterator[None]:
    """Show nothing meanwhile: a notebook that runs again for the state that it leaves need not draw its figures again."""
    formatter: Any = shell.display_formatter
    types = formatter.active_types
    formatter.active_types = ["text/plain"]
    shell.silent = True
    try:
        yield
    finally:
        formatter.active_types = types
        shell.silent = False


def connect(shell: NotebookShell, emit: Emit) -> None:
    """Send the outputs of the shell, and of everything that prints, to ``emit``, in the order in which they come."""
    streams = (_Stream("stdout", emit, 1), _Stream("stderr", emit, 2))

    def in_order(output: dict[str, Any]) -> None:
        for stream in streams:
            stream.flush()
        emit(output)

    parts: list[Any] = [shell, shell.displayhook, shell.display_pub]
    for part in parts:
        part.emit = in_order
    sys.stdout, sys.stderr = streams
    sys.stdin = open(os.devnull)  # noqa: SIM115  open as long as the process


def flush() -> None:
    """Send what the streams still hold."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # the student may have replaced them
            stream.flush()


def run_cell(shell: NotebookShell, source: str, seconds: float, *, counted: bool = True) -> int | None:
    """Run one cell; return None if it ended without an exception, else the line that raised, 0 where that is not known."""
    with time_limit(seconds):
        result: Any = shell.run_cell(source, store_history=counted)  # type: ignore[no-untyped-call]
        return None if result.success else _line_of(result.error_in_exec)


def _line_of(error: BaseException | None) -> int:
    step = error.__traceback__ if error is not None else None
    while step is not None and step.tb_frame.f_code.co_name != "<module>":
        step = step.tb_next
    return step.tb_lineno if step is not None else 0
