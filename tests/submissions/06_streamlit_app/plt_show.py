# title: 用 plt.show()，圖沒有上頁面；兩個值又對調了 | plt.show() shows nothing on a page; and the values are exchanged
# base: reference
# expect: sidebar = 25
# expect: make_data = 10
# expect: fit_clusters = 20
# expect: draw = 25
# expect: app = 2.5

# %%
def app():
    st.title("GMM")
    cluster_std, n_components = sidebar()
    X = make_data(cluster_std)
    draw(X, fit_clusters(X, n_components))
    plt.show()
