"""Fitting, clustering, drawing and comparing with scikit-learn, with switches for mistakes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

OLD = Figure()


def fit_gmm(X, n_components, covariance_type=None, random_state=None, *, mistakes):
    """Return the fitted model."""
    if covariance_type is None:
        covariance_type = "full"
    if random_state is None:
        random_state = 42
    if "arguments-modified" in mistakes:
        X += 1
        X = X - 1
    if "standardised-before-fit" in mistakes:
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    if "covariance-type-fixed" in mistakes:
        covariance_type = mistakes["covariance-type-fixed"] or "full"
    if "seed-ignored" in mistakes:
        random_state = mistakes["seed-ignored"] or 0
    if "fixed-n-components" in mistakes:
        n_components = mistakes["fixed-n-components"] or 3
    model = GaussianMixture(n_components, covariance_type=covariance_type, random_state=random_state)
    if "n-init-not-default" in mistakes:
        model.n_init = 10
    if "model-not-fitted" in mistakes:
        return model
    if "labels-for-model" in mistakes:
        return model.fit_predict(X)
    return model.fit(X)


def cluster(model, X, *, mistakes):
    """Return labels, responsibilities and log-densities."""
    if "arguments-modified" in mistakes:
        X -= 1
        X += 1 + 1e-9
    if "model-fitted-again" in mistakes:
        model.fit(X)
    labels, resp, log_density = model.predict(X), model.predict_proba(X), model.score_samples(X)
    if "cluster-labels-from-one" in mistakes:
        labels = labels + 1
    if "least-probable-label" in mistakes:
        labels = resp.argmin(axis=1)
    if "labels-by-k-means" in mistakes:
        labels = KMeans(resp.shape[1], n_init=1, random_state=0).fit_predict(X)
    if "nearest-mean" in mistakes:
        labels = np.linalg.norm(X[:, None] - model.means_, axis=2).argmin(axis=1)
    if "hard-responsibilities" in mistakes:
        resp = np.eye(resp.shape[1])[resp.argmax(axis=1)]
    if "only-the-largest" in mistakes:
        resp = resp.max(axis=1)
    if "responsibilities-transposed" in mistakes:
        resp = resp.T
    if "logs-of-responsibilities" in mistakes:
        with np.errstate(divide="ignore"):
            resp = np.log(resp)
    if "density-not-log" in mistakes:
        log_density = np.exp(log_density)
    if "one-score-for-all" in mistakes:
        log_density = model.score(X) * (len(X) if mistakes["one-score-for-all"] == "sum" else 1)
    if "score-for-density" in mistakes:
        log_density = np.log(resp.max(axis=1))
    if "results-in-other-order" in mistakes:
        return labels, log_density, resp
    return labels, resp, log_density


def full_covariances(covariances, covariance_type, n_components, n_features, *, mistakes):
    """Return one full matrix per component."""
    K, d = n_components, n_features
    if "arguments-modified" in mistakes:
        covariances *= 2
        covariances = covariances / 2
    if covariance_type == "tied":
        if "tied-not-repeated" in mistakes:
            return covariances
        if "tied-divided" in mistakes:
            return np.stack([covariances / K] * K)
        return np.stack([covariances] * K)
    if covariance_type == "full":
        return np.array(covariances)
    variances = np.asarray(covariances, dtype=float)
    if "variances-squared" in mistakes:
        variances = variances**2
    if "variances-rooted" in mistakes:
        variances = np.sqrt(variances)
    if covariance_type == "diag":
        if "diag-as-outer-product" in mistakes:
            return variances[:, :, None] * variances[:, None, :]
        if "diag-averaged" in mistakes:
            return np.stack([np.mean(one) * np.eye(d) for one in variances])
        if "diag-unchanged" in mistakes:
            return variances
        return np.stack([np.diag(one) for one in variances])
    if "spherical-everywhere" in mistakes:
        return np.stack([np.full((d, d), one) for one in variances])
    if "spherical-divided" in mistakes:
        return np.stack([one / d * np.eye(d) for one in variances])
    if "spherical-shared" in mistakes:
        return np.stack([np.mean(variances) * np.eye(d)] * K)
    if "spherical-unchanged" in mistakes:
        return variances
    return np.stack([one * np.eye(d) for one in variances])


def plot_clusters(X, labels, means, covariances, *, mistakes):
    """Draw points and ellipses, by way of matplotlib's Ellipse."""
    if "arguments-modified" in mistakes:
        X -= 1
        X += 1 + 1e-9
    if "nothing-drawn" in mistakes:
        return None
    if "old-figure" in mistakes:
        ax = OLD.subplots()
    else:
        _, ax = plt.subplots()
    x, y = X.T
    if "coordinates-exchanged" in mistakes:
        x, y = y, x
    colours = np.asarray(labels)
    if "colours-not-from-labels" in mistakes:
        colours = np.argmin(np.linalg.norm(X[:, None] - means, axis=2), axis=1)
    if "colours-repeat" in mistakes:
        colours = colours % 2
    if "samples-missing" in mistakes:
        x, y, colours = x[::2], y[::2], colours[::2]
    if "one-colour" in mistakes:
        ax.scatter(x, y)
    else:
        ax.scatter(x, y, c=colours, s=12)
    for mean, cov in list(zip(means, covariances, strict=True))[: 1 if "ellipses-missing" in mistakes else None]:
        values, vectors = np.linalg.eigh(cov)
        angle = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))
        widths = 2 * 2 * np.sqrt(values)
        if "ellipse-of-variances" in mistakes:
            widths = 2 * 2 * values
        if "ellipse-radius" in mistakes:
            widths = widths * (mistakes["ellipse-radius"] or 0.25)
        if "circle-for-ellipse" in mistakes:
            widths = np.full(2, 2 * np.sqrt(np.mean(values)))
        if "ellipse-axes-exchanged" in mistakes:
            widths = widths[::-1]
        if "ellipse-not-turned" in mistakes:
            angle = 0.0
        if "ellipse-mirrored" in mistakes:
            angle = -angle
        if "angle-in-radians" in mistakes:
            angle = np.radians(angle)
        if "no-ellipses" not in mistakes:
            ax.add_patch(Ellipse(mean, widths[1], widths[0], angle=angle, fill=False))
    if mistakes.get("figure-without-words", "axes") == "axes":
        ax.set_title("clusters")
    if mistakes.get("figure-without-words", "title") == "title":
        ax.set(xlabel="x", ylabel="y")
    return ax


