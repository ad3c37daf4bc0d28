"""The steps of this kit inside nbgrader: reading these lists is reading what happens to a notebook.

``nbgrader_config.py`` puts them into nbgrader's own pipelines; the ``autograder`` command uses them also where a course's
configuration is silent, because nbgrader's own default would run student code without a sandbox.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import ExecutePreprocessor
from nbgrader import preprocessors as stock
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.errors import KitError
from autograder.nbgrader_plugin.exporter import SubmissionExporter, ask_for_the_assignment
from autograder.nbgrader_plugin.preprocessors import ClearAnswers, GradeInSandbox, RepairSubmission, SaveGrades

GENERATE_STEPS = [
    stock.IncludeHeaderFooter,
    stock.LockCells,
    ClearAnswers,
    stock.ClearOutput,
    stock.CheckCellMetadata,
    stock.ComputeChecksums,
    stock.SaveCells,
    stock.ClearHiddenTests,
    stock.ClearMarkScheme,
    stock.ComputeChecksums,
    stock.CheckCellMetadata,
]
SANITIZE_STEPS = [
    RepairSubmission,
    stock.ClearOutput,
    stock.DeduplicateIds,
    stock.OverwriteKernelspec,
    stock.OverwriteCells,
    stock.CheckCellMetadata,
]
AUTOGRADE_STEPS = [
    GradeInSandbox,
    stock.IgnorePattern,
    stock.LimitOutput,
    SaveGrades,
    stock.AssignLatePenalties,
    stock.CheckCellMetadata,
]
CODE_STUB = {"python": "# 請在這裡寫下你的程式 | YOUR CODE HERE\nraise NotImplementedError()"}
TEXT_STUB = "請在這裡作答 | YOUR ANSWER HERE"


def configure(config: Config) -> None:
    """Put the kit's steps into nbgrader's configuration."""
    config.ClearSolutions.code_stub = CODE_STUB
    config.ClearSolutions.text_stub = TEXT_STUB
    config.GenerateAssignment.preprocessors = list(GENERATE_STEPS)
    config.GenerateAssignment.force = True  # release/ is built from source/: building it again is always right
    config.Autograde.exporter_class = SubmissionExporter
    config.Autograde.pre_convert_hook = ask_for_the_assignment
    config.Autograde.sanitize_preprocessors = list(SANITIZE_STEPS)
    config.Autograde.autograde_preprocessors = list(AUTOGRADE_STEPS)


def completed(config: Config) -> Config:
    """Return a course's configuration with the kit's steps wherever it names none of its own.

    Raises:
        KitError: it names steps of its own that run student code outside the sandbox
    """
    whole = Config()
    configure(whole)
    whole.merge(config)
    steps: list[Any] = [*whole.Autograde.sanitize_preprocessors, *whole.Autograde.autograde_preprocessors]
    classes = [import_item(step) if isinstance(step, str) else step for step in steps]
    for needed in (RepairSubmission, GradeInSandbox, SaveGrades):
        if not any(issubclass(step, needed) for step in classes):
            raise KitError(
                f"nbgrader_config.py sets the steps of Autograde without {needed.__name__}, so student code would not be "
                "graded in the sandbox; take the lists of autograder/nbgrader_plugin/pipeline.py"
            )
    if any(issubclass(step, ExecutePreprocessor) for step in classes):
        raise KitError(
            "nbgrader_config.py lets Autograde run notebooks outside the sandbox (Execute); take that step out of its lists"
        )
    return whole
