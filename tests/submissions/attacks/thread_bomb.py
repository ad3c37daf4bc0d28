# title: 不停地開執行緒 | starts threads without end
# Threads count as processes, and end with the submission.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: can't start new thread
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(99,)).start()
