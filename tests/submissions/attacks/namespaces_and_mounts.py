# title: 進入別的命名空間，掛載檔案系統 | enters other namespaces and mounts file systems
# All refused: what was set up cannot be undone.
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
import signal

libc = ctypes.CDLL(None, use_errno=True)
results = {f"unshare {flag:#x}": libc.unshare(flag) for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x2000000, 0x80)}
results |= {f"mount {kind}": libc.mount(b"none", b"/tmp", kind, 0, None) for kind in (b"proc", b"tmpfs", b"sysfs", b"overlay")}
results |= {"bind": libc.mount(b"/", b"/scratch", None, 4096, None), "remount": libc.mount(None, b"/usr", None, 32 | 4096, None)}
results |= {"umount": libc.umount2(b"/proc", 2), "umount tmp": libc.umount2(b"/tmp", 2), "chroot": libc.chroot(b"/scratch")}
results |= {"setns": libc.setns(os.open("/", os.O_RDONLY), 0), "setuid": libc.setuid(0), "setgid": libc.setgid(0)}
results |= {"setgroups": libc.setgroups(0, None), "sethostname": libc.sethostname(b"x", 1), "reboot": libc.reboot(0x1234567)}
if os.uname().machine == "x86_64":
    pidfd = libc.syscall(434, 1, 0)
    results |= {f"system call {n}": libc.syscall(n, 0, 0, 0, 0, 0) for n in (155, 428, 429, 430, 431, 432, 433, 435, 442)}
    results |= {"setns by pid": libc.setns(pidfd, 0x20000), "clone": libc.syscall(56, 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)}
done = [name for name, result in results.items() if result != -1]
print("all refused" if not done else f"BREACH {done}")
