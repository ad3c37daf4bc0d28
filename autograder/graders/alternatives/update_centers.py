# %% 串列生成式，where | comprehension with a conditional
def update_centers(X, labels, centers):
    return np.array([X[labels == k].mean(axis=0) if np.any(labels == k) else centers[k] for k in range(len(centers))])


# %% one-hot 矩陣 | one-hot matrix
def update_centers(X, labels, centers):
    members = np.eye(len(centers))[labels]
    counts = members.sum(axis=0)[:, None]
    return np.where(counts > 0, members.T @ X / np.maximum(counts, 1), centers)


# %% 用 np.add.at 累加 | summed by np.add.at
def update_centers(X, labels, centers):
    total, count = np.zeros(centers.shape), np.zeros(len(centers))
    np.add.at(total, labels, X)
    np.add.at(count, labels, 1)
    moved = centers.astype(float)
    moved[count > 0] = total[count > 0] / count[count > 0, None]
    return moved


# %% bincount，一個特徵一個特徵算 | bincount, feature by feature
def update_centers(X, labels, centers):
    K = len(centers)
    count = np.bincount(labels, minlength=K)
    moved = np.array(centers, dtype=float)
    for j in range(X.shape[1]):
        total = np.bincount(labels, weights=X[:, j], minlength=K)
        moved[count > 0, j] = total[count > 0] / count[count > 0]
    return moved


# %% 純 Python，回傳 list | plain Python, returns lists
def update_centers(X, labels, centers):
    moved = []
    for k, old in enumerate(centers):
        members = [x for x, label in zip(X.tolist(), labels) if label == k]
        if members:
            moved.append([sum(column) / len(members) for column in zip(*members)])
        else:
            moved.append(list(old))
    return moved


# %% np.unique 走過有樣本的群 | np.unique over the clusters with samples
def update_centers(X, labels, centers):
    new = centers.copy().astype(np.float64)
    for k in np.unique(labels):
        new[int(k)] = np.average(X, axis=0, weights=(labels == k).astype(float))
    return new


# %% 先算出 NaN 再補回 | NaN first, then filled in
def update_centers(X, labels, centers):
    with np.errstate(all="ignore"):
        sums = np.stack([X[labels == k].sum(axis=0) for k in range(len(centers))])
        means = sums / np.bincount(labels, minlength=len(centers))[:, None]
    return np.where(np.isnan(means), centers, means)


# %% 遞增平均 | running means
def update_centers(X, labels, centers):
    moved, seen = np.array(centers, dtype=float), [0] * len(centers)
    for x, k in zip(X, labels):
        seen[k] += 1
        moved[k] = x if seen[k] == 1 else moved[k] + (x - moved[k]) / seen[k]
    return moved
