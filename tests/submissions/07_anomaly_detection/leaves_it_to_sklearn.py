# title: 把要自己寫的交給 scikit-learn | leaves to scikit-learn what is to be written
# base: reference
# expect: fit_normal = 13
# expect: anomaly_scores = 0
# expect: choose_threshold = 12
# expect: detect = 8
# expect: precision_recall = 0
# expect: average_precision = 0
# expect: shuttle_precision = 3
# expect: shuttle_recall = 3
# expect: shuttle_average = 3
# expect: responsibility_average = 3
# expect: responsibility_reason = 4
# expect: flattery = 3
# expect: threshold_reason = 4

# %%
from sklearn.metrics import average_precision_score, precision_score, recall_score


# %%
def precision_recall(y_true, flagged):
    return precision_score(y_true, flagged, zero_division=0), recall_score(y_true, flagged, zero_division=0)


# %%
def average_precision(y_true, scores):
    return average_precision_score(y_true, scores)


# %%
def anomaly_scores(X, weights, means, covariances):
    model = GaussianMixture(len(weights))
    model.weights_, model.means_, model.covariances_ = weights, means, covariances
    model.precisions_cholesky_ = np.linalg.cholesky(np.linalg.inv(covariances))
    return -model.score_samples(X)
