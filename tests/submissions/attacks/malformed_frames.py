# title: 不是訊框的位元組、謊報的長度、極深的 JSON | no frames at all, lying lengths, nested JSON
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
    pipe.sendall(b"GET / HTTP/1.1\r\n\r\n")
    time.sleep(9)

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    pipe.sendall(struct.pack("!4sI", b"gmk1", 2**32 - 1))
    time.sleep(9)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    raw(b"[" * 99999 + b"]" * 99999)
    time.sleep(9)

# %%
armed = True  # from here on the graders ask
