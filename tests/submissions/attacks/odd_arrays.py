# title: 回傳物件陣列、結構化陣列與文字陣列 | answers arrays of objects, of records and of texts
# Only plain numbers cross the pipe: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: 你的形狀是 (3,)
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
class Number:
    def __reduce__(self):
        return print, ("BREACH unpickled",)


def bic(log_likelihood, n_parameters, n_samples):
    return np.array([Number()] * 3, dtype=object)

# %%
def aic(log_likelihood, n_parameters):
    return np.zeros(3, dtype=[("value", "f8"), ("object", "O")])

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return np.array("-42.0")
