"""The teaching app, on Streamlit's own test bench: both languages, every corner of its sliders, every kind of step."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT

testing = pytest.importorskip("streamlit.testing.v1")
APP = ROOT / "solutions" / "gmm_streamlit_app.py"
CORNERS = [(k, std) for k in (1, 10) for std in (0.1, 2.0)]
PICTURES = 3


@pytest.fixture
def page() -> Any:
    return testing.AppTest.from_file(APP, default_timeout=120).run()


def pictures(page: Any) -> int:
    return len(page.get("imgs")) + len(page.get("image"))


def test_it_opens_without_an_exception(page: Any) -> None:
    assert not page.exception
    assert page.title[0].value == "高斯混合模型互動展示"
    assert pictures(page) == PICTURES
    assert len(page.metric) == 2


def test_its_sliders_are_those_of_the_course(page: Any) -> None:
    sliders = {slider.key: (slider.min, slider.max, slider.value) for slider in page.sidebar.slider}
    assert sliders["components"] == (1, 10, 3)
    assert sliders["std"] == (0.1, 2.0, 0.6)
    assert "Number of Components (K)" in page.sidebar.slider(key="components").label
    assert "Cluster Std Deviation" in page.sidebar.slider(key="std").label


@pytest.mark.slow
@pytest.mark.parametrize(("n_components", "cluster_std"), CORNERS)
@pytest.mark.parametrize("language", ["中文", "English"])
def test_every_corner_works_in_both_languages(page: Any, language: str, n_components: int, cluster_std: float) -> None:
    page.sidebar.radio[0].set_value(language)
    page.sidebar.slider(key="components").set_value(n_components)
    page.sidebar.slider(key="std").set_value(cluster_std)
    for start in (0, 9):
        page.sidebar.slider(key="start").set_value(start).run()
        assert not page.exception
        assert pictures(page) == PICTURES


def test_english_has_no_chinese_but_the_languages_own_name(page: Any) -> None:
    page.sidebar.radio[0].set_value("English").run()
    elements = [*page.title, *page.subheader, *page.caption, *page.markdown]
    words = [str(one.value) for one in elements] + [slider.label for slider in page.slider]
    assert not [word for word in words if any("\u4e00" <= letter <= "\u9fff" for letter in word)]


def test_steps_raise_the_log_likelihood_from_start_to_end(page: Any) -> None:
    steps = page.sidebar.slider[3]
    values = []
    for step in (0, 1, 2, int(steps.max)):
        page.sidebar.slider[3].set_value(step).run()
        values.append(float(page.metric[0].value.replace(",", "")))
    assert all(before < after for before, after in pairwise(values))


def test_the_end_is_as_good_as_scikit_learns(page: Any) -> None:
    from sklearn.datasets import make_blobs
    from sklearn.mixture import GaussianMixture

    X, _ = make_blobs(n_samples=500, centers=3, cluster_std=0.6, random_state=42)
    best = GaussianMixture(3, random_state=42).fit(X)
    assert float(page.metric[0].value.replace(",", "")) == pytest.approx(best.score(X) * len(X), abs=0.5)
    assert float(page.metric[1].value.replace(",", "")) == pytest.approx(best.bic(X), abs=1.0)


def test_colours_are_responsibilities_or_labels(page: Any) -> None:
    page.sidebar.slider[3].set_value(0).run()
    page.sidebar.radio(key="colouring").set_value(1).run()
    assert not page.exception
    assert np.isfinite(float(page.metric[0].value.replace(",", "")))
