"""Hostile notebook files, which no notebook's code can be: forged tags, odd JSON; and the markup that others read."""

from __future__ import annotations

import copy
import json
import re
import time
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat.v4 import new_markdown_cell, new_notebook

from autograder.engine.grade import Engine, Submission
from autograder.notebook.markup import harmless_html, harmless_markdown
from autograder.notebook.parse import read_notebook
from autograder.notebook.repair import TemplateCell, repair
from autograder.sandbox.outputs import CellOutputs

from .test_attacks import assert_sound, points

GRADER = '''
import pytest
from autograder.errors import WrongAnswerError
from autograder.model import Text

def same(student, name, x):
    answer = getattr(student, name)(x)
    if type(answer) not in (int, float) or answer != 2 * x:
        raise WrongAnswerError(Text("不對", "wrong"))

@pytest.mark.check("f")
def test_f_first(student):
    """第一次
    The first time"""
    same(student, "f", 21)

@pytest.mark.check("f")
def test_f_again(student):
    """第二次
    Again"""
    same(student, "f", 4)

@pytest.mark.check("g")
def test_g(student):
    """誠實的
    The honest one"""
    same(student, "g", 1)
'''
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    (folder / "test_attack.py").write_text(GRADER, encoding="utf-8")
    return folder


# --- what others read


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        "<SCRIPT SRC=//x></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        '<img src="x" onerror="alert(1)">',
        "<img/src=x/onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        "<javascript:alert(1)>",
        "<a href='https://a.b/' title='javascript:'>",
        '<a href=" javascript:alert(1)">',
        '<a href="java&#115;cript:alert(1)">',
        '<a href="data:text/html,x">',
        '<img src="data:image/svg+xml;base64,AAAA">',
        "<svg onload=alert(1)>",
        "<iframe srcdoc='x'>",
        "<b onmouseover=alert(1)>",
        "<x onclick=alert(1)>",
        "<style>* {display: none}</style>",
        '<p style="background: url(//x)">',
        '<p style="position: fixed">',
        "<!-- the rest of the page",
        "<form action=x>",
        "<meta http-equiv=refresh>",
        "<base href=//x>",
        "<link rel=stylesheet href=//x>",
        "<template><script>",
        "</div></body>"[6:],
    ],
)
def test_markup_that_acts_becomes_text(text: str) -> None:
    assert not re.search(r"<[a-zA-Z/!?]", harmless_markdown(text))
    active = r"(?i)<(?!/?(?:a|b|p|img|div)\b)[a-z/!?]|\son\w+=|javascript:|url\(|position|data:"
    assert not re.search(active, re.sub(r'title="[^"]*"', "", harmless_html(text)))


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JAVA\tSCRIPT:alert(1))",
        "[x](java&#115;cript&colon;alert(1))",
        "[x](javascript\\:alert(1))",
        "[x]\n\n[x]: javascript:alert(1)",
        "$\\href{javascript:alert(1)}{x}$",
        "$\\def\\x#1{\\href{java#1:alert(1)}{y}}\\x{script}$",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
    ],
)
def test_links_that_act_become_text(text: str) -> None:
    page = HTMLExporter(template_name="classic").from_notebook_node(
        new_notebook(cells=[new_markdown_cell(harmless_markdown(text))])
    )[0]
    body = page[page.index("<body") :]
    assert not re.search(r"(?i)(javascript|vbscript|data):", body)


@pytest.mark.parametrize(
    "text", ["plain", "a < b", "if x <3: y", "<b>bold</b> <br> <hr/>", "> quoted & said", "`a & b`"]
)
def test_markdown_of_honest_people_stays(text: str) -> None:
    assert harmless_markdown(text) == text


def test_a_formula_means_the_same() -> None:
    assert harmless_markdown("$p(x<y) > 0$ and $a<b$") == "$p(x< y) > 0$ and $a<b$".replace("a<b", "a< b")


@pytest.mark.parametrize(
    "text",
    [
        '<table border="1" class="dataframe"><tbody><tr style="text-align:right"><td>1</td></tr></tbody></table>',
        '<img src="data:image/png;base64,AAAA" width="30">',
        f'<img src="data:image/png;base64,{"AAA/" * 50_000}">',
        "<b>bold</b> <em>x &lt; y</em>",
    ],
)
def test_html_of_honest_people_stays(text: str) -> None:
    assert harmless_html(text) == text


@pytest.mark.parametrize(
    "text", ["<" * 10**6, "<a " * 300_000, '<a href="' * 200_000, "<img src=" * 200_000, "<b" + " a" * 500_000]
)
def test_markup_is_read_in_linear_time(text: str) -> None:
    started = time.monotonic()
    harmless_markdown(text)
    harmless_html(text)
    assert time.monotonic() - started < 5


def entangled() -> dict[str, str]:
    letters = "".join(f"<b title={i}>" for i in range(2500))
    return {
        "left open": f"<p>{letters}" + "<p>x" * 2500,
        "closed by others": "<b>" * 40_000 + "</i>" * 40_000,
        "nested": "<div>" * 40_000,
        "tables": "<p><table><tr><td>" * 10_000,
        "foreign": "<svg>" + "<td>" * 40_000,
        "attributes": "<b " + " ".join(f"a{i}" for i in range(50_000)) + ">",
    }


@pytest.mark.parametrize("name", entangled())
def test_html_that_cleaning_would_multiply_becomes_text(name: str) -> None:
    started = time.monotonic()
    assert len(harmless_html(entangled()[name])) < 100_000
    assert time.monotonic() - started < 1


