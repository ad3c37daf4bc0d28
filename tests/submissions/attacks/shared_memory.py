# title: 在共享記憶體裡找別人的資料 | looks into shared memory and memory devices
# It is private, empty and counted: nothing is found.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: empty
# shows: no segments
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def attempt(what, action):
    try:
        print("BREACH", what, action())
    except (Exception, SystemExit) as error:
        print("refused", what, type(error).__name__)

# %%
import ctypes
import mmap
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
print("empty" if os.listdir("/dev/shm") == [] else "BREACH files")
found = [key for key in range(64) if libc.shmat(key, None, 0o10000) not in (-1, 0xFFFFFFFF)]
print("no segments" if not found else f"BREACH {found}")
for name in ("/dev/mem", "/dev/kmem", "/dev/port", "/dev/mqueue/x", "/dev/hugepages/x", "/dev/shm/autograder-canary"):
    attempt(name, lambda: open(name, "rb").read(9))
attempt("canary", lambda: shared_memory.SharedMemory("autograder-canary"))
attempt("shared, without a file", lambda: mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS))
attempt("memory file", lambda: os.memfd_create("x"))
