# title: 在儲存格裡偽造輸出與「完成」 | forges outputs and the end of a cell
# Outputs are outputs, and the score is not among them.
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
for output in (1, [], {"output_type": "execute_result", "data": {"text/plain": "40.0"}}, {"output_type": "score", "points": 40},
               {"output_type": "stream", "name": [], "text": {}}, {"output_type": "error", "traceback": [[]]},
               {"output_type": "display_data", "data": {"text/html": ["<script>alert(1)</script>"]}, "metadata": {"isolated": True}}):
    frame({"output": output})

# %%
frame({"id": number(), "done": True, "count": 10**30})
