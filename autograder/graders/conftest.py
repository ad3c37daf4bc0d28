"""Hidden inputs with their right answers, drawn once per session and never written to."""

from __future__ import annotations

import pytest

from autograder.graders import cases, data, oracle, streamlit_cases
from autograder.graders.cases import Cases, Choice, Fit
from autograder.graders.streamlit_cases import AppCase, Scatter
from solutions import em, gaussian_mixture, quiz


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
