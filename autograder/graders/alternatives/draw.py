# %% 每種標籤各畫一次 | one scatter for each label
def draw(X, labels):
    fig, ax = plt.subplots(figsize=(6, 4))
    for k in np.unique(labels):
        ax.scatter(*X[labels == k].T, color=plt.cm.tab10(int(k)), label=f"{k}")
    ax.set_title("GMM")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    return fig


# %% 九種顏色配不同的形狀 | nine colours, different markers
def draw(X, labels):
    fig = plt.figure()
    for k in range(int(max(labels)) + 1):
        mine = np.asarray(labels) == k
        plt.scatter(X[mine, 0], X[mine, 1], c=f"C{k % 9}", marker="o^sDvPX*hx"[k])
    plt.title("高斯混合 GMM")
    plt.xlabel("$x_1$")
    plt.ylabel("$x_2$")
    return fig


# %% 用 plot 畫點 | points drawn by plot
def draw(X, labels):
    fig, ax = plt.subplots()
    colours = plt.get_cmap("viridis", 10)
    for k in set(np.asarray(labels).tolist()):
        ax.plot(X[labels == k, 0], X[labels == k, 1], linestyle="", marker="o", color=colours(k))
    ax.set(xlabel="first", ylabel="second", title="clusters")
    return fig


# %% 不經過 pyplot | without pyplot
from matplotlib.figure import Figure as PlainFigure


def draw(X, labels):
    fig = PlainFigure()
    ax = fig.subplots()
    points = ax.scatter(X[:, 0], X[:, 1], c=np.asarray(labels), cmap="viridis", edgecolors="white", linewidths=0.3)
    fig.colorbar(points, ax=ax, label="component")
    fig.suptitle("GMM")
    fig.supxlabel("x1")
    fig.supylabel("x2")
    return fig


# %% 一點一點畫，也畫出均值 | point by point, with the means
def draw(X, labels):
    fig, ax = plt.subplots()
    for (x, y), k in zip(X, labels):
        ax.scatter(x, y, color=f"C{int(k)}", s=10)
    for k in np.unique(labels):
        ax.scatter(*X[labels == k].mean(axis=0), marker="+", color="black", s=80)
    ax.set_title("GMM", loc="left")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    return fig


# %% 顏色由陣列給 | colours in an array
def draw(X, labels):
    palette = np.random.default_rng(0).uniform(0.1, 0.9, (10, 3))
    plt.figure()
    plt.gca().scatter(*np.transpose(X), c=palette[np.asarray(labels, dtype=int)])
    plt.gca().set(title="K", xlabel="x", ylabel="y")
    return plt.gcf()


# %% 空心的點 | hollow points
def draw(X, labels):
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], facecolors="none", edgecolors=[plt.cm.tab10(int(k)) for k in labels])
    ax.set(title="GMM", xlabel="$x_1$", ylabel="$x_2$")
    ax.grid(True)
    return fig
