# title: 標籤是移動前的、空群變成 NaN、用 0.5 當門檻 | stale labels, NaN for an empty cluster, a threshold of 0.5
# base: reference
# expect: assign_labels = 14
# expect: update_centers = 0 < 14
# expect: lloyd = 0 < 26
# expect: hard_assignment = 0 < 10
# expect: shape_kmeans = 3
# expect: shape_gmm = 3
# expect: shape_reason = 3
# expect: basis_kmeans = 3
# expect: basis_gmm = 3
# expect: basis_reason = 3
# expect: assignment_kmeans = 3
# expect: assignment_gmm = 3
# expect: assignment_reason = 3
# expect: algorithm_kmeans = 3
# expect: algorithm_gmm = 3
# expect: algorithm_reason = 3

# %%
def update_centers(X, labels, centers):
    return np.array([X[labels == k].mean(axis=0) for k in range(len(centers))])


# %%
def lloyd(X, centers, max_iter=100):
    for _ in range(max_iter):
        labels = assign_labels(X, centers)
        centers = update_centers(X, labels, centers)
    return centers, labels, np.sum((X - centers[labels]) ** 2)


# %%
def hard_assignment(resp):
    return (resp[:, 1] > 0.5).astype(int)
