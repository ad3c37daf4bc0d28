# title: 只有九種顏色，K = 10 就當掉 | nine colours only: it crashes at K = 10
# base: reference
# expect: sidebar = 25
# expect: make_data = 10
# expect: fit_clusters = 20
# expect: draw = 0 < 25
# expect: app = 20

# %%
def draw(X, labels):
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=[COLOURS[:9][k] for k in labels])
    ax.set(title="GMM", xlabel="$x_1$", ylabel="$x_2$")
    return fig
