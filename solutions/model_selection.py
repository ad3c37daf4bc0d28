"""Reference for ``05_model_selection``: parameter counts, AIC, BIC and the choice of K."""

import numpy as np
from sklearn.mixture import GaussianMixture


def n_parameters(n_components: int, n_features: int, covariance_type: str = "full") -> int:
    """數出高斯混合模型的自由參數：權重、均值、共變異數一起算。
    Count the free parameters of a Gaussian mixture: weights, means and covariances together.

    參數 Parameters
        n_components     int  成分數 K | number of components K
        n_features       int  維度 d | dimension d
        covariance_type  str  "full" 各成分有自己的矩陣 | each component has its own matrix
                              "tied" 全部成分共用一個矩陣 | all components share one matrix
                              "diag" 各成分有自己的對角矩陣 | each component has its own diagonal matrix
                              "spherical" 各成分有一個變異數 | each component has one single variance
    回傳 Returns
        int                   只數能自由變動的數值 | counts only the numbers that are free to vary

    Bishop (2006) §2.3; Murphy (2012) §11.2.
    """
    free_covariances = {
        "full": n_components * n_features * (n_features + 1) // 2,
        "tied": n_features * (n_features + 1) // 2,
        "diag": n_components * n_features,
        "spherical": n_components,
    }
    free_weights = n_components - 1  # the last one follows, as they sum to 1
    free_means = n_components * n_features
    return free_weights + free_means + free_covariances[covariance_type]


def aic(log_likelihood: float, n_parameters: int) -> float:
    """計算赤池訊息準則；越低越好。
    Return the Akaike information criterion; lower is better.

    參數 Parameters
        log_likelihood  float  整份資料的對數概似（總和） | of the whole data set (a sum)
        n_parameters    int    自由參數的個數 | number of free parameters
    回傳 Returns
        float

    Bishop (2006) §1.3; Murphy (2012) §5.3.2.
    """
    return -2 * log_likelihood + 2 * n_parameters


def bic(log_likelihood: float, n_parameters: int, n_samples: int) -> float:
    """計算貝氏訊息準則；越低越好。
    Return the Bayesian information criterion; lower is better.

    參數 Parameters
        log_likelihood  float  整份資料的對數概似（總和） | of the whole data set (a sum)
        n_parameters    int    自由參數的個數 | number of free parameters
        n_samples       int    樣本數 | number of samples
    回傳 Returns
        float

    Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.
    """
    return float(-2 * log_likelihood + n_parameters * np.log(n_samples))


def choose_n_components(
    X: np.ndarray, candidates: list[int], criterion: str = "bic", random_state: int = 0
) -> tuple[int, list[float]]:
    """對每個候選的 K 配適一個模型，用準則選出最好的 K。
    Fit one model for each candidate K and choose the best K by the criterion.

    參數 Parameters
        X             (n_samples, n_features)  樣本 | samples
        candidates    一串 K，順序不拘 | several K, in any order: list, range, ...
        criterion     str                      "aic" 或 or "bic"
        random_state  int                      交給 GaussianMixture | is passed to GaussianMixture
    回傳 Returns
        best          int                      準則最低的 K，不是它的位置 | the K that scores lowest, not its position
        scores        一串 float，依 candidates 的順序 | one score per candidate, in the order of candidates

    用 scikit-learn 的 GaussianMixture 配適，共變異數為 full，其餘設定用預設值。
    不可修改輸入。
    Fit with scikit-learn's GaussianMixture, with full covariances and its defaults for everything else.
    Inputs are never modified.

    Bishop (2006) §1.3, §4.4.1; Murphy (2012) §11.5.
    """
    candidates = list(candidates)
    models = [GaussianMixture(k, random_state=random_state).fit(X) for k in candidates]
    scores = [float(model.bic(X) if criterion == "bic" else model.aic(X)) for model in models]
    return candidates[int(np.argmin(scores))], scores
