"""N-grams that carry their probability and backoff weight, as an ARPA file lists them, in flat arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Logs = NDArray[np.float32]

ZERO = -99.0
"""What stands for the logarithm of 0 in ARPA files, since SRILM."""


@dataclass(frozen=True, slots=True)
class Level:
    """The n-grams of one order, grouped by context and sorted by word inside each context.

    Attributes:
        words: (N,) int32, the last word of each n-gram.
        offsets: (contexts + 1,) int32: the children of context j are [offsets[j], offsets[j + 1]); contexts are
            the n-grams of the order below in their order, for order 1 there is one.
        logs: (N,) float32, log10 p of the last word after the others; -inf for a unigram that is not there.
        backoffs: (N,) float32, log10 of the weight of shorter contexts after this n-gram; 0 where it is no context.
    """

    words: Ints
    offsets: Ints
    logs: Logs
    backoffs: Logs

    def parents(self) -> Ints:
        """The context of each n-gram, (N,) int32."""
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))

    def keys(self, size: int) -> Longs:
        """Context and word in one ascending number each, (N,) int64; `size` is that of the vocabulary."""
        found: Longs = self.parents().astype(np.int64) * size + self.words
        return found


@dataclass(frozen=True, slots=True)
class Ngrams:
    """A whole model: orders 1, 2, … and the words by their ids, the reserved ones first."""

    words: list[str]
    levels: list[Level]

    @property
    def order(self) -> int:
        """Words in the longest n-grams."""
        return len(self.levels)


def find(keys: Longs, size: int, contexts: NDArray[np.integer], words: Ints) -> Longs:
    """Where context + word is among the `Level.keys` of an order, (len(words),) int64; -1 where it is not.

    A context of -1 has no children.
    """
    wanted = contexts.astype(np.int64) * size + words
    at = np.searchsorted(keys, wanted)
    hit = np.zeros(len(wanted), dtype=bool)
    inside = at < len(keys)
    hit[inside] = keys[at[inside]] == wanted[inside]
    found: Longs = np.where(hit & (contexts >= 0), at, -1)
    return found
