# title: AIC 與 BIC 寫反 | AIC and BIC swapped
# base: reference
# expect: n_parameters = 25
# expect: aic = 0 < 20
# expect: bic = 0 < 25
# expect: choose_n_components = 0 < 31

# %%
def aic(log_likelihood, n_parameters):
    return -2 * log_likelihood + n_parameters * np.log(500)


# %%
def bic(log_likelihood, n_parameters, n_samples):
    return -2 * log_likelihood + 2 * n_parameters
