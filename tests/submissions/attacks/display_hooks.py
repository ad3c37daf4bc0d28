# title: 讓每個輸出都變成滿分 | makes every output a full score
# A score is written by the trusted side only: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: hooked
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
shell = get_ipython()
shell.displayhook.compute_format_data = lambda result: ({"text/plain": "40.0"}, {})
shell.display_formatter.formatters["text/plain"].for_type(float, lambda *a: a[1].text("40.0"))
shell.events.register("post_run_cell", lambda result: display({"text/plain": "40.0"}, raw=True))
shell.displayhook.write_format_data({"text/plain": "40.0"}) if False else None
print("hooked")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0

# %%
40.0
