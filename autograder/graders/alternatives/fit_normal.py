# %% 布林反轉，具名模型 | a negated mask, the model by name
def fit_normal(X, y, n_components, random_state=0):
    normal = X[~np.asarray(y).astype(bool)]
    gmm = GaussianMixture(n_components=n_components, covariance_type="full", random_state=random_state)
    gmm.fit(normal)
    return gmm.weights_, gmm.means_, gmm.covariances_


# %% 用迴圈挑出正常樣本，回傳 list | picked in a loop, returns lists
def fit_normal(X, y, n_components, random_state=0):
    normal = [x for x, label in zip(X, y) if not label]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(normal)
    return [gmm.weights_.tolist(), gmm.means_.tolist(), gmm.covariances_.tolist()]


# %% np.flatnonzero 與 np.take | np.flatnonzero and np.take
def fit_normal(X, y, n_components, random_state=0):
    rows = np.flatnonzero(np.equal(y, 0))
    model = GaussianMixture(n_components, random_state=random_state)
    model.fit(np.take(X, rows, axis=0))
    return tuple(getattr(model, name + "_") for name in ("weights", "means", "covariances"))


# %% np.delete 去掉異常 | anomalies taken out by np.delete
def fit_normal(X, y, n_components, random_state=0):
    kept = np.delete(X.astype(float), np.where(y == 1)[0], axis=0)
    model = GaussianMixture(n_components, random_state=random_state).fit(kept)
    order = np.argsort(-model.weights_)
    return model.weights_[order], model.means_[order], model.covariances_[order]


# %% np.compress，具名結果 | np.compress, a named tuple
from collections import namedtuple

# %% +
def fit_normal(X, y, n_components, random_state=0):
    Fitted = namedtuple("Fitted", ["weights", "means", "covariances"])
    normal = np.compress(np.asarray(y) < 1, X, axis=0)
    model = GaussianMixture(n_components, random_state=random_state).fit(normal)
    return Fitted(model.weights_, model.means_, model.covariances_)
