"""Ask the student's functions and judge what they answer: shape, then dtype, then values.

Answers are untrusted. Whatever comes back, the outcome here is acceptance or :class:`WrongAnswerError`, and every
rejection goes through :func:`reject`, which knows the whole question: the one place where a diagnosis hooks in.
Messages speak of shapes, dtypes, properties and relative errors, never of hidden or expected values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn, Protocol, TypeVar

import numpy as np

from autograder.errors import StudentError, StudentTimeoutError, WrongAnswerError
from autograder.graders import inside
from autograder.graders.cases import Case
from autograder.graders.misconceptions import Found, Mistakes, diagnose, name
from autograder.graders.misconceptions.prediction import NoAnswer
from autograder.graders.oracle import Array, Mixture
from autograder.graders.properties import counterexample
from autograder.graders.values import ATOL, RTOL, agrees, allowed, deviation, plain
from autograder.model import Explanation, Text

LARGE = 1000
# The functions to be written from scratch, and what they must not leave their work to.
FROM_SCRATCH = frozenset(
    {"log_gaussian", "log_mixture", "log_likelihood", "e_step", "m_step", "fit_em", "n_parameters", "aic", "bic"}
    | {"assign_labels", "update_centers", "lloyd", "hard_assignment"}
    | {"anomaly_scores", "precision_recall", "average_precision"}
    | {"pre_emphasis", "frame_signal", "power_spectrum", "mel_filterbank", "mfcc", "classify"}
    | {"sample", "sample_conditional", "elbo", "ppca_elbo", "log_emissions", "forward_log", "viterbi"}
)
FORBIDDEN = ("sklearn.mixture", "sklearn.cluster", "scipy.cluster", "hmmlearn", "librosa", "python_speech_features")
ALSO_FORBIDDEN = dict.fromkeys(("precision_recall", "average_precision"), ("sklearn.metrics",))

WEIGHTS = Text("權重", "weights")
MEANS = Text("均值", "means")
COVARIANCES = Text("共變異數", "covariances")
RESULT = Text("結果", "the result")

Path = TypeVar("Path")
Provided = Mapping[str, Callable[..., Any]]


class Student(Protocol):
    """The functions and variables of a submission."""

    @property
    def mutated(self) -> tuple[int, ...]: ...

    @property
    def failed(self) -> frozenset[str] | None: ...

    @property
    def memory(self) -> dict[Any, Any]: ...

    def __getattr__(self, function: str) -> Callable[..., Any]: ...

    def __getitem__(self, variable: str) -> Any: ...

    def asked_with(
        self, forbidden: tuple[str, ...] = (), provided: Provided | None = None, harness: str = ""
    ) -> Student: ...


@dataclass(frozen=True)
class Answer:
    """A question to a student's function, and the untrusted answer."""

    student: Student
    function: str
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]
    kind: Text
    value: Any
    mutated: tuple[int, ...] = ()
    others: tuple[Answer, ...] = ()
    """Other answers in the same check, which help to find out what is wrong with this one."""
    properties: tuple[str, ...] = ()
    """Properties that the function should have; where one is broken, a small counterexample is shown."""
    harness: str = ""
    """Name of the harness by which it was asked."""


def ask(student: Student, function: str, *arguments: Any, kind: Text, harness: str = "", **keywords: Any) -> Answer:
    """Call a student's function.

    Args:
        student: whose function it is
        function: its name
        arguments: positional arguments
        kind: what the student is told about this input
        harness: name of the module in ``graders/inside`` that turns what the function does into plain data
        keywords: keyword arguments
    """
    student = student.asked_with(harness=inside.source(harness)) if harness else student
    forbidden = (*FORBIDDEN, *ALSO_FORBIDDEN.get(function, ())) if function in FROM_SCRATCH else ()
    asked = student.asked_with(forbidden=forbidden)
    try:
        value = getattr(asked, function)(*arguments, **keywords)
    except StudentTimeoutError as error:
        endless = Answer(student, function, arguments, keywords, kind, NoAnswer.NO_END, harness=harness)
        error.explain = lambda: Explanation(diagnose((endless,), _refuse).named)
        raise
    return Answer(student, function, arguments, keywords, kind, value, tuple(asked.mutated), harness=harness)


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise StudentError(Text("不再詢問", "not asked again"))  # it might not end either


def reject(answer: Answer, zh: str, en: str, *, known: str | Callable[[], str | None] | None = None) -> NoReturn:
    """Raise the one error for every wrong answer.

    Args:
        answer: the wrong answer
        zh: what is wrong with it, in Chinese
        en: the same in English
        known: id of the misconception, where the check itself proves it; or what finds it, if anybody asks
    """

    def again(*arguments: Any, **keywords: Any) -> tuple[Any, tuple[int, ...]]:
        return getattr(answer.student, answer.function)(*arguments, **keywords), tuple(answer.student.mutated)

    def explain() -> Explanation:
        proved = known() if callable(known) else known
        found = Found(name(proved)) if proved else diagnose((*answer.others, answer), again)
        return Explanation(found.named, _example(answer, found.mistakes))

    raise WrongAnswerError(Text(f"〔{answer.kind.zh}〕{zh}", f"[{answer.kind.en}] {en}"), explain)