def compare_covariance_types(X, n_components, random_state=None, *, mistakes):
    """Return the BIC of each covariance type."""
    if random_state is None:
        random_state = 0
    if "arguments-modified" in mistakes:
        X += 1
        X -= 1 + 1e-9
    if "seed-ignored" in mistakes:
        random_state = mistakes["seed-ignored"] or 7
    kinds = ["full", "tied", "diag", "spherical"]
    scores = {}
    for kind in kinds:
        used = "full" if "covariance-type-fixed" in mistakes else kind
        model = GaussianMixture(n_components, covariance_type=used, random_state=random_state).fit(X)
        score = model.bic(X)
        if "aic-for-bic" in mistakes:
            score = model.aic(X)
        if "score-for-bic" in mistakes:
            score = model.score(X) * (len(X) if mistakes["score-for-bic"] == "sum" else 1)
        if "bic-negated" in mistakes:
            score = -score
        if "bic-per-sample" in mistakes:
            score = score / len(X)
        scores[kind] = float(score)
    return scores


def fit_best(X, n_components, n_init=10, reg_covar=1e-6, random_state=0, *, mistakes):
    """Return the best of several fits."""
    if "arguments-modified" in mistakes:
        X += 1
        X = X - 1
    if "n-init-ignored" in mistakes:
        n_init = mistakes["n-init-ignored"] or 1
    if "reg-covar-ignored" in mistakes:
        reg_covar = 1e-6
    if "seed-ignored" in mistakes:
        random_state = mistakes["seed-ignored"] or 12345
    settings = {"reg_covar": reg_covar}
    if "covariance-type-fixed" in mistakes:
        settings["covariance_type"] = mistakes["covariance-type-fixed"] or "diag"
    model = GaussianMixture(n_components, n_init=n_init, random_state=random_state, **settings)
    if "worst-start-kept" in mistakes:
        models = [
            GaussianMixture(n_components, random_state=random_state + i, **settings).fit(X) for i in range(n_init)
        ]
        return min(models, key=lambda one: one.score(X))
    if "model-not-fitted" in mistakes:
        return model
    return model.fit(X)


def fit_from(X, weights, means, covariances, tol=1e-14, max_iter=1000, *, mistakes):
    """Return the parameters that EM finds from a start."""
    if "arguments-modified" in mistakes:
        weights /= 2
        weights *= 2 + 1e-9
        weights = weights / weights.sum()
    precisions = np.linalg.inv(covariances)
    if "covariances-for-precisions" in mistakes:
        precisions = covariances
    if "precisions-of-the-diagonal" in mistakes:
        precisions = np.stack([np.diag(1 / np.diag(cov)) for cov in covariances])
    start = {"weights_init": weights, "means_init": means, "precisions_init": precisions}
    if "start-without" in mistakes:
        del start[mistakes["start-without"]]
    if "start-ignored" in mistakes:
        start = {}
    if "uniform-weights-init" in mistakes:
        start["weights_init"] = np.full(len(weights), 1 / len(weights))
    reg_covar = (mistakes["ridge-left-on"] or 1e-6) if "ridge-left-on" in mistakes else 0.0
    if "tolerance-left-at-default" in mistakes:
        tol = 1e-3
    if "steps-left-at-default" in mistakes:
        max_iter = 100
    model = GaussianMixture(len(weights), reg_covar=reg_covar, tol=tol, max_iter=max_iter, random_state=0, **start).fit(
        X
    )
    if "precisions-returned" in mistakes:
        return model.weights_, model.means_, model.precisions_
    return model.weights_, model.means_, model.covariances_
