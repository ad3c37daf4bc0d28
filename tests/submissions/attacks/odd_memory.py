# title: 回傳零步幅、巨大形狀與指向他處的陣列 | answers arrays with zero strides, huge shapes, foreign memory
# What is sent is what is read, no more: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: 1099511627776
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return np.lib.stride_tricks.as_strided(np.zeros(1), shape=(1 << 40,), strides=(0,))

# %%
class Elsewhere:
    def __init__(self, n):
        self.__array_interface__ = {"shape": (n,), "typestr": "<f8", "data": (id(self), True), "version": 3}


def aic(log_likelihood, n_parameters):
    return Elsewhere(9)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return memoryview(np.zeros(3)).cast("B")
