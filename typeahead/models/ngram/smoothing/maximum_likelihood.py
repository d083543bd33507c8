"""No smoothing at all."""

from __future__ import annotations

from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class MaximumLikelihood(Smoothing):
    """Relative frequencies, p = c / N of the whole history: what was never seen has probability 0, and after a history
    that was never seen every word has (Jurafsky and Martin, "Speech and Language Processing", the chapter on n-grams).
    """

    name = "mle"
    whole = True

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by the total; nothing is left."""
        followers = context.followers
        return followers.total, 0.0 * followers.total
