"""Checks of ``09_colour_segmentation``: pixels as points, colours as a mixture, and both within time and memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.errors import WrongAnswerError
from autograder.graders import oracle
from autograder.graders.cases import Case, Cases
from autograder.graders.colour_cases import (
    EVERYTHING,
    LARGE_IMAGE,
    SAMPLE,
    STOPPED_EARLY,
    Means,
    Palette,
    Sampled,
    paired,
)
from autograder.graders.compare import (
    RESULT,
    Answer,
    Student,
    ask,
    check_values,
    number,
    numbers,
    parts,
    read_mixture,
    reject,
    same_mixture,
    same_values,
    unmodified,
    whole_number,
)
from autograder.graders.follow import builds_on
from autograder.graders.oracle import Array, Mixture
from autograder.graders.sklearn_cases import matched
from autograder.graders.values import agrees
from autograder.model import Text
from solutions import colour_segmentation

IMAGE = Text("影像", "the image")
MAP = Text("責任值的圖", "the map")
BEST = Text("best ", "best")
SCORES = Text("scores ", "scores")
CENTERS = Text("centers ", "centers")
SEGMENTED = Text("segmented ", "segmented")
MOST_MEBIBYTES = 256  # what students are told
MEBIBYTES_FORGIVEN = 84  # SciPy's own arrays, of one per component and pixel, that nobody counts
ALL_PIXELS = 0.003  # how far centers of nearly all pixels lie from those of all; those of 150 pixels lie twice as far
SAME_SAMPLE = 1e-4  # how far apart K-means may end on one sample; two samples of 150 pixels differ by far more
SAME_SCORE = 0.5  # how far apart the BIC of two fits to one sample may be; that of two samples is mostly farther
ON_FIT = 1e-4  # fits that see the same pixels in another order
SINGLE_PRECISION = 1e-4  # to what a responsibility far from the means is off where pixels are rounded to float32
PARAMETERS = ("image", "weights", "means", "covariances", "component")

HELPERS: dict[str, Callable[..., Any]] = {
    "to_points": colour_segmentation.to_points,
    "to_image": colour_segmentation.to_image,
}
over_points = builds_on(**HELPERS)
over_fit = builds_on(fit_colours=colour_segmentation.fit_colours)


def is_bytes(answer: Answer, value: Any, what: Text = IMAGE) -> None:
    """Reject an image that is not made of uint8."""
    kind = getattr(value, "dtype", None)
    if kind != np.uint8:
        shown = str(kind) if kind is not None and len(str(kind)) < 12 else type(value).__name__[:20]
        reject(
            answer,
            f"{what.zh}的型別是 {shown}，應為 uint8",
            f"the dtype of {what.en} is {shown}, it should be uint8",
            known="image-of-floats" if kind is not None and np.dtype(kind).kind == "f" else None,
        )


@pytest.mark.check("to_points", weight=4)
def test_points_values(student: Student, to_points_cases: Cases) -> None:
    """每個像素是一列，0 到 255 變成 0 到 1
    Each pixel is a row, and 0 to 255 becomes 0 to 1
    """
    check_values(student, "to_points", to_points_cases["ordinary"])


@pytest.mark.check("to_points", weight=2)
def test_points_shapes(student: Student, to_points_cases: Cases) -> None:
    """一個像素、一列、一行與正方形的影像也正確
    A single pixel, a row, a column and a square are right too
    """
    check_values(student, "to_points", to_points_cases["shapes"])


@pytest.mark.check("to_points")
def test_points_inputs(student: Student, to_points_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the input stays as it was
    """
    check_values(student, "to_points", to_points_cases["ordinary"], first=lambda a, _: unmodified(a, ("image",)))


@pytest.mark.check("to_image", weight=3)
def test_image_values(student: Student, to_image_cases: Cases) -> None:
    """每個點回到自己的像素，四捨五入到 0 到 255
    Each point comes back to its pixel, rounded to a whole number from 0 to 255
    """
    check_values(student, "to_image", to_image_cases["ordinary"])


@pytest.mark.check("to_image", weight=2)
def test_image_outside(student: Student, to_image_cases: Cases) -> None:
    """超出 0 到 1 的顏色變成 0 或 255
    Colours outside 0 to 1 become 0 or 255
    """
    check_values(student, "to_image", to_image_cases["outside"])


