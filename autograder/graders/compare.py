"""Ask the student's functions and judge what they answer: shape, then dtype, then values.

Answers are untrusted. Whatever comes back, the outcome here is acceptance or :class:`WrongAnswerError`, and every
rejection goes through :func:`reject`, which knows the whole question: the one place where a diagnosis hooks in.
Messages speak of shapes, dtypes, properties and relative errors, never of hidden or expected values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn, Protocol, TypeVar

import numpy as np

from autograder.errors import StudentError, WrongAnswerError
from autograder.graders.cases import Case
from autograder.graders.oracle import Array, Mixture
from autograder.model import Text

RTOL = 1e-6
ATOL = 1e-7
LARGE = 1000

WEIGHTS = Text("權重", "weights")
MEANS = Text("均值", "means")
COVARIANCES = Text("共變異數", "covariances")
RESULT = Text("結果", "the result")

Path = TypeVar("Path")


class Student(Protocol):
    """The functions and variables of a submission."""

    @property
    def mutated(self) -> tuple[int, ...]: ...

    def __getattr__(self, function: str) -> Callable[..., Any]: ...

    def __getitem__(self, variable: str) -> Any: ...


@dataclass(frozen=True)
class Answer:
    """A question to a student's function, and the untrusted answer."""

    function: str
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    kind: Text
    value: Any
    mutated: tuple[int, ...]


def ask(student: Student, function: str, *arguments: Any, kind: Text, **keywords: Any) -> Answer:
    """Call a student's function; ``kind`` is what the student is told about this input."""
    value = getattr(student, function)(*arguments, **keywords)
    return Answer(function, arguments, keywords, kind, value, tuple(student.mutated))


def reject(answer: Answer, zh: str, en: str) -> NoReturn:
    """Raise the one error for every wrong answer."""
    raise WrongAnswerError(Text(f"〔{answer.kind.zh}〕{zh}", f"[{answer.kind.en}] {en}"))


