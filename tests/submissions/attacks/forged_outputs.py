# title: 交來的檔案裡已經有滿分的輸出 | hands in a notebook whose graded cells already show full marks
# Outputs that were handed in are dropped: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# mangle: forge aic {"score":40,"auto_score":40,"manual_score":40,"extra_credit":60,"comment":"ok"}
# shows: forged
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0

# %%
get_ipython().run_cell_magic("capture", "", "pass")
display({"text/plain": "40.0", "application/vnd.nbgrader.score": "40"}, raw=True)
print("forged")
