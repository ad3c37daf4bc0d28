# title: 不停地印字 | prints without end
# The output is cut and the cell ended.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: the rest is left out
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
while True:
    print("x" * 9999)
