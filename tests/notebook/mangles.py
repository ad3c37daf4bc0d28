"""What editors, file systems and students make of a notebook: each mangle takes a submission and returns what is handed in."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jupytext
import nbformat
from nbconvert import PythonExporter
from nbformat import NotebookNode

ASSIGNMENT = "01_gaussian_mixture"
NAME = f"{ASSIGNMENT}.ipynb"
Cells = list[dict[str, Any]]
Files = dict[str, bytes]
FOREIGN_WORDS = "這裡是我的說明，a = log π\n- 先算距離\nHere I compute the distances first\n"


@dataclass(frozen=True)
class Mangle:
    """What a mangle makes, the words that a note must hold in both languages, and which functions survive."""

    make: Callable[[bytes], Files]
    zh: str = ""
    en: str = ""
    survives: tuple[str, ...] = ("log_gaussian", "log_mixture", "log_likelihood")


def at(cells: Cells, identity: str) -> int:
    return next(index for index, cell in enumerate(cells) if cell.get("id") == identity)


def text_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def file(data: bytes | str, name: str = NAME) -> Files:
    return {name: data.encode() if isinstance(data, str) else data}


def edited(change: Callable[[Cells], object], **top: Any) -> Callable[[bytes], Files]:
    def make(data: bytes) -> Files:
        content = json.loads(data)
        change(content["cells"])
        return file(json.dumps({**content, **top}, indent=1, ensure_ascii=False))

    return make


def named(name: str) -> Callable[[bytes], Files]:
    return lambda data: {name: data}


def double(cells: Cells) -> None:
    cells.insert(0, copy.deepcopy(cells[at(cells, "log_gaussian")]))


def double_solution_left_empty(cells: Cells) -> None:
    position = at(cells, "log_gaussian_solution")
    cells.insert(position + 1, copy.deepcopy(cells[position]))
    cells[position + 1]["source"] = "def log_gaussian(X, mean, cov):\n    raise NotImplementedError()"


def delete(*identities: str) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        cells[:] = [cell for cell in cells if cell["id"] not in identities]

    return change


def retype(cells: Cells) -> None:
    for identity, kind in (("log_gaussian_solution", "markdown"), ("log_mixture", "raw"), ("task_log_mixture", "code")):
        cells[at(cells, identity)]["cell_type"] = kind


def untag(cells: Cells) -> None:
    for cell in cells:
        cell["metadata"] = {}
        cell.pop("id")


def colab(cells: Cells) -> None:
    untag(cells)
    for cell in cells:
        cell["metadata"] = {"id": "aZ3_x", "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "1"}
    setup = next(cell for cell in cells if "import numpy" in text_of(cell))
    setup["source"] = "from google.colab import drive\ndrive.mount('/content/drive')\n" + text_of(setup)


def same_ids(cells: Cells) -> None:
    for cell in cells:
        cell["id"] = "same"


def no_ids(cells: Cells) -> None:
    for cell in cells:
        del cell["id"]


def fenced(cells: Cells) -> None:
    cell = cells[at(cells, "log_gaussian_solution")]
    cell.update(
        cell_type="markdown", source=f"我的答案：\n```python\n{text_of(cell)}\n```\n完成", metadata={}, id="mine"
    )


def prose_in_code(cells: Cells) -> None:
    cell = cells[at(cells, "log_gaussian_solution")]
    cell["source"] = f"## 我的答案\n{FOREIGN_WORDS}{text_of(cell)}\n\n寫完了\n"


def only_prose(cells: Cells) -> None:
    cells.insert(1, {"cell_type": "code", "source": FOREIGN_WORDS, "metadata": {}, "outputs": [], "id": "words"})


def code_cell(source: str, identity: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": 3, "id": identity}


def above_the_stub(cells: Cells) -> None:
    position = at(cells, "log_gaussian_solution")
    written = text_of(cells[position])
    cells[position]["source"] = "def log_gaussian(X, mean, cov):\n    '''doc'''\n    raise NotImplementedError()"
    cells.insert(position, code_cell(written, "mine"))


def above_the_stub_in_its_cell(cells: Cells) -> None:
    cell = cells[at(cells, "log_gaussian_solution")]
    cell["source"] = f"{text_of(cell)}\n\n\ndef log_gaussian(X, mean, cov):\n    raise NotImplementedError()"


def in_another_cell(cells: Cells) -> None:
    position = at(cells, "log_gaussian_solution")
    cells.append(code_cell(text_of(cells[position]), "mine"))
    cells[position]["source"] = ""


def defined_twice(cells: Cells) -> None:
    cells.insert(
        at(cells, "log_gaussian_solution"), code_cell("def log_gaussian(X, mean, cov):\n    return X", "first")
    )


def split(cells: Cells) -> None:
    position = at(cells, "log_gaussian_solution")
    lines = text_of(cells[position]).split("\n")
    end = next(index for index, line in enumerate(lines) if line.strip() == '"""') + 1
    second = copy.deepcopy(cells[position])
    cells[position]["source"], second["source"] = "\n".join(lines[:end]), "\n".join(lines[end:])
    cells.insert(position + 1, second)


