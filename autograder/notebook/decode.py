"""The text of a file whose encoding nobody knows, and without the outputs, which grading makes anew."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePosixPath

from autograder.errors import UnreadableNotebookError
from autograder.model import Text

LARGE = 2 * 1024 * 1024  # from here on outputs are cut out before the JSON is read
MAX_BYTES = 256 * 1024 * 1024
MAX_UNZIPPED = 64 * 1024 * 1024
MAX_BRACKETS = 3_000_000  # of outputs that are not indented: each is looked at
_MARKS = {  # the longer ones first: UTF-32's begins like UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
# Taiwan's Windows first, then China's. The first bytes of their common characters; French or German taken for Chinese gives rare ones.
_CHINESE = {"cp950": ("Big5", range(0xA1, 0xC7)), "gb18030": ("GB 18030", range(0xA1, 0xD8))}
_SAMPLE = 2000  # characters that tell Chinese from chance
_OUTPUTS = re.compile(rb'\n([ \t]*)"outputs"\s*:\s*\[(?=\r?\n)|"outputs"\s*:\s*\[')
_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+([\[\]{}])', re.DOTALL)


def decoded(data: bytes) -> tuple[str, list[Text]]:
    """Return the text of a file, and what had to be found out about its encoding.

    UTF-8 is tried first, then what a byte-order mark says, then Big5 and GB 18030 as far as the text would be common Chinese,
    then Latin-1, which reads anything.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            what = encoding.removesuffix("-sig").upper()
            note = Text(
                f"檔案開頭有 {what} 的位元組順序記號（BOM），已處理",
                f"the file began with a {what} byte-order mark (BOM)",
            )
            return data.decode(encoding, errors="replace"), [note]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 1 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), []  # the file ends inside a character
    if data[:200].count(0) > min(len(data), 200) // 3:
        text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
        return text, [_converted("UTF-16")]
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 10 < sum(character > "\x7f" for character in text[: LARGE // 2]):
        return text, [Text("檔案裡有無法辨認的字，已略過", "some characters of the file were unreadable")]
    for encoding, (name, common) in _CHINESE.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        leads = [character.encode(encoding)[0] for character in _foreign(text)]
        if 2 * sum(lead in common for lead in leads) > len(leads):
            return text, [_converted(name)]
    return data.decode("cp1252", errors="replace"), [_converted("Latin-1")]


def _foreign(text: str) -> str:
    return "".join(re.findall(r"[^\x00-\x7f]+", text))[:_SAMPLE]


def _converted(name: str) -> Text:
    return Text(
        f"檔案的編碼不是 UTF-8（看來是 {name}），已轉換",
        f"the file was not in UTF-8; it looks like {name} and was converted",
    )


def unzipped(data: bytes) -> bytes:
    """Return the notebook in a ZIP archive; other data as it is.

    Raises:
        UnreadableNotebookError: the archive is broken, too large, or holds no notebook
    """
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                path = PurePosixPath(entry.filename)
                hidden = any(part.startswith((".", "__")) for part in path.parts)
                if path.suffix.lower() == ".ipynb" and not hidden and entry.file_size <= MAX_UNZIPPED:
                    with archive.open(entry) as file:
                        return file.read(MAX_UNZIPPED)
    except Exception:  # encrypted, of an unknown method, damaged: a student's archive can fail anywhere
        raise UnreadableNotebookError("壓縮檔已損壞 | the ZIP archive is damaged") from None
    raise UnreadableNotebookError("壓縮檔裡沒有筆記本 | the ZIP archive holds no notebook")


def without_outputs(data: bytes) -> bytes:
    """Return a large notebook's JSON with its lists of outputs emptied, without reading what is in them.

    In JSON a quotation mark inside a string is escaped, so ``"outputs": [`` is always a key; and no string spans two lines, so in
    an indented file the list ends at the first bracket that stands where its key does.
    """
    kept: list[bytes] = []
    position = 0
    left = MAX_BRACKETS
    while (start := _OUTPUTS.search(data, position)) is not None:
        indent = start[1] or b""
        found = -1 if not indent else data.find(b"\n" + indent + b"]", start.end())
        end = found + len(indent) + 2
        if found < 0:
            end, left = _closing(data, start.end(), left)
        if end < 0:
            break
        kept += [data[position : start.end()], b"]"]
        position = end
    return b"".join([*kept, data[position:]])


def _closing(data: bytes, position: int, left: int) -> tuple[int, int]:
    """Return where the list that has been opened before ``position`` ends, or -1, and how many brackets may still be met."""
    depth = 1
    while depth and left:
        left -= 1
        bracket = _BRACKET.match(data, position)
        if bracket is None:
            return -1, left
        depth += 1 if bracket[1] in b"[{" else -1
        position = bracket.end()
    return (-1 if depth else position), left
