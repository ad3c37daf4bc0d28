"""The names of a notebook while it is evaluated, and which values count as a use of a forbidden module."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from autograder.notebook import libraries
from autograder.notebook.values import NOTHING, Code, Made, Path, Scope, Value, Values, Words

MAX_STEPS = 100_000  # of the cells, and again of what a function reaches; a notebook has a few thousand
MAX_VALUES = 64


class TooMuchError(Exception):
    """The notebook is too large or too tangled to go on."""


class Names:
    """Looks names up, binds them, and takes note of what is used.

    Args:
        forbidden: prefixes of the modules that are looked for
        provided: names that stand for something else while :attr:`in_call`

    Attributes:
        found: the forbidden names that were used while :attr:`watching`, in the order in which they were met
        watching: whether uses are noted; not while a function is run only to learn what its names may be
        in_call: whether the cells are done with, and the call of the function that is asked about is followed
    """

    def __init__(self, forbidden: Sequence[str], provided: Collection[str] = ()) -> None:
        self.module = Scope()
        self.found: list[str] = []
        self.watching = False
        self.in_call = False
        self._forbidden = tuple(forbidden)
        self._provided = frozenset(provided)
        self._stars: list[str] = []
        self._members: dict[tuple[Value, str], Values] = {}
        self._waiting: list[Code] = []
        self._reached: set[int] = set()
        self._steps = 0

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TooMuchError

    def _is_forbidden(self, path: str) -> bool:
        return any(path == prefix or path.startswith(f"{prefix}.") for prefix in self._forbidden)

    def _use(self, values: Values) -> Values:
        """Note that these values are called, or given to whoever may call them."""
        if self.watching:
            for value in values:
                if isinstance(value, Path) and self._is_forbidden(value.name):
                    self.found.append(value.name)
                elif isinstance(value, Made):
                    self.found.append(value.path)
                elif isinstance(value, Code) and not value.is_class:
                    self._reach(value)
        return values

    def _use_text(self, values: Iterable[Value]) -> None:
        if self.watching:
            for value in values:
                if isinstance(value, Words):
                    self.found += libraries.mentioned(value.text, self._forbidden)

    def _reach(self, code: Code) -> None:
        if self.watching and id(code) not in self._reached:
            self._reached.add(id(code))
            self._waiting.append(code)

    def _bind_name(self, name: str, values: Values, scope: Scope, sure: bool) -> None:
        target = scope.binding(name)
        if sure and target is scope:
            target.names[name] = values
        else:
            self._join(target, name, values)

    def _join(self, scope: Scope, name: str, values: Values) -> bool:
        """Let a name stand for these values too; return whether that is new."""
        before = scope.names.get(name, NOTHING)
        if values <= before or len(before) > MAX_VALUES:
            scope.names.setdefault(name, before)
            return False
        scope.names[name] = before | values
        return True

    def _lookup(self, name: str, scope: Scope) -> Values:
        step: Scope | None = scope
        while step is not None:
            if step.parent is None and self.in_call and name in self._provided:
                return NOTHING
            if step.has(name) and (step is scope or not step.is_class):
                return step.names.get(name, NOTHING)
            step = step.parent
        for module in reversed(self._stars):
            if libraries.exports(module, name) or f"{module}.{name}" in self._forbidden:
                return frozenset({Path(f"{module}.{name}")})
        return frozenset({Path(f"builtins.{name}")})
