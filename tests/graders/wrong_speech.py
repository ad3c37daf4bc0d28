"""Wrong answers to ``08_speech`` that know nothing of the catalogue, each as a student could have written it."""

import numpy as np
from scipy import fft
from scipy.special import logsumexp
from scipy.stats import norm
from sklearn.mixture import GaussianMixture

from solutions import speech


def pre_emphasis(signal, coefficient=0.97, *, mistake=""):
    x = np.asarray(signal)
    match mistake:
        case "integer array":
            y = np.array(signal) if x.dtype.kind in "iu" else np.array(signal, dtype=int)
            for t in range(1, len(x)):
                y[t] = x[t] - coefficient * x[t - 1]
            return y
        case "squared":
            return np.append(x[:1], x[1:] - coefficient**2 * x[:-1])
        case "plain difference":
            return np.append(x[:1], np.diff(x.astype(float)))
        case "two back":
            return x - coefficient * np.append([0, 0], x[:-2])[: len(x)] if len(x) > 1 else x
        case "absolute":
            return np.abs(np.append(x[:1], x[1:] - coefficient * x[:-1]))
        case "in place, forwards":
            y = np.array(signal, dtype=float)
            for t in range(1, len(y)):
                y[t] -= coefficient * y[t - 1]
            return y
        case "scaled to one":
            y = np.append(x[:1], x[1:] - coefficient * x[:-1])
            return y / np.abs(y).max()
        case "smoothed":
            return np.append(x[:1], (1 - coefficient) * x[1:] + coefficient * x[:-1])
        case "nothing":
            return x
        case "zeros":
            return np.zeros(len(x))
        case "padded at the end":
            return np.append(x[1:] - coefficient * x[:-1], x[-1])
        case "modifies":
            signal[1:] = signal[1:] - (coefficient * signal[:-1]).astype(signal.dtype)
            return speech.pre_emphasis(x, coefficient)
    return speech.pre_emphasis(signal, coefficient)


