"""The HTML pages of ``nbgrader generate_feedback``, byte for byte, in a tenth of its time.

More than half of nbconvert's time goes into one step: the finished page is read into a tree and written out again. Most of a page is the
same for all students, so here each cell takes that step by itself, and what came of it is remembered. That is right only for a
cell that opens and closes its own tags; the step itself says whether it does, and a page with any other cell takes it whole.
"""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import nbgrader
from bs4.builder import HTMLTreeBuilder
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

REMEMBERED = 512  # pieces of each kind; what the class has in common is used by every page and so stays
LONGEST = 2**16  # characters of a piece that is remembered
SECRET = secrets.token_hex(8).upper()
"""Marks what is ours on a page; what a student has written cannot hold it."""
END = f"<!--{SECRET}-->"
TOKEN = re.compile(SECRET + "[A-Z][0-9]+X")
CELL_BEGINS = re.compile(r'<div\s[^<>]*class="cell border-box-sizing ')
CLOSING_TAGS = re.compile(r"(?:</[a-z][a-z0-9]*>)*")
CLOSING_TAG = re.compile(r"</([a-z][a-z0-9]*)>")
EMBEDDED = re.compile(r'(<img src="data:image/png;base64,)([A-Za-z0-9+/=]{512,})(?=\n?")')
_TEXT = r"(?:[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f]++|&(?:amp|lt|gt|quot|\#39);)"
HIGHLIGHTED = re.compile(
    rf"""
    (?P<before> <div\ class="[ ]highlight[ ]hl-\w+"><pre> )
    (?P<code> (?: {_TEXT} | <span(?:\ class="[a-z0-9]+")?> {_TEXT}* </span> )* )
    (?P<after> </pre></div>\n )
    """,
    re.VERBOSE,
)
"""What pygments makes of code: tags that are not nested, and text."""
VOID_TAGS = sorted(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
VOID_CLOSED = re.compile(rf"</(?:{'|'.join(VOID_TAGS)})\b", re.IGNORECASE)
"""The end tag of a tag that has none: what it does depends on all that came before."""
LAB_CLASSES = ("jp-Cell-inputWrapper", "jp-OutputArea-output")
"""What nbconvert looks for on the page as a whole."""


class _Aside(NamedTuple):
    """A piece of a page that was set aside, and how it comes out of tidying."""

    rendered: str
    tidied: str


class _PieceExporter(TemplateExporter):
    """Stands between the templates and :class:`HTMLExporter`: what the latter gets to tidy is not the page, but a piece of it."""

    piece: str | None = None
    rendered: str = ""
    """The page as the templates made it."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Render a notebook, but return nothing of it."""
        if self.piece is not None:
            return self.piece, resources
        self.rendered, resources = super().from_notebook_node(nb, resources, **kw)
        return "", resources


class PageExporter(HTMLExporter, _PieceExporter):
    """nbconvert's HTML exporter, which remembers the pieces that pages have in common."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)  # type: ignore[no-untyped-call]
        self._marked_down = _remembering(self._mark_down)
        self._highlighted = _remembering(self._highlight)
        self._cell = _remembering(self._tidied_cell)
        self._end = _remembering(self._tidied_end)
        self._nothing = new_notebook()
        self._aside: dict[str, _Aside] = {}
        self._is_stock = Path(self.template.filename or "").is_relative_to(Path(nbgrader.__file__).parent)

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Return the page of a notebook."""
        self._aside = {}
        _, resources = super().from_notebook_node(nb, resources, **kw)
        self._nb_metadata.clear()
        page = self._in_pieces(self.rendered)
        if page is None:
            page = self._tidied(TOKEN.sub(lambda found: self._aside[found[0]].rendered, self.rendered))
        return page, resources

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Return a cell's text as HTML; it depends on nothing else, unless images are embedded."""
        if self.embed_images or context.get("cell", {}).get("attachments"):
            return str(super().markdown2html(context, source))
        return self._marked_down(source)

    def _mark_down(self, source: str) -> str:
        return str(super().markdown2html({}, source))

    def register_filter(self, name: str, jinja_filter: Any) -> Any:
        """Register a filter; nbconvert's highlighter is asked once for each code."""
        if name != "highlight_code" or type(jinja_filter) is not Highlight2HTML:
            return super().register_filter(name, jinja_filter)  # type: ignore[no-untyped-call]
        lexer = jinja_filter.pygments_lexer

        def highlight(source: str, language: str | None = None, metadata: Mapping[str, Any] | None = None) -> str:
            shown = self._highlighted(source, lexer, language, (metadata or {}).get("magics_language"))
            code = HIGHLIGHTED.fullmatch(shown) if self._is_stock else None  # another template may do more with it
            if code is None:
                return shown
            return code["before"] + self._set_aside("C", code["code"], _unquoted(code["code"])) + code["after"]

        return super().register_filter(name, highlight)  # type: ignore[no-untyped-call]

    def _highlight(self, source: str, lexer: str, language: str | None, magics_language: str | None) -> str:
        metadata = {} if magics_language is None else {"magics_language": magics_language}
        return str(Highlight2HTML(pygments_lexer=lexer, parent=self)(source, language, metadata))

    def _in_pieces(self, rendered: str) -> str | None:
        """Return a page tidied piece by piece, or None when it can't be taken apart."""
        images = EMBEDDED.sub(lambda found: found[1] + self._set_aside("I", found[2], found[2]), rendered)
        head, *cells = _split(images)
        begun, _, closing = self._tidied(head + END).partition(END)
        if not cells or not CLOSING_TAGS.fullmatch(closing):
            return None
        *cells, last = cells
        last, end = _parted(last, closing.count("<"))
        pieces = [*(self._cell(cell, closing) for cell in (*cells, last)), self._end(end, closing)]
        page = begun + "".join(pieces)
        if not all(pieces) or sorted(TOKEN.findall(page)) != sorted(self._aside):
            return None
        return TOKEN.sub(lambda found: self._aside[found[0]].tidied, page)

    def _set_aside(self, kind: str, rendered: str, tidied: str) -> str:
        """Return what stands in for a piece of this page."""
        token = f"{SECRET}{kind}{sum(known.startswith(SECRET + kind) for known in self._aside)}X"
        self._aside[token] = _Aside(rendered, tidied)
        return token

    def _tidied_end(self, end: str, closing: str) -> str:
        """Return the end of a page as it comes out behind the cells."""
        opening = _opening(closing)
        tidied = self._tidied(opening + END + end)
        return tidied.removeprefix(opening + END) if tidied.startswith(opening + END) else ""

    def _tidied_cell(self, cell: str, closing: str) -> str:
        """Return a cell as it would come out amidst a page; nothing when what is around it would come out otherwise.

        Behind the cell comes a comment. If that comes out last, right before the tags that were open before the cell, then the cell
        has left open nothing, and has closed nothing of what is around it.
        """
        opening = _opening(closing)
        tidied = self._tidied(opening + cell + END + closing)
        whole = tidied.startswith(opening) and tidied.endswith(END + closing) and not VOID_CLOSED.search(cell)
        if not whole or any(name in tidied for name in LAB_CLASSES):
            return ""
        return tidied.removeprefix(opening).removesuffix(END + closing)

    def _tidied(self, text: str) -> str:
        """Return what nbconvert makes of rendered HTML."""
        self.piece = text
        try:
            return str(HTMLExporter.from_notebook_node(self, self._nothing)[0])
        finally:
            self.piece = None


def _unquoted(code: str) -> str:
    """Return highlighted code as it comes out of tidying: quotes in a text need no escape."""
    return code.replace("&quot;", '"').replace("&#39;", "'")


def _split(rendered: str) -> list[str]:
    """Return what comes before the first cell, and the cells; behind the last of them is the end of the page."""
    begins = [0, *(found.start() for found in CELL_BEGINS.finditer(rendered)), len(rendered)]
    return [rendered[begin:end] for begin, end in itertools.pairwise(begins)]


def _opening(closing: str) -> str:
    """Return the tags that closing tags close."""
    return "".join(f"<{name}>" for name in reversed(CLOSING_TAG.findall(closing)))


def _parted(last: str, count: int) -> tuple[str, str]:
    """Return the last cell, and the end of the page: its last ``count`` closing tags."""
    end = re.search(rf"(?:\s*</[a-z][a-z0-9]*>){{{count}}}\s*\Z", last) if count else None
    return (last[: end.start()], last[end.start() :]) if end else (last, "")


def _remembering(function: Callable[..., str]) -> Callable[..., str]:
    """Return a function that remembers what came of short texts, its first arguments."""
    remembered = lru_cache(maxsize=REMEMBERED)(function)

    def answer(text: str, *rest: Any) -> str:
        return (remembered if len(text) <= LONGEST else function)(text, *rest)

    return answer
