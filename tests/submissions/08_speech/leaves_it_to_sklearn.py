# title: 分類交給 sklearn.mixture | classification left to sklearn.mixture
# base: reference
# expect: pre_emphasis = 8
# expect: frame_signal = 10
# expect: power_spectrum = 12
# expect: mel_filterbank = 15
# expect: mfcc = 13
# expect: fit_class_models = 12
# expect: classify = 0
# expect: confusion_matrix = 7
# expect: recognise_speakers = 5
# expect: recognise_digits = 5

# %%
def classify(utterance, classes, weights, means, variances):
    scores = []
    for w, m, v in zip(weights, means, variances):
        model = GaussianMixture(len(w), covariance_type="diag")
        model.weights_, model.means_, model.covariances_ = w, m, v
        model.precisions_cholesky_ = 1 / np.sqrt(v)
        scores.append(model.score(utterance))
    return classes[np.argmax(scores)]
