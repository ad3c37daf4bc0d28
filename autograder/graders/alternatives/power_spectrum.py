# %% SciPy 的 rfft | SciPy's rfft
from scipy import fft as scipy_fft


# %% +
def power_spectrum(frames, n_fft):
    spectrum = scipy_fft.rfft(frames * np.hamming(frames.shape[-1])[None], n=n_fft, axis=-1)
    return (spectrum.real**2 + spectrum.imag**2) / n_fft


# %% 全部的 fft，只留前半 | a full fft, of which the first half is kept
def power_spectrum(frames, n_fft):
    n_frames, length = frames.shape
    padded = np.zeros((n_frames, n_fft))
    padded[:, :length] = frames * np.hamming(length)
    return np.abs(np.fft.fft(padded))[:, : n_fft // 2 + 1] ** 2 / n_fft


# %% DFT 寫成矩陣 | the DFT as a matrix
def power_spectrum(frames, n_fft):
    length = frames.shape[1]
    t, j = np.arange(length), np.arange(n_fft // 2 + 1)
    window = 0.54 - 0.46 * np.cos(2 * np.pi * t / (length - 1))
    angle = 2 * np.pi * np.outer(t, j) / n_fft
    windowed = frames * window
    return ((windowed @ np.cos(angle)) ** 2 + (windowed @ np.sin(angle)) ** 2) / n_fft


# %% SciPy 的 periodogram | SciPy's periodogram
def power_spectrum(frames, n_fft):
    window = scipy_signal.windows.hamming(np.shape(frames)[1], sym=True)
    f, P = scipy_signal.periodogram(
        frames, window=window, nfft=n_fft, detrend=False, return_onesided=False, scaling="spectrum"
    )
    return P[:, : n_fft // 2 + 1] * np.sum(window) ** 2 / n_fft


# %% 一個音框一個音框做 | frame by frame
def power_spectrum(frames, n_fft):
    rows = []
    for frame in frames:
        spectrum = np.fft.rfft(np.asarray(frame, dtype=float) * np.hamming(len(frame)), n_fft)
        rows.append((spectrum * np.conj(spectrum)).real / n_fft)
    return np.array(rows)
