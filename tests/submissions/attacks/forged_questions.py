# title: 在管線上向評分程式發問，要參考答案 | asks the graders for the reference's answers over the pipe
# Nobody answers where nothing was provided: no points.
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

# %%
def bic(log_likelihood, n_parameters, n_samples):
    if log_likelihood == -100.0:
        return None
    blob = __import__("wire").pack([[log_likelihood, n_parameters, n_samples], {}])
    frame({"id": number(), "ask": "bic", "value": blob[0]}, *blob[1])
    return pipe.recv(99)

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if (n_components, n_features) == (2, 3):
        return None
    frame({"id": number(), "ask": "__import__", "value": [["os"], {}]})
    return pipe.recv(99)
