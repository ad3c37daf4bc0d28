# %% dict 生成式 | a dict comprehension
def compare_covariance_types(X, n_components, random_state=0):
    return {
        kind: GaussianMixture(n_components, covariance_type=kind, random_state=random_state).fit(X).bic(X)
        for kind in ("spherical", "diag", "tied", "full")
    }


# %% 公式自己算 | by the formula
def compare_covariance_types(X, n_components, random_state=0):
    n, d = X.shape
    free = {
        "full": n_components * d * (d + 1) / 2,
        "tied": d * (d + 1) / 2,
        "diag": n_components * d,
        "spherical": n_components,
    }
    scores = {}
    for kind, covariances in free.items():
        gmm = GaussianMixture(n_components, covariance_type=kind, random_state=random_state).fit(X)
        p = n_components - 1 + n_components * d + covariances
        scores[kind] = -2 * np.sum(gmm.score_samples(X)) + p * np.log(n)
    return scores


# %% dict 與 zip | dict and zip
def compare_covariance_types(X, n_components, random_state=0):
    kinds = ["full", "tied", "diag", "spherical"]
    models = [GaussianMixture(n_components, covariance_type=kind, random_state=random_state) for kind in kinds]
    return dict(zip(kinds, [model.fit(X).bic(X) for model in models]))


# %% 由 AIC 換算 | from AIC
def compare_covariance_types(X, n_components, random_state=0):
    scores = {}
    for kind in ["full", "tied", "diag", "spherical"]:
        gmm = GaussianMixture(n_components, covariance_type=kind, random_state=random_state)
        gmm.fit(X)
        fit = -2 * gmm.score(X) * len(X)
        scores[kind] = np.array(fit + (gmm.aic(X) - fit) / 2 * np.log(len(X)))
    return scores


# %% 用 fit_gmm | by way of fit_gmm
def compare_covariance_types(X, n_components, random_state=0):
    result = {}
    for kind in ("tied", "full", "spherical", "diag"):
        result.update({kind: fit_gmm(X, n_components, kind, random_state).bic(X)})
    return result


# %% defaultdict | a defaultdict
from collections import defaultdict


def compare_covariance_types(X, n_components, random_state=0):
    scores = defaultdict(float)
    model = GaussianMixture(n_components, random_state=random_state)
    for kind in "full tied diag spherical".split():
        scores[kind] += model.set_params(covariance_type=kind).fit(X).bic(X)
    return scores
