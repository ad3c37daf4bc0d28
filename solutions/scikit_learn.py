"""Reference for ``04_scikit_learn``: Gaussian mixtures with scikit-learn, from the data to the figure."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from sklearn.mixture import GaussianMixture


def fit_gmm(X: np.ndarray, n_components: int, covariance_type: str = "full", random_state: int = 42) -> GaussianMixture:
    """建立一個 GaussianMixture，用資料配適後回傳它。
    Create a GaussianMixture, fit it to the data and return it.

    參數 Parameters
        X                (n_samples, n_features)  樣本，可為整數 | samples, may be integers
        n_components     int                      成分數 K | number of components K
        covariance_type  str                      "full"、"tied"、"diag" 或 or "spherical"
        random_state     int                      起點的亂數種子 | seed of the random start
    回傳 Returns
        GaussianMixture                           配適好的模型 | the fitted model

    其他設定用 scikit-learn 的預設值。不可修改輸入。
    All other settings are scikit-learn's defaults. Inputs are never modified.

    scikit-learn User Guide §2.1.1; Murphy (2012) §11.4.2.
    """
    model = GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state)
    return model.fit(X)


def cluster(model: GaussianMixture, X: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """用配適好的模型替樣本分群：標籤、責任值與對數密度。
    Cluster samples with a fitted model: labels, responsibilities and log-densities.

    參數 Parameters
        model        GaussianMixture             配適好的模型 | a fitted model
        X            (n_samples, n_features)     樣本，不一定是配適用的 | samples, not necessarily those of the fit
    回傳 Returns
        labels       (n_samples,)                最可能的成分，從 0 數起 | the most probable component, from 0
        resp         (n_samples, n_components)   責任值，每列的和為 1 | responsibilities, rows sum to 1
        log_density  (n_samples,)                每個樣本的 log p(x) | log p(x) of each sample

    模型已經配適好了：不可以再配適，也不可修改輸入。
    The model is fitted already: do not fit it again. Inputs are never modified.

    scikit-learn: GaussianMixture; Bishop (2006) §9.2; Murphy (2012) §11.2.3.
    """
    return model.predict(X), model.predict_proba(X), model.score_samples(X)


def full_covariances(covariances: np.ndarray, covariance_type: str, n_components: int, n_features: int) -> np.ndarray:
    """把任一種型態的 covariances_ 寫成每個成分一個完整的矩陣。
    Write the covariances_ of any type as one full matrix per component.

    參數 Parameters
        covariances      模型的 covariances_，形狀依型態而定 | a model's covariances_; its shape depends on the type:
                           "full"       (n_components, n_features, n_features)
                           "tied"       (n_features, n_features)
                           "diag"       (n_components, n_features)   變異數 | variances
                           "spherical"  (n_components,)              變異數 | variances
        covariance_type  str
        n_components     int
        n_features       int
    回傳 Returns
        (n_components, n_features, n_features)    共變異數矩陣 | covariance matrices

    不可修改輸入。
    Inputs are never modified.

    scikit-learn User Guide §2.1.1; Murphy (2012) §11.2.
    """
    if covariance_type == "tied":
        return np.stack([covariances] * n_components)
    if covariance_type == "diag":
        return np.stack([np.diag(variances) for variances in covariances])
    if covariance_type == "spherical":
        return np.stack([variance * np.eye(n_features) for variance in covariances])
    return np.array(covariances)


def plot_clusters(X: np.ndarray, labels: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> Axes:
    """畫出依標籤上色的樣本，與每個成分的橢圓。
    Draw the samples coloured by label, and the ellipse of each component.

    參數 Parameters
        X            (n_samples, 2)        樣本 | samples
        labels       (n_samples,)          每個樣本的標籤，0 到 K−1 的整數 | a label for each sample, whole, from 0 to K − 1
        means        (n_components, 2)     各成分的均值 | mean of each component
        covariances  (n_components, 2, 2)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        Axes                               在新的一張圖上 | on a new figure

    圖上要有：
        每個樣本一個點，顏色由 labels 決定：同標籤同色，不同標籤不同色
        每個成分一個橢圓：到均值的馬氏距離固定，等於 1 到 3 之間的一個數
        標題與兩軸的名稱
    有的標籤可能沒有樣本。不可修改輸入。
    In the figure there are:
        one point for each sample, coloured by labels: equal labels in one colour, different labels in different ones
        one ellipse for each component: a constant Mahalanobis distance from the mean, somewhere from 1 to 3
        a title, and the names of both axes
    Some labels may have no samples. Inputs are never modified.

    Bishop (2006) §2.3; Murphy (2012) §4.1.2.
    """
    _, ax = plt.subplots()
    markers = ["o", "^", "s", "D", "v", "P", "X", "*", "h"]
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    for k in range(len(means)):
        members = X[labels == k]
        ax.scatter(members[:, 0], members[:, 1], s=14, color=f"C{k}", marker=markers[k % 9], label=f"{k}")
        curve = means[k][:, np.newaxis] + 2 * np.linalg.cholesky(covariances[k]) @ circle  # the circle, stretched
        ax.plot(curve[0], curve[1], color="black", linewidth=1)
    ax.set_title("Gaussian mixture, K = " + str(len(means)))
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
    ax.legend()
    return ax


def compare_covariance_types(X: np.ndarray, n_components: int, random_state: int = 0) -> dict[str, float]:
    """四種共變異數型態各配適一次，回傳它們的 BIC。
    Fit with each of the four covariance types and return their BIC.

    參數 Parameters
        X             (n_samples, n_features)  樣本 | samples
        n_components  int                      成分數 K | number of components K
        random_state  int                      交給 GaussianMixture | is passed to GaussianMixture
    回傳 Returns
        dict                                   鍵是 "full"、"tied"、"diag"、"spherical"，值是 BIC（float）
                                               the keys are the types, the values their BIC (floats)

    用 GaussianMixture 配適，其他設定用預設值。不可修改輸入。
    Fit with GaussianMixture and its defaults for all other settings. Inputs are never modified.

    scikit-learn User Guide §2.1.1; Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.
    """
    scores = {}
    for covariance_type in ["full", "tied", "diag", "spherical"]:
        model = GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state)
        scores[covariance_type] = float(model.fit(X).bic(X))
    return scores


def fit_best(
    X: np.ndarray, n_components: int, n_init: int = 10, reg_covar: float = 1e-6, random_state: int = 0
) -> GaussianMixture:
    """從 n_init 個起點各配適一次，回傳對數概似最大的模型。
    Fit from n_init starts and return the model with the largest log-likelihood.

    參數 Parameters
        X             (n_samples, n_features)  樣本 | samples
        n_components  int                      成分數 K | number of components K
        n_init        int                      起點的個數 | number of starts
        reg_covar     float                    加在每個共變異數對角線上的數 | is added to the diagonal of each covariance
        random_state  int                      起點的亂數種子 | seed of the random starts
    回傳 Returns
        GaussianMixture                        最好的模型 | the best model

    共變異數為 full，其他設定用 scikit-learn 的預設值。不可修改輸入。
    Full covariances; all other settings are scikit-learn's defaults. Inputs are never modified.

    Bishop (2006) §9.2.1; Murphy (2012) §11.4.2.
    """
    return GaussianMixture(n_components, n_init=n_init, reg_covar=reg_covar, random_state=random_state).fit(X)


def fit_from(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    tol: float = 1e-14,
    max_iter: int = 1000,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """用 GaussianMixture 從給定的參數出發做 EM，結果和自己寫的 fit_em 一致。
    Run EM with GaussianMixture from the given parameters, so that it agrees with fit_em written by hand.

    參數 Parameters
        X            (n_samples, n_features)                 樣本 | samples
        weights      (n_components,)                         起始權重 | initial weights
        means        (n_components, n_features)              起始均值 | initial means
        covariances  (n_components, n_features, n_features)  起始共變異數矩陣 | initial covariances
        tol          float                                   交給 GaussianMixture | is passed to GaussianMixture
        max_iter     int                                     EM 步數上限 | largest number of EM steps
    回傳 Returns
        weights, means, covariances                          配適後的參數 | the parameters after the fit

    純粹的最大概似：共變異數上不加任何常數。不可修改輸入。
    Plain maximum likelihood: nothing is added to the covariances. Inputs are never modified.

    scikit-learn: GaussianMixture; Bishop (2006) §9.2.2; Murphy (2012) §11.4.
    """
    model = GaussianMixture(
        len(weights),
        weights_init=weights,
        means_init=means,
        precisions_init=np.linalg.inv(covariances),
        reg_covar=0,
        tol=tol,
        max_iter=max_iter,
    ).fit(X)
    return model.weights_, model.means_, model.covariances_
