"""Small counterexamples: where an invariant fails on hidden data, show it failing on an input one can work by hand.

A grader asks for one after a hidden check of the same invariant has failed. The inputs are drawn here, in public, from
a few simple numbers; they have nothing to do with the hidden ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.graders.compare import Student
    from autograder.graders.misconceptions import Mistakes
    from autograder.model import Text


def counterexample(student: Student, name: str, like: tuple[str, Mistakes] | None = None) -> Text | None:
    """Return what the student reads about the smallest input found on which a property fails.

    None if there is none within the limits of :mod:`.search`, or if the function gives no answer there. The same
    functions get the same example in every process.

    Args:
        student: whose functions are asked
        name: of the property, one of ``PROPERTIES`` in :mod:`.registry`
        like: a function, and the mistakes with which it answers as the student's does, where these are known; the example is
            then looked for once for all students who make them, and the student's function is asked about that one only
    """
    # Importing Hypothesis takes 0.1 s, which a class of right answers should not pay.
    from autograder.graders.properties.known import example_of
    from autograder.graders.properties.registry import PROPERTIES
    from autograder.graders.properties.search import found_again, search

    invariant = PROPERTIES[name]
    if like is not None:
        function, mistakes = like
        example, certain = example_of(name, function, tuple(mistakes.items()))
        text = found_again(invariant, example, student) if example else None
        if text is not None or (certain and example is None):
            return text
    found = search(invariant, student)
    return found.text if found else None
