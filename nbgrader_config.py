"""nbgrader's configuration of this course: it puts the kit's steps into nbgrader's own pipelines, nothing else.

With it, stock `nbgrader generate_assignment`, `autograde`, `generate_feedback`, `export` and the formgrader work as always;
student code runs in the sandbox, and the hidden graders run outside it.
"""

from nbgrader import preprocessors as stock

from autograder import nbgrader_plugin as kit

c = get_config()

c.CourseDirectory.course_id = "gmm"

# What one submission may use; all limits and their units are in autograder/model.py (class Limits).
c.GradingLimits.cell_seconds = 30.0
c.GradingLimits.call_seconds = 10.0
c.GradingLimits.memory_mib = 2048

c.GenerateAssignment.force = True  # release/ is built from source/: building it again is always right
c.ClearSolutions.code_stub = {"python": "# 請在這裡寫下你的程式 | YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "請在這裡作答 | YOUR ANSWER HERE"
c.GenerateAssignment.preprocessors = [
    stock.IncludeHeaderFooter,
    stock.LockCells,
    kit.ClearAnswers,
    stock.ClearOutput,
    stock.CheckCellMetadata,
    stock.ComputeChecksums,
    stock.SaveCells,
    stock.ClearHiddenTests,
    stock.ClearMarkScheme,
    stock.ComputeChecksums,
    stock.CheckCellMetadata,
]

c.Autograde.exporter_class = kit.SubmissionExporter
c.Autograde.sanitize_preprocessors = [
    kit.RepairSubmission,
    stock.ClearOutput,
    stock.DeduplicateIds,
    stock.OverwriteKernelspec,
    stock.OverwriteCells,
    stock.CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    kit.GradeInSandbox,
    stock.IgnorePattern,
    stock.LimitOutput,
    kit.SaveGrades,
    stock.AssignLatePenalties,
    stock.CheckCellMetadata,
]
