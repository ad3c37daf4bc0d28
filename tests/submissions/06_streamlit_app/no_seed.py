# title: 沒有種子，顏色和資料都會跳 | no seeds: colours and data jump
# base: reference
# expect: sidebar = 25
# expect: make_data = 0
# expect: fit_clusters = 0 < 20
# expect: draw = 25
# expect: app = 20

# %%
def make_data(cluster_std):
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std)
    return X


# %%
def fit_clusters(X, n_components):
    return GaussianMixture(n_components).fit(X).predict(X)