@pytest.mark.check("to_image", weight=2)
def test_image_dtype(student: Student, to_image_cases: Cases) -> None:
    """結果正確，型別是 uint8
    The result is right, and its dtype is uint8
    """
    for answer, _ in check_values(student, "to_image", to_image_cases["ordinary"]):
        is_bytes(answer, answer.value)


@pytest.mark.check("to_image")
def test_image_shapes(student: Student, to_image_cases: Cases) -> None:
    """一個像素、一列、一行與正方形的影像也正確，而且不修改輸入
    A single pixel, a row, a column and a square are right too, and the inputs stay as they were
    """
    for answer, _ in check_values(student, "to_image", to_image_cases["shapes"]):
        unmodified(answer, ("points",))


def ask_fit(student: Student, pixels: Palette, kind: Text, n_samples: int, state: int) -> tuple[Answer, Mixture]:
    """Ask for the colours of a palette; their order is that of what a fit to all pixels finds."""
    answer = ask(student, "fit_colours", pixels.points, 3, n_samples, state, kind=kind)
    got = read_mixture(answer, parts(answer, ("weights", "means", "covariances")), 3, 3)
    return answer, matched(got, pixels.everything)


@pytest.mark.check("fit_colours", weight=2)
def test_fit_everything(student: Student, palette: Palette) -> None:
    """像素不到 n_samples 個時，用全部的像素配適
    With fewer pixels than n_samples, all of them are used for the fit
    """
    for n_samples in (len(palette.points), 2000):
        answer, got = ask_fit(student, palette, EVERYTHING, n_samples, palette.seeds[0])
        same_mixture(answer, got, palette.everything, rtol=ON_FIT)


@pytest.mark.check("fit_colours", weight=2)
def test_fit_sample(student: Student, palette: Palette) -> None:
    """恰好抽出 n_samples 個像素，從整張影像裡抽
    Exactly n_samples pixels are drawn, from all over the image
    """

    def judge(state: int) -> None:
        answer, got = ask_fit(student, palette, SAMPLE, palette.n_samples, state)
        judge_sample(answer, got, palette)

    with_either(judge, *palette.seeds)


def with_either(judge: Callable[[int], None], state: int, other: int) -> None:
    """Judge with one random state and, should that be an unlucky one, with another."""
    try:
        judge(state)
    except WrongAnswerError as rejection:
        try:
            judge(other)
        except WrongAnswerError:
            raise rejection from None


def judge_sample(answer: Answer, got: Mixture, pixels: Palette) -> None:
    """Reject what is not a fit to a sample of this size. Colours are so clear that weights tell how many pixels there were."""
    everything = pixels.everything
    if all(
        agrees(one, other, rtol=ON_FIT, atol=ON_FIT) for one, other in zip(got.arrays, everything.arrays, strict=True)
    ):
        reject(
            answer,
            "配適用的是全部的像素，不是 n_samples 個",
            "the fit uses all pixels, not n_samples of them",
            known="all-pixels-fitted",
        )
    deviations = np.sqrt(np.diagonal(everything.covariances, axis1=1, axis2=2))
    n_each = pixels.n_samples * everything.weights[:, np.newaxis]
    near = np.abs(got.means - everything.means) <= 6 * deviations / np.sqrt(n_each)
    sizes = np.linalg.slogdet(got.covariances)[1] - np.linalg.slogdet(everything.covariances)[1]
    shares = np.abs(got.weights - everything.weights) <= 0.2
    if not (np.all(near) and np.all(np.abs(sizes) <= 2.2) and np.all(shares)):
        reject(
            answer,
            "參數離整份資料的太遠：樣本是從整張影像裡隨機抽出的嗎？",
            "the parameters are too far from those of all pixels: is the sample drawn at random, from all over the image?",
        )
    counts = pixels.n_samples * got.weights
    if np.any(np.abs(counts - np.rint(counts)) > 0.01):
        reject(answer, "樣本不是 n_samples 個像素", "the sample does not have n_samples pixels")


@pytest.mark.check("fit_colours", weight=2)
def test_fit_random(student: Student, palette: Palette) -> None:
    """同樣的 random_state 得到同樣的結果，不同的抽到不同的像素
    The same random_state gives the same result, and another one draws other pixels
    """
    found, answers = [], []
    for state in (*palette.seeds, palette.seeds[0]):
        answer, got = ask_fit(student, palette, SAMPLE, palette.n_samples, state)
        found.append(got)
        answers.append(answer)
    with_either(lambda i: judge_sample(answers[i], found[i], palette), 0, 1)
    ignored = "sample-seed-ignored"
    if not agrees(found[2].means, found[0].means, rtol=ON_FIT, atol=1e-6):
        reject(answer, "同樣的 random_state，結果卻不同", "the same random_state gives another result", known=ignored)
    if agrees(found[1].means, found[0].means, rtol=ON_FIT, atol=ON_FIT):
        reject(
            answer,
            "換了 random_state，抽到的還是同樣的像素",
            "with another random_state the same pixels are drawn",
            known=ignored,
        )


