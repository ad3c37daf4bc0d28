# %% KMeans 的 predict | predict of KMeans
def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    points = to_points(image)
    rng = np.random.default_rng(random_state)
    sample = points[rng.choice(len(points), min(n_samples, len(points)), replace=False)]
    km = KMeans(n_clusters=n_colours, n_init=10, random_state=random_state).fit(sample)
    return to_image(km.cluster_centers_[km.predict(points)], *image.shape[:2]), km.cluster_centers_


# %% 距離自己算 | distances by hand
def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    points = image.reshape(-1, 3) / 255
    order = np.random.RandomState(random_state).permutation(len(points))[:n_samples]
    centers = KMeans(n_colours, n_init=3, random_state=random_state).fit(points[order]).cluster_centers_
    distances = ((points[:, None, :] - centers) ** 2).sum(axis=2)
    palette = np.round(255 * centers).astype(np.uint8)
    return palette[distances.argmin(axis=1)].reshape(image.shape), centers


# %% cdist | cdist
from scipy.spatial.distance import cdist


def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    points = image.reshape(-1, 3) / 255
    sample = np.random.default_rng(random_state).permutation(points)[:n_samples]
    km = KMeans(n_colours, n_init="auto", random_state=random_state)
    km.fit(sample)
    labels = cdist(points, km.cluster_centers_).argmin(axis=1)
    return [np.uint8(np.rint(255 * km.cluster_centers_[labels])).reshape(image.shape), km.cluster_centers_]


# %% pairwise_distances_argmin | pairwise_distances_argmin
from sklearn.metrics import pairwise_distances_argmin
from sklearn.utils import shuffle


def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    points = to_points(image)
    sample = shuffle(points, random_state=random_state, n_samples=min(n_samples, len(points)))
    km = KMeans(n_colours, n_init=5, random_state=random_state).fit(sample)
    labels = pairwise_distances_argmin(points, km.cluster_centers_)
    return to_image(km.cluster_centers_[labels], image.shape[0], image.shape[1]), km.cluster_centers_.tolist()


# %% 在 0 到 255 上配適，再除回去 | fitted in bytes, and divided again
def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    levels = image.reshape(-1, 3).astype(float)
    rng = np.random.default_rng(random_state)
    chosen = rng.choice(len(levels), min(n_samples, len(levels)), replace=False)
    km = KMeans(n_colours, n_init=4, random_state=random_state).fit(levels[chosen])
    segmented = np.rint(km.cluster_centers_)[km.predict(levels)].astype(np.uint8).reshape(image.shape)
    return segmented, km.cluster_centers_ / 255


# %% 不到 n_samples 就全用 | all pixels where there are few
def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    H, W, _ = image.shape
    points = to_points(image)
    sample = points
    if H * W > n_samples:
        sample = points[np.random.default_rng(random_state).choice(H * W, n_samples, replace=False)]
    km = KMeans(n_colours, init="k-means++", n_init=8, tol=1e-8, random_state=random_state).fit(sample)
    colours = np.empty_like(points)
    labels = km.predict(points)
    for k in range(n_colours):
        colours[labels == k] = km.cluster_centers_[k]
    return to_image(colours, H, W), km.cluster_centers_
