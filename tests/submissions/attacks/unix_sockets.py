# title: 連到主機的抽象與檔案通訊端 | connects to abstract and file sockets of the host
# They belong to another network namespace, or are not visible.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: autograder-canary
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
import socket

for name in ("\0autograder-canary", "\0/tmp/.X11-unix/X0", "\0/tmp/dbus", "/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket",
             "/run/systemd/private", "/tmp/autograder-canary.socket", "/tmp/.X11-unix/X0", "/dev/log"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        attempt(repr(name), lambda: socket.socket(socket.AF_UNIX, kind).connect(name))
for family in (16, 17, 21, 29, 30, 38, 40, 44):
    attempt(f"family {family}", lambda: socket.socket(family, socket.SOCK_RAW))
