# title: 一次一個位元組、半個訊框、永遠不來的陣列 | a byte at a time, half a frame, an array that never comes
# The deadline of the call holds: bounded time, no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: has the pipe
# shows: what came back could not be read
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


armed = False

# %%
def bic(log_likelihood, n_parameters, n_samples):
    if not armed:
        return None
    for byte in json.dumps({"id": number(), "value": "x" * 99}).encode():
        pipe.send(bytes([byte]))
        time.sleep(0.05)

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    return None

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    raw(json.dumps({"id": number(), "value": {KIND: "array", "b": 0}, "blobs": [99]}).encode(), b"x" * 50)
    time.sleep(9)

# %%
armed = True  # from here on the graders ask
