# title: 回傳值對自己的型別說謊 | answers whose type lies about itself
# An answer is what was packed, whatever it says it is: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: unsupported operand type(s) for -
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
class Claimed:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


def bic(log_likelihood, n_parameters, n_samples):
    return Claimed(np.ndarray)

# %%
class Array(np.ndarray):
    shape = property(lambda self: (7,))
    dtype = property(lambda self: np.dtype(float))

    def __array_finalize__(self, obj):
        raise SystemExit

    def __array_function__(self, *a):
        return True

    def __array_ufunc__(self, *a, **k):
        return True


def aic(log_likelihood, n_parameters):
    return np.zeros(2).view(Array)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return Claimed(float)
