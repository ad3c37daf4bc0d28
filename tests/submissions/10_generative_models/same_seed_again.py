# title: 每個成分都用同一個種子重新開始；sample_conditional 建立在它上面 | every component starts from the same seed; sample_conditional builds on it
# base: reference
# expect: sample = 10 < 16
# expect: sample_conditional = 16
# expect: elbo = 16
# expect: ppca_elbo = 14
# expect: log_emissions = 10
# expect: forward_log = 14
# expect: viterbi = 14
# shows: same-numbers-in-each-component

# %%
def sample(n_samples, weights, means, covariances, random_state=0):
    labels = np.random.default_rng(random_state).choice(len(weights), n_samples, p=weights)
    X = np.empty((n_samples, np.shape(means)[1]))
    for k in range(len(weights)):
        n = np.sum(labels == k)
        if n:
            drawn = multivariate_normal.rvs(means[k], covariances[k], size=n, random_state=random_state)
            X[labels == k] = np.reshape(drawn, (n, -1))
    return X, labels
