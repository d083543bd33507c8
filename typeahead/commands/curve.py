"""A curve in plain block characters: one column for each value, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ROWS = 7
_WIDTH = 60
_WIDEST = 6
_FLOOR = 0.04
"""Of the height, that the smallest value has."""


def curve(values: Sequence[float], across: str) -> list[str]:
    """Lines of a chart, the scale at the left and the first and last place beneath; none for fewer than two values.

    Args:
        values: above 0 and finite, in order.
        across: what the values are counted by: "epoch".
    """
    if len(values) < 2:
        return []
    shown = _thinned(values)
    low, high = math.log(min(shown)), math.log(max(shown))
    spread = max(high - low, 1e-9)
    heights = [_FLOOR + (1.0 - _FLOOR) * (math.log(value) - low) / spread for value in shown]
    width = max(min(_WIDTH // len(shown), _WIDEST), 1)
    labels = {0: max(shown), _ROWS // 2: math.exp((low + high) / 2), _ROWS - 1: min(shown)}
    lines = []
    for row in range(_ROWS):
        label = f"{labels[row]:,.1f}" if row in labels else ""
        cells = "".join(_cell(height, _ROWS - 1 - row, width) for height in heights)
        lines.append(f"{label:>10} ┤{cells}".rstrip())
    length = len(shown) * width
    first, last = f"{across} 1", f"{len(values):,}"
    lines.append(" " * 12 + first + last.rjust(max(length - len(first) - (width > 1), len(last) + 1)))
    return lines


def _cell(height: float, row: int, width: int) -> str:
    """A column's part in a row counted from below, with a gap behind it where there is room."""
    eighths = min(max(round((height * _ROWS - row) * 8), 0), 8)
    if row == 0:
        eighths = max(eighths, 1)
    return _BLOCKS[eighths] * (width - 1) + " " if width > 1 else _BLOCKS[eighths]


def _thinned(values: Sequence[float]) -> list[float]:
    """At most as many as fit, the first and the last among them."""
    if len(values) <= _WIDTH:
        return list(values)
    return [values[round(place * (len(values) - 1) / (_WIDTH - 1))] for place in range(_WIDTH)]
