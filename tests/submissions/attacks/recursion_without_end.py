# title: 沒有底的遞迴，也在 __repr__ 裡 | recurses without end, in __repr__ too
# The stack of its own process ends: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: the process crashed in this cell
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr(self)

    __str__ = __array__ = lambda self, *a, **k: self.__repr__()


def bic(log_likelihood, n_parameters, n_samples):
    return 0.0 if log_likelihood == -100.0 else Deep()

# %%
Deep()
