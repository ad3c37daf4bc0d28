"""What the checks of ``08_speech`` ask: hidden inputs, and the answers that reference and oracle agree on.

The oracles are SciPy (``lfilter``, ``periodogram``, ``multivariate_normal``), ``numpy.interp``, a DCT written as a matrix, and
scikit-learn's confusion matrix. librosa, which takes seconds to import, certifies the reference in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import lfilter, periodogram
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.metrics import confusion_matrix
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

import solutions
from autograder.errors import KitError
from autograder.graders import data
from autograder.graders.cases import Case, Cases, certified
from autograder.graders.oracle import Array
from autograder.model import Text
from solutions import speech

ASSIGNMENT = "08_speech"
FOLDER = Path(solutions.__file__).parent.parent / "source" / ASSIGNMENT
RIDGE = 1e-3
FLOOR = 1e-10
Drawn = tuple[list[Array], Array]
Models = Sequence[Any]
"""Classes, weights, means and variances."""

INTEGERS = Text("整數樣本", "integer samples")
ONE_SAMPLE = Text("只有一個樣本", "a single sample")
COEFFICIENT = Text("另一個係數", "another coefficient")
ONE_FRAME = Text("只有一個音框", "a single frame")
NO_OVERLAP = Text("音框不重疊", "frames that do not overlap")
GAPS = Text("音框之間有空隙", "gaps between frames")
WHOLE = Text("最後一個音框剛好到底", "the last frame ends with the signal")
LEFT_OVER = Text("尾端不滿一個音框", "samples left over at the end")
NO_PADDING = Text("n_fft = frame_length", "n_fft = frame_length")
ODD = Text("n_fft 是奇數", "an odd n_fft")
SILENCE = Text("有靜音的聲音", "a sound with silence in it")
SETTINGS = Text("其他設定", "other settings")
ONE_COMPONENT = Text("一個成分", "one component")
SEPARATED = Text("分得很開的成分", "clearly separated components")
CONSTANT = Text("有一個特徵不變", "a feature that is constant")
LONG = Text("很長的語音", "long utterances")
FAR = Text("離所有成分都很遠的音框", "frames far from every component")
UNORDERED = Text("類別的順序不是由小到大", "classes in no particular order")
ABSENT = Text("有沒出現的類別", "a class that does not occur")
EASY = Text("好分的小資料", "small data that are easy to tell apart")
VOWELS = Text("日語母音", "Japanese Vowels")
DIGITS = Text("合成的數字語音", "the synthetic spoken digits")


@dataclass(frozen=True)
class Recognition:
    """Training data, test data, and what the test data are."""

    kind: Text
    train: list[Array]
    labels: Array
    test: list[Array]
    expected: Array

    @property
    def arguments(self) -> tuple[Any, ...]:
        return self.train, self.labels, self.test


@dataclass(frozen=True)
class Fitting:
    """Utterances with their classes; the frames of each class; the mixtures where only one fit is sensible."""

    kind: Text
    features: list[Array]
    labels: Array
    n_components: int
    frames: dict[int, Array]
    mixtures: tuple[Array, ...] | None
    least: dict[int, float]
    """Log-likelihood a frame that every sensible fit of a class reaches."""


def rng(secret: str, name: str) -> np.random.Generator:
    return data.generator(secret, ASSIGNMENT, name)


def lock(*arguments: Any) -> None:
    """Make arrays read-only, those in lists too."""
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
        elif isinstance(argument, list):
            lock(*argument)


def sound(chance: np.random.Generator, n_samples: int, *, whole: bool = False) -> Array:
    """Draw a sound: three tones of drifting loudness and some noise, up to ±1, or up to ±127 as whole numbers."""
    t = np.arange(n_samples)
    tones = sum(
        chance.uniform(0.2, 0.5) * np.sin(2 * np.pi * chance.uniform(0.02, 0.45) * t + chance.uniform(0, 6))
        for _ in range(3)
    )
    loudness = 0.6 + 0.4 * np.sin(2 * np.pi * t / 300 + chance.uniform(0, 6))
    drawn = loudness * np.asarray(tones) + 0.1 * chance.standard_normal(n_samples) + 0.05
    drawn /= np.abs(drawn).max()
    return np.rint(127 * drawn).astype(np.int8) if whole else drawn


def emphasised(signal: Array, coefficient: float = 0.97) -> Array:
    """Return the pre-emphasised signal: the oracle's way, a digital filter."""
    return np.asarray(lfilter([1.0, -coefficient], [1.0], np.asarray(signal, dtype=float)))


