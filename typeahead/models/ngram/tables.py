"""Counts of all orders as flat arrays: what batch counting makes, what lies on disk, what live counts start from.

The n-grams form a trie. Those of one order lie side by side, grouped by context and sorted by word inside each
context; the orders follow each other in the same arrays, so that a model of any order is three mapped files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int32]

KEPT_COUNTS = 6
"""How many n-grams have count 1, 2, … up to this is known for each order: Katz's discounts need so many."""


@dataclass(frozen=True, slots=True)
class Level:
    """The n-grams of one order ≥ 2: views of the flat arrays.

    Attributes:
        words: (N,) int32, the last word of each n-gram.
        counts: (N,) int32.
        offsets: (contexts + 1,) int32: the children of context j are [offsets[j], offsets[j + 1]). Contexts
            are the n-grams of the order below in their order (for order 2: the word ids).
        lost: (contexts + 1,) int32, the counts that pruning took from each context; empty where nothing was pruned.
    """

    words: Array
    counts: Array
    offsets: Array
    lost: Array


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts of all orders.

    Attributes:
        order: of the longest n-grams.
        raw: whether counts are those met in the text at every order. If not, they are what Kneser-Ney needs: raw at
            the highest order and for n-grams that begin with `<s>`, else continuation counts (the number of
            distinct words seen to the left).
        unigrams: (V,) int32 by word id.
        words, counts: (N,) int32, those of orders 2 to `order`, one after the other.
        offsets: int32, the orders' offsets (see `Level`), one after the other.
        lost: as `offsets`; empty where nothing was pruned.
        starts: (order,) where the n-grams of orders 2, 3, … begin in `words`, and last their number.
        offset_starts: (order,) the same for `offsets`.
        count_of_counts: (order + 1, KEPT_COUNTS + 1) int64: [n, c] is how many n-grams of order n have count c,
            before pruning; row 0 and column 0 are not used.
        growth: (order + 1, 8) int64: [n, e] is how many distinct n-grams of order n were met in the first e + 1 eighths
            of the text, pruned ones too; row 0 is not used. Empty where it is not known.
    """

    order: int
    raw: bool
    unigrams: Array
    words: Array
    counts: Array
    offsets: Array
    lost: Array
    starts: NDArray[np.int64]
    offset_starts: NDArray[np.int64]
    count_of_counts: NDArray[np.int64]
    growth: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 8), dtype=np.int64))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The orders from 2 up."""
        found = []
        for depth in range(self.order - 1):
            ngrams = slice(self.starts[depth], self.starts[depth + 1])
            contexts = slice(self.offset_starts[depth], self.offset_starts[depth + 1])
            found.append(
                Level(
                    self.words[ngrams],
                    self.counts[ngrams],
                    self.offsets[contexts],
                    self.lost[contexts] if len(self.lost) else self.lost,
                )
            )
        return tuple(found)


def count_of_counts(counts: Array) -> NDArray[np.int64]:
    """How many counts are 1, 2, … KEPT_COUNTS, (KEPT_COUNTS + 1,) int64; index 0 is 0."""
    found = np.bincount(np.minimum(counts, KEPT_COUNTS + 1), minlength=KEPT_COUNTS + 2)[: KEPT_COUNTS + 1]
    found[0] = 0
    return found.astype(np.int64)
