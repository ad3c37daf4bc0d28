"""Reference for ``07_anomaly_detection``: low density is anomalous."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture


def fit_normal(
    X: np.ndarray, y: np.ndarray, n_components: int, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """只用正常樣本配適混合模型。
    Fit a mixture to the normal samples alone.

    參數 Parameters
        X             (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        y             (n_samples,)                            0 是正常，1 是異常 | 0 is normal, 1 is an anomaly
        n_components  int                                     成分數 | number of components
        random_state  int                                     交給 GaussianMixture | is passed to GaussianMixture
    回傳 Returns
        weights       (n_components,)                         權重 | weights
        means         (n_components, n_features)              均值 | means
        covariances   (n_components, n_features, n_features)  共變異數矩陣 | covariance matrices

    用 scikit-learn 的 GaussianMixture 配適，共變異數為 full，其餘設定用預設值。y 可以全是 0，也可以是布林值。不可修改輸入。
    Fit with scikit-learn's GaussianMixture, with full covariances and its defaults for everything else. y may be all 0,
    and may be Boolean. Inputs are never modified.

    Bishop (2006) §1.5.4, §9.2.2; Murphy (2012) §11.2.1.
    """
    model = GaussianMixture(n_components, random_state=random_state).fit(X[np.asarray(y) == 0])
    return model.weights_, model.means_, model.covariances_


def anomaly_scores(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """計算異常分數：混合模型下的負對數密度，愈大愈異常。
    Return the anomaly scores: minus the log-density under the mixture; the higher, the more anomalous.

    參數 Parameters
        X            (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        weights      (n_components,)                         權重，和為 1，可以是 0 | sum to 1, may hold a 0
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        scores       (n_samples,)                            -log p(x)，自然對數 | -log p(x), natural logarithm

    離所有成分都很遠、密度下溢成 0 的樣本，分數也要是有限而正確的數。分數可以是負的（密度大於 1）。
    n_samples、n_features、n_components 都可為 1。不可修改輸入。
    Also a sample so far away that its density underflows to 0 has a finite and right score. A score may be negative
    (a density above 1). n_samples, n_features and n_components may each be 1. Inputs are never modified.

    Bishop (2006) §1.5.4, §2.3.9; Murphy (2012) §11.2.1.
    """
    log_densities = [multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances, strict=True)]
    columns = [np.reshape(column, len(X)) for column in log_densities]  # of a single sample, SciPy returns a number
    scores: np.ndarray = -logsumexp(np.column_stack(columns), axis=1, b=weights)
    return scores


def choose_threshold(train_scores: np.ndarray, fraction: float) -> float:
    """由正常訓練樣本的分數選門檻：約有 fraction 這麼多比例的訓練分數會高過它。
    Choose the threshold from the scores of normal training samples: a share of about fraction lies above it.

    參數 Parameters
        train_scores  (n_samples,)  正常訓練樣本的異常分數，順序不拘 | anomaly scores of normal samples, in any order
        fraction      float         容許的假警報比例，0 到 1 | tolerated share of false alarms, from 0 to 1
    回傳 Returns
        threshold     float         訓練分數的 1 - fraction 分位數 | the quantile 1 - fraction of the training scores

    分位數落在兩個相鄰分數之間時，要不要內插、怎麼內插都可以。fraction = 0 時是最大的分數。不可修改輸入。
    Where the quantile lies between two neighbouring scores, interpolate or not, as you like. With fraction = 0 it is the
    largest score. Inputs are never modified.

    Murphy (2012) §5.7.2.1.
    """
    return float(np.quantile(train_scores, 1 - fraction))


def detect(scores: np.ndarray, threshold: float) -> np.ndarray:
    """標出異常：分數高過門檻的樣本。
    Flag the anomalies: the samples whose score is above the threshold.

    參數 Parameters
        scores     (n_samples,)  異常分數 | anomaly scores
        threshold  float         門檻，與 scores 無關 | threshold, which does not depend on scores
    回傳 Returns
        flagged    (n_samples,)  True 是異常；也可以用 1 與 0 | True is an anomaly; 1 and 0 will do

    剛好等於門檻的不算異常。可能全部都是異常，也可能一個都沒有。不可修改輸入。
    A score equal to the threshold is not flagged. All samples may be anomalies, or none. Inputs are never modified.

    Bishop (2006) §1.5.4; Murphy (2012) §5.7.2.
    """
    flagged: np.ndarray = np.asarray(scores) > threshold
    return flagged


def precision_recall(y_true: np.ndarray, flagged: np.ndarray) -> tuple[float, float]:
    """計算精確率（precision）與召回率（recall），異常是正類。
    Return precision and recall; the anomalies are the positive class.

    參數 Parameters
        y_true     (n_samples,)  1 是異常，0 是正常 | 1 is an anomaly, 0 is normal
        flagged    (n_samples,)  標成異常的是 True 或 1 | True or 1 where a sample was flagged
    回傳 Returns
        precision  float         標出來的樣本裡，有多少比例真的是異常 | share of the flagged that are anomalies
        recall     float         異常裡，有多少比例被標出來 | share of the anomalies that are flagged

    兩個輸入都可以是整數或布林值。分母是 0 時（什麼都沒標、或沒有異常），那個值是 0.0，不得出現 NaN。不可修改輸入。
    Both inputs may be integers or Booleans. Where a denominator is 0 (nothing flagged, or no anomalies) that value is 0.0;
    never a NaN. Inputs are never modified.

    Murphy (2012) §5.7.2.2.
    """
    anomalies, alarms = np.asarray(y_true) == 1, np.asarray(flagged) == 1
    hits = np.sum(anomalies & alarms)
    precision = hits / alarms.sum() if alarms.any() else 0.0
    recall = hits / anomalies.sum() if anomalies.any() else 0.0
    return float(precision), float(recall)


def average_precision(y_true: np.ndarray, scores: np.ndarray) -> float:
    """計算平均精確率：不必選門檻，看異常是不是都排在前面。
    Return the average precision: whether the anomalies rank first, without any threshold.

    參數 Parameters
        y_true  (n_samples,)  1 是異常，0 是正常 | 1 is an anomaly, 0 is normal
        scores  (n_samples,)  異常分數，愈大愈異常 | anomaly scores, the higher the more anomalous
    回傳 Returns
        float                 sum over n of (R_n - R_{n-1}) P_n

    門檻由高往低，依序取每個**不同的**分數；n 是第幾個門檻，P_n 與 R_n 是把分數「大於或等於」那個門檻的樣本都標出來時的精確率與召回率，
    R_0 = 0。分數相同的樣本一起被標出來，彼此的先後不影響結果。沒有異常時回傳 0.0。y_true 也可以是布林值。不可修改輸入。
    The thresholds are the **distinct** scores, from high to low; P_n and R_n are precision and recall with all samples
    flagged whose score is at least the n-th threshold, R_0 = 0. Equal scores are flagged together, so their order does not
    matter. Without any anomaly it returns 0.0. y_true may also be Boolean. Inputs are never modified.

    Murphy (2012) §5.7.2.2, §9.7.4.
    """
    y_true, scores = np.asarray(y_true), np.asarray(scores)
    n_anomalies = np.sum(y_true == 1)
    if n_anomalies == 0:
        return 0.0
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    last = np.append(ranked[1:] != ranked[:-1], True)  # of each group of equal scores
    hits = np.cumsum(y_true[order] == 1)[last]
    precision = hits / (np.flatnonzero(last) + 1)
    recall = hits / n_anomalies
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))
