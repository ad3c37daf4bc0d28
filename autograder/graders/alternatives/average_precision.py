# %% 走過每個不同的分數 | over every distinct score
def average_precision(y_true, scores):
    y_true, scores = np.asarray(y_true), np.asarray(scores)
    found = np.sum(y_true == 1)
    total, before = 0.0, 0.0
    for threshold in np.unique(scores)[::-1]:
        flagged = scores >= threshold
        hits = np.sum(flagged & (y_true == 1))
        recall = hits / found if found else 0.0
        total += (recall - before) * hits / flagged.sum()
        before = recall
    return total


# %% 用自己的 precision_recall | with one's own precision_recall
def average_precision(y_true, scores):
    before, total = 0.0, 0.0
    for threshold in sorted(set(scores.tolist()), reverse=True):
        precision, recall = precision_recall(y_true, scores >= threshold)
        total += (recall - before) * precision
        before = recall
    return total


# %% 對每個異常平均它那個門檻的精確率 | for each anomaly, the precision at its own score
def average_precision(y_true, scores):
    anomalies = scores[np.asarray(y_true) == 1]
    if len(anomalies) == 0:
        return 0.0
    return np.mean([np.sum(anomalies >= one) / np.sum(scores >= one) for one in anomalies])


# %% searchsorted | searchsorted
def average_precision(y_true, scores):
    truth = np.asarray(y_true).astype(bool)
    if not truth.any():
        return 0.0
    everything, odd = np.sort(scores), np.sort(scores[truth])
    alarms = len(everything) - np.searchsorted(everything, odd, side="left")
    hits = len(odd) - np.searchsorted(odd, odd, side="left")
    return float((hits / alarms).mean())


# %% 排序後用 itertools.groupby | sorted and grouped
from itertools import groupby

# %% +
def average_precision(y_true, scores):
    ranked = sorted(zip(scores, y_true), key=lambda pair: -pair[0])
    n_anomalies = sum(1 for label in y_true if label)
    hits = alarms = 0
    area = 0.0
    for _, group in groupby(ranked, key=lambda pair: pair[0]):
        labels = [int(label) for _, label in group]
        alarms += len(labels)
        hits += sum(labels)
        if n_anomalies:
            area += sum(labels) / n_anomalies * hits / alarms
    return area


# %% 矩陣比較，回傳 NumPy 純量 | a matrix of comparisons, a NumPy scalar
def average_precision(y_true, scores):
    y = np.asarray(y_true, dtype=float)
    at_least = (scores[None, :] >= scores[:, None]).astype(float)
    precision = at_least @ y / at_least.sum(axis=1)
    return np.float64(precision @ y) / max(y.sum(), 1.0)


# %% unique 與 bincount | unique and bincount
def average_precision(y_true, scores):
    y = np.asarray(y_true).astype(int)
    _, group = np.unique(-np.asarray(scores), return_inverse=True)
    hits, alarms = np.bincount(group, weights=y).cumsum(), np.bincount(group).cumsum()
    if hits[-1] == 0:
        return 0.0
    return float(np.dot(np.diff(np.append(0, hits)) / hits[-1], hits / alarms))
