"""A chart as SVG to stand inside a page: lines told apart by colour, dashes and their names at the right."""

from __future__ import annotations

import math
from html import escape

from typeahead.evaluation.gradients.chart import Chart, Curve

WIDTH, HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 96, 14, 44
_LINE = 17
"""Pixels between the names of two curves at least."""
_SHORT = 40
"""Pixels before the right edge where a curve may end and still have its name there."""
_DASHES = ("", "7 4", "2 4", "12 4 2 4", "5 2 1 2", "1 3")

STYLE = """
.grid { stroke: var(--grid); stroke-width: 1; }
.tick, .axis { fill: var(--quiet); font-size: 12px; }
.curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.name { font-size: 13px; }
.lead { stroke-width: 1; opacity: 0.6; }
"""


def svg(chart: Chart) -> str:
    """The chart as an `<svg>` element; its colours are the page's variables --c0 to --c5."""
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(chart.title)}">',
        f"<title>{escape(chart.title)}</title>",
    ]
    for tick in chart.y_ticks:
        y = _y(chart, tick)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_power(chart, tick)}</text>'
        )
    for tick in chart.x_ticks:
        x = _x(chart, tick)
        base = HEIGHT - _BOTTOM
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 5}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{base + 18}" text-anchor="middle">{tick:g}</text>')
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    parts.append(
        f'<text class="axis" x="{middle}" y="{HEIGHT - 6}" text-anchor="middle">{escape(chart.x_label)}</text>'
    )
    for number, curve in enumerate(chart.curves):
        parts += _line(chart, curve, number)
    parts += _names(chart)
    return "\n".join([*parts, "</svg>"])


def _line(chart: Chart, curve: Curve, number: int) -> list[str]:
    """A curve, in several lines where some of its points can't be drawn."""
    runs: list[list[str]] = [[]]
    for x, y in zip(curve.x, curve.y, strict=True):
        if math.isfinite(y) and y >= chart.y_range[0] - 1e-9:
            runs[-1].append(f"{_x(chart, x):.1f},{_y(chart, y):.1f}")
        elif runs[-1]:
            runs.append([])
    dashes = _DASHES[number % len(_DASHES)]
    look = f'class="curve" stroke="var(--c{number % 6})"' + (
        f' stroke-dasharray="{dashes}"' if dashes else ""
    )
    dots = (
        [
            f'<circle cx="{_x(chart, x):.1f}" cy="{_y(chart, y):.1f}" r="3.2" fill="var(--c{number % 6})">'
            f"<title>{escape(curve.name)}, {x:g}: {y * 100:.0f} %</title></circle>"
            for x, y in zip(curve.x, curve.y, strict=True)
        ]
        if not chart.is_log
        else []
    )
    return [f'<polyline {look} points="{" ".join(run)}"/>' for run in runs if run] + dots


def _names(chart: Chart) -> list[str]:
    """The curves' names beside their ends, moved apart where they would cover each other."""
    parts = []
    ends = []
    for number, curve in enumerate(chart.curves):
        drawn = [(x, y) for x, y in zip(curve.x, curve.y, strict=True) if math.isfinite(y)]
        inside = [(x, y) for x, y in drawn if y >= chart.y_range[0] - 1e-9]
        if not inside:
            continue
        x, y = _x(chart, inside[-1][0]), _y(chart, inside[-1][1])
        if x < WIDTH - _RIGHT - _SHORT:  # it left the chart at the bottom
            parts.append(_name(x + 8, y - 4, number, curve.name))
        else:
            ends.append((y, x, number, curve.name))
    ends.sort()
    for (y, x, number, name), place in zip(ends, _apart([end[0] for end in ends]), strict=True):
        at = WIDTH - _RIGHT + 18
        parts.append(
            f'<line class="lead" x1="{x + 3:.1f}" y1="{y:.1f}" x2="{at - 3}" y2="{place:.1f}" '
            f'stroke="var(--c{number % 6})"/>'
        )
        parts.append(_name(at, place + 4, number, name))
    return parts


def _name(x: float, y: float, number: int, name: str) -> str:
    return f'<text class="name" x="{x:.1f}" y="{y:.1f}" fill="var(--c{number % 6})">{escape(name)}</text>'


def _apart(places: list[float]) -> list[float]:
    """Rising places, moved so that each is a line below the one before and the last is on the chart."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + _LINE) if moved else place)
    lowest = float(HEIGHT - _BOTTOM)
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], lowest)
        lowest = moved[at] - _LINE
    return moved


def _x(chart: Chart, x: float) -> float:
    low, high = chart.x_range
    return _LEFT + (x - low) / ((high - low) or 1) * (WIDTH - _LEFT - _RIGHT)


def _y(chart: Chart, y: float) -> float:
    low, high = chart.y_range
    return _TOP + (high - y) / (high - low) * (HEIGHT - _TOP - _BOTTOM)


def _power(chart: Chart, tick: float) -> str:
    if not chart.is_log or tick == 0:
        return escape(chart.y_name(tick))
    exponent = f"{tick:.0f}".replace("-", "−")
    return f'10<tspan dy="-5" font-size="9">{exponent}</tspan>'
