# %% 0 維陣列 | 0-d array
def log_likelihood(X, weights, means, covariances):
    return np.array(log_mixture(X, weights, means, covariances).sum())


# %% NumPy 純量 | NumPy scalar
def log_likelihood(X, weights, means, covariances):
    return log_mixture(X, weights, means, covariances).sum()


# %% 逐個樣本累加 | one sample at a time
def log_likelihood(X, weights, means, covariances):
    total = 0
    for i in range(X.shape[0]):
        total += log_mixture(X[i : i + 1], weights, means, covariances)[0]
    return total


# %% long double | long double
def log_likelihood(X, weights, means, covariances):
    return np.sum(log_mixture(X, weights, means, covariances).astype(np.longdouble))


# %% math.fsum，從頭算 | math.fsum, from scratch
import math


def log_likelihood(X, weights, means, covariances):
    log_densities = np.column_stack(
        [stats.multivariate_normal(m, c).logpdf(X) for m, c in zip(means, covariances)]
    )
    return math.fsum(logsumexp(log_densities, axis=1, b=weights))


# %% 平均乘以樣本數 | the mean times the number of samples
def log_likelihood(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> float:
    return X.shape[0] * np.mean(log_mixture(X, weights, means, covariances)).item()


# %% 與全 1 向量的內積 | product with a vector of ones
def log_likelihood(X, weights, means, covariances):
    return np.ones(len(X)) @ log_mixture(X, weights, means, covariances)


# %% 類別包在函式裡 | a class wrapped by a function
from dataclasses import dataclass


@dataclass
class Mixture:
    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray

    def score(self, X):
        return sum(log_mixture(X, self.weights, self.means, self.covariances))


# %% +
def log_likelihood(X, *parameters):
    return Mixture(*parameters).score(X)