@pytest.mark.check("fit_colours")
def test_fit_inputs(student: Student, palette: Palette) -> None:
    """n_components 換了也正確，而且不修改輸入
    Another n_components is right too, and the inputs stay as they were
    """
    answer = ask(student, "fit_colours", palette.points, 1, kind=Text("K = 1", "K = 1"))
    got = read_mixture(answer, parts(answer, ("weights", "means", "covariances")), 1, 3)
    right = oracle.maximise(palette.points, np.ones((len(palette.points), 1)))
    same_mixture(answer, got, right, rtol=ON_FIT)
    unmodified(answer, ("points",))


@pytest.mark.check("segment", weight=4)
@over_points
def test_segment_values(student: Student, segment_cases: Cases) -> None:
    """每個像素換成最可能的成分的均值
    Each pixel becomes the mean of its most probable component
    """
    check_values(student, "segment", segment_cases["ordinary"])


@pytest.mark.check("segment", weight=2)
@over_points
def test_segment_far(student: Student, segment_cases: Cases) -> None:
    """離所有成分都很遠的像素也正確
    Pixels far from every component are right too
    """
    check_values(student, "segment", segment_cases["far"])


@pytest.mark.check("segment")
@over_points
def test_segment_dtype(student: Student, segment_cases: Cases) -> None:
    """結果正確，型別是 uint8，而且不修改輸入
    The result is right, its dtype is uint8, and the inputs stay as they were
    """
    for answer, _ in check_values(student, "segment", segment_cases["ordinary"]):
        is_bytes(answer, answer.value)
        unmodified(answer, PARAMETERS)


@pytest.mark.check("segment")
@over_points
def test_segment_shapes(student: Student, segment_cases: Cases) -> None:
    """K = 1、一列與一行也正確
    K = 1, a row and a column are right too
    """
    check_values(student, "segment", segment_cases["shapes"])


def check_large(student: Student, function: str, small: Case, large: Case) -> None:
    """Ask about a large image with the clock running, once the answer about a small one is right."""
    check_values(student, function, (small,))
    answer = ask(student, function, *large.arguments, kind=LARGE_IMAGE, harness="large_image")
    if isinstance(answer.value, dict) and answer.value.get("below"):  # perhaps only because to_points is slow
        fast = student.asked_with(provided=HELPERS)
        answer = ask(fast, function, *large.arguments, kind=LARGE_IMAGE, harness="large_image")
    report = answer.value if isinstance(answer.value, dict) else {}
    answer = replace(answer, value=None)  # a diagnosis would ask every wrong implementation about the large image
    if report.get("slow") and report.get("loop"):
        reject(
            answer,
            "太慢：程式裡有一個一個像素的迴圈。把所有像素當成一個陣列，一次計算",
            "too slow: there is a loop over pixels. Take all pixels as one array and compute them at once",
            known="loop-over-pixels",
        )
    used = number(answer, report.get("mebibytes"))
    if not used <= MOST_MEBIBYTES + MEBIBYTES_FORGIVEN:
        reject(
            answer,
            f"同時用了 {MOST_MEBIBYTES} MiB 以上的記憶體：暫存的陣列太大，或同時留著太多",
            f"it takes more than {MOST_MEBIBYTES} MiB of memory at once: temporary arrays are too large, or too many are kept",
            known="array-too-large",
        )
    if report.get("slow"):
        reject(
            answer,
            "太慢：用了向量化寫法的 12 倍以上的處理器時間",
            "too slow: it takes more than 12 times the processor time of a vectorised solution",
        )
    got = numbers(
        answer, report.get("answer"), MAP if function == "responsibility_map" else IMAGE, large.expected.shape
    )
    # a pixel half-way between two components may fall to either
    wrong = ~(np.abs(got - large.expected) <= 1e-5)
    if wrong.mean() > 1e-4:
        same_values(answer, got, large.expected, rtol=0.0, atol=1e-5)


