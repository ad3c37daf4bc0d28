# title: 在呼叫裡把輸出灌進管線 | floods the pipe from inside a call
# It breaks the protocol, and ends the process.
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
def bic(log_likelihood, n_parameters, n_samples):
    while log_likelihood != -100.0:
        frame({"output": "x" * 99999})
