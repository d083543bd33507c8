"""Witten-Bell smoothing."""

from __future__ import annotations

from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing


class WittenBell(Smoothing):
    """Witten-Bell, interpolated: p = (c + T p_lower) / (N + T), where T different words followed the context, N times
    (Witten and Bell 1991, "The Zero-Frequency Problem", method C; Chen and Goodman 1998, section 2.5).
    """

    name = "witten-bell"

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by N + T; T parts of it are left, and what was pruned."""
        followers = context.followers
        different = followers.once + followers.twice + followers.more
        total = followers.total + different
        return total, (different + followers.lost) / total
