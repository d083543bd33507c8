"""Jelinek-Mercer smoothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.smoothing.protocols import Context, Figure, Smoothing

UNFITTED = 0.5
"""A context's own weight where nothing was held out to fit it to."""


class JelinekMercer(Smoothing):
    """p = lambda c/N + (1 - lambda) p_lower, lambda by the order and by how often the context was seen (Jelinek and
    Mercer 1980, "Interpolated Estimation of Markov Source Parameters from Sparse Data"; Chen and Goodman 1998,
    section 2.3, with buckets by N as in Bahl, Jelinek and Mercer 1983).

    Args:
        weights: [order - 1][bucket], lambda of the contexts with 2^(bucket - 1) ≤ N < 2^bucket (the last one holds for
            all above it); else one half everywhere.
    """

    name = "jelinek-mercer"

    def __init__(self, weights: Sequence[Sequence[float]] | None = None) -> None:
        self.weights: list[NDArray[np.float64]] = [
            np.asarray(each, dtype=np.float64) for each in weights or [[UNFITTED]]
        ]

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """Divided by N / lambda; 1 - lambda is left, and what was pruned."""
        followers = context.followers
        weights = self.weights[min(context.depth, len(self.weights)) - 1]
        own = weights[np.minimum(bucket(followers.total), len(weights) - 1)]
        return followers.total / own, 1.0 - own + own * followers.lost / followers.total

    def parameters(self) -> dict[str, Any]:
        """The weights."""
        return {"weights": [each.tolist() for each in self.weights]}


def bucket(total: Figure) -> Figure:
    """How many binary digits a total has: 0 for 0, 1 for 1, 2 for 2 and 3, 3 for 4 to 7, …"""
    return np.frexp(total)[1]
