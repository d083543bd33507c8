"""A text laid over the counts: which n-grams of each order end at its positions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counts import Counts, Depth
from typeahead.models.protocols import BOS, EOS, Ids

Longs = NDArray[np.int64]


def walk(counts: Counts, words: Ids, read: Ids | None = None) -> Iterator[tuple[Depth, Longs, Longs]]:
    """For each order from 1 up: the n-grams' table, each position's context and its n-gram's node, (T,) int64.

    -1 stands for what was never seen, and for n-grams that would reach back over the sentence's beginning.

    Args:
        counts: of the n-grams.
        words: (T,) int32, sentences each ended by `</s>`.
        read: (T,) int32, what stands in the contexts instead of the words, if anything else does.
    """
    before = words if read is None else read
    contexts = np.zeros(len(words), dtype=np.int64)
    for level in counts.depths:
        nodes = level.find_all(contexts, words)
        yield level, contexts, nodes
        if level.depth == 1:
            contexts = np.full(len(words), BOS, dtype=np.int64)
            contexts[1:] = np.where(words[:-1] == EOS, BOS, before[:-1])
        else:
            # A node that ends one word earlier, in the same sentence, is the context for the next order.
            passed = nodes if read is None else level.find_all(contexts, read)
            contexts = np.full(len(words), -1, dtype=np.int64)
            contexts[1:] = np.where(words[:-1] == EOS, -1, passed[:-1])


def history_lengths(words: Ids, order: int) -> Longs:
    """The order of the longest n-gram that ends at each position, (T,) int64: shorter after `<s>`."""
    at = np.arange(len(words), dtype=np.int64)
    first = np.zeros(len(words), dtype=np.int64)
    first[1:] = np.where(words[:-1] == EOS, at[1:], 0)
    return np.minimum(at - np.maximum.accumulate(first) + 2, order)
