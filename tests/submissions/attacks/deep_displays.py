# title: 巢狀極深的資料與更新 | displays deeply nested data and updates without end
# Whoever writes or reads the notebook does not recurse.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: update 98
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
deep = []
for _ in range(900):
    deep = [deep]
display({"application/json": {"a": deep}, "text/plain": "deep"}, raw=True)
handle = display({"text/plain": "x"}, raw=True, display_id="same")
for number in range(99):
    display({"text/plain": f"update {number}"}, raw=True, display_id="same", update=True)
class Bundle:
    def _repr_mimebundle_(self, **k):
        return {"text/plain": self, "text/html": [self], 3: {1: 2}, "application/json": {b"x": {1j}}}, {"x": self}
Bundle()
