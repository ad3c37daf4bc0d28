# %% logsumexp | logsumexp
def responsibility_map(image, weights, means, covariances, component):
    points = image.reshape(-1, 3) / 255
    joint = np.column_stack(
        [np.log(w) + multivariate_normal.logpdf(points, m, c) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)]
    )
    resp = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
    return resp[:, component].reshape(image.shape[:2])


# %% 減去最大值 | minus the largest
def responsibility_map(image, weights, means, covariances, component):
    points = to_points(image)
    joint = np.stack([np.log(weights[k]) + np.atleast_1d(multivariate_normal.logpdf(points, means[k], covariances[k])) for k in range(len(weights))])
    joint = joint - joint.max(axis=0)
    dense = np.exp(joint)
    return (dense[component] / dense.sum(axis=0)).reshape(image.shape[0], image.shape[1])


# %% scikit-learn 的 predict_proba | predict_proba of scikit-learn
def responsibility_map(image, weights, means, covariances, component):
    gmm = GaussianMixture(len(weights))
    gmm.weights_, gmm.means_, gmm.covariances_ = weights, means, covariances
    gmm.precisions_cholesky_ = np.array([np.linalg.cholesky(np.linalg.inv(c)) for c in covariances])
    return gmm.predict_proba(to_points(image))[:, component].reshape(image.shape[:2])


# %% softmax | softmax
from scipy.special import softmax


def responsibility_map(image, weights, means, covariances, component):
    points = image.reshape(-1, 3) / 255
    diff = points[:, None] - means
    maha = np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)
    joint = np.log(weights) - 0.5 * (maha + np.linalg.slogdet(covariances)[1])
    return softmax(joint, axis=1)[:, component].reshape(image.shape[:2])


# %% logaddexp，一個成分一個成分 | logaddexp, component by component
def responsibility_map(image, weights, means, covariances, component):
    points = to_points(image)
    total = np.full(len(points), -np.inf)
    for k in range(len(weights)):
        joint = np.log(weights[k]) + np.atleast_1d(multivariate_normal.logpdf(points, means[k], covariances[k]))
        total = np.logaddexp(total, joint)
        if k == component:
            wanted = joint
    return np.exp(wanted - total).reshape(image.shape[:2])


# %% 一塊一塊像素 | blocks of pixels
def responsibility_map(image, weights, means, covariances, component):
    height, width = image.shape[:2]
    factors = [np.linalg.cholesky(c) for c in covariances]
    found = []
    for block in np.array_split(image.reshape(-1, 3) / 255, 7):
        if len(block) == 0:
            continue
        columns = []
        for w, m, factor in zip(weights, means, factors):
            z = np.linalg.solve(factor, (block - m).T)
            columns.append(np.log(w) - 0.5 * (z**2).sum(axis=0) - np.log(np.diag(factor)).sum())
        joint = np.array(columns)
        found.append(np.exp(joint[component] - logsumexp(joint, axis=0)))
    return np.concatenate(found).reshape(height, width)


# %% 影像的形狀從頭保持到尾 | in the shape of the image all the way
def responsibility_map(image, weights, means, covariances, component):
    pixels = image / 255
    joint = np.stack(
        [
            np.reshape(np.log(w) + multivariate_normal.logpdf(pixels, m, c), image.shape[:2])
            for w, m, c in zip(weights, means, covariances)
        ],
        axis=-1,
    )
    return np.exp(joint[..., component] - logsumexp(joint, axis=-1))


# %% 勝算的倒數 | one over a sum of ratios
def responsibility_map(image, weights, means, covariances, component):
    points = to_points(image)
    joint = np.column_stack(
        [np.log(w) + np.atleast_1d(multivariate_normal.logpdf(points, m, c)) for w, m, c in zip(weights, means, covariances)]
    )
    with np.errstate(over="ignore"):
        ratios = np.exp(joint - joint[:, [component]])
    return (1 / ratios.sum(axis=1)).reshape(image.shape[:2])
