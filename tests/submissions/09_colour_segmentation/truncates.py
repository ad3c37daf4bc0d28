# title: 截掉小數、浮點影像、密度沒取對數 | truncates, returns floats, no logarithms
# base: reference
# expect: to_points = 10
# expect: to_image = 0 < 10
# expect: fit_colours = 15
# expect: segment = 0 < 20
# expect: choose_n_colours = 15
# expect: kmeans_segment = 15
# expect: responsibility_map = 8 < 15

# %%
def to_image(points, height, width):
    return (points * 255).astype(np.uint8).reshape(height, width, 3)


# %%
def segment(image, weights, means, covariances):
    points = image.reshape(-1, 3) / 255
    joint = np.column_stack([w * multivariate_normal.pdf(points, m, c) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)])
    return means[joint.argmax(axis=1)].reshape(image.shape)


# %%
def responsibility_map(image, weights, means, covariances, component):
    points = image.reshape(-1, 3) / 255
    joint = np.column_stack([w * multivariate_normal.pdf(points, m, c) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)])
    return (joint[:, component] / joint.sum(axis=1)).reshape(image.shape[:2])
