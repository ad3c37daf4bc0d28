# %% SciPy 的 cdist | cdist of SciPy
from scipy.spatial.distance import cdist


# %% +
def assign_labels(X, centers):
    return cdist(X, centers).argmin(axis=1)


# %% 兩層迴圈，回傳 list | two loops, returns a list
def assign_labels(X, centers):
    labels = []
    for x in X:
        best, nearest = None, float("inf")
        for k, c in enumerate(centers):
            distance = sum((float(a) - float(b)) ** 2 for a, b in zip(x, c))
            if distance < nearest:
                best, nearest = k, distance
        labels.append(best)
    return labels


# %% 每群一行，norm | a column for each cluster, norm
def assign_labels(X, centers):
    columns = [np.linalg.norm(X - c, axis=1) for c in centers]
    return np.argmin(np.column_stack(columns), axis=1)


# %% 乘開，先減去平均 | multiplied out, around the mean
def assign_labels(X, centers):
    middle = X.mean(axis=0)
    A, C = X - middle, centers - middle
    return np.argmin((C**2).sum(axis=1) - 2 * A @ C.T, axis=1)


# %% 乘開，三項都算 | multiplied out, all three terms
def assign_labels(X, centers):
    squared = np.sum(X**2, axis=1)[:, None] - 2 * X.dot(centers.T) + np.sum(centers**2, axis=1)[None, :]
    return squared.argmin(1).astype(np.int32)


# %% einsum，浮點標籤 | einsum, labels as floats
def assign_labels(X, centers):
    difference = X[:, None] - centers
    return np.einsum("nkd,nkd->nk", difference, difference).argmin(axis=1).astype(float)


# %% 同樣近取後面的 | the last of equally near ones
def assign_labels(X, centers):
    distance = np.sqrt(((X[:, None] - centers) ** 2).sum(-1))
    return distance.shape[1] - 1 - np.argmin(distance[:, ::-1], axis=1)


# %% 一個一個中心比 | one center after the other
def assign_labels(X, centers):
    labels = np.zeros(len(X), dtype=int)
    nearest = np.full(len(X), np.inf)
    for k, center in enumerate(centers):
        distance = ((X - center) ** 2).sum(axis=1)
        closer = distance < nearest
        labels[closer] = k
        nearest[closer] = distance[closer]
    return labels


# %% KD 樹 | a k-d tree
from scipy.spatial import cKDTree


# %% +
def assign_labels(X, centers):
    _, labels = cKDTree(centers).query(X)
    return labels
