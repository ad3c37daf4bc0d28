# title: 輸出 JavaScript、元件與造假的 MIME 型別 | shows JavaScript, widgets and forged MIME types
# Unknown and active types are dropped.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: plain
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
from IPython.display import Javascript, display

display(Javascript("alert(1)"))
display({"application/javascript": "alert(1)", "text/plain": "plain"}, raw=True)
display({"image/png": '"><script>alert(1)</script>', "text/html; x": "<script>alert(1)</script>", "<script>alert(1)</script>/x": "x"}, raw=True)
display({"image/jpeg": "x' onerror='alert(1)", "application/pdf": "x", "text/plain": "jpeg"}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": "<script>alert(1)</script>"}, "text/plain": "widget"}, raw=True)
display({"application/vnd.jupyter.widget-state+json": {"state": {}}, "text/vnd.mermaid": "graph", "text/plain": "state"}, raw=True)
display({"text/html": "<b>x</b>"}, raw=True, metadata={"text/html": {"isolated": True}, "</script>": "<script>alert(1)</script>"})