@pytest.mark.check("segment", weight=3)
@over_points
def test_segment_large(student: Student, segment_cases: Cases, large_images: dict[str, Case]) -> None:
    """大影像也正確，時間與記憶體都在限制之內
    A large image is right too, within the limits of time and memory
    """
    check_large(student, "segment", segment_cases["ordinary"][0], large_images["segment"])


def ask_choice(
    student: Student, points: Array, candidates: tuple[int, ...], n_samples: int, state: int, kind: Text
) -> tuple[Answer, int, Array]:
    """Ask for the number of colours; return what is best, and the scores in the order of the candidates."""
    answer = ask(student, "choose_n_colours", points, list(candidates), n_samples, state, kind=kind)
    best, scores = parts(answer, ("best", "scores"))
    chosen = whole_number(answer, best, BEST)
    if isinstance(scores, dict):
        scores = [scores.get(k, scores.get(str(k))) for k in candidates]
    read = numbers(answer, scores, SCORES, (len(candidates),))
    if chosen not in candidates:
        reject(answer, "best 不是候選的 K 之一", "best is not one of the candidates")
    return answer, chosen, read


def judge_scores(answer: Answer, scores: Array, ranges: dict[int, tuple[float, float]]) -> None:
    """Reject scores that no sensible fit has."""
    wrong = sum(not low <= score <= high for (low, high), score in zip(ranges.values(), scores, strict=True))
    if wrong:
        reject(
            answer,
            f"scores 有 {wrong}/{len(ranges)} 個值不對，或順序與 candidates 不同",
            f"{wrong}/{len(ranges)} scores are wrong, or not in the order of candidates",
        )


def exact_ranges(colours: Sampled) -> dict[int, tuple[float, float]]:
    """Return between which values the BIC of each candidate lies, where all pixels are the sample."""
    found = colours.everything
    price = np.log(len(found.clusters.X))
    ranges = {}
    for k in found.clusters.candidates:
        size = price * oracle.count_full(k, 3)
        low, high = found.log_likelihoods(k)
        ranges[k] = (size - 2 * high, size - 2 * low)
    return ranges


def judge_best(answer: Answer, best: int, scores: Array, candidates: tuple[int, ...]) -> None:
    if best != candidates[int(np.argmin(scores))]:
        reject(answer, "best 不是 scores 最低的 K", "best is not the K that scores lowest")


@pytest.mark.check("choose_n_colours", weight=3)
@over_fit
def test_choose_everything(student: Student, colour_choices: Sampled) -> None:
    """scores 是每個候選的 BIC，best 是最低的那一個
    The scores are the BIC of each candidate, and best is the one with the lowest
    """
    found = colour_choices.everything.clusters
    answer, best, scores = ask_choice(student, found.X, found.candidates, 2000, found.random_state, found.kind)
    judge_scores(answer, scores, exact_ranges(colour_choices))
    judge_best(answer, best, scores, found.candidates)
    unmodified(answer, ("points", "candidates"))


@pytest.mark.check("choose_n_colours", weight=2)
@over_fit
def test_choose_sample(student: Student, colour_choices: Sampled) -> None:
    """配適與 BIC 都用 n_samples 個像素的樣本
    Both the fits and the BIC use a sample of n_samples pixels
    """
    with_either(lambda state: check_sample_scores(student, colour_choices, state), 3, 8)


def check_sample_scores(student: Student, colours: Sampled, state: int) -> None:
    """Judge the scores on a sample of many pixels, and what one more component costs."""
    candidates = tuple(colours.ranges)
    answer, best, scores = ask_choice(student, colours.points, candidates, colours.n_samples, state, SAMPLE)
    judge_scores(answer, scores, colours.ranges)
    step = scores[candidates.index(4)] - scores[candidates.index(3)]
    if not step <= colours.step[1]:
        _, _, alone = ask_choice(student, colours.points, (3,), colours.n_samples, state, SAMPLE)
        same = (
            abs(float(alone[0]) - float(scores[candidates.index(3)])) <= SAME_SCORE
        )  # else each candidate has its own sample
        reject(
            answer,
            "多一個成分的代價太高：BIC 的 N 是樣本的大小",
            "the price of one more component is too high: the N of BIC is the size of the sample",
            known="price-of-all-pixels" if same else None,
        )
    judge_best(answer, best, scores, candidates)


@pytest.mark.check("choose_n_colours", weight=2)
@over_fit
def test_choose_same_sample(student: Student, colour_choices: Sampled) -> None:
    """所有候選用同一份樣本；同樣的 random_state 得到同樣的結果，不同的抽到不同的像素
    All candidates see the same sample; the same random_state gives the same result, another one draws other pixels
    """
    with_either(lambda state: check_same_sample(student, colour_choices, state), 3, 8)


