"""Stupid backoff."""

from __future__ import annotations

from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class StupidBackoff(Smoothing):
    """Relative frequencies where there are any, else 0.4 × the shorter context's score (Brants, Popat, Xu, Och and
    Dean 2007, "Large Language Models in Machine Translation", section 4). Scores, not probabilities.

    A context never seen is left out without a factor, which would be the same for every word; under the unigrams
    lies the base distribution.
    """

    name = "stupid-backoff"
    backs_off = True
    normalised = False
    FACTOR = 0.4

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by the total; always the same is left."""
        return context.followers.total, self.FACTOR
