"""How answers to the quiz may be spelled | 測驗的答案可以怎麼寫"""

import re
import unicodedata
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

LONGEST = 600
AROUND = " \t\r\n.,:;!、。()[]{}<>「」『』【】〈〉《》\"'`*_“”‘’"
NAMES = (
    r"(?:MY |THE )?(?:CORRECT |RIGHT |BEST |FINAL )*(?:ANSWERS?|OPTIONS?|CHOICES?|LINES?|STEPS?|ORDER|ANS)\b(?: IS\b| ARE\b)?"
    r"|I (?:CHOOSE|PICK)\b|(?:我的?|正確的?)?(?:答案|選項|順序|步驟|答)|我?(?:應該|應)?(?:選|是|為)|第|Q\d+|[:=]"
)
BEFORE = re.compile(rf"^(?:\s*(?:{NAMES})\s*)+")
AFTER = re.compile(r"\s*(?:選項|行|步驟|OPTION|LINE)\s*$")
AND = {"AND", "THEN", "FIRST", "FINALLY", "和", "與", "跟", "及", "以及", "先", "再", "然後", "接著", "最後"}
ABOUT = re.compile(r"^(?:約|大約|大概|≈|~|ABOUT|APPROXIMATELY|APPROX\.?|ROUGHLY|CA\.)\s*")
ABOUT_AFTER = re.compile(r"\s*(?:左右|上下)$")
NUMBER = r"[+-]?(?:(?:\d{1,3}(?:[, _]\d{3})+(?!\d)|\d+)(?:\.\d*)?|\.\d+)(?:E[+-]?\d+)?"
AMOUNT = re.compile(
    rf"({NUMBER})(?:\s*/\s*({NUMBER}))?(?:\s*[X×*·]\s*10\s*(?:\^|\*\*)\s*([+-]?\d{{1,3}}))?\s*(.*)", re.DOTALL
)


class UnreadableError(ValueError):
    """這不能當作答案 | This cannot be an answer."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} | {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Question:
    """一題：種類、選項、單位與範圍 | A question: its kind, its options, or the units and the range of its number."""

    kind: str
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    units: dict[str, float] = field(default_factory=dict)
    low: float = float("-inf")
    high: float = float("inf")

    @property
    def letters(self) -> str:
        return "".join(self.options)


def plain_text(text: str) -> str:
    """全形轉半形、大寫、去掉看不見的字 | Half width, upper case, nothing invisible."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).replace("\u2212", "-").replace("\u2044", "/")
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip().upper()


def squeezed(text: str) -> str:
    """只留文字與符號，用來比較選項的全文 | Nothing but letters and signs, to compare an option's whole text."""
    return "".join(c for c in plain_text(text) if not c.isspace() and c not in AROUND + "|`$")


def items_of(answer: Any) -> list[Any] | None:
    """串列、數組、集合或陣列裡的東西 | What is in a list, tuple, set or array; None for anything else."""
    if hasattr(answer, "tolist") and not isinstance(answer, str):
        answer = answer.tolist()  # NumPy
    return list(answer) if isinstance(answer, (list, tuple, set, frozenset)) else None


def shown(answer: Any) -> str:
    try:
        text = repr(answer)
    except Exception:
        text = type(answer).__name__
    return text if len(text) <= 40 else text[:37] + "..."


def text_of(answer: Any, wanted: tuple[str, str]) -> str:
    """文字答案，或說明哪裡不對 | An answer that is text; else say what is wrong with it."""
    if answer is None or (isinstance(answer, str) and not plain_text(answer).strip(AROUND)):
        raise UnreadableError(f"還沒有作答：{wanted[0]}", f"there is no answer yet: {wanted[1]}")
    if not isinstance(answer, str):
        raise UnreadableError(f"{shown(answer)} 不是文字：{wanted[0]}", f"{shown(answer)} is no text: {wanted[1]}")
    return plain_text(answer)


def whole_option(question: Question, text: str) -> str:
    """與某個選項全文相同的字母 | The letter of the option whose whole text this is; empty if there is none."""
    text = squeezed(text)
    found = [k for k, texts in question.options.items() if text in map(squeezed, (*texts, "".join(texts)))]
    return found[0] if text and len(found) == 1 else ""


