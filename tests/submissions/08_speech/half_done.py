# title: 只做到濾波器 | got as far as the filters
# base: stub
# expect: pre_emphasis = 8
# expect: frame_signal = 10
# expect: power_spectrum = 12
# expect: mel_filterbank = 15
# expect: mfcc = 0
# expect: fit_class_models = 0
# expect: classify = 0
# expect: confusion_matrix = 0
# expect: recognise_speakers = 0
# expect: recognise_digits = 0

# %%
def pre_emphasis(signal, coefficient=0.97):
    y = np.array(signal, dtype=float)
    y[1:] -= coefficient * np.asarray(signal, dtype=float)[:-1]
    return y


# %%
def frame_signal(signal, frame_length, hop_length):
    frames = []
    start = 0
    while start + frame_length <= len(signal):
        frames.append(signal[start : start + frame_length])
        start += hop_length
    return np.array(frames)


# %%
def power_spectrum(frames, n_fft):
    return np.abs(np.fft.rfft(frames * np.hamming(frames.shape[1]), n_fft)) ** 2 / n_fft


# %%
def mel_filterbank(sample_rate, n_fft, n_filters):
    top = 2595 * np.log10(1 + sample_rate / 2 / 700)
    c = 700 * (10 ** (np.linspace(0, top, n_filters + 2) / 2595) - 1)
    B = np.zeros((n_filters, n_fft // 2 + 1))
    for m in range(n_filters):
        for j in range(n_fft // 2 + 1):
            f = j * sample_rate / n_fft
            if c[m] < f <= c[m + 1]:
                B[m, j] = (f - c[m]) / (c[m + 1] - c[m])
            elif c[m + 1] < f < c[m + 2]:
                B[m, j] = (c[m + 2] - f) / (c[m + 2] - c[m + 1])
    return B