def merged(cells: Cells) -> None:
    first, second = (at(cells, name) for name in ("log_gaussian_solution", "log_mixture_solution"))
    cells[first]["source"] = f"{text_of(cells[first])}\n\n\n{text_of(cells[second])}"
    del cells[second]


def merged_into_test(cells: Cells) -> None:
    solution, test = at(cells, "log_gaussian_solution"), at(cells, "log_gaussian")
    cells[test]["source"] = f"{text_of(cells[solution])}\n{text_of(cells[test])}"
    del cells[solution]


def swapped_tags(cells: Cells) -> None:
    first, second = (cells[at(cells, name)] for name in ("log_gaussian_solution", "log_mixture_solution"))
    first["source"], second["source"] = second["source"], first["source"]


def test_tag_on_solution(cells: Cells) -> None:
    solution, test = (cells[at(cells, name)] for name in ("log_gaussian_solution", "log_gaussian"))
    solution["metadata"] = test["metadata"]
    cells.remove(test)


def edited_test(cells: Cells) -> None:
    cells[at(cells, "log_gaussian")]["source"] = "print('looks fine')"


def reordered(cells: Cells) -> None:
    cells.reverse()


def before_the_solution(line: str) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        cell = cells[at(cells, "log_gaussian_solution")]
        cell["source"] = f"{line}\n{text_of(cell)}"

    return change


def own_cell(source: str) -> Callable[[Cells], None]:
    return lambda cells: cells.insert(1, code_cell(source, "own"))


def odd(cells: Cells) -> None:
    for cell in cells:
        cell["id"] = f"{cell['id']} {'x' * 80}"
        cell["attachments"] = ["a"]
        cell["metadata"].update(tags={"a": 1}, nested=[[[{}]]], name=None)
        cell["source"] = text_of(cell).split("\n")
    cells += [None, "x = 1", 7, [], {"cell_type": "code", "source": 5}, {"cell_type": None, "source": [None, 3]}]  # type: ignore[list-item]


