"""Reference for ``03_kmeans_vs_gmm``: K-means by Lloyd's algorithm, and hard labels out of soft ones."""

import numpy as np


def assign_labels(X: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """把每個樣本分給最近的中心。
    Give each sample to its nearest center.

    參數 Parameters
        X        (n_samples, n_features)   樣本，可為整數 | samples, may be integers
        centers  (n_clusters, n_features)  各群的中心 | center of each cluster
    回傳 Returns
        labels   (n_samples,)              整數，由 0 到 n_clusters - 1 | integers, from 0 to n_clusters - 1

    距離是歐氏距離。同樣近的中心，選哪一個都可以。n_features 與 n_clusters 都可為 1。不可修改輸入。
    Distance is Euclidean. Of equally near centers, any one will do. n_features and n_clusters may be 1.
    Inputs are never modified.

    Bishop (2006) §9.1; Murphy (2012) §11.4.2.5.
    """
    difference = X[:, np.newaxis, :] - centers[np.newaxis, :, :]  # (n_samples, n_clusters, n_features)
    labels: np.ndarray = np.argmin(np.sum(difference**2, axis=2), axis=1)
    return labels


def update_centers(X: np.ndarray, labels: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """把每個中心移到它那一群樣本的平均。
    Move each center to the mean of its samples.

    參數 Parameters
        X        (n_samples, n_features)   樣本，可為整數 | samples, may be integers
        labels   (n_samples,)              各樣本屬於哪一群，整數 | cluster of each sample, integers
        centers  (n_clusters, n_features)  目前的中心 | the current centers
    回傳 Returns
        centers  (n_clusters, n_features)  新的中心 | the new centers

    照給定的 labels 算，不重新分群。一個樣本也沒有的群，中心留在原處，不得出現 NaN。不可修改輸入。
    The labels are taken as given, not found again. The center of a cluster without any sample stays where it is;
    never a NaN. Inputs are never modified.

    Bishop (2006) §9.1; Murphy (2012) §11.4.2.5.
    """
    moved = np.array(centers, dtype=float)
    for k in range(len(moved)):
        members = X[np.asarray(labels) == k]
        if len(members) > 0:
            moved[k] = members.mean(axis=0)
    return moved


def lloyd(X: np.ndarray, centers: np.ndarray, max_iter: int = 100) -> tuple[np.ndarray, np.ndarray, float]:
    """由給定的中心出發，用 Lloyd 演算法做 K-means。
    K-means by Lloyd's algorithm, from the given centers.

    參數 Parameters
        X         (n_samples, n_features)   樣本，可為整數 | samples, may be integers
        centers   (n_clusters, n_features)  起始的中心 | initial centers
        max_iter  int                       迭代次數的上限 | largest number of iterations
    回傳 Returns
        centers   (n_clusters, n_features)  最後的中心 | the final centers
        labels    (n_samples,)              每個樣本最近的是哪一個**回傳的**中心
                                            which of the **returned** centers is nearest to each sample
        inertia   float                     每個樣本到那個中心的距離平方，全部加起來
                                            squared distance from each sample to that center, summed over all samples

    一次迭代 = 先分配標籤，再移動中心。中心不再移動就停止，最多做 max_iter 次；max_iter = 0 時中心就是起始的中心。
    回傳的三樣東西屬於彼此：labels 與 inertia 都用回傳的 centers 算。空群的中心留在原處。不可修改輸入。
    One iteration = assign labels, then move the centers. Stop as soon as no center moves, or after max_iter iterations;
    with max_iter = 0 the centers are the initial ones. The three results belong together: labels and inertia
    are those of the returned centers. The center of an empty cluster stays. Inputs are never modified.

    Bishop (2006) §9.1; Murphy (2012) §11.4.2.5; S. P. Lloyd (1982), IEEE Trans. Information Theory 28, 129-137.
    """
    for _ in range(max_iter):
        moved = update_centers(X, assign_labels(X, centers), centers)
        if np.array_equal(moved, centers):
            break
        centers = moved
    labels = assign_labels(X, centers)
    inertia = float(np.sum((X - centers[labels]) ** 2))
    return np.array(centers, dtype=float), labels, inertia


def hard_assignment(resp: np.ndarray) -> np.ndarray:
    """把軟分群變成硬分群：每個樣本只留責任值最大的成分。
    Turn soft clustering into hard: keep, for each sample, the component of the largest responsibility.

    參數 Parameters
        resp    (n_samples, n_components)  責任值，每列的和為 1 | responsibilities, rows sum to 1
    回傳 Returns
        labels  (n_samples,)               整數，由 0 到 n_components - 1 | integers, from 0 to n_components - 1

    最大的責任值可以小於 0.5。一樣大時，選哪一個都可以。不可修改輸入。
    The largest responsibility may be below 0.5. Of equally large ones, any will do. Inputs are never modified.

    Bishop (2006) §9.3.2; Murphy (2012) §11.2.3.
    """
    labels: np.ndarray = np.argmax(resp, axis=1)
    return labels
