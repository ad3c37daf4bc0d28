# title: 做了前三個：樣本取錯平方根、忘了更新權重、少了熵 | the first three: a wrong root, weights not updated, no entropy
# base: stub
# expect: sample = 4 < 13
# expect: sample_conditional = 4 < 13
# expect: elbo = 0 < 8
# expect: ppca_elbo = 0
# expect: log_emissions = 0
# expect: forward_log = 0
# expect: viterbi = 0
# shows: covariance-for-its-root
# shows: prior-weights-kept

# %%
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.default_rng(random_state)
    labels = rng.choice(len(weights), n_samples, p=weights)
    noise = rng.standard_normal((n_samples, np.shape(means)[1]))
    return means[labels] + np.einsum("nij,nj->ni", covariances[labels], noise), labels


# %%
def sample_conditional(x_known, known, n_samples, weights, means, covariances, random_state=0):
    rng = np.random.RandomState(random_state)
    known = np.asarray(known)
    unknown = np.setdiff1d(np.arange(means.shape[1]), known)
    X = np.empty((n_samples, means.shape[1]))
    X[:, known] = x_known
    for i in range(n_samples):
        k = rng.choice(len(weights), p=weights)
        cov = covariances[k]
        gain = cov[np.ix_(unknown, known)] @ np.linalg.inv(cov[np.ix_(known, known)])
        mean = means[k][unknown] + gain @ (x_known - means[k][known])
        X[i, unknown] = rng.multivariate_normal(mean, cov[np.ix_(unknown, unknown)] - gain @ cov[np.ix_(known, unknown)])
    return X


# %%
def elbo(X, resp, weights, means, covariances):
    total = 0
    for k in range(len(weights)):
        total += np.sum(resp[:, k] * (np.log(weights[k]) + multivariate_normal.logpdf(X, means[k], covariances[k])))
    return total
