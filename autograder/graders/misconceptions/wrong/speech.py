"""MFCC, class models and what is recognised by them, with switches for mistakes."""

import numpy as np
from scipy.fft import dct
from scipy.special import logsumexp
from sklearn.mixture import GaussianMixture


def pre_emphasis(signal, coefficient=0.97, *, mistakes):
    """Return the pre-emphasised signal."""
    x = np.array(signal, dtype=float)
    if "emphasis-coefficient-ignored" in mistakes:
        coefficient = 0.97
    before = np.append(0.0, x[:-1])
    if "emphasis-wraps-around" in mistakes:
        before = np.roll(x, 1)
    if "next-for-previous" in mistakes:
        before = np.append(x[1:], 0.0)
    if "first-sample-loses-itself" in mistakes:
        before[0] = x[0]
    if "coefficient-on-wrong-sample" in mistakes:
        y = coefficient * x - before
    elif "emphasis-added" in mistakes:
        y = x + coefficient * before
    else:
        y = x - coefficient * before
    if "emphasis-recursive" in mistakes:
        for t in range(1, len(y)):
            y[t] = x[t] - coefficient * y[t - 1]
    if "first-sample-zero" in mistakes:
        y[0] = 0.0
    if "first-sample-dropped" in mistakes:
        y = y[1:]
    if "emphasis-truncated" in mistakes:
        y = y.astype(np.asarray(signal).dtype)
    if "arguments-modified" in mistakes:
        signal[1:] = (signal[1:] - coefficient * signal[:-1]).astype(signal.dtype)
    return y


