# title: 回傳 NaN、無限大與極大的數 | answers NaN, infinity and huge numbers
# NaN equals nothing, huge numbers overflow nothing: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: 你的是 nan
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return float('nan')

# %%
def aic(log_likelihood, n_parameters):
    return np.float128('inf') if n_parameters % 2 else -1e308

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return 10**5000
