# title: 在密度空間計算，遠點下溢 | works with densities, which underflow far away
# base: reference
# expect: log_gaussian = 40
# expect: log_mixture = 0 < 35
# expect: log_likelihood = 25

# %%
def log_mixture(X, weights, means, covariances):
    from scipy.stats import multivariate_normal

    density = sum(w * multivariate_normal(m, c).pdf(X) for w, m, c in zip(weights, means, covariances))
    return np.log(density)
