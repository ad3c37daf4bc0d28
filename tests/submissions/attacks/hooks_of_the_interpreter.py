# title: 掛上稽核、追蹤、結束與例外的鉤子 | installs audit, trace, exit and exception hooks
# They run in its own process, and their exceptions earn nothing.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: hooks are in
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import atexit
import sys
import threading


def hook(*a):
    raise SystemExit("hooked")


atexit.register(lambda: print("BREACH at exit"))
sys.excepthook = sys.unraisablehook = threading.excepthook = hook
get_ipython().set_custom_exc((BaseException,), lambda *a, **k: print("40.0"))
print("hooks are in")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0

# %%
sys.settrace(hook)
sys.setprofile(hook)
sys.addaudithook(hook)
