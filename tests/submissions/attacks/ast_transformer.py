# title: 用轉換器把每一格改寫成滿分 | rewrites every cell to a full score by transformers
# The cells' own code decides nothing: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: transformed
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import ast


class FullMarks(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.parse("40.0")


get_ipython().input_transformers_cleanup.append(lambda lines: [line.replace("assert", "40.0 or") for line in lines])
get_ipython().ast_transformers.append(FullMarks())
print("transformed")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0
