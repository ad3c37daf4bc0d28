# title: 另一種寫法，全部正確 | everything right, in another style
# base: reference
# expect: fit_gmm = 15
# expect: cluster = 15
# expect: plot_clusters = 20
# expect: full_covariances = 15
# expect: compare_covariance_types = 10
# expect: fit_best = 10
# expect: fit_from = 15

# %%
def plot_clusters(X, labels, means, covariances):
    plt.figure()
    plt.scatter(X[:, 0], X[:, 1], c=labels, cmap="viridis", s=12)
    for mean, cov in zip(means, covariances):
        values, vectors = np.linalg.eigh(cov)
        angle = np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0]))
        plt.gca().add_patch(Ellipse(mean, 4 * values[0] ** 0.5, 4 * values[1] ** 0.5, angle=angle, fill=False))
    plt.title("GMM 分群結果")
    plt.xlabel("x1")
    plt.ylabel("x2")
    plt.show()


# %%
def full_covariances(covariances, covariance_type, n_components, n_features):
    eye = np.eye(n_features)
    if covariance_type == "spherical":
        return covariances[:, None, None] * eye
    if covariance_type == "diag":
        return covariances[:, :, None] * eye
    return np.zeros((n_components, 1, 1)) + covariances
