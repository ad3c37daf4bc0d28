"""Guards on the functions of libraries that a call must not use: such a function reports itself and raises.

The functions themselves are changed for the time of a call, not whoever calls them: an alias, an import in the middle, an
instance made earlier, a subclass and a copy all end in the same code, and honest code runs at full speed. (A watch over the
call by ``sys.setprofile`` would slow a loop down two to five times.) Code that controls this process can undo all of it.
"""

from __future__ import annotations

import gc
import inspect
import sys
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from types import CodeType, FunctionType
from typing import Any

_SUSPENDED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
Functions = dict[str, list[FunctionType]]


class ForbiddenUse(BaseException):
    """The call uses what it must not; not an Exception, so that ``except Exception`` does not swallow it."""


def by_file(objects: Iterable[object]) -> Functions:
    """Sort all functions among the objects by the file that their code comes from."""
    files: Functions = {}
    for one in objects:
        if type(one) is FunctionType:
            files.setdefault(one.__code__.co_filename, []).append(one)
    return files


class Ready:
    """Guards by the modules that they forbid.

    Args:
        known: functions that were there before the notebook, by file
    """

    def __init__(self, known: Functions) -> None:
        self._known = known
        self._guards: dict[tuple[str, ...], Guards] = {}

    def __getitem__(self, forbidden: tuple[str, ...]) -> Guards:
        if forbidden not in self._guards:
            self._guards[forbidden] = Guards(forbidden, self._known)
        return self._guards[forbidden]

    def learn(self, objects: Iterable[object]) -> None:
        """Take note of more functions; guards on them are made anew."""
        for file, functions in by_file(objects).items():
            self._known.setdefault(file, []).extend(functions)
        self._guards.clear()


class Guards:
    """The guarded functions of the forbidden modules.

    Args:
        forbidden: prefixes of module names
        known: functions that were there before the notebook, by file; the garbage collector lists the newer ones
    """

    def __init__(self, forbidden: Sequence[str], known: Functions) -> None:
        self._forbidden = tuple(forbidden)
        self._known = known
        self._imported: frozenset[str] = frozenset()
        self._modules = -1
        self._guarded: list[tuple[FunctionType, CodeType, CodeType]] = []
        self.used: str | None = None
        """What the call used: a dotted name; "" when it switched the guards off."""

    def put_up(self) -> None:
        """Guard the functions that there are now."""
        self.used = None
        self.get_ready()
        for function, _, guard in self._guarded:
            function.__code__ = guard

    def get_ready(self) -> None:
        """Make the guards, which takes more time than to put them up."""
        imported = frozenset(sys.modules)
        if imported == self._imported:
            return
        self._imported = imported
        modules = sum(name.startswith(self._forbidden) for name in imported)
        if modules != self._modules:  # the first time, and when more of a library has been imported since
            self._modules = modules
            self._guarded = [self._guard(function, prefix) for function, prefix in self._functions()]

    def take_down(self) -> None:
        """Give the functions their own code back."""
        for function, code, guard in self._guarded:
            if function.__code__ is not guard and self.used is None:
                self.used = ""
            function.__code__ = code

    def _functions(self) -> list[tuple[FunctionType, str]]:
        found: dict[int, tuple[FunctionType, str]] = {}
        for files in (self._known, by_file(gc.get_objects())):
            for file, functions in files.items():
                for prefix in self._forbidden:
                    part = "/" + prefix.replace(".", "/")
                    if f"{part}/" in file or file.endswith(f"{part}.py"):
                        found.update((id(one), (one, prefix)) for one in functions)
        return list(found.values())

    def _guard(self, function: FunctionType, prefix: str) -> tuple[FunctionType, CodeType, CodeType]:
        code = function.__code__
        template = _template(code.co_freevars)
        report = partial(self._report, prefix, code.co_qualname.split(".")[0])
        guard = code.replace(
            co_code=template.co_code,
            co_consts=tuple(report if const == "report" else const for const in template.co_consts),
            co_names=(),
            co_cellvars=(),
            co_stacksize=template.co_stacksize,
            co_linetable=template.co_linetable,
            co_exceptiontable=b"",
            co_flags=code.co_flags & ~_SUSPENDED,
        )
        return function, code, guard

    def _report(self, prefix: str, owner: str) -> None:
        frame = sys._getframe(1)
        names = frame.f_code.co_varnames[: frame.f_code.co_argcount]
        self.used = (
            self.used or f"{prefix}.{_class_name(frame.f_locals.get(names[0]), prefix) if names else ''}".rstrip(".")
        )
        if self.used == prefix:
            self.used = f"{prefix}.{owner}"
        raise ForbiddenUse(self.used)


def _class_name(value: Any, prefix: str) -> str:
    """Return the name of the value's class, or of the base of it that belongs to the module; "" where none does."""
    kind = value if isinstance(value, type) else type(value)
    return next((one.__qualname__ for one in kind.__mro__ if str(one.__module__).startswith(prefix)), "")


@lru_cache(maxsize=64)
def _template(free: tuple[str, ...]) -> CodeType:
    """Compile ``def guard(): "report"()`` as a closure over these names; the text is replaced by a function."""
    unused = f"if 0: {', '.join(free)}\n" if free else "pass\n"
    source = f"def outer({', '.join(free)}):\n def guard():\n  {unused}  return 'report'()\n"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a text is called
        (outer,) = (one for one in compile(source, "<guard>", "exec").co_consts if isinstance(one, CodeType))
    (guard,) = (one for one in outer.co_consts if isinstance(one, CodeType))
    return guard
