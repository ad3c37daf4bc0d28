# title: 鍵的雜湊全都相同的字典 | a dictionary whose keys all have one hash
# Whoever builds it takes a time that grows with the square of its size.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: colliding
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
print("colliding")


class Colliding(dict):
    def items(self):
        return [(k * (2**61 - 1), 0) for k in range(1, 24000)]


def bic(log_likelihood, n_parameters, n_samples):
    return Colliding()


def aic(log_likelihood, n_parameters):
    return [Colliding(), Colliding()]


def n_parameters(n_components, n_features, covariance_type="full"):
    return Colliding()
