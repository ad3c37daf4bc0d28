# title: 精確率寫成準確率、分數相同的一個一個算、等於門檻也標 | accuracy for precision, ties one by one, equal is flagged
# base: reference
# expect: fit_normal = 13
# expect: anomaly_scores = 16
# expect: choose_threshold = 12
# expect: detect = 0 < 8
# expect: precision_recall = 0 < 13
# expect: average_precision = 0 < 15
# expect: shuttle_precision = 0
# expect: shuttle_recall = 3
# expect: shuttle_average = 3
# expect: responsibility_average = 3
# expect: responsibility_reason = 4
# expect: flattery = 3
# expect: threshold_reason = 4

# %%
def detect(scores, threshold):
    return scores >= threshold


# %%
def precision_recall(y_true, flagged):
    anomalies, alarms = np.asarray(y_true) == 1, np.asarray(flagged) == 1
    return np.mean(anomalies == alarms), np.sum(anomalies & alarms) / max(anomalies.sum(), 1)


# %%
def average_precision(y_true, scores):
    hits = np.cumsum(np.asarray(y_true)[np.argsort(-scores, kind="stable")])
    if hits[-1] == 0:
        return 0.0
    steps = np.diff(hits, prepend=0)
    return np.sum(steps * hits / np.arange(1, len(hits) + 1)) / hits[-1]


# %%
shuttle_precision = 0.991
