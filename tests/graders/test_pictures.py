"""The pictures beside the hints: small, safe to put into a page together, and legible in both languages."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder.graders.misconceptions import CATALOGUE
from autograder.graders.misconceptions.model import PICTURES

FILES = sorted(PICTURES.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "g", "rect", "circle", "ellipse", "path", "text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "role", "id", "x", "y", "cx", "cy", "r", "rx", "ry", "d", "transform", "opacity"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}  # no style, class, href or on…
LARGEST = 3000
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
SLACK = 4  # the fonts' widths are only estimated


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def picture(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())


def test_there_are_pictures() -> None:
    assert len(FILES) >= 12


def test_belongs_to_a_misconception(path: Path) -> None:
    assert [one.picture for one in CATALOGUE if one.id == path.stem] == [path.read_text(encoding="utf-8")]


def test_is_small_and_starts_with_its_element(path: Path) -> None:
    source = path.read_bytes()
    assert len(source) < LARGEST
    assert source.startswith(b"<svg ")  # a declaration or a doctype has no place inside a page


def test_is_told_to_screen_readers_in_both_languages(picture: ElementTree.Element) -> None:
    assert picture.tag == f"{SVG}svg"
    assert picture.get("role") == "img"
    assert picture[0].tag == f"{SVG}title"
    chinese, english = (picture[0].text or "").split(" | ")
    assert CHINESE.search(chinese)
    assert LATIN.search(english)
    assert not CHINESE.search(english)


def test_is_labelled_in_both_languages(picture: ElementTree.Element) -> None:
    labels = " ".join(label.text or "" for label in picture.iter(f"{SVG}text"))
    assert CHINESE.search(labels)
    assert LATIN.search(labels)


def test_has_nothing_that_acts_or_leaks(path: Path, picture: ElementTree.Element) -> None:
    for element in picture.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert not any("url(" in value for value in element.attrib.values())
        assert element.get("id", path.stem).startswith(path.stem)


def test_wrong_and_right_differ_in_more_than_colour(picture: ElementTree.Element) -> None:
    """There is a cross and a tick, and whatever is drawn in the wrong way's colour as a line is dashed or filled."""
    marks = [element.get("d", "") for element in picture.iter(f"{SVG}path")]
    assert any(mark.endswith("l8 8m0-8l-8 8") for mark in marks)
    assert any(mark.endswith("l3 4 6-9") for mark in marks)
    solid = [e for e in picture.iter() if e.get("stroke") == "#d55e00" and not e.get("stroke-dasharray")]
    assert all(re.search(r"l(\d+) \1m0-\1l-\1 \1$", element.get("d", "")) for element in solid)


def test_labels_lie_inside(picture: ElementTree.Element) -> None:
    left, top, width, height = map(float, picture.get("viewBox", "").split())
    for text, x0, y0, x1, y1 in boxes(picture):
        assert left - SLACK <= x0 < x1 <= left + width + SLACK, text
        assert top - SLACK <= y0 < y1 <= top + height + SLACK, text


def test_labels_do_not_overlap(picture: ElementTree.Element) -> None:
    found = list(boxes(picture))
    for i, (text, x0, y0, x1, y1) in enumerate(found):
        for other, u0, v0, u1, v1 in found[i + 1 :]:
            apart = min(x1, u1) - max(x0, u0) <= SLACK or min(y1, v1) - max(y0, v0) <= SLACK
            assert apart, (text, other)


def boxes(picture: ElementTree.Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Return the labels and about what space each takes: left, top, right, bottom."""
    size = float(picture.get("font-size", ""))
    assert not [group for group in picture.iter(f"{SVG}g") if group.get("transform")]  # labels would be moved
    for label in picture.iter(f"{SVG}text"):
        assert not label.get("transform")
        text, em = label.text or "", float(label.get("font-size", size))
        width = em * sum(extent(character) for character in text)
        x = float(label.get("x", "")) - width * {"middle": 0.5, "end": 1.0}.get(label.get("text-anchor", ""), 0.0)
        y = float(label.get("y", ""))
        yield text, x, y - em * 0.8, x + width, y + em * 0.2


def extent(character: str) -> float:
    """Return about how wide a character is, in units of the font's size."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.28 if character in " .,:ijltfr'" else 0.56