def numbers(answer: Answer, value: Any, what: Text, shape: Sequence[int | None]) -> Array:
    """Read an array of real numbers, NaN and infinities included; ``None`` in the shape is any length."""
    array = _plain(value)
    if array is None:
        reject(answer, f"{what.zh}不是由實數組成的陣列", f"{what.en} is not an array of real numbers")
    fits = array.ndim == len(shape) and all(n in (None, m) for n, m in zip(shape, array.shape, strict=True))
    if not fits:
        wanted = "(" + ", ".join("n" if n is None else str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"
        given = _shape(array.shape)
        reject(
            answer,
            f"{what.zh}的形狀是 {given}，應為 {wanted}",
            f"the shape of {what.en} is {given}, it should be {wanted}",
        )
    with np.errstate(all="ignore"):
        return np.asarray(array.astype(float))


def _shape(shape: tuple[int, ...]) -> str:
    """Return a shape as text. Large numbers in it stay out of sight: they could be made of hidden inputs."""
    return "(" + ", ".join(str(n) if n < LARGE else "…" for n in shape[:4]) + ("," if len(shape) == 1 else "") + ")"


def _plain(value: Any) -> Any:
    """Return an array of real numbers, or None for anything else."""
    try:
        with np.errstate(all="ignore"):
            array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        return None
    return array if array.dtype.kind in "biuf" else None


def number(answer: Answer, value: Any, what: Text = RESULT) -> float:
    """Read one real number: a Python or NumPy scalar, or an array of shape ()."""
    return float(numbers(answer, value, what, ()))


def whole_number(answer: Answer, value: Any, what: Text = RESULT) -> int:
    """Read one whole number, as an int or as a float without fraction."""
    read = number(answer, value, what)
    if not read.is_integer():
        reject(answer, f"{what.zh}不是整數", f"{what.en} is not a whole number")
    return int(read)


def parts(answer: Answer, names: Sequence[str]) -> tuple[Any, ...]:
    """Read a tuple or list with one entry for each name."""
    if not isinstance(answer.value, (tuple, list)) or len(answer.value) != len(names):
        listed = ", ".join(names)
        reject(
            answer,
            f"應回傳 {len(names)} 個結果：{listed}",
            f"the function should return {len(names)} results: {listed}",
        )
    return tuple(answer.value)


def deviation(got: Array, expected: Array) -> Array:
    """Return absolute errors. NaN and infinities are infinitely wrong, save where the same one is expected."""
    with np.errstate(all="ignore"):
        errors = np.where(np.isfinite(got) & np.isfinite(expected), np.abs(got - expected), np.inf)
    same = ~np.isfinite(expected) & ((got == expected) | (np.isnan(got) & np.isnan(expected)))
    return np.where(same, 0.0, errors)


@np.errstate(all="ignore")
def agrees(got: Array, expected: Array, *, rtol: float = RTOL, atol: float = ATOL) -> bool:
    """Tell whether every value agrees; what is not a number agrees with nothing."""
    return got.shape == expected.shape and bool(np.all(deviation(got, expected) <= _allowed(expected, rtol, atol)))


def _allowed(expected: Array, rtol: float, atol: float) -> Array:
    return atol + rtol * np.where(np.isfinite(expected), np.abs(expected), 0.0)


@np.errstate(all="ignore")
def same_values(
    answer: Answer, got: Array, expected: Array, what: Text = RESULT, *, rtol: float = RTOL, atol: float = ATOL
) -> None:
    """Reject values that differ from the expected ones, and say by how much in relative terms."""
    if agrees(got, expected, rtol=rtol, atol=atol):
        return
    errors = deviation(got, expected)
    wrong = ~(errors <= _allowed(expected, rtol, atol))
    share = f"{int(np.sum(wrong))}/{wrong.size}"
    bad = int(np.sum(~np.isfinite(got)))
    if bad:
        reject(
            answer,
            f"{what.zh}有 {bad} 個 NaN 或無限大(共 {got.size} 個)",
            f"{what.en}: {bad} of {got.size} values are NaN or infinite",
        )
    known = np.isfinite(expected)
    size = _relative_size(float(np.max(errors)), float(np.max(np.abs(expected), initial=0.0, where=known)))
    if np.array_equal(got, np.trunc(got)) and not np.array_equal(expected, np.trunc(expected)):
        reject(
            answer,
            f"{what.zh}有 {share} 個值不對：全都是整數，小數的部分不見了",
            f"{what.en}: {share} values are wrong: all are whole numbers, the fractions are lost",
        )
    reject(
        answer,
        f"{what.zh}有 {share} 個值不對，最大的相對誤差 {size}",
        f"{what.en}: {share} values are wrong, the largest relative error is {size}",
    )


def check_values(
    student: Student,
    function: str,
    cases: Iterable[Case],
    follows: Callable[[Student, Case], Array | None] | None = None,
    *,
    rtol: float = RTOL,
    first: Callable[[Answer, Array], None] = lambda answer, got: None,
) -> list[tuple[Answer, Array]]:
    """Ask about every case and compare one array or number; ``follows`` works it out from the student's functions.

    ``first`` judges a property before the values are compared, so that its message is the one that is read.
    """
    answers = []
    for case in cases:
        answer = ask(student, function, *case.arguments, kind=case.kind)
        got = numbers(answer, answer.value, RESULT, case.expected.shape)
        first(answer, got)
        judge = partial(_same_as, answer, got, rtol)
        either(judge, case.expected, partial(follows, student, case) if follows else lambda: None)
        answers.append((answer, got))
    return answers


def _same_as(answer: Answer, got: Array, rtol: float, expected: Array) -> None:
    same_values(answer, got, expected, rtol=rtol)


def _relative_size(error: float, scale: float) -> str:
    """Return a relative error to one digit, coarse enough not to give the value away."""
    with np.errstate(all="ignore"):
        relative = float(np.float64(error) / np.float64(max(scale, 1e-12)))
    return "> 1000 %" if not relative < 10 else f"≈ {float(f'{100 * relative:.0e}'):g} %"


def unmodified(answer: Answer, names: Sequence[str]) -> None:
    """Reject an answer that changed its arguments."""
    if not answer.mutated:
        return
    changed = ", ".join(names[i] for i in answer.mutated if i in range(len(names))) or "?"
    reject(answer, f"輸入被修改了：{changed}", f"the call modified its inputs: {changed}")


def read_mixture(answer: Answer, values: Sequence[Any], n_components: int, n_features: int) -> Mixture:
    """Read weights, means and covariances. In one dimension ``numpy.cov`` drops axes of length 1; so may they."""
    weights, means, covariances = values
    array = _plain(covariances)
    if n_features == 1 and array is not None and array.shape in ((n_components,), (n_components, 1)):
        covariances = array.reshape(n_components, 1, 1)
    return Mixture(
        numbers(answer, weights, WEIGHTS, (n_components,)),
        numbers(answer, means, MEANS, (n_components, n_features)),
        numbers(answer, covariances, COVARIANCES, (n_components, n_features, n_features)),
    )


def same_mixture(answer: Answer, got: Mixture, expected: Mixture, *, rtol: float = RTOL) -> None:
    """Compare weights, means and covariances, each relative to its own scale."""
    for one, other, what in zip(got.arrays, expected.arrays, (WEIGHTS, MEANS, COVARIANCES), strict=True):
        scale = float(np.max(np.abs(other), initial=0.0, where=np.isfinite(other)))
        same_values(answer, one, other, what, rtol=0.0, atol=rtol * scale)


def either(judge: Callable[[Path], None], right: Path, own: Callable[[], Path | None]) -> None:
    """Judge against the right path and, failing that, against what follows from the student's own functions.

    A mistake costs points once: a right function that builds on a wrong one is recognised. ``own`` returns None
    where nothing can follow from the student's functions.
    """
    try:
        judge(right)
    except WrongAnswerError as rejection:
        try:
            followed = own()
        except (StudentError, WrongAnswerError):
            followed = None
        if followed is None:
            raise
        try:
            judge(followed)
        except WrongAnswerError:
            raise rejection from None
