"""The kit inside stock nbgrader: preprocessors and an exporter that ``nbgrader_config.py`` lists.

This package alone imports nbgrader.
"""

import os
import sys
import warnings
from pathlib import Path

from sqlalchemy.exc import SAWarning

from autograder.nbgrader_plugin.app import open_course
from autograder.nbgrader_plugin.course import GradingLimits
from autograder.nbgrader_plugin.exporter import SubmissionExporter
from autograder.nbgrader_plugin.pipeline import configure
from autograder.nbgrader_plugin.preprocessors import ClearAnswers, GradeInSandbox, RepairSubmission, SaveGrades

__all__ = [
    "ClearAnswers",
    "GradeInSandbox",
    "GradingLimits",
    "RepairSubmission",
    "SaveGrades",
    "SubmissionExporter",
    "configure",
    "open_course",
]

# nbgrader starts the program `alembic` by name to make a gradebook; it lies beside the interpreter, which is on PATH only
# when the environment has been activated.
_programs = str(Path(sys.executable).parent)
if _programs not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), _programs])
# nbgrader 0.9 relies on autoflush in a way that SQLAlchemy 2.1 warns about; nobody who grades can do anything about it.
warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")
