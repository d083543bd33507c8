"""How commands print confidence intervals, and how these were found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.evaluation.bootstrap import Interval
    from typeahead.evaluation.intervals import Intervals


def between(interval: Interval | None, label: Callable[[float], str]) -> str:
    """An interval's ends, its unit said once; nothing where there is none."""
    if interval is None:
        return ""
    low, high = label(interval.low), label(interval.high)
    return f"{low.removesuffix(' %') if high.endswith(' %') else low}–{high}"


def method(found: Intervals | None) -> list[str]:
    """How they were found, in lines that fit 80 columns."""
    if found is None:
        return ["One paragraph says nothing about others: there are no intervals."]
    from typeahead.evaluation.bootstrap import FEW

    lines = [
        f"Intervals: bootstrap of {found.paragraphs:,} paragraphs, {found.resamples:,} draws, seed {found.seed}; "
        "Efron's",
        "percentiles, paired between models (Koehn 2004).",
    ]
    if found.paragraphs < FEW:
        lines.append("So few paragraphs say little about others: the intervals are too narrow.")
    return lines
