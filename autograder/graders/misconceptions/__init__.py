"""What students get wrong, what to say then, and the wrong implementations to recognise it by.

The texts are in ``density.py``, ``mixture.py``, ``m_step.py``, ``loop.py``, ``selection.py``, ``quiz.py``,
``kmeans.py``, ``comparison.py``, ``anomaly.py``, ``shuttle.py``, ``speech.py``, ``colours.py`` and ``generative.py``; the implementations with
switches in ``wrong/``.
"""

from autograder.graders.misconceptions.catalogue import CATALOGUE, notebook_cell, of_function, wrong
from autograder.graders.misconceptions.diagnosis import Found, behind_option, diagnose, name
from autograder.graders.misconceptions.model import Misconception, Mistakes

__all__ = [
    "CATALOGUE",
    "Found",
    "Misconception",
    "Mistakes",
    "behind_option",
    "diagnose",
    "name",
    "notebook_cell",
    "of_function",
    "wrong",
]
