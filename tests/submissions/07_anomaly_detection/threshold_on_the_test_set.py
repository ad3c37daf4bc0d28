# title: 門檻由手上的分數重選、用責任值當分數 | finds the threshold again, and scores by responsibilities
# base: reference
# expect: fit_normal = 13
# expect: anomaly_scores = 0
# expect: choose_threshold = 12
# expect: detect = 0
# expect: precision_recall = 13
# expect: average_precision = 15
# expect: shuttle_precision = 3
# expect: shuttle_recall = 3
# expect: shuttle_average = 3
# expect: responsibility_average = 3
# expect: responsibility_reason = 0
# expect: flattery = 0
# expect: threshold_reason = 0

# %%
def anomaly_scores(X, weights, means, covariances):
    joint = np.column_stack([w * multivariate_normal.pdf(X, m, c) for w, m, c in zip(weights, means, covariances)])
    return 1 - (joint / joint.sum(axis=1, keepdims=True)).max(axis=1)


# %%
def detect(scores, threshold):
    return scores > np.quantile(scores, 0.95)


# %%
responsibility_reason = "D"

# %%
threshold_reason = "A"

# %%
flattery = -0.075
