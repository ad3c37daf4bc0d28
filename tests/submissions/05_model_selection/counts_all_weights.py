# title: 權重算成 K 個 | K weights counted, not K - 1
# base: reference
# expect: n_parameters = 0 < 25
# expect: aic = 20
# expect: bic = 25
# expect: choose_n_components = 30

# %%
def n_parameters(n_components, n_features, covariance_type="full"):
    d = n_features
    covariance = {
        "full": n_components * d * (d + 1) // 2,
        "tied": d * (d + 1) // 2,
        "diag": n_components * d,
        "spherical": n_components,
    }
    return n_components + n_components * d + covariance[covariance_type]
