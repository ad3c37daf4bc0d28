# title: 把密度連乘 | densities are multiplied
# base: reference
# expect: pre_emphasis = 8
# expect: frame_signal = 10
# expect: power_spectrum = 12
# expect: mel_filterbank = 15
# expect: mfcc = 13
# expect: fit_class_models = 12
# expect: classify = 4 < 11
# expect: confusion_matrix = 7
# expect: recognise_speakers = 5
# expect: recognise_digits = 5

# %%
def classify(utterance, classes, weights, means, variances):
    best, best_density = classes[0], 0.0
    for c in range(len(classes)):
        density = 1.0
        for x in utterance:
            parts = np.exp(-0.5 * (x - means[c]) ** 2 / variances[c]) / np.sqrt(2 * np.pi * variances[c])
            density = density * np.sum(weights[c] * np.prod(parts, axis=1))
        if density > best_density:
            best, best_density = classes[c], density
    return best
