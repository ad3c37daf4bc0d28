# title: 自己設定更密的鬧鐘與處理函式 | sets alarms and handlers of its own, by the thousand
# At worst its own process dies: bounded, no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: 手算是 223.026，你的是 0.000
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import faulthandler
import os
import signal


def again(*a):
    signal.setitimer(signal.ITIMER_REAL, 1e-5)


def bic(log_likelihood, n_parameters, n_samples):
    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, 1e-5, 1e-5)
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    faulthandler.dump_traceback_later(1e-3, exit=True)
    return 0.0
