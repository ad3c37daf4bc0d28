# %% fit_predict | fit_predict
def fit_clusters(X, n_components):
    return GaussianMixture(n_components=n_components, random_state=42).fit_predict(X)


# %% 責任值最大的成分 | the largest responsibility
def fit_clusters(X, n_components):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=42)
    gmm.fit(X)
    return np.argmax(gmm.predict_proba(X), axis=1)


# %% 編號倒過來 | numbered the other way round
def fit_clusters(X, n_components):
    labels = GaussianMixture(n_components, random_state=42).fit(X).predict(X)
    return n_components - 1 - labels


# %% 依均值排序後的編號 | numbered by the means
def fit_clusters(X, n_components):
    gmm = GaussianMixture(n_components, random_state=42).fit(X)
    rank = np.argsort(np.argsort(gmm.means_[:, 0]))
    return rank[gmm.predict(X)]


# %% 回傳整數的 list | a list of int
def fit_clusters(X, n_components):
    gmm = GaussianMixture(n_components, random_state=42).fit(np.array(X, dtype=float))
    return [int(k) for k in gmm.predict(X)]


# %% 整數值的小數 | whole numbers as floats
def fit_clusters(X, n_components):
    gmm = GaussianMixture(int(n_components), covariance_type="full", init_params="kmeans", n_init=1, random_state=42)
    return gmm.fit(X).predict(X).astype(float)


# %% 自己算密度 | densities worked out by hand
from scipy.stats import multivariate_normal


def fit_clusters(X, n_components):
    gmm = GaussianMixture(n_components, random_state=42).fit(X)
    scores = [
        np.log(weight) + multivariate_normal.logpdf(X, mean, cov)
        for weight, mean, cov in zip(gmm.weights_, gmm.means_, gmm.covariances_)
    ]
    return np.column_stack(scores).argmax(axis=1)


# %% pandas 的 Series | a Series
import pandas as pd


def fit_clusters(X, n_components):
    return pd.Series(GaussianMixture(n_components, random_state=42).fit_predict(X))
