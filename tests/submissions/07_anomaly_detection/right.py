# title: 函式用別的寫法，結果當場量 | other ways to write the functions, the results measured on the spot
# base: reference
# expect: fit_normal = 13
# expect: anomaly_scores = 16
# expect: choose_threshold = 12
# expect: detect = 8
# expect: precision_recall = 13
# expect: average_precision = 15
# expect: shuttle_precision = 3
# expect: shuttle_recall = 3
# expect: shuttle_average = 3
# expect: responsibility_average = 3
# expect: responsibility_reason = 4
# expect: flattery = 3
# expect: threshold_reason = 4

# %%
def fit_normal(X, y, n_components, random_state=0):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X[~np.asarray(y, dtype=bool)])
    return gmm.weights_, gmm.means_, gmm.covariances_


# %%
def anomaly_scores(X, weights, means, covariances):
    total = np.full(len(X), -np.inf)
    for weight, mean, cov in zip(weights, means, covariances):
        with np.errstate(divide="ignore"):
            total = np.logaddexp(total, np.log(weight) + np.atleast_1d(multivariate_normal.logpdf(X, mean, cov)))
    return -total


# %%
def choose_threshold(train_scores, fraction):
    return np.percentile(train_scores, 100 - 100 * fraction)


# %%
def detect(scores, threshold):
    return (scores > threshold).astype(int)


# %%
def precision_recall(y_true, flagged):
    hits = np.sum((np.asarray(y_true) == 1) & (np.asarray(flagged) == 1))
    return hits / max(np.sum(flagged), 1), hits / max(np.sum(y_true), 1)


# %%
def average_precision(y_true, scores):
    anomalies = np.sort(scores[np.asarray(y_true) == 1])
    if not len(anomalies):
        return 0.0
    everything = np.sort(scores)
    hits = len(anomalies) - np.searchsorted(anomalies, anomalies)
    return np.mean(hits / (len(everything) - np.searchsorted(everything, anomalies)))


# %%
shuttle_precision = round(precision, 3)

# %%
shuttle_recall = recall

# %%
shuttle_average = f"{test_average:.3f}"

# %%
responsibility_average = round(float(unsure_average), 3)

# %%
responsibility_reason = "（ｂ）"

# %%
flattery = np.mean(same) - np.mean(fresh)

# %%
threshold_reason = "d."
