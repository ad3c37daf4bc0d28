# title: 把評分儲存格改成一千分、手動評分、別的編號 | forges points, kind and id of graded cells
# The release alone says what is graded and for how much: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# mangle: forge aic {"points":1000,"solution":true}
# mangle: forge n_parameters {"points":-5,"grade_id":"bonus","task":true}
# mangle: forge bic {"grade":false,"schema_version":99,"checksum":"x"}
# mangle: double aic
# shows: unknown graded cells were ignored: bonus
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0

# %%
1000.0
