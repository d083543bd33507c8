"""Rows in partitions that fit the memory: each is sorted on its own, all rows of one before all of the next."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.rows import Key, Packing
from typeahead.models.ngram.counting.text import Chunk, Text

_SAMPLES = 256
"""Rows looked at for each partition to find where to cut: sizes then vary by some percent."""

_END = 2**63 - 1


class Partition(NamedTuple):
    """The rows whose first key is in [low, high)."""

    low: int
    high: int

    def rows(self, chunk: Chunk, packing: Packing) -> tuple[NDArray[np.int32], list[Key]]:
        """Positions, ascending, and keys of its rows among those of a chunk."""
        if (self.low, self.high) == (0, _END):
            return np.arange(chunk.first, chunk.first + len(chunk), dtype=np.int32), packing.pack(chunk, None)
        right = packing.place(0)[1]
        words = chunk.ids[: len(chunk)]
        first, last = self.low >> right, (self.high - 1) >> right
        at = np.flatnonzero((words >= first) & (words <= last))
        keys = packing.pack(chunk, at)
        if self.low != first << right or self.high != (last + 1) << right:
            inside = (keys[0] >= self.low) & (keys[0] < self.high)
            at = at[inside]
            keys = [key[inside] for key in keys]
        return (at + chunk.first).astype(np.int32), keys


def halves(text: Text, packing: Packing) -> list[Partition]:
    """Two partitions of about the same size, no first word in both; of a small text one."""
    if text.positions < 100_000:
        return [Partition(0, _END)]
    chunk = next(text.chunks())
    middle = int(np.median(chunk.ids[: len(chunk) : 64])) << packing.place(0)[1]
    return [Partition(0, middle), Partition(middle, _END)]


def partitions(text: Text, packing: Packing, most_rows: int) -> list[Partition]:
    """Partitions of about so many rows; rows whose first keys are equal are never parted."""
    if text.positions <= most_rows:
        return [Partition(0, _END)]
    share = min(_SAMPLES / most_rows, 1.0)
    random = np.random.default_rng(0)  # not at regular distances: a text may repeat itself
    samples = [
        packing.pack(chunk, np.flatnonzero(random.random(len(chunk), dtype=np.float32) < share))[0]
        for chunk in text.chunks()
    ]
    sample = np.sort(np.concatenate(samples))
    cuts = np.unique(sample[:: max(int(most_rows * share), 1)][1:]).tolist()
    return [Partition(low, high) for low, high in zip([0, *cuts], [*cuts, _END], strict=True) if low < high]
