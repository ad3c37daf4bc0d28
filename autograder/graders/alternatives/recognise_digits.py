# %% 三個成分，回傳 list | three components, returning a list
def recognise_digits(sounds, digits, test_sounds):
    models = fit_class_models([mfcc(s) for s in sounds], digits, 3)
    return [classify(mfcc(s), *models) for s in test_sounds]


# %% 交給 recognise_speakers | leaves it to recognise_speakers
def recognise_digits(sounds, digits, test_sounds):
    return recognise_speakers([mfcc(s) for s in sounds], digits, [mfcc(s) for s in test_sounds])


# %% 不要第 0 個係數 | without coefficient 0
def recognise_digits(sounds, digits, test_sounds):
    def features(sound):
        return np.asarray(mfcc(sound, n_coefficients=14))[:, 1:]

    models = fit_class_models([features(s) for s in sounds], digits, 4)
    return np.array([float(classify(features(s), *models)) for s in test_sounds])


# %% 六個成分，另一個種子 | six components, another seed
def recognise_digits(sounds, digits, test_sounds):
    train, test = list(map(mfcc, sounds)), list(map(mfcc, test_sounds))
    models = fit_class_models(train, digits, 6, random_state=1)
    predicted = []
    for utterance in test:
        predicted += [classify(utterance, *models)]
    return np.array(predicted)
