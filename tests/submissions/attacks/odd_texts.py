# title: 以文字當答案，裡面是半個字元與標記 | answers texts: lone surrogates, control codes and markup
# A text is no number, and the report can be written: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: half a letter
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return ["\ud800\x00\x1b[2J"] * 3

# %%
def aic(log_likelihood, n_parameters):
    raise ValueError("\ud800\u202e\x1b]0;title\x07<script>")

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return "-42.0"

# %%
print("\ud800 half a letter")
raise ValueError("\ud800")
