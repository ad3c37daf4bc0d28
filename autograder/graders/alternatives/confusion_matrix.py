# %% scikit-learn 的 | scikit-learn's
from sklearn import metrics


# %% +
def confusion_matrix(true, predicted, classes):
    return metrics.confusion_matrix(true, predicted, labels=classes)


# %% 兩層 list | two lists
def confusion_matrix(true, predicted, classes):
    pairs = list(zip([int(a) for a in true], [int(b) for b in predicted]))
    return [[pairs.count((int(a), int(b))) for b in classes] for a in classes]


# %% one-hot 相乘 | a product of one-hot matrices
def confusion_matrix(true, predicted, classes):
    T = (np.asarray(true)[:, None] == np.asarray(classes)).astype(int)
    P = (np.asarray(predicted)[:, None] == np.asarray(classes)).astype(int)
    return T.T @ P


# %% 浮點數的 np.add.at | np.add.at, as floats
def confusion_matrix(true, predicted, classes):
    order = np.argsort(classes)
    rows = order[np.searchsorted(np.asarray(classes)[order], true)]
    columns = order[np.searchsorted(np.asarray(classes)[order], predicted)]
    counts = np.zeros((len(classes), len(classes)))
    np.add.at(counts, (rows, columns), 1)
    return counts
