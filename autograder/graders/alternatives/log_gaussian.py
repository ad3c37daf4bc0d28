# %% 雙層迴圈，回傳 list | double loop, a list
def log_gaussian(X, mean, cov):
    n, d = len(X), len(mean)
    inverse = np.linalg.inv(cov)
    sign, log_det = np.linalg.slogdet(cov)
    result = []
    for i in range(n):
        total = 0.0
        for a in range(d):
            for b in range(d):
                total += (X[i][a] - mean[a]) * inverse[a][b] * (X[i][b] - mean[b])
        result.append(-0.5 * (d * np.log(2 * np.pi) + log_det + total))
    return result


# %% einsum，inv 與 slogdet | einsum, inv and slogdet
def log_gaussian(X, mean, cov):
    difference = X - mean
    squared = np.einsum("ni,ij,nj->n", difference, np.linalg.inv(cov), difference)
    return -0.5 * (len(mean) * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1] + squared)


# %% 直接用 SciPy | SciPy does it
def log_gaussian(X, mean, cov):
    return stats.multivariate_normal.logpdf(X, mean=mean, cov=cov)


# %% 先建立 SciPy 的分布物件 | a frozen SciPy distribution
from scipy.stats import multivariate_normal


def log_gaussian(X, mean, cov):
    return multivariate_normal(mean, cov).logpdf(X)


# %% 給 SciPy Cholesky 因子 | SciPy given the Cholesky factor
def log_gaussian(X, mean, cov):
    factored = stats.Covariance.from_cholesky(np.linalg.cholesky(cov))
    return stats.multivariate_normal.logpdf(X, mean, factored)


# %% solve | solve
def log_gaussian(X, mean, cov):
    d = X.shape[-1]
    z = np.linalg.solve(cov, (X - mean).T).T
    return -d / 2 * np.log(2 * np.pi) - 1 / 2 * np.linalg.slogdet(cov).logabsdet - 1 / 2 * np.sum((X - mean) * z, axis=1)


# %% 特徵分解 eigh | eigh
def log_gaussian(X, mean, cov):
    variances, axes = np.linalg.eigh(cov)
    z = (X - mean) @ axes / np.sqrt(variances)
    return -0.5 * (len(mean) * np.log(2 * np.pi) + np.log(variances).sum() + (z**2).sum(axis=1))


# %% SVD 與 pinv | SVD and pinv
def log_gaussian(X, mean, cov):
    _, variances, _ = np.linalg.svd(cov)
    difference = X - mean
    squared = (difference @ np.linalg.pinv(cov) * difference).sum(axis=1)
    return -0.5 * (len(mean) * np.log(2 * np.pi) + np.log(variances).sum() + squared)


# %% cho_solve，回傳純量的 tuple | cho_solve, a tuple of scalars
from scipy.linalg import cho_factor, cho_solve


def log_gaussian(X, mean, cov):
    factor = cho_factor(cov, lower=True)
    difference = X - mean
    squared = np.sum(difference.T * cho_solve(factor, difference.T), axis=0)
    return tuple(-0.5 * (len(mean) * np.log(2 * np.pi) + 2 * np.log(np.diag(factor[0])).sum() + squared))


# %% 行列式的對數，只取對角線 | log of the determinant, diagonal of a product
def log_gaussian(X, mean, cov):
    difference = X - mean
    squared = np.diag(difference @ np.linalg.inv(cov) @ difference.T)
    return -squared / 2 - np.log(np.sqrt((2 * np.pi) ** len(mean) * np.linalg.det(cov)))


# %% 批次矩陣乘法，靠廣播 | batched products by broadcasting
def log_gaussian(X, mean, cov):
    diff = (X - mean)[:, :, np.newaxis]
    squared = (diff.transpose(0, 2, 1) @ np.linalg.inv(cov) @ diff).ravel()
    log_det = 2 * np.log(np.linalg.cholesky(cov).diagonal()).sum()
    return -(squared + log_det + len(mean) * np.log(2 * np.pi)) / 2


# %% 手寫 Cholesky，輔助函式在另外兩格 | Cholesky by hand, helpers in two other cells
def my_cholesky(A):
    n = len(A)
    L = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            rest = A[i][j] - sum(L[i][k] * L[j][k] for k in range(j))
            L[i][j] = rest**0.5 if i == j else rest / L[j][j]
    return L


