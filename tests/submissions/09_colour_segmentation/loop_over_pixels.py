# title: 逐像素的迴圈 | loops over pixels
# base: reference
# expect: to_points = 10
# expect: to_image = 10
# expect: fit_colours = 15
# expect: segment = 10 < 20
# expect: choose_n_colours = 15
# expect: kmeans_segment = 15
# expect: responsibility_map = 8 < 15
# shows: loop over pixels

# %%
def segment(image, weights, means, covariances):
    result = np.zeros_like(image)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            x = image[i, j] / 255
            scores = [np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(weights, means, covariances)]
            result[i, j] = np.round(255 * means[np.argmax(scores)])
    return result


# %%
def responsibility_map(image, weights, means, covariances, component):
    result = np.zeros(image.shape[:2])
    for i, row in enumerate(image / 255):
        for j, x in enumerate(row):
            joint = [np.log(w) + multivariate_normal.logpdf(x, m, c) for w, m, c in zip(weights, means, covariances)]
            result[i, j] = np.exp(joint[component] - logsumexp(joint))
    return result
