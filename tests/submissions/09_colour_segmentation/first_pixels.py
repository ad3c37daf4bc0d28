# title: 天空不是整張照片：只取最前面的像素 | the sky is not the photograph: takes the first pixels
# base: reference
# expect: to_points = 10
# expect: to_image = 10
# expect: fit_colours = 3 < 12
# expect: segment = 20
# expect: choose_n_colours = 3 < 12
# expect: kmeans_segment = 8 < 14
# expect: responsibility_map = 15

# %%
def fit_colours(points, n_components, n_samples=2000, random_state=0):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(points[:n_samples])
    return gmm.weights_, gmm.means_, gmm.covariances_


# %%
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    sample = points[:n_samples]
    scores = [GaussianMixture(k, random_state=random_state).fit(sample).bic(sample) for k in candidates]
    return candidates[int(np.argmin(scores))], scores


# %%
def kmeans_segment(image, n_colours, n_samples=2000, random_state=0):
    points = to_points(image)
    km = KMeans(n_colours, n_init=4, random_state=random_state).fit(points[:n_samples])
    return to_image(km.cluster_centers_[km.predict(points)], *image.shape[:2]), km.cluster_centers_
