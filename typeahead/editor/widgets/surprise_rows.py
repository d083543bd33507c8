"""The surprise panel's figures as text: bars, short numbers and the curve over the document."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

_LONGEST = 16.0  # bits of the longest bar: 1 in 65,536
_SPREAD = 4.0  # bits between the bottom and the top of the curve, at least
_EIGHTHS = "▁▂▃▄▅▆▇█"
_SIZES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))


def bar(bits: float, cells: int) -> str:
    """A bar in steps of half a cell, always so many cells wide."""
    full, half = divmod(round(min(max(bits, 0.0), _LONGEST) / _LONGEST * 2 * cells), 2)
    return ("━" * full + "╸" * half).ljust(cells)


def sparkline(means: Sequence[float]) -> str:
    """One cell for each value, in eighths between the lowest and the highest, which lie some bits apart at least."""
    if not means:
        return ""
    lowest, highest = min(means), max(means)
    spread = max(highest - lowest, _SPREAD)
    middle = (lowest + highest) / 2
    return "".join(_EIGHTHS[min(7, int((mean - middle + spread / 2) / spread * 8))] for mean in means)


def short(number: float) -> str:
    """A number in six cells: 1.6, 630, 12,400, 630k, 3M."""
    if number < 9.95:
        return f"{number:.1f}".removesuffix(".0")
    if number < 99_950:
        digits = max(0, len(str(int(number))) - 3)
        return f"{round(number, -digits):,.0f}"
    for size, name in _SIZES:
        if number >= size:
            return f"{number / size:.0f}{name}" if number < 1e15 else f"10^{len(str(int(number))) - 1}"
    raise AssertionError  # a number of 99,950 is larger than 1,000


def one_in(bits: float) -> str:
    """2**bits in six cells."""
    return short(2.0**bits) if bits < 1_000 else "∞"


def rank(number: int) -> str:
    """A place among what was expected, exact up to 99,999."""
    return f"{number:,}" if number < 100_000 else short(number)


def fitted(text: str, cells: int) -> str:
    """A text in exactly so many cells; no white space or control character of it reaches the screen."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return set_cell_size(line, cells) if cell_len(line) <= cells else set_cell_size(line, cells - 1) + "…"
