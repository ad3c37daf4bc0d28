"""What a graded cell shows."""

from __future__ import annotations

from autograder.engine.feedback import checks_output
from autograder.model import CellReport, CheckReport, Diagnosis, Explanation, GradeReport, Text, Verdict

ONE = Diagnosis("one", Text("甲", "first"), Text("想一想甲", "think of the first"), "<svg></svg>")
OTHER = Diagnosis("other", Text("乙", "second"), Text("想一想乙", "think of the second"))
BOTH = Diagnosis("one + other", Text("甲；乙", "first; second"), Text("…", "…"), parts=(ONE, OTHER))
EXAMPLE = Text("例如 1", "such as 1")


def cell() -> CellReport:
    explanations = (Explanation((ONE,), EXAMPLE), Explanation((BOTH,), EXAMPLE), Explanation())
    checks = [
        CheckReport(f"f_{number}", Verdict.FAILED, 0.0, 1.0, "錯", "wrong", explanation=explanation)
        for number, explanation in enumerate(explanations)
    ]
    return CellReport("f", 0.0, 3.0, tuple(checks))


def test_a_hint_a_picture_and_an_example_are_shown_once() -> None:
    data = checks_output(cell(), 0.0).data
    for shown in data.values():
        assert shown.count("think of the first") == shown.count("think of the second") == 1
        assert shown.count("such as 1") == 1
    assert data["text/html"].count("<svg></svg>") == 1


def test_pictures_are_not_in_the_report() -> None:
    report = GradeReport("a", "s", (cell(),)).as_json()
    (found,) = report["cells"][0]["checks"][1]["explanation"]["diagnoses"]
    assert found == {
        "id": "one + other",
        "name": {"zh": "甲；乙", "en": "first; second"},
        "hint": {"zh": "…", "en": "…"},
    }
