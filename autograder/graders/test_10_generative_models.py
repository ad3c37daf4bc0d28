"""Checks of ``10_generative_models``: samples, evidence lower bounds, and hidden Markov models in log space."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.graders import goodness
from autograder.graders.cases import Cases
from autograder.graders.compare import (
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    reject,
    same_values,
    unmodified,
)
from autograder.graders.follow import builds_on
from autograder.graders.generative_cases import FAR_KNOWN, SMALL_SEEDS, Chain, Drawing, require_hmmlearn
from autograder.graders.goodness import LEVEL, Finding
from autograder.graders.misconceptions import of_function, wrong
from autograder.graders.oracle import Array
from autograder.graders.values import RTOL
from autograder.model import Text
from solutions import generative_models

require_hmmlearn()

SAMPLES = Text("樣本 X", "the samples X")
LABELS = Text("標籤", "the labels")
TABLE = Text("log_alpha ", "log_alpha")
LIKELIHOOD = Text("log_likelihood ", "log_likelihood")
PATH = Text("path ", "path")
PROBABILITY = Text("log_probability ", "log_probability")
MIXTURE = ("n_samples", "weights", "means", "covariances")
HMM = ("log_start", "log_transition", "log_emission")
PLAUSIBLE = 0.001
"""With which p-value a known mistake still explains a student's samples; no grade depends on it."""
ENOUGH, MANY = 2000, 8000
"""How many samples can be explained, and by how many of the known mistake."""

AT_RANDOM = frozenset({"sample", "sample_conditional"})
"""These are asked about their seeds by checks of their own; another answer to the same question is no reason to take all points."""

over_sample = builds_on(sample=generative_models.sample)


@dataclass(frozen=True)
class Drawn:
    """Samples that a student's function drew; of ``sample_conditional`` without the known coordinates and without labels."""

    answer: Answer
    X: Array
    labels: Array | None = None

    def blame(self, zh: str, en: str, known: str | None = None) -> None:
        """Reject the samples, and name the one known mistake that makes samples like these."""
        reject(self.answer, zh, en, known=known or partial(behind, self))


def behind(drawn: Drawn) -> str | None:
    """Return the one misconception whose samples cannot be told from the student's, if it is just one."""
    answer = drawn.answer
    found: set[str] = set()
    if len(drawn.X) < ENOUGH:
        return None  # too few to tell mistakes apart
    if _alike(drawn, {}, 0):
        return None  # a right sample differs too little
    for one in of_function(answer.function):
        if one.id in ("arguments-modified", "seed-not-used", "counts-not-random", "same-numbers-in-each-component"):
            continue  # which do not show in the distribution
        for way in one.ways(answer.function):
            # of one component for all samples it hangs on the seed which
            if any(_alike(drawn, way, seed) for seed in range(12 if one.id == "one-component-for-all" else 1)):
                found.add(one.id)
    return found.pop() if len(found) == 1 else None


def _alike(drawn: Drawn, mistakes: Any, seed: int) -> bool:
    given = [np.array(one) if isinstance(one, np.ndarray) else one for one in drawn.answer.arguments]
    given[0 if drawn.labels is not None else 2] = MANY
    try:
        with np.errstate(all="ignore"):
            value = wrong(drawn.answer.function, mistakes)(*given, random_state=seed)
        X, labels = value if drawn.labels is not None else (value, None)
        X, labels = np.asarray(X, dtype=float), np.asarray(labels)
    except (ValueError, TypeError, IndexError):
        return False
    if drawn.labels is None:
        if X.ndim != 2 or X.shape[1] != len(given[0]) + drawn.X.shape[1] or not np.all(np.isfinite(X)):
            return False
        unknown = np.setdiff1d(np.arange(X.shape[1]), given[1])
        return goodness.apart(drawn.X, X[:, unknown]) > PLAUSIBLE
    if X.shape != (MANY, drawn.X.shape[1]) or labels.shape != (MANY,):
        return False
    if goodness.apart(drawn.X, X) < PLAUSIBLE:
        return False
    for k in range(len(given[1])):
        own, other = drawn.labels == k, labels == k
        share = other.mean()
        if abs(own.mean() - share) > 5 * np.sqrt(share * (1 - share) * 2 / len(X)) + 1e-9:
            return False
        if min(own.sum(), other.sum()) >= 2 and goodness.apart(drawn.X[own], X[other]) < PLAUSIBLE:
            return False
    return True


