# %% 滑動視窗 | sliding_window_view
def frame_signal(signal, frame_length, hop_length):
    return np.lib.stride_tricks.sliding_window_view(signal, frame_length)[::hop_length]


# %% 迴圈與 vstack | a loop and vstack
def frame_signal(signal, frame_length, hop_length):
    n_frames = 1 + (len(signal) - frame_length) // hop_length
    return np.vstack([signal[i * hop_length : i * hop_length + frame_length] for i in range(n_frames)])


# %% while，回傳 list 的 list | while, a list of lists
def frame_signal(signal, frame_length, hop_length):
    frames, start = [], 0
    while start + frame_length <= len(signal):
        frames.append([float(x) for x in signal[start : start + frame_length]])
        start += hop_length
    return frames


# %% 用 as_strided | as_strided
def frame_signal(signal, frame_length, hop_length):
    signal = np.ascontiguousarray(signal)
    n_frames = 1 + (signal.size - frame_length) // hop_length
    step = signal.strides[0]
    return np.lib.stride_tricks.as_strided(signal, (n_frames, frame_length), (hop_length * step, step)).copy()


# %% 先配好浮點陣列 | into an array of floats
def frame_signal(signal, frame_length, hop_length):
    n_frames = int(np.floor((len(signal) - frame_length) / hop_length)) + 1
    frames = np.zeros((n_frames, frame_length))
    for i in range(n_frames):
        for t in range(frame_length):
            frames[i, t] = signal[i * hop_length + t]
    return frames
