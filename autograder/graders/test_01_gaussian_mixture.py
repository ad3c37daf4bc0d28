"""Checks of ``01_gaussian_mixture``: the density of a Gaussian mixture, in log-space."""

from __future__ import annotations

import pytest

from autograder.graders.cases import Cases
from autograder.graders.compare import Student, check_values, unmodified
from autograder.graders.follow import log_likelihood_from, log_mixture_from, over_log_gaussian, over_log_mixture

PARAMETERS = ("X", "weights", "means", "covariances")


@pytest.mark.check("log_gaussian", weight=3)
def test_log_gaussian_values(student: Student, log_gaussian_cases: Cases) -> None:
    """共變異數傾斜時，對數密度正確
    The log-density is right for a tilted covariance
    """
    check_values(
        student,
        "log_gaussian",
        log_gaussian_cases["ordinary"],
        properties=("log_gaussian_integrates", "log_gaussian_spread"),
    )


@pytest.mark.check("log_gaussian", weight=2)
def test_log_gaussian_far(student: Student, log_gaussian_cases: Cases) -> None:
    """離均值很遠的樣本也有正確的對數密度
    Samples far from the mean get the right log-density too
    """
    check_values(student, "log_gaussian", log_gaussian_cases["far"])


@pytest.mark.check("log_gaussian", weight=2)
def test_log_gaussian_dimensions(student: Student, log_gaussian_cases: Cases) -> None:
    """任何維度都適用，一維也是
    Works in any dimension, one dimension included
    """
    check_values(student, "log_gaussian", log_gaussian_cases["shapes"])


@pytest.mark.check("log_gaussian")
def test_log_gaussian_integers(student: Student, log_gaussian_cases: Cases) -> None:
    """樣本是整數時結果相同
    Integer samples are fine
    """
    check_values(student, "log_gaussian", log_gaussian_cases["integers"])


@pytest.mark.check("log_gaussian")
def test_log_gaussian_inputs(student: Student, log_gaussian_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(
        student,
        "log_gaussian",
        log_gaussian_cases["ordinary"],
        first=lambda answer, _: unmodified(answer, ("X", "mean", "cov")),
    )


@pytest.mark.check("log_mixture", weight=3)
@over_log_gaussian
def test_log_mixture_values(student: Student, log_mixture_cases: Cases) -> None:
    """成分重疊、權重不等時，對數密度正確
    The log-density is right for overlapping components with unequal weights
    """
    check_values(
        student,
        "log_mixture",
        log_mixture_cases["ordinary"],
        log_mixture_from,
        properties=("log_mixture_twins", "log_mixture_one_component"),
    )


@pytest.mark.check("log_mixture", weight=2)
@over_log_gaussian
def test_log_mixture_far(student: Student, log_mixture_cases: Cases) -> None:
    """離所有成分都很遠的樣本也有正確的對數密度
    Samples far from every component get the right log-density too
    """
    check_values(student, "log_mixture", log_mixture_cases["far"], log_mixture_from)


@pytest.mark.check("log_mixture")
@over_log_gaussian
def test_log_mixture_shapes(student: Student, log_mixture_cases: Cases) -> None:
    """K = 1、d = 1 與其他大小也正確
    K = 1, d = 1 and other sizes are right too
    """
    check_values(student, "log_mixture", log_mixture_cases["shapes"], log_mixture_from)


@pytest.mark.check("log_mixture")
@over_log_gaussian
def test_log_mixture_empty_component(student: Student, log_mixture_cases: Cases) -> None:
    """權重為 0 的成分沒有影響
    A component of weight 0 has no influence
    """
    check_values(
        student,
        "log_mixture",
        log_mixture_cases["empty"],
        log_mixture_from,
        first=lambda answer, _: unmodified(answer, PARAMETERS),
        properties=("log_mixture_empty_component",),
    )


@pytest.mark.check("log_mixture")
@over_log_gaussian
def test_log_mixture_inputs(student: Student, log_mixture_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(
        student,
        "log_mixture",
        log_mixture_cases["ordinary"],
        log_mixture_from,
        first=lambda answer, _: unmodified(answer, PARAMETERS),
    )


@pytest.mark.check("log_likelihood", weight=3)
@over_log_mixture
def test_log_likelihood_value(student: Student, log_likelihood_cases: Cases) -> None:
    """整份資料的對數概似正確
    The log-likelihood of the whole data set is right
    """
    check_values(
        student,
        "log_likelihood",
        log_likelihood_cases["ordinary"],
        log_likelihood_from,
        properties=("log_likelihood_adds", "log_likelihood_one_sample"),
    )


@pytest.mark.check("log_likelihood", weight=2)
@over_log_mixture
def test_log_likelihood_far(student: Student, log_likelihood_cases: Cases) -> None:
    """資料中有很遠的樣本時仍然正確
    It stays right when some samples are far away
    """
    check_values(student, "log_likelihood", log_likelihood_cases["far"], log_likelihood_from)


@pytest.mark.check("log_likelihood")
@over_log_mixture
def test_log_likelihood_shapes(student: Student, log_likelihood_cases: Cases) -> None:
    """K = 1、d = 1 與其他大小也正確
    K = 1, d = 1 and other sizes are right too
    """
    check_values(student, "log_likelihood", log_likelihood_cases["shapes"], log_likelihood_from)


@pytest.mark.check("log_likelihood")
@over_log_mixture
def test_log_likelihood_inputs(student: Student, log_likelihood_cases: Cases) -> None:
    """結果正確，而且不修改輸入
    The result is right and the inputs stay as they were
    """
    check_values(
        student,
        "log_likelihood",
        log_likelihood_cases["ordinary"],
        log_likelihood_from,
        first=lambda answer, _: unmodified(answer, PARAMETERS),
    )