def frame_signal(signal, frame_length, hop_length, *, mistake=""):
    x, L, H = np.asarray(signal), frame_length, hop_length
    n = 1 + (len(x) - L) // H
    match mistake:
        case "n over hop":
            n = len(x) // H
            return np.array([np.resize(np.append(x[i * H : i * H + L], np.zeros(L)), L) for i in range(n)])
        case "rounded":
            n = 1 + round((len(x) - L) / H)
            return np.array([np.append(x, np.zeros(L))[i * H : i * H + L] for i in range(n)])
        case "one more":
            return np.vstack([speech.frame_signal(x, L, H), x[-L:]])
        case "first only":
            return x[None, :L]
        case "reshaped":
            return x[: len(x) // L * L].reshape(-1, L)
        case "reversed frames":
            return speech.frame_signal(x, L, H)[:, ::-1]
        case "from the end":
            return speech.frame_signal(x[::-1], L, H)[::-1, ::-1]
        case "hop and length swapped":
            return speech.frame_signal(x, H, L)
        case "one short inside":
            return np.array([x[i * H : i * H + L - 1] for i in range(n)])
        case "starts at hop":
            return np.array([np.append(x, np.zeros(L + H))[(i + 1) * H : (i + 1) * H + L] for i in range(n)])
        case "truncated":
            return speech.frame_signal(x, L, H).astype(int)
        case "scaled":
            return speech.frame_signal(x, L, H) / 128
    return speech.frame_signal(signal, L, H)


def power_spectrum(frames, n_fft, *, mistake=""):
    F = np.asarray(frames, dtype=float)
    L = F.shape[1]
    window = np.hamming(L)
    match mistake:
        case "one-sided":
            P = speech.power_spectrum(F, n_fft)
            P[:, 1:-1] *= 2
            return P
        case "normalised window":
            return np.abs(np.fft.rfft(F * window / window.sum(), n_fft)) ** 2
        case "density":
            return np.abs(np.fft.rfft(F * window, n_fft)) ** 2 / np.sum(window**2)
        case "blackman":
            window = np.blackman(L)
        case "window squared":
            window = window**2
        case "window added":
            return np.abs(np.fft.rfft(F + window, n_fft)) ** 2 / n_fft
        case "centred zeros":
            F = F - F.mean(axis=1, keepdims=True)
        case "divided before the square":
            return (np.abs(np.fft.rfft(F * window, n_fft)) / n_fft) ** 2
        case "complex":
            return np.fft.rfft(F * window, n_fft) / n_fft
        case "half without Nyquist":
            return (np.abs(np.fft.fft(F * window, n_fft)) ** 2 / n_fft)[:, : n_fft // 2]
        case "other end":
            return (np.abs(np.fft.fft(F * window, n_fft)) ** 2 / n_fft)[:, -(n_fft // 2 + 1) :]
        case "ortho and divided":
            return np.abs(np.fft.rfft(F * window, n_fft, norm="ortho")) ** 2 / n_fft
        case "cosine transform":
            return fft.dct(F * window, n=n_fft)[:, : n_fft // 2 + 1] ** 2 / n_fft
        case "transposed":
            return speech.power_spectrum(F, n_fft).T
        case "root":
            return np.sqrt(speech.power_spectrum(F, n_fft))
    return np.abs(np.fft.rfft(F * window, n_fft)) ** 2 / n_fft


def mel_filterbank(sample_rate, n_fft, n_filters, *, mistake=""):
    M, f = n_filters, np.arange(n_fft // 2 + 1) * sample_rate / n_fft

    def filters(points):
        return np.array([np.interp(f, points[m : m + 3], [0, 1, 0]) for m in range(M)])

    top = 2595 * np.log10(1 + sample_rate / 1400)
    points = 700 * (10 ** (np.linspace(0, top, M + 2) / 2595) - 1)
    match mistake:
        case "too few points":
            return filters(np.append(700 * (10 ** (np.linspace(0, top, M + 1) / 2595) - 1), sample_rate / 2))
        case "starts at 133 Hz":
            low = 2595 * np.log10(1 + 133 / 700)
            return filters(700 * (10 ** (np.linspace(low, top, M + 2) / 2595) - 1))
        case "ends below":
            return filters(points * 0.9)
        case "geometric":
            return filters(np.append(0, np.geomspace(50, sample_rate / 2, M + 1)))
        case "constant 1000":
            return filters(1000 * (10 ** (np.linspace(0, 2595 * np.log10(1 + sample_rate / 2000), M + 2) / 2595) - 1))
        case "gaussians":
            width = (points[2:] - points[:-2]) / 4
            return np.exp(-0.5 * ((f - points[1:-1, None]) / width[:, None]) ** 2)
        case "always 8000":
            return speech.mel_filterbank(8000, n_fft, M)
        case "always 26":
            return speech.mel_filterbank(sample_rate, n_fft, 26)
        case "always 256":
            return speech.mel_filterbank(sample_rate, 256, M)
        case "reversed":
            return filters(points)[::-1]
        case "last flat":
            B = filters(points)
            B[-1, f > points[-2]] = 1
            return B
        case "squared":
            return filters(points) ** 2
        case "peak scaled to one":
            B = filters(points)
            return B / np.maximum(B.max(axis=1, keepdims=True), 1e-9)
        case "nyquist one less":
            return speech.mel_filterbank(sample_rate, n_fft, M)[:, :-1]
        case "frequencies to half with n_fft":
            g = np.linspace(0, sample_rate / 2, n_fft // 2 + 1)
            B = np.array([np.interp(g, points[m : m + 3], [0, 1, 0]) for m in range(M)])
            return B if n_fft % 2 else np.roll(B, 1, axis=1)
        case "zeros":
            return np.zeros((M, len(f)))
    return filters(points)


def mfcc(
    signal,
    sample_rate=8000,
    frame_length=200,
    hop_length=80,
    n_fft=256,
    n_filters=26,
    n_coefficients=13,
    *,
    mistake="",
):
    x = np.asarray(signal, dtype=float)
    y = speech.pre_emphasis(x, {"coefficient 0.95": 0.95}.get(mistake, 0.97))
    if mistake == "scaled to one":
        y = y / max(np.abs(y).max(), 1e-12)
    if mistake == "emphasis twice":
        y = speech.pre_emphasis(y)
    F = speech.frame_signal(y, frame_length, hop_length)
    if mistake == "emphasis in each frame":
        F = np.array([speech.pre_emphasis(one) for one in speech.frame_signal(x, frame_length, hop_length)])
    if mistake == "windowed twice":
        F = F * np.hamming(frame_length)
    P = speech.power_spectrum(F, n_fft)
    B = speech.mel_filterbank(sample_rate, n_fft, n_filters)
    E = (np.sqrt(P) if mistake == "amplitudes" else P) @ B.T
    if mistake == "filters averaged":
        E = E / B.sum(axis=1)
    ell = np.log(np.maximum(E, 1e-10))
    if mistake == "log1p":
        ell = np.log1p(E)
    if mistake == "floor added as one":
        ell = np.log(E + 1)
    if mistake == "log2":
        ell = np.log2(np.maximum(E, 1e-10))
    if mistake == "nan to zero":
        with np.errstate(all="ignore"):
            ell = np.nan_to_num(np.log(E), neginf=0.0)
    if mistake == "floor after the log":
        with np.errstate(all="ignore"):
            ell = np.maximum(np.log(E), 0)
    C = fft.dct(ell, type=2, norm="ortho", axis=1)
    if mistake == "dst":
        C = fft.dst(ell, type=2, norm="ortho", axis=1)
    if mistake == "real fft":
        C = np.fft.rfft(ell, 2 * n_filters, axis=1).real
    if mistake == "inverse":
        C = fft.idct(ell, type=2, norm="ortho", axis=1)
    if mistake == "energy for coefficient 0":
        C[:, 0] = np.log(np.maximum(np.sum(F**2, axis=1), 1e-10))
    if mistake == "liftered":
        C = C * (1 + 11 * np.sin(np.pi * np.arange(n_filters) / 22))
    if mistake == "last coefficients":
        return C[:, -n_coefficients:]
    if mistake == "standardised":
        return ((C - C.mean(axis=0)) / (C.std(axis=0) + 1e-9))[:, :n_coefficients]
    if mistake == "averaged over frames":
        return np.tile(C.mean(axis=0), (len(C), 1))[:, :n_coefficients]
    return C[:, :n_coefficients]


def fit_class_models(features, labels, n_components, random_state=0, *, mistake=""):
    labels = np.asarray(labels)
    classes, W, M, V = np.unique(labels), [], [], []
    for c in classes:
        own = [np.asarray(u, dtype=float) for u, one in zip(features, labels, strict=True) if one == c]
        X = np.vstack(own)
        if mistake == "all but the class":
            X = np.vstack([u for u, one in zip(features, labels, strict=True) if one != c] or own)
        if mistake == "every other frame":
            X = X[::2]
        if mistake == "without the first frame":
            X = np.vstack([u[1:] for u in own])
        if mistake == "standardised":
            X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9)
        if mistake == "one ridge":
            model = GaussianMixture(n_components, covariance_type="diag", reg_covar=1.0, random_state=random_state)
        elif mistake in ("full", "diagonal of full"):
            model = GaussianMixture(n_components, covariance_type="full", reg_covar=1e-3, random_state=random_state)
        elif mistake == "one step":
            model = GaussianMixture(
                n_components,
                covariance_type="diag",
                reg_covar=1e-3,
                random_state=random_state,
                max_iter=1,
                init_params="random",
            )
        else:
            model = GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, random_state=random_state)
        model.fit(X)
        W.append(model.weights_), M.append(model.means_), V.append(model.covariances_)
        if mistake == "fits the last only":
            W, M, V = [W[-1]] * len(W), [M[-1]] * len(M), [V[-1]] * len(V)
        if mistake == "labels by position":
            V[-1] = V[0]
    W, M, V = np.stack(W), np.stack(M), np.stack(V)
    if mistake == "diagonal of full":
        V = np.diagonal(V, axis1=2, axis2=3)
    if mistake == "unsorted weights":
        W = W[:, ::-1] * np.linspace(1, 2, n_components)
    if mistake == "reversed classes":
        classes = classes[::-1]
    if mistake == "log weights":
        W = np.log(W)
    if mistake == "order":
        return classes, M, W, V
    if mistake == "dict":
        return {int(c): (w, m, v) for c, w, m, v in zip(classes, W, M, V, strict=True)}
    if mistake == "without classes":
        return W, M, V
    if mistake == "shuffled":
        return classes, np.roll(W, 1, axis=0), np.roll(M, 1, axis=0), np.roll(V, 1, axis=0)
    return classes, W, M, V


def classify(utterance, classes, weights, means, variances, *, mistake=""):
    X = np.asarray(utterance, dtype=float)
    sigma = np.sqrt(variances)
    logs = norm.logpdf(X[:, None, None], means, sigma).sum(axis=3)  # (n_frames, n_classes, K)
    match mistake:
        case "epsilon":
            scores = np.log(np.sum(weights * np.exp(logs), axis=2) + 1e-300).sum(axis=0)
        case "big epsilon":
            scores = np.log(np.sum(weights * np.exp(logs), axis=2) + 1e-6).sum(axis=0)
        case "sum of component logs":
            scores = (np.log(weights) + logs).sum(axis=2).sum(axis=0)
        case "first component":
            scores = (np.log(weights) + logs)[:, :, 0].sum(axis=0)
        case "last frame":
            scores = logsumexp(logs, axis=2, b=weights)[-1]
        case "features one by one":
            one = logsumexp(norm.logpdf(X[:, None, None], means, sigma), axis=2, b=weights[:, :, None])
            scores = one.sum(axis=(0, 2))
        case "median":
            scores = np.median(logsumexp(logs, axis=2, b=weights), axis=0)
        case "scale is variance":
            scores = logsumexp(norm.logpdf(X[:, None, None], means, variances).sum(axis=3), axis=2, b=weights).sum(
                axis=0
            )
        case "unit variance":
            scores = logsumexp(norm.logpdf(X[:, None, None], means).sum(axis=3), axis=2, b=weights).sum(axis=0)
        case "probabilities summed over frames first":
            scores = logsumexp(logs.sum(axis=0), axis=1, b=weights)
        case "mean of the class":
            centre = np.sum(weights[:, :, None] * means, axis=1)
            scores = -np.sum((X.mean(axis=0) - centre) ** 2, axis=1)
        case "first class":
            return int(classes[0])
        case "largest class":
            return int(max(classes))
        case "sorted classes":
            scores = logsumexp(logs, axis=2, b=weights).sum(axis=0)
            return int(np.sort(classes)[np.argmax(scores)])
        case "from one":
            return 1 + int(np.argmax(logsumexp(logs, axis=2, b=weights).sum(axis=0)))
        case "truncated":
            scores = logsumexp(
                norm.logpdf(X.astype(int)[:, None, None], means, sigma).sum(axis=3), axis=2, b=weights
            ).sum(0)
        case "modifies":
            weights /= 2
            scores = logsumexp(logs, axis=2, b=weights).sum(axis=0)
        case _:
            scores = logsumexp(logs, axis=2, b=weights).sum(axis=0)
    return int(classes[np.argmax(scores)])


def confusion_matrix(true, predicted, classes, *, mistake=""):
    true, predicted, classes = np.asarray(true), np.asarray(predicted), np.asarray(classes)
    counts = speech.confusion_matrix(true, predicted, classes)
    match mistake:
        case "one sided":
            return np.triu(counts)
        case "symmetric":
            return counts + counts.T
        case "as indices":
            n = max(int(true.max()), int(predicted.max())) + 1
            out = np.zeros((n, n), dtype=int)
            np.add.at(out, (true, predicted), 1)
            return out
        case "accuracy":
            return np.mean(true == predicted)
        case "percent":
            return np.round(100 * counts / counts.sum(), 1)
        case "starts from one":
            return counts + 1
        case "column shares":
            return counts / np.maximum(counts.sum(axis=0), 1)
        case "stops early":
            return speech.confusion_matrix(true[:-1], predicted[:-1], classes)
        case "order of appearance":
            order = list(dict.fromkeys(true.tolist()))
            order += [c for c in classes.tolist() if c not in order]
            return speech.confusion_matrix(true, predicted, np.array(order))
        case "reversed":
            return counts[::-1, ::-1]
        case "zeros":
            return np.zeros_like(counts)
        case "identity":
            return np.eye(len(classes))
        case "hits on true only":
            return np.diag(counts.sum(axis=1))
    return counts


def recognise_speakers(features, speakers, test_features, *, mistake=""):
    return _recognise(features, speakers, test_features, mistake)


def recognise_digits(sounds, digits, test_sounds, *, mistake=""):
    if mistake == "spectra":
        train, test = ([np.log(_spectrum(one) + 1e-6)[:, :2] for one in part] for part in (sounds, test_sounds))
        return _recognise(train, digits, test, "")
    if mistake == "lengths":
        train, test = ([np.array([[float(len(one))]]) for one in part] for part in (sounds, test_sounds))
        return _recognise(train, digits, test, "", 1)
    if mistake == "one sample a frame":
        train, test = ([np.asarray(one)[:, None] for one in part] for part in (sounds, test_sounds))
        return _recognise(train, digits, test, "")
    return _recognise([speech.mfcc(s) for s in sounds], digits, [speech.mfcc(s) for s in test_sounds], mistake)


def _spectrum(sound):
    return speech.power_spectrum(speech.frame_signal(sound, 200, 80), 256)


def _recognise(train, labels, test, mistake, n_components=4):
    labels = np.asarray(labels)
    models = speech.fit_class_models(train, labels, n_components)
    predicted = np.array([speech.classify(u, *models) for u in test])
    match mistake:
        case "majority":
            return np.full(len(test), np.bincount(labels).argmax())
        case "training labels":
            return labels[: len(test)]
        case "labels in turn":
            return np.resize(models[0], len(test))
        case "reversed":
            return predicted[::-1]
        case "off by one":
            return predicted + 1
        case "zeros":
            return np.zeros(len(test))
        case "accuracy":
            return 0.97
        case "half":
            return predicted[: len(predicted) // 2]
        case "texts":
            return [str(one) for one in predicted]
        case "first feature":
            models = speech.fit_class_models([u[:, -1:] for u in train], labels, 1)
            return np.array([speech.classify(u[:, -1:], *models) for u in test])
        case "random":
            return np.random.default_rng(0).choice(models[0], len(test))
        case "first class model":
            one = [part[:1] for part in models]
            return np.array([speech.classify(u, *one) for u in test])
        case "first frame":
            return np.array([speech.classify(u[:1], *models) for u in test])
        case "modifies":
            for u in train:
                u[...] = 0
    return predicted


TABLE = {
    "pre_emphasis": (
        *(
            "integer array",
            "squared",
            "plain difference",
            "two back",
            "absolute",
            "in place, forwards",
            "scaled to one",
        ),
        *("smoothed", "nothing", "zeros", "padded at the end", "modifies"),
    ),
    "frame_signal": (
        *("n over hop", "rounded", "one more", "first only", "reshaped", "reversed frames", "from the end"),
        *("hop and length swapped", "one short inside", "starts at hop", "truncated", "scaled"),
    ),
    "power_spectrum": (
        *("one-sided", "normalised window", "density", "blackman", "window squared", "window added", "centred zeros"),
        *("divided before the square", "complex", "half without Nyquist", "other end", "ortho and divided"),
        *("cosine transform", "transposed", "root"),
    ),
    "mel_filterbank": (
        *("too few points", "starts at 133 Hz", "ends below", "geometric", "constant 1000", "gaussians", "always 8000"),
        *("always 26", "always 256", "reversed", "last flat", "squared", "peak scaled to one", "nyquist one less"),
        *("frequencies to half with n_fft", "zeros"),
    ),
    "mfcc": (
        *(
            "coefficient 0.95",
            "scaled to one",
            "emphasis twice",
            "emphasis in each frame",
            "windowed twice",
            "amplitudes",
        ),
        *(
            "filters averaged",
            "log1p",
            "floor added as one",
            "log2",
            "nan to zero",
            "floor after the log",
            "dst",
            "real fft",
        ),
        *(
            "inverse",
            "energy for coefficient 0",
            "liftered",
            "last coefficients",
            "standardised",
            "averaged over frames",
        ),
    ),
    "fit_class_models": (
        *(
            "all but the class",
            "every other frame",
            "without the first frame",
            "standardised",
            "one ridge",
            "full",
            "one step",
        ),
        *("fits the last only", "labels by position", "diagonal of full", "unsorted weights", "reversed classes"),
        *("log weights", "order", "dict", "without classes", "shuffled"),
    ),
    "classify": (
        *("epsilon", "big epsilon", "sum of component logs", "first component", "last frame", "features one by one"),
        *(
            "median",
            "scale is variance",
            "unit variance",
            "probabilities summed over frames first",
            "mean of the class",
        ),
        *("first class", "largest class", "sorted classes", "from one", "truncated", "modifies"),
    ),
    "confusion_matrix": (
        *(
            "one sided",
            "symmetric",
            "as indices",
            "accuracy",
            "percent",
            "starts from one",
            "column shares",
            "stops early",
        ),
        *("order of appearance", "reversed", "zeros", "identity", "hits on true only"),
    ),
    "recognise_speakers": (
        *(
            "majority",
            "training labels",
            "labels in turn",
            "reversed",
            "off by one",
            "zeros",
            "accuracy",
            "half",
            "texts",
        ),
        *("first feature", "random", "first class model", "first frame", "modifies"),
    ),
    "recognise_digits": (
        *("spectra", "lengths", "one sample a frame", "majority", "training labels", "labels in turn", "reversed"),
        *("off by one", "zeros", "accuracy", "half", "texts", "random", "first class model", "first frame"),
    ),
}
