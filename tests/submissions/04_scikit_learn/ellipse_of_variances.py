# title: 半軸用了特徵值，沒有開根號 | eigenvalues for semi-axes, without the root
# base: reference
# expect: fit_gmm = 15
# expect: cluster = 15
# expect: plot_clusters = 0 < 20
# expect: full_covariances = 15
# expect: compare_covariance_types = 10
# expect: fit_best = 10
# expect: fit_from = 15

# %%
def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=labels)
    for mean, cov in zip(means, covariances):
        values, vectors = np.linalg.eigh(cov)
        angle = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))
        ax.add_patch(Ellipse(mean, 2 * values[1], 2 * values[0], angle=angle, fill=False))
    ax.set(title="clusters", xlabel="x", ylabel="y")
    return ax