def check_same_sample(student: Student, colours: Sampled, state: int) -> None:
    """Ask for one K alone, with another random state, alone again, and beside another."""
    X, n_samples = colours.points, colours.n_samples
    low, high = colours.ranges[3]
    found = []
    for candidates, chosen in (((3,), state), ((3,), state + 50), ((3,), state), ((3,), state), ((2, 3), state)):
        answer, _, scores = ask_choice(student, X, candidates, n_samples, chosen, SAMPLE)
        if not low <= scores[-1] <= high:
            reject(answer, "scores 不對", "the scores are wrong")
        found.append(float(scores[-1]))
    first, other, *again, beside = found
    if abs(other - first) < 0.02:
        reject(
            answer,
            "換了 random_state，抽到的還是同樣的像素",
            "with another random_state the same pixels are drawn",
            known="sample-seed-ignored",
        )
    if not max(abs(score - first) for score in again) <= SAME_SCORE:
        reject(
            answer,
            "同樣的 random_state，抽到的像素卻不同",
            "with the same random_state other pixels are drawn",
            known="sample-seed-ignored",
        )
    if not abs(beside - first) <= SAME_SCORE:
        reject(
            answer,
            "同一個 K 與同樣的 random_state，BIC 卻不同：每個候選都用同一份樣本嗎？",
            "the same K and random_state have another BIC: do all candidates see the same sample?",
            known="sample-for-each-candidate",
        )


def ask_kmeans(student: Student, means: Means, n_samples: int, state: int) -> tuple[Answer, Any, Array]:
    """Ask for a segmentation by K-means; the centers are read, the image not yet."""
    answer = ask(student, "kmeans_segment", means.image, means.n_colours, n_samples, state, kind=means.kind)
    segmented, centers = parts(answer, ("segmented", "centers"))
    return answer, segmented, numbers(answer, centers, CENTERS, means.centers.shape)


def judge_centers(answer: Answer, centers: Array, means: Means, apart: float) -> None:
    """Reject centers that are farther from the right ones than two good runs may be."""
    if not np.all(np.isfinite(centers)):
        reject(answer, "centers 有 NaN 或無限大", "some centers are NaN or infinite")
    away = np.abs(paired(centers, means.centers) - means.centers).max()
    if not away <= apart:
        reject(answer, "centers 不是 K-means 的中心（0 到 1）", "the centers are not those of K-means (from 0 to 1)")


def judge_nearest(answer: Answer, segmented: Any, centers: Array, means: Means) -> None:
    """Reject pixels that do not have the colour of their nearest center; half-way between two, either will do."""
    got = numbers(answer, segmented, SEGMENTED, means.image.shape)
    distances = np.linalg.norm(means.image[:, :, np.newaxis] / 255 - centers, axis=3)
    levels = 255 * np.clip(centers, 0, 1)
    alike = np.all(np.abs(got[:, :, np.newaxis] - levels) <= 0.5 + 1e-6, axis=3)
    right = np.any(alike & (distances <= distances.min(axis=2, keepdims=True) + 1e-7), axis=2)
    wrong = int(np.sum(~right | np.any(got != np.rint(got), axis=2)))
    if wrong:
        share = f"{wrong}/{right.size}" if right.size < 1000 else f"{100 * wrong / right.size:.0f} %"
        reject(
            answer,
            f"segmented 有 {share} 個像素不是最近的中心的顏色",
            f"segmented: {share} pixels do not have the colour of their nearest center",
        )


@pytest.mark.check("kmeans_segment", weight=2)
@over_points
def test_kmeans_centers(student: Student, kmeans_images: dict[str, Means]) -> None:
    """centers 是 K-means 的中心，0 到 1
    The centers are those of K-means, from 0 to 1
    """
    for name in ("ordinary", "three", "one"):
        answer, _, centers = ask_kmeans(student, kmeans_images[name], 2000, 0)
        judge_centers(answer, centers, kmeans_images[name], STOPPED_EARLY)


@pytest.mark.check("kmeans_segment", weight=3)
@over_points
def test_kmeans_segmented(student: Student, kmeans_images: dict[str, Means]) -> None:
    """每個像素換成最近的中心的顏色
    Each pixel becomes the colour of its nearest center
    """
    for name in ("ordinary", "three", "one"):
        means = kmeans_images[name]
        answer, segmented, centers = ask_kmeans(student, means, 2000, 0)
        judge_colours_used(answer, segmented, centers, means)


