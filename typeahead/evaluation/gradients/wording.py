"""Numbers and lists as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Sequence

MARKS = {"rnn": "r", "gru": "g", "lstm": "l", "ssm": "s"}
"""The letter that draws a network's curve."""
NONE = "–"
"""In a table, where there is no figure."""
_EVEN = 0.005
"""A factor so close to 1 leaves a third after 200 steps at least: within those measured it hardly changes anything."""


def decimal(value: float, digits: int) -> str:
    """With its sign, so that growing and shrinking are told apart."""
    return f"{value:+.{digits}f}"


def percent(share: float, digits: int = 0) -> str:
    """A fraction of 1."""
    return f"{share * 100:.{digits}f} %"


def multiple(value: float) -> str:
    """A number that may be very large or very small: 0.24, 12, 3.1e-10."""
    if not math.isfinite(value):
        return "∞"
    if value == 0 or 0.001 <= abs(value) < 1000:
        return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def course(factor: float) -> str:
    """What becomes of a gradient that each step multiplies by a factor."""
    if abs(factor - 1) <= _EVEN:
        return "hardly changes"
    return "vanishes" if factor < 1 else "explodes"


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
