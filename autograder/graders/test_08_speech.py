"""Checks of ``08_speech``: MFCC in small steps, one mixture for each class, and how well they recognise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from autograder.graders.cases import Case, Cases
from autograder.graders.compare import (
    MEANS,
    WEIGHTS,
    Answer,
    Student,
    ask,
    check_values,
    numbers,
    parts,
    reject,
    same_values,
    unmodified,
    whole_number,
)
from autograder.graders.follow import builds_on
from autograder.graders.oracle import Array
from autograder.graders.speech_cases import RIDGE, Fitting, Recognition, log_density, one_step
from autograder.graders.values import RTOL
from autograder.model import Text
from solutions import speech

CLASSES = Text("類別", "the classes")
VARIANCES = Text("變異數", "variances")
PREDICTED = Text("判成的類別", "the predicted classes")
STILL = 5e-3  # what one more EM step may gain a frame; scikit-learn stops below 1e-3
MOMENTS = 1e-2  # of a mixture and of the frames that it was fitted to: EM may stop a little early
ENOUGH = {"recognise_speakers": 0.93, "recognise_digits": 0.90}  # a third of the vowels is asked, so chance has a part

over_steps = builds_on(
    pre_emphasis=speech.pre_emphasis,
    frame_signal=speech.frame_signal,
    power_spectrum=speech.power_spectrum,
    mel_filterbank=speech.mel_filterbank,
)
over_models = builds_on(
    pre_emphasis=speech.pre_emphasis,
    frame_signal=speech.frame_signal,
    power_spectrum=speech.power_spectrum,
    mel_filterbank=speech.mel_filterbank,
    mfcc=speech.mfcc,
    fit_class_models=speech.fit_class_models,
    classify=speech.classify,
)


@pytest.mark.check("pre_emphasis", weight=3)
def test_pre_emphasis_values(student: Student, pre_emphasis_cases: Cases) -> None:
    """每個樣本減去前一個樣本的 0.97 倍，第一個樣本不變
    Each sample loses 0.97 times the one before it, the first stays as it is
    """
    check_values(student, "pre_emphasis", pre_emphasis_cases["ordinary"])


@pytest.mark.check("pre_emphasis")
def test_pre_emphasis_coefficient(student: Student, pre_emphasis_cases: Cases) -> None:
    """其他係數也正確
    Other coefficients are right too
    """
    check_values(student, "pre_emphasis", pre_emphasis_cases["coefficient"])


@pytest.mark.check("pre_emphasis")
def test_pre_emphasis_integers(student: Student, pre_emphasis_cases: Cases) -> None:
    """樣本是整數時，結果仍有小數
    With integer samples the results keep their fractions
    """
    check_values(student, "pre_emphasis", pre_emphasis_cases["integers"])


@pytest.mark.check("pre_emphasis")
def test_pre_emphasis_shapes(student: Student, pre_emphasis_cases: Cases) -> None:
    """一個樣本與其他長度也正確
    A single sample and other lengths are right too
    """
    check_values(student, "pre_emphasis", pre_emphasis_cases["shapes"])


@pytest.mark.check("pre_emphasis", weight=0.5)
def test_pre_emphasis_inputs(student: Student, pre_emphasis_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(student, "pre_emphasis", pre_emphasis_cases["ordinary"], first=lambda a, _: unmodified(a, ("signal",)))


@pytest.mark.check("frame_signal", weight=3)
def test_frame_values(student: Student, frame_cases: Cases) -> None:
    """音框的個數與內容正確
    The number of frames and what is in them are right
    """
    check_values(student, "frame_signal", frame_cases["ordinary"])


@pytest.mark.check("frame_signal", weight=2)
def test_frame_ends(student: Student, frame_cases: Cases) -> None:
    """尾端：滿一個音框的都要，不滿的捨去
    At the end, every whole frame is there and what fills none is left out
    """
    check_values(student, "frame_signal", frame_cases["ends"])


@pytest.mark.check("frame_signal")
def test_frame_integers(student: Student, frame_cases: Cases) -> None:
    """整數樣本也正確
    Integer samples are fine
    """
    check_values(student, "frame_signal", frame_cases["integers"])


@pytest.mark.check("frame_signal")
def test_frame_shapes(student: Student, frame_cases: Cases) -> None:
    """一個音框、音框不重疊、音框之間有空隙也正確
    A single frame, frames without overlap and frames with gaps are right too
    """
    check_values(student, "frame_signal", frame_cases["shapes"])


@pytest.mark.check("frame_signal", weight=0.5)
def test_frame_inputs(student: Student, frame_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(student, "frame_signal", frame_cases["ordinary"], first=lambda a, _: unmodified(a, ("signal",)))


@pytest.mark.check("power_spectrum", weight=3)
def test_spectrum_values(student: Student, spectrum_cases: Cases) -> None:
    """加漢明窗、補零之後的功率頻譜正確
    The power spectrum after Hamming window and zeros is right
    """
    check_values(student, "power_spectrum", spectrum_cases["ordinary"])


@pytest.mark.check("power_spectrum")
def test_spectrum_integers(student: Student, spectrum_cases: Cases) -> None:
    """整數音框也正確
    Integer frames are fine
    """
    check_values(student, "power_spectrum", spectrum_cases["integers"])


@pytest.mark.check("power_spectrum")
def test_spectrum_shapes(student: Student, spectrum_cases: Cases) -> None:
    """一個音框、不必補零、奇數的 n_fft 也正確
    A single frame, no zeros to append and an odd n_fft are right too
    """
    check_values(student, "power_spectrum", spectrum_cases["shapes"])


@pytest.mark.check("power_spectrum", weight=0.5)
def test_spectrum_inputs(student: Student, spectrum_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(student, "power_spectrum", spectrum_cases["ordinary"], first=lambda a, _: unmodified(a, ("frames",)))


def triangles(answer: Answer, got: Array) -> None:
    """Reject filters that are negative or above 1: triangles of height 1 never are."""
    if got.min(initial=0.0) < -1e-9:
        reject(answer, "有濾波器的值是負的", "some filters have negative values")
    if got.max(initial=0.0) > 1 + 1e-9:
        reject(answer, "有濾波器的值大於 1", "some filters have values above 1")


@pytest.mark.check("mel_filterbank", weight=3)
def test_mel_values(student: Student, mel_cases: Cases) -> None:
    """其他取樣率、n_fft 與濾波器個數的三角形正確
    The triangles for another sample rate, n_fft and number of filters are right
    """
    check_values(student, "mel_filterbank", mel_cases["ordinary"], first=triangles)


@pytest.mark.check("mel_filterbank")
def test_mel_usual(student: Student, mel_cases: Cases) -> None:
    """8000 Hz、n_fft = 256、26 個濾波器時正確
    For 8000 Hz, n_fft = 256 and 26 filters it is right
    """
    check_values(student, "mel_filterbank", mel_cases["usual"], first=triangles)


@pytest.mark.check("mel_filterbank", weight=2)
def test_mel_shapes(student: Student, mel_cases: Cases) -> None:
    """奇數的 n_fft、一個濾波器、很窄的濾波器也正確
    An odd n_fft, a single filter and very narrow filters are right too
    """
    check_values(student, "mel_filterbank", mel_cases["shapes"], first=triangles)


def finite(answer: Answer, got: Array) -> None:
    """Reject -inf and NaN, which the logarithm of silence gives."""
    if not np.all(np.isfinite(got)):
        reject(answer, "靜音的 MFCC 有 -inf 或 NaN", "the MFCC of silence hold -inf or NaN")


@pytest.mark.check("mfcc", weight=3)
@over_steps
def test_mfcc_values(student: Student, mfcc_cases: Cases) -> None:
    """一段聲音的 MFCC 正確
    The MFCC of a sound are right
    """
    check_values(student, "mfcc", mfcc_cases["ordinary"])


@pytest.mark.check("mfcc", weight=2)
@over_steps
def test_mfcc_settings(student: Student, mfcc_cases: Cases) -> None:
    """其他設定也正確
    Other settings are right too
    """
    check_values(student, "mfcc", mfcc_cases["settings"])


@pytest.mark.check("mfcc")
@over_steps
def test_mfcc_integers(student: Student, mfcc_cases: Cases) -> None:
    """整數樣本也正確
    Integer samples are fine
    """
    check_values(student, "mfcc", mfcc_cases["integers"])


@pytest.mark.check("mfcc")
@over_steps
def test_mfcc_silence(student: Student, mfcc_cases: Cases) -> None:
    """有靜音時也正確，沒有 -inf 與 NaN
    Silence is right too, without -inf or NaN
    """
    check_values(student, "mfcc", mfcc_cases["silence"], first=finite)


@pytest.mark.check("mfcc")
@over_steps
def test_mfcc_shapes(student: Student, mfcc_cases: Cases) -> None:
    """一個音框、一個係數也正確，而且不修改輸入
    A single frame and a single coefficient are right too, and the inputs stay as they were
    """
    check_values(student, "mfcc", mfcc_cases["shapes"], first=lambda a, _: unmodified(a, ("signal",)))


def ask_models(student: Student, fitting: Fitting) -> tuple[Answer, list[Array]]:
    """Ask for the class models, and read them."""
    answer = ask(student, "fit_class_models", fitting.features, fitting.labels, fitting.n_components, kind=fitting.kind)
    named = parts(answer, ("classes", "weights", "means", "variances"))
    n_classes, d = len(fitting.frames), fitting.features[0].shape[1]
    shape = (n_classes, fitting.n_components, d)
    shapes = ((n_classes,), shape[:2], shape, shape)
    whats = (CLASSES, WEIGHTS, MEANS, VARIANCES)
    read = [numbers(answer, value, what, size) for value, what, size in zip(named, whats, shapes, strict=True)]
    same_values(answer, read[0], np.array(list(fitting.frames), dtype=float), CLASSES)
    return answer, read


def sound(answer: Answer, read: list[Array]) -> None:
    """Reject what is no mixture."""
    _, weights, _, variances = read
    if not (np.all(weights >= 0) and np.allclose(weights.sum(axis=1), 1, rtol=0, atol=1e-6)):
        reject(
            answer,
            "有模型的權重不是和為 1 的非負數",
            "the weights of some model are not non-negative numbers that sum to 1",
        )
    if not np.all(variances > 0):
        reject(answer, "有變異數不是正的", "some variances are not positive")


def check_models(student: Student, fitting: Fitting, *, inputs: bool = False) -> None:
    """Ask for class models that can be but one, and compare them up to the order of components."""
    answer, read = ask_models(student, fitting)
    assert fitting.mixtures is not None
    sound(answer, read)
    tolerance = 1e-6 if fitting.n_components == 1 else 2e-3
    got = [read[1].copy(), read[2].copy(), read[3].copy()]
    for c, means in enumerate(fitting.mixtures[1]):
        distance = np.nan_to_num(np.abs(got[1][c][:, None] - means[None]).sum(axis=2), nan=1e9, posinf=1e9)
        _, order = linear_sum_assignment(distance.T)
        for part in got:
            part[c] = part[c][order]
    exact = (
        RIDGE / 100 if "constant" in fitting.kind.en else 2 * RIDGE
    )  # where no ridge is needed, its size is no matter
    for one, expected, what, slack in zip(
        got, fitting.mixtures, (WEIGHTS, MEANS, VARIANCES), (0, 0, exact), strict=True
    ):
        scale = float(np.abs(expected).max())
        same_values(answer, one, expected, what, rtol=0.0, atol=max(tolerance * scale, slack) + RTOL)
    if inputs:
        unmodified(answer, ("features", "labels"))


@pytest.mark.check("fit_class_models", weight=2)
def test_models_one(student: Student, fittings: dict[str, Fitting]) -> None:
    """一個成分時，均值與變異數就是那一類所有音框的
    With one component, mean and variances are those of all frames of the class
    """
    check_models(student, fittings["one"])


@pytest.mark.check("fit_class_models", weight=3)
def test_models_separated(student: Student, fittings: dict[str, Fitting]) -> None:
    """成分分得很開時，每一類的混合都找得到
    Where components are clearly apart, the mixture of every class is found
    """
    check_models(student, fittings["separated"])


@pytest.mark.check("fit_class_models", weight=2)
def test_models_overlapping(student: Student, fittings: dict[str, Fitting]) -> None:
    """成分重疊時，每個混合的均值、變異數與對數概似合於那一類的音框
    Where components overlap, each mixture has the mean, variances and log-likelihood that its frames ask for
    """
    fitting = fittings["overlapping"]
    answer, read = ask_models(student, fitting)
    sound(answer, read)
    classes, weights, means, variances = read
    for c, label in enumerate(classes):
        frames = fitting.frames[int(label)]
        mean = weights[c] @ means[c]
        spread = weights[c] @ (variances[c] + means[c] ** 2) - mean**2
        size = float(np.abs(frames).max())
        same_values(answer, mean, frames.mean(axis=0), MEANS, rtol=0.0, atol=MOMENTS * size)
        same_values(answer, spread, frames.var(axis=0), VARIANCES, rtol=MOMENTS, atol=3 * RIDGE)
        score = float(np.mean(log_density(frames, weights[c], means[c], variances[c])))
        if not score >= fitting.least[int(label)] - 0.03:
            reject(
                answer,
                "有混合的對數概似太低：沒有配適到那一類的音框",
                "the log-likelihood of some mixture is too low: it is not fitted to the frames of its class",
            )
        if not one_step(frames, weights[c], means[c], variances[c]) <= STILL:
            reject(
                answer,
                "有混合再做一步 EM 還會明顯變好：它不是對角共變異數的配適",
                "one more EM step makes some mixture plainly better: it is no fit with diagonal covariances",
            )


@pytest.mark.check("fit_class_models")
def test_models_constant(student: Student, fittings: dict[str, Fitting]) -> None:
    """有特徵不變時，變異數是 reg_covar，不是 0
    Where a feature is constant, its variance is reg_covar, not 0
    """
    check_models(student, fittings["constant"])


@pytest.mark.check("fit_class_models")
def test_models_shapes(student: Student, fittings: dict[str, Fitting]) -> None:
    """整數音框、一個特徵、一個類別也正確，而且不修改輸入
    Integer frames, a single feature and a single class are right too, and the inputs stay as they were
    """
    for name in ("integers", "one feature", "one class"):
        check_models(student, fittings[name], inputs=True)


def check_classes(student: Student, cases: tuple[Case, ...], *, inputs: bool = False) -> None:
    """Ask for the class of every utterance."""
    answers = [(case, ask(student, "classify", *case.arguments, kind=case.kind)) for case in cases]
    read = [(case, answer, whole_number(answer, answer.value)) for case, answer in answers]
    wrong = [answer for case, answer, label in read if label != int(case.expected)]
    if wrong:
        answer = replace(wrong[-1], others=tuple(other for _, other in answers if other is not wrong[-1]))
        known = {int(one) for one in answer.arguments[1]}
        if any(label not in known for _, _, label in read):
            reject(answer, "回傳的不是 classes 裡的類別", "what is returned is not one of the classes")
        share = f"{len(wrong)}/{len(answers)}"
        reject(answer, f"有 {share} 段語音判錯了類別", f"{share} utterances are given to a wrong class")
    if inputs:
        for _, answer in answers:
            unmodified(answer, ("utterance", "classes", "weights", "means", "variances"))


@pytest.mark.check("classify", weight=4)
def test_classify_values(student: Student, classify_cases: Cases) -> None:
    """每段語音都判給對數概似最大的類別
    Every utterance goes to the class with the largest log-likelihood
    """
    check_classes(student, classify_cases["ordinary"])


@pytest.mark.check("classify", weight=2)
def test_classify_long(student: Student, classify_cases: Cases) -> None:
    """很長的語音也判對
    Long utterances are right too
    """
    check_classes(student, classify_cases["long"])


@pytest.mark.check("classify", weight=2)
def test_classify_far(student: Student, classify_cases: Cases) -> None:
    """離所有成分都很遠的音框也判對
    Frames far from every component are right too
    """
    check_classes(student, classify_cases["far"])


@pytest.mark.check("classify")
def test_classify_shapes(student: Student, classify_cases: Cases) -> None:
    """K = 1、d = 1、一個音框、整數音框也判對
    K = 1, d = 1, a single frame and integer frames are right too
    """
    for name in ("one component", "one feature", "one frame", "integers"):
        check_classes(student, classify_cases[name])


@pytest.mark.check("classify", weight=0.5)
def test_classify_inputs(student: Student, classify_cases: Cases) -> None:
    """判得對，而且不修改輸入
    The classes are right and the inputs stay as they were
    """
    check_classes(student, classify_cases["ordinary"], inputs=True)


@pytest.mark.check("confusion_matrix", weight=2)
def test_confusion_values(student: Student, confusion_cases: Cases) -> None:
    """列是真正的類別，行是判成的類別
    Rows are true classes and columns predicted ones
    """
    check_values(student, "confusion_matrix", confusion_cases["ordinary"])


@pytest.mark.check("confusion_matrix", weight=2)
def test_confusion_unordered(student: Student, confusion_cases: Cases) -> None:
    """照 classes 的順序，不論類別是哪些數
    They follow the order of classes, whatever numbers these are
    """
    check_values(student, "confusion_matrix", confusion_cases["unordered"])


@pytest.mark.check("confusion_matrix")
def test_confusion_absent(student: Student, confusion_cases: Cases) -> None:
    """沒有出現的類別，那一列與那一行是 0
    A class that does not occur has zeros in its row and column
    """
    check_values(student, "confusion_matrix", confusion_cases["absent"])


@pytest.mark.check("confusion_matrix")
def test_confusion_shapes(student: Student, confusion_cases: Cases) -> None:
    """兩個與九個類別也正確，而且不修改輸入
    Two and nine classes are right too, and the inputs stay as they were
    """
    names = ("true", "predicted", "classes")
    check_values(student, "confusion_matrix", confusion_cases["shapes"], first=lambda a, _: unmodified(a, names))


def ask_recognised(student: Student, function: str, asked: Recognition) -> tuple[Answer, Array]:
    """Ask for the classes of the test data."""
    answer = ask(student, function, *asked.arguments, kind=asked.kind)
    return answer, numbers(answer, answer.value, PREDICTED, asked.expected.shape)


def check_easy(student: Student, function: str, asked: Recognition) -> None:
    """Reject any mistake on data that are easy to tell apart."""
    answer, got = ask_recognised(student, function, asked)
    wrong = int(np.sum(got != asked.expected))
    if wrong and not np.all(np.isin(got, asked.labels)):
        reject(answer, "回傳的不是訓練資料裡的類別", "what is returned is not one of the classes of the training data")
    if wrong:
        reject(answer, f"有 {wrong}/{len(got)} 個判錯了", f"{wrong}/{len(got)} are wrong")
    unmodified(answer, ("training data", "labels", "test data"))


def check_accuracy(student: Student, function: str, asked: Recognition, easy: Recognition) -> None:
    """Reject too low an accuracy; what explains it is looked for on the small data."""
    answer, got = ask_recognised(student, function, asked)
    accuracy, enough = float(np.mean(got == asked.expected)), ENOUGH[function]
    if not accuracy >= enough - 1e-9:
        check_easy(student, function, easy)
        reject(
            replace(answer, value=None),
            f"測試的準確率是 {accuracy:.2f}，要達到 {enough:.2f}",
            f"the accuracy on the test set is {accuracy:.2f}, it must reach {enough:.2f}",
        )


@pytest.mark.check("recognise_speakers")
@over_models
def test_speakers_easy(student: Student, recognitions: dict[str, Recognition]) -> None:
    """好分的小資料全部判對，而且不修改輸入
    Small data that are easy to tell apart are all right, and the inputs stay as they were
    """
    check_easy(student, "recognise_speakers", recognitions["easy speakers"])


@pytest.mark.check("recognise_speakers", weight=2)
@over_models
def test_speakers_accuracy(student: Student, recognitions: dict[str, Recognition]) -> None:
    """日語母音：隨機三分之一的測試語音，準確率至少 0.93
    Japanese Vowels: on a third of the test set, drawn at random, the accuracy is at least 0.93
    """
    check_accuracy(student, "recognise_speakers", recognitions["speakers"], recognitions["easy speakers"])


@pytest.mark.check("recognise_digits")
@over_models
def test_digits_easy(student: Student, recognitions: dict[str, Recognition]) -> None:
    """好分的聲音全部判對，而且不修改輸入
    Sounds that are easy to tell apart are all right, and the inputs stay as they were
    """
    check_easy(student, "recognise_digits", recognitions["easy digits"])


@pytest.mark.check("recognise_digits", weight=2)
@over_models
def test_digits_accuracy(student: Student, recognitions: dict[str, Recognition]) -> None:
    """合成的數字語音：測試的準確率至少 0.90
    Synthetic spoken digits: the accuracy on the test set is at least 0.90
    """
    check_accuracy(student, "recognise_digits", recognitions["digits"], recognitions["easy digits"])
