# title: 把管線關掉再跑下去 | closes the pipe and goes on
# It counts as ended: bounded time, no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: the process ended in this cell
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os

os.closerange(3, 128)
while True:
    pass
