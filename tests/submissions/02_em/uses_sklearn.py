# title: E 步驟交給 scikit-learn | leaves the E-step to scikit-learn
# base: reference
# expect: e_step = 0
# expect: m_step = 35
# expect: fit_em = 30

# %%
from sklearn.mixture import GaussianMixture


def e_step(X, weights, means, covariances):
    model = GaussianMixture(len(weights))
    model.weights_, model.means_, model.covariances_ = weights, means, covariances
    model.precisions_cholesky_ = np.linalg.inv(np.linalg.cholesky(covariances)).transpose(0, 2, 1)
    return model.predict_proba(X)
