"""Hidden inputs with their right answers, drawn once per session and never written to."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.graders import (
    anomaly_cases,
    cases,
    colour_cases,
    data,
    generative_cases,
    kmeans_cases,
    oracle,
    sklearn_cases,
    speech_cases,
    streamlit_cases,
)
from autograder.graders.anomaly_cases import Quantile
from autograder.graders.cases import Case, Cases, Choice, Fit
from autograder.graders.generative_cases import Chain, Drawing
from autograder.graders.kmeans_cases import Run
from autograder.graders.sklearn_cases import Picture, Start, Starts
from autograder.graders.speech_cases import Fitting, Recognition
from autograder.graders.streamlit_cases import AppCase, Scatter
from solutions import comparison, em, gaussian_mixture, quiz, shuttle


@pytest.fixture(scope="session")
def secret() -> str:
    return data.course_secret()


@pytest.fixture(scope="session")
def log_gaussian_cases(secret: str) -> Cases:
    return cases.gaussian_cases(secret)


@pytest.fixture(scope="session")
def log_mixture_cases(secret: str) -> Cases:
    return cases.mixture_cases(secret, "log_mixture", gaussian_mixture.log_mixture, oracle.log_mixture)


@pytest.fixture(scope="session")
def log_likelihood_cases(secret: str) -> Cases:
    return cases.mixture_cases(secret, "log_likelihood", gaussian_mixture.log_likelihood, oracle.log_likelihood)


@pytest.fixture(scope="session")
def e_step_cases(secret: str) -> Cases:
    return cases.mixture_cases(secret, "e_step", em.e_step, oracle.responsibilities)


@pytest.fixture(scope="session")
def m_step_cases(secret: str) -> Cases:
    return cases.m_step_cases(secret)


@pytest.fixture(scope="session")
def fits(secret: str) -> dict[str, Fit]:
    return cases.fits(secret)


@pytest.fixture(scope="session")
def parameter_counts() -> dict[str, dict[tuple[int, int], int]]:
    return cases.parameter_counts()


@pytest.fixture(scope="session")
def aic_cases(secret: str) -> Cases:
    return cases.criterion_cases(secret, "aic")


@pytest.fixture(scope="session")
def bic_cases(secret: str) -> Cases:
    return cases.criterion_cases(secret, "bic")


@pytest.fixture(scope="session")
def choices(secret: str) -> dict[str, Choice]:
    return cases.choices(secret)


@pytest.fixture(scope="session")
def key() -> dict[str, str]:
    return {name: choice for name, choice in vars(quiz).items() if name[0] == "q" and name[1:].isdigit()}


# 03_kmeans_vs_gmm


@pytest.fixture(scope="session")
def assign_cases(secret: str) -> Cases:
    return kmeans_cases.assign_cases(secret)


@pytest.fixture(scope="session")
def update_cases(secret: str) -> Cases:
    return kmeans_cases.update_cases(secret)


@pytest.fixture(scope="session")
def runs(secret: str) -> dict[str, Run]:
    return kmeans_cases.lloyd_runs(secret)


@pytest.fixture(scope="session")
def hard_cases(secret: str) -> Cases:
    return kmeans_cases.hard_cases(secret)


@pytest.fixture(scope="session")
def table() -> dict[str, Any]:
    return {name: value for name, value in vars(comparison).items() if not name.startswith("_")}


# 04_scikit_learn


@pytest.fixture(scope="session")
def fit_gmm_cases(secret: str) -> Cases:
    return sklearn_cases.fit_gmm_cases(secret)


@pytest.fixture(scope="session")
def cluster_cases(secret: str) -> Cases:
    return sklearn_cases.cluster_cases(secret)


@pytest.fixture(scope="session")
def covariance_cases(secret: str) -> Cases:
    return sklearn_cases.covariance_cases(secret)


@pytest.fixture(scope="session")
def pictures(secret: str) -> dict[str, Picture]:
    return sklearn_cases.pictures(secret)


@pytest.fixture(scope="session")
def comparisons(secret: str) -> Cases:
    return sklearn_cases.comparisons(secret)


@pytest.fixture(scope="session")
def starts(secret: str) -> Starts:
    return sklearn_cases.starts(secret)


@pytest.fixture(scope="session")
def ridge_cases(secret: str) -> Cases:
    return sklearn_cases.ridge_cases(secret)


@pytest.fixture(scope="session")
def from_starts(secret: str) -> dict[str, Start]:
    return sklearn_cases.from_starts(secret)


# 06_streamlit_app


@pytest.fixture(scope="session")
def make_data_cases(secret: str) -> Cases:
    return streamlit_cases.data_cases(secret)


@pytest.fixture(scope="session")
def fit_clusters_cases(secret: str) -> Cases:
    return streamlit_cases.cluster_cases(secret)


@pytest.fixture(scope="session")
def scatters(secret: str) -> dict[str, Scatter]:
    return streamlit_cases.scatters(secret)


@pytest.fixture(scope="session")
def app_cases(secret: str) -> dict[str, tuple[AppCase, ...]]:
    return streamlit_cases.app_cases(secret)


@pytest.fixture(scope="session")
def slider_moves(secret: str) -> tuple[tuple[int, float], ...]:
    return streamlit_cases.slider_moves(secret)


# 07_anomaly_detection


@pytest.fixture(scope="session")
def fit_normal_cases(secret: str) -> Cases:
    return anomaly_cases.fit_cases(secret)


@pytest.fixture(scope="session")
def score_cases(secret: str) -> Cases:
    return anomaly_cases.score_cases(secret)


@pytest.fixture(scope="session")
def threshold_cases(secret: str) -> dict[str, tuple[Quantile, ...]]:
    return anomaly_cases.threshold_cases(secret)


@pytest.fixture(scope="session")
def detect_cases(secret: str) -> Cases:
    return anomaly_cases.detect_cases(secret)


@pytest.fixture(scope="session")
def count_cases(secret: str) -> Cases:
    return anomaly_cases.count_cases(secret)


@pytest.fixture(scope="session")
def average_cases(secret: str) -> Cases:
    return anomaly_cases.average_cases(secret)


@pytest.fixture(scope="session")
def shuttle_table() -> dict[str, Any]:
    return {name: value for name, value in vars(shuttle).items() if not name.startswith("_")}


# 08_speech


@pytest.fixture(scope="session")
def pre_emphasis_cases(secret: str) -> Cases:
    return speech_cases.pre_emphasis_cases(secret)


@pytest.fixture(scope="session")
def frame_cases(secret: str) -> Cases:
    return speech_cases.frame_cases(secret)


@pytest.fixture(scope="session")
def spectrum_cases(secret: str) -> Cases:
    return speech_cases.spectrum_cases(secret)


@pytest.fixture(scope="session")
def mel_cases(secret: str) -> Cases:
    return speech_cases.mel_cases(secret)


@pytest.fixture(scope="session")
def mfcc_cases(secret: str) -> Cases:
    return speech_cases.mfcc_cases(secret)


@pytest.fixture(scope="session")
def fittings(secret: str) -> dict[str, Fitting]:
    return speech_cases.fittings(secret)


@pytest.fixture(scope="session")
def classify_cases(secret: str) -> Cases:
    return speech_cases.classify_cases(secret)


@pytest.fixture(scope="session")
def confusion_cases(secret: str) -> Cases:
    return speech_cases.confusion_cases(secret)


@pytest.fixture(scope="session")
def recognitions(secret: str) -> dict[str, Recognition]:
    return speech_cases.recognitions(secret)


# 09_colour_segmentation


@pytest.fixture(scope="session")
def to_points_cases(secret: str) -> Cases:
    return colour_cases.to_points_cases(secret)


@pytest.fixture(scope="session")
def to_image_cases(secret: str) -> Cases:
    return colour_cases.to_image_cases(secret)


@pytest.fixture(scope="session")
def palette(secret: str) -> colour_cases.Palette:
    return colour_cases.palette(secret)


@pytest.fixture(scope="session")
def segment_cases(secret: str) -> Cases:
    return colour_cases.segment_cases(secret)


@pytest.fixture(scope="session")
def large_images(secret: str) -> dict[str, Case]:
    return {name: colour_cases.large_case(secret, name) for name in ("segment", "responsibility_map")}


@pytest.fixture(scope="session")
def colour_choices(secret: str) -> colour_cases.Sampled:
    return colour_cases.sampled(secret)


@pytest.fixture(scope="session")
def kmeans_images(secret: str) -> dict[str, colour_cases.Means]:
    return colour_cases.kmeans_images(secret)


@pytest.fixture(scope="session")
def map_cases(secret: str) -> Cases:
    return colour_cases.map_cases(secret)


# 10_generative_models


@pytest.fixture(scope="session")
def drawings(secret: str) -> dict[str, tuple[Drawing, ...]]:
    return generative_cases.drawings(secret)


@pytest.fixture(scope="session")
def conditional_drawings(secret: str) -> dict[str, tuple[Drawing, ...]]:
    return generative_cases.conditional_drawings(secret)


@pytest.fixture(scope="session")
def elbo_cases(secret: str) -> Cases:
    return generative_cases.elbo_cases(secret)


@pytest.fixture(scope="session")
def ppca_cases(secret: str) -> Cases:
    return generative_cases.ppca_cases(secret)


@pytest.fixture(scope="session")
def emission_cases(secret: str) -> Cases:
    return generative_cases.emission_cases(secret)


@pytest.fixture(scope="session")
def chains(secret: str) -> dict[str, tuple[Chain, ...]]:
    return generative_cases.chains(secret)
