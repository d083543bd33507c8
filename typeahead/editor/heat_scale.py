"""From bits to a style: the more surprising a word, the further its background stands off from the page's.

One hue that grows stronger can be told apart with any kind of colour vision, and in grey. The letters on it keep a
contrast of 4.5 : 1 at least (WCAG 2, level AA). Where there are no colours, underline, bold and reverse say it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.color import Color

LEVELS = 4
STEP = 2.0
"""Bits from one level to the next: each is four times as surprising."""
DEFAULT, LOWEST, HIGHEST = 10, 2, 30
"""Bits from which words are coloured: 1 in 1,000 at first."""
READABLE = 4.5

_STRENGTHS = (0.22, 0.42, 0.68, 1.0)  # of the hue over the page
_PAPER, _INK = Color(255, 255, 255), Color(0, 0, 0)

PLAIN = (
    Style(underline=True, bold=False),
    Style(underline=True, bold=True),
    Style(underline=True, bold=False, reverse=True),
    Style(underline=True, bold=True, reverse=True),
)
"""The levels without colours; a bold word of a heading is no hotter for that."""


def level(bits: float, threshold: float) -> int:
    """0 for a word that is not coloured, then 1 to `LEVELS`."""
    if bits < threshold:
        return 0
    return min(LEVELS, 1 + int((bits - threshold) / STEP))


def style(bits: float, threshold: float, scale: Sequence[Style]) -> Style | None:
    """How a word of so many bits is drawn; None for one that is as expected as most."""
    number = level(bits, threshold)
    return scale[number - 1] if number else None


def colours(page: Color, text: Color, hue: Color) -> list[tuple[Color, Color]]:
    """Letters and background of each level, the least surprising first."""
    found = []
    for strength in _STRENGTHS:
        ground = page.blend(hue, strength, 1.0)
        found.append((readable(text, ground), ground))
    return found


def readable(text: Color, ground: Color) -> Color:
    """The text's own colour where it can be read on this ground, else black or white."""
    if contrast(text, ground) >= READABLE:
        return text
    return max(_INK, _PAPER, key=lambda letters: contrast(letters, ground))


def contrast(one: Color, other: Color) -> float:
    """WCAG's ratio of two colours' luminances, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def scale_of(page: Color, text: Color, hue: Color, *, colourless: bool = False) -> tuple[Style, ...]:
    """The styles of all levels on a theme's page; the strongest is bold too."""
    if colourless or any(colour.ansi is not None for colour in (page, text, hue)):
        return PLAIN
    return tuple(
        Style(color=letters.rich_color, bgcolor=ground.rich_color, bold=number == LEVELS or None)
        for number, (letters, ground) in enumerate(colours(page, text, hue), 1)
    )
