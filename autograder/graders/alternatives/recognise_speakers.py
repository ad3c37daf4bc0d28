# %% 一個成分，回傳 list | one component, returning a list
def recognise_speakers(features, speakers, test_features):
    models = fit_class_models(features, speakers, 1)
    return [int(classify(u, *models)) for u in test_features]


# %% 六個成分，迴圈 | six components, a loop
def recognise_speakers(features, speakers, test_features):
    classes, weights, means, variances = fit_class_models(features, speakers, 6, random_state=3)
    predicted = np.zeros(len(test_features), dtype=int)
    for i, utterance in enumerate(test_features):
        predicted[i] = classify(utterance, classes, weights, means, variances)
    return predicted


# %% 直接用 GaussianMixture 的 score | with the score of GaussianMixture
def recognise_speakers(features, speakers, test_features):
    classes = np.unique(speakers)
    models = []
    for one in classes:
        X = np.vstack([u for u, s in zip(features, speakers) if s == one])
        models.append(GaussianMixture(3, covariance_type="diag", random_state=0).fit(X))
    return np.array([classes[np.argmax([m.score(u) for m in models])] for u in test_features])


# %% map，回傳 tuple | map, returning a tuple
def recognise_speakers(features, speakers, test_features):
    models = fit_class_models(list(features), np.asarray(speakers), 4)
    return tuple(map(lambda u: classify(u, *models), test_features))
