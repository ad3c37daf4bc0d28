# title: 建立裝置檔，打開主機的裝置 | makes device files and opens the host's devices
# No devices but the harmless ones, and none can be made.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: refused sda
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
import fcntl
import os
import stat

for folder in ("/scratch", "/tmp", "/dev/shm", "/dev"):
    for kind, device in ((stat.S_IFBLK, os.makedev(8, 0)), (stat.S_IFCHR, os.makedev(1, 1)), (stat.S_IFCHR, os.makedev(1, 5))):
        attempt(f"mknod {folder}", lambda: os.mknod(f"{folder}/device", 0o666 | kind, device))
for name in ("sda", "vda", "nvme0n1", "mem", "kmsg", "fuse", "kvm", "net/tun", "vhost-net", "loop-control", "mapper/control", "console", "tty", "tty0"):
    attempt(name, lambda: os.open(f"/dev/{name}", os.O_RDWR))
attempt("type into the terminal", lambda: fcntl.ioctl(0, 0x5412, b"x"))
