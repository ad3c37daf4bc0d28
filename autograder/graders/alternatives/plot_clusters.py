# %% plt.scatter 與 viridis，回傳 None | plt.scatter with viridis, returns None
def plot_clusters(X, labels, means, covariances):
    plt.scatter(X[:, 0], X[:, 1], c=labels, cmap="viridis", s=10)
    for mean, cov in zip(means, covariances):
        values, vectors = np.linalg.eigh(cov)
        t = np.linspace(0, 2 * np.pi, 100)
        curve = mean[:, None] + 2 * vectors @ (np.sqrt(values)[:, None] * [np.cos(t), np.sin(t)])
        plt.plot(curve[0], curve[1], "k-")
    plt.title("GMM")
    plt.xlabel("x")
    plt.ylabel("y")
    plt.show()


# %% Ellipse，回傳 fig 與 ax | Ellipse; returns fig and ax
def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots(figsize=(5, 4))
    ax.scatter(*X.T, c=labels, cmap="tab10", vmin=0, vmax=9)
    for k in range(len(means)):
        values, vectors = np.linalg.eigh(covariances[k])
        angle = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))
        width, height = 2 * 1.5 * np.sqrt(values[::-1])
        ax.add_patch(Ellipse(means[k], width, height, angle=angle, facecolor="none", edgecolor=f"C{k}"))
    ax.set(title="Gaussian mixture", xlabel="$x_1$", ylabel="$x_2$")
    return fig, ax


# %% ax.plot 畫點，每群不同的標記 | points by ax.plot, a marker for each cluster
def plot_clusters(X, labels, means, covariances):
    fig = plt.figure()
    ax = fig.add_subplot()
    for k in range(len(means)):
        ax.plot(*X[labels == k].T, MARKERS[k], color=COLOURS[k], label=f"cluster {k}")
        ax.plot(*ellipse(means[k], covariances[k], 3.0), LINES[k % 4], color=COLOURS[k])
    ax.plot(*np.transpose(means), "kx", markersize=12)
    ax.legend()
    ax.set_title("clusters", loc="left")
    ax.set_xlabel("first")
    ax.set_ylabel("second")
    return fig


# %% 等高線：馬氏距離 | contours of the Mahalanobis distance
def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots()
    points = ax.scatter(X[:, 0], X[:, 1], c=labels, cmap="coolwarm")
    for mean, cov in zip(means, covariances):
        reach = 3 * np.sqrt(np.diag(cov))
        x, y = (np.linspace(m - r, m + r, 120) for m, r in zip(mean, reach))
        grid = np.stack(np.meshgrid(x, y), axis=-1) - mean
        squared = np.einsum("abi,ij,abj->ab", grid, np.linalg.inv(cov), grid)
        ax.contour(x, y, np.sqrt(squared), levels=[1, 2], colors="grey")
    fig.colorbar(points)
    fig.suptitle("contours")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    return ax


# %% 等高線：密度 | contours of the density
from scipy.stats import multivariate_normal


def plot_clusters(X, labels, means, covariances):
    _, ax = plt.subplots()
    for k in np.unique(labels):
        ax.scatter(*X[labels == k].T, marker=MARKERS[k], facecolors="none", edgecolors=COLOURS[k])
    for mean, cov in zip(means, covariances):
        reach = 4 * np.sqrt(np.diag(cov))
        x, y = np.meshgrid(*(np.linspace(m - r, m + r, 150) for m, r in zip(mean, reach)))
        normal = multivariate_normal(mean, cov)
        ax.contour(x, y, normal.pdf(np.dstack([x, y])), levels=[normal.pdf(mean) * np.exp(-2)], colors="k")
    ax.set(title="density", xlabel="a", ylabel="b")
    return ax


# %% Polygon 與明列的顏色 | Polygons, and colours listed for each point
from matplotlib.patches import Polygon


def plot_clusters(X, labels, means, covariances):
    ax = plt.figure().gca()
    ax.scatter(X[:, 0], X[:, 1], color=[COLOURS[int(k)] for k in labels], s=30, alpha=0.5, zorder=3)
    for k, (mean, cov) in enumerate(zip(means, covariances)):
        ax.add_patch(Polygon(ellipse(mean, cov, 2.4477).T, closed=True, fill=True, alpha=0.2, color=COLOURS[k]))
    ax.set_title("polygons")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    return ax


# %% SVD 與旋轉的轉換 | SVD, and a transform that turns a circle
from matplotlib.transforms import Affine2D


def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots()
    ax.scatter(X[:, 0], X[:, 1], c=[plt.cm.plasma(k / len(means)) for k in labels])
    for mean, cov in zip(means, covariances):
        u, s, _ = np.linalg.svd(cov)
        angle = np.arctan2(u[1, 0], u[0, 0])
        circle = Ellipse((0, 0), 2, 2, fill=False)
        stretched = Affine2D().scale(2 * np.sqrt(s[0]), 2 * np.sqrt(s[1])).rotate(angle).translate(*mean)
        circle.set_transform(stretched + ax.transData)
        ax.add_artist(circle)
    ax.set(title="turned", xlabel="u", ylabel="v")
    return ax


# %% 收集成 EllipseCollection | an EllipseCollection
from matplotlib.collections import EllipseCollection


def plot_clusters(X, labels, means, covariances):
    fig, ax = plt.subplots()
    colours = np.array(COLOURS)[np.asarray(labels, dtype=int)]
    ax.scatter(X[:, 0], X[:, 1], s=8, c=colours)
    values, vectors = np.linalg.eigh(covariances)
    sizes = 4 * np.sqrt(values)
    angles = np.degrees(np.arctan2(vectors[:, 1, 0], vectors[:, 0, 0]))
    ellipses = EllipseCollection(
        sizes[:, 0], sizes[:, 1], angles, units="xy", offsets=means, offset_transform=ax.transData, facecolors="none", edgecolors="k"
    )
    ax.add_collection(ellipses)
    ax.set_title("collection")
    ax.set(xlabel="x", ylabel="y")
    return ax


# %% 兩個座標系，主要的在左邊 | two Axes, the main one on the left
def plot_clusters(X, labels, means, covariances):
    fig, (left, right) = plt.subplots(1, 2)
    left.scatter(X[:, 0], X[:, 1], color="lightgrey", s=40)
    for k in range(len(means)):
        left.scatter(*X[np.equal(labels, k)].T, color=COLOURS[k], s=10)
        for radius in (1, 2, 3):
            left.plot(*ellipse(means[k], covariances[k], radius), color="0.5", linewidth=0.5)
    right.bar(range(len(means)), np.bincount(labels, minlength=len(means)))
    left.set(title="clusters", xlabel="x", ylabel="y")
    return left, right
