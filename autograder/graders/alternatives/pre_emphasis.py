# %% SciPy 的濾波器 | SciPy's filter
def pre_emphasis(signal, coefficient=0.97):
    return scipy_signal.lfilter([1, -coefficient], [1], signal)


# %% 迴圈，回傳 list | a loop that returns a list
def pre_emphasis(signal, coefficient=0.97):
    y = [float(signal[0])]
    for t in range(1, len(signal)):
        y.append(float(signal[t]) - coefficient * float(signal[t - 1]))
    return y


# %% 複製後就地相減 | subtract in place from a copy
def pre_emphasis(signal, coefficient=0.97):
    y = np.array(signal, dtype=np.float64)
    y[1:] -= coefficient * np.asarray(signal, dtype=np.float64)[:-1]
    return y


# %% 摺積 | convolution
def pre_emphasis(signal, coefficient=0.97):
    return np.convolve(signal, [1.0, -coefficient])[: len(signal)]


# %% 前面接一個 0 再差分 | a zero in front, then differences
def pre_emphasis(signal, coefficient=0.97):
    padded = np.concatenate([[0.0], signal])
    return padded[1:] - coefficient * padded[:-1]


# %% np.roll，再改第一個 | np.roll, then mend the first
def pre_emphasis(signal, coefficient=0.97):
    x = np.asarray(signal).astype(float)
    before = np.roll(x, 1)
    before[0] = 0
    return x - coefficient * before
