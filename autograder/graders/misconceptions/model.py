"""What a misconception is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.model import Text

PICTURES = Path(__file__).parent / "pictures"

Mistakes = Mapping[str, Any]
"""Mistakes by name, each with its size where it has one: ``{"ridge-on-diagonal": 1e-6}``; the name alone has None."""


@dataclass(frozen=True)
class Misconception:
    """A known way to get a function wrong.

    Attributes:
        id: of this misconception, unique and stable: it is in reports
        functions: the students' functions that it concerns
        name: what is wrong, in the field's terms
        hint: leads to the idea without giving the code away
        reading: where to read about it
        variants: the mistakes that make it, in each of the ways in which students make them
        other_variants: the same for single functions in which it takes other ways
    """

    id: str
    functions: tuple[str, ...]
    name: Text
    hint: Text
    reading: str
    variants: tuple[Mistakes, ...] = ()
    other_variants: Mapping[str, tuple[Mistakes, ...]] = field(default_factory=dict)

    @property
    def picture(self) -> str:
        """The misconception's picture as SVG; empty where there is none."""
        path = PICTURES / f"{self.id}.svg"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def ways(self, function: str) -> tuple[Mistakes, ...]:
        """Return the variants in a function; by default the one mistake that is called like the misconception."""
        return self.other_variants.get(function) or self.variants or ({self.id: None},)
