"""Figures as a page prints them."""

from __future__ import annotations

import math


def rank(reciprocal: float) -> str:
    """A mean of 1 / rank."""
    return f"{reciprocal:.3f}"


def bits(value: float) -> str:
    """Bits, to a tenth."""
    return f"{value:,.1f}" if math.isfinite(value) else "∞"


def decimal(value: float | None, digits: int = 1) -> str:
    """A number with so many digits behind the point; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.{digits}f}" if math.isfinite(value) else "∞"


def percent(fraction: float | None) -> str:
    """A fraction of 1, its sign on the same line."""
    if fraction is None:
        return "–"
    if 0 < fraction < 0.0005:
        return f"{fraction * 100:.1g}\N{NO-BREAK SPACE}%"
    return f"{fraction * 100:.1f}\N{NO-BREAK SPACE}%"
