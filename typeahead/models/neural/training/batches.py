"""A text cut into columns that are read beside each other, a chunk at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import EOS


class Chunk(NamedTuple):
    """Inputs and the words that follow them, each (T, B) int32, and whether the columns begin here."""

    inputs: NDArray[np.int32]
    targets: NDArray[np.int32]
    first: bool


class Batches:
    """Chunks of a text, in order, epoch after epoch.

    Each epoch but the first begins elsewhere in the text, so that chunks are not cut at the same words again.

    Args:
        words: (N,) ids.
        batch: columns; fewer where the text is too short for them.
        bptt: words of a chunk.
        seed: of where epochs begin.
    """

    def __init__(self, words: NDArray[np.int32], batch: int, bptt: int, seed: int) -> None:
        self._words = np.ascontiguousarray(words, dtype=np.int32)
        self.batch = max(min(batch, len(words) // (2 * bptt)), 1)
        self.bptt = bptt
        self._seed = seed
        self._length = len(words) // self.batch
        self.chunks = max(-(-self._length // bptt), 1)
        self._epoch = -1
        self._columns = np.empty((0, 0), dtype=np.int32)

    def chunk(self, step: int) -> Chunk:
        """The chunk of a step."""
        epoch, number = divmod(step, self.chunks)
        if epoch != self._epoch:
            self._epoch = epoch
            start = np.random.default_rng((self._seed, epoch)).integers(len(self._words)) if epoch else 0
            turned = np.roll(self._words, -int(start))[: self.batch * self._length]
            before = self._words[start - 1] if start else EOS
            columns = turned.reshape(self.batch, self._length)
            inputs = np.concatenate([[before], turned[:-1]]).reshape(self.batch, self._length)
            self._columns = np.stack([inputs, columns]).transpose(0, 2, 1).astype(np.int32)  # (2, L, B)
        at = slice(number * self.bptt, (number + 1) * self.bptt)
        return Chunk(self._columns[0, at], self._columns[1, at], number == 0)
