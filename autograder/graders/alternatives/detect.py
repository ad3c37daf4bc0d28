# %% 1 與 0 | 1 and 0
def detect(scores, threshold):
    return np.where(scores > threshold, 1, 0)


# %% 串列生成式 | a list comprehension
def detect(scores, threshold):
    return [bool(score > threshold) for score in scores]


# %% 否定「不高過」 | not at or below
def detect(scores, threshold):
    return ~(scores <= threshold)


# %% np.greater，轉成 int8 | np.greater, as int8
def detect(scores, threshold):
    return np.greater(scores, threshold).astype(np.int8)


# %% 先全部是 0.0 再填 1.0 | zeros, then ones
def detect(scores, threshold):
    flagged = np.zeros(len(scores))
    flagged[np.asarray(scores) > threshold] = 1.0
    return flagged


# %% Heaviside 函數，在 0 取 0 | the Heaviside function, 0 at 0
def detect(scores, threshold):
    return np.heaviside(np.asarray(scores, dtype=float) - threshold, 0.0)


# %% 差的正負號 | the sign of the difference
def detect(scores, threshold):
    return np.clip(np.sign(scores - threshold), 0, 1)
