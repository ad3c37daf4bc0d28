# title: 回傳位置而不是 K | returns the index, not K
# base: reference
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 25
# expect: choose_n_components = 0 < 30

# %%
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    models = [GaussianMixture(k, random_state=random_state).fit(X) for k in candidates]
    scores = [model.bic(X) if criterion == "bic" else model.aic(X) for model in models]
    return int(np.argmin(scores)), scores
