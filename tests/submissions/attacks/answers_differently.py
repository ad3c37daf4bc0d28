# title: 第一次算對，同樣的問題再問就不同 | right at first, and another answer to the same question later
# A function that contradicts itself has no answer: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: asked the same thing again
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
asked = {}


def bic(log_likelihood, n_parameters, n_samples):
    question = log_likelihood, n_parameters, n_samples
    asked[question] = asked.get(question, 0) + 1
    return n_parameters * np.log(n_samples) - 2 * log_likelihood + (0.0 if asked[question] == 1 else 1.0)

# %%
calls = []


def aic(log_likelihood, n_parameters):
    calls.append(1)
    return 2 * n_parameters - 2 * log_likelihood + len(calls) % 2

# %%
after = []


def n_parameters(n_components, n_features, covariance_type="full"):
    after.append(1)
    d = n_features
    each = {"full": n_components * d * (d + 1) // 2, "tied": d * (d + 1) // 2, "diag": n_components * d, "spherical": n_components}
    return n_components - 1 + n_components * d + each[covariance_type] + (len(after) > 20)
