# title: 只寫了前兩個函式 | the first two functions only
# base: stub
# expect: assign_labels = 14
# expect: update_centers = 14
# expect: lloyd = 0
# expect: hard_assignment = 0
# expect: shape_kmeans = 0
# expect: shape_gmm = 0
# expect: shape_reason = 0
# expect: basis_kmeans = 0
# expect: basis_gmm = 0
# expect: basis_reason = 0
# expect: assignment_kmeans = 0
# expect: assignment_gmm = 0
# expect: assignment_reason = 0
# expect: algorithm_kmeans = 0
# expect: algorithm_gmm = 0
# expect: algorithm_reason = 0

# %%
def assign_labels(X, centers):
    return ((X[:, None] - centers) ** 2).sum(axis=-1).argmin(axis=1)


# %%
def update_centers(X, labels, centers):
    new = np.array(centers, dtype=float)
    for k in set(labels.tolist()):
        new[k] = X[labels == k].mean(axis=0)
    return new
