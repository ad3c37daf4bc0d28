# title: precisions_init 給了共變異數 | covariances given as precisions_init
# base: reference
# expect: fit_gmm = 15
# expect: cluster = 15
# expect: plot_clusters = 20
# expect: full_covariances = 15
# expect: compare_covariance_types = 10
# expect: fit_best = 10
# expect: fit_from = 0 < 15

# %%
def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000):
    gmm = GaussianMixture(
        len(weights), weights_init=weights, means_init=means, precisions_init=covariances, reg_covar=0, tol=tol, max_iter=max_iter
    ).fit(X)
    return gmm.weights_, gmm.means_, gmm.covariances_
