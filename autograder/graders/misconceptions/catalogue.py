"""All misconceptions together, and their wrong implementations."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, partial
from textwrap import indent
from typing import Any

from autograder.graders.misconceptions import (
    anomaly,
    colours,
    comparison,
    density,
    generative,
    kmeans,
    loop,
    m_step,
    mixture,
    quiz,
    quiz_em,
    quiz_uses,
    selection,
    shuttle,
    sklearn_use,
    speech,
    streamlit_app,
)
from autograder.graders.misconceptions.model import Misconception, Mistakes
from autograder.graders.misconceptions.wrong import anomaly as wrong_anomaly
from autograder.graders.misconceptions.wrong import colours as wrong_colours
from autograder.graders.misconceptions.wrong import density as wrong_density
from autograder.graders.misconceptions.wrong import em as wrong_em
from autograder.graders.misconceptions.wrong import generative as wrong_generative
from autograder.graders.misconceptions.wrong import kmeans as wrong_kmeans
from autograder.graders.misconceptions.wrong import normal_fit as wrong_normal_fit
from autograder.graders.misconceptions.wrong import selection as wrong_selection
from autograder.graders.misconceptions.wrong import sklearn_use as wrong_sklearn_use
from autograder.graders.misconceptions.wrong import speech as wrong_speech
from autograder.graders.misconceptions.wrong import streamlit_app as wrong_streamlit_app

CATALOGUE: tuple[Misconception, ...] = (
    *map(quiz.with_answers, density.MISCONCEPTIONS),
    *map(quiz.with_answers, mixture.MISCONCEPTIONS),
    *map(quiz.with_answers, m_step.MISCONCEPTIONS),
    *map(quiz.with_answers, loop.MISCONCEPTIONS),
    *map(quiz.with_answers, kmeans.MISCONCEPTIONS),
    *map(quiz.with_answers, comparison.MISCONCEPTIONS),
    *map(quiz.with_answers, sklearn_use.MISCONCEPTIONS),
    *map(quiz.with_answers, selection.MISCONCEPTIONS),
    *map(quiz.with_answers, streamlit_app.MISCONCEPTIONS),
    *map(quiz.with_answers, anomaly.MISCONCEPTIONS),
    *map(quiz.with_answers, shuttle.MISCONCEPTIONS),
    *map(quiz.with_answers, speech.MISCONCEPTIONS),
    *map(quiz.with_answers, generative.MISCONCEPTIONS),
    *map(quiz.with_answers, colours.MISCONCEPTIONS),
    *quiz.MISCONCEPTIONS,
    *quiz_em.MISCONCEPTIONS,
    *quiz_uses.MISCONCEPTIONS,
)
# The modules whose text makes a wrong implementation, one after the other.
SOURCES = {
    **dict.fromkeys(("log_gaussian", "log_mixture", "log_likelihood"), (wrong_density,)),
    **dict.fromkeys(("e_step", "m_step", "fit_em"), (wrong_density, wrong_em)),
    **dict.fromkeys(("n_parameters", "aic", "bic", "choose_n_components"), (wrong_selection,)),
    **dict.fromkeys(("assign_labels", "update_centers", "lloyd", "hard_assignment"), (wrong_kmeans,)),
    **dict.fromkeys(
        ("fit_gmm", "cluster", "full_covariances", "plot_clusters", "compare_covariance_types", "fit_best", "fit_from"),
        (wrong_sklearn_use,),
    ),
    **dict.fromkeys(
        (
            *("to_points", "to_image", "fit_colours", "segment"),
            *("choose_n_colours", "kmeans_segment", "responsibility_map"),
        ),
        (wrong_colours,),
    ),
    **dict.fromkeys(("sidebar", "make_data", "fit_clusters", "draw", "app"), (wrong_streamlit_app,)),
    "fit_normal": (wrong_normal_fit,),
    **dict.fromkeys(
        ("anomaly_scores", "choose_threshold", "detect", "precision_recall", "average_precision"),
        (wrong_density, wrong_anomaly),
    ),
    **dict.fromkeys(
        (
            *("pre_emphasis", "frame_signal", "power_spectrum", "mel_filterbank", "mfcc", "fit_class_models"),
            *("classify", "confusion_matrix", "recognise_speakers", "recognise_digits"),
        ),
        (wrong_speech,),
    ),
    **dict.fromkeys(generative.FUNCTIONS, (wrong_generative,)),
}
MODULES = {name: modules[-1] for name, modules in SOURCES.items()}


@cache
def of_function(function: str) -> tuple[Misconception, ...]:
    """Return the misconceptions about a function, or a question of the quiz."""
    return tuple(one for one in CATALOGUE if function in one.functions)


def wrong(function: str, mistakes: Mistakes) -> Callable[..., Any]:
    """Return the function with these mistakes; without any it is right."""
    return partial(getattr(MODULES[function], function), mistakes=mistakes)


def notebook_cell(function: str, mistakes: Mistakes) -> str:
    """Return the source of a notebook cell that defines the function, or answers the question, with these mistakes."""
    if "option" in mistakes:
        return f"{function} = {mistakes['option']!r}\n"
    text = "\n\n".join(_standing_alone(inspect.getsource(module)) for module in SOURCES[function])
    return f"""# this cell has its own copies of the functions that it calls, so that only {function} is wrong
def wrong_{function}():
{indent(text, "    ")}
    MOST_STEPS = 10**9  # a loop that never ends does not end here either
    return partial({function}, mistakes={dict(mistakes)!r})


from functools import partial

{function} = wrong_{function}()
"""


def _standing_alone(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("from autograder."))
