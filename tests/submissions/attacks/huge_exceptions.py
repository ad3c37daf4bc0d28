# title: 極長的、印不出來的、印到一半就結束的例外 | exceptions that are huge or cannot be printed
# Feedback shows a short line.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: unprintable
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
class Unprintable(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def bic(log_likelihood, n_parameters, n_samples):
    raise ValueError("x" * 10**6)

# %%
def aic(log_likelihood, n_parameters):
    raise Unprintable

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    raise ExceptionGroup("many", [ValueError(str(n)) for n in range(99999)])

# %%
raise Unprintable

# %%
raise ValueError("x" * 10**7)
