# title: 做了一半，忘了 fit 與標題 | half done; forgot fit and the title
# base: stub
# expect: fit_gmm = 0
# expect: cluster = 15
# expect: plot_clusters = 8 < 19
# expect: full_covariances = 0
# expect: compare_covariance_types = 0
# expect: fit_best = 0
# expect: fit_from = 0

# %%
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    return GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state)


# %%
def cluster(model, X):
    return model.predict(X), model.predict_proba(X), model.score_samples(X)


# %%
def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=labels)
    for mean, cov in zip(means, covariances):
        ax.plot(*ellipse(mean, cov))
    return ax
