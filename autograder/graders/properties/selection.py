"""Properties of ``n_parameters``, ``aic``, ``bic`` and ``choose_n_components``."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from autograder.graders.compare import RESULT, Answer, number, numbers, parts, reject, whole_number
from autograder.graders.oracle import Array
from autograder.graders.properties.inputs import simple
from autograder.graders.properties.search import Asker, Size
from autograder.graders.properties.wording import apart, listed
from autograder.graders.properties.wording import number as shown
from autograder.graders.values import agrees
from autograder.model import Text

LOG_LIKELIHOODS = (0.0, -1.0, -10.0, -100.0, 1.0, 10.0, -50.0, 100.0)
COUNTS = (1, 2, 3, 5)
MANY = 8  # e² = 7.4 samples: from here on a parameter costs more in BIC than in AIC


def _count(ask: Asker, n_components: int, n_features: int, covariance_type: str) -> int:
    return ask(lambda a: whole_number(a, a.value), "n_parameters", n_components, n_features, covariance_type)


def _call(n_components: int, n_features: int, covariance_type: str) -> str:
    return f'n_parameters({n_components}, {n_features}, "{covariance_type}")'


def n_parameters_single(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """One component in one dimension has a mean and a variance; its weight is 1 and not free."""
    covariance_type = draw(simple("full", "tied", "diag", "spherical"))
    got = _count(ask, 1, 1, covariance_type)
    if got == 2:
        return None
    call = _call(1, 1, covariance_type)
    return Text(
        f"例如一維、只有一個成分：能自由變動的只有均值與變異數這 2 個數（權重必定是 1），你的 {call} 卻是 {_int(got)}。",
        f"For example, one component in one dimension: only its mean and its variance are free, 2 numbers (its weight "
        f"must be 1), but your {call} is {_int(got)}.",
    )


def _same_counts(ask: Asker, n_components: int, n_features: int, one: str, other: str, why: Text) -> Text | None:
    first, second = (_count(ask, n_components, n_features, kind) for kind in (one, other))
    if first == second:
        return None
    calls = [_call(n_components, n_features, kind) for kind in (one, other)]
    return Text(
        f"例如{why.zh}，兩者的參數一樣多；你的 {calls[0]} 是 {_int(first)}，{calls[1]} 卻是 {_int(second)}。",
        f"For example, {why.en}, so both have equally many parameters; your {calls[0]} is {_int(first)}, but "
        f"{calls[1]} is {_int(second)}.",
    )


def n_parameters_one_dimension(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """In one dimension a covariance matrix is one variance, whatever its form; a single component shares with none."""
    n = draw(simple(1, 2, 3, 4))
    for other in ("diag", "spherical"):
        why = Text(
            f"一維時 full 與 {other} 都只是一個變異數", f"in one dimension full and {other} are both one variance"
        )
        if found := _same_counts(ask, n, 1, "full", other, why):
            return found
    why = Text("只有一個成分時，tied 就是 full", "with one component tied is full")
    return _same_counts(ask, 1, n, "tied", "full", why)


def n_parameters_nested(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """Each form of covariance restricts another one, and leaves fewer parameters free."""
    n_components, n_features = draw(simple(2, 1, 3, 4)), draw(simple(2, 1, 3, 4))
    for less, more, differs in (
        ("tied", "full", n_components),
        ("diag", "full", n_features),
        ("spherical", "diag", n_features),
    ):
        counts = [_count(ask, n_components, n_features, kind) for kind in (less, more)]
        if differs > 1 and not counts[0] < counts[1]:
            calls = [_call(n_components, n_features, kind) for kind in (less, more)]
            return Text(
                f"例如 {n_components} 個成分、{n_features} 維：{less} 的限制比 {more} 多，參數應該比較少；"
                f"你的 {calls[0]} 是 {_int(counts[0])}，{calls[1]} 卻是 {_int(counts[1])}。",
                f"For example, K = {n_components} and d = {n_features}: {less} is more restricted than {more} and has "
                f"fewer parameters; your {calls[0]} is {_int(counts[0])}, but {calls[1]} is {_int(counts[1])}.",
            )
    return None


def _int(value: int) -> str:
    return str(value) if abs(value) < 10**6 else shown(float(value))


def _score(ask: Asker, name: str, log_likelihood: float, n_parameters: int, n_samples: int) -> float:
    arguments = (log_likelihood, n_parameters, n_samples) if name == "bic" else (log_likelihood, n_parameters)
    score = ask(lambda a: number(a, a.value), name, *arguments)
    return score


def _score_call(name: str, log_likelihood: float, n_parameters: int, n_samples: int) -> str:
    last = f", {n_samples}" if name == "bic" else ""
    return f"{name}({shown(log_likelihood)}, {n_parameters}{last})"


def _prefers(draw: st.DrawFn, ask: Asker, name: str) -> Text | None:
    low, n_parameters, n_samples = draw(simple(*LOG_LIKELIHOODS)), draw(simple(*COUNTS)), draw(simple(10, 100))
    start = (low, n_parameters, n_samples)
    better = (low + draw(simple(1.0, 10.0)), n_parameters, n_samples)
    larger = (low, n_parameters + 1, n_samples)
    scores = [_score(ask, name, *question) for question in (start, better, larger)]
    if not all(math.isfinite(score) for score in scores):
        return None
    calls = [_score_call(name, *question) for question in (start, better, larger)]
    if not scores[1] < scores[0]:
        first, second = _two(scores[0], scores[1])
        return Text(
            f"例如參數一樣多，但對數概似較高：{name.upper()} 應該較低。你的 {calls[0]} 是 {first}，{calls[1]} 卻是 {second}。",
            f"For example, with equally many parameters and a higher log-likelihood {name.upper()} should be lower; your "
            f"{calls[0]} is {first}, but {calls[1]} is {second}.",
        )
    if not scores[2] > scores[0]:
        first, second = _two(scores[0], scores[2])
        return Text(
            f"例如對數概似一樣，但參數較多：{name.upper()} 應該較高。你的 {calls[0]} 是 {first}，{calls[2]} 卻是 {second}。",
            f"For example, with the same log-likelihood and more parameters {name.upper()} should be higher; your "
            f"{calls[0]} is {first}, but {calls[2]} is {second}.",
        )
    return None


def _two(one: float, other: float) -> tuple[str, str]:
    return (shown(one), shown(other)) if one == other else apart(one, other)


def aic_prefers_fit(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A better fit lowers AIC, more parameters raise it."""
    return _prefers(draw, ask, "aic")


