# title: 子程序取了不是文字的名字，讓守衛讀不懂 | the same, by processes whose name is no text and confuses who watches
# Names are not read: the memory counts all the same.
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

anonymous = b"\xff\xfe\n\x80"
ctypes.CDLL(None).prctl(15, anonymous, 0, 0, 0)
for _ in range(9):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, anonymous, 0, 0, 0)
        data = bytearray(150 << 20)
        data[::4096] = b"x" * len(data[::4096])
        time.sleep(9)
time.sleep(9)
