"""Evaluate expressions roughly, without running them: what may each of them be?"""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Collection, Iterable, Sequence

from autograder.notebook import libraries
from autograder.notebook.names import Names
from autograder.notebook.values import NOTHING, Code, Instance, Made, Path, Scope, Value, Values, Words, function_scope

MAX_TEXT = 100_000

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def _made_member(path: str, name: str) -> Values:
    """Return what an attribute of an object of a forbidden class may be: `means_` and the like are numbers."""
    return NOTHING if name.endswith("_") and not name.startswith("_") else frozenset({Made(path, name)})


class Expressions(Names):
    """Turns expressions into sets of possible values."""

    def __init__(self, forbidden: Sequence[str], provided: Collection[str] = ()) -> None:
        super().__init__(forbidden, provided)
        self._codes: dict[int, Code] = {}
        self._begun: set[Code] = set()

    @abstractmethod
    def _answers(self, code: Code) -> Values:
        """Return what a function may return."""

    @abstractmethod
    def _execute(self, texts: Iterable[str], scope: Scope) -> Values:
        """Run texts as code; return what an expression among them may be."""

    def _all(self, nodes: Iterable[ast.expr | None], scope: Scope) -> Values:
        found: Values = NOTHING
        for node in nodes:
            if node is not None:
                found |= self._value(node, scope)
        return found

    def _value(self, node: ast.expr, scope: Scope) -> Values:
        """Return what an expression may be."""
        self._step()
        if isinstance(node, ast.Name):
            return self._lookup(node.id, scope)
        if isinstance(node, ast.Constant):
            return frozenset({Words(node.value)}) if isinstance(node.value, str) else NOTHING
        if isinstance(node, ast.Attribute):
            return self._attribute(self._value(node.value, scope), node.attr)
        if isinstance(node, ast.Call):
            return self._call(node, scope)
        if isinstance(node, ast.JoinedStr):
            return self._joined([self._value(part, scope) for part in node.values])
        if isinstance(node, ast.FormattedValue):
            return self._value(node.value, scope)
        if isinstance(node, ast.BinOp):
            left, right = self._value(node.left, scope), self._value(node.right, scope)
            joined: Values = self._joined([left, right]) if isinstance(node.op, ast.Add) else NOTHING
            return joined | frozenset(value for value in left | right if not isinstance(value, Words))
        if isinstance(node, ast.Subscript):
            return self._subscript(node, scope)
        if isinstance(node, ast.Lambda):
            return frozenset({self._function(node, scope)})
        if isinstance(node, ast.NamedExpr):
            values = self._value(node.value, scope)
            self._bind(node.target, values, scope, sure=False)
            return values
        if isinstance(node, Comprehension):
            return self._comprehension(node, scope)
        if isinstance(node, ast.Compare | ast.UnaryOp):
            for part in ast.iter_child_nodes(node):
                if isinstance(part, ast.expr):
                    self._value(part, scope)
            return NOTHING
        # the rest is one of its parts: a list, a dict, `a if b else c`, `a or b`, `*a`, `await a`, `yield a`
        return self._all((part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)), scope)

    def _comprehension(self, node: Comprehension, scope: Scope) -> Values:
        targets = {part.id for one in node.generators for part in ast.walk(one.target) if isinstance(part, ast.Name)}
        inner = Scope(scope, targets)
        for one in node.generators:
            self._bind(one.target, self._value(one.iter, inner), inner, sure=False)
            self._all(one.ifs, inner)
        return self._all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt], inner)

    def _joined(self, parts: Sequence[Values]) -> Values:
        """Return the text that the parts make in a row, where each is one known text."""
        texts = []
        for values in parts:
            words = [value.text for value in values if isinstance(value, Words)]
            if len(words) != 1:
                return NOTHING
            texts += words
        return frozenset({Words("".join(texts))}) if sum(map(len, texts)) <= MAX_TEXT else NOTHING

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Values:
        base, key = self._value(node.value, scope), self._value(node.slice, scope)
        found: Values = frozenset(value for value in base if not isinstance(value, Words))
        for word in key:
            if isinstance(word, Words):
                found |= self._item(base, word.text)
        return found

    def _item(self, base: Values, key: str) -> Values:
        paths = {value.name for value in base if isinstance(value, Path)}
        if "sys.modules" in paths:
            return frozenset({Path(key)})
        if paths & libraries.NAMESPACES:
            return self._lookup(key, self.module)
        return NOTHING

    def _attribute(self, base: Values, name: str) -> Values:
        found: Values = NOTHING
        for value in base:
            if isinstance(value, Path):
                found |= self._members.get((value, name), frozenset({Path(f"{value.name}.{name}")}))
            elif isinstance(value, Made):
                self._use(frozenset({value}))
                found |= _made_member(value.path, name)
            elif isinstance(value, Code | Instance):
                found |= self._member(value.code if isinstance(value, Instance) else value, name)
        return self._use(found) if any(isinstance(value, Code | Instance) for value in base) else found

    def _member(self, code: Code, name: str, depth: int = 0) -> Values:
        """Return what an attribute of a class of the notebook, or of its objects, may be."""
        found = code.scope.names.get(name, NOTHING) if code.is_class else NOTHING
        for one in (code, Instance(code)):
            found |= self._members.get((one, name), NOTHING)
        if found or depth > 8:
            return found
        for base in code.bases:
            if isinstance(base, Code):
                found |= self._member(base, name, depth + 1)
            elif isinstance(base, Path) and self._is_forbidden(base.name):
                found |= _made_member(base.name, name)
        return found

    def _bind(self, target: ast.expr, values: Values, scope: Scope, sure: bool) -> None:
        if isinstance(target, ast.Name):
            self._bind_name(target.id, values, scope, sure)
        elif isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._bind(part, values, scope, sure)
        elif isinstance(target, ast.Starred):
            self._bind(target.value, values, scope, sure)
        elif isinstance(target, ast.Attribute):
            for base in self._value(target.value, scope):
                self._members[base, target.attr] = self._members.get((base, target.attr), NOTHING) | values
        elif isinstance(target, ast.Subscript):
            self._value(target.slice, scope)
            self._grow(target.value, values, scope)

    def _grow(self, container: ast.expr, values: Values, scope: Scope) -> None:
        """Put values into a container; the container may be any of its elements."""
        if isinstance(container, ast.Name) and values:
            self._join(scope.binding(container.id), container.id, values)

    def _function(self, node: Function, scope: Scope, owner: Code | None = None) -> Code:
        if id(node) not in self._codes:
            code = self._codes[id(node)] = Code(node, function_scope(node, scope), owner=owner)
            names = code.parameters()
            if owner is not None and names:
                code.defaults[names[0]] = frozenset({Instance(owner), owner})
            defaults = node.args.defaults
            pairs = [*zip(names[len(names) - len(defaults) :], defaults, strict=True)]
            pairs += [
                (one.arg, value)
                for one, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                if value is not None
            ]
            for name, default in pairs:
                code.defaults[name] = code.defaults.get(name, NOTHING) | self._value(default, scope)
            code.scope.names.update(code.defaults)
        return self._codes[id(node)]

    # --- calls

    def _begin(self, code: Code) -> None:
        """Make the function new when the call that is asked about first gets to it: what the cells gave it is not given now."""
        if self.in_call and code not in self._begun:
            self._begun.add(code)
            code.forget()
            for part in ast.walk(code.node):
                if part is not code.node:
                    self._codes.pop(id(part), None)  # it is defined anew

    def _call(self, node: ast.Call, scope: Scope) -> Values:
        function = self._value(node.func, scope)
        args = [self._value(one, scope) for one in node.args]
        named = {word.arg: self._value(word.value, scope) for word in node.keywords}
        every = frozenset[Value]().union(*args, *named.values())
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(node.func, ast.Attribute) and name in libraries.PUTS_IN:
            self._grow(node.func.value, every, scope)
        if name == "join" and len(node.args) == 1 and isinstance(node.args[0], ast.List | ast.Tuple):
            gaps = [self._value(one, scope) for one in node.args[0].elts]
            separator = self._value(node.func.value, scope) if isinstance(node.func, ast.Attribute) else NOTHING
            return self._joined([part for one in gaps for part in (separator, one)][1:])
        if name in libraries.SHELL_CALLS:
            self._use_text(every)
        if not libraries.looks_only(value.name for value in function if isinstance(value, Path)):
            self._use(every)
        return self._call_values(self._use(function), args, named, scope)

    def _call_values(
        self, function: Values, args: Sequence[Values], named: dict[str | None, Values], scope: Scope | None = None
    ) -> Values:
        """Return what calling any of these values may give."""
        found: Values = NOTHING
        for value in function:
            if isinstance(value, Path):
                found |= self._call_path(value, args, named, scope or self.module)
            elif isinstance(value, Made):
                if value.member in libraries.RETURN_SELF:
                    found |= {Made(value.path)}
            elif isinstance(value, Instance):
                found |= self._call_values(self._use(self._member(value.code, "__call__")), args, named)
            elif isinstance(value, Code):
                found |= self._call_code(value, args, named)
        return found

    def _call_code(self, code: Code, args: Sequence[Values], named: dict[str | None, Values]) -> Values:
        if code.is_class:
            made: Values = frozenset({Instance(code)})
            for base in code.bases:
                if isinstance(base, Path) and self._is_forbidden(base.name):
                    made |= self._use(frozenset({Made(base.name)}))
            for name in ("__new__", "__init__", "__post_init__"):
                for method in self._use(self._member(code, name)):
                    if isinstance(method, Code):
                        self._call_code(method, args, named)
            return made
        self._begin(code)
        names = code.parameters()
        names = names[1:] if code.owner is not None else names
        pairs = [*zip(names, args, strict=False), *((name, values) for name, values in named.items() if name)]
        news = [self._join(code.scope, name, values) for name, values in pairs if values and code.scope.has(name)]
        if any(news):
            code.evaluated = False
            if id(code) in self._reached and code not in self._waiting:
                self._waiting.append(code)  # again, now that its arguments may be more
        return self._answers(code)

    def _call_path(
        self, function: Path, args: Sequence[Values], named: dict[str | None, Values], scope: Scope
    ) -> Values:
        every = frozenset[Value]().union(*args, *named.values())
        texts = [value.text for value in (args[1] if function.last == "getattr" and args[1:] else every)
                 if isinstance(value, Words)]  # fmt: skip
        if self._is_forbidden(function.name):
            is_class = function.last[:1].isupper() or function.last in libraries.RETURN_SELF
            return frozenset({Made(function.name)}) if is_class else NOTHING
        if function.last in libraries.IMPORTS:
            return frozenset(Path(part) for text in texts for part in (text, text.split(".")[0]))
        if function.name in libraries.EXECUTES:
            return self._execute(texts, scope)
        if libraries.starts_programs(function.name):
            self._use_text(every)
            return NOTHING
        if function.name == "builtins.getattr":
            found = frozenset(args[2]) if args[2:] else NOTHING
            for text in texts:
                found |= self._attribute(args[0] if args else every, text)
            return found
        head, _, method = function.name.rpartition(".")
        if method in ("get", "pop", "__getitem__") and texts:
            return self._item(frozenset({Path(head)}), texts[0])
        if function.name in libraries.NAMESPACES:
            return frozenset({function})
        if function.last in libraries.RETURN_ARGUMENTS:
            return frozenset(value for value in every if not isinstance(value, Words))
        return NOTHING
