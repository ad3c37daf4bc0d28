# title: 從 /proc 讀暖機的父程序的記憶體與檔案 | reads the warm parent's memory and files through /proc
# There is no /proc, and no other process to see.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: alone
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
import os

print("alone" if (os.getpid(), os.getppid(), os.listdir("/proc")) == (1, 0, []) else "BREACH not alone")
for pid in ("self", "thread-self", "1", str(os.getppid()), *map(str, range(2, 60))):
    for name in ("mem", "environ", "maps", "root/etc/passwd", "cwd/x", "status", "task"):
        try:
            print("BREACH", pid, name, os.open(f"/proc/{pid}/{name}", os.O_RDONLY))
        except OSError:
            pass
    for name in ("fd", "ns", "root", "map_files"):
        try:
            print("BREACH", pid, name, os.listdir(f"/proc/{pid}/{name}"))
        except OSError:
            pass
for path in ("/proc/kcore", "/proc/kallsyms", "/proc/sys/kernel/core_pattern", "/proc/net/unix", "/sys/kernel", "/sys/fs/cgroup"):
    attempt(path, lambda: open(path).read())
attempt("mount of /proc", lambda: os.mkdir("/proc/x"))
