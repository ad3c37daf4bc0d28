"""What a name in a notebook may stand for, as far as reading the source tells."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Path:
    """What importing this dotted name gives: a module, class or function."""

    name: str

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Words:
    """A text that the source spells out, in one piece or in several."""

    text: str


@dataclass(frozen=True)
class Made:
    """An object that a forbidden class or function made, or a member of one."""

    path: str
    member: str = ""


@dataclass(eq=False)
class Code:
    """A function, lambda or class of the notebook; the same definition is the same object."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
    scope: Scope
    """Its own names, below those of where it is defined."""
    bases: Values = frozenset()
    owner: Code | None = None
    """The class of a method."""
    defaults: dict[str, Values] = field(default_factory=dict)
    """What parameters may be by the definition alone: default values, and the object of a method."""
    answers: Values = frozenset()
    evaluated: bool = False

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    def parameters(self) -> list[str]:
        """Return the names of the positional parameters."""
        if isinstance(self.node, ast.ClassDef):
            return []
        return [one.arg for one in (*self.node.args.posonlyargs, *self.node.args.args)]

    def body(self) -> list[ast.stmt]:
        """Return the statements that a call runs."""
        if isinstance(self.node, ast.Lambda):
            return [ast.copy_location(ast.Return(self.node.body), self.node.body)]
        return self.node.body

    def forget(self) -> None:
        """Forget the calls so far; what was defined in them keeps their names."""
        if not isinstance(self.node, ast.ClassDef) and self.scope.parent is not None:
            self.scope = function_scope(self.node, self.scope.parent)
            self.scope.names.update(self.defaults)
            self.answers, self.evaluated = NOTHING, False


@dataclass(frozen=True)
class Instance:
    """An object of a class of the notebook."""

    code: Code


Value = Path | Words | Made | Code | Instance
Values = frozenset[Value]
NOTHING: Values = frozenset()


class Scope:
    """Names and what they may stand for: those of the module, a class body, a function, or a comprehension.

    Args:
        parent: the scope around it; None for the module's
        own: the names that belong to a function; None where every name that is bound does
    """

    def __init__(self, parent: Scope | None = None, own: set[str] | None = None, is_class: bool = False) -> None:
        self.parent = parent
        self.own = own
        self.is_class = is_class
        self.global_names: set[str] = set()
        self.names: dict[str, Values] = {}

    def has(self, name: str) -> bool:
        """Tell whether the name belongs here."""
        return name in (self.names if self.own is None else self.own)

    def binding(self, name: str) -> Scope:
        """Return the scope in which an assignment here binds the name."""
        scope = self
        if name in self.global_names:
            while scope.parent is not None:
                scope = scope.parent
            return scope
        while scope.own is not None and name not in scope.own and scope.parent is not None:  # `nonlocal`
            scope = scope.parent
        return scope


def function_scope(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, parent: Scope) -> Scope:
    """Return the empty scope of a function, which knows the names that are local to it."""
    while parent.is_class and parent.parent is not None:  # functions do not see the names of a class body
        parent = parent.parent
    args = node.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    own = {one.arg for one in every if one is not None}
    scope = Scope(parent, own)
    elsewhere: set[str] = set()
    waiting: list[ast.AST] = list(node.body) if not isinstance(node, ast.Lambda) else [node.body]
    while waiting:
        part = waiting.pop()
        own |= _bound_by(part)
        if isinstance(part, ast.Global):
            scope.global_names |= set(part.names)
        if isinstance(part, ast.Global | ast.Nonlocal):
            elsewhere |= set(part.names)
        waiting += _inside(part)
    own -= elsewhere
    return scope


def _bound_by(part: ast.AST) -> set[str]:
    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
        return {part.id}
    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {part.name}
    if isinstance(part, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in part.names}
    if isinstance(part, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and part.name:
        return {part.name}
    return set()


def _inside(part: ast.AST) -> list[ast.AST]:
    """Return the parts of a node whose names belong to the same function."""
    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return []
    if isinstance(part, ast.comprehension):
        return [part.iter, *part.ifs]
    return list(ast.iter_child_nodes(part))
