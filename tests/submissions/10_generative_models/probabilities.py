# title: HMM 用機率而不是對數，長的序列下溢；Viterbi 沒有回溯 | the HMM in probabilities, which underflow; Viterbi without tracing back
# base: reference
# expect: sample = 16
# expect: sample_conditional = 16
# expect: elbo = 16
# expect: ppca_elbo = 14
# expect: log_emissions = 4 < 10
# expect: forward_log = 5 < 14
# expect: viterbi = 3 < 12
# shows: not-traced-back

# %%
def log_emissions(X, weights, means, covariances):
    columns = []
    for w, m, c in zip(weights, means, covariances):
        columns.append(sum(w[k] * np.atleast_1d(multivariate_normal.pdf(X, m[k], c[k])) for k in range(len(w))))
    return np.log(np.column_stack(columns))


# %%
def forward_log(log_start, log_transition, log_emission):
    A, B = np.exp(log_transition), np.exp(log_emission)
    alpha = [np.exp(log_start) * B[0]]
    for row in B[1:]:
        alpha.append((alpha[-1] @ A) * row)
    return np.log(alpha[-1].sum()), np.log(alpha)


# %%
def viterbi(log_start, log_transition, log_emission):
    delta = [log_start + log_emission[0]]
    for row in log_emission[1:]:
        delta.append(np.max(delta[-1][:, None] + log_transition, axis=0) + row)
    return np.argmax(delta, axis=1), np.max(delta[-1])
