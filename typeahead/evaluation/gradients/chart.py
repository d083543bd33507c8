"""A chart of a few curves, and its drawing in plain characters: each curve is a line of its own letter."""

from __future__ import annotations

import math
from dataclasses import dataclass

_AXIS = 7
"""Columns for a tick's label, before the axis."""
_TICKS = 5
_SLIGHT = 0.1
"""Decades above a tick that are drawn on it: 1.02 needs no room for 1000."""
_WIDEST_RANGE = 60.0
"""Decades from top to bottom at most: what lies below is off the chart."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart.

    Attributes:
        name: as the legend has it.
        mark: the letter it is drawn with.
        x: (n,) rising.
        y: (n,) values; log10 of them where the chart is logarithmic. Those that are not finite are not drawn.
    """

    name: str
    mark: str
    x: list[float]
    y: list[float]


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves over one axis.

    Attributes:
        title: what is drawn.
        x_label: what x counts.
        curves: at least one.
        is_log: whether y are powers of ten; else they are fractions from 0 to 1.
    """

    title: str
    x_label: str
    curves: list[Curve]
    is_log: bool = True

    @property
    def x_range(self) -> tuple[float, float]:
        """From the first to the last x."""
        values = [x for curve in self.curves for x in curve.x]
        return min(values), max(values)

    @property
    def y_range(self) -> tuple[float, float]:
        """From the lowest to the highest tick."""
        if not self.is_log:
            return 0.0, 1.0
        values = [y for curve in self.curves for y in curve.y if math.isfinite(y)] or [0.0]
        high = max(values)
        low = max(min(values), high - _WIDEST_RANGE)
        step = _decades(high - low)
        return math.floor(low / step) * step, max(
            math.ceil((high - _SLIGHT) / step), math.floor(low / step) + 1
        ) * step

    @property
    def y_ticks(self) -> list[float]:
        """Where the axis is labelled, from low to high."""
        low, high = self.y_range
        step = _decades(high - low) if self.is_log else 0.25
        return [low + step * each for each in range(round((high - low) / step) + 1)]

    @property
    def x_ticks(self) -> list[float]:
        """The same along x."""
        low, high = self.x_range
        step = _round_step((high - low) / 6)
        first = math.ceil(low / step) * step
        return [first + step * each for each in range(int((high - first) / step + 1e-9) + 1)]

    def y_name(self, tick: float) -> str:
        """What is written at a tick."""
        if not self.is_log:
            return f"{tick * 100:.0f} %"
        return "1" if tick == 0 else f"1e{tick:+.0f}"


def draw(chart: Chart, width: int = 80, height: int = 14) -> list[str]:
    """The chart as lines of text, none longer than `width`; the legend under it names each letter.

    Where curves meet, their letters take turns.
    """
    columns = width - _AXIS - 2
    cells = [[" "] * columns for _ in range(height)]
    drawn: dict[tuple[int, int], list[str]] = {}
    for curve in chart.curves:
        for column, row in _cells(chart, curve, columns, height):
            drawn.setdefault((row, column), []).append(curve.mark)
    for (row, column), marks in drawn.items():
        cells[row][column] = marks[column // 2 % len(marks)]
    names = {_row(chart, tick, height): chart.y_name(tick) for tick in chart.y_ticks}
    lines = [chart.title]
    for row, signs in enumerate(cells):
        name = names.get(row, "")
        lines.append(f"{name:>{_AXIS}} {'┤' if name else '│'}{''.join(signs)}".rstrip())
    return [*lines, *_x_axis(chart, columns), *_legend(chart, width)]


def plotted(line: str) -> tuple[str, str]:
    """A line of `draw` as what stands left of the curves, and the curves; a legend or an axis has none."""
    begin, curves = line[: _AXIS + 2], line[_AXIS + 2 :]
    return (begin, curves) if begin.endswith(("┤", "│")) else (line, "")


def _cells(chart: Chart, curve: Curve, columns: int, height: int) -> list[tuple[int, int]]:
    """The cells (column, row) that a curve goes through: one in each column, more where it is steep."""
    low, high = chart.x_range
    found = []
    before: int | None = None
    for column in range(columns):
        y = _at(curve, low + (high - low) * column / max(columns - 1, 1))
        if y is None or y < chart.y_range[0] - 1e-9:
            before = None
            continue
        row = _row(chart, y, height)
        between = range(0) if before is None else range(min(before, row) + 1, max(before, row))
        found += [(column, row), *((column, each) for each in between)]
        before = row
    return found


def _at(curve: Curve, x: float) -> float | None:
    """A curve's y between its points; None outside them, and where it is not finite."""
    for at in range(len(curve.x) - 1):
        left, right = curve.x[at], curve.x[at + 1]
        if left <= x <= right:
            share = (x - left) / (right - left)
            y = curve.y[at] * (1 - share) + curve.y[at + 1] * share
            return y if math.isfinite(y) else None
    return None


def _row(chart: Chart, y: float, height: int) -> int:
    low, high = chart.y_range
    return min(max(round((high - y) / (high - low) * (height - 1)), 0), height - 1)


def _x_axis(chart: Chart, columns: int) -> list[str]:
    low, high = chart.x_range
    axis = ["─"] * columns
    names = [" "] * columns
    for tick in chart.x_ticks:
        at = round((tick - low) / ((high - low) or 1) * (columns - 1))
        axis[at] = "┬"
        name = f"{tick:g}"
        begin = min(max(at - len(name) // 2, 0), columns - len(name))
        names[begin : begin + len(name)] = name
    margin = " " * (_AXIS + 1)
    label = chart.x_label.rjust(columns)
    return [f"{margin}└{''.join(axis)}", f"{margin} {''.join(names)}".rstrip(), f"{margin} {label}"]


def _legend(chart: Chart, width: int) -> list[str]:
    lines = [""]
    for curve in chart.curves:
        entry = f"{curve.mark} {curve.name}"
        if lines[-1] and len(lines[-1]) + 3 + len(entry) > width:
            lines.append("")
        lines[-1] += f"{'   ' if lines[-1] else ''}{entry}"
    return lines


def _decades(span: float) -> int:
    """Decades between two ticks, so that there are a handful."""
    for step in (1, 2, 3, 5, 10):
        if span / step <= _TICKS:
            return step
    return 15


def _round_step(rough: float) -> float:
    """The nearest of 1, 2, 5, 10, 20, … from below."""
    power: float = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return max(step * power for step in (1, 2, 5) if step * power <= rough * (1 + 1e-9) or step == 1)
