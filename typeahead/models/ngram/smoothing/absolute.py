"""Absolute discounting."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.models.ngram.smoothing.discounts import Discounts
from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class AbsoluteDiscounting(Smoothing):
    """Absolute discounting, interpolated: the same is taken from every count of an order, D = n1 / (n1 + 2 n2)
    (Ney, Essen and Kneser 1994, "On Structuring Probabilistic Dependences in Stochastic Language Modelling";
    Chen and Goodman 1998, section 2.6).
    """

    name = "absolute"
    discounts_alone = True
    FALLBACK = Discounts((0.0, 0.75), fallback=True)

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:
        """D = n1 / (n1 + 2 n2), or 0.75 where there are none of either."""
        once, twice = count_of_counts[1:3]
        return Discounts((0.0, once / (once + 2.0 * twice))) if once and twice else self.FALLBACK

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by the total; what was taken, or pruned, is left."""
        followers = context.followers
        taken = context.discounts.taken[1] * (followers.once + followers.twice + followers.more)
        return followers.total, (taken + followers.lost) / followers.total
