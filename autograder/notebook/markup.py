"""Make HTML that students write harmless where others read it: the formgrader and feedback show it as it is.

A tag survives when it is a known one with known attributes, or no HTML at all (``$x<y$``); of every other one the bracket is
escaped, so that it is text. One pass over the text, in linear time.
"""

from __future__ import annotations

import html
import re

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "center",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
ATTRIBUTES = frozenset(
    [
        "align",
        "alt",
        "border",
        "class",
        "colspan",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "rowspan",
        "scope",
        "src",
        "style",
        "title",
        "valign",
        "width",
    ]
)
DANGEROUS = frozenset(
    [
        "animate",
        "applet",
        "area",
        "audio",
        "base",
        "basefont",
        "bgsound",
        "body",
        "button",
        "canvas",
        "dialog",
        "embed",
        "fieldset",
        "foreignobject",
        "form",
        "frame",
        "frameset",
        "head",
        "html",
        "iframe",
        "image",
        "input",
        "isindex",
        "keygen",
        "legend",
        "link",
        "listing",
        "map",
        "marquee",
        "math",
        "menu",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "output",
        "param",
        "picture",
        "plaintext",
        "portal",
        "script",
        "select",
        "set",
        "slot",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "use",
        "video",
        "wbr",
        "xml",
        "xmp",
    ]
)
MAX_TAG = 1000
MAX_IMAGE = 4 * 1024 * 1024
_OPEN = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_NO_HTML = re.compile(r"<([a-zA-Z][^\s/><]*)[^<>=]{0,200}(?:>|(?=<)|\Z)")
_ATTRIBUTE = re.compile(r"\s+([a-zA-Z]+)(?:\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|(\w+)))?")
_END = re.compile(r"\s*/?>")
_LINK = re.compile(r"(?:https?://|#|[\w./-]*$)[^\s:]*(?::\d+[^\s:]*)?", re.ASCII)
_IMAGE = re.compile(r"https?://[^\s]*|attachment:[\w.-]+|data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*|[\w./-]+")
_STYLE = re.compile(
    r"(?:\s*(?:text-align|vertical-align|width|height|color|background-color|border)\s*:[\w\s#%.,-]*;?)*\s*"
)


_BLOCK = re.compile(r"<(style|script)\b[^<>]{0,200}>", re.IGNORECASE)
_BLOCK_END = {name: re.compile(f"</{name}\\s*>", re.IGNORECASE) for name in ("style", "script")}
_SPACE = re.compile(r"[\x00-\x20\\]")
_SCHEME = re.compile(r"(?:java|vb)script:|data:(?:text|application)", re.IGNORECASE)


def without_blocks(text: str) -> str:
    """Return HTML without its style sheets and scripts: tables by pandas are worth keeping, their style is not."""
    pieces: list[str] = []
    position = 0
    while block := _BLOCK.search(text, position):
        end = _BLOCK_END[block[1].lower()].search(text, block.end())
        if end is None:
            break
        pieces.append(text[position : block.start()])
        position = end.end()
    return "".join([*pieces, text[position:]])


def harmless(text: str) -> str:
    """Return HTML, Markdown or LaTeX without anything that a browser would run."""
    if _SCHEME.search(_SPACE.sub("", html.unescape(html.unescape(text)))):  # a link's, however it is spelled
        return text.replace("&", "\uff06").replace("<", "&lt;").replace(":", "\uff1a")
    if "<" not in text:
        return text
    pieces: list[str] = []
    position = 0
    for match in _OPEN.finditer(text):
        start = match.start()
        if start < position:
            continue  # inside a tag that was kept
        pieces.append(text[position:start])
        end = _safe_tag(text, start)
        pieces.append(text[start:end] if end else "&lt;")
        position = end or start + 1
    return "".join([*pieces, text[position:]])


def _safe_tag(text: str, start: int) -> int:
    """Return where the tag that starts here ends, or 0 when it is not known to be harmless."""
    name = _NAME.match(text, start)
    if name is None or name[2].lower() not in TAGS:
        other = _NO_HTML.match(text, start)
        return other.end() if other and other[1].lower() not in TAGS | DANGEROUS else 0
    position = name.end()
    limit = start + (MAX_IMAGE if name[2].lower() == "img" else MAX_TAG)
    while attribute := _ATTRIBUTE.match(text, position, limit):
        if not _safe_attribute(attribute[1].lower(), attribute[2] or attribute[3] or attribute[4] or ""):
            return 0
        position = attribute.end()
    end = _END.match(text, position)
    return end.end() if end else 0


def _safe_attribute(name: str, value: str) -> bool:
    if name not in ATTRIBUTES:
        return False
    if "&" in value and name in ("href", "src", "style"):
        value = value.replace("&amp;", "")
        if "&" in value:  # other entities could spell a scheme
            return False
    rule = {"href": _LINK, "src": _IMAGE, "style": _STYLE}.get(name)
    return rule is None or rule.fullmatch(value) is not None
