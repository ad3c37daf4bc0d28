# %% 沒有小數的 float | float without fraction
def n_parameters(K, d, covariance_type="full"):
    matrix = d * (d + 1) / 2
    return K - 1 + K * d + {"full": K * matrix, "tied": matrix, "diag": K * d, "spherical": K}[covariance_type]


# %% NumPy 整數，if 與 elif | NumPy integer, if and elif
def n_parameters(n_components, n_features, covariance_type="full"):
    if covariance_type == "full":
        covariance = n_components * (n_features + n_features**2) // 2
    elif covariance_type == "tied":
        covariance = (n_features + n_features**2) // 2
    elif covariance_type == "diag":
        covariance = n_components * n_features
    elif covariance_type == "spherical":
        covariance = n_components
    return np.int32(n_components * n_features + covariance + n_components - 1)


# %% 數三角形的索引，0 維陣列 | triangular indices, 0-d array
def n_parameters(n_components, n_features, covariance_type="full"):
    full = len(np.triu_indices(n_features)[0])
    size = {"full": full * n_components, "tied": full, "diag": n_features * n_components, "spherical": n_components}
    return np.array(n_components * (n_features + 1) - 1 + size[covariance_type])


# %% match 與型別標註 | match and type hints
from typing import Literal


def n_parameters(
    n_components: int, n_features: int, covariance_type: Literal["full", "tied", "diag", "spherical"] = "full"
) -> int:
    match covariance_type:
        case "full":
            free = n_components * sum(range(n_features + 1))
        case "tied":
            free = sum(range(n_features + 1))
        case "diag":
            free = n_components * n_features
        case "spherical":
            free = n_components
        case _:
            raise ValueError(covariance_type)
    return (n_components - 1) + n_components * n_features + free


# %% 真的把自由的數字一個一個數出來 | counting the free numbers one by one
def n_parameters(n_components, n_features, covariance_type="full"):
    names = [f"weight {k}" for k in range(n_components)][:-1]
    names += [f"mean {k} {i}" for k in range(n_components) for i in range(n_features)]
    for k in range(n_components):
        for i in range(n_features):
            for j in range(n_features):
                if covariance_type in ("full", "tied") and i <= j:
                    names.append(f"cov {k if covariance_type == 'full' else ''} {i} {j}")
                if covariance_type == "diag" and i == j:
                    names.append(f"cov {k} {i}")
                if covariance_type == "spherical":
                    names.append(f"cov {k}")
    return len(set(names))


# %% 每種型態一個小函式 | a small function for each type
from math import comb

FREE = {
    "full": lambda K, d: K * comb(d + 1, 2),
    "tied": lambda K, d: comb(d + 1, 2),
    "diag": lambda K, d: K * d,
    "spherical": lambda K, d: K,
}


# %% +
def n_parameters(n_components, n_features, covariance_type="full"):
    return FREE[covariance_type](n_components, n_features) + n_components * n_features + n_components - 1
