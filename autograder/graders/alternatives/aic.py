# %% 提出公因數 | factored
def aic(log_likelihood, n_parameters):
    return 2 * (n_parameters - log_likelihood)


# %% 0 維陣列 | 0-d array
def aic(log_likelihood, n_parameters):
    return np.array(-2 * log_likelihood + 2 * n_parameters)


# %% 換了參數名，加上型別 | other names, type hints
def aic(L: float, k: int) -> np.float64:
    return np.float64(2.0 * k - 2.0 * L)


# %% lambda | lambda
aic = lambda ll, k: -2 * ll + 2 * k


# %% 與 BIC 共用一個輔助函式 | one helper, shared with BIC
def information_criterion(log_likelihood, n_parameters, price):
    return price * n_parameters - 2 * log_likelihood


# %% +
def aic(log_likelihood, n_parameters):
    return information_criterion(log_likelihood, n_parameters, price=2)


# %% +
def bic(log_likelihood, n_parameters, n_samples):
    return information_criterion(log_likelihood, n_parameters, price=np.log(n_samples))