def outputs_of(size: int) -> Callable[[Cells], None]:
    def change(cells: Cells) -> None:
        picture = {"output_type": "display_data", "data": {"image/png": "A" * 200_000}, "metadata": {}}
        lines = {"output_type": "stream", "name": "stdout", "text": [f'step {n}: "[{{\n' for n in range(3000)]}
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        for cell in code:
            cell["outputs"] = [picture, lines] * (size // 270_000 // len(code) + 1)

    return change


def long_cell(cells: Cells) -> None:
    cells.insert(1, code_cell("table = '''" + "0.123, 說明 " * 100_000 + "'''", "long"))


def version_3(data: bytes) -> Files:
    cells = []
    for cell in json.loads(data)["cells"]:
        if cell["cell_type"] == "code":
            cells.append(
                {"cell_type": "code", "language": "python", "input": cell["source"], "outputs": [], "metadata": {}}
            )
        else:
            cells.append({"cell_type": cell["cell_type"], "source": cell["source"], "metadata": {}})
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
    return file(json.dumps(old))


def zipped(data: bytes) -> Files:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("__MACOSX/._hw.ipynb", b"\0\5\26\7")
        target.writestr("homework/hw.ipynb", data)
    return file(archive.getvalue(), "homework.zip")


def read(data: bytes) -> NotebookNode:
    return nbformat.reads(data.decode(), as_version=4)


def with_own_imports(cells: Cells) -> None:
    """Write everything anew, in one cell: the setup and all Markdown are gone."""
    written = "\n\n".join(text_of(cell) for cell in cells if str(cell.get("id")).endswith("_solution"))
    cells[:] = [code_cell(f"import numpy as np\n{written}", "all")]


DEEP = b'"deep": ' + b"[" * 100_000 + b"]" * 100_000 + b", "
MANGLES: dict[str, Mangle] = {
    "clean": Mangle(named(NAME)),
    "doubled": Mangle(edited(double), "出現 2 次", "was there 2 times"),
    "doubled-empty": Mangle(edited(double_solution_left_empty), "未填的原稿不會蓋過", "does not override"),
    "deleted-tests": Mangle(edited(delete("log_gaussian", "log_mixture")), "已補回", "put back"),
    "deleted-solution": Mangle(
        edited(delete("log_likelihood_solution")), "已補回", "put back", ("log_gaussian", "log_mixture")
    ),
    "retyped": Mangle(edited(retype), "類型已改回", "is a code cell again"),
    "untagged": Mangle(edited(untag), "評分標記已補回", "grading tags"),
    "colab": Mangle(edited(colab, nbformat_minor=0), "from google.colab", "cannot be run while grading"),
    "same-ids": Mangle(edited(same_ids), "代號", "ids"),
    "no-ids": Mangle(edited(no_ids), "代號", "ids"),
    "fenced": Mangle(edited(fenced), "文字已改成註解|當作程式執行", "comments|run as code"),
    "prose": Mangle(edited(prose_in_code), "文字已改成註解", "made comments"),
    "only-prose": Mangle(edited(only_prose), "程式儲存格裡是文字", "words stood in a code cell"),
    "above-stub": Mangle(edited(above_the_stub), "未填的原稿不會蓋過", "does not override"),
    "above-stub-same-cell": Mangle(edited(above_the_stub_in_its_cell), "未填的原稿不會蓋過", "does not override"),
    "another-cell": Mangle(edited(in_another_cell), "寫在別的儲存格", "written in another cell"),
    "twice": Mangle(edited(defined_twice), "不只一次", "more than once"),
    "split": Mangle(edited(split), "被切成兩個", "was split"),
    "merged": Mangle(edited(merged), "寫在別的儲存格", "written in another cell"),
    "merged-into-test": Mangle(edited(merged_into_test), "被改過，已還原", "had been changed"),
    "swapped-tags": Mangle(edited(swapped_tags), "寫在別的儲存格", "written in another cell"),
    "test-tag-on-solution": Mangle(edited(test_tag_on_solution), "已還原", "as released again"),
    "edited-test": Mangle(edited(edited_test), "被改過，已還原", "had been changed"),
    "reordered": Mangle(edited(reordered), "匯入已補回", "imports of the assignment"),
    "no-setup": Mangle(edited(delete("setup", "imports")), "匯入已補回", "imports of the assignment"),
    "own-notebook": Mangle(edited(with_own_imports), "已補回", "put back"),
    "input": Mangle(edited(before_the_solution("name = input('name? ')")), "無法執行", "cannot be run"),
    "widgets": Mangle(edited(before_the_solution("import no_such_widgets as w")), "無法執行", "cannot be run"),
    "content": Mangle(edited(before_the_solution("import os\nos.chdir('/content/hw')")), "無法執行", "cannot be run"),
    "late-magic": Mangle(edited(before_the_solution("#@title 作答\n%%time")), "無法執行", "cannot be run"),
    "time-magic": Mangle(edited(before_the_solution("%%time"))),
    "writefile": Mangle(edited(before_the_solution("%%writefile mine.py")), "當作程式執行", "run as code"),
    "pip": Mangle(edited(before_the_solution("!pip install -q numpy")), "沒有網路", "no network"),
    "own-widgets": Mangle(
        edited(own_cell("import no_such_widgets\nno_such_widgets.show()")), "只影響它那一格", "only its cell"
    ),
    "own-input": Mangle(edited(own_cell("n = int(input())\nprint(n)")), "只影響它那一格", "only its cell"),
    "odd-json": Mangle(edited(odd, metadata=None), "不是儲存格的項目", "no cells"),
    "kernel-r": Mangle(
        edited(len, metadata={"kernelspec": {"name": "ir", "language": "R"}}), "核心是 R", "kernel is R"
    ),
    "version-3": Mangle(version_3, "格式 3", "format 3"),
    "version-4.0": Mangle(edited(no_ids, nbformat_minor=0), "格式 4.0", "format 4.0"),
    "half": Mangle(
        lambda data: file(data[: data.index(b'"log_mixture_solution"')]), "檔案不完整", "cut off", ("log_gaussian",)
    ),
    "a-hole": Mangle(
        lambda data: file(data.replace(b'"id": "overview"', b'<<<<<<< HEAD\n"id": "overview"')), "已損壞", "damaged"
    ),
    "deep-metadata": Mangle(
        lambda data: file(
            data.replace(b'"grade_id": "log_gaussian_solution"', DEEP + b'"grade_id": "log_gaussian_solution"')
        ),
        "已損壞",
        "damaged",
    ),
    "garbage-behind": Mangle(lambda data: file(data + b"\n}\n\0\0"), "結尾有多餘", "behind the notebook"),
    "trailing-commas": Mangle(lambda data: file(re.sub(rb"\n  \}\n", b"\n  },\n", data)), "逗號", "commas"),
    "nul-bytes": Mangle(lambda data: file(data + b"\0" * 512), "多餘", "ignored|control"),
    "bom": Mangle(lambda data: file(b"\xef\xbb\xbf" + data), "BOM", "BOM"),
    "utf-16": Mangle(lambda data: file(data.decode().encode("utf-16")), "UTF-16", "UTF-16"),
    "utf-16-no-bom": Mangle(lambda data: file(data.decode().encode("utf-16-le")), "UTF-16", "UTF-16"),
    "utf-32": Mangle(lambda data: file(data.decode().encode("utf-32")), "UTF-32", "UTF-32"),
    "big5": Mangle(lambda data: file(data.decode().encode("cp950", "replace")), "Big5", "Big5"),
    "gb18030": Mangle(lambda data: file(data.decode().encode("gb18030")), "編碼不是 UTF-8", "not in UTF-8"),
    "outputs": Mangle(edited(outputs_of(12_000_000)), "舊的輸出已略過", "old outputs"),
    "long-cell": Mangle(edited(long_cell)),
    "renamed": Mangle(named("作業一 (1).ipynb"), "檔名是 作業一", "is called"),
    "upper-case": Mangle(named(f"{ASSIGNMENT}.IPYNB"), "檔名是", "is called"),
    "subfolder": Mangle(named(f"hw/final/{ASSIGNMENT}-Copy1.ipynb"), "子資料夾", "subfolder"),
    "server": Mangle(lambda data: file(json.dumps({"type": "notebook", "content": json.loads(data)}))),
    "percent-script": Mangle(
        lambda data: file(jupytext.writes(read(data), fmt="py:percent"), f"{ASSIGNMENT}.py"), "程式檔", "script"
    ),
    "exported-script": Mangle(
        lambda data: file(PythonExporter().from_notebook_node(read(data))[0], f"{ASSIGNMENT}.txt"), "程式檔", "script"
    ),
    "colab-script": Mangle(
        lambda data: file(
            "\n\n".join(text_of(c) for c in json.loads(data)["cells"] if c["cell_type"] == "code"), "a.py"
        ),
        "程式檔",
        "script",
    ),
    "zipped": Mangle(zipped, "壓縮檔", "ZIP"),
    "no-cells": Mangle(edited(lambda cells: cells.clear()), "已補回", "put back", ()),
    "cells-null": Mangle(
        lambda data: file(json.dumps({**json.loads(data), "cells": None})),
        "讀不到任何儲存格",
        "no cells can be read",
        (),
    ),
}