def read_single(question: Question, answer: Any) -> str:
    """讀出一個選項 | Read one option."""
    last = question.letters[-1]
    wanted = f'請填一個字母，"A" 到 "{last}"', f'give one letter, "A" to "{last}"'
    items = items_of(answer)
    if items is not None:
        if len(items) > 1:
            raise UnreadableError(f"這題只能選一個：{wanted[0]}", f"choose one option only: {wanted[1]}")
        return read_single(question, items[0] if items and items_of(items[0]) is None else None)
    text = text_of(answer, wanted)
    if whole_option(question, text):
        return whole_option(question, text)
    text = AFTER.sub("", BEFORE.sub("", text).strip(AROUND)).strip(AROUND)
    if whole_option(question, text):
        return whole_option(question, text)
    letter, rest = text[:1], text[1:]
    if letter in question.options and (
        not rest or (not "A" <= rest[0] <= "Z" and whole_option(question, rest) == letter)
    ):
        return letter
    letters = re.findall("[A-Z]", re.sub("AND|OR", " ", text))
    if len(letters) == 1 and text == letter and letter not in question.options:
        raise UnreadableError(f"沒有選項 {letter}：{wanted[0]}", f"there is no option {letter}: {wanted[1]}")
    if len(letters) > 1 and all(k in question.options for k in letters):
        raise UnreadableError(f"這題只能選一個：{wanted[0]}", f"choose one option only: {wanted[1]}")
    raise UnreadableError(f"讀不懂 {shown(answer)}：{wanted[0]}", f"{shown(answer)} cannot be read: {wanted[1]}")


def letters_of(question: Question, answer: Any, wanted: tuple[str, str], between: str) -> list[str]:
    """依序讀出所有字母 | Read all letters, in their order."""
    items = items_of(answer)
    if items is not None:
        if not items:
            raise UnreadableError(f"還沒有作答：{wanted[0]}", f"there is no answer yet: {wanted[1]}")
        if any(items_of(item) is not None for item in items):
            raise UnreadableError(
                f"讀不懂 {shown(answer)}：{wanted[0]}", f"{shown(answer)} cannot be read: {wanted[1]}"
            )
        return [letter for item in items for letter in letters_of(question, item, wanted, between)]
    text = text_of(answer, wanted)
    if whole_option(question, text):
        return [whole_option(question, text)]
    body = re.sub(r"(?<!\w)\d{1,2}\s*[.):、]\s*(?=[A-Z])", " ", BEFORE.sub("", text))
    body = re.sub(r"選項|步驟|\b(?:OPTION|STEP)\b", " ", body)
    words = re.findall(r"[A-Z]+|[^A-Z\s]+", re.sub(between, " ", body))
    words = [word for word in (word.strip(AROUND) for word in words) if word and word not in AND]
    if words and all(letter in question.options for word in words for letter in word):
        return [letter for word in words for letter in word]
    if words and (all(re.fullmatch("[A-Z]", word) for word in words) or re.fullmatch("[A-Z]{2,4}", text)):
        words = list("".join(words))
        unknown = "、".join(sorted({word for word in words if word not in question.options}))
        raise UnreadableError(f"沒有選項 {unknown}：{wanted[0]}", f"there is no option {unknown}: {wanted[1]}")
    pieces = [piece for piece in re.split(r"[\n;；]", str(answer)[:LONGEST]) if piece.strip()]
    if len(pieces) > 1:
        return [read_single(question, piece) for piece in pieces]
    if not items and len(words) >= 1 and "A" <= text.strip(AROUND)[:1] <= "Z":
        try:
            return [read_single(question, answer)]
        except UnreadableError:
            pass
    raise UnreadableError(f"讀不懂 {shown(answer)}：{wanted[0]}", f"{shown(answer)} cannot be read: {wanted[1]}")


def read_several(question: Question, answer: Any) -> str:
    """讀出幾個選項，依字母排列 | Read several options; they come back in the order of the alphabet."""
    wanted = '請填你選的所有字母，例如 "AD"', 'give all the letters that you choose, such as "AD"'
    return "".join(sorted(set(letters_of(question, answer, wanted, r"[,、;/|&+()\[\]{}]"))))


