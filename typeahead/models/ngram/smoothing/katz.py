"""Katz's backing-off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from typeahead.models.ngram.smoothing.discounts import Discounts
from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing

HIGHEST = 5
"""Higher counts are trusted as they are (Katz's k)."""

_ALL = 1e-12
"""The shorter context gives less than this to words not seen: rounding aside, it gives nothing."""


class Katz(Smoothing):
    """Katz's backing-off with Good-Turing's discounts (Katz 1987, "Estimation of Probabilities from Sparse Data for
    the Language Model Component of a Speech Recognizer"; Chen and Goodman 1998, section 2.4).

    A word that followed the context has its discounted count; what is left is shared among the others as the shorter
    context would: alpha = (1 - Σ seen p) / (1 - Σ seen p_lower). Where nothing would be left, the denominator is one
    more, as in SRILM's ngram-count; where the shorter context has nothing for words not seen, all stays with those
    seen.
    """

    name = "katz"
    backs_off = True
    FALLBACK = Discounts((0.0,), fallback=True)

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:
        """c (1 - d(c)) for counts up to 5, d(c) = (c*/c - 6 n6/n1) / (1 - 6 n6/n1), c* = (c + 1) n(c+1)/n(c).

        Nothing is taken (`fallback`) where one of these is no ratio between 0 and 1: the text is too small for
        Good-Turing's estimates.
        """
        n = count_of_counts
        if not all(n[1 : HIGHEST + 2]):
            return self.FALLBACK
        common = (HIGHEST + 1) * n[HIGHEST + 1] / n[1]
        if common >= 1.0:
            return self.FALLBACK
        ratios = [((c + 1) * n[c + 1] / (c * n[c]) - common) / (1.0 - common) for c in range(1, HIGHEST + 1)]
        if not all(0.0 < ratio <= 1.0 for ratio in ratios):
            return self.FALLBACK
        return Discounts((0.0, *(c * (1.0 - ratio) for c, ratio in enumerate(ratios, start=1)), 0.0))

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by the total, and so that all sums to 1."""
        kept, lower = context.seen()
        rest = 1.0 - lower
        nothing_below = rest < _ALL
        total: Figure = np.where(nothing_below, kept, context.followers.total)
        nothing_left = (total - kept < _ALL * total) & np.logical_not(nothing_below)
        total = total + np.where(nothing_left, 1.0, 0.0)
        gamma: Figure = np.where(
            nothing_below, 0.0, (1.0 - kept / total) / np.where(nothing_below, 1.0, rest)
        )
        return total[()], gamma[()]
