"""Reference for ``06_streamlit_app``: the parts of a Streamlit app about Gaussian mixtures, and the app made of them."""

import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from matplotlib.figure import Figure
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture


def sidebar() -> tuple[int, float]:
    """在側邊欄放兩個滑桿，回傳它們現在的值。
    Put two sliders into the sidebar and return their current values.

    滑桿 Sliders（由上而下，名稱要一字不差 | from top to bottom, the names exactly as they stand here）
        "Number of Components (K)"  整數 whole numbers  1 – 10     一開始 at first 3
        "Cluster Std Deviation"     小數 floats         0.1 – 2.0  一開始 at first 0.6
    回傳 Returns
        n_components  int    第一個滑桿的值 | value of the first slider
        cluster_std   float  第二個滑桿的值 | value of the second slider

    Streamlit: st.sidebar, st.slider.
    """
    n_components = st.sidebar.slider("Number of Components (K)", 1, 10, 3)
    cluster_std = st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6)
    return n_components, cluster_std


def make_data(cluster_std: float) -> np.ndarray:
    """產生三群資料；同樣的標準差永遠得到同樣的資料。
    Make data in three clusters; the same standard deviation always gives the same data.

    參數 Parameters
        cluster_std  float     每一群的標準差 | standard deviation of each cluster
    回傳 Returns
        X            (500, 2)  樣本，只要樣本、不要群的編號 | the samples only, without the numbers of their clusters

    用 make_blobs：500 個樣本、3 個中心、亂數種子 42。
    Use make_blobs: 500 samples, 3 centres, seed 42.
    """
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=cluster_std, random_state=42)
    return np.asarray(X)


def fit_clusters(X: np.ndarray, n_components: int) -> np.ndarray:
    """配適高斯混合模型，回傳每個樣本最可能的成分。
    Fit a Gaussian mixture and return the most probable component of each sample.

    參數 Parameters
        X             (n_samples, n_features)  樣本 | samples
        n_components  int                      成分數 K | number of components K
    回傳 Returns
        labels        (n_samples,) int         0 到 n_components - 1 | from 0 to n_components - 1

    用 GaussianMixture：covariance_type 為 "full"、亂數種子 42，其他設定不改。不可修改輸入。
    Use GaussianMixture: covariance_type "full", seed 42, all other settings as they are. Inputs are never modified.

    Bishop (2006) §9.2; Murphy (2012) §11.2.3, §11.4.2.
    """
    model = GaussianMixture(n_components, covariance_type="full", random_state=42).fit(X)
    return np.asarray(model.predict(X))


def draw(X: np.ndarray, labels: np.ndarray) -> Figure:
    """畫散布圖，用顏色分出標籤；回傳圖，不要顯示它。
    Make a scatter plot coloured by label; return the figure without showing it.

    參數 Parameters
        X       (n_samples, 2)     樣本，第 0 欄在橫軸 | samples, column 0 on the horizontal axis
        labels  (n_samples,) int   標籤，0 到 9 的整數，有的可能沒有樣本 | whole numbers from 0 to 9; some may have no samples
    回傳 Returns
        fig     matplotlib Figure  每次呼叫都是一張新的圖 | a new figure with each call

    每個樣本一個點，標籤相同的顏色相同，不同的不同。要有標題，兩個軸都要有名稱，文字自訂。不可修改輸入。
    One point for each sample; equal labels have equal colours, different labels different ones. There is a title, and
    both axes have labels; the words are yours. Inputs are never modified.
    """
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=labels, cmap="tab10", vmin=0, vmax=9, s=14)
    ax.set(title=f"Gaussian mixture, K = {len(np.unique(labels))}", xlabel="$x_1$", ylabel="$x_2$")
    return fig


def app() -> None:
    """一頁完整的 app：標題、側邊欄、資料、配適、圖。
    The whole app on one page: title, sidebar, data, fit, figure.

    頁面上 On the page
        標題 title       用 st.title，文字自訂 | by st.title, the words are yours
        側邊欄 sidebar   兩個滑桿 | the two sliders
        圖 figure        一張散布圖，用 st.pyplot；資料和 K 由滑桿決定 | one scatter plot by st.pyplot; the sliders set data and K

    使用者每動一次滑桿，Streamlit 就把 app 從頭執行一次。不需要回傳值。
    Streamlit runs the app from the top whenever somebody moves a slider. Nothing is returned.
    """
    st.title("GMM 分群互動展示 | GMM clustering")
    n_components, cluster_std = sidebar()
    X = make_data(cluster_std)
    labels = fit_clusters(X, n_components)
    fig = draw(X, labels)
    st.pyplot(fig)
    plt.close(fig)
