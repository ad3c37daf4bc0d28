# title: 答案被丟掉的時候結束程序 | ends the process when its answer is thrown away
# It ends its own process only: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: unsupported operand type(s) for -
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import gc
import os
import weakref


armed = False


class Last:
    def __del__(self):
        if armed:
            os._exit(0)


def bic(log_likelihood, n_parameters, n_samples):
    return Last()

# %%
def aic(log_likelihood, n_parameters):
    answer = set("x")
    weakref.finalize(Last, os._exit, 0)
    return answer

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    gc.callbacks.append(lambda phase, info: os._exit(0) if armed else None)
    gc.collect()
    return None

# %%
armed = True
