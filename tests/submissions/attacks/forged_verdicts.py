# title: 在管線上自稱通過、得滿分、被遺漏 | claims on the pipe to have passed, or blames the kit
# A reply holds an answer; what else it says counts for nothing.
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


armed = False

# %%
def bic(log_likelihood, n_parameters, n_samples):
    if not armed:
        return None
    reply(True, verdict="passed", points=40, passed=True, internal="the kit failed")

# %%
def aic(log_likelihood, n_parameters):
    if not armed:
        return None
    reply(None, error="internal", verdict="internal", internal="the kit failed", evalue="kit")

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    if not armed:
        return None
    reply(None, error="forbidden", used="<script>alert(1)</script>")

# %%
armed = True  # from here on the graders ask
