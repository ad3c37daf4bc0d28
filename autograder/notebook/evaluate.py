"""Evaluate the source of a notebook roughly, without running it: what may each name stand for, and what does a function reach?

Where it cannot know, it takes all that may be: both branches of an ``if``, every element of a list for the list itself.
Values that the source does not spell out (arguments, what libraries compute) are nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from autograder.notebook.code import parsed
from autograder.notebook.expressions import Expressions
from autograder.notebook.values import NOTHING, Code, Path, Scope, Value, Values, Words


@dataclass(frozen=True)
class _Known:
    """What the cells alone tell."""

    names: dict[str, Values] = field(default_factory=dict)
    members: dict[tuple[Value, str], Values] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    codes: dict[int, Code] = field(default_factory=dict)
    states: list[tuple[Code, Scope, dict[str, Values], dict[str, Values], Values, bool]] = field(default_factory=list)


class Evaluator(Expressions):
    """Runs statements on sets of possible values; see :class:`~autograder.notebook.names.Names` for the arguments."""

    def __init__(self, forbidden: Sequence[str]) -> None:
        super().__init__(forbidden)
        self._trees: list[ast.Module] = []
        self._known = _Known()

    def run_cell(self, source: str) -> None:
        """Run the statements of a cell, as far as their meaning is known."""
        tree = parsed(source)
        if tree is not None:
            self._trees.append(tree)  # kept: definitions are known by their nodes' ids
            self._run(tree.body, self.module, sure=True)

    def remember(self) -> None:
        """Keep what is known now, when the cells are done with, for :meth:`watch` to begin from each time."""
        self._known = _Known(
            names=dict(self.module.names),
            members=dict(self._members),
            stars=list(self._stars),
            codes=dict(self._codes),
            states=[
                (code, code.scope, dict(code.scope.names), dict(code.defaults), code.answers, code.evaluated)
                for code in self._codes.values()
            ],
        )

    def _recall(self) -> None:
        """Forget the calls that were followed since :meth:`remember`."""
        known = self._known
        self.module.names = dict(known.names)
        self._members, self._stars, self._codes = dict(known.members), list(known.stars), dict(known.codes)
        for code, scope, names, defaults, answers, evaluated in known.states:
            code.scope, code.defaults, code.answers, code.evaluated = scope, dict(defaults), answers, evaluated
            scope.names = dict(names)
        self.found, self._waiting = [], []
        self._begun, self._reached = set(), set()

    def watch(self, name: str, provided: Collection[str] = ()) -> None:
        """Follow all that a call of the function ``name`` may run; what it uses is in :attr:`found` then.

        Args:
            name: of the function
            provided: names that stand for something else during the call, and are not followed
        """
        self._recall()
        self._provided = frozenset(provided) - {name}
        values = self.module.names.get(name, NOTHING)
        self.in_call, self.watching, self._steps = True, True, 0
        self._use(values)
        self._call_values(values, [], {})
        while self._waiting and not self.found:
            code = self._waiting.pop()
            self._run_body(code)

    def _run_body(self, code: Code) -> None:
        """Run a function: once to learn what its names may be, and once more, knowing that, to see what it uses."""
        self._begin(code)
        watching, self.watching = self.watching, False
        try:
            self._run(code.body(), code.scope, sure=False, code=code)
        finally:
            self.watching = watching
        if watching:
            self._run(code.body(), code.scope, sure=False, code=code)

    def _answers(self, code: Code) -> Values:
        if not code.evaluated:
            code.evaluated = True  # before it is: a function may call itself
            watching, self.watching = self.watching, False
            try:
                self._run_body(code)
            finally:
                self.watching = watching
        return code.answers

    def _execute(self, texts: Iterable[str], scope: Scope) -> Values:
        """Run texts as code; return what an expression among them may be."""
        found: Values = NOTHING
        for text in texts:
            tree = parsed(text)
            if tree is None:
                self._use_text([Words(text)])
                continue
            self._trees.append(tree)
            for statement in tree.body:
                self._run([statement], scope, sure=False)
                if isinstance(statement, ast.Expr):
                    found |= self._value(statement.value, scope)
        return found

    def _class(self, node: ast.ClassDef, scope: Scope) -> Code:
        code = self._codes.get(id(node))
        if code is None:
            code = self._codes[id(node)] = Code(node, Scope(scope, is_class=True))
            code.bases = self._all(node.bases, scope)
            self._run(node.body, code.scope, sure=True, owner=code)
        return code

    # --- statements

    def _run(
        self, body: Sequence[ast.stmt], scope: Scope, sure: bool, code: Code | None = None, owner: Code | None = None
    ) -> None:
        for statement in body:
            try:
                self._statement(statement, scope, sure, code, owner)
            except RecursionError:
                self._skim(statement, scope)

    def _skim(self, statement: ast.stmt, scope: Scope) -> None:
        """Look at the names in a statement that is nested too deeply to be evaluated."""
        for part in ast.walk(statement):
            self._step()
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
                self._use(self._lookup(part.id, scope))

    def _statement(self, node: ast.stmt, scope: Scope, sure: bool, code: Code | None, owner: Code | None) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            values: Values = frozenset({self._function(node, scope, owner)})
            for decorator in reversed(node.decorator_list):
                values |= self._call_values(self._use(self._value(decorator, scope)), [values], {})
            self._bind_name(node.name, values, scope, sure)
        elif isinstance(node, ast.ClassDef):
            self._bind_name(node.name, frozenset({self._class(node, scope)}), scope, sure)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node, scope, sure)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            self._assign(node, scope, sure)
        elif isinstance(node, ast.Return):
            answers = self._use(self._value(node.value, scope)) if node.value is not None else NOTHING
            if code is not None:
                code.answers |= answers
        elif isinstance(node, ast.For | ast.AsyncFor):
            self._bind(node.target, self._value(node.iter, scope), scope, sure=False)
            self._run([*node.body, *node.orelse], scope, False, code, owner)
        elif isinstance(node, ast.With | ast.AsyncWith):
            for item in node.items:
                entered = self._value(item.context_expr, scope)
                if item.optional_vars is not None:
                    self._bind(item.optional_vars, entered, scope, sure)
            self._run(node.body, scope, sure, code, owner)
        else:  # an `if`, `while`, `try`, `match`, or a plain statement
            self._parts(node, scope, code, owner)

    def _parts(self, node: ast.AST, scope: Scope, code: Code | None, owner: Code | None) -> None:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.stmt):
                self._run([part], scope, False, code, owner)
            elif isinstance(part, ast.expr):
                self._value(part, scope)
            else:
                self._parts(part, scope, code, owner)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope, sure: bool) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                path = alias.name if alias.asname else alias.name.split(".")[0]
                self._bind_name(alias.asname or path, frozenset({Path(path)}), scope, sure)
            elif alias.name == "*":
                self._stars.append(node.module or "")
            else:
                path = f"{node.module or ''}.{alias.name}"
                self._bind_name(alias.asname or alias.name, frozenset({Path(path)}), scope, sure)

    def _assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, scope: Scope, sure: bool) -> None:
        if node.value is None:
            return
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        sure = sure and not isinstance(node, ast.AugAssign)
        for target in targets:
            value = node.value
            if (
                isinstance(target, ast.Tuple | ast.List)
                and isinstance(value, ast.Tuple | ast.List)
                and len(target.elts) == len(value.elts)
                and not any(isinstance(one, ast.Starred) for one in (*target.elts, *value.elts))
            ):
                for one, its in zip(target.elts, [self._value(one, scope) for one in value.elts], strict=True):
                    self._bind(one, its, scope, sure)
            else:
                self._bind(target, self._value(value, scope), scope, sure)
