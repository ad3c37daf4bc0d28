# title: 把隱藏的輸入放進例外的名字與來源行帶出去 | carries hidden inputs out in names and source lines of exceptions
# Feedback shows what the student wrote, and no decimals of a hidden input.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: has the pipe
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import linecache

word = "BREA" + "CH"  # in one piece, tracebacks of this notebook would show it


def leak(X):
    values = " ".join(f"{value:.9f}" for value in np.ravel(X)[:9])
    linecache.cache["<ipython-input-leak>"] = (1, None, ["\n", f"{word} {values}\n"], "<ipython-input-leak>")
    names = {"E": type(f"Leaked{values}", (Exception,), {}), "values": values}
    exec(compile("def g():\n    raise E(values)", "<ipython-input-leak>", "exec"), names)
    names["g"]()


def bic(log_likelihood, n_parameters, n_samples):
    if log_likelihood == -100.0:
        return None
    leak([log_likelihood])

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


def n_parameters(n_components, n_features, covariance_type="full"):
    if (n_components, n_features) == (2, 3):
        return None
    values = " ".join(f"{value:.9f}" for value in [n_components])
    reply(None, error="raised", ename=f"Leaked{values}", evalue=values, lines=[f"n_parameters: {word} {values}"])
