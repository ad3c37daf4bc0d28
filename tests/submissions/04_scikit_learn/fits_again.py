# title: 分群時又配適一次，忘了軟標籤 | fits again while clustering, hard responsibilities
# base: reference
# expect: fit_gmm = 15
# expect: cluster = 0 < 15
# expect: plot_clusters = 20
# expect: full_covariances = 15
# expect: compare_covariance_types = 10
# expect: fit_best = 10
# expect: fit_from = 15

# %%
def cluster(model, X):
    labels = model.fit_predict(X)
    return labels, np.eye(model.n_components)[labels], model.score_samples(X)