def framed(signal: Array, frame_length: int, hop_length: int) -> Array:
    """Return the frames: the oracle's way, every hop-th of all windows."""
    return np.array(np.lib.stride_tricks.sliding_window_view(signal, frame_length)[::hop_length])


def spectrum(frames: Array, n_fft: int) -> Array:
    """Return the power spectrum: the oracle's way, SciPy's periodogram."""
    window = np.hamming(frames.shape[1])
    _, power = periodogram(
        frames.astype(float), window=window, nfft=n_fft, detrend=False, return_onesided=False, scaling="spectrum"
    )
    return np.asarray(power[:, : n_fft // 2 + 1] * window.sum() ** 2 / n_fft)


def mel_filters(sample_rate: float, n_fft: int, n_filters: int) -> Array:
    """Return the filters: the oracle's way, interpolated between their corners."""
    top = 2595 * np.log10(1 + sample_rate / 1400)
    corners = 700 * (np.power(10, np.arange(n_filters + 2) * top / (n_filters + 1) / 2595) - 1)
    bins = np.arange(n_fft // 2 + 1) * sample_rate / n_fft
    return np.array([np.interp(bins, corners[m : m + 3], [0.0, 1.0, 0.0]) for m in range(n_filters)])


def cepstra(
    signal: Array,
    sample_rate: float = 8000,
    frame_length: int = 200,
    hop_length: int = 80,
    n_fft: int = 256,
    n_filters: int = 26,
    n_coefficients: int = 13,
) -> Array:
    """Return the MFCC: the oracle's way, with the DCT as a matrix."""
    power = spectrum(framed(emphasised(signal), frame_length, hop_length), n_fft)
    energies = np.log(np.maximum(power @ mel_filters(sample_rate, n_fft, n_filters).T, FLOOR))
    k, m = np.arange(n_coefficients)[:, None], np.arange(n_filters)[None]
    matrix = np.sqrt(2 / n_filters) * np.cos(np.pi * k * (2 * m + 1) / (2 * n_filters))
    matrix[0] /= np.sqrt(2)
    return np.asarray(energies @ matrix.T)


def _case(kind: Text, reference: Callable[..., Any], oracle_says: Callable[..., Any], *arguments: Any) -> Case:
    lock(*arguments)
    return Case(kind, arguments, certified(reference(*arguments), oracle_says(*arguments)))


def pre_emphasis_cases(secret: str) -> Cases:
    """Return the questions to ``pre_emphasis``."""

    def case(kind: Text, n_samples: int, *coefficient: float, whole: bool = False) -> Case:
        signal = sound(rng(secret, f"pre_emphasis {kind.en} {n_samples}"), n_samples, whole=whole)
        return _case(kind, speech.pre_emphasis, emphasised, signal, *coefficient)

    return {
        "ordinary": (case(data.ORDINARY, 41),),
        "coefficient": (case(COEFFICIENT, 23, 0.5), case(COEFFICIENT, 17, 0.9)),
        "integers": (case(INTEGERS, 31, whole=True),),
        "shapes": (case(ONE_SAMPLE, 1), case(data.FEW, 2), case(data.ORDINARY, 200)),
    }


def frame_cases(secret: str) -> Cases:
    """Return the questions to ``frame_signal``."""

    def case(kind: Text, n_samples: int, frame_length: int, hop_length: int, *, whole: bool = False) -> Case:
        signal = sound(rng(secret, f"frame_signal {kind.en}"), n_samples, whole=whole)
        return _case(kind, speech.frame_signal, framed, signal, frame_length, hop_length)

    return {
        "ordinary": (case(data.ORDINARY, 54, 11, 4),),
        "ends": (case(WHOLE, 43, 11, 4), case(LEFT_OVER, 46, 11, 4)),
        "integers": (case(INTEGERS, 39, 9, 5, whole=True),),
        "shapes": (
            case(ONE_FRAME, 12, 12, 5),
            case(NO_OVERLAP, 29, 7, 7),
            case(GAPS, 40, 6, 9),
            case(data.FEW, 9, 4, 1),
        ),
    }


def spectrum_cases(secret: str) -> Cases:
    """Return the questions to ``power_spectrum``."""

    def case(kind: Text, n_frames: int, frame_length: int, n_fft: int, *, whole: bool = False) -> Case:
        chance = rng(secret, f"power_spectrum {kind.en}")
        frames = np.stack([sound(chance, frame_length, whole=whole) for _ in range(n_frames)])
        return _case(kind, speech.power_spectrum, spectrum, frames, n_fft)

    return {
        "ordinary": (case(data.ORDINARY, 5, 21, 32),),
        "integers": (case(INTEGERS, 4, 20, 64, whole=True),),
        "shapes": (
            case(ONE_FRAME, 1, 13, 16),
            case(NO_PADDING, 3, 24, 24),
            case(ODD, 4, 11, 19),
            case(Text("許多音框", "many frames"), 40, 9, 16),
        ),
    }


def mel_cases(secret: str) -> Cases:
    """Return the questions to ``mel_filterbank``."""

    def case(kind: Text, sample_rate: float, n_fft: int, n_filters: int) -> Case:
        return _case(kind, speech.mel_filterbank, mel_filters, sample_rate, n_fft, n_filters)

    chance = rng(secret, "mel_filterbank")
    rate, n_fft, n_filters = (
        int(chance.integers(9000, 15000)),
        2 * int(chance.integers(150, 220)),
        int(chance.integers(14, 24)),
    )
    return {
        "ordinary": (case(data.ORDINARY, rate, n_fft, n_filters),),
        "usual": (case(Text("常用的設定", "the usual settings"), 8000, 256, 26),),
        "shapes": (
            case(ODD, rate, n_fft + 1, n_filters + 1),
            case(Text("只有一個濾波器", "a single filter"), 16000, 64, 1),
            case(Text("比 DFT 的頻率還窄的濾波器", "filters narrower than the DFT's bins"), 44100, 128, 40),
        ),
    }


def mfcc_cases(secret: str) -> Cases:
    """Return the questions to ``mfcc``; the first is the sound alone."""

    def case(kind: Text, signal: Array, *settings: float) -> Case:
        return _case(kind, speech.mfcc, cepstra, signal, *settings)

    def drawn(name: str, n_samples: int, *, whole: bool = False) -> Array:
        # so loud that log(E + 1e-10) is as right as log(max(E, 1e-10))
        return (1 if whole else 300) * sound(rng(secret, f"mfcc {name}"), n_samples, whole=whole)

    silent = drawn("silence", 900)
    silent[250:700] = 0.0
    return {
        "ordinary": (case(data.ORDINARY, drawn("ordinary", 730)),),
        "settings": (
            case(SETTINGS, drawn("settings", 1100), 16000, 400, 160, 512, 20, 10),
            case(SETTINGS, drawn("all coefficients", 300), 11025, 120, 60, 128, 12, 12),
        ),
        "integers": (case(INTEGERS, drawn("integers", 500, whole=True)),),
        "silence": (case(SILENCE, silent), case(Text("只有靜音", "nothing but silence"), np.zeros(360))),
        "shapes": (
            case(ONE_FRAME, drawn("one frame", 200)),
            case(Text("一個係數", "one coefficient"), drawn("one coefficient", 450), 8000, 200, 80, 256, 26, 1),
        ),
    }


def _labels(chance: np.random.Generator, n_classes: int, n_utterances: int) -> Array:
    """Draw classes that do not start from 0, in no order; each occurs."""
    classes = np.sort(chance.choice(np.arange(2, 60), n_classes, replace=False))
    return np.concatenate([chance.permutation(classes), chance.choice(classes, n_utterances - n_classes)])


def _fit(frames: Array, n_components: int, seed: int) -> GaussianMixture:
    with threadpool_limits(1):
        return GaussianMixture(n_components, covariance_type="diag", reg_covar=RIDGE, random_state=seed).fit(frames)


def fittings(secret: str) -> dict[str, Fitting]:
    """Return the questions to ``fit_class_models``."""

    def fitting(kind: Text, features: list[Array], labels: Array, n_components: int, *, one: bool) -> Fitting:
        frames = {
            int(c): np.concatenate([u for u, label in zip(features, labels, strict=True) if label == c]).astype(float)
            for c in np.unique(labels)
        }
        fits = {
            c: [_fit(X, n_components, seed) for seed in range(1 if n_components == 1 else 5)] for c, X in frames.items()
        }
        least = {c: min(float(model.score(frames[c])) for model in models) for c, models in fits.items()}
        found = speech.fit_class_models(features, labels, n_components)
        np.testing.assert_array_equal(found[0], list(frames))
        if n_components == 1:
            certified(found[2][:, 0], [X.mean(axis=0) for X in frames.values()])
            certified(found[3][:, 0], [X.var(axis=0) + RIDGE for X in frames.values()])
        for c, *model in zip(*found, strict=True):
            certified(_score(frames[int(c)], *model), fits[int(c)][0].score(frames[int(c)]), 1e-6)
        lock(features, labels)
        return Fitting(kind, features, labels, n_components, frames, tuple(found[1:]) if one else None, least)

    def draw(
        name: str, n_classes: int, n_utterances: int, n_components: int, d: int, apart: float, tilt: float = 0.0
    ) -> Drawn:
        chance = rng(secret, f"fit_class_models {name}")

        def one() -> Drawn:
            labels = _labels(chance, n_classes, n_utterances)
            centres = {c: apart * chance.standard_normal((n_components, d)) for c in np.unique(labels)}
            share = 1.6 ** np.arange(n_components)
            spread = {c: chance.uniform(0.5, 2.0, (n_components, d)) for c in centres}
            features = []
            for c in labels:
                which = chance.choice(n_components, int(chance.integers(6, 19)), p=share / share.sum())
                features.append(centres[c][which] + spread[c][which] * chance.standard_normal((len(which), d)))
            mixing = np.eye(d) + tilt * (1 - np.eye(d))  # features that go together, which a diagonal model cannot say
            return [utterance @ mixing for utterance in features], labels

        def discriminates(drawn: Drawn) -> bool:
            features, labels = drawn
            firsts = labels[np.sort(np.unique(labels, return_index=True)[1])]
            if np.array_equal(firsts, np.unique(labels)) or len(np.unique([len(u) for u in features])) < 3:
                return False
            if n_components == 1 or apart < 5:
                return True
            for c in np.unique(labels):
                X = np.concatenate([u for u, label in zip(features, labels, strict=True) if label == c])
                fits = [_fit(X, n_components, seed) for seed in range(6)]
                gaps = np.linalg.norm(fits[0].means_[:, None] - fits[0].means_[None], axis=2) + 99 * np.eye(
                    n_components
                )
                if np.ptp([model.score(X) for model in fits]) > 1e-6 or gaps.min() < 9 or fits[0].weights_.min() < 0.12:
                    return False
            return True

        return data.draw_until(one, discriminates)

    features, labels = draw("constant", 3, 9, 1, 3, 2.0)
    for utterance in features:
        utterance[:, 1] = 4.0
    whole, whole_labels = draw("integers", 2, 8, 1, 2, 5.0)
    return {
        "one": fitting(ONE_COMPONENT, *draw("one", 4, 13, 1, 3, 2.0), 1, one=True),
        "separated": fitting(SEPARATED, *draw("separated", 3, 14, 3, 2, 14.0), 3, one=True),
        "overlapping": fitting(data.CLOUD, *draw("overlapping", 3, 15, 2, 4, 1.2, 0.5), 2, one=False),
        "constant": fitting(CONSTANT, features, labels, 1, one=True),
        "integers": fitting(data.INTEGERS, [np.rint(4 * u).astype(np.int64) for u in whole], whole_labels, 1, one=True),
        "one feature": fitting(data.shape_kind(1, 1), *draw("one feature", 2, 5, 1, 1, 2.0), 1, one=True),
        "one class": fitting(
            Text("一個類別", "one class"), *_of_one_class(*draw("one class", 2, 5, 1, 2, 3.0)), 1, one=True
        ),
    }


def _of_one_class(features: list[Array], labels: Array) -> Drawn:
    return features, np.full_like(labels, labels[0])


def _score(X: Array, weights: Array, means: Array, variances: Array) -> float:
    """Return the log-likelihood a frame: the oracle's way, one component after the other."""
    return float(np.mean(log_density(X, weights, means, variances)))


def one_step(X: Array, weights: Array, means: Array, variances: Array) -> float:
    """Return how much one EM step raises the log-likelihood a frame: next to nothing after a fit."""
    logs = np.column_stack(
        [
            np.atleast_1d(multivariate_normal.logpdf(X, mean, np.diag(variance)))
            for mean, variance in zip(means, variances, strict=True)
        ]
    ) + np.log(np.maximum(weights, 1e-300))
    resp = np.exp(logs - logsumexp(logs, axis=1, keepdims=True))
    counts = resp.sum(axis=0) + 1e-12
    moved = resp.T @ X / counts[:, None]
    spread = np.stack([r @ (X - mean) ** 2 / n for r, mean, n in zip(resp.T, moved, counts, strict=True)]) + RIDGE
    return _score(X, counts / len(X), moved, spread) - _score(X, weights, means, variances)


def log_density(X: Array, weights: Array, means: Array, variances: Array) -> Array:
    """Return log p(x) of each frame under a mixture with diagonal covariances."""
    columns = [
        np.atleast_1d(multivariate_normal.logpdf(X, mean, np.diag(variance)))
        for mean, variance in zip(means, variances, strict=True)
    ]
    with np.errstate(all="ignore"):
        return np.asarray(logsumexp(np.column_stack(columns), axis=1, b=weights))


def class_models(chance: np.random.Generator, n_classes: int, n_components: int, d: int) -> tuple[Array, ...]:
    """Draw overlapping class models of unequal weights, which share a component; the classes come in no order."""
    classes = chance.permutation(chance.choice(np.arange(2, 60), n_classes, replace=False))
    weights = chance.dirichlet(0.8 * np.ones(n_components), n_classes) * 0.94 + 0.06 / n_components
    means = 1.6 * chance.standard_normal((n_classes, n_components, d))
    variances = np.exp(chance.uniform(-1.6, 1.2, (n_classes, n_components, d)))
    if n_components > 1 and n_classes > 1:
        means[:, 0], variances[:, 0] = means[0, 0], variances[0, 0]
    return classes, weights, means, variances


def drawn_utterance(chance: np.random.Generator, models: Models, c: int, n_frames: int) -> Array:
    """Draw the frames of class number c."""
    _, weights, means, variances = models
    k = chance.choice(weights.shape[1], n_frames, p=weights[c] / weights[c].sum())
    return np.asarray(means[c][k] + np.sqrt(variances[c][k]) * chance.standard_normal((n_frames, means.shape[2])))


def _frame_scores(utterance: Array, models: Models) -> Array:
    """Return log p(x) of each frame under each class, (n_frames, n_classes): a quick way, for drawing."""
    _, weights, means, variances = models
    squares = (np.asarray(utterance, dtype=float)[:, None, None] - means) ** 2 / variances
    return np.asarray(
        logsumexp(-0.5 * np.sum(np.log(2 * np.pi * variances) + squares, axis=3) + np.log(weights), axis=2)
    )


def _certain_class(utterance: Array, models: Models) -> int:
    """Return the right class, the oracle's way."""
    classes, *arrays = models
    scores = [np.sum(log_density(utterance, *model)) for model in zip(*arrays, strict=True)]
    return int(classes[np.argmax(scores)])


def _other_decisions(utterance: Array, models: Models) -> list[int]:
    """Return which class other ways to decide would take."""
    _, weights, means, variances = models
    scores = _frame_scores(utterance, models)
    X = np.asarray(utterance, dtype=float)
    nearest = ((X[:, None, None] - means) ** 2).sum(-1).min(-1).sum(0)
    even = np.full_like(weights, 1 / weights.shape[1])
    wide = np.maximum(variances, 1e-300) ** 2
    flat = logsumexp(-0.5 * ((X[:, None, None] - means) ** 2 / variances).sum(-1) + np.log(weights), axis=2)
    votes = np.bincount(scores.argmax(1), minlength=len(weights))
    return [
        int(np.argmin(nearest)),
        int(flat.sum(0).argmax()),
        int(_frame_scores(utterance, (0, even, means, variances)).sum(0).argmax()),
        int(_frame_scores(utterance, (0, weights, means, wide)).sum(0).argmax()),
        int(_frame_scores(X.mean(0, keepdims=True), models)[0].argmax()),
        int(votes.argmax()),
        int(scores[0].argmax()),
        int(scores.max(0).argmax()),
        int(logsumexp(scores, axis=0).argmax()),
        int(scores.sum(0).argmin()),
    ]


def classify_cases(secret: str) -> dict[str, tuple[Case, ...]]:
    """Return the questions to ``classify``: in each group, several utterances, of more than one class."""

    def group(
        name: str, kind: Text, sizes: tuple[int, int, int], n_frames: int, n: int, **how: Any
    ) -> tuple[Case, ...]:
        chance = rng(secret, f"classify {name}")

        def draw() -> tuple[Any, list[Array]]:
            models = class_models(chance, *sizes)
            pool = [drawn_utterance(chance, models, (i + 1) % sizes[0], n_frames) for i in range(how.get("pool", n))]
            if how.get("whole"):
                models = (models[0], models[1], 4 * models[2], 16 * models[3])
                pool = [np.rint(4 * utterance).astype(np.int64) for utterance in pool]
            if how.get("far"):
                pool = [utterance + 90 * _direction(chance, sizes[2]) for utterance in pool]
            return models, _choose(models, pool, n, telling=bool(how.get("telling")))

        models, chosen = data.draw_until(
            draw, lambda drawn: len(drawn[1]) == n and _varied(*drawn, far=bool(how.get("far")))
        )
        return tuple(_classified(kind, utterance, models) for utterance in chosen)

    return {
        "ordinary": group("ordinary", data.ORDINARY, (5, 3, 4), 7, 9, pool=90, telling=True),
        "long": group("long", LONG, (4, 2, 13), 260, 4),
        "far": group("far", FAR, (4, 3, 3), 5, 6, pool=30, far=True),
        "integers": group("integers", data.INTEGERS, (3, 2, 3), 6, 4, whole=True, pool=12),
        "one component": group("one component", ONE_COMPONENT, (4, 1, 3), 6, 4, pool=12),
        "one feature": group("one feature", Text("d = 1", "d = 1"), (3, 2, 1), 9, 4, pool=20),
        "one frame": group("one frame", ONE_FRAME, (4, 2, 3), 1, 4, pool=30),
    }


def _direction(chance: np.random.Generator, d: int) -> Array:
    direction = chance.standard_normal(d)
    return np.asarray(direction / np.linalg.norm(direction))


def _margin(utterance: Array, models: Models) -> float:
    scores = np.sort(_frame_scores(utterance, models).sum(0))
    return float(scores[-1] - scores[-2])


def _choose(models: Models, pool: list[Array], n: int, *, telling: bool) -> list[Array]:
    """Choose utterances whose class is plain; where asked for, such that every other way to decide is wrong twice."""
    plain = [u for u in pool if _margin(u, models) > 0.02]
    if not telling or not plain:
        return plain[:n]
    wrong = [
        [other != int(_frame_scores(u, models).sum(0).argmax()) for other in _other_decisions(u, models)] for u in plain
    ]
    chosen: list[int] = []
    caught = np.zeros(len(wrong[0]))
    while len(chosen) < n and len(chosen) < len(plain):
        gains = [-1.0 if i in chosen else float(np.sum(np.array(row) & (caught < 2))) for i, row in enumerate(wrong)]
        best = int(np.argmax(gains))
        chosen.append(best)
        caught += wrong[best]
    return [plain[i] for i in chosen] if caught.min() >= 2 else []


def _varied(models: Models, chosen: list[Array], *, far: bool) -> bool:
    """Tell whether more than one class is right, the first one not most often; far from everything, if so asked."""
    right = [int(_frame_scores(u, models).sum(0).argmax()) for u in chosen]
    if far and max(float(_frame_scores(u, models).max()) for u in chosen) > -800:
        return False
    return len(set(right)) > 1 and max(right.count(c) for c in set(right)) <= len(right) // 2 and right[0] != 0


def _classified(kind: Text, utterance: Array, models: Models) -> Case:
    return _case(kind, speech.classify, lambda u, *m: _certain_class(u, m), utterance, *models)


def confusion_cases(secret: str) -> Cases:
    """Return the questions to ``confusion_matrix``."""

    def case(kind: Text, n_classes: int, n: int, *, ordered: bool = False, absent: bool = False) -> Case:
        chance = rng(secret, f"confusion_matrix {kind.en}")

        def draw() -> tuple[Any, Any, Any]:
            classes = (
                np.arange(n_classes)
                if ordered
                else chance.permutation(chance.choice(np.arange(1, 40), n_classes, False))
            )
            used = classes[:-1] if absent else classes
            true = chance.choice(used, n)
            predicted = np.where(chance.random(n) < 0.45, true, chance.choice(used[:: 1 if n_classes < 3 else -1], n))
            return true, predicted, classes

        def discriminates(drawn: tuple[Any, Any, Any]) -> bool:
            counts = confusion_matrix(*drawn[:2], labels=drawn[2])
            plain = ordered or not np.array_equal(drawn[2], np.sort(drawn[2]))
            halves = min(np.triu(counts, 1).sum(), np.tril(counts, -1).sum())
            return n_classes == 1 or (plain and halves > 1 and not np.array_equal(counts, counts.T))

        true, predicted, classes = data.draw_until(draw, discriminates)
        return _case(
            kind,
            speech.confusion_matrix,
            lambda *a: confusion_matrix(a[0], a[1], labels=a[2]),
            true,
            predicted,
            classes,
        )

    return {
        "ordinary": (case(data.ORDINARY, 4, 37, ordered=True),),
        "unordered": (case(UNORDERED, 5, 44),),
        "absent": (case(ABSENT, 4, 21, absent=True),),
        "shapes": (case(Text("兩個類別", "two classes"), 2, 15), case(Text("九個類別", "nine classes"), 9, 120)),
    }


def _data_file(name: str) -> Any:
    """Open one of the assignment's data files, or raise :class:`KitError` where it is missing."""
    if not (FOLDER / name).is_file():
        raise KitError(f"找不到 {FOLDER / name}，所以不評分 | {FOLDER / name} is missing, so nothing is graded")
    return np.load(FOLDER / name)


@cache
def vowels() -> tuple[list[Array], Array, Array]:
    """Return the utterances of Japanese Vowels, their speakers, and which are in the test set."""
    with _data_file("japanese_vowels.npz") as file:
        ends = np.cumsum(file["lengths"])[:-1]
        return np.split(file["frames"] * file["unit"], ends), file["speakers"].astype(int), file["test"]


@cache
def digits() -> tuple[list[Array], Array, Array]:
    """Return the spoken digits as sounds from -1 to 1, which digit each is, and which are in the test set."""
    with _data_file("digits.npz") as file:
        ends = np.cumsum(file["lengths"])[:-1]
        return np.split(file["samples"] / 127.0, ends), file["digits"].astype(int), file["test"]


def shuffled(chance: np.random.Generator, kind: Text, items: list[Array], labels: Array, test: Any) -> Recognition:
    """Return a data set in another order, and with its classes renamed: what a student knows of the file is no help."""
    classes = np.unique(labels)
    names = chance.choice(np.arange(1, 100), len(classes), replace=False)
    renamed = names[np.searchsorted(classes, labels)]
    train, tested = (chance.permutation(np.flatnonzero(part)) for part in (~test, test))
    for name in classes:  # in the file's order, so that a mixture fitted to a class is the one that the notebook saw
        train[labels[train] == name] = np.sort(train[labels[train] == name])
    drawn = Recognition(
        kind, [items[i].copy() for i in train], renamed[train], [items[i].copy() for i in tested], renamed[tested]
    )
    lock(*drawn.arguments, drawn.expected)
    return drawn


def some_of(chance: np.random.Generator, asked: Recognition, share: float = 1 / 3) -> Recognition:
    """Return a part of the test data on which one Gaussian a class does as well as on all: loops take seconds for all."""
    models = speech.fit_class_models(asked.train, asked.labels, 1)
    right = asked.expected == [speech.classify(utterance, *models) for utterance in asked.test]
    n = round(share * len(asked.test))

    def draw() -> Any:
        return np.sort(chance.choice(len(asked.test), n, replace=False))

    chosen = data.draw_until(draw, lambda which: abs(np.mean(right[which]) - np.mean(right)) < 0.6 / n)
    part = Recognition(asked.kind, asked.train, asked.labels, [asked.test[i] for i in chosen], asked.expected[chosen])
    lock(part.expected)
    return part


def easy_speakers(chance: np.random.Generator) -> Recognition:
    """Draw utterances of four speakers that begin and end alike, and are plainly different between."""

    def utterance(c: int) -> Array:
        n = int(chance.integers(9, 15))
        frames = 9.0 * np.array([[np.cos(c * np.pi / 2), np.sin(c * np.pi / 2), 0.0]]) + chance.standard_normal((n, 3))
        frames[:3] = np.array([0.0, 0.0, 30.0]) + chance.standard_normal((3, 3))
        frames[-2:] = np.array([0.0, 0.0, -30.0]) + chance.standard_normal((2, 3))
        return np.asarray(frames)

    return _easy(chance, utterance, 4, 7, 4)


def easy_sounds(chance: np.random.Generator) -> Recognition:
    """Draw sounds of three classes: noise below, between and above two frequencies, of any loudness."""

    def one(c: int) -> Array:
        n = int(chance.integers(900, 1300))
        white = np.fft.rfft(chance.standard_normal(n))
        frequency = np.fft.rfftfreq(n, 1 / 8000)
        low, high = ((200, 800), (1200, 2000), (2600, 3800))[c]
        drawn = np.fft.irfft(white * np.where((frequency > low) & (frequency < high), 1.0, 0.02), n)
        return np.asarray(drawn / np.abs(drawn).max() * np.exp(chance.uniform(-2.0, 0.0)))

    return _easy(chance, one, 3, 5, 4)


def _easy(
    chance: np.random.Generator, draw: Callable[[int], Array], n_classes: int, n_train: int, n_test: int
) -> Recognition:
    names = chance.permutation(chance.choice(np.arange(11, 90), n_classes, replace=False))
    train, test = (chance.permutation(np.repeat(np.arange(n_classes), n)) for n in (n_train, n_test))
    test = np.append(test, test[:1])  # so that every speaker has not as many
    drawn = Recognition(EASY, [draw(c) for c in train], names[train], [draw(c) for c in test], names[test])
    lock(*drawn.arguments, drawn.expected)
    return drawn


def recognitions(secret: str) -> dict[str, Recognition]:
    """Return the data for ``recognise_speakers`` and ``recognise_digits``, small ones and the real ones."""
    found = {
        "easy speakers": easy_speakers(rng(secret, "easy speakers")),
        "easy digits": easy_sounds(rng(secret, "easy digits")),
        "speakers": some_of(rng(secret, "which speakers"), shuffled(rng(secret, "speakers"), VOWELS, *vowels())),
        "digits": shuffled(rng(secret, "digits"), DIGITS, *digits()),
    }
    for name, reference in (("speakers", speech.recognise_speakers), ("digits", speech.recognise_digits)):
        with threadpool_limits(1):
            np.testing.assert_array_equal(reference(*found[f"easy {name}"].arguments), found[f"easy {name}"].expected)
    return found
