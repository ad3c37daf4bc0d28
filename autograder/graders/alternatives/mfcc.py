# %% 用 clip 與矩陣 | clip, and matrices
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    frames = np.asarray(frame_signal(pre_emphasis(signal), frame_length, hop_length))
    E = np.asarray(power_spectrum(frames, n_fft)) @ np.asarray(mel_filterbank(sample_rate, n_fft, n_filters)).T
    return dct(np.log(np.clip(E, 1e-10, None)), norm="ortho")[:, :n_coefficients]


# %% DCT 自己寫 | the DCT by hand
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    frames = frame_signal(pre_emphasis(signal, 0.97), frame_length, hop_length)
    log_energies = np.log(np.maximum(power_spectrum(frames, n_fft) @ mel_filterbank(sample_rate, n_fft, n_filters).T, 1e-10))
    m = np.arange(n_filters)
    columns = []
    for q in range(n_coefficients):
        s = np.sqrt((1 if q == 0 else 2) / n_filters)
        columns.append(s * log_energies @ np.cos(np.pi * q * (2 * m + 1) / (2 * n_filters)))
    return np.column_stack(columns)


# %% 什麼都不呼叫 | calls none of the others
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    x = np.asarray(signal, dtype=float)
    y = scipy_signal.lfilter([1, -0.97], [1], x)
    F = np.lib.stride_tricks.sliding_window_view(y, frame_length)[::hop_length] * np.hamming(frame_length)
    P = np.abs(np.fft.rfft(F, n_fft)) ** 2 / n_fft
    c = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + sample_rate / 1400), n_filters + 2) / 2595) - 1)
    f = np.fft.rfftfreq(n_fft, 1 / sample_rate)
    B = np.array([np.interp(f, c[i : i + 3], [0, 1, 0]) for i in range(n_filters)])
    E = P @ B.T
    E[E < 1e-10] = 1e-10
    return dct(np.log(E), type=2, norm="ortho", axis=1)[:, :n_coefficients]


# %% 一個音框一個音框，回傳 list | frame by frame, returning a list
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    filters = mel_filterbank(sample_rate, n_fft, n_filters)
    rows = []
    for row in power_spectrum(frame_signal(pre_emphasis(signal), frame_length, hop_length), n_fft):
        logs = [np.log(max(float(np.dot(row, b)), 1e-10)) for b in filters]
        rows.append(list(dct(np.array(logs), norm="ortho")[:n_coefficients]))
    return rows


# %% 能量加上 1e-10 | 1e-10 added to the energies
def mfcc(signal, sample_rate=8000, frame_length=200, hop_length=80, n_fft=256, n_filters=26, n_coefficients=13):
    power = power_spectrum(frame_signal(pre_emphasis(signal), frame_length, hop_length), n_fft)
    logs = np.log(np.einsum("ij,mj->im", power, mel_filterbank(sample_rate, n_fft, n_filters)) + 1e-10)
    return dct(logs, 2, norm="ortho")[..., :n_coefficients]