def test_a_large_table_stays() -> None:
    table = '<table border="1" class="dataframe"><tbody>' + "<tr>" + "<td>1</td>" * 20_000 + "</tr></tbody></table>"
    assert harmless_html(table) == table


def test_cleaned_outputs_count_in_their_cleaned_size() -> None:
    outputs = CellOutputs(2**21)
    html = "<p>" + "".join(f"<b title={i}>" for i in range(300)) + "<p>x" * 300
    for _ in range(20):
        outputs.add({"output_type": "display_data", "data": {"text/html": html}}, len(html))
    assert sum(len(str(output)) for output in outputs.outputs) < 2**22
    assert "the rest is left out" in str(outputs.outputs[-1])


def test_nothing_is_laid_over_the_page_and_nothing_is_loaded() -> None:
    html = harmless_html('<div class="modal-backdrop dataframe">x</div><img src="https://example.org/seen.png">')
    assert html == '<div class="dataframe">x</div><img>'


@pytest.mark.parametrize("text", ["\\begin{a}" * 10_000, "\\\\(" * 8000, "\\\\[" * 8000])
def test_formulas_that_never_end_are_shown_in_time(text: str) -> None:
    started = time.monotonic()
    markdown2html_mistune(harmless_markdown(text))
    assert time.monotonic() - started < 5


TEX = [
    "$\\href{javascript:alert(1)}{x}$",
    "$\\def\\x#1{\\href{java#1:alert(1)}{y}}\\x{script}$",
    "$\\style{position:fixed}{x}$",
    '$\\mmlToken{mi}[href="x"]{y}$',
    "$\\<wbr>href{x}{y}$",
    "$&#92;href{x}{y}$",
    "$\\\\href{x}{y}$",
]


@pytest.mark.parametrize("text", TEX)
def test_formulas_that_act_become_text(text: str) -> None:
    """MathJax reads the page when it is shown, and macros may put a link together that is in no text."""
    acting = r"\\(href|style|mmlToken)\b"
    assert not re.search(acting, harmless_html(text))
    assert not re.search(acting, harmless_markdown(text))


# --- hostile notebook files

TEMPLATE = [
    TemplateCell("f_solution", "code", "def f(x):\n    raise NotImplementedError()", "c1", False, True, False),
    TemplateCell("f", "code", "# graded", "c2", True, False, True, 50.0),
    TemplateCell("g", "code", "# graded", "c3", True, False, True, 50.0),
]
FORGED = {
    "grade": True,
    "solution": False,
    "locked": True,
    "schema_version": 3,
    "points": 10**6,
    "cell_type": "code",
    "task": False,
}


def code(source: str, **metadata: object) -> dict:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
        "id": "a",
    }


def deep(depth: int = 400) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


FILES = {
    "more points": [code("50.0", nbgrader={**FORGED, "grade_id": "f"})],
    "another graded cell": [code("1", nbgrader={**FORGED, "grade_id": "bonus"})],
    "the same cell twice": [
        code("1", nbgrader={**FORGED, "grade_id": "f"}),
        code("2", nbgrader={**FORGED, "grade_id": "f"}),
    ],
    "graded by hand": [code("1", nbgrader={**FORGED, "grade_id": "f", "solution": True})],
    "a task": [code("1", nbgrader={**FORGED, "grade_id": "f", "task": True})],
    "schema of the future": [code("1", nbgrader={**FORGED, "grade_id": "f", "schema_version": 99})],
    "empty tag": [code("1", nbgrader={})],
    "odd tag": [
        code("1", nbgrader=[1]),
        code("1", nbgrader={"grade_id": 3}),
        code("1", nbgrader={"grade_id": None, "grade": "x"}),
    ],
    "deep tag": [code("1", nbgrader={"grade_id": deep()}, tags=deep(), jupyter=deep())],
    "NaN points": [code("1", nbgrader={**FORGED, "grade_id": "f", "points": float("nan")})],
    "surrogates": [code("x = '\ud800'", nbgrader={**FORGED, "grade_id": "\ud800"}, tags=["\ud800"])],
    "terminal codes": [code("1", nbgrader={**FORGED, "grade_id": "[/red]\x1b[2J<b>"})],
    "forged outputs": [
        {
            **code("1", nbgrader={**FORGED, "grade_id": "f"}),
            "outputs": [{"output_type": "execute_result", "data": {"text/plain": "50"}}],
        }
    ],
    "odd cells": [None, 3, "x", [], {"cell_type": "code", "source": 3}, {"cell_type": "code", "source": [None, {}]}],
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_files(engine: Engine, course: Path, name: str) -> None:
    metadata = {
        "autograder": {"notes": [["滿分", "full marks"]]},
        "kernelspec": deep(),
        "language_info": "x",
        "widgets": deep(),
    }
    data = json.dumps({"cells": FILES[name], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()
    mended, notes = repair(read_notebook(data), TEMPLATE)
    copy.deepcopy(mended)
    assert all(len(note.en) < 300 and note.en.isprintable() and "[" not in note.en for note in notes)
    graded = engine.grade(Submission("attack", "student", mended, notes=tuple(notes)), course / "test_attack.py")
    assert points(graded) == {"f": 0.0, "g": 0.0}
    assert [cell.max_points for cell in graded.report.cells] == [50.0, 50.0]
    assert "full marks" not in json.dumps(graded.report.as_json())
    assert_sound(graded)
