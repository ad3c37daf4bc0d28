# title: 分給最遠的中心 | farthest center, not nearest
# base: reference
# expect: assign_labels = 0 < 2
# expect: update_centers = 14
# expect: lloyd = 26
# expect: hard_assignment = 10
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
def assign_labels(X, centers):
    distances = np.linalg.norm(X[:, np.newaxis] - centers, axis=2)
    return np.argmax(distances, axis=1)
