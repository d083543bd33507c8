"""From bits to a colour: what a report's text is coloured with, on a light page, on a dark one and in a terminal.

One hue that grows stronger can be told apart with any kind of colour vision, and in grey (Brewer's sequential oranges,
Harrower and Brewer 2003). The letters on each keep a contrast of 4.5 : 1 at least (WCAG 2, level AA).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

EDGES = (4.0, 8.0, 12.0, 16.0)
"""Bits from which a word has the next level: each is sixteen times as surprising as the one before."""
READABLE = 4.5


@dataclass(frozen=True, slots=True)
class Colours:
    """One level: letters and what is behind them, as "#rrggbb"."""

    ink: str
    ground: str


LIGHT = (
    Colours("#1d2226", "#feead6"),
    Colours("#1d2226", "#fdc38d"),
    Colours("#1d2226", "#f07d2b"),
    Colours("#ffffff", "#8c2d04"),
)
"""On a light page: levels 1 to 4, darker and darker."""
DARK = (
    Colours("#e6e9ea", "#3a2a1a"),
    Colours("#e6e9ea", "#6b3a0f"),
    Colours("#000000", "#c9661a"),
    Colours("#000000", "#ffc27d"),
)
"""On a dark page: brighter and brighter."""


def level(bits: float) -> int:
    """0 for a word that is not coloured, then 1 to 4."""
    return bisect_right(EDGES, bits)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours' luminances, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
