# title: 許多子程序一起用光記憶體 | many processes together take the memory
# The memory of all processes counts together.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: this cell used too much memory
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import ctypes
import os
import time

for _ in range(9):
    if os.fork() == 0:
        data = bytearray(150 << 20)
        data[::4096] = b"x" * len(data[::4096])
        time.sleep(9)
time.sleep(9)
