"""A text in chunks of positions, with `<s>` put before each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.pieces import release
from typeahead.models.protocols import BOS, EOS, Ids

NOTHING = 0
"""Stands right of `</s>` in a row; the ids of words are shifted by one to make room for it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Positions that follow each other.

    Attributes:
        first: number of the first position in the text.
        ids: (positions + order - 1,) int32: ids shifted by one, with those that the last rows reach into.
        lengths: (positions,) uint8: how many words the row of each position has, up to its sentence's end.
    """

    first: int
    ids: NDArray[np.int32]
    lengths: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.lengths)


class Text:
    """Sentences one after the other, read again and again, a chunk at a time."""

    def __init__(self, words: Ids, order: int, size: int) -> None:
        """Take (T,) int32 sentences, each ended by `</s>`, and the number of words of a chunk."""
        self._words = words
        self._order = order
        self._size = max(size, order)
        self._only: Chunk | None = None
        sentences = int(len(words) > 0)
        for first in range(0, len(words), self._size):
            sentences += int(np.count_nonzero(words[first : first + self._size] == EOS))
        ended = len(words) > 0 and words[-1] == EOS
        self.positions = len(words) + sentences - int(ended)

    def chunks(self) -> Iterator[Chunk]:
        """All of them, in their order."""
        if self._only is not None:
            yield self._only
            return
        position = 0
        for first in range(0, len(self._words), self._size):
            chunk = self._chunk(first, position)
            if len(self._words) <= self._size:
                self._only = chunk
            yield chunk
            position += len(chunk)
        release(self._words)

    def _chunk(self, first: int, position: int) -> Chunk:
        last = min(first + self._size, len(self._words))
        words = np.asarray(self._words[first:last])
        fresh = np.empty(len(words), dtype=bool)
        fresh[0] = first == 0 or self._words[first - 1] == EOS
        np.equal(words[:-1], EOS, out=fresh[1:])
        starts = np.flatnonzero(fresh)
        size = len(words) + len(starts)
        ids = np.zeros(size + self._order - 1, dtype=np.int32)
        ids[:size] = np.insert(words, starts, BOS)
        ahead = np.asarray(self._words[last : last + self._order - 1])
        ids[size : size + len(ahead)] = ahead
        ids[: size + len(ahead)] += 1

        lengths = np.full(size, self._order, dtype=np.uint8)
        ends = np.flatnonzero(ids == EOS + 1)
        if last == len(self._words) and self._words[-1] != EOS:
            ends = np.append(ends, size - 1)
        for right in range(self._order - 2, -1, -1):  # the nearest end is written last
            rows = ends - right
            lengths[rows[(rows >= 0) & (rows < size)]] = right + 1
        return Chunk(position, ids, lengths)
