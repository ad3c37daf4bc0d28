# title: 交給 KMeans，表格兩欄填反 | leaves the work to KMeans, the table's columns exchanged
# base: reference
# expect: assign_labels = 14
# expect: update_centers = 14
# expect: lloyd = 0
# expect: hard_assignment = 10
# expect: shape_kmeans = 0
# expect: shape_gmm = 0
# expect: shape_reason = 0
# expect: basis_kmeans = 0
# expect: basis_gmm = 3
# expect: basis_reason = 0
# expect: assignment_kmeans = 0
# expect: assignment_gmm = 0
# expect: assignment_reason = 3
# expect: algorithm_kmeans = 0
# expect: algorithm_gmm = 0
# expect: algorithm_reason = 3

# %%
def lloyd(X, centers, max_iter=100):
    model = KMeans(len(centers), init=centers, n_init=1, max_iter=max(max_iter, 1)).fit(X)
    return model.cluster_centers_, model.labels_, model.inertia_


# %%
shape_kmeans = 0.99

# %%
shape_gmm = 0.55

# %%
shape_reason = "A"

# %%
basis_kmeans = 0.64

# %%
basis_reason = "A"

# %%
assignment_kmeans = 2.43

# %%
assignment_gmm = 2.66

# %%
algorithm_kmeans = 8

# %%
algorithm_gmm = 0.0625