def bic_prefers_fit(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A better fit lowers BIC, more parameters raise it."""
    return _prefers(draw, ask, "bic")


def aic_trade(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """One more parameter weighs as much in AIC as one unit of log-likelihood."""
    log_likelihood, n_parameters = draw(simple(*LOG_LIKELIHOODS)), draw(simple(*COUNTS))
    questions = ((log_likelihood, n_parameters, 0), (log_likelihood + 1, n_parameters + 1, 0))
    first, second = (_score(ask, "aic", *question) for question in questions)
    if not math.isfinite(first) or agrees(np.array(second), np.array(first)):
        return None
    one, other = apart(first, second)
    calls = [_score_call("aic", *question) for question in questions]
    return Text(
        f"例如多一個參數，對數概似也多 1：對 AIC 來說剛好抵消。你的 {calls[0]} 是 {one}，{calls[1]} 卻是 {other}。",
        f"For example, one more parameter and a log-likelihood higher by 1 cancel out in AIC; your {calls[0]} is {one}, "
        f"but {calls[1]} is {other}.",
    )


def bic_price(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """A parameter costs more in BIC than in AIC, where it costs 2, once there are 8 samples, and less below."""
    n_samples = draw(simple(8, 7, 100, 3))
    log_likelihood, n_parameters = draw(simple(*LOG_LIKELIHOODS)), draw(simple(*COUNTS))
    questions = ((log_likelihood, n_parameters, n_samples), (log_likelihood, n_parameters + 1, n_samples))
    first, second = (_score(ask, "bic", *question) for question in questions)
    price, strict = second - first, n_samples >= MANY
    if not math.isfinite(price) or (price > 2 if strict else price < 2):
        return None
    one, other = _two(first, second)
    cost, _ = apart(price, 2) if price != 2 else ("2", "2")
    calls = [_score_call("bic", *question) for question in questions]
    more = Text("多", "more") if strict else Text("少", "less")
    return Text(
        f"例如有 {n_samples} 個樣本：你的 {calls[0]} 是 {one}，{calls[1]} 是 {other}，多一個參數的代價是 {cost}。"
        f"AIC 的代價是 2，BIC 在樣本{'不少於' if strict else '少於'} {MANY} 個時應該比它{more.zh}。",
        f"For example, with {n_samples} samples your {calls[0]} is {one} and {calls[1]} is {other}: one more parameter "
        f"costs {cost}. In AIC it costs 2; in BIC it should cost {more.en} than that with "
        f"{'at least' if strict else 'fewer than'} {MANY} samples.",
    )


def choose_lowest(draw: st.DrawFn, ask: Asker, size: Size) -> Text | None:
    """The best K is the candidate that scores lowest."""
    X = np.array([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]])
    candidates = draw(simple([1, 2], [2, 1], [2, 3], [1, 2, 3]))
    criterion = draw(simple("bic", "aic"))
    best, scores = ask(_choice, "choose_n_components", X, candidates, criterion, 0)
    if len(scores) != len(candidates) or not np.all(np.isfinite(scores)):
        return None
    lowest = candidates[int(np.argmin(scores))]
    if best == lowest:
        return None
    call = f'choose_n_components({listed(X)}, {candidates}, "{criterion}")'
    return Text(
        f"例如你的 {call} 回傳的 scores 是 {listed(scores)}；scores 依 candidates 的順序，最低的屬於 K = {lowest}，"
        f"best 卻是 {_int(best)}。",
        f"For example, the scores of your {call} are {listed(scores)}; they are in the order of candidates, so the lowest belongs to "
        f"K = {lowest}, but best is {_int(best)}.",
    )


def _choice(answer: Answer) -> tuple[int, Array]:
    best, scores = parts(answer, ("best", "scores"))
    read = numbers(answer, scores, RESULT, (None,))
    if len(read) > len(answer.arguments[1]):
        reject(answer, "scores 太多", "too many scores")
    return whole_number(answer, best), read
