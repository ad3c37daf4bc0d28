# title: 回傳永遠讀不完的東西 | answers what never ends
# Packing counts against the call's time: bounded, no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: took longer than the time limit
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
class Endless(dict):
    def items(self):
        while True:
            yield 1, 1


def bic(log_likelihood, n_parameters, n_samples):
    return np.zeros(2) if log_likelihood == -100.0 else [0.0] * 10**7

# %%
def aic(log_likelihood, n_parameters):
    answer = []
    answer.append(answer)
    return answer

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    return 0.0 if (n_components, n_features) == (2, 3) else Endless()
