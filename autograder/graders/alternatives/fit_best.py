# %% 全部寫出來 | all spelled out
def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0):
    gmm = GaussianMixture(
        n_components=n_components,
        covariance_type="full",
        n_init=n_init,
        reg_covar=reg_covar,
        random_state=random_state,
    )
    return gmm.fit(X)


# %% 自己的迴圈，種子遞增 | a loop of one's own, over seeds
def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0):
    best = None
    for i in range(n_init):
        gmm = GaussianMixture(n_components, reg_covar=reg_covar, random_state=random_state + i).fit(X)
        if best is None or gmm.score(X) > best.score(X):
            best = gmm
    return best


# %% 共用一個 RandomState | one RandomState for all starts
def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0):
    rng = np.random.RandomState(random_state)
    models = [GaussianMixture(n_components, reg_covar=reg_covar, random_state=rng).fit(X) for _ in range(n_init)]
    return max(models, key=lambda model: model.lower_bound_)


# %% set_params | set_params
def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0):
    gmm = GaussianMixture(n_components)
    gmm.set_params(n_init=n_init, reg_covar=reg_covar, random_state=random_state)
    gmm.fit(X)
    return gmm


# %% 位置參數以外全用關鍵字 | keywords from a dict
def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0):
    settings = {"n_init": n_init, "reg_covar": reg_covar, "random_state": random_state}
    return GaussianMixture(n_components, **settings).fit(np.array(X, dtype=float))
