"""The words that one step of adapting looks at: all of a small vocabulary, a sample of a large one."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.network import Array, Network
from typeahead.models.protocols import Ids


class Shortlist(NamedTuple):
    """Words that a softmax goes over, and the rows of the output weights that are to change.

    Attributes:
        ids: (S,) words, or all of the vocabulary.
        own: (T,) where the step's words stand among them.
        weights: (S, 1) −ln of how likely each was to be drawn; None where all are there.
        rows: (R,) ids of the rows to change, ascending.
        at: (R,) where those stand.
    """

    ids: NDArray[np.int64] | slice
    own: NDArray[np.int64]
    weights: Array | None
    rows: NDArray[np.int64]
    at: NDArray[np.int64]

    def measured(self, network: Network, hidden: Array) -> tuple[NDArray[np.float32], Array]:
        """ln p of the step's words (T,) after hidden vectors (T, E), and p of all looked at, (S, T).

        Words by places, not places by words: it is the quicker product.
        """
        p: Array = network.output_rows(self.ids) @ hidden.T
        p += network.bias_of(self.ids)[:, None]
        own = p[self.own, np.arange(len(hidden))]
        if self.weights is not None:
            p += self.weights
        largest = p.max(axis=0)
        p -= largest
        np.exp(p, out=p)
        total = p.sum(axis=0)
        p /= total
        return np.asarray(own - largest - np.log(total), dtype=np.float32), p


def shortlist(
    words: Ids, size: int, common: NDArray[np.int64], sampled: int, random: np.random.Generator
) -> Shortlist:
    """For a step on some words (T,).

    The sample holds the words and the common ones for sure; of the others some are drawn, and weighed for all of them
    (Horvitz and Thompson 1952, as in `sampled`).

    Args:
        words: (T,) ids below `size`.
        size: of the vocabulary.
        common: (C,) ids of the commonest words, ascending.
        sampled: how many of the others are drawn; where there are no more than twice as many, all are taken.
        random: draws them.
    """
    rows = np.union1d(common, words)
    few = size - len(rows) <= 2 * sampled
    drawn = np.empty(0, dtype=np.int64) if few else np.setdiff1d(random.integers(0, size, sampled), rows)
    if not len(drawn):
        return Shortlist(slice(0, size), words.astype(np.int64), None, rows, rows)
    weights = np.zeros((len(rows) + len(drawn), 1), dtype=np.float32)
    weights[len(rows) :] = math.log((size - len(rows)) / len(drawn))
    places = np.arange(len(rows))
    return Shortlist(np.concatenate([rows, drawn]), np.searchsorted(rows, words), weights, rows, places)
