"""Lines cut into tokens, and tokens that are spelled alike found, by arithmetic on whole arrays of bytes.

A list of two million strings costs more than all that is then done with it. Here a token is a place in the text
and a length; its first eight bytes, as one number, tell most tokens apart, and a table by hash finds the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.uint64]
Places = NDArray[np.int64]

_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], dtype=np.uint64)
"""By how many bytes of eight belong to a token."""

_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_BITS = 18
_SHIFT = np.uint64(64 - _BITS)
_PADDING = b"\n" * 8


@dataclass(frozen=True, slots=True)
class Cut:
    """Some lines and their tokens.

    Attributes:
        text: the lines, each ended by a newline, tokens between single spaces.
        starts, sizes: (n,) int64, where each token stands, and its bytes.
        last: (n,) bool, whether it is the last of its line.
    """

    text: bytes
    starts: Places
    sizes: Places
    last: NDArray[np.bool_]

    @classmethod
    def of(cls, lines: bytes) -> Cut:
        """Cut at each space and newline."""
        characters = np.frombuffer(lines, dtype=np.uint8)
        ends = np.flatnonzero((characters == 32) | (characters == 10))
        starts = np.empty_like(ends)
        starts[0] = 0
        np.add(ends[:-1], 1, out=starts[1:])
        return cls(lines, starts, ends - starts, characters[ends] == 10)

    def tokens(self, which: Places) -> Iterator[bytes]:
        """The bytes of some tokens."""
        starts = self.starts[which]
        for start, end in zip(starts.tolist(), (starts + self.sizes[which]).tolist(), strict=True):
            yield self.text[start:end]

    def alike(self) -> Places:
        """For each token one that is spelled as it, the same for all that are, (n,) int64."""
        sizes = self.sizes
        # Eight bytes from every place on: what stands behind a token is masked out.
        eights: Longs = np.ndarray(len(self.text), dtype="<u8", buffer=self.text + _PADDING, strides=(1,))
        heads = eights[self.starts] & _MASKS.take(np.minimum(sizes, 8))
        hashes = (heads ^ sizes.astype(np.uint64)) * _MIXERS[0]
        long = np.flatnonzero(sizes > 8)
        left = long
        at = 8
        while len(left):
            tail = eights[self.starts.take(left) + at] & _MASKS.take(np.minimum(sizes.take(left) - at, 8))
            mixed = hashes[left]
            hashes[left] = ((mixed ^ (mixed >> np.uint64(29))) + tail) * _MIXERS[1]
            at += 8
            left = left[sizes[left] > at]
        found = _first_of_each(hashes)
        same = np.array_equal(heads.take(found), heads) and np.array_equal(sizes.take(found), sizes)
        if same and self._tails_equal(eights, long, found.take(long)):
            return found
        return self._alike_by_spelling()

    def _tails_equal(self, eights: Longs, these: Places, those: Places) -> bool:
        """Whether tokens, two by two, are the same from the ninth byte on; their sizes are."""
        at = 8
        while len(these):
            rest = _MASKS[np.minimum(self.sizes[these] - at, 8)]
            if np.any((eights[self.starts[these] + at] ^ eights[self.starts[those] + at]) & rest):
                return False
            at += 8
            left = np.flatnonzero(self.sizes[these] > at)
            these, those = these[left], those[left]
        return True

    def _alike_by_spelling(self) -> Places:
        """The same, should two spellings ever have one hash."""
        known: dict[bytes, int] = {}
        every = np.arange(len(self.starts))
        found = (known.setdefault(token, at) for at, token in enumerate(self.tokens(every)))
        return np.fromiter(found, dtype=np.int64, count=len(every))


def _first_of_each(hashes: Longs) -> Places:
    """For each place one with the same hash, the same for all that have it."""
    table = np.empty(1 << _BITS, dtype=np.int64)
    left = np.arange(len(hashes))
    mine = hashes
    found = left
    for mixer in cycle(_MIXERS):
        slots = ((mine * mixer) >> _SHIFT).view(np.int64)
        table[slots] = left
        # Whoever wrote into a slot last speaks for all with its hash; those of other hashes try other slots.
        there = table.take(slots)
        other = np.flatnonzero(hashes.take(there) != mine)
        if len(left) == len(hashes):
            found = there
        else:
            found[left] = there
        if not len(other):
            return found
        left = left.take(other)
        mine = mine.take(other)
    return found
