# %% 用 scipy.stats.norm | scipy.stats.norm
from scipy.stats import norm


# %% +
def classify(utterance, classes, weights, means, variances):
    scores = []
    for w, m, v in zip(weights, means, variances):
        logs = norm.logpdf(np.asarray(utterance)[:, None], m, np.sqrt(v)).sum(axis=2) + np.log(w)
        scores.append(logsumexp(logs, axis=1).sum())
    return classes[np.argmax(scores)]


# %% 用 multivariate_normal | multivariate_normal
from scipy.stats import multivariate_normal


# %% +
def classify(utterance, classes, weights, means, variances):
    best, best_score = None, -np.inf
    for c, label in enumerate(classes):
        logs = [
            np.log(w) + np.atleast_1d(multivariate_normal.logpdf(utterance, m, np.diag(v)))
            for w, m, v in zip(weights[c], means[c], variances[c])
        ]
        score = logsumexp(np.array(logs), axis=0).sum()
        if score > best_score:
            best, best_score = label, score
    return best


# %% 全是迴圈，自己的 logsumexp | nothing but loops, and a logsumexp of one's own
import math


# %% +
def classify(utterance, classes, weights, means, variances):
    scores = {}
    for c in range(len(classes)):
        total = 0.0
        for x in utterance:
            logs = []
            for k in range(len(weights[c])):
                log_density = math.log(weights[c][k])
                for j in range(len(x)):
                    v = float(variances[c][k][j])
                    log_density -= 0.5 * (math.log(2 * math.pi * v) + (float(x[j]) - float(means[c][k][j])) ** 2 / v)
                logs.append(log_density)
            top = max(logs)
            total += top + math.log(sum(math.exp(one - top) for one in logs))
        scores[int(classes[c])] = total
    return max(scores, key=scores.get)


# %% 平均取代總和，logaddexp | a mean for the sum, and logaddexp
def classify(utterance, classes, weights, means, variances):
    X = np.asarray(utterance, dtype=float)
    z = (X[None, None] - means[:, :, None]) ** 2 / variances[:, :, None]  # (n_classes, K, n_frames, d)
    logs = np.log(weights)[..., None] - 0.5 * (z + np.log(variances)[:, :, None]).sum(axis=-1)
    return np.array(classes)[np.logaddexp.reduce(logs, axis=1).mean(axis=1).argmax()]


# %% 乘開平方，用矩陣相乘 | squares multiplied out, by matrix products
def classify(utterance, classes, weights, means, variances):
    X, n_features = np.asarray(utterance, dtype=float), np.shape(means)[2]
    scores = np.empty(len(classes))
    for c in range(len(classes)):
        P = 1 / variances[c]
        quadratic = X**2 @ P.T - 2 * X @ (means[c] * P).T + np.sum(means[c] ** 2 * P, axis=1)
        logs = -0.5 * (n_features * np.log(2 * np.pi) + quadratic) + 0.5 * np.log(P).sum(axis=1) + np.log(weights[c])
        scores[c] = logsumexp(logs, axis=1).sum()
    return int(classes[int(scores.argmax())])
