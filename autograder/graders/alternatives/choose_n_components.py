# %% list 裡是 NumPy 純量 | a list of NumPy scalars
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion not in ("aic", "bic"):
        raise ValueError(criterion)
    scores = []
    for k in candidates:
        model = GaussianMixture(n_components=k, random_state=random_state).fit(X)
        scores.append(model.bic(X) if criterion == "bic" else model.aic(X))
    return candidates[np.argmin(scores)], scores


# %% 陣列與 getattr | array and getattr
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion not in {"aic", "bic"}:
        raise ValueError("criterion 只能是 aic 或 bic")
    models = [GaussianMixture(k, random_state=random_state).fit(X) for k in candidates]
    scores = np.array([getattr(model, criterion)(X) for model in models])
    return list(candidates)[scores.argmin()], scores


# %% 以候選為鍵的 dict | dict by candidate
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion != "aic" and criterion != "bic":
        raise ValueError
    scores = {}
    for k in candidates:
        gmm = GaussianMixture(n_components=k, covariance_type="full", random_state=random_state)
        gmm.fit(X)
        scores[k] = gmm.aic(X) if criterion == "aic" else gmm.bic(X)
    return min(scores, key=scores.get), scores


# %% 自己的準則，best 是 NumPy 整數 | own criteria, a NumPy integer for best
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    scores = []
    for k in candidates:
        model = GaussianMixture(n_components=k, random_state=random_state).fit(X)
        total, size = model.score_samples(X).sum(), n_parameters(k, X.shape[1])
        if criterion == "aic":
            scores.append(aic(total, size))
        elif criterion == "bic":
            scores.append(bic(total, size, len(X)))
        else:
            raise ValueError(f"unknown criterion {criterion}")
    return np.array(candidates)[np.argmin(scores)], scores


# %% 邊走邊記最好的，tuple | the best so far, a tuple
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    assess = {"aic": GaussianMixture.aic, "bic": GaussianMixture.bic}
    if criterion not in assess:
        raise ValueError(f"criterion: {criterion!r}")
    best, lowest, scores = None, float("inf"), ()
    for k in candidates:
        model = GaussianMixture(k, random_state=random_state)
        score = assess[criterion](model.fit(X), X)
        scores += (score,)
        if score < lowest:
            best, lowest = k, score
    return best, scores


# %% sorted 與 named tuple，輔助函式在別格 | sorted and a named tuple, helper in another cell
from typing import NamedTuple


class Choice(NamedTuple):
    best: int
    scores: list[float]


# %% +
def score_of(X: np.ndarray, k: int, criterion: str, random_state: int) -> float:
    model = GaussianMixture(n_components=k, random_state=random_state).fit(X)
    log_likelihood = model.score(X) * len(X)
    if criterion == "aic":
        return aic(log_likelihood, n_parameters(k, X.shape[1], "full"))
    if criterion == "bic":
        return bic(log_likelihood, n_parameters(k, X.shape[1], "full"), len(X))
    raise ValueError(criterion)


# %% +
def choose_n_components(X: np.ndarray, candidates, criterion: str = "bic", random_state: int = 0) -> Choice:
    scores = [score_of(X, k, criterion, random_state) for k in candidates]
    return Choice(sorted(zip(scores, candidates))[0][1], scores)


# %% 多次起始 | several starts
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion not in ("aic", "bic"):
        raise ValueError(criterion)
    models = {k: GaussianMixture(k, n_init=3, random_state=random_state).fit(X) for k in candidates}
    scores = [float(getattr(models[k], criterion)(X)) for k in candidates]
    return dict(zip(scores, candidates))[min(scores)], scores


# %% 收斂得更細 | tighter fit
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion not in ("aic", "bic"):
        raise ValueError(criterion)
    scores = []
    for k in candidates:
        model = GaussianMixture(k, tol=1e-4, max_iter=300, random_state=random_state).fit(X)
        scores.append(float(getattr(model, criterion)(X)))
    return candidates[scores.index(min(scores))], scores


# %% k-means++ 起始 | k-means++ start
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    if criterion not in ("aic", "bic"):
        raise ValueError(criterion)
    scores = []
    for k in candidates:
        model = GaussianMixture(k, init_params="k-means++", n_init=3, random_state=random_state).fit(X)
        scores.append(model.bic(X) if criterion == "bic" else model.aic(X))
    return candidates[int(np.argmin(scores))], tuple(scores)
