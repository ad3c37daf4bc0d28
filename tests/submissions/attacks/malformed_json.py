# title: 不合格的 JSON：巨大的數、錯的編碼、重複的鍵 | bad JSON: giant numbers, wrong encodings, doubled keys
# The process is ended, the trusted side unharmed.
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
    raw(b'{"id":' + b"9" * 99999 + b',"blobs":[]}')
    time.sleep(9)

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    raw(b"\xff\xfe{}")
    time.sleep(9)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    raw(b'{"blobs":[0],"blobs":[],"id":1e999,"value":NaN}')
    time.sleep(9)

# %%
armed = True  # from here on the graders ask
