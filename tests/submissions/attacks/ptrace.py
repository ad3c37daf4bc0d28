# title: 用 ptrace、process_vm_readv 與 pidfd 讀別的程序 | reads other processes by ptrace, process_vm_readv and pidfds
# The filter refuses, and there is nobody to read.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: all refused
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 64)
results = []
for pid in (1, os.getppid(), *range(2, 50)):
    results += [libc.ptrace(request, pid, 0, 0) for request in (16, 0x4206)]  # ATTACH, SEIZE
    results += [libc.process_vm_readv(pid, vector, 1, vector, 1, 0), libc.process_vm_writev(pid, vector, 1, vector, 1, 0)]
results.append(libc.ptrace(0, 0, 0, 0))  # TRACEME
if os.uname().machine == "x86_64":
    own = libc.syscall(434, os.getpid(), 0)  # pidfd_open of itself is allowed
    results += [libc.syscall(438, own, n, 0) for n in range(9)]  # pidfd_getfd
    results += [libc.syscall(434, pid, 0) for pid in range(2, 50)]
    results += [libc.syscall(312, 1, 1, 0, 0, 0), libc.syscall(298, 0, 0, -1, -1, 0)]  # kcmp, perf_event_open
print("all refused" if set(results) == {-1} else f"BREACH {results}")
