"""From the levels to `Tables`: the orders one after the other, without what is pruned."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.levels import Levels
from typeahead.models.ngram.counting.pieces import Pieces, Scratch
from typeahead.models.ngram.tables import Tables, count_of_counts
from typeahead.models.protocols import BOS

Array = NDArray[np.int32]


class Assembly:
    """Takes the orders from 2 up."""

    def __init__(
        self, levels: Levels, unigrams: Array, limits: tuple[int, ...], block: int, scratch: Scratch
    ) -> None:
        """Take the levels, final counts of words, thresholds of the orders (`pruning.thresholds`), and how many
        n-grams are looked at together, unless one context has more.
        """
        self._levels = levels
        self._unigrams = unigrams
        self._limits = (0, *limits)
        self._block = block
        self.words, self.counts, self.offsets, self.lost = (scratch.pieces() for _ in range(4))
        self._starts = [0]
        self._offset_starts = [0]
        self._count_of_counts = [count_of_counts(_NONE), count_of_counts(unigrams)]

    def add(self, k: int, counts: Pieces) -> None:
        """Take the n-grams of k words with their final counts."""
        found = np.zeros_like(self._count_of_counts[0])
        kept_before = 0
        for contexts, first, starts in self._contexts(k):
            last = int(starts[-1])
            words = self._levels.words[k].read(first, last)
            count = counts.read(first, last)
            found += count_of_counts(count)
            offsets = starts[:-1]
            if self._limits[k]:
                keep = self._levels.raw[k].read(first, last) > self._limits[k]
                lost = np.concatenate([[0], np.cumsum(np.where(keep, 0, count), dtype=np.int64)])
                kept = np.concatenate([[0], np.cumsum(keep)]) + kept_before
                kept_before = int(kept[-1])
                inside = starts - first
                offsets, lost = kept[inside][:-1], np.diff(lost[inside])
                if self._limits[k - 1]:
                    stays = self._levels.raw[k - 1].read(*contexts) > self._limits[k - 1]
                    offsets, lost = offsets[stays], lost[stays]
                words, count = words[keep], count[keep]
                self.lost.append(lost)
            elif any(self._limits):
                self.lost.append(np.zeros(len(offsets), dtype=np.int32))
            self.words.append(words)
            self.counts.append(count)
            self.offsets.append(offsets)
        self._count_of_counts.append(found)
        self._starts.append(len(self.words))
        self.offsets.append(np.array([self._starts[-1] - self._starts[-2]]))
        if any(self._limits):
            self.lost.append(np.zeros(1))
        self._offset_starts.append(len(self.offsets))

    def tables(self, raw: bool) -> Tables:
        """All of it."""
        growth = np.cumsum(self._levels.growth, axis=1)
        if len(self._levels.words[1]):
            growth[1] -= 1  # `<s>`, the first position, is no n-gram on its own
        return Tables(
            order=self._levels.order,
            raw=raw,
            unigrams=self._unigrams,
            words=self.words.whole(),
            counts=self.counts.whole(),
            offsets=self.offsets.whole(),
            lost=self.lost.whole(),
            starts=np.array(self._starts, dtype=np.int64),
            offset_starts=np.array(self._offset_starts, dtype=np.int64),
            count_of_counts=np.stack(self._count_of_counts),
            growth=growth,
        )

    def _contexts(self, k: int) -> Iterator[tuple[tuple[int, int], int, NDArray[np.int64]]]:
        """Blocks of contexts of the n-grams of k words: which, their first child, their children's starts and end."""
        children, total = self._levels.children[k - 1], len(self._levels.words[k])
        if k == 2:
            children = Pieces(np.int32)
            children.append(self._starts_by_word(total))
        first = 0
        while first < len(children):
            starts = children.read(first, first + self._block + 1).astype(np.int64)
            if len(starts) <= self._block:
                starts = np.append(starts, total)
            many = max(int(np.searchsorted(starts, starts[0] + self._block, side="right")) - 1, 1)
            yield (first, first + many), int(starts[0]), starts[: many + 1]
            first += many

    def _starts_by_word(self, total: int) -> NDArray[np.int64]:
        """Where the n-grams of two words begin, for every word id."""
        words = self._levels.words[1].whole()
        starts = np.append(self._levels.children[1].whole(), total)
        return starts[np.searchsorted(words, np.arange(len(self._unigrams)))]


_NONE = np.zeros(0, dtype=np.int32)


def begin_sentences(levels: Levels) -> list[tuple[int, int]]:
    """By order: which n-grams begin with `<s>`, as [first, last) (index 0 is not used)."""
    words = levels.words[1].whole()
    first, last = int(np.searchsorted(words, BOS)), int(np.searchsorted(words, BOS, side="right"))
    ranges = [(0, 0), (first, last)]
    for k in range(1, levels.order):
        total = len(levels.words[k + 1])
        first, last = (
            int(levels.children[k].read(at, at + 1)[0]) if at < len(levels.words[k]) else total
            for at in (first, last)
        )
        ranges.append((first, last))
    return ranges
