# title: 不停地顯示很小的輸出 | shows small outputs without end
# Outputs are counted, too: whoever makes a page of them is not kept busy.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: the rest is left out
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
while True:
    display({}, raw=True)
