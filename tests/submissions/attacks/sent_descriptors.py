# title: 把檔案描述子與緊急資料送過管線 | sends descriptors and urgent data through the pipe
# The trusted side takes no descriptors: none stays open there.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: has the pipe
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import gc, json, socket, struct, sys, time

pipe = next(one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() > 2)
KIND = "\0kind"


def number():
    step = sys._getframe()
    while step:
        asked = step.f_locals.get("message")
        if isinstance(asked, dict) and "id" in asked:
            return asked["id"]
        step = step.f_back


def raw(text, data=b""):
    pipe.sendall(struct.pack("!4sI", b"gmk1", len(text)) + text + data)


def frame(message, *blobs):
    raw(json.dumps({**message, "blobs": [len(blob) for blob in blobs]}).encode(), b"".join(blobs))


def reply(value, *blobs, **more):
    frame({"id": number(), "value": value, "mutated": [], **more}, *blobs)
    time.sleep(9)


print("has the pipe")

# %%
import array
import os


def bic(log_likelihood, n_parameters, n_samples):
    if log_likelihood == -100.0:
        return None
    files = array.array("i", [os.open("/dev/null", os.O_RDONLY) for _ in range(50)])
    text = json.dumps({"id": number(), "value": 0.0, "mutated": [], "blobs": []}).encode()
    pipe.sendmsg([struct.pack("!4sI", b"gmk1", len(text)) + text], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
    try:
        pipe.send(b"!", socket.MSG_OOB)
    except OSError:
        pass
    time.sleep(0.2)