def read_order(question: Question, answer: Any) -> str:
    """讀出順序 | Read an order."""
    letters = question.letters
    wanted = f"請依序寫出 {letters} 的每個字母各一次", f"write each of the letters {letters} once, in order"
    if isinstance(answer, (set, frozenset)):
        raise UnreadableError(f"集合沒有順序：{wanted[0]}", f"a set has no order: {wanted[1]}")
    if isinstance(answer, str) and re.search(r"[A-Za-z]\s*<", plain_text(answer)):
        raise UnreadableError(f"「<」的方向不清楚：{wanted[0]}", f'"<" may be read both ways: {wanted[1]}')
    order = "".join(letters_of(question, answer, wanted, r"[-=]*>|[→⇒➔➜,、;/|&+()\[\]{}-]"))
    if sorted(order) != sorted(letters):
        raise UnreadableError(
            f"{order} 缺了或重複了字母：{wanted[0]}", f"{order} lacks or repeats a letter: {wanted[1]}"
        )
    return order


def read_number(question: Question, answer: Any) -> float:
    """讀出一個數，換算成題目的單位 | Read one number, in the question's unit."""
    units = [unit for unit in question.units if unit and unit != "%"]
    example = ("12.5 " + units[0]).strip() if units else "12.5"
    wanted = f'請填一個數，例如 12.5 或 "{example}"', f'give one number, such as 12.5 or "{example}"'
    items = items_of(answer)
    if items is not None:
        if len(items) != 1 or items_of(items[0]) is not None:
            raise UnreadableError(
                f"{shown(answer)} 不是一個數：{wanted[0]}", f"{shown(answer)} is not one number: {wanted[1]}"
            )
        return read_number(question, items[0])
    if hasattr(answer, "item"):
        answer = answer.item()  # NumPy
    unit, factor = "", question.units.get("", 1.0)
    if isinstance(answer, (bool, complex)):
        raise UnreadableError(
            f"{shown(answer)} 不是一個數：{wanted[0]}", f"{shown(answer)} is not one number: {wanted[1]}"
        )
    if answer is None or isinstance(answer, str):
        text = BEFORE.sub("", text_of(answer, wanted)).strip().strip("。;!\"'")
        text = ABOUT_AFTER.sub("", ABOUT.sub("", text).strip()).rstrip("。")
        match = AMOUNT.fullmatch(text)
        if match is None or match[4][:1] in tuple("0123456789,.+-/"):
            raise UnreadableError(
                f"讀不懂 {shown(answer)}：{wanted[0]}", f"{shown(answer)} cannot be read: {wanted[1]}"
            )
        top, bottom, power, unit = match.groups()
        unit = ABOUT_AFTER.sub("", unit).strip(" .。")
        known = {plain_text(name): size for name, size in question.units.items()} | {"": factor}
        if unit not in known:
            asked = "、".join(units) or "沒有單位"
            asked_en = ", ".join(units) or "a number without a unit"
            raise UnreadableError(
                f"單位「{unit[:20]}」不合：這題的單位是 {asked}",
                f'the unit "{unit[:20]}" does not fit: asked for is {asked_en}',
            )
        factor = known[unit]
        value = float(re.sub("[, _]", "", top))
        below = float(re.sub("[, _]", "", bottom)) if bottom else 1.0
        value = value / below * float(f"1e{power or 0}") if below else float("nan")
    else:
        try:
            value = float(answer)
        except Exception:
            raise UnreadableError(
                f"{shown(answer)} 不是一個數：{wanted[0]}", f"{shown(answer)} is not one number: {wanted[1]}"
            ) from None
    value *= factor
    if not isfinite(value):
        raise UnreadableError(
            f"{shown(answer)} 不是有限的數：{wanted[0]}", f"{shown(answer)} is not a finite number: {wanted[1]}"
        )
    if not question.low <= value <= question.high:
        raise UnreadableError(
            f"{shown(answer)} 不在可能的範圍內：答案在 {question.low:g} 與 {question.high:g} 之間",
            f"{shown(answer)} is out of range: the answer lies between {question.low:g} and {question.high:g}",
        )
    return value


READERS: dict[str, Any] = {"single": read_single, "several": read_several, "order": read_order, "number": read_number}


def read(question: Question, answer: Any) -> Any:
    """讀出一題的答案；讀不懂就說為什麼 | Read the answer to a question, or say why it cannot be one."""
    return READERS[question.kind](question, answer)
