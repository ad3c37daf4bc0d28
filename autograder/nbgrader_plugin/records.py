"""What the gradebook knows about an assignment."""

from __future__ import annotations

from collections.abc import Sequence

from nbgrader.api import Gradebook

from autograder.notebook.repair import TemplateCell


def template_cells(
    gradebook: Gradebook, assignment: str, notebook: str, order: Sequence[str] = ()
) -> list[TemplateCell]:
    """Return the cells that the assignment was released with.

    Args:
        gradebook: the gradebook
        assignment: name of the assignment
        notebook: name of its notebook
        order: grade ids in the notebook's order, which a database does not keep: an updated row may come last
    """
    places = {grade_id: place for place, grade_id in enumerate(order)}
    record = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in record.grade_cells}
    solutions = {cell.name for cell in record.solution_cells}
    return [
        TemplateCell(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=cell.source,
            checksum=cell.checksum,
            grade=cell.name in points,
            solution=cell.name in solutions,
            locked=bool(cell.locked),
            points=points.get(cell.name),
        )
        for cell in sorted(record.source_cells, key=lambda cell: places.get(cell.name, len(places)))
    ]
