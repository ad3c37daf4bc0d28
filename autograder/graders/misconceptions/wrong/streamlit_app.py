"""Wrong implementations of the parts of the Streamlit app, and of the app; Streamlit is imported where it runs."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

# Smallest, largest and first value of both sliders, as they should be and as they are mistaken.
RIGHT = {"whole": (1, 10, 3), "std": (0.1, 2.0, 0.6)}
OTHER_RANGE = {"zero": {"whole": (0, 10, 3)}, "nine": {"whole": (1, 9, 3)}, "five": {"std": (0.1, 5.0, 0.6)}}
OTHER_START = {
    "smallest": {"whole": (1, 10, 1), "std": (0.1, 2.0, 0.1)},
    "five": {"whole": (1, 10, 5)},
    "one": {"std": (0.1, 2.0, 1.0)},
}
OTHER_KIND = {"K": {"whole": (1.0, 10.0, 3.0)}, "std": {"std": (1, 2, 1)}}


def sidebar(*, mistakes):
    """Show two sliders and return their values."""
    import streamlit as st

    place = st if "slider-on-main-page" in mistakes else st.sidebar
    names = mistakes.get("slider-name-other") or ("Number of Components (K)", "Cluster Std Deviation")
    values = dict(RIGHT)
    for switch, others, usual in (
        ("slider-range-other", OTHER_RANGE, "zero"),
        ("slider-start-other", OTHER_START, "smallest"),
        ("slider-kind-other", OTHER_KIND, "K"),
    ):
        if switch in mistakes:
            values |= others[mistakes[switch] or usual]
    widget = place.number_input if "other-widget" in mistakes else place.slider
    first = widget(names[0], *values["whole"])
    second = values["std"][2] if "slider-missing" in mistakes else widget(names[1], *values["std"])
    if "slider-values-fixed" in mistakes:
        first, second = values["whole"][2], values["std"][2]
    if "nothing-returned" in mistakes:
        return None
    return (second, first) if "slider-values-exchanged" in mistakes else (first, second)


def make_data(cluster_std, *, mistakes):
    """Return three clusters."""
    size = mistakes.get("data-size-other", 500)
    centres = mistakes.get("data-centres-other", 3)
    std = mistakes.get("data-std-fixed", cluster_std)
    std = std**0.5 if "data-variance-for-std" in mistakes else std
    seed = None if "data-seed-missing" in mistakes else mistakes.get("data-seed-other", 42)
    X, y = make_blobs(n_samples=size, centers=centres, cluster_std=std, random_state=seed)
    if "data-with-labels" in mistakes:
        return X, y
    return None if "nothing-returned" in mistakes else X


def fit_clusters(X, n_components, *, mistakes):
    """Return the component of each sample."""
    K = mistakes.get("components-fixed", n_components)
    K = max(K + mistakes.get("components-off-by-one", 0), 1)
    kind = mistakes.get("clusters-covariance-other", "full")
    seed = None if "fit-seed-missing" in mistakes else mistakes.get("fit-seed-other", 42)
    if "kmeans-for-mixture" in mistakes:
        return KMeans(K, n_init=mistakes["kmeans-for-mixture"], random_state=seed).fit_predict(X)
    if "arguments-modified" in mistakes:
        X -= X.mean(axis=0)
    model = GaussianMixture(K, covariance_type=kind, random_state=seed).fit(X)
    if "model-for-labels" in mistakes:
        return model
    if "probabilities-for-labels" in mistakes:
        return model.predict_proba(X)
    return None if "nothing-returned" in mistakes else model.predict(X)


def draw(X, labels, *, mistakes):
    """Return a scatter plot."""
    import matplotlib.pyplot as plt

    fig = plt.gcf() if "figure-not-new" in mistakes else plt.figure()
    ax = fig.gca()
    x, y = (X[:, 1], X[:, 0]) if "axes-exchanged" in mistakes else (X[:, 0], X[:, 1])
    colours = ["C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"]
    if "colours-run-out" in mistakes:
        colours = colours[: mistakes["colours-run-out"] or 9]
    if "colours-repeat" in mistakes:
        colours = 2 * colours[:5]
    colour = [colours[k] for k in labels]
    if "colour-not-by-label" in mistakes:
        colour = {"feature": X[:, 0], "number": np.arange(len(X))}.get(mistakes["colour-not-by-label"], "C0")
    if "label-left-out" in mistakes:
        left_out = max(labels) if mistakes["label-left-out"] is None else mistakes["label-left-out"]
        x, y, colour = x[labels != left_out], y[labels != left_out], np.array(colour)[labels != left_out]
    ax.scatter(x, y, c=colour)
    if "figure-title-missing" not in mistakes:
        ax.set_title("Gaussian mixture")
    if mistakes.get("axis-labels-missing", "") == "":
        ax.set_ylabel("x2")
    if "axis-labels-missing" not in mistakes:
        ax.set_xlabel("x1")
    if "nothing-returned" in mistakes:
        return None
    return ax if "axes-for-figure" in mistakes else fig


def app(*, mistakes):
    """Show the whole app."""
    import matplotlib.pyplot as plt
    import streamlit as st

    if "page-title-missing" not in mistakes:
        st.title("GMM")
    n_components, cluster_std = sidebar(mistakes={})
    if "slider-values-swapped" in mistakes:
        n_components, cluster_std = cluster_std, n_components
    X = make_data(mistakes.get("std-not-from-slider", cluster_std), mistakes={})
    labels = fit_clusters(X, mistakes.get("k-not-from-slider", n_components), mistakes={})
    if "labels-not-passed-on" in mistakes:
        labels = 0 * labels
    fig = draw(X, labels, mistakes={})
    if "figure-not-shown" not in mistakes:
        st.pyplot(fig)
    plt.close(fig)
