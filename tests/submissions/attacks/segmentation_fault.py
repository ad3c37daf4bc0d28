# title: 讓直譯器當掉 | makes the interpreter crash
# A crash costs what it touched.
# assignment: 05_model_selection
# base: reference
# mangle: undraw
# shows: the process crashed in this cell
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 0
# expect: choose_n_components = 30

# %%
import ctypes


def bic(log_likelihood, n_parameters, n_samples):
    return ctypes.string_at(0)

# %%
ctypes.string_at(0)