def judge_colours_used(answer: Answer, segmented: Any, centers: Array, means: Means) -> None:
    """Judge the image by the student's own centers if they are colours at all, else by the right ones."""
    try:
        judge_nearest(answer, segmented, means.centers, means)
    except WrongAnswerError:
        inside = np.all(np.isfinite(centers)) and centers.min() >= 0 and centers.max() <= 1
        apart = len(np.unique(np.rint(255 * centers), axis=0)) == len(centers) if inside else False
        if not apart or (len(centers) > 1 and np.ptp(centers) < 0.1):
            raise
        judge_nearest(answer, segmented, centers, means)


@pytest.mark.check("kmeans_segment", weight=2)
@over_points
def test_kmeans_sample(student: Student, kmeans_images: dict[str, Means]) -> None:
    """中心由 n_samples 個隨機的像素求出：random_state 不同，樣本不同；所有像素都分割
    The centers come from n_samples random pixels: another random_state, another sample; all pixels are segmented
    """
    means = kmeans_images["sample"]
    found = []
    for state in (0, 5, 9, 0):
        answer, segmented, centers = ask_kmeans(student, means, 150, state)
        judge_centers(answer, centers, means, 0.06)
        judge_nearest(answer, segmented, centers, means)
        found.append(paired(centers, means.centers))
    first, *others, again = found
    if all(np.abs(one - means.centers).max() < ALL_PIXELS for one in (first, *others)):
        reject(
            answer,
            "中心由（幾乎）全部的像素求出，不是 n_samples 個",
            "the centers come from (nearly) all pixels, not from n_samples of them",
            known="all-pixels-fitted",
        )
    if np.abs(again - first).max() > 1e-6:
        reject(
            answer,
            "同樣的 random_state，結果卻不同",
            "the same random_state gives another result",
            known="sample-seed-ignored",
        )
    if all(np.abs(one - first).max() < SAME_SAMPLE for one in others):
        reject(
            answer,
            "換了 random_state，抽到的還是同樣的像素",
            "with another random_state the same pixels are drawn",
            known="sample-seed-ignored",
        )


@pytest.mark.check("kmeans_segment")
@over_points
def test_kmeans_dtype(student: Student, kmeans_images: dict[str, Means]) -> None:
    """結果正確，型別是 uint8，而且不修改輸入
    The result is right, its dtype is uint8, and the inputs stay as they were
    """
    means = kmeans_images["ordinary"]
    answer, segmented, centers = ask_kmeans(student, means, 2000, 0)
    judge_colours_used(answer, segmented, centers, means)
    is_bytes(answer, segmented, SEGMENTED)
    unmodified(answer, ("image",))


@pytest.mark.check("responsibility_map", weight=4)
@over_points
def test_map_values(student: Student, map_cases: Cases) -> None:
    """每個像素對指定成分的責任值都正確，在自己的位置上
    The responsibility for the given component is right for each pixel, and in its place
    """
    check_values(student, "responsibility_map", map_cases["ordinary"])


@pytest.mark.check("responsibility_map", weight=2)
@over_points
def test_map_far(student: Student, map_cases: Cases) -> None:
    """離所有成分都很遠的像素也正確，沒有 NaN
    Pixels far from every component are right too, without NaN
    """
    for case in map_cases["far"]:
        answer = ask(student, "responsibility_map", *case.arguments, kind=case.kind)
        got = numbers(answer, answer.value, RESULT, case.expected.shape)
        same_values(answer, got, case.expected, rtol=SINGLE_PRECISION, atol=SINGLE_PRECISION)


@pytest.mark.check("responsibility_map")
@over_points
def test_map_shapes(student: Student, map_cases: Cases) -> None:
    """K = 1、一列與一行也正確，而且不修改輸入
    K = 1, a row and a column are right too, and the inputs stay as they were
    """
    check_values(student, "responsibility_map", map_cases["shapes"])
    for answer, _ in check_values(student, "responsibility_map", map_cases["ordinary"][:1]):
        unmodified(answer, PARAMETERS)


@pytest.mark.check("responsibility_map", weight=2)
@over_points
def test_map_large(student: Student, map_cases: Cases, large_images: dict[str, Case]) -> None:
    """大影像也正確，時間與記憶體都在限制之內
    A large image is right too, within the limits of time and memory
    """
    check_large(student, "responsibility_map", map_cases["ordinary"][0], large_images["responsibility_map"])
