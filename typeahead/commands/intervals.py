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


def method(found: Intervals | None, *, paired: bool = False) -> list[str]:
    """How they were found, in lines that fit 80 columns; of several models also how these were compared."""
    if found is None:
        return ["One paragraph says nothing about others: there are no intervals."]
    from typeahead.evaluation.bootstrap import FEW

    lines = [
        f"Intervals: bootstrap of {found.paragraphs:,} paragraphs (percentiles), "
        f"{found.resamples:,} draws, seed {found.seed}."
    ]
    if found.paragraphs < FEW:
        lines.append("So few paragraphs say little about others: the intervals are too narrow.")
    if paired:
        lines.append("▸ wins: in so many of the draws ▸ has the lower perplexity (Koehn 2004).")
    return lines
