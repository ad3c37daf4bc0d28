# title: 另一種寫法，全部正確 | everything right, in another style
# base: reference
# expect: to_points = 10
# expect: to_image = 10
# expect: fit_colours = 15
# expect: segment = 20
# expect: choose_n_colours = 15
# expect: kmeans_segment = 15
# expect: responsibility_map = 15

# %%
def to_points(image):
    return image.reshape(-1, 3).astype(float) / 255


# %%
def to_image(points, height, width):
    levels = np.clip(np.asarray(points) * 255 + 0.5, 0, 255)
    return levels.astype(np.uint8).reshape(height, width, 3)


# %%
def colour_scores(image, weights, means, covariances):
    diff = image.reshape(-1, 1, 3) / 255 - means
    maha = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    return np.log(weights) - 0.5 * np.linalg.slogdet(covariances)[1] - 0.5 * maha


def segment(image, weights, means, covariances):
    labels = colour_scores(image, weights, means, covariances).argmax(axis=1)
    return to_image(means[labels], image.shape[0], image.shape[1])


# %%
def responsibility_map(image, weights, means, covariances, component):
    scores = colour_scores(image, weights, means, covariances)
    scores -= scores.max(axis=1, keepdims=True)
    dense = np.exp(scores)
    return (dense[:, component] / dense.sum(axis=1)).reshape(image.shape[:2])


# %%
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    sample = np.random.default_rng(random_state).permutation(points)[:n_samples]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(sample)
    return gmm.weights_, gmm.means_, gmm.covariances_
