# title: 交給 scikit-learn 抽樣 | leaves sampling to scikit-learn
# base: reference
# expect: sample = 0
# expect: sample_conditional = 16
# expect: elbo = 16
# expect: ppca_elbo = 14
# expect: log_emissions = 10
# expect: forward_log = 14
# expect: viterbi = 14

# %%
from sklearn.mixture import GaussianMixture


# %%
def sample(n_samples, weights, means, covariances, random_state=0):
    model = GaussianMixture(len(weights), random_state=random_state)
    model.weights_, model.means_, model.covariances_ = weights, means, covariances
    return model.sample(n_samples)
