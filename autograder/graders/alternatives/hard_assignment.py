# %% 方法 | method
def hard_assignment(resp):
    return resp.argmax(1)


# %% 排序後取最後 | sorted, the last one
def hard_assignment(resp):
    return np.argsort(resp, axis=1)[:, -1]


# %% 迴圈，回傳 list | a loop, returns a list
def hard_assignment(resp):
    return [max(range(len(row)), key=lambda k: row[k]) for row in resp]


# %% 一樣大取後面的，int32 | the last of equally large ones, int32
def hard_assignment(resp):
    K = resp.shape[1]
    return (K - 1 - np.argmax(resp[:, ::-1], axis=1)).astype(np.int32)


# %% 在對數裡 | in logarithms
def hard_assignment(resp):
    with np.errstate(divide="ignore"):
        return np.log(resp).argmax(axis=-1)


# %% 遮罩，浮點標籤 | a mask, labels as floats
def hard_assignment(resp):
    labels = np.zeros(len(resp))
    best = resp[:, 0].copy()
    for k in range(1, resp.shape[1]):
        larger = resp[:, k] > best
        labels[larger] = k
        best[larger] = resp[larger, k]
    return labels
