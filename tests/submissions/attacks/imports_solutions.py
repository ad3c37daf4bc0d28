# title: 匯入解答與評分程式 | imports the solutions and the graders
# Neither is in the sandbox: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: refused solutions.em ModuleNotFoundError
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def attempt(what, action):
    try:
        print("BREACH", what, action())
    except (Exception, SystemExit) as error:
        print("refused", what, type(error).__name__)

# %%
import importlib
import sys

sys.path += ["/", "..", "../..", "/work", "/opt", "/home", "/root", "/srv"]
for name in ("solutions.em", "solutions.gaussian_mixture", "solutions.quiz", "autograder.graders.oracle", "autograder.graders",
             "autograder.graders.test_05_model_selection", "autograder.errors", "tests.graders.runner"):
    attempt(name, lambda: importlib.import_module(name).__file__)

# %%
def bic(log_likelihood, n_parameters, n_samples):
    import solutions.model_selection

    return solutions.model_selection.bic(log_likelihood, n_parameters, n_samples)

# %%
def aic(log_likelihood, n_parameters):
    from autograder.graders import oracle

    return oracle.aic(log_likelihood, n_parameters)
