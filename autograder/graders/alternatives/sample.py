# %% 先抽個數，一個成分一個成分做，像 scikit-learn | numbers of each first, component by component, as scikit-learn does
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.RandomState(random_state)
    counts = rng.multinomial(n_samples, weights)
    X = np.vstack([rng.multivariate_normal(m, c, int(n)) for m, c, n in zip(means, covariances, counts)])
    y = np.concatenate([np.full(n, j, dtype=int) for j, n in enumerate(counts)])
    return X, y


# %% 逐個樣本迴圈，回傳 list | one sample at a time, lists
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    X, labels = [], []
    for _ in range(n_samples):
        k = rng.choice(len(weights), p=weights)
        X.append(rng.multivariate_normal(means[k], covariances[k]).tolist())
        labels.append(int(k))
    return X, labels


# %% 特徵分解的平方根，標籤用 searchsorted | root by eigenvectors, labels by searchsorted
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    labels = np.searchsorted(np.cumsum(weights), rng.random(n_samples), side="right").clip(max=len(weights) - 1)
    values, vectors = np.linalg.eigh(covariances)
    roots = vectors * np.sqrt(values)[:, None, :]
    noise = rng.standard_normal((n_samples, len(means[0])))
    return means[labels] + (roots[labels] @ noise[:, :, None])[:, :, 0], labels


# %% 全域的 np.random.seed | the global np.random.seed
def sample(n_samples, weights, means, covariances, random_state=0):
    np.random.seed(random_state)
    labels = np.random.choice(len(weights), n_samples, p=weights)
    X = np.zeros((n_samples, np.array(means).shape[1]))
    for k in range(len(weights)):
        L = np.linalg.cholesky(covariances[k])
        n = np.sum(labels == k)
        X[labels == k] = means[k] + np.random.randn(n, X.shape[1]) @ L.T
    return X, labels


# %% scipy 的 rvs，共用一個產生器 | SciPy's rvs, one generator for all
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    labels = rng.choice(np.arange(len(weights)), size=n_samples, p=weights)
    X = np.empty((n_samples, np.shape(means)[1]))
    for k in np.unique(labels):
        n = int((labels == k).sum())
        drawn = multivariate_normal(means[k], covariances[k]).rvs(size=n, random_state=rng)
        X[labels == k] = np.reshape(drawn, (n, -1))
    return X, labels.astype(float)


# %% 先抽出每個成分的樣本，再挑 | samples of every component, of which one is chosen
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    everything = np.stack([rng.multivariate_normal(m, c, n_samples) for m, c in zip(means, covariances)])
    one_hot = rng.multinomial(1, weights, size=n_samples)
    labels = one_hot.argmax(axis=1)
    return everything[labels, np.arange(n_samples)], labels


# %% 打亂順序、named tuple、ndarray 標籤為 int32 | shuffled, a named tuple, int32 labels
from collections import namedtuple

Drawn = namedtuple("Drawn", "X labels")


# %% +
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.Generator(np.random.Philox(random_state))
    counts = rng.multinomial(n_samples, weights)
    labels = np.repeat(np.arange(len(weights)), counts).astype(np.int32)
    X = np.concatenate([rng.multivariate_normal(means[k], covariances[k], counts[k], method="svd") for k in range(len(weights))])
    order = rng.permutation(n_samples)
    return Drawn(X[order], labels[order])


# %% 種子加上成分編號，各自的產生器；標籤由 random 模組抽 | a generator of its own for each component, labels by the random module
import random


# %% +
def sample(n_samples, weights, means, covariances, random_state=0):
    chance = random.Random(random_state)
    labels = np.array(chance.choices(range(len(weights)), weights=list(weights), k=n_samples))
    streams = [np.random.default_rng([random_state, k]) for k in range(len(weights))]
    return np.array([streams[k].multivariate_normal(means[k], covariances[k]) for k in labels]), labels
