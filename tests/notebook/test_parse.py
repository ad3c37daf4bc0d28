"""Reading what was handed in."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.errors import UnreadableNotebookError
from autograder.notebook.parse import MOST_CELLS, read_notebook, read_submission

CELLS = [new_markdown_cell("# 標題"), new_code_cell("x = 1")]


def text_of(**changes: object) -> bytes:
    content = json.loads(nbformat.writes(new_notebook(cells=CELLS)))
    return json.dumps({**content, **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"not json",
        b"[1, 2]",
        b"{}",
        b'{"cells": 3}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"cells": [' * 50,
    ],
    ids=["empty", "blank", "text", "list", "object", "cells-no-list", "binary", "deep", "deep-cells"],
)
def test_what_is_no_notebook_is_refused_in_one_bilingual_line(data: bytes) -> None:
    with pytest.raises(UnreadableNotebookError) as caught:
        read_notebook(data)
    zh, bar, en = str(caught.value).partition(" | ")
    assert zh
    assert bar
    assert en
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        text_of(),
        b"\xef\xbb\xbf" + text_of(),
        text_of().decode().encode("utf-16"),
        text_of(nbformat_minor=0),
        text_of(metadata=[]),
        text_of(metadata={"kernelspec": {"name": "ir", "language": "R"}}),
        text_of(cells=[{"cell_type": "code", "source": ["x = 1\n", "y = 2"]}]),
        text_of(cells=[{"cell_type": "code", "source": "x = 1", "id": "a b/c", "outputs": 3}, "no cell", None]),
        text_of(
            cells=[{"cell_type": "nonsense", "source": None}, {"cell_type": "code", "source": "x = 1", "metadata": 3}]
        ),
        text_of().replace("標題".encode("unicode_escape"), b"\\ud800"),
    ],
    ids=[
        "plain",
        "bom",
        "utf-16",
        "4.0",
        "metadata-list",
        "kernel",
        "source-list",
        "odd-cells",
        "odd-types",
        "surrogate",
    ],
)
def test_what_is_nearly_a_notebook_is_read(data: bytes) -> None:
    notebook = read_notebook(data)
    assert any(cell.cell_type == "code" and "x = 1" in cell.source for cell in notebook.cells)
    nbformat.validate(notebook)
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")


def test_version_3_is_upgraded() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "code", "language": "python", "input": "x = 1", "outputs": [], "collapsed": False}
                ]
            }
        ],
    }
    assert read_notebook(json.dumps(old).encode()).cells[0].source == "x = 1"


def test_pictures_that_got_lost_are_named_no_more() -> None:
    picture = {"image/png": "AAAA"}
    cells = [
        new_markdown_cell("![x](attachment:a.png) ![y](attachment:nothing.png) attachment:a, see the attachment: it"),
        new_markdown_cell("![x](attachment:a)", attachments={"a": {}}),
        new_markdown_cell("![x](attachment:my%20cat.png)", attachments={"my cat.png": picture}),
    ]
    cells[0].attachments = {"a.png": picture}
    notebook = read_notebook(nbformat.writes(new_notebook(cells=cells)).encode())
    first, second, third = notebook.cells
    assert (
        first.source
        == "![x](attachment:a.png) ![y](attachment\uff1anothing.png) attachment\uff1aa, see the attachment: it"
    )
    assert "attachments" not in second
    assert "attachment\uff1aa" in second.source
    assert third.source == "![x](attachment:my%20cat.png)"
    assert third.attachments == {"my cat.png": picture}


def test_of_a_crowd_of_cells_the_empty_ones_are_left_out_first() -> None:
    crowd = [{"cell_type": "markdown", "metadata": {}, "source": " "}] * 60_000
    code = {"cell_type": "code", "metadata": {}, "source": ["def e_step():\n", "    pass"], "outputs": []}
    content = {"cells": [*crowd, code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    read = read_submission(json.dumps(content).encode())
    assert [cell.source for cell in read.notebook.cells] == ["def e_step():\n    pass"]
    assert any("60000" in note.zh and "60000" in note.en for note in read.notes)
    content["cells"] = [code] * (MOST_CELLS + 1)
    assert len(read_notebook(json.dumps(content).encode()).cells) == MOST_CELLS
    content["cells"] = [code] * MOST_CELLS
    read = read_submission(json.dumps(content).encode())
    assert len(read.notebook.cells) == MOST_CELLS
    assert not any("5000" in note.en and "more than" in note.en for note in read.notes)
