# %% 下標取第一個 | the first of two
def make_data(cluster_std):
    return make_blobs(500, centers=3, cluster_std=cluster_std, random_state=42)[0]


# %% 欄數寫出來 | the number of features spelt out
def make_data(cluster_std):
    data, _clusters = make_blobs(n_samples=500, n_features=2, centers=3, cluster_std=cluster_std, random_state=42)
    return data


# %% 每群各自的標準差 | a standard deviation for each cluster
def make_data(cluster_std):
    X, y = make_blobs(n_samples=500, centers=3, cluster_std=[cluster_std] * 3, random_state=42)
    return X


# %% 回傳 list | a list
def make_data(cluster_std):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=float(cluster_std), random_state=42)
    return X.tolist()


# %% 用 RandomState 物件 | with a RandomState
def make_data(cluster_std):
    rng = np.random.RandomState(42)
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=rng)
    return X


# %% 用 cache_data 記住 | remembered by cache_data
@st.cache_data
def make_data(cluster_std):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    return X


# %% DataFrame | a DataFrame
import pandas as pd


def make_data(cluster_std):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    return pd.DataFrame(X, columns=["x1", "x2"])
