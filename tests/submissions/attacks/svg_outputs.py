# title: 帶有腳本的 SVG | shows SVG with scripts
# SVG is shown as a picture, where nothing runs.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: drawn
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
from IPython.display import SVG, display

display(SVG('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)"><text>x</text></a></svg>'))
display({"image/svg+xml": '"><script>alert(1)</script>'}, raw=True)
display({"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe src="javascript:alert(1)"/></foreignObject></svg>'}, raw=True)
display({"text/html": '<svg><style><img src=x onerror=alert(1)></style></svg>', "text/plain": "drawn"}, raw=True)
