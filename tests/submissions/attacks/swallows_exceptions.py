# title: 吞下所有例外的無窮迴圈 | an endless loop that swallows every exception
# It is killed at the deadline: bounded time, no points.
# assignment: 05_model_selection
# base: reference
# mangle: undraw
# shows: does the loop end?
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 0
# expect: choose_n_components = 30

# %%
def bic(log_likelihood, n_parameters, n_samples):
    while log_likelihood != -100.0:
        try:
            while True:
                pass
        except BaseException:
            continue
