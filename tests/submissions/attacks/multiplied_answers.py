# title: 用很小的訊框要求很大的記憶體 | asks for much memory with little data
# A blob is read once, and texts count by the longest.
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


def npy(descr, shape, data=b""):
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + data

# %%
def bic(log_likelihood, n_parameters, n_samples):
    if not armed:
        return None
    reply([{KIND: "array", "b": 0}] * 9999, npy("'<f8'", "(131072,)", bytes(1 << 20)))

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    reply(["x" * 99999] + ["y"] * 99999)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    reply({KIND: "int", "v": "9" * 4000000})

# %%
armed = True  # from here on the graders ask
