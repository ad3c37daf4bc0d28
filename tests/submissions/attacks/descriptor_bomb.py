# title: 開滿描述子、管線與通訊端 | opens descriptors, pipes and sockets without end
# Few can be opened, and none outlives the submission.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: refused 24
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import os
import socket

held = []
try:
    while len(held) < 5000:
        held += socket.socketpair()
        held[-1].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
        held[-1].setblocking(False)
        held[-1].send(bytes(1 << 20))
    print("BREACH", len(held))
except OSError as error:
    number = error.errno
    del held
    print("refused", number)
