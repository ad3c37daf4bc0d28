# %% NumPy 純量 | NumPy scalar
def bic(log_likelihood, n_parameters, n_samples):
    return np.log(n_samples) * n_parameters - 2 * log_likelihood


# %% 概似除以 N 的次方 | the likelihood over a power of N
def bic(log_likelihood, n_parameters, n_samples):
    return -2 * (log_likelihood - 0.5 * n_parameters * np.log(float(n_samples)))


# %% math.log，型別標註 | math.log, type hints
import math


def bic(log_likelihood: float, n_parameters: int, n_samples: int) -> float:
    penalty = n_parameters * math.log(n_samples)
    fit = 2.0 * log_likelihood
    return penalty - fit


# %% 由 AIC 改價錢 | AIC with another price
def bic(log_likelihood, n_parameters, n_samples):
    return aic(log_likelihood, n_parameters) + (np.log(n_samples) - 2) * n_parameters


# %% 以 2 為底再換底 | base 2, then changed
def bic(log_likelihood, n_parameters, n_samples):
    return np.array([-2, np.log2(n_samples) / np.log2(np.e)]) @ [log_likelihood, n_parameters]
