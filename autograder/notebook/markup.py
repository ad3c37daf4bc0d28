"""Make what students write harmless where others read it: the formgrader and feedback show it as HTML.

A notebook is read by people who may change grades, so nothing in it may run. HTML outputs go through nh3 (Mozilla's ammonia).
Markdown must stay Markdown, which an HTML sanitizer would spoil: there a bracket that could open a tag gets a space after it,
which makes it text in HTML and changes nothing in a formula.
"""

from __future__ import annotations

import html
import re

import nh3

STYLES = frozenset({"text-align", "vertical-align", "width", "height", "color", "background-color", "border"})
ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"class", "style", "title", "align", "width", "height"},
    "table": {"border"},
}
CLASSES = frozenset({"dataframe", "right", "table"})  # others lay a page's own styles over it
MOST_WORK = 500_000  # tags, times how many are open at once: a browser's rules for what was left open multiply them
MOST_ATTRIBUTES = 10_000  # characters of a tag, without what is quoted
MOST_ENVIRONMENTS = 300  # that a text opens; looking for the end of each takes time that grows with the square
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_ACTIVE = re.compile(r"<(?:script|input|button|iframe|object|embed|form|svg)\b", re.IGNORECASE)
_MARKDOWN_TAGS = "b|br|code|em|hr|i|kbd|p|s|strong|sub|sup|table|tbody|td|th|thead|tr|u"
_RAW_TAG = re.compile(rf"<(?=[a-zA-Z/!?])(?!/?(?:{_MARKDOWN_TAGS})\s{{0,9}}/?>)", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20\\]")
# what MathJax would make links and styles of, also where a macro puts them together
_ACTING_TEX = re.compile(r"\\(?=(?:href|style|class|cssId|require|mmlToken|bbox)(?![a-zA-Z]))")
_ENVIRONMENT = re.compile(r"\\(?=begin\b|[(\[])")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^<>]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CLOSED_BY_THE_NEXT = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "p", "li", "td", "th", "tr"} | {
    "dd",
    "dt",
    "option",
    "thead",
    "tbody",
    "tfoot",
}
_SCHEME = re.compile(r"(?:java|vb)script:|data:(?:text|application)", re.IGNORECASE)


def is_active(text: str) -> bool:
    """Whether HTML is more than text and tables: widgets and the like, whose plain text reads better."""
    return _ACTIVE.search(text) is not None


def harmless_html(text: str) -> str:
    """Return HTML without anything that a browser would run or load; what would take long to clean is shown as text."""
    if _is_entangled(text):
        return f"<pre>{html.escape(text[:MOST_ATTRIBUTES])}</pre>"
    clean = nh3.clean(
        text,
        tags=nh3.ALLOWED_TAGS - {"wbr"},  # MathJax reads over it, and so over a command that it cuts in two
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties=set(STYLES),
        url_schemes={"http", "https", "mailto", "data"},
    )
    return _ACTING_TEX.sub(r"\\ ", clean)


def _is_entangled(text: str) -> bool:
    """Tell whether tags are nested so deep, or so many left open, that cleaning them would take long."""
    open_tags: dict[str, int] = {}
    tags = depth = deepest = 0
    foreign = "<svg" in text.lower() or "<math" in text.lower()
    for found in _TAG.finditer(text):
        closing, name = found[1], found[2].lower()
        tags += 1
        if len(_QUOTED.sub("", found[3])) > MOST_ATTRIBUTES or len(name) > MOST_ATTRIBUTES:
            return True
        if name in _CLOSED_BY_THE_NEXT and not foreign:
            continue
        if not closing:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_tags.get(name):
            open_tags[name] -= 1
            depth -= 1
        if tags * deepest > MOST_WORK:
            return True
    return tags * deepest > MOST_WORK


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    if (tag, name) == ("img", "src") and not _PICTURE.fullmatch(value):
        return None  # loaded from elsewhere, it tells who reads this, and when
    if value.lstrip().lower().startswith("data:") and not (tag == "img" and _PICTURE.fullmatch(value)):
        return None
    return value


def harmless_markdown(text: str) -> str:
    """Return Markdown or LaTeX in which no tag but the plainest and no link that acts is left."""
    if len(_ENVIRONMENT.findall(text)) > MOST_ENVIRONMENTS:
        text = _ENVIRONMENT.sub(r"\\ ", text)
    if _SCHEME.search(_SPACE.sub("", html.unescape(html.unescape(text)))):  # a link's, however it is spelled
        text = text.replace("&", "\uff06").replace(":", "\uff1a")
    return _ACTING_TEX.sub(r"\\ ", _RAW_TAG.sub("< ", text))
