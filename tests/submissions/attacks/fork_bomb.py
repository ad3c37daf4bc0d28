# title: 不停地分出新程序 | forks without end
# Processes are few and end with the submission.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: longer than the time limit
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os
import time

end = time.time() + 0.5
while time.time() < end:
    try:
        os.fork()
    except OSError:
        pass
time.sleep(9)