def draw(student: Student, drawing: Drawing, random_state: int | None = None, *, plausible: bool = True) -> Drawn:
    """Ask ``sample``, and read what it answers; ``plausible`` is what lies roughly where it should."""
    state = drawing.random_state if random_state is None else random_state
    answer = ask(student, "sample", *drawing.arguments, kind=drawing.kind, random_state=state)
    X, labels = parts(answer, ("X", "labels"))
    X = numbers(answer, X, SAMPLES, (drawing.n_samples, drawing.mixture.means.shape[1]))
    _all_finite(answer, X)
    labels = read_whole(answer, labels, LABELS, drawing.n_samples, len(drawing.mixture.weights))
    drawn = Drawn(answer, X, labels)
    if plausible and drawing.n_samples > 1:
        _roughly(drawn, drawing)
    return drawn


def _all_finite(answer: Answer, X: Array) -> None:
    if not np.all(np.isfinite(X)):
        # what is fine elsewhere and NaN here is 0/0
        known = (
            "conditional-weights-underflow" if answer.kind is FAR_KNOWN and np.all(np.isnan(X).any(axis=1)) else None
        )
        reject(answer, "樣本裡有 NaN 或無限大", "some samples are NaN or infinite", known=known)


def read_whole(answer: Answer, value: Any, what: Text, length: int, n: int) -> Array:
    """Read whole numbers from 0 to n - 1."""
    read = numbers(answer, value, what, (length,))
    if not np.all(np.isfinite(read)) or not np.array_equal(read, np.trunc(read)):
        reject(answer, f"{what.zh}應該是整數", f"{what.en} should be whole numbers")
    if read.min() < 0 or read.max() >= n:
        reject(answer, f"{what.zh}不都在 0 到 {n - 1} 之間", f"{what.en}: not all are between 0 and {n - 1}")
    return read.astype(np.int64)


def _roughly(drawn: Drawn, drawing: Drawing) -> None:
    """Reject what does not lie near the mixture, or does not vary. A right answer of 150 samples passes by many deviations."""
    mixture = drawing.mixture
    centre = mixture.weights @ mixture.means
    around = mixture.means - centre
    spread = np.sqrt(
        np.diagonal(
            np.einsum("k,kij->ij", mixture.weights, mixture.covariances + np.einsum("ki,kj->kij", around, around))
        )
    )
    far = np.abs(drawn.X.mean(axis=0) - centre) > 1.3 * spread
    if np.any(far) or np.any(np.ptp(drawn.X, axis=0) < 0.2 * spread):
        drawn.blame("樣本不在混合模型所在的地方", "the samples are not where the mixture is")


def judge_labels(drawn: Drawn, drawing: Drawing) -> None:
    """Reject labels that are not as frequent as the weights say."""
    assert drawn.labels is not None
    odd = next((one for one in goodness.counts_tested(drawn.labels, drawing.mixture.weights) if one.fails), None)
    if odd is None:
        return
    if drawing.mixture.weights[odd.k] == 0:
        drawn.blame("抽到了權重為 0 的成分", "a component of weight 0 is drawn")
    much = "多" if odd.ratio > 1 else "少", "often" if odd.ratio > 1 else "rarely"
    drawn.blame(f"有成分抽到的次數太{much[0]}，與權重不合", f"a component is drawn too {much[1]} for its weight")


