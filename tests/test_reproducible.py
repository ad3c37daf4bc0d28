"""A score can be reproduced: on another run, and with another number of threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.demo import hand_in
from autograder.samples import Sample

BY_CHANCE = """
def choose_n_components(X, candidates, criterion="bic", random_state=0):
    scores = [GaussianMixture(k).fit(X).bic(X) for k in candidates]
    return list(candidates)[int(np.argmin(scores))], scores
"""
OLD_MEAN = """
def m_step(X, resp):
    share = resp / resp.sum(axis=0)
    difference = X[:, None, :] - X.mean(axis=0)
    return resp.mean(axis=0), share.T @ X, np.einsum("nk,nki,nkj->kij", share, difference, difference)
"""
SAMPLES = [
    Sample("right", "02_em", "", "reference", (), ()),
    Sample("old_mean", "02_em", "", "reference", (), (OLD_MEAN,)),
    Sample("by_chance", "05_model_selection", "", "reference", (), (BY_CHANCE,)),
    Sample("right", "05_model_selection", "", "reference", (), ()),
]


def graded(course: Course, threads: int) -> dict[str, Any]:
    environment = os.environ | {f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "OPENBLAS", "MKL")}
    for assignment in ("02_em", "05_model_selection"):
        command = [str(Path(sys.executable).parent / "autograder"), "grade", assignment, "--force", "-j", "1"]
        subprocess.run(command, cwd=course.root, env=environment, check=True, capture_output=True, timeout=250)
    reports = {}
    for path in sorted(course.reports_folder.glob("*/*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        del report["seconds"]
        reports[f"{path.parent.name}/{path.stem}"] = report
    return reports


@pytest.mark.slow
@pytest.mark.exhaustive
def test_reports_are_the_same_with_one_thread_and_with_two(course: Course) -> None:
    hand_in(course, SAMPLES)
    one = graded(course, 1)
    assert len(one) == len(SAMPLES)
    assert one == graded(course, 2)
