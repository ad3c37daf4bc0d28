# %% 一行 | one line
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    return GaussianMixture(n_components=n_components, covariance_type=covariance_type, random_state=random_state).fit(X)


# %% 分開 fit | fit on a line of its own
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    gmm = GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state)
    gmm.fit(X)
    return gmm


# %% set_params | set_params
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    gmm = GaussianMixture()
    gmm.set_params(n_components=n_components, covariance_type=covariance_type, random_state=random_state)
    return gmm.fit(np.asarray(X, dtype=float))


# %% fit_predict 之後回傳模型 | fit_predict, then the model
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    settings = dict(n_components=n_components, covariance_type=covariance_type, random_state=random_state)
    gmm = GaussianMixture(**settings)
    labels = gmm.fit_predict(X)
    return gmm


# %% RandomState 物件 | a RandomState object
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    rng = np.random.RandomState(random_state)
    return GaussianMixture(n_components, covariance_type=covariance_type, random_state=rng).fit(X)


# %% 整個模組 | by way of the module
import sklearn.mixture


def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    gmm = sklearn.mixture.GaussianMixture(n_components, covariance_type=covariance_type)
    gmm.random_state = random_state
    return gmm.fit(X.copy())


# %% 預設值寫出來 | the defaults spelled out
def fit_gmm(X, n_components, covariance_type="full", random_state=42):
    return GaussianMixture(
        n_components,
        covariance_type=covariance_type,
        tol=1e-3,
        reg_covar=1e-6,
        max_iter=100,
        n_init=1,
        init_params="kmeans",
        random_state=random_state,
    ).fit(X)
