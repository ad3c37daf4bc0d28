# title: 記住算過的答案，照形狀重播 | remembers earlier answers and replays them by shape
# An earlier answer is not the answer: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: 你的是 19
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
known = []


def bic(log_likelihood, n_parameters, n_samples):
    if not known:
        known.append(n_parameters * np.log(n_samples) - 2 * log_likelihood)
    return known[0]

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return 19
