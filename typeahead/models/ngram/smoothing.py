"""Smoothing: from counts of counts to how much each n-gram gives away to words not seen in its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Discounts(NamedTuple):
    """What is taken from n-grams counted once, twice, and three times or more; `fallback` where counts were too few."""

    once: float
    twice: float
    more: float
    fallback: bool = False

    def of(self, count: int) -> float:
        """What is taken from one count."""
        return 0.0 if count <= 0 else self.once if count == 1 else self.twice if count == 2 else self.more


class Smoothing(Protocol):
    """A smoothing of interpolated counts answers one question."""

    name: str

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:
        """The discounts of one order, from how many of its n-grams have count 1, 2, 3, 4 (index 0 is not used)."""
        ...


class ModifiedKneserNey:
    """Modified Kneser-Ney: three discounts an order (Chen and Goodman 1998, "An Empirical Study of Smoothing
    Techniques for Language Modeling", eq. 26), fallback values as KenLM's lmplz has them.
    """

    name = "modified-kneser-ney"
    FALLBACK = Discounts(0.5, 1.0, 1.5, fallback=True)

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:
        """D(c) = c - (c + 1) Y t(c+1)/t(c) with Y = t1/(t1 + 2 t2); fallback where that is no discount at all."""
        once, twice, thrice, four = count_of_counts[1:5]
        if not (once and twice and thrice and four):
            return self.FALLBACK
        y = once / (once + 2.0 * twice)
        found = Discounts(
            1.0 - 2.0 * y * twice / once, 2.0 - 3.0 * y * thrice / twice, 3.0 - 4.0 * y * four / thrice
        )
        if not (0.0 <= found.once <= 1.0 and 0.0 <= found.twice <= 2.0 and 0.0 <= found.more <= 3.0):
            return self.FALLBACK
        return found