def judge_components(drawn: Drawn, drawing: Drawing) -> None:
    """Reject samples that, given their labels, do not come from the Gaussian of their component."""
    assert drawn.labels is not None
    scores = goodness.solved_scores(drawn.X, drawn.labels, drawing.mixture)
    for k, share in enumerate(drawing.mixture.weights):
        own = drawn.X[drawn.labels == k]
        if not len(own) and drawing.n_samples * share > 40:  # by chance: with a probability below exp(-40)
            drawn.blame("有成分一個樣本也沒有", "a component has no sample at all")
        if len(own) >= goodness.FEWEST and np.all(own == own[0]):
            shifted = not np.allclose(own[0], drawing.mixture.means[k])
            known = "same-noise-for-all" if shifted else None
            drawn.blame("同一個成分的樣本全都一樣", "all samples of a component are the same", known)
        complain(
            drawn, goodness.scores_tested(scores[drawn.labels == k], k), "成分的樣本", "the samples of a component"
        )
    complain(drawn, goodness.scores_tested(scores), "成分的樣本", "the samples of a component")


def complain(drawn: Drawn, tests: Iterable[Finding], zh: str, en: str) -> None:
    """Reject samples that fail a test, and say what is odd about them."""
    odd = next((one for one in tests if one.fails), None)
    if odd is None:
        return
    ratio = f"{odd.ratio:.2g}" if np.isfinite(odd.ratio) and odd.ratio < 100 else "> 100"
    times = ("", "") if ratio == "1" else (f"，約為應有的 {ratio} 倍", f", about {ratio} times what it should be")
    reasons = {
        "means": (f"{zh}平均不在應有的位置", f"the mean of {en} is not where it should be"),
        "spread": (
            f"{zh}散布不對{times[0]}",
            f"the spread of {en} is wrong{times[1]}",
        ),
        "tilt": (f"{zh}座標之間的相關不對", f"in {en} the coordinates are not correlated as they should be"),
        "shape": (f"{zh}分布的形狀不對", f"the distribution of {en} has another shape than it should"),
    }
    drawn.blame(*reasons[odd.what])


def judge_independence(drawn: Drawn, drawing: Drawing) -> None:
    """Reject samples that have to do with each other."""
    assert drawn.labels is not None
    scores = goodness.solved_scores(drawn.X, drawn.labels, drawing.mixture)
    if any(one.fails for one in goodness.neighbours_tested(scores)):
        drawn.blame(
            "相鄰的樣本彼此相關，不是獨立的", "samples are correlated with their neighbours: they are not independent"
        )
    alike = goodness.repeats(scores)
    if alike.sum() >= goodness.MANY_REPEATS:
        order = np.argsort(np.einsum("nd,nd->n", scores, scores))
        across = np.all(np.diff(drawn.labels[order])[alike] != 0)
        known = "same-numbers-in-each-component" if across else None
        drawn.blame("同樣的亂數用了不只一次", "the same random numbers are used more than once", known)


def judge_seed(answers: dict[str, tuple[Answer, Array]]) -> None:
    """Reject a function that does not do what ``random_state`` promises."""
    first, again, other = answers["first"], answers["again"], answers["other"]
    if not np.array_equal(first[1], again[1]):
        zh, en = "同樣的 random_state 得到了不同的樣本", "the same random_state gives other samples"
        reject(again[0], zh, en, known="seed-not-used")
    if np.array_equal(first[1], other[1]):
        zh, en = "不同的 random_state 得到了同樣的樣本", "another random_state gives the same samples"
        reject(other[0], zh, en, known="seed-not-used")


