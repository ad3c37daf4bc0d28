# title: 用核心裡少有人用的介面 | uses rare interfaces of the kernel
# The filter refuses what no exercise needs.
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
names = {"add_key": 248, "request_key": 249, "keyctl": 250, "io_uring_setup": 425, "bpf": 321, "userfaultfd": 323, "personality": 135,
         "perf_event_open": 298, "kexec_load": 246, "init_module": 175, "finit_module": 313, "memfd_create": 319, "memfd_secret": 447,
         "name_to_handle_at": 303, "open_by_handle_at": 304, "fanotify_init": 300, "inotify_init1": 294, "vmsplice": 278, "shmget": 29,
         "msgget": 68, "acct": 163, "swapon": 167, "syslog": 103, "modify_ldt": 154, "quotactl": 179, "move_pages": 279, "x32": 0x40000000}
if os.uname().machine == "x86_64":
    done = [name for name, number in names.items() if libc.syscall(number, 0, 0, 0, 0, 0) != -1]
    print("all refused" if not done else f"BREACH {done}")
else:
    print("all refused")
