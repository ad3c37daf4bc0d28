# title: 用 setuid 程式取得權限 | gains rights by setuid programs
# No new privileges: none is gained.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: still nobody
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os
import subprocess

for line in ("su -c id", "sudo -n id", "mount -t proc proc /proc", "unshare -Ur id", "newuidmap 1 0 0 1", "passwd -S", "ping -c1 127.0.0.1",
             "cp /usr/bin/env /tmp/env; chmod 4755 /tmp/env; /tmp/env id -u", "bwrap --ro-bind / / id", "nsenter -t 1 -m id"):
    done = subprocess.run(line, shell=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if "uid=0" in done.stdout or done.stdout.strip() == "0":
        print("BREACH", line, done.stdout)
print("still", "nobody" if os.getuid() and os.geteuid() else "BREACH root")
