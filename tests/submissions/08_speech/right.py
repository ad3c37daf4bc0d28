# title: 全部正確，換一種寫法 | everything right, written another way
# base: reference
# expect: pre_emphasis = 8
# expect: frame_signal = 10
# expect: power_spectrum = 12
# expect: mel_filterbank = 15
# expect: mfcc = 13
# expect: fit_class_models = 12
# expect: classify = 13
# expect: confusion_matrix = 7
# expect: recognise_speakers = 5
# expect: recognise_digits = 5

# %%
def pre_emphasis(signal, coefficient=0.97):
    return scipy_signal.lfilter([1, -coefficient], [1], signal)


# %%
def frame_signal(signal, frame_length, hop_length):
    return np.lib.stride_tricks.sliding_window_view(signal, frame_length)[::hop_length].copy()


# %%
def power_spectrum(frames, n_fft):
    t, j = np.arange(np.shape(frames)[1]), np.arange(n_fft // 2 + 1)
    spectrum = (frames * scipy_signal.get_window("hamming", len(t), fftbins=False)) @ np.exp(-2j * np.pi * np.outer(t, j) / n_fft)
    return (spectrum * spectrum.conj()).real / n_fft


# %%
def mel_filterbank(sample_rate, n_fft, n_filters):
    mel = np.linspace(0, 2595 * np.log10(1 + sample_rate / 1400), n_filters + 2)
    corners = 700 * (10 ** (mel / 2595) - 1)
    f = np.linspace(0, sample_rate, n_fft, endpoint=False)[: n_fft // 2 + 1]
    return np.array([np.interp(f, corners[m : m + 3], [0, 1, 0]) for m in range(n_filters)])


# %%
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    P = power_spectrum(frame_signal(pre_emphasis(signal), frame_length, hop_length), n_fft)
    logs = np.log(np.clip(P @ mel_filterbank(sample_rate, n_fft, n_filters).T, 1e-10, None))
    return dct(logs, norm="ortho")[:, :n_coefficients]


# %%
def classify(utterance, classes, weights, means, variances):
    scores = []
    for c in range(len(classes)):
        total = 0.0
        for x in utterance:
            logs = [
                np.log(w) - 0.5 * np.sum(np.log(2 * np.pi * v) + (x - m) ** 2 / v)
                for w, m, v in zip(weights[c], means[c], variances[c])
            ]
            total += logsumexp(logs)
        scores.append(total)
    return classes[int(np.argmax(scores))]


# %%
def confusion_matrix(true, predicted, classes):
    return [[int(np.sum((true == a) & (predicted == b))) for b in classes] for a in classes]


# %%
def recognise_speakers(features, speakers, test_features):
    models = fit_class_models(features, speakers, 2)
    return [classify(u, *models) for u in test_features]
