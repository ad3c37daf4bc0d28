"""What a student reads when their code gives no answer: one table, both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from autograder.model import Text

STUB = Text("還沒有實作（仍是 NotImplementedError）", "not implemented yet (still NotImplementedError)")
NOT_CALLABLE = Text("筆記本裡找不到這個函式", "the notebook does not define this function")
BROKEN_CELL = Text("定義這個函式的儲存格有語法錯誤", "the cell that defines this function has a syntax error")
NOT_DEFINED = Text("筆記本裡沒有定義這個變數", "the notebook does not define this variable")
TIMEOUT = Text("執行太久，超過時間限制；迴圈會結束嗎？", "took longer than the time limit; does the loop end?")
MEMORY = Text("用掉太多記憶體；陣列的形狀對嗎？", "used too much memory; do the arrays have the right shape?")
CRASHED = Text("執行時整個程序結束了", "the whole process ended while it ran")
PROTOCOL = Text("回傳的內容無法讀取", "what came back could not be read")
RAISED = Text("執行時發生例外", "raised an exception")
SKIPPED = Text("未執行：同一個函式已經多次超過限制", "not run: the same function has passed its limits too often")
ENDED = Text(
    "筆記本多次中斷或用完時間，後面的儲存格只讀取了函式定義，沒有執行",
    "the notebook broke off too often or ran out of time; of its later cells only the definitions were read",
)
DEFINED_BELOW = Text(
    "這一格中途發生例外；例外之後定義的函式還是讀取了",
    "an exception broke this cell off; the functions that it defines below were read all the same",
)
WATCH_OFF = Text(
    "這個函式要自己寫，執行時卻關掉了對它的監看",
    "this function is to be written from scratch, but it switched off the watch over the call",
)
TOO_LARGE = Text("引數太大", "the arguments are too large")
NOT_PLAIN = Text("引數不是數字、陣列或串列", "the arguments are not numbers, arrays or lists")
GONE = {
    "exit": Text("程序在這一格結束了；評分從下一格繼續", "the process ended in this cell; grading went on after it"),
    "signal": Text(
        "程序在這一格當掉了；評分從下一格繼續", "the process crashed in this cell; grading went on after it"
    ),
    "memory": Text(
        "這一格用掉太多記憶體；評分從下一格繼續", "this cell used too much memory; grading went on after it"
    ),
    "timeout": Text(
        "這一格執行太久而被中止；評分從下一格繼續", "this cell ran too long and was stopped; grading went on after it"
    ),
    "protocol": Text(
        "這一格的輸出無法讀取；評分從下一格繼續", "this cell's output could not be read; grading went on after it"
    ),
}

MAX_ERROR = 200
MAX_NAME = 80
MAX_NUMBERS = 8  # shapes and sizes, which explain most errors of NumPy; more than that is data
_NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?|\d{5,}")
_UNNAMED = ("<module>", "<lambda>", "<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>")  # functions without a name
_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
_WHOLE_NUMBER = re.compile(r"\d+")
_LONG_WORD = re.compile(r"\S{49,}")  # no sentence has one, but encoded bytes are one


def visible_error(reply: dict[str, Any], cells: Sequence[str] = ()) -> str:
    """Return the student's exception as feedback may show it: type, message, and the line it came from.

    A name and a message can be made of a hidden input, so decimal numbers become ``#`` and the rest is cut short; a line is
    shown if it stands in one of the notebook's ``cells``. The reply is untrusted: anything but text in it is ignored.
    """
    lines = reply.get("lines")
    first = f"{_shown(_without_data(reply.get('ename')), 80)}: {_shown(_without_data(reply.get('evalue')))}".rstrip(
        ": "
    )
    where = [_shown(line) for line in lines[-1:] if _is_written(line, cells)] if isinstance(lines, list) else []
    return "\n".join([first, *filter(None, where)])


def _is_written(line: object, cells: Sequence[str]) -> bool:
    """Whether ``function: source`` is what the student wrote, not what a process says that they wrote."""
    name, _, source = line.partition(": ") if isinstance(line, str) else ("", "", "")
    return any(source in cell and (name in _UNNAMED or name in cell) for cell in cells)


def forbidden(used: str) -> Text:
    """Return what a student reads whose function uses what it must not, such as ``sklearn.mixture.GaussianMixture``."""
    return Text(f"這個函式要自己寫，卻用了 {used}", f"this function is to be written from scratch, but it uses {used}")


def forbidden_name(used: object, modules: Sequence[str]) -> str:
    """Return an untrusted dotted name as it may be shown: one that lies in the modules, or else the first of them."""
    shown = isinstance(used, str) and len(used) <= MAX_NAME and _DOTTED.fullmatch(used)
    inside = any(f"{used}.".startswith(f"{module}.") for module in modules)
    return str(used) if shown and inside else modules[0]


def _without_data(message: Any) -> str:
    text = _NUMBER.sub("#", message[: 10 * MAX_ERROR]) if isinstance(message, str) else ""
    if len(_WHOLE_NUMBER.findall(text)) > MAX_NUMBERS:
        text = _WHOLE_NUMBER.sub("#", text)
    return _LONG_WORD.sub("…", text)


def _shown(text: Any, length: int = MAX_ERROR) -> str:
    """Return untrusted text as one printable line."""
    if not isinstance(text, str):
        return ""
    line = " ".join(text[: 10 * length].split())[:length]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
