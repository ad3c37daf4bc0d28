# %% 三個計數 | three counts
def precision_recall(y_true, flagged):
    y_true, flagged = np.asarray(y_true).astype(bool), np.asarray(flagged).astype(bool)
    tp = np.sum(y_true & flagged)
    fp = np.sum(~y_true & flagged)
    fn = np.sum(y_true & ~flagged)
    return (tp / (tp + fp) if tp + fp else 0.0), (tp / (tp + fn) if tp + fn else 0.0)


# %% 純 Python 迴圈 | a plain Python loop
def precision_recall(y_true, flagged):
    hits = alarms = anomalies = 0
    for truth, flag in zip(y_true, flagged):
        hits += 1 if truth and flag else 0
        alarms += 1 if flag else 0
        anomalies += 1 if truth else 0
    precision = hits / alarms if alarms > 0 else 0.0
    recall = hits / anomalies if anomalies > 0 else 0.0
    return [precision, recall]


# %% 分母至少是 1 | denominators of at least 1
def precision_recall(y_true, flagged):
    truth, alarms = np.array(y_true, dtype=float), np.array(flagged, dtype=float)
    hits = truth @ alarms
    return hits / max(alarms.sum(), 1), hits / max(truth.sum(), 1)


# %% 條件平均 | conditional means
def precision_recall(y_true, flagged):
    y_true, flagged = np.asarray(y_true) == 1, np.asarray(flagged) == 1
    precision = np.mean(y_true[flagged]) if flagged.any() else 0
    recall = np.mean(flagged[y_true]) if y_true.any() else 0
    return np.array([precision, recall])


# %% 混淆矩陣 | a confusion matrix
def precision_recall(y_true, flagged):
    table = np.zeros((2, 2), dtype=int)
    np.add.at(table, (np.asarray(y_true).astype(int), np.asarray(flagged).astype(int)), 1)
    with np.errstate(invalid="ignore"):
        both = table[1, 1] / np.array([table[:, 1].sum(), table[1].sum()])
    return tuple(np.nan_to_num(both))


# %% 集合 | sets
def precision_recall(y_true, flagged):
    anomalies = {i for i, one in enumerate(y_true) if one == 1}
    alarms = {i for i, one in enumerate(flagged) if one}
    hits = len(anomalies & alarms)
    try:
        precision = hits / len(alarms)
    except ZeroDivisionError:
        precision = 0.0
    return precision, hits / len(anomalies) if anomalies else 0.0
