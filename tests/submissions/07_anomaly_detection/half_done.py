# title: 只寫了前三個函式 | the first three functions only
# base: stub
# expect: fit_normal = 13
# expect: anomaly_scores = 16
# expect: choose_threshold = 12
# expect: detect = 0
# expect: precision_recall = 0
# expect: average_precision = 0
# expect: shuttle_precision = 0
# expect: shuttle_recall = 0
# expect: shuttle_average = 0
# expect: responsibility_average = 0
# expect: responsibility_reason = 0
# expect: flattery = 0
# expect: threshold_reason = 0

# %%
def fit_normal(X, y, n_components, random_state=0):
    model = GaussianMixture(n_components, random_state=random_state).fit(X[y == 0])
    return model.weights_, model.means_, model.covariances_


# %%
def anomaly_scores(X, weights, means, covariances):
    logs = [multivariate_normal(mean, cov).logpdf(X) for mean, cov in zip(means, covariances)]
    return -logsumexp(np.reshape(logs, (len(weights), len(X))), axis=0, b=np.reshape(weights, (-1, 1)))


# %%
def choose_threshold(train_scores, fraction):
    return np.quantile(train_scores, 1 - fraction)
