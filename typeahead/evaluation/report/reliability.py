"""A reliability diagram as a page draws it: what was foreseen across, what came true upward."""

from __future__ import annotations

import math
from dataclasses import dataclass

from typeahead.evaluation.calibration import Reliability
from typeahead.evaluation.report.figures import decimal, percent

SIDE = 260
"""Pixels of the square."""
_LEAST, _MOST = 2.5, 9.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One bin: its place in the square, its radius by how many suggestions are in it, and what it says."""

    x: float
    y: float
    radius: float
    said: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A square with a diagonal, on which an honest model's dots lie."""

    title: str
    error: str
    count: str
    dots: list[Dot]
    side: int = SIDE

    @property
    def line(self) -> str:
        """The dots joined, as points of a polyline."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def diagram(title: str, found: Reliability) -> Diagram:
    """The diagram of one model's suggestions."""
    most = max([each.count for each in found.bins], default=1) or 1
    dots = [
        Dot(
            x=round(each.predicted * SIDE, 1),
            y=round((1 - each.right) * SIDE, 1),
            radius=round(_LEAST + (_MOST - _LEAST) * math.sqrt(each.count / most), 1),
            said=f"foreseen {percent(each.predicted)}, right {percent(each.right)}, {each.count:,} times",
        )
        for each in found.bins
        if each.predicted is not None and each.right is not None
    ]
    return Diagram(title, decimal(found.error, 4), f"{found.count:,}", dots)