def _example(answer: Answer, mistakes: Mistakes | None) -> Text | None:
    """Return a small example; for a mistake that nobody knows it is looked for only once for each function."""
    like = (answer.function, mistakes) if mistakes is not None else None
    unknown = like is None and answer.properties
    if unknown and answer.student.memory.setdefault(("example", answer.function), answer) is not answer:
        return None
    examples = (counterexample(answer.student, broken, like) for broken in answer.properties)
    return next(filter(None, examples), None)


def numbers(answer: Answer, value: Any, what: Text, shape: Sequence[int | None]) -> Array:
    """Read an array of real numbers, NaN and infinities included; ``None`` in the shape is any length."""
    if value is None:
        reject(answer, f"{what.zh}是 None：是不是忘了 return？", f"{what.en} is None: was the return forgotten?")
    array = plain(value)
    if array is None and value is answer.value and isinstance(value, tuple | list):
        several = f"{len(value)} 個結果", f"{len(value)} results"
        reject(answer, f"回傳了 {several[0]}，應為一個陣列", f"{several[1]} are returned where one array is asked for")
    if array is None:
        reject(answer, f"{what.zh}不是由實數組成的陣列", f"{what.en}: not an array of real numbers")
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
    if isinstance(answer.value, dict):
        listed = ", ".join(names)
        reject(
            answer, f"回傳了 dict，應依序回傳：{listed}", f"a dict is returned; return a tuple, in this order: {listed}"
        )
    if not isinstance(answer.value, (tuple, list)) or len(answer.value) != len(names):
        listed = ", ".join(names)
        reject(
            answer,
            f"應回傳 {len(names)} 個結果：{listed}",
            f"the function should return {len(names)} results: {listed}",
        )
    return tuple(answer.value)


@np.errstate(all="ignore")
def same_values(
    answer: Answer, got: Array, expected: Array, what: Text = RESULT, *, rtol: float = RTOL, atol: float = ATOL
) -> None:
    """Reject values that differ from the expected ones, and say by how much in relative terms."""
    if agrees(got, expected, rtol=rtol, atol=atol):
        return
    errors = deviation(got, expected)
    wrong = ~(errors <= allowed(expected, rtol, atol))
    share = f"{int(np.sum(wrong))}/{wrong.size}"
    bad = int(np.sum(~np.isfinite(got)))
    if bad:
        reject(
            answer,
            f"{what.zh}有 {bad} 個 NaN 或無限大（共 {got.size} 個）",
            f"{what.en}: {bad} of {got.size} values are NaN or infinite",
        )
    known = np.isfinite(expected)
    size = _relative_size(float(np.max(errors)), float(np.max(np.abs(expected), initial=0.0, where=known)))
    if got.size > 1 and np.any(expected != np.trunc(expected)) and np.array_equal(got, np.trunc(expected)):
        reject(
            answer,
            f"{what.zh}有 {share} 個值不對：全都是整數，小數的部分不見了",
            f"{what.en}: {share} values are wrong: all are whole numbers, the fractions are lost",
        )
    zh, en = _pattern(got, expected)
    if got.ndim == 0:
        reject(answer, f"{what.zh}不對，相對誤差 {size}", f"{what.en} is wrong, the relative error is {size}")
    reject(
        answer,
        f"{what.zh}有 {share} 個值不對，最大的相對誤差 {size}{zh}",
        f"{what.en}: {share} values are wrong, the largest relative error is {size}{en}",
    )


def _pattern(got: Array, expected: Array) -> tuple[str, str]:
    """Say what all errors have in common, if anything."""
    if got.size < 3 or np.ptp(expected) == 0:
        return "", ""
    difference = got - expected
    if np.ptp(difference) <= RTOL * np.max(np.abs(difference)):
        return "；每個值都差同樣的數", "; all are off by the same amount"
    ratio = got / expected
    if np.all(np.isfinite(ratio)) and np.ptp(ratio) <= RTOL * np.max(np.abs(ratio)):
        return "；每個值都差同樣的倍數", "; all are off by the same factor"
    return "", ""


def check_values(
    student: Student,
    function: str,
    cases: Iterable[Case],
    follows: Callable[[Student, Case], Array | None] | None = None,
    *,
    rtol: float = RTOL,
    first: Callable[[Answer, Array], None] = lambda answer, got: None,
    properties: tuple[str, ...] = (),
) -> list[tuple[Answer, Array]]:
    """Ask about every case and compare one array or number; ``follows`` works it out from the student's functions.

    ``first`` judges a property before the values are compared, so that its message is the one that is read. Of
    ``properties``, the first one that the function breaks on a small input is shown.
    """
    answers, failure = [], None
    for case in cases:
        try:
            answers.append((case, ask(student, function, *case.arguments, kind=case.kind)))
        except StudentError as error:
            failure = error
            break
    judged = []
    for case, answer in answers:
        others = tuple(other for _, other in answers if other is not answer)
        answer = replace(answer, others=others, properties=properties)
        got = numbers(answer, answer.value, RESULT, case.expected.shape)
        first(answer, got)
        judge = partial(_same_as, answer, got, rtol)
        either(judge, case.expected, partial(follows, student, case) if follows else lambda: None)
        judged.append((answer, got))
    if failure is not None:
        raise failure
    return judged


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
    array = plain(covariances)
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
