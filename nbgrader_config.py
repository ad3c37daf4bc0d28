"""nbgrader's configuration of this course: it puts the kit's steps into nbgrader's own pipelines, nothing else.

With it, stock `nbgrader generate_assignment`, `autograde`, `generate_feedback`, `export` and the formgrader work as always;
student code runs in the sandbox, and the hidden graders run outside it.
"""

from autograder import nbgrader_plugin as kit

c = get_config()

c.CourseDirectory.course_id = "gmm"

# What one submission may use; all limits and their units are in autograder/model.py (class Limits).
c.GradingLimits.cell_seconds = 30.0
c.GradingLimits.call_seconds = 10.0
c.GradingLimits.memory_mib = 2048

# The kit's steps in nbgrader's pipelines: reading autograder/nbgrader_plugin/pipeline.py is reading what they are.
kit.configure(c)
