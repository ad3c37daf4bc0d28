# %% default_rng 的 choice | choice of default_rng
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    rng = np.random.default_rng(random_state)
    n = min(n_samples, len(points))
    index = rng.choice(len(points), size=n, replace=False)
    gmm = GaussianMixture(n_components=n_components, covariance_type="full", random_state=random_state)
    gmm.fit(points[index])
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% permutation 的前幾個 | the head of a permutation
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    order = np.random.default_rng(random_state).permutation(len(points))[:n_samples]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(points[order])
    return [gmm.weights_, gmm.means_, gmm.covariances_]


# %% RandomState | RandomState
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    rng = np.random.RandomState(random_state)
    sample = points[rng.permutation(len(points))[: min(len(points), n_samples)]]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(sample)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% sklearn 的 resample | resample of scikit-learn
from sklearn.utils import resample


def fit_colours(points, n_components, n_samples=2000, random_state=0):
    n = min(n_samples, len(points))
    sample = resample(points, replace=False, n_samples=n, random_state=random_state)
    gmm = GaussianMixture(n_components, random_state=random_state).fit(sample)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% sklearn 的 shuffle | shuffle of scikit-learn
from sklearn.utils import shuffle


def fit_colours(points, n_components, n_samples=2000, random_state=0):
    sample = shuffle(points, random_state=random_state)[:n_samples]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(sample)
    return gmm.weights_.tolist(), gmm.means_.tolist(), gmm.covariances_.tolist()


# %% 像素夠少就不抽 | no draw where there are few pixels
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    if len(points) > n_samples:
        rng = np.random.default_rng(random_state)
        points = rng.choice(points, n_samples, replace=False, axis=0)
    gmm = GaussianMixture(n_components, random_state=random_state).fit(points)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% random 模組 | the random module
import random


def fit_colours(points, n_components, n_samples=2000, random_state=0):
    chosen = random.Random(random_state).sample(range(len(points)), min(n_samples, len(points)))
    gmm = GaussianMixture(n_components, random_state=random_state).fit(np.array([points[i] for i in chosen]))
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% 有名字的 tuple | a named tuple
from collections import namedtuple

Colours = namedtuple("Colours", "weights means covariances")


def fit_colours(points, n_components, n_samples=2000, random_state=0):
    np.random.seed(random_state)
    keep = np.random.choice(len(points), min(n_samples, len(points)), replace=False)
    gmm = GaussianMixture(n_components, random_state=random_state).fit(points[keep])
    return Colours(gmm.weights_, gmm.means_, gmm.covariances_)
