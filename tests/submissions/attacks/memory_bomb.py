# title: 不停地要記憶體 | takes memory without end
# It ends at the limit, and costs this function only.
# assignment: 05_model_selection
# base: reference
# mangle: undraw
# shows: used too much memory
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 0
# expect: choose_n_components = 30

# %%
def bic(log_likelihood, n_parameters, n_samples):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))
