"""A chart of blocks, for any terminal and any font that has them."""

from __future__ import annotations

import math
from collections.abc import Sequence

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def columns(values: Sequence[float], height: int, top: float | None = None) -> list[str]:
    """A column for each value, drawn from 0; as text lines, the highest first.

    Args:
        values: 0 or more each; one above 0 shows at least its lowest eighth.
        height: lines.
        top: what fills a column; the largest value unless given.
    """
    most = max(values, default=0.0) if top is None else top
    eighths = [_eighths(value, most, 8 * height) for value in values]
    return [
        "".join(_EIGHTHS[min(max(each - 8 * line, 0), 8)] for each in eighths)
        for line in range(height - 1, -1, -1)
    ]


def meter(share: float, width: int) -> str:
    """How much of a whole something is, as a bar on a track, `width` cells long."""
    full = min(max(round(share * width), 0), width)
    return "━" * full + "─" * (width - full)


def _eighths(value: float, most: float, whole: int) -> int:
    if value <= 0 or most <= 0 or not math.isfinite(value):
        return 0
    return min(max(round(value / most * whole), 1), whole)
