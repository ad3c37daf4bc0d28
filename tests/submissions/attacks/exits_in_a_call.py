# title: 在呼叫裡結束程序 | ends the process in a call
# It costs this function only.
# assignment: 05_model_selection
# base: reference
# mangle: undraw
# shows: the whole process ended while it ran
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 0
# expect: choose_n_components = 30

# %%
import os


def bic(log_likelihood, n_parameters, n_samples):
    os._exit(0)
