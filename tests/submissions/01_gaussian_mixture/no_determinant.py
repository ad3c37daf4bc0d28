# title: 忘了行列式 | determinant forgotten
# base: reference
# expect: log_gaussian = 0 < 40
# expect: log_mixture = 35
# expect: log_likelihood = 25

# %%
def log_gaussian(X, mean, cov):
    X, mean, cov = np.asarray(X, dtype=float), np.asarray(mean, dtype=float), np.asarray(cov, dtype=float)
    difference = X - mean
    distance = np.sum(difference @ np.linalg.inv(cov) * difference, axis=1)
    return -0.5 * (len(mean) * np.log(2 * np.pi) + distance)
