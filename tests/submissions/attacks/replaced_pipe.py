# title: 把管線換成別的東西 | puts something else in the place of the pipe
# It counts as ended: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: the process ended in this cell
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os

for number in range(3, 128):
    try:
        os.dup2(0, number)
    except OSError:
        pass
