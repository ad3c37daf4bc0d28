# title: 改掉內建函式，讓檢查什麼都看不出來 | patches built-ins so that no check sees anything
# At worst the notebook breaks its own process: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: patched
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
import builtins

print("patched")
builtins.AssertionError = builtins.isinstance = builtins.type = builtins.len = lambda *a: True
