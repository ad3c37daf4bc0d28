# title: 物件的 __array__、__eq__、__float__、__reduce__ 都說謊 | objects whose __array__, __eq__, __float__ and __reduce__ lie
# None of these methods is called on the trusted side: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: invalid __array_struct__
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os


class Hostile:
    def __array__(self, *a, **k):
        return np.array([None], dtype=object)

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __gt__ = __le__ = __ge__ = __eq__
    __hash__ = None

    def __reduce__(self):
        return os.system, ("touch /tmp/autograder-breach",)

    def __float__(self):
        return 42.0

    def __getattr__(self, name):
        return lambda *a, **k: True


def bic(log_likelihood, n_parameters, n_samples):
    return Hostile()

# %%
def aic(log_likelihood, n_parameters):
    return [Hostile()] * 3

# %%
class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = None
    __sub__ = __rsub__ = __abs__ = lambda self, *a: 0.0


def n_parameters(n_components, n_features, covariance_type="full"):
    return Liar(0)
