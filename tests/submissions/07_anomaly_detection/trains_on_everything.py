# title: 訓練時沒有拿掉異常、密度下溢、門檻取錯一端 | anomalies in the training, densities that underflow, the wrong end of the scores
# base: reference
# expect: fit_normal = 0 < 13
# expect: anomaly_scores = 0 < 16
# expect: choose_threshold = 0 < 12
# expect: detect = 8
# expect: precision_recall = 13
# expect: average_precision = 15
# expect: shuttle_precision = 0
# expect: shuttle_recall = 0
# expect: shuttle_average = 3
# expect: responsibility_average = 3
# expect: responsibility_reason = 4
# expect: flattery = 3
# expect: threshold_reason = 4

# %%
def fit_normal(X, y, n_components, random_state=0):
    model = GaussianMixture(n_components, random_state=random_state).fit(X)
    return model.weights_, model.means_, model.covariances_


# %%
def anomaly_scores(X, weights, means, covariances):
    density = 0
    for weight, mean, cov in zip(weights, means, covariances):
        density = density + weight * multivariate_normal.pdf(X, mean, cov)
    return -np.log(density)


# %%
def choose_threshold(train_scores, fraction):
    return np.quantile(train_scores, fraction)


# %%
shuttle_precision = 0.423

# %%
shuttle_recall = 0.043
