# title: 用 sys.exit 與 KeyboardInterrupt 離開 | leaves by sys.exit and KeyboardInterrupt
# They are exceptions like others: no points, nothing ends.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: still here
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import sys


def bic(log_likelihood, n_parameters, n_samples):
    sys.exit(0)

# %%
def aic(log_likelihood, n_parameters):
    raise KeyboardInterrupt

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    raise GeneratorExit

# %%
sys.exit(0)

# %%
raise KeyboardInterrupt

# %%
exit()
print("still here")
