# title: 全部正確，另一種寫法 | everything right, written another way
# base: reference
# expect: sample = 16
# expect: sample_conditional = 16
# expect: elbo = 16
# expect: ppca_elbo = 14
# expect: log_emissions = 10
# expect: forward_log = 14
# expect: viterbi = 14

# %%
def sample(n_samples, weights, means, covariances, random_state=0):
    rng = np.random.RandomState(random_state)
    counts = rng.multinomial(n_samples, weights)
    X = np.vstack([rng.multivariate_normal(m, c, n) for m, c, n in zip(means, covariances, counts)])
    return X, np.repeat(np.arange(len(weights)), counts)


# %%
def elbo(X, resp, weights, means, covariances):
    with np.errstate(all="ignore"):
        log_joint = np.log(weights) + np.column_stack(
            [multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)]
        )
        return np.nansum(resp * (log_joint - np.log(resp)))


# %%
def viterbi(log_start, log_transition, log_emission):
    delta = [log_start + log_emission[0]]
    for emission in log_emission[1:]:
        delta.append((delta[-1][:, None] + log_transition).max(axis=0) + emission)
    path = [int(np.argmax(delta[-1]))]
    for row in delta[-2::-1]:
        path.append(int(np.argmax(row + log_transition[:, path[-1]])))
    return path[::-1], delta[-1].max()
