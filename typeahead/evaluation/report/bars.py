"""Bars of a page: a name, a length in percent of the widest, the figure, and where it may lie by chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from typeahead.evaluation.bootstrap import Interval


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart.

    Attributes:
        name: of what is measured.
        length: of the bar, in percent of the room there is; None where there is no figure.
        label: the figure as it is printed.
        low, high: ends of the interval, in percent; None without one.
        interval: the same as it is printed, empty without one.
        best: whether it is the best of all.
    """

    name: str
    length: float | None
    label: str
    low: float | None = None
    high: float | None = None
    interval: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """What a bar is made of: a figure, its interval, and what stands there where there is no figure."""

    name: str
    value: float | None
    interval: Interval | None = None
    instead: str = "–"
    best: bool = False


def bars(
    values: Sequence[Value],
    label: Callable[[float], str],
    scale: Callable[[float], float] = float,
    full: float | None = None,
) -> list[Bar]:
    """Bars on one scale.

    Args:
        values: the figures.
        label: how one is printed.
        scale: from a figure to its length, if that is not the figure itself (log2 of a perplexity).
        full: the length that takes all the room; the longest one's, interval included, unless given.
    """
    ends = [
        scale(end)
        for each in values
        if each.value is not None
        for end in (each.value, each.interval.high if each.interval else each.value)
        if math.isfinite(end)
    ]
    whole = full or max([*ends, 0.0]) or 1.0

    def percent(value: float) -> float:
        return round(min(max(scale(value) / whole, 0.0), 1.0) * 100, 2)

    return [
        Bar(
            name=each.name,
            length=None if each.value is None else percent(each.value),
            label=each.instead if each.value is None else label(each.value),
            low=percent(each.interval.low) if each.interval else None,
            high=percent(each.interval.high) if each.interval else None,
            interval=f"{label(each.interval.low)} to {label(each.interval.high)}" if each.interval else "",
            best=each.best,
        )
        for each in values
    ]
