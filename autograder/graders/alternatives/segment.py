# %% 一個成分一行 | a column for each component
def segment(image, weights, means, covariances):
    points = image.reshape(-1, 3) / 255
    scores = np.column_stack(
        [np.log(w) + multivariate_normal(m, c).logpdf(points) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)]
    )
    return np.rint(255 * means)[scores.argmax(axis=1)].astype(np.uint8).reshape(image.shape)


# %% Cholesky | Cholesky
def segment(image, weights, means, covariances):
    height, width, _ = image.shape
    points = to_points(image)
    scores = np.empty((len(weights), len(points)))
    for k, (w, m, c) in enumerate(zip(weights, means, covariances)):
        factor = np.linalg.cholesky(c)
        z = np.linalg.solve(factor, (points - m).T)
        scores[k] = np.log(w) - 0.5 * np.sum(z**2, axis=0) - np.sum(np.log(np.diag(factor)))
    return to_image(means[np.argmax(scores, axis=0)], height, width)


# %% einsum | einsum
def segment(image, weights, means, covariances):
    points = image.astype(float).reshape(-1, 3) / 255.0
    diff = points[:, None, :] - means[None, :, :]
    precisions = np.linalg.inv(covariances)
    maha = np.einsum("nki,kij,nkj->nk", diff, precisions, diff)
    scores = np.log(weights) - 0.5 * np.linalg.slogdet(covariances)[1] - 0.5 * maha
    palette = np.clip(np.round(means * 255), 0, 255).astype(np.uint8)
    return palette[scores.argmax(axis=1)].reshape(image.shape)


# %% 批次的矩陣乘法 | batched matrix products
def segment(image, weights, means, covariances):
    points = image.reshape(-1, 3) / 255
    diff = points[:, np.newaxis] - means
    halfway = diff[:, :, np.newaxis, :] @ np.linalg.inv(covariances)
    maha = (halfway @ diff[..., np.newaxis])[..., 0, 0]
    scores = np.log(weights) - 0.5 * (maha + np.linalg.slogdet(covariances)[1])
    return to_image(means[scores.argmax(axis=1)], *image.shape[:2])


# %% scikit-learn 的 predict | predict of scikit-learn
def segment(image, weights, means, covariances):
    gmm = GaussianMixture(len(weights))
    gmm.weights_, gmm.means_, gmm.covariances_ = weights, means, covariances
    gmm.precisions_cholesky_ = np.array([np.linalg.cholesky(np.linalg.inv(c)) for c in covariances])
    labels = gmm.predict(image.reshape(-1, 3) / 255)
    return np.uint8(np.round(means[labels] * 255)).reshape(image.shape)


# %% 只記最好的 | keep only the best so far
def segment(image, weights, means, covariances):
    points = to_points(image)
    best = np.full(len(points), -np.inf)
    colours = np.empty((len(points), 3))
    for k in range(len(weights)):
        score = np.log(weights[k]) + np.atleast_1d(multivariate_normal.logpdf(points, means[k], covariances[k]))
        better = score > best
        best[better] = score[better]
        colours[better] = means[k]
    return to_image(colours, image.shape[0], image.shape[1])


# %% 一塊一塊像素 | blocks of pixels
def segment(image, weights, means, covariances):
    points = image.reshape(-1, 3) / 255
    precisions = np.linalg.inv(covariances)
    constants = np.log(weights) - 0.5 * np.linalg.slogdet(covariances)[1]
    labels = []
    for start in range(0, len(points), 10_000):
        diff = points[start : start + 10_000, None] - means
        labels.append(np.argmax(constants - 0.5 * np.einsum("nki,kij,nkj->nk", diff, precisions, diff), axis=1))
    return to_image(np.asarray(means)[np.concatenate(labels)], *image.shape[:2])


# %% 責任值的 argmax | the argmax of responsibilities
def segment(image, weights, means, covariances):
    points = to_points(image)
    joint = np.stack([np.log(w) + multivariate_normal.logpdf(points, m, c) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)], axis=1)
    resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
    labels = resp.argmax(axis=1)
    result = np.zeros_like(image)
    for k in range(len(weights)):
        result[(labels == k).reshape(image.shape[:2])] = to_image(means[k : k + 1], 1, 1)[0, 0]
    return result


# %% 一列一列影像 | one row of the image at a time
def segment(image, weights, means, covariances):
    gmm = GaussianMixture(len(weights))
    gmm.weights_, gmm.means_, gmm.covariances_ = weights, means, covariances
    gmm.precisions_cholesky_ = np.stack([np.linalg.inv(np.linalg.cholesky(c)).T for c in covariances])
    palette = np.floor(means * 255 + 0.5).astype(np.uint8)
    return np.stack([palette[gmm.predict(row / 255)] for row in image])


# %% 相同的顏色只算一次 | every colour once
def segment(image, weights, means, covariances):
    colours, where = np.unique(image.reshape(-1, 3), axis=0, return_inverse=True)
    scores = [np.log(w) + np.atleast_1d(multivariate_normal.logpdf(colours / 255, m, c)) for w, m, c in zip(weights, means, covariances)]
    return to_image(means[np.argmax(scores, axis=0)[where.ravel()]], *image.shape[:2])
