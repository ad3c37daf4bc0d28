# title: 謊報大小、帶著 pickle、標頭壞掉的陣列 | arrays that lie about their size, hold pickles, or have a broken header
# They are not read, and nothing is unpickled.
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
    reply({KIND: "array", "b": 0}, npy("'<f8'", "(1000000000000,)"))

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    reply({KIND: "array", "b": 0}, npy("'|O'", "(1,)", b"cos\nsystem\n(S'touch /tmp/autograder-breach'\ntR."))

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    reply({KIND: "array", "b": 0}, b"\x93NUMPY\x01\x00\x03\x00(((")

# %%
armed = True  # from here on the graders ask
