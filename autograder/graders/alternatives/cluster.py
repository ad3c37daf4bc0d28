# %% 三個變數 | three variables
def cluster(model, X):
    labels = model.predict(X)
    resp = model.predict_proba(X)
    log_density = model.score_samples(X)
    return labels, resp, log_density


# %% 一個 list | a list
def cluster(model, X):
    return [model.predict(X), model.predict_proba(X), model.score_samples(X)]


# %% 標籤由責任值求出 | labels from the responsibilities
def cluster(model, X):
    resp = model.predict_proba(X)
    return resp.argmax(axis=1), resp, model.score_samples(X)


# %% 純 Python 的數 | plain Python numbers
def cluster(model, X):
    return model.predict(X).tolist(), model.predict_proba(X).tolist(), model.score_samples(X).tolist()


# %% SciPy，不用模型的方法 | SciPy, without the model's methods
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def cluster(model, X):
    joint = np.column_stack(
        [
            np.log(w) + np.atleast_1d(multivariate_normal.logpdf(X, m, c))
            for w, m, c in zip(model.weights_, model.means_, model.covariances_)
        ]
    )
    log_density = logsumexp(joint, axis=1)
    resp = np.exp(joint - log_density[:, None])
    return np.argmax(joint, axis=1), resp, log_density


# %% 浮點數的標籤 | labels as floats
def cluster(model, X):
    return model.predict(X).astype(float), model.predict_proba(X), model.score_samples(X)


# %% 一個一個樣本 | one sample at a time
def cluster(model, X):
    rows = [x.reshape(1, -1) for x in X]
    labels = np.array([model.predict(row)[0] for row in rows])
    resp = np.vstack([model.predict_proba(row) for row in rows])
    return labels, resp, np.array([model.score(row) for row in rows])


# %% 有名字的 tuple | a named tuple
from collections import namedtuple

Clusters = namedtuple("Clusters", "labels resp log_density")


def cluster(model, X):
    return Clusters(model.predict(X).astype(np.int32), model.predict_proba(X), model.score_samples(X))