def frame_signal(signal, frame_length, hop_length, *, mistakes):
    """Return the frames."""
    signal = np.asarray(signal)
    if "frames-centred" in mistakes:
        signal = np.pad(signal, frame_length // 2)
    if "overlap-for-hop" in mistakes:
        hop_length = max(frame_length - hop_length, 1)
    if "hop-ignored" in mistakes:
        hop_length = frame_length
    n_frames = 1 + (len(signal) - frame_length) // hop_length
    if "last-frame-missing" in mistakes:
        n_frames -= 1
    if "last-frame-padded" in mistakes:
        n_frames = 1 + -(-(len(signal) - frame_length) // hop_length)
        signal = np.append(signal, np.zeros(frame_length + hop_length, dtype=signal.dtype))
    if "frames-one-sample-apart" in mistakes:
        hop_length = 1
    starts = hop_length * np.arange(max(n_frames, 0))
    frames = np.array(signal[starts[:, None] + np.arange(frame_length)])
    if "frames-windowed" in mistakes:
        frames = frames * np.hamming(frame_length)
    if "frames-centred-on-zero" in mistakes:
        frames = frames - frames.mean(axis=1, keepdims=True)
    if "frames-transposed" in mistakes:
        frames = frames.T
    return frames


def window_of(length, mistakes):
    """Return the window."""
    t = np.arange(length)
    if "window-forgotten" in mistakes:
        return np.ones(length)
    if "hann-for-hamming" in mistakes:
        return 0.5 - 0.5 * np.cos(2 * np.pi * t / (length - 1))
    if "periodic-window" in mistakes:
        return 0.54 - 0.46 * np.cos(2 * np.pi * t / length)
    return np.hamming(length)


def power_spectrum(frames, n_fft, *, mistakes):
    """Return the power spectrum."""
    if "arguments-modified" in mistakes:
        frames[...] = (frames * np.hamming(frames.shape[1])).astype(frames.dtype)
    frames = np.asarray(frames, dtype=float)
    length = frames.shape[1]
    if "window-over-zeros" in mistakes:
        windowed = np.pad(frames, ((0, 0), (0, n_fft - length))) * window_of(n_fft, mistakes)
    else:
        windowed = frames * window_of(length, mistakes)
    if "n-fft-ignored" in mistakes:
        n_fft = length
    if "transform-over-frames" in mistakes:
        spectrum = np.fft.fft(windowed, n_fft, axis=0).T[:, : n_fft // 2 + 1]
    elif "both-halves" in mistakes:
        spectrum = np.fft.fft(windowed, n_fft, axis=1)
    else:
        spectrum = np.fft.rfft(windowed, n_fft, axis=1)
    if "last-frequency-missing" in mistakes:
        spectrum = spectrum[:, :-1]
    power = np.abs(spectrum) if "amplitude-for-power" in mistakes else np.abs(spectrum) ** 2
    if "real-part-squared" in mistakes:
        power = spectrum.real**2
    if "power-divided" in mistakes:
        how = mistakes["power-divided"]
        return power if how is None else power / {"frame": length, "square": n_fft**2}[how]
    if "power-in-decibel" in mistakes:
        return 10 * np.log10(power / n_fft)
    return power / n_fft


def hertz(n_points, highest, mistakes):
    """Return points from 0 to the highest frequency, equally spaced in mel."""
    if "hertz-for-mel" in mistakes:
        return np.linspace(0, highest, n_points)
    if "slaney-scale" in mistakes:
        step = np.log(6.4) / 27
        top = 15 + np.log(highest / 1000) / step if highest >= 1000 else 3 * highest / 200
        mel = np.linspace(0, top, n_points)
        return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp(step * (mel - 15)))
    top = 2595 * np.log10(1 + highest / 700)
    if "mel-without-inverse" in mistakes:
        return np.linspace(0, top, n_points)
    if "logarithms-mixed" in mistakes:
        return 700 * (np.exp(np.linspace(0, top, n_points) / 2595) - 1)
    return 700 * (10 ** (np.linspace(0, top, n_points) / 2595) - 1)


def mel_filterbank(sample_rate, n_fft, n_filters, *, mistakes):
    """Return the filters."""
    highest = sample_rate if "whole-rate-for-half" in mistakes else sample_rate / 2
    points = hertz(n_filters + 2, highest, mistakes)
    frequencies = np.arange(n_fft // 2 + 1) * sample_rate / n_fft
    if "bins-rounded" in mistakes:
        points = np.floor((n_fft + 1) * points / sample_rate) * sample_rate / n_fft
    if "frequency-of-bin" in mistakes:
        frequencies = np.linspace(0, sample_rate, n_fft // 2 + 1)
    if "triangles-over-mel" in mistakes:
        points, frequencies = (2595 * np.log10(1 + values / 700) for values in (points, frequencies))
    left, peak, right = (points[i : i + n_filters, None] for i in range(3))
    with np.errstate(all="ignore"):
        rising, falling = (frequencies - left) / (peak - left), (right - frequencies) / (right - peak)
        filters = np.minimum(rising, falling)
    if "negative-outside" not in mistakes:
        filters = np.maximum(0, filters)
    filters = np.nan_to_num(filters)
    if "rectangles-for-triangles" in mistakes:
        filters = (filters > 0).astype(float)
    if "area-of-one" in mistakes:
        filters = filters * 2 / (right - left)
    if "sum-of-one" in mistakes:
        filters = filters / np.maximum(filters.sum(axis=1, keepdims=True), 1e-12)
    if "rising-half-only" in mistakes:
        filters = np.where(frequencies <= peak, filters, 0.0)
    return filters.T if "filters-transposed" in mistakes else filters


def mfcc(
    signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13, *, mistakes
):
    """Return the MFCC."""
    if "mfcc-settings-ignored" in mistakes:
        sample_rate, frame_length, hop_length, n_fft, n_filters = 8000, 200, 80, 256, 26
    x = np.array(signal, dtype=float)
    if "arguments-modified" in mistakes:
        signal[1:] = (signal[1:] - 0.97 * signal[:-1]).astype(signal.dtype)
    if "pre-emphasis-forgotten" not in mistakes:
        x = pre_emphasis(x, mistakes={})
    power = power_spectrum(frame_signal(x, frame_length, hop_length, mistakes={}), n_fft, mistakes={})
    filters = mel_filterbank(sample_rate, n_fft, n_filters, mistakes={})
    if "log-before-filters" in mistakes:
        logs = np.log(np.maximum(power, 1e-10)) @ filters.T
    else:
        energies = power @ filters.T
        if "squared-twice" in mistakes:
            energies = power**2 @ filters.T
        if "floor-of-silence" in mistakes:
            how = mistakes["floor-of-silence"]
            small = {"eps": np.finfo(float).eps, "one": 1e-3, "six": 1e-6}
            energies = energies if how is None else np.maximum(energies, small[how])
        else:
            energies = np.maximum(energies, 1e-10)
        with np.errstate(all="ignore"):
            logs = np.log(energies)
        if "decibel-for-log" in mistakes:
            logs = logs / np.log(10) * (mistakes["decibel-for-log"] or 1)
        if "log-forgotten" in mistakes:
            logs = energies
    if "dct-forgotten" in mistakes:
        return logs[:, :n_coefficients]
    if "dct-of-another-type" in mistakes:
        cepstra = dct(logs, type=mistakes["dct-of-another-type"] or 3, norm="ortho", axis=1)
    elif "dct-over-frames" in mistakes:
        cepstra = dct(logs, type=2, norm="ortho", axis=0)
    else:
        cepstra = dct(logs, type=2, norm=None if "dct-not-orthonormal" in mistakes else "ortho", axis=1)
    if "coefficient-0-dropped" in mistakes:
        cepstra = cepstra[:, 1:]
    cepstra = cepstra if "all-coefficients-kept" in mistakes else cepstra[:, :n_coefficients]
    if "mean-removed" in mistakes:
        cepstra = cepstra - cepstra.mean(axis=0)
    return cepstra.T if "mfcc-transposed" in mistakes else cepstra


def frames_of(features, labels, one, mistakes):
    """Return the frames that a class's model is fitted to."""
    own = [utterance for utterance, label in zip(features, labels, strict=True) if label == one]
    if "all-classes-together" in mistakes:
        own = list(features)
    if "one-utterance-only" in mistakes:
        own = own[-1:] if mistakes["one-utterance-only"] == "last" else own[:1]
    if "means-of-utterances" in mistakes:
        return np.array([np.mean(utterance, axis=0) for utterance in own])
    if "utterances-cut-to-one-length" in mistakes:
        shortest = min(map(len, features))
        own = [utterance[:shortest] for utterance in own]
    return np.vstack(own)


def fit_class_models(features, labels, n_components, random_state=0, *, mistakes):
    """Return classes, weights, means and variances."""
    labels = np.asarray(labels)
    classes = np.unique(labels)
    if "classes-as-they-come" in mistakes:
        classes = np.array(list(dict.fromkeys(labels.tolist())))
    ridge = 1e-6 if "ridge-of-default" in mistakes else 1e-3
    kind = "spherical" if "one-variance-for-all" in mistakes else "diag"
    if "n-components-ignored" in mistakes:
        n_components = 1
    models = []
    for one in classes:
        model = GaussianMixture(n_components, covariance_type=kind, reg_covar=ridge, random_state=random_state)
        models.append(model.fit(frames_of(features, labels, one, mistakes)))
    weights = np.stack([model.weights_ for model in models])
    means = np.stack([model.means_ for model in models])
    variances = np.stack([model.covariances_ for model in models])
    if "one-variance-for-all" in mistakes:
        variances = np.repeat(variances[:, :, None], means.shape[2], axis=2)
    if "deviations-for-variances" in mistakes:
        variances = np.sqrt(variances)
    if "precisions-for-variances" in mistakes:
        variances = 1 / variances
    if "weights-all-equal" in mistakes:
        weights = np.full_like(weights, 1 / n_components)
    if "classes-numbered-anew" in mistakes:
        classes = np.arange(len(classes))
    if "arguments-modified" in mistakes:
        for utterance in features:
            utterance[...] = 0
    return classes, weights, means, variances


def classify(utterance, classes, weights, means, variances, *, mistakes):
    """Return the class of an utterance."""
    X = np.array(utterance, dtype=float)
    if "arguments-modified" in mistakes:
        weights[...] = 1 / weights.shape[1]
        means[...] = 0
    if "first-frame-only" in mistakes:
        X = X[:1]
    if "mean-frame-only" in mistakes:
        X = X.mean(axis=0, keepdims=True)
    if "variance-squared" in mistakes:
        variances = variances**2
    difference = X[:, None, None, :] - means
    squares = difference**2 if "variances-forgotten" in mistakes else difference**2 / variances
    log_densities = -0.5 * np.sum(squares, axis=3)
    if not mistakes.keys() & {"determinant-forgotten", "variances-forgotten"}:
        log_densities = log_densities - 0.5 * np.sum(np.log(2 * np.pi * variances), axis=2)
    if "class-weights-forgotten" in mistakes:
        weights = np.ones_like(weights)
    with np.errstate(all="ignore"):
        if "largest-component-only" in mistakes:
            logs = np.max(log_densities + np.log(weights), axis=2)
        elif "component-logs-averaged" in mistakes:
            logs = np.sum(weights * log_densities, axis=2)
        else:
            logs = logsumexp(log_densities, axis=2, b=weights)
        if "densities-multiplied" in mistakes:
            scores = np.prod(np.exp(logs), axis=0)
        elif "log-of-underflow" in mistakes:
            scores = np.log(np.sum(weights * np.exp(log_densities), axis=2)).sum(axis=0)
        elif "densities-added" in mistakes:
            scores = np.exp(logs).sum(axis=0)
        elif "best-frame-only" in mistakes:
            scores = logs.max(axis=0)
        elif "frames-vote" in mistakes:
            scores = np.bincount(logs.argmax(axis=1), minlength=len(classes))
        else:
            scores = logs.sum(axis=0)
    if "label-of-each-frame" in mistakes:
        return classes[logs.argmax(axis=1)]
    if "score-for-class" in mistakes:
        return float(scores.max())
    best = np.argmin(scores) if "least-likely-class" in mistakes else np.argmax(scores)
    return int(best) if "position-for-class" in mistakes else int(classes[best])


def confusion_matrix(true, predicted, classes, *, mistakes):
    """Return the counts."""
    true, predicted, classes = np.array(true), np.array(predicted), np.array(classes)
    if "classes-sorted" in mistakes:
        classes = np.sort(classes)
    if "absent-class-dropped" in mistakes:
        classes = np.array([one for one in classes if np.any(true == one) or np.any(predicted == one)])
    counts = np.sum((true[:, None, None] == classes[:, None]) & (predicted[:, None, None] == classes), axis=0)
    if "rows-and-columns-swapped" in mistakes:
        counts = counts.T
    if "only-hits-counted" in mistakes:
        counts = np.diag(np.diag(counts))
    if "only-mistakes-counted" in mistakes:
        counts = counts - np.diag(np.diag(counts))
    if "seen-not-counted" in mistakes:
        counts = (counts > 0).astype(int)
    if "shares-for-counts" in mistakes:
        with np.errstate(all="ignore"):
            counts = counts / (
                len(true) if mistakes["shares-for-counts"] == "all" else counts.sum(axis=1, keepdims=True)
            )
    if "columns-counted-only" in mistakes:
        counts = np.tile(counts.sum(axis=0), (len(classes), 1))
    return counts


def recognised(train, labels, test, mistakes):
    """Return the classes of the test utterances."""
    train, labels, test = list(train), np.asarray(labels), list(test)
    if "training-data-recognised" in mistakes:
        test = train
    if "labels-out-of-order" in mistakes:
        labels = np.sort(labels)
    models = fit_class_models(train, labels, 4, mistakes={})
    inner = {name: None for name in ("first-frame-only", "position-for-class") if name in mistakes}
    if "label-of-each-frame" in mistakes:
        return np.concatenate([classify(u, *models, mistakes={"label-of-each-frame": None}) for u in test])
    predicted = np.array([classify(u, *models, mistakes=inner) for u in test])
    if "always-the-same" in mistakes:
        predicted = np.full_like(predicted, models[0][0])
    return np.sort(predicted) if "predictions-sorted" in mistakes else predicted


def recognise_speakers(features, speakers, test_features, *, mistakes):
    """Return the speakers of the test utterances."""
    return recognised(features, speakers, test_features, mistakes)


def recognise_digits(sounds, digits, test_sounds, *, mistakes):
    """Return the digits of the test sounds."""

    def features(sound):
        if "waves-for-mfcc" in mistakes:
            return frame_signal(sound, 200, 80, mistakes={})
        if "loudness-for-mfcc" in mistakes:
            return mfcc(sound, mistakes={})[:, :1]
        return mfcc(sound, mistakes={})

    return recognised([features(one) for one in sounds], digits, [features(one) for one in test_sounds], mistakes)
