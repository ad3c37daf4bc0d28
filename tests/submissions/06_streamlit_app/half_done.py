# title: 做到一半：畫圖和 app 還沒寫 | half done: draw and app are still missing
# expect: sidebar = 25
# expect: make_data = 10
# expect: fit_clusters = 0 < 20
# expect: draw = 0
# expect: app = 0

# %%
def sidebar():
    n_components = st.sidebar.slider("Number of Components (K)", 1, 10, 3)
    cluster_std = st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6)
    return n_components, cluster_std


# %%
def make_data(cluster_std):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    return X


# %%
def fit_clusters(X, n_components):
    from sklearn.cluster import KMeans

    return KMeans(n_components, random_state=42).fit_predict(X)
