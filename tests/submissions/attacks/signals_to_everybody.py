# title: 對所有程序送訊號，包括父程序 | signals every process, its parent included
# It reaches its own processes only: the warm parent and the host go on.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: signalled
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os
import signal

own = os.getpid()
for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1):
    for pid in (-1, 0, os.getppid(), *range(2, 33000)):
        try:
            os.kill(pid, number)
            if pid > 0:
                print("BREACH", pid, number)
        except OSError:
            pass
    try:
        os.killpg(os.getpgid(own), number)
    except OSError:
        pass
print("signalled")

# %%
import threading
signal.pthread_kill(threading.main_thread().ident, signal.SIGSTOP)
signal.raise_signal(signal.SIGTERM)
