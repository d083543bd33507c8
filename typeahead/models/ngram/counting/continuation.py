"""Continuation counts: how many distinct words stand left of an n-gram.

The n-gram of k words that begins at a position is, without its first word, the one of k - 1 words that begins at
the next position. So each distinct n-gram, met first at some row, adds one to the n-gram at the position after.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.levels import Levels
from typeahead.models.ngram.counting.pieces import Pieces, Scratch
from typeahead.models.ngram.counting.text import Text

Array = NDArray[np.int32]


class Positions:
    """What the sorted rows of all partitions said, brought back to the order of the text."""

    def __init__(self, text: Text, levels: Levels, at: Pieces, same: Pieces, sizes: list[list[int]]) -> None:
        """Take the rows' positions and words in common, as they came, and each partition's rows per chunk."""
        self._text = text
        self._levels = levels
        self._at = at
        self._same = same
        self._sizes = sizes

    def _followers(self, k: int) -> Iterator[Array]:
        """Chunk by chunk, for each distinct n-gram of k + 1 words the number of the one that begins a word later."""
        ends = np.cumsum([0, *(sum(sizes) for sizes in self._sizes)])
        read = ends[:-1].tolist()
        fresh_before = False  # whether the last position of the chunk before began a distinct n-gram
        for number, chunk in enumerate(self._text.chunks()):
            fresh = np.empty(len(chunk) + 1, dtype=bool)
            fresh[0] = fresh_before
            node = chunk.ids[: len(chunk)] - np.int32(1) if k == 1 else np.empty(len(chunk), dtype=np.int32)
            for partition, sizes in enumerate(self._sizes):
                if not sizes[number]:
                    continue
                first, last = read[partition], read[partition] + sizes[number]
                read[partition] = last
                at = self._at.read(first, last) - np.int32(chunk.first)
                fresh[at + 1] = self._same.read(first, last) <= k
                if k > 1:
                    node[at] = self._levels.numbers[k].read(first, last)
            fresh[1:] &= chunk.lengths > k
            yield node[fresh[:-1]]
            fresh_before = bool(fresh[-1])

    def adjusted(self, k: int, size: int, raw: tuple[int, int], most: int, scratch: Scratch) -> Pieces:
        """Counts of the n-grams of k words: continuation counts, but as met for those in the range `raw`.

        Args:
            k: 1 or more, less than the order.
            size: how many there are; of single words the vocabulary's, since they are numbered by id.
            raw: [first, last) of those that keep their counts.
            most: how many are counted at a time.
            scratch: where the counts go.
        """
        found = scratch.pieces()
        for first in range(0, size, most):
            counts = np.zeros(min(most, size - first), dtype=np.int32)
            for nodes in self._followers(k):
                if len(counts) < size:
                    nodes = nodes[(nodes >= first) & (nodes < first + len(counts))] - np.int32(first)
                np.add.at(counts, nodes, np.int32(1))
            low = min(max(raw[0] - first, 0), len(counts))
            high = min(max(raw[1] - first, low), len(counts))
            counts[low:high] = self._levels.raw[k].read(first + low, first + high)
            found.append(counts)
        return found
