# title: 留下東西給下一份繳交，或找上一份留下的 | leaves something for the next submission and looks for it
# Every submission starts from the same clean state: no points, no trace.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: nothing is left
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
import os
import socket
import sys

libc = ctypes.CDLL(None, use_errno=True)
folders = ("/scratch", "/tmp", "/dev/shm", "/dev/mqueue", "/var/tmp", "/run")
names = [f"{folder}/autograder-answer" for folder in folders]
found = [name for name in names if os.path.exists(name)]
found += [module.__name__ for module in (np, sys, os) if hasattr(module, "autograder_answer")]
found += ["variable"] if "AUTOGRADER_ANSWER" in os.environ else []
found += ["semaphore"] if libc.semget(0x61757467, 0, 0) >= 0 else []
found += ["shared memory"] if libc.shmget(0x61757467, 0, 0) >= 0 else []
mail = socket.socket(socket.AF_UNIX)
try:
    mail.connect("\0autograder-answer")
    found.append("abstract socket")
except OSError:
    pass
print("BREACH" if found else "nothing is left", found)

# %%
for name in names:
    try:
        open(name, "w").write("42")
    except OSError:
        pass
for module in (np, sys, os):
    module.autograder_answer = 42
os.environ["AUTOGRADER_ANSWER"] = "42"
libc.semget(0x61757467, 1, 0o1777)
libc.shmget(0x61757467, 4096, 0o1777)
server = socket.socket(socket.AF_UNIX)
server.bind("\0autograder-answer")
server.listen()
if os.fork() == 0:
    os.setsid()
    while True:
        server.accept()
