# %% 一個迴圈 | a loop
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    rng = np.random.default_rng(random_state)
    sample = points[rng.choice(len(points), min(n_samples, len(points)), replace=False)]
    scores = []
    for k in candidates:
        gmm = GaussianMixture(k, covariance_type="full", random_state=random_state)
        gmm.fit(sample)
        scores.append(gmm.bic(sample))
    return candidates[scores.index(min(scores))], scores


# %% permutation，分數是陣列 | a permutation, and an array of scores
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    sample = points[np.random.default_rng(random_state).permutation(len(points))[:n_samples]]
    scores = np.array([GaussianMixture(k, random_state=random_state).fit(sample).bic(sample) for k in candidates])
    return int(np.asarray(candidates)[scores.argmin()]), scores


# %% BIC 自己算 | the BIC by hand
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    rng = np.random.RandomState(random_state)
    sample = points[rng.permutation(len(points))[: min(n_samples, len(points))]]
    n = len(sample)
    scores = []
    for k in candidates:
        gmm = GaussianMixture(k, random_state=random_state).fit(sample)
        scores.append(-2 * n * gmm.score(sample) + (10 * k - 1) * np.log(n))
    return min(zip(scores, candidates))[1], scores


# %% resample | resample
from sklearn.utils import resample


def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    sample = resample(points, replace=False, n_samples=min(n_samples, len(points)), random_state=random_state)
    scores = [float(GaussianMixture(int(k), random_state=random_state).fit(sample).bic(sample)) for k in candidates]
    best = scores.index(min(scores))
    return [candidates[best], scores]


# %% 字典 | a dict
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    rng = np.random.default_rng(random_state)
    sample = rng.permutation(points)[:n_samples]
    scores = {k: GaussianMixture(k, random_state=random_state).fit(sample).bic(sample) for k in candidates}
    return min(scores, key=scores.get), list(scores.values())


# %% 多個起點 | several starts
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    np.random.seed(random_state)
    sample = points[np.random.choice(len(points), min(n_samples, len(points)), replace=False)]
    models = [GaussianMixture(k, n_init=2, random_state=random_state).fit(sample) for k in candidates]
    scores = tuple(model.bic(sample) for model in models)
    return candidates[int(np.argmin(scores))], scores


# %% 像素少就不抽 | no draw where there are few pixels
def choose_n_colours(points, candidates, n_samples=2000, random_state=0):
    sample = points
    if len(points) > n_samples:
        sample = points[np.random.default_rng(random_state).choice(len(points), n_samples, replace=False)]
    best, lowest, scores = None, np.inf, []
    for k in candidates:
        score = GaussianMixture(k, random_state=random_state).fit(sample).bic(sample)
        scores.append(score)
        if score < lowest:
            best, lowest = k, score
    return best, scores