# %% +
def forward(L, b):
    z = []
    for i in range(len(L)):
        z.append((b[i] - sum(L[i][k] * z[k] for k in range(i))) / L[i][i])
    return z


# %% +
def log_gaussian(X, mean, cov):
    L = my_cholesky(cov)
    log_det = 2 * sum(np.log(L[i][i]) for i in range(len(L)))
    constant = len(mean) * np.log(2 * np.pi) + log_det
    return np.array([-0.5 * (constant + sum(z * z for z in forward(L, x - mean))) for x in X])


# %% 馬氏距離 cdist | Mahalanobis distances by cdist
from scipy.spatial.distance import cdist


def log_gaussian(X, mean, cov):
    distances = cdist(X, np.atleast_2d(mean), metric="mahalanobis", VI=np.linalg.inv(cov))[:, 0]
    return -0.5 * (distances**2 + np.linalg.slogdet(2 * np.pi * cov)[1])


# %% 變數變換成標準常態 | change of variables to the standard normal
def log_gaussian(X, mean, cov):
    A = np.linalg.inv(np.linalg.cholesky(cov))
    return stats.norm.logpdf((X - mean) @ A.T).sum(axis=1) + np.log(np.abs(np.linalg.det(A)))


# %% 逐維的條件機率相乘 | one conditional density after the other
def log_gaussian(X, mean, cov):
    result = np.zeros(len(X))
    for j in range(len(mean)):
        slope = np.linalg.solve(cov[:j, :j], cov[:j, j])
        centre = mean[j] + (X[:, :j] - mean[:j]) @ slope
        variance = cov[j, j] - cov[j, :j] @ slope
        result += stats.norm(centre, np.sqrt(variance)).logpdf(X[:, j])
    return result


# %% 型別標註，參數換了名字 | type hints, parameters of other names
from numpy.typing import ArrayLike, NDArray


def log_gaussian(samples: ArrayLike, mu: ArrayLike, sigma: ArrayLike) -> NDArray[np.float64]:
    samples, mu, sigma = (np.asarray(a, dtype=float) for a in (samples, mu, sigma))
    white: NDArray[np.float64] = solve_triangular(cholesky(sigma, lower=True), (samples - mu).T, lower=True)
    return -0.5 * (mu.size * np.log(2 * np.pi) + np.linalg.slogdet(sigma)[1] + np.square(white).sum(0))


# %% lambda | lambda
log_gaussian = lambda X, mean, cov: -0.5 * (
    np.linalg.slogdet(2 * np.pi * cov)[1] + np.sum((X - mean) @ np.linalg.inv(cov) * (X - mean), axis=1)
)


# %% apply_along_axis 與 math | apply_along_axis and math
import math


def log_gaussian(X, mean, cov):
    precision = np.linalg.inv(cov)
    log_normaliser = 0.5 * (len(mean) * math.log(2 * math.pi) - math.log(np.linalg.det(precision)))

    def one(x):
        return -0.5 * (x - mean).dot(precision).dot(x - mean) - log_normaliser

    return np.apply_along_axis(one, 1, X)


# %% 類別包在函式裡 | a class wrapped by a function
class Gaussian:
    def __init__(self, mean, cov):
        self.mean = np.asarray(mean)
        self.factor = np.linalg.cholesky(cov)

    @property
    def log_normaliser(self):
        return np.log(np.diag(self.factor)).sum() + 0.5 * self.mean.size * np.log(2 * np.pi)

    def log_density(self, X):
        z = np.linalg.solve(self.factor, (X - self.mean).T)
        return -self.log_normaliser - 0.5 * np.einsum("in,in->n", z, z)


def log_gaussian(X, mean, cov):
    return Gaussian(mean, cov).log_density(X)


# %% 先寫錯，後面又重新定義 | wrong at first, defined again further down
def log_gaussian(X, mean, cov):
    return stats.multivariate_normal.pdf(X, mean, cov)


# %% +
# 第一次忘了取對數 | I forgot the logarithm at first
def log_gaussian(X, mean, cov):
    return stats.multivariate_normal.logpdf(X, mean, cov)
