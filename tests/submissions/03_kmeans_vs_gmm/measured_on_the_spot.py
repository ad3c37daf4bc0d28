# title: 函式用別的寫法，表格當場量 | other ways to write the functions, the table measured on the spot
# base: reference
# expect: assign_labels = 14
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
    return [int(np.argmin([np.linalg.norm(x - c) for c in centers])) for x in X]


# %%
def update_centers(X, labels, centers):
    members = [[x for x, label in zip(X, labels) if label == k] for k in range(len(centers))]
    return [np.mean(group, axis=0) if group else center for group, center in zip(members, centers)]


# %%
def lloyd(X, centers, max_iter=100):
    centers = np.asarray(centers, dtype=float)
    for _ in range(max_iter):
        centers = np.array(update_centers(X, assign_labels(X, centers), centers))
    labels = np.array(assign_labels(X, centers))
    return centers, labels, float(np.sum((X - centers[labels]) ** 2))


# %%
shape_kmeans = adjusted_rand_score(group, shape_labels["拉長 stretched"][0])

# %%
basis_gmm = round(adjusted_rand_score(species, penguin_labels["g"][1]), 2)

# %%
assignment_kmeans = float(np.ptp(kmeans_centers))

# %%
algorithm_kmeans = min(t for t in range(11) if np.allclose(lloyd(blobs, blobs_start, t)[0], final_centers))

# %%
algorithm_gmm = max(sigma for sigma, gap in zip(sigmas, gaps) if gap < 0.01)

# %%
basis_reason = "（ｄ）"