@pytest.mark.check("sample", weight=2)
def test_sample_labels(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """各成分依權重抽到，樣本也在該在的地方
    Components come up as often as their weights say, and samples lie where they should
    """
    (drawing,) = drawings["ordinary"]
    judge_labels(draw(student, drawing), drawing)


@pytest.mark.check("sample", weight=4)
def test_sample_components(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """每個成分的樣本服從它的高斯：均值、散布、相關與形狀
    The samples of each component follow its Gaussian: mean, spread, correlation and shape
    """
    (drawing,) = drawings["ordinary"]
    judge_components(draw(student, drawing), drawing)


@pytest.mark.check("sample", weight=2)
def test_sample_independent(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """樣本彼此獨立，沒有重複使用亂數
    Samples are independent, and no random number is used twice
    """
    (drawing,) = drawings["ordinary"]
    judge_independence(draw(student, drawing), drawing)


@pytest.mark.check("sample")
def test_sample_counts(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """各成分的個數是隨機的，每次不同
    How many samples each component has is random, and differs from time to time
    """
    (drawing,) = drawings["small"]
    many = [draw(student, drawing, seed) for seed in SMALL_SEEDS]
    if all(np.array_equal(one.X, many[0].X) for one in many):
        many[-1].blame(
            "不同的 random_state 得到了同樣的樣本", "another random_state gives the same samples", "seed-not-used"
        )
    labels = np.array([one.labels for one in many])
    everything = replace(many[-1], labels=labels.ravel(), X=np.vstack([one.X for one in many]))
    weights = drawing.mixture.weights
    odd = next((one for one in goodness.counts_tested(everything.labels, weights) if one.fails), None)  # type: ignore[arg-type]
    if odd is not None:
        many[-1].blame("有成分抽到的次數與權重不合", "a component is not drawn as often as its weight says")
    counts = np.stack([np.sum(labels == k, axis=1) for k in range(len(weights))], axis=1)
    if not goodness.regular_counts(counts, weights) >= LEVEL:
        zh, en = "各成分的個數太整齊，不是抽出來的", "the number of each component is too regular to be drawn"
        many[-1].blame(zh, en, "counts-not-random")


@pytest.mark.check("sample")
def test_sample_seed(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """相同的 random_state 得到相同的樣本，不同的得到不同的，預設是 0
    The same random_state gives the same samples, another one others; 0 is the default
    """
    (drawing,) = drawings["small"]
    drawn = {name: draw(student, drawing, seed) for name, seed in (("first", 0), ("other", 8), ("again", 0))}
    judge_seed({name: (one.answer, one.X) for name, one in drawn.items()})
    answer = ask(student, "sample", *drawing.arguments, kind=drawing.kind)
    X, _ = parts(answer, ("X", "labels"))
    judge_seed({"first": (drawn["first"].answer, drawn["first"].X), "other": (drawn["other"].answer, drawn["other"].X)}
               | {"again": (answer, numbers(answer, X, SAMPLES, drawn["first"].X.shape))})  # fmt: skip


@pytest.mark.check("sample")
def test_sample_shapes(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """K = 1、d = 1、一個樣本與其他大小也正確
    K = 1, d = 1, a single sample and other sizes are right too
    """
    for drawing in drawings["shapes"]:
        drawn = draw(student, drawing)
        judge_labels(drawn, drawing)
        judge_components(drawn, drawing)
    draw(student, drawings["one"][0])


@pytest.mark.check("sample")
def test_sample_integers(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """均值與共變異數是整數時也正確，樣本仍有小數
    Integer means and covariances are fine, and the samples keep their fractions
    """
    (drawing,) = drawings["integers"]
    drawn = draw(student, drawing)
    judge_labels(drawn, drawing)
    judge_components(drawn, drawing)


@pytest.mark.check("sample", weight=0.5)
def test_sample_inputs(student: Student, drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """有權重為 0 的成分時也正確，而且不修改輸入
    A component of weight 0 is never drawn, the rest is right, and the inputs stay as they were
    """
    (drawing,) = drawings["empty"]
    drawn = draw(student, drawing)
    unmodified(drawn.answer, MIXTURE)
    judge_labels(drawn, drawing)
    judge_components(drawn, drawing)


def draw_conditional(student: Student, drawing: Drawing, random_state: int | None = None) -> Drawn:
    """Ask ``sample_conditional``, and read the coordinates that are not known."""
    state = drawing.random_state if random_state is None else random_state
    answer = ask(student, "sample_conditional", *drawing.arguments, kind=drawing.kind, random_state=state)
    X = numbers(answer, answer.value, SAMPLES, (drawing.n_samples, drawing.mixture.means.shape[1]))
    _all_finite(answer, X)
    drawn = Drawn(answer, X[:, drawing.unknown])
    x_known = np.asarray(drawing.x_known, dtype=float)
    if not np.allclose(X[:, np.asarray(drawing.known)], x_known, rtol=RTOL, atol=RTOL):
        drawn.blame("已知的座標不等於 x_known", "the known coordinates do not equal x_known", _misplaced(X, drawing))
    return drawn


def _misplaced(X: Array, drawing: Drawing) -> str | None:
    """Return the misconception where the known values are there, in other columns."""
    x_known, known = np.asarray(drawing.x_known, dtype=float), np.asarray(drawing.known)
    n = len(known)
    if n > 1 and np.allclose(X[:, np.sort(known)], x_known):
        return "order-of-known-ignored"
    return "known-put-first" if np.allclose(X[:, :n], x_known) else None


def judge_conditional(drawn: Drawn, drawing: Drawing) -> None:
    """Reject samples that do not follow the conditional distribution."""
    assert drawing.target is not None
    if np.all(drawn.X[0] == drawn.X):
        drawn.blame("每個樣本都一樣，沒有散布", "all samples are the same: there is no spread")
    scores = goodness.rosenblatt_scores(drawn.X, drawing.target)
    complain(drawn, goodness.scores_tested(scores), "未知部分的", "the unknown part")
    if goodness.repeats(scores).sum() >= goodness.MANY_REPEATS:
        drawn.blame("同樣的亂數用了不只一次", "the same random numbers are used more than once")
    if goodness.reused(drawn.X, drawing.target) >= goodness.MANY_REPEATS:
        zh, en = "不同的成分用了同樣的亂數", "the same random numbers are used in several components"
        drawn.blame(zh, en, "same-numbers-in-each-component")


def check_conditional(student: Student, drawings: tuple[Drawing, ...], *, inputs: bool = False) -> None:
    """Ask about each, and judge the samples."""
    for drawing in drawings:
        drawn = draw_conditional(student, drawing)
        if inputs:
            unmodified(drawn.answer, ("x_known", "known", *MIXTURE))
        judge_conditional(drawn, drawing)


@pytest.mark.check("sample_conditional", weight=2)
@over_sample
def test_conditional_gaussian(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """只有一個高斯時，條件均值與條件共變異數正確
    With a single Gaussian, the conditional mean and covariance are right
    """
    check_conditional(student, conditional_drawings["gaussian"])


@pytest.mark.check("sample_conditional", weight=3)
@over_sample
def test_conditional_mixture(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """混合模型的條件分布正確：權重也隨已知的座標更新
    The conditional distribution of a mixture is right: its weights change with what is known
    """
    check_conditional(student, conditional_drawings["ordinary"])


@pytest.mark.check("sample_conditional")
@over_sample
def test_conditional_order(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """known 沒有照順序時也正確
    It is right also where known is in no order
    """
    check_conditional(student, conditional_drawings["order"])


@pytest.mark.check("sample_conditional")
@over_sample
def test_conditional_far(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """已知的座標離所有成分都很遠時也正確
    It is right also where the known coordinates are far from every component
    """
    check_conditional(student, conditional_drawings["far"])


@pytest.mark.check("sample_conditional")
@over_sample
def test_conditional_shapes(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """其他大小、整數的 x_known 也正確
    Other sizes and integer x_known are right too
    """
    check_conditional(student, conditional_drawings["shapes"])


@pytest.mark.check("sample_conditional")
@over_sample
def test_conditional_seed(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """相同的 random_state 得到相同的樣本，不同的得到不同的
    The same random_state gives the same samples, another one others
    """
    drawing = conditional_drawings["shapes"][0]
    assert drawing.target is not None
    drawn = {
        name: draw_conditional(student, drawing, seed) for name, seed in (("first", 3), ("other", 8), ("again", 3))
    }
    low, high = drawing.target.means.min() - 50, drawing.target.means.max() + 50
    for one in drawn.values():
        if not (np.all(low < one.X) and np.all(high > one.X) and np.ptp(one.X) > 0.05):
            one.blame("樣本不在該在的地方", "the samples are not where they should be")
    judge_seed({name: (one.answer, one.X) for name, one in drawn.items()})


@pytest.mark.check("sample_conditional", weight=0.5)
@over_sample
def test_conditional_inputs(student: Student, conditional_drawings: dict[str, tuple[Drawing, ...]]) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_conditional(student, conditional_drawings["gaussian"], inputs=True)


@pytest.mark.check("elbo", weight=3)
def test_elbo_values(student: Student, elbo_cases: Cases) -> None:
    """任意的責任值，下界都正確
    The bound is right for any responsibilities
    """
    check_values(student, "elbo", elbo_cases["ordinary"])


@pytest.mark.check("elbo", weight=2)
def test_elbo_tight(student: Student, elbo_cases: Cases) -> None:
    """在 E 步驟的責任值，下界等於對數概似；其他的責任值都比它低
    At the E-step's responsibilities the bound equals the log-likelihood, elsewhere it is below
    """
    (tight,), (loose,) = elbo_cases["posterior"], elbo_cases["ordinary"]
    answers = [ask(student, "elbo", *case.arguments, kind=case.kind) for case in (loose, tight)]
    below, top = (number(answer, answer.value) for answer in answers)
    last = replace(answers[1], others=(answers[0],))
    if below > tight.expected + 1e-6 * abs(tight.expected):
        zh, en = "下界比對數概似還大", "the bound is above the log-likelihood"
        reject(replace(answers[0], others=(answers[1],)), zh, en)
    same_values(last, np.asarray(top), tight.expected)
    if not below < top - 1e-6 * abs(top):
        reject(last, "換了責任值，下界沒有變低", "with other responsibilities the bound does not fall")


@pytest.mark.check("elbo", weight=2)
def test_elbo_zeros(student: Student, elbo_cases: Cases) -> None:
    """責任值有 0、權重有 0 時也正確：0·log 0 = 0
    Responsibilities and weights may be 0: 0 log 0 = 0
    """
    check_values(student, "elbo", elbo_cases["zeros"])


@pytest.mark.check("elbo")
def test_elbo_far(student: Student, elbo_cases: Cases) -> None:
    """有樣本離所有成分都很遠時也正確
    It is right also where samples are far from every component
    """
    check_values(student, "elbo", elbo_cases["far"])


@pytest.mark.check("elbo")
def test_elbo_shapes(student: Student, elbo_cases: Cases) -> None:
    """K = 1、d = 1、一個樣本、整數的樣本也正確
    K = 1, d = 1, a single sample and integer samples are right too
    """
    check_values(student, "elbo", elbo_cases["shapes"])


@pytest.mark.check("elbo", weight=0.5)
def test_elbo_inputs(student: Student, elbo_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    names = ("X", "resp", "weights", "means", "covariances")
    check_values(student, "elbo", elbo_cases["ordinary"], first=lambda a, _: unmodified(a, names))


@pytest.mark.check("ppca_elbo", weight=3)
def test_ppca_values(student: Student, ppca_cases: Cases) -> None:
    """任意的編碼器，下界都正確
    The bound is right for any encoder
    """
    check_values(student, "ppca_elbo", ppca_cases["ordinary"])


@pytest.mark.check("ppca_elbo", weight=2)
def test_ppca_tight(student: Student, ppca_cases: Cases) -> None:
    """q 是真正的後驗分布時，下界等於 N(μ, WWᵀ + σ²I) 的對數概似
    Where q is the exact posterior, the bound is the log-likelihood of the marginal Gaussian
    """
    check_values(student, "ppca_elbo", ppca_cases["posterior"])


@pytest.mark.check("ppca_elbo", weight=2)
def test_ppca_shapes(student: Student, ppca_cases: Cases) -> None:
    """一個隱變數、一個特徵、一個樣本、隱變數比特徵多，也正確
    One latent variable, one feature, one sample, and more latent variables than features are right too
    """
    check_values(student, "ppca_elbo", ppca_cases["shapes"])


@pytest.mark.check("ppca_elbo")
def test_ppca_integers(student: Student, ppca_cases: Cases) -> None:
    """樣本是整數時也正確，而且不修改輸入
    Integer samples are fine, and the inputs stay as they were
    """
    names = ("X", "W", "mean", "noise_variance", "q_means", "q_cov")
    check_values(student, "ppca_elbo", ppca_cases["integers"], first=lambda a, _: unmodified(a, names))


@pytest.mark.check("log_emissions", weight=3)
def test_emissions_values(student: Student, emission_cases: Cases) -> None:
    """每個時刻、每個狀態的對數密度正確
    The log-density of each step in each state is right
    """
    check_values(student, "log_emissions", emission_cases["ordinary"])


@pytest.mark.check("log_emissions", weight=2)
def test_emissions_far(student: Student, emission_cases: Cases) -> None:
    """離所有成分都很遠的時刻也正確
    Steps far from every component are right too
    """
    check_values(student, "log_emissions", emission_cases["far"])


@pytest.mark.check("log_emissions", weight=2)
def test_emissions_shapes(student: Student, emission_cases: Cases) -> None:
    """一個狀態、一個成分、一個特徵、一個時刻也正確
    One state, one component, one feature and one step are right too
    """
    check_values(student, "log_emissions", emission_cases["shapes"])


@pytest.mark.check("log_emissions")
def test_emissions_inputs(student: Student, emission_cases: Cases) -> None:
    """權重有 0、樣本是整數時也正確，而且不修改輸入
    Weights of 0 and integer samples are fine, and the inputs stay as they were
    """
    cases = emission_cases["empty"] + emission_cases["integers"]
    names = ("X", "weights", "means", "covariances")
    check_values(student, "log_emissions", cases, first=lambda a, _: unmodified(a, names))


def asked(student: Student, function: str, chains: tuple[Chain, ...]) -> list[tuple[Chain, Answer]]:
    """Ask about all of them; each answer knows the others."""
    answers = [(chain, ask(student, function, *chain.arguments, kind=chain.kind)) for chain in chains]
    return [
        (chain, replace(one, others=tuple(other for _, other in answers if other is not one))) for chain, one in answers
    ]


def check_table(student: Student, chains: tuple[Chain, ...]) -> list[Answer]:
    """Compare the table of the forward algorithm."""
    found = asked(student, "forward_log", chains)
    for chain, answer in found:
        _, table = parts(answer, ("log_likelihood", "log_alpha"))
        same_values(answer, numbers(answer, table, TABLE, chain.log_alpha.shape), chain.log_alpha, TABLE)
    return [answer for _, answer in found]


def check_likelihood(student: Student, chains: tuple[Chain, ...]) -> list[Answer]:
    """Compare the log-likelihood."""
    found = asked(student, "forward_log", chains)
    for chain, answer in found:
        value, _ = parts(answer, ("log_likelihood", "log_alpha"))
        same_values(answer, np.asarray(number(answer, value, LIKELIHOOD)), np.asarray(chain.log_likelihood), LIKELIHOOD)
    return [answer for _, answer in found]


@pytest.mark.check("forward_log", weight=3)
def test_forward_table(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """log_alpha 正確
    log_alpha is right
    """
    check_table(student, chains["ordinary"])


@pytest.mark.check("forward_log", weight=3)
def test_forward_likelihood(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """對數概似正確
    The log-likelihood is right
    """
    check_likelihood(student, chains["ordinary"])


@pytest.mark.check("forward_log", weight=2)
def test_forward_zeros(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """由左到右的模型有機率 0：到不了的狀態是 -inf，不是 NaN
    A left-to-right model has probabilities 0: states out of reach are -inf, not NaN
    """
    check_table(student, chains["zeros"])
    check_likelihood(student, chains["zeros"])


@pytest.mark.check("forward_log", weight=2)
def test_forward_long(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """很長的序列、密度相差極大的序列也不會下溢
    Long sequences, and densities of very different size, do not underflow
    """
    check_likelihood(student, chains["long"] + chains["steep"])
    check_table(student, chains["steep"])


@pytest.mark.check("forward_log")
def test_forward_shapes(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """一個狀態、一個時刻與其他大小也正確
    One state, one step and other sizes are right too
    """
    check_table(student, chains["shapes"])
    check_likelihood(student, chains["shapes"])


@pytest.mark.check("forward_log", weight=0.5)
def test_forward_inputs(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    for answer in check_table(student, chains["ordinary"]):
        unmodified(answer, HMM)


def check_path(student: Student, chains: tuple[Chain, ...]) -> list[Answer]:
    """Judge the path by its own probability: of equally probable ones, any will do."""
    found = asked(student, "viterbi", chains)
    for chain, answer in found:
        value, _ = parts(answer, ("path", "log_probability"))
        path = read_whole(answer, value, PATH, *chain.log_emission.shape)
        reached = chain.log_probability(path)
        if np.isneginf(reached):
            reject(answer, "路徑走了機率為 0 的一步", "the path takes a step of probability 0")
        if not reached >= chain.best - RTOL * (1 + abs(chain.best)):
            reject(answer, "這不是最可能的路徑", "this is not the most probable path")
    return [answer for _, answer in found]


def check_probability(student: Student, chains: tuple[Chain, ...]) -> list[Answer]:
    """Compare the log-probability of the best path."""
    found = asked(student, "viterbi", chains)
    for chain, answer in found:
        _, value = parts(answer, ("path", "log_probability"))
        same_values(answer, np.asarray(number(answer, value, PROBABILITY)), np.asarray(chain.best), PROBABILITY)
    return [answer for _, answer in found]


@pytest.mark.check("viterbi", weight=3)
def test_viterbi_path(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """path 是整條最可能的狀態序列
    path is the sequence of states that is most probable as a whole
    """
    check_path(student, chains["ordinary"])


@pytest.mark.check("viterbi", weight=3)
def test_viterbi_probability(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """log_probability 是最好的路徑的對數機率
    log_probability is that of the best path
    """
    check_probability(student, chains["ordinary"])


@pytest.mark.check("viterbi", weight=2)
def test_viterbi_zeros(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """由左到右的模型也正確，不走機率為 0 的路
    Left-to-right models are fine too: no step of probability 0 is taken
    """
    check_path(student, chains["zeros"])
    check_probability(student, chains["zeros"])


@pytest.mark.check("viterbi", weight=2)
def test_viterbi_long(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """很長的序列也正確，不會下溢
    Long sequences are right too, and do not underflow
    """
    check_path(student, chains["long"])
    check_probability(student, chains["long"] + chains["steep"])


@pytest.mark.check("viterbi")
def test_viterbi_shapes(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """一個狀態、一個時刻、同樣可能的路徑也正確
    One state, one step, and equally probable paths are right too
    """
    check_path(student, chains["shapes"] + chains["equal"])
    check_probability(student, chains["shapes"] + chains["equal"])


@pytest.mark.check("viterbi", weight=0.5)
def test_viterbi_inputs(student: Student, chains: dict[str, tuple[Chain, ...]]) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    for answer in check_path(student, chains["ordinary"]):
        unmodified(answer, HMM)
