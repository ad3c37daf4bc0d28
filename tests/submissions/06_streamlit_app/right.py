# title: 全部寫在一起，另一種風格 | all right, in another style
# expect: sidebar = 25
# expect: make_data = 10
# expect: fit_clusters = 20
# expect: draw = 25
# expect: app = 20

# %%
def sidebar():
    with st.sidebar:
        K = st.slider("Number of Components (K)", min_value=1, max_value=10, value=3)
        return K, st.slider("Cluster Std Deviation", min_value=0.1, max_value=2.0, value=0.6)


# %%
def make_data(cluster_std):
    return make_blobs(500, centers=3, cluster_std=cluster_std, random_state=42)[0]


# %%
def fit_clusters(X, n_components):
    return GaussianMixture(n_components, random_state=42).fit_predict(X)


# %%
def draw(X, labels):
    fig, ax = plt.subplots()
    for k in np.unique(labels):
        ax.scatter(*X[labels == k].T, s=9, color=plt.cm.tab10(int(k)), marker="o^sDvPX*hp"[k], label=str(k))
    ax.set(title="高斯混合 GMM", xlabel="$x_1$", ylabel="$x_2$")
    ax.legend()
    return fig


# %%
def app():
    st.title("GMM")
    K, std = sidebar()
    X = make_data(std)
    st.pyplot(draw(X, fit_clusters(X, K)))
