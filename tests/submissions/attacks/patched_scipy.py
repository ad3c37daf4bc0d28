# title: 讓 SciPy 與 scikit-learn 也回傳零 | makes SciPy and scikit-learn answer zero as well
# The oracle is computed elsewhere: no points.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: patched
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
import scipy.stats
import sklearn.mixture

scipy.stats._multivariate.multivariate_normal_gen.logpdf = lambda self, x, *a, **k: np.zeros(len(x))
sklearn.mixture.GaussianMixture.score_samples = lambda self, X: np.zeros(len(X))
scipy.special.logsumexp = lambda *a, **k: 0.0
print("patched")

# %%
def bic(log_likelihood, n_parameters, n_samples):
    return 0.0

# %%
def aic(log_likelihood, n_parameters):
    return 0.0
