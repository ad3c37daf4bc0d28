# %% 先用 dict 收集 | collected in a dict first
def fit_class_models(features, labels, n_components, random_state=0):
    by_class = {}
    for utterance, label in zip(features, labels):
        by_class.setdefault(int(label), []).extend(np.asarray(utterance, dtype=float))
    classes = sorted(by_class)
    fitted = [
        GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, random_state=random_state).fit(np.array(by_class[c]))
        for c in classes
    ]
    return classes, [m.weights_ for m in fitted], [m.means_ for m in fitted], [m.covariances_ for m in fitted]


# %% 先疊好全部，再用遮罩 | stack everything, then masks
def fit_class_models(features, labels, n_components, random_state=0):
    frames = np.concatenate(features)
    owner = np.repeat(np.asarray(labels), [len(u) for u in features])
    classes = np.unique(owner)
    K, d = n_components, frames.shape[1]
    weights, means, variances = np.zeros((len(classes), K)), np.zeros((len(classes), K, d)), np.zeros((len(classes), K, d))
    for c, label in enumerate(classes):
        gmm = GaussianMixture(n_components=K, covariance_type="diag", reg_covar=1e-3, random_state=random_state)
        gmm.fit(frames[owner == label])
        weights[c], means[c], variances[c] = gmm.weights_, gmm.means_, gmm.covariances_
    return classes, weights, means, variances


# %% 自己的 EM | an EM of one's own
def fit_class_models(features, labels, n_components, random_state=0):
    def em(X):
        best = None
        for seed in range(random_state, random_state + 5):
            rng = np.random.default_rng(seed)
            mu = [X[rng.integers(len(X))]]
            while len(mu) < n_components:  # 離得遠的起點 | starts far apart
                mu.append(X[np.argmax(np.min([((X - m) ** 2).sum(axis=1) for m in mu], axis=0))])
            mu, pi = np.array(mu, dtype=float), np.full(n_components, 1 / n_components)
            var = np.tile(X.var(axis=0) + 1e-3, (n_components, 1))
            for _ in range(150):
                logs = np.log(pi) - 0.5 * (np.log(2 * np.pi * var) + (X[:, None] - mu) ** 2 / var).sum(axis=2)
                total = logsumexp(logs, axis=1, keepdims=True)
                r = np.exp(logs - total)
                n = r.sum(axis=0) + 1e-12
                pi, mu = n / len(X), r.T @ X / n[:, None]
                var = np.stack([r[:, k] @ (X - mu[k]) ** 2 / n[k] for k in range(n_components)]) + 1e-3
            if best is None or total.sum() > best[0]:
                best = total.sum(), pi, mu, var
        return best[1:]

    classes = np.unique(labels)
    models = [em(np.vstack([u for u, one in zip(features, labels) if one == c]).astype(float)) for c in classes]
    return (classes, *(np.array(part) for part in zip(*models)))


# %% 多試幾個起點，另一個種子 | several starts, another seed
def fit_class_models(features, labels, n_components, random_state=0):
    classes = np.array(sorted(set(int(one) for one in labels)))
    out = []
    for c in classes:
        X = np.vstack([features[i] for i in np.flatnonzero(np.asarray(labels) == c)])
        m = GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, n_init=3, random_state=random_state + 7).fit(X)
        order = np.argsort(m.weights_)  # 成分的順序隨意 | components in any order
        out.append((m.weights_[order], m.means_[order], m.covariances_[order]))
    return [classes] + [np.stack(part) for part in zip(*out)]
