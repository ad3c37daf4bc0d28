# %% 內插 | np.interp
def mel_filterbank(sample_rate, n_fft, n_filters):
    mel = np.linspace(0, 2595 * np.log10(1 + sample_rate / 1400), n_filters + 2)
    corners = 700 * (10 ** (mel / 2595) - 1)
    f = np.arange(n_fft // 2 + 1) * sample_rate / n_fft
    return np.array([np.interp(f, corners[m : m + 3], [0, 1, 0]) for m in range(n_filters)])


# %% 兩層迴圈 | two loops
def mel_filterbank(sample_rate, n_fft, n_filters):
    def to_mel(f):
        return 2595 * np.log10(1 + f / 700)

    def to_hz(mel):
        return 700 * (10 ** (mel / 2595) - 1)

    c = [to_hz(i * to_mel(sample_rate / 2) / (n_filters + 1)) for i in range(n_filters + 2)]
    B = np.zeros((n_filters, n_fft // 2 + 1))
    for m in range(n_filters):
        for j in range(n_fft // 2 + 1):
            f = j * sample_rate / n_fft
            if c[m] <= f <= c[m + 1]:
                B[m, j] = (f - c[m]) / (c[m + 1] - c[m])
            elif c[m + 1] < f <= c[m + 2]:
                B[m, j] = (c[m + 2] - f) / (c[m + 2] - c[m + 1])
    return B


# %% 自然對數的寫法，1127 | with the natural logarithm and 1127.01
def mel_filterbank(sample_rate, n_fft, n_filters):
    scale = 2595 / np.log(10)
    mel = np.linspace(0, scale * np.log1p(sample_rate / 2 / 700), n_filters + 2)
    hz = 700 * np.expm1(mel / scale)
    f = np.fft.rfftfreq(n_fft, 1 / sample_rate)
    width = np.diff(hz)
    slopes = hz[:, None] - f
    return np.clip(np.minimum(-slopes[:-2] / width[:-1, None], slopes[2:] / width[1:, None]), 0, None)


# %% 用遮罩分兩半 | two halves by masks
def mel_filterbank(sample_rate, n_fft, n_filters):
    top = 2595 * np.log10(1 + (sample_rate / 2) / 700)
    hz = 700 * (np.power(10.0, np.linspace(0, top, n_filters + 2) / 2595) - 1)
    f = np.arange(n_fft // 2 + 1) / n_fft * sample_rate
    rows = []
    for left, middle, right in zip(hz, hz[1:], hz[2:]):
        row = np.zeros_like(f)
        up, down = (f > left) & (f <= middle), (f > middle) & (f < right)
        row[up] = (f[up] - left) / (middle - left)
        row[down] = (right - f[down]) / (right - middle)
        rows.append(row.tolist())
    return rows
