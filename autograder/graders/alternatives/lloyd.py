# %% while，標籤不變就停 | while, until the labels stay
def lloyd(X, centers, max_iter=100):
    centers = np.array(centers, dtype=float)
    labels, steps = assign_labels(X, centers), 0
    while steps < max_iter:
        centers = update_centers(X, labels, centers)
        new = assign_labels(X, centers)
        steps += 1
        if np.array_equal(new, labels):
            break
        labels = new
    labels = assign_labels(X, centers)
    return centers, labels, ((X - centers[labels]) ** 2).sum()


# %% allclose，慣性由最小距離算 | allclose, inertia from the smallest distances
def lloyd(X, centers, max_iter=100):
    c = np.asarray(centers, dtype=float)
    for _ in range(max_iter):
        new = update_centers(X, assign_labels(X, c), c)
        done = np.allclose(new, c)
        c = new
        if done:
            break
    squared = ((X[:, None] - c) ** 2).sum(axis=2)
    return c, squared.argmin(axis=1), squared.min(axis=1).sum()


# %% 不呼叫別的函式，全在裡面 | all by itself, calls nothing
def lloyd(X, centers, max_iter=100):
    c = centers.astype(float).copy()
    for _ in range(max_iter):
        z = np.argmin(np.linalg.norm(X[:, None] - c[None], axis=2), axis=1)
        old = c.copy()
        for k in range(len(c)):
            if (z == k).any():
                c[k] = X[z == k].mean(axis=0)
        if (old == c).all():
            break
    d = np.linalg.norm(X[:, None] - c[None], axis=2)
    z = d.argmin(axis=1)
    return [c, z.tolist(), float(np.sum(d[np.arange(len(X)), z] ** 2))]


# %% 總是做滿 max_iter 次 | always max_iter iterations
def lloyd(X, centers, max_iter=100):
    for _ in range(max_iter):
        centers = update_centers(X, assign_labels(X, centers), centers)
    labels = assign_labels(X, centers)
    return centers, labels, np.sum(np.square(X - np.asarray(centers)[labels]))


# %% 慣性不再下降就停 | until the inertia falls no further
def inertia_of(X, labels, centers):
    return sum(float(np.sum((x - centers[k]) ** 2)) for x, k in zip(X, labels))


# %% +
def lloyd(X, centers, max_iter=100):
    centers = np.array(centers, float)
    labels = assign_labels(X, centers)
    inertia = inertia_of(X, labels, centers)
    for _ in range(max_iter):
        centers = update_centers(X, labels, centers)
        labels = assign_labels(X, centers)
        new = inertia_of(X, labels, centers)
        if not new < inertia:
            break
        inertia = new
    return centers, labels, new if max_iter else inertia


# %% named tuple，移動量與 1e-4 比 | a named tuple, moves compared with 1e-4
from collections import namedtuple

Clusters = namedtuple("Clusters", "centers labels inertia")


# %% +
def lloyd(X, centers, max_iter=100):
    moved = np.inf
    while moved > 1e-4 and max_iter > 0:
        new = np.asarray(update_centers(X, assign_labels(X, centers), centers))
        moved, centers, max_iter = np.linalg.norm(new - centers), new, max_iter - 1
    labels = np.asarray(assign_labels(X, centers))
    residual = X - centers[labels]
    return Clusters(centers, labels, np.array(np.einsum("nd,nd->", residual, residual)))


# %% 遞迴 | recursion
def lloyd(X, centers, max_iter=100):
    labels = assign_labels(X, centers)
    moved = update_centers(X, labels, centers)
    if max_iter == 0 or np.array_equal(moved, centers):
        return np.array(centers, dtype=float), labels, float(((X - np.asarray(centers)[labels]) ** 2).sum())
    return lloyd(X, moved, max_iter - 1)
