"""Code among prose: a function in a Markdown cell, or an explanation that was typed into a code cell."""

from __future__ import annotations

import ast
import keyword
import re

from autograder.notebook.code import MAX_CELL, parsed

MAX_TRIES = 12  # places where a statement may end, for each line that it may begin in
MAX_LINES = 2000
_FENCE = re.compile(r"\s*(?:```+|~~~+)\s*\{?\s*\.?(\w*)")
_PYTHON = ("", "python", "python3", "py", "ipython", "code", "cell")
_MARKUP = re.compile(r"\s*(?:#{1,6}\s|[-*+>|]\s|\d+[.)]\s|\$\$|```|~~~|!?\[[^\]]*\]\(|<[a-zA-Z/!]|\*\*|-{3,}$|={3,}$)")
_WIDE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_KEYWORDS = sorted({*keyword.kwlist, "print"} - {"is", "in", "not", "and", "or"})
_CODE = re.compile(rf"\s*(?:{'|'.join(_KEYWORDS)})\b")
_WORDS = re.compile(r"\s*[A-Za-z'’-]+[,.:;]?(?:\s+[A-Za-z0-9'’-]+[,.:;?!]?){2,}\s*")
_STATEMENT = re.compile(r"\s*[A-Za-z_][\w.]*\s*(?:[-+*/@]?=|\(|\[)")


def code_in(source: str) -> str | None:
    """Return a text as Python that compiles, with what is no code made comments; None when that cannot be told apart.

    Every line keeps its number.
    """
    if parsed(source) is not None:
        return source
    if len(source) > MAX_CELL or source.count("\n") > MAX_LINES or source.lstrip().startswith((">>>", "In [")):
        return None
    lines = source.split("\n")
    for attempt in (_only_fenced(lines), _without_prose(lines)):
        if attempt is not None and parsed("\n".join(attempt)) is not None:
            return "\n".join(attempt)
    return None


def _only_fenced(lines: list[str]) -> list[str] | None:
    """Return the lines with everything outside of fenced Python blocks as comments; None without a fence."""
    kept: list[str] = []
    inside = fenced = False
    for line in lines:
        fence = _FENCE.match(line)
        if fence is not None:
            inside = not inside and fence[1].lower() in _PYTHON
            fenced = True
        kept.append(line if inside and fence is None else _comment(line))
    return kept if fenced else None


def _without_prose(lines: list[str]) -> list[str] | None:
    kept: list[str] = []
    while len(kept) < len(lines):
        position = len(kept)
        line = lines[position]
        if not line.strip() or line.lstrip().startswith("#"):
            kept.append(line)
            continue
        end = _end_of_statement(lines, position)
        if end is not None:
            kept += lines[position:end]
        elif _is_prose(line):
            kept.append(_comment(line))
        else:
            return None
    return kept


def _end_of_statement(lines: list[str], start: int) -> int | None:
    """Return the line behind the statement that begins in line ``start``, or None when none does."""
    if lines[start][:1].isspace() or (_is_prose(lines[start]) and _MARKUP.match(lines[start])):
        return None
    tries = 0
    for end in range(start + 1, len(lines) + 1):
        if end < len(lines) and (not lines[end].strip() or lines[end][0].isspace()):
            continue  # still inside
        tree = parsed("\n".join(lines[start:end]))
        if tree is not None:
            return None if _is_a_word(tree) else end
        tries += 1
        if tries == MAX_TRIES:
            break
    return None


def _is_a_word(tree: ast.Module) -> bool:
    """Whether what compiles is a name on its own, as Chinese without blanks is."""
    return any(isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) for node in tree.body)


def _is_prose(line: str) -> bool:
    if _MARKUP.match(line):
        return True
    if _CODE.match(line) or _STATEMENT.match(line):
        return False
    return _WIDE.search(line) is not None or _WORDS.fullmatch(line) is not None


def _comment(line: str) -> str:
    return f"# {line}" if line.strip() else line
