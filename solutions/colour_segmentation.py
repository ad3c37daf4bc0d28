"""Reference for ``09_colour_segmentation``: the pixels of a photograph as points, and its colours as a mixture."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture


def to_points(image: np.ndarray) -> np.ndarray:
    """把影像變成一串點，每個像素是一個三維的點。
    Turn an image into points: each pixel is a point in three dimensions.

    參數 Parameters
        image   (height, width, 3)   uint8，紅、綠、藍，0 到 255 | red, green, blue, from 0 to 255
    回傳 Returns
        points  (height * width, 3)  float，0 到 1 | floats from 0 to 1

    第 i 列第 j 行的像素是第 i * width + j 個點，顏色的次序不變；255 變成 1。不可修改輸入。
    The pixel in row i and column j becomes point i * width + j, its colours in the same order; 255 becomes 1.
    Inputs are never modified.

    scikit-learn: Color Quantization using K-Means; Bishop (2006) §9.1.1.
    """
    points: np.ndarray = image.reshape(-1, 3) / 255
    return points


def to_image(points: np.ndarray, height: int, width: int) -> np.ndarray:
    """把一串點變回影像。
    Turn points back into an image.

    參數 Parameters
        points  (height * width, 3)  0 到 1 的顏色，可能略小於 0 或略大於 1 | colours from 0 to 1, or slightly outside
        height  int                  影像的高 | height of the image
        width   int                  影像的寬 | width of the image
    回傳 Returns
        image   (height, width, 3)   uint8，0 到 255 | from 0 to 255

    小於 0 的變成 0，大於 1 的變成 255，其他四捨五入到最近的整數。不可修改輸入。
    What is below 0 becomes 0, what is above 1 becomes 255, everything else is rounded to the nearest integer.
    Inputs are never modified.
    """
    levels = np.rint(255 * np.clip(points, 0, 1))
    return levels.astype(np.uint8).reshape(height, width, 3)


def fit_colours(
    points: np.ndarray, n_components: int, n_samples: int = 2000, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """用隨機抽出的像素配適高斯混合模型，回傳三樣參數。
    Fit a Gaussian mixture to randomly drawn pixels and return its parameters.

    參數 Parameters
        points        (n_pixels, 3)        顏色，0 到 1 | colours from 0 to 1
        n_components  int                  成分數 K | number of components K
        n_samples     int                  抽出幾個像素 | how many pixels are drawn
        random_state  int                  抽樣與 GaussianMixture 的亂數種子 | seed of the draw and of GaussianMixture
    回傳 Returns
        weights       (n_components,)      權重 | weights
        means         (n_components, 3)    均值：各成分的顏色 | means: the colour of each component
        covariances   (n_components, 3, 3) 共變異數矩陣 | covariance matrices

    隨機抽樣，不重複（取後不放回）；像素不到 n_samples 個時就用全部。用 GaussianMixture 配適，共變異數為 full，其他設定用預設值。
    同樣的 random_state 要得到同樣的結果。不可修改輸入。
    Draw at random and without replacement; with fewer than n_samples pixels take all. Fit with GaussianMixture, with
    full covariances and its defaults for all else. The same random_state gives the same result.
    Inputs are never modified.

    Bishop (2006) §9.2.2; scikit-learn User Guide §2.1.1.
    """
    rng = np.random.default_rng(random_state)
    drawn = rng.choice(len(points), min(n_samples, len(points)), replace=False)
    model = GaussianMixture(n_components, random_state=random_state).fit(points[drawn])
    return model.weights_, model.means_, model.covariances_


def segment(image: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """把每個像素換成它最可能的成分的均值。
    Replace each pixel by the mean of its most probable component.

    參數 Parameters
        image        (height, width, 3)     uint8，0 到 255 | from 0 to 255
        weights      (n_components,)        權重 | weights
        means        (n_components, 3)      均值，0 到 1 | means, from 0 to 1
        covariances  (n_components, 3, 3)   共變異數矩陣 | covariance matrices
    回傳 Returns
        segmented    (height, width, 3)     uint8，0 到 255，四捨五入 | from 0 to 255, rounded

    離所有成分都很遠的像素也要正確。不要一個一個像素計算：480×640 的影像、10 個成分，處理器時間不超過向量化寫法的 12 倍，
    記憶體（輸入除外）不超過 256 MiB。不可修改輸入。
    Right also for pixels far from every component. Do not go pixel by pixel: an image of 480×640 and 10 components
    may take at most 12 times the processor time of a vectorised solution, and at most 256 MiB besides the input.
    Inputs are never modified.

    Bishop (2006) §9.2; Murphy (2012) §11.2.3.
    """
    points = to_points(image)
    log_joint = np.empty((len(points), len(weights)))
    for k in range(len(weights)):  # over the few components, never over the many pixels
        log_joint[:, k] = np.log(weights[k]) + multivariate_normal.logpdf(points, means[k], covariances[k])
    labels = log_joint.argmax(axis=1)
    return to_image(means[labels], *image.shape[:2])


def choose_n_colours(
    points: np.ndarray, candidates: list[int], n_samples: int = 2000, random_state: int = 0
) -> tuple[int, list[float]]:
    """在一份樣本上，用 BIC 選出顏色的個數。
    Choose the number of colours by BIC, on a sample.

    參數 Parameters
        points        (n_pixels, 3)  顏色，0 到 1 | colours from 0 to 1
        candidates    一串 int       候選的 K，順序不拘 | candidate numbers of colours, in any order
        n_samples     int            抽出幾個像素 | how many pixels are drawn
        random_state  int            抽樣與 GaussianMixture 的亂數種子 | seed of the draw and of GaussianMixture
    回傳 Returns
        best          int            BIC 最低的 K，不是它的位置 | the K with the lowest BIC, not its position
        scores        一串 float     每個候選的 BIC，依 candidates 的順序 | the BIC of each candidate, in their order

    隨機抽樣一次，不重複（不到 n_samples 個時用全部）；所有候選都用同一份樣本配適，BIC 也在這份樣本上計算。
    配適的設定與 fit_colours 相同。不可修改輸入。
    Draw one sample at random and without replacement (with fewer than n_samples pixels take all). All candidates are
    fitted to this same sample, and the BIC is computed on it. Fit with the settings of fit_colours.
    Inputs are never modified.

    Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.4, §11.5.
    """
    rng = np.random.default_rng(random_state)
    sample = points[rng.choice(len(points), min(n_samples, len(points)), replace=False)]
    models = [GaussianMixture(k, random_state=random_state).fit(sample) for k in candidates]
    scores = [float(model.bic(sample)) for model in models]
    return candidates[int(np.argmin(scores))], scores


def kmeans_segment(
    image: np.ndarray, n_colours: int, n_samples: int = 2000, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """用 K-means 分割：每個像素換成最近的中心的顏色。
    Segment with K-means: replace each pixel by the colour of its nearest center.

    參數 Parameters
        image         (height, width, 3)  uint8，0 到 255 | from 0 to 255
        n_colours     int                 中心的個數 | number of centers
        n_samples     int                 抽出幾個像素 | how many pixels are drawn
        random_state  int                 抽樣與 KMeans 的亂數種子 | seed of the draw and of KMeans
    回傳 Returns
        segmented     (height, width, 3)  uint8，0 到 255，四捨五入 | from 0 to 255, rounded
        centers       (n_colours, 3)      中心，0 到 1 | centers, from 0 to 1

    抽樣的規則與 fit_colours 相同。用 KMeans 在樣本上求中心，再把影像的每個像素分給最近的中心。不可修改輸入。
    The sample is drawn as for fit_colours. KMeans finds the centers on it; then each pixel of the image goes to its
    nearest center. Inputs are never modified.

    Bishop (2006) §9.1.1; Murphy (2012) §11.4.2.5.
    """
    points = to_points(image)
    rng = np.random.default_rng(random_state)
    sample = points[rng.choice(len(points), min(n_samples, len(points)), replace=False)]
    model = KMeans(n_colours, n_init=4, random_state=random_state).fit(sample)
    centers = model.cluster_centers_
    return to_image(centers[model.predict(points)], *image.shape[:2]), centers


def responsibility_map(
    image: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray, component: int
) -> np.ndarray:
    """求出一個成分對每個像素的責任值，排成影像的形狀。
    Return the responsibility of one component for each pixel, in the shape of the image.

    參數 Parameters
        image        (height, width, 3)     uint8，0 到 255 | from 0 to 255
        weights      (n_components,)        權重 | weights
        means        (n_components, 3)      均值，0 到 1 | means, from 0 to 1
        covariances  (n_components, 3, 3)   共變異數矩陣 | covariance matrices
        component    int                    哪一個成分，從 0 數起 | which component, counting from 0
    回傳 Returns
        resp         (height, width)        責任值，0 到 1 | responsibilities from 0 to 1

    離所有成分都很遠的像素也要正確，不得出現 NaN。不要一個一個像素計算，限制與 segment 相同。不可修改輸入。
    Right also for pixels far from every component, never a NaN. Do not go pixel by pixel; the limits are those of
    segment. Inputs are never modified.

    Bishop (2006) §9.2; Murphy (2012) §11.2.3.
    """
    points = to_points(image)
    log_joint = np.empty((len(points), len(weights)))
    for k in range(len(weights)):
        log_joint[:, k] = np.log(weights[k]) + multivariate_normal.logpdf(points, means[k], covariances[k])
    resp: np.ndarray = np.exp(log_joint[:, component] - logsumexp(log_joint, axis=1))
    return resp.reshape(image.shape[:2])
