# title: 取平均而不是總和 | mean instead of sum
# base: reference
# expect: log_gaussian = 40
# expect: log_mixture = 35
# expect: log_likelihood = 0 < 25

# %%
def log_likelihood(X, weights, means, covariances):
    return np.mean(log_mixture(X, weights, means, covariances))
