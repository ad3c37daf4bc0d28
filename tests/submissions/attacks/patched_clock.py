# title: 把時間停住，關掉沙箱自己的鬧鐘 | stops the clock and switches the sandbox's alarm off
# The deadline is kept outside: bounded time, no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: patched
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import signal
import sys
import time

time.monotonic = time.time = time.perf_counter = lambda: 0.0
sys.modules["shell"].time_limit.__enter__ = lambda self: self
sys.modules["shell"].time_limit.__exit__ = lambda self, *a: None
print("patched")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    if log_likelihood == -100.0:
        return 0.0
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        pass
