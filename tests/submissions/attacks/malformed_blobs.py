# title: 極深的錯誤、負的與巨大的陣列長度 | nested errors, negative and giant arrays
# Nothing is allocated that was not sent.
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
    raw(('{"id":%d,"error":"raised","evalue":' % number() + "[" * 900 + "]" * 900 + ',"blobs":[]}').encode())
    time.sleep(9)

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    raw(json.dumps({"id": number(), "value": 1, "blobs": [-1]}).encode())
    time.sleep(9)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    raw(json.dumps({"id": number(), "value": 1, "blobs": [2**40]}).encode())
    time.sleep(9)

# %%
armed = True  # from here on the graders ask
