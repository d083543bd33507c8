"""Modified Kneser-Ney smoothing, the default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typeahead.models.ngram.smoothing.discounts import Discounts
from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class ModifiedKneserNey(Smoothing):
    """Modified Kneser-Ney, interpolated: three discounts an order on continuation counts (Chen and Goodman 1998,
    "An Empirical Study of Smoothing Techniques for Language Modeling"), with the fallback values of KenLM's lmplz.

    Args:
        as_lmplz: where nothing has count 4, take 3 from counts of 3 and more, as lmplz goes on then. What a few notes
            say three times would count for nothing, so this is for corpora that KenLM reads too.
    """

    name = "modified-kneser-ney"
    raw = False
    discounts_alone = True
    FALLBACK = Discounts((0.0, 0.5, 1.0, 1.5), fallback=True)

    def __init__(self, as_lmplz: bool = False) -> None:
        self.as_lmplz = as_lmplz

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:
        """D(c) = c - (c + 1) Y t(c+1)/t(c) with Y = t1/(t1 + 2 t2); fallback where that is no discount at all.

        Also where nothing has count 4, unless it is to be as lmplz has it.
        """
        once, twice, thrice, four = count_of_counts[1:5]
        if not (once and twice and thrice and (four or self.as_lmplz)):
            return self.FALLBACK
        y = once / (once + 2.0 * twice)
        found = (
            0.0,
            1.0 - 2.0 * y * twice / once,
            2.0 - 3.0 * y * thrice / twice,
            3.0 - 4.0 * y * four / thrice,
        )
        if not all(0.0 <= taken <= count for count, taken in enumerate(found)):
            return self.FALLBACK
        return Discounts(found)

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by the total; what was taken, or pruned, is left."""
        followers = context.followers
        _, one, two, three = context.discounts.taken
        taken = one * followers.once + two * followers.twice + three * followers.more
        return followers.total, (taken + followers.lost) / followers.total

    def parameters(self) -> dict[str, Any]:
        """Whether it is as lmplz, where it is."""
        return {"as_lmplz": True} if self.as_lmplz else {}
