# title: 由繼承的檔案描述子走出去 | leaves through inherited descriptors
# One socket is open, and it leads to questions only.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: sockets: 1
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import array
import fcntl
import os
import socket
import stat

found = []
for number in range(128):
    try:
        status = os.fstat(number)
    except OSError:
        continue
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFSOCK:
        found.append(number)
        one = socket.socket(fileno=os.dup(number))
        print("peer", one.family, one.getpeername())
        one.setblocking(False)
        try:  # a descriptor that was sent along
            print("BREACH", one.recvmsg(9, 4096, socket.MSG_DONTWAIT | socket.MSG_PEEK)[1])
        except OSError:
            pass
        one.setblocking(True)
        one.detach()
    if kind == stat.S_IFDIR:
        print("BREACH folder", number)
    for flags in (os.O_RDONLY, os.O_RDWR):
        for path in ("..", "../..", "gradebook.db", "."):
            try:
                print("BREACH", path, os.open(path, flags, dir_fd=number))
            except OSError:
                pass
    try:
        os.fchdir(number)
        print("BREACH fchdir", number)
    except OSError:
        pass
print("sockets:", len(found))
