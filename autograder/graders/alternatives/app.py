# %% 一行接起來 | in one line
def app():
    st.title("Gaussian mixtures")
    K, std = sidebar()
    X = make_data(std)
    st.pyplot(draw(X, fit_clusters(X, K)))


# %% 具名引數，多一些文字 | keywords, and some text
def app():
    st.title("GMM")
    st.write("拉動滑桿 | Move the sliders")
    n_components, cluster_std = sidebar()
    X = make_data(cluster_std=cluster_std)
    labels = fit_clusters(n_components=n_components, X=X)
    figure = draw(labels=labels, X=X)
    st.pyplot(figure, clear_figure=True)
    st.caption(f"{len(X)} samples, {len(np.unique(labels))} labels")


# %% 全部寫在一起 | all in one place
def app():
    st.title("GMM demo")
    K = st.sidebar.slider("Number of Components (K)", 1, 10, 3)
    std = st.sidebar.slider("Cluster Std Deviation", 0.1, 2.0, 0.6)
    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=std, random_state=42)
    gmm = GaussianMixture(n_components=K, covariance_type="full", random_state=42)
    gmm.fit(X)
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=gmm.predict(X), cmap="viridis")
    ax.set_title(f"GMM with K={K}")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    st.pyplot(fig)


# %% 放在欄裡，用 st.write 顯示 | in a column, shown by st.write
def app():
    values = sidebar()
    X = make_data(values[1])
    labels = fit_clusters(X, values[0])
    st.title("GMM")
    left, right = st.columns([2, 1])
    with left:
        st.write(draw(X, labels))
    right.metric("K", values[0])


# %% 標題在最後，放在容器裡 | the title last, in a container
def app():
    top = st.container()
    n_components, cluster_std = sidebar()
    X = make_data(cluster_std)
    with st.expander("figure", expanded=True):
        st.pyplot(draw(X, fit_clusters(X, n_components)))
    top.title("GMM 分群")


# %% 分頁與提早結束 | tabs, and stopped early
def app():
    st.title("GMM")
    n_components, cluster_std = sidebar()
    X = make_data(cluster_std)
    picture, numbers = st.tabs(["figure", "numbers"])
    labels = fit_clusters(X, n_components)
    picture.pyplot(draw(X, labels))
    numbers.write(np.bincount(labels))
    st.stop()


# %% 回傳值不影響 | what is returned does not matter
def app():
    st.title("GMM")
    values = sidebar()
    X = make_data(values[1])
    fig = draw(X, fit_clusters(X, values[0]))
    st.pyplot(fig)
    return fig
