# title: 做了一半，點的單位弄錯 | half done, with points in the wrong unit
# base: stub
# expect: to_points = 0 < 10
# expect: to_image = 10
# expect: fit_colours = 0
# expect: segment = 20
# expect: choose_n_colours = 0
# expect: kmeans_segment = 0
# expect: responsibility_map = 0

# %%
def to_points(image):
    return image.reshape(-1, 3) / 256


# %%
def to_image(points, height, width):
    return np.rint(255 * np.clip(points, 0, 1)).astype(np.uint8).reshape(height, width, 3)


# %%
def segment(image, weights, means, covariances):
    points = to_points(image)
    joint = np.column_stack(
        [np.log(w) + multivariate_normal.logpdf(points, m, c) * np.ones(len(points)) for w, m, c in zip(weights, means, covariances)]
    )
    return to_image(means[joint.argmax(axis=1)], *image.shape[:2])
