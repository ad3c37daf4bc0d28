# title: 滑桿在主頁面，沒有給一開始的值 | sliders on the main page, without first values
# base: reference
# expect: sidebar = 8.33
# expect: make_data = 10
# expect: fit_clusters = 20
# expect: draw = 25
# expect: app = 20

# %%
def sidebar():
    n_components = st.slider("Number of Components (K)", 1, 10)
    cluster_std = st.slider("Cluster Std Deviation", 0.1, 2.0)
    return n_components, cluster_std
