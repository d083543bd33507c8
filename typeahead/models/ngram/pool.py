"""N-grams that came after the arrays were made: a pool of growing arrays, found by hashing.

Everything lies in arrays, so that Python and a compiled kernel can both read and change it. Entry e of the pool is
node EXTRA + e of its depth. The new children of a context are a chain: `next` leads from one to the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int32]

EXTRA = 1 << 30
"""Nodes from here on are entries of the pool."""

_FIRST_ROOM = 1024

_CONTEXT, _WORD, _DEPTH = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_32_BITS = 0xFFFFFFFF


def slot_of(depth: int, context: int, word: int) -> int:
    """Where to look first for an n-gram, before the table's size is taken into account."""
    mixed = (context * _CONTEXT + word * _WORD + depth * _DEPTH) & _32_BITS
    return mixed ^ (mixed >> 15)


class Pool:
    """New n-grams of all orders from 2 up.

    Attributes:
        size: () int64, how many entries there are, as an array of one, which a kernel can raise.
        depth, context, word, count: (room,) int32, what an entry is.
        next: (room,) int32, 1 + the entry that is the next new child of the same context, 0 at the end.
        first: (room,) int32, 1 + the first new child of this entry as a context, 0 where there is none.
        slots: 1 + entry by hash, open addressing, at most half full; its length is a power of two.
    """

    def __init__(self) -> None:
        self.size: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        self.depth, self.context, self.word, self.count, self.next, self.first = (
            np.zeros(_FIRST_ROOM, dtype=np.int32) for _ in range(6)
        )
        self.slots: Array = np.zeros(2 * _FIRST_ROOM, dtype=np.int32)
        self._view()

    def _view(self) -> None:
        # Indexing a memoryview gives a Python int several times faster than indexing an array.
        self.depths = memoryview(self.depth.data)
        self.contexts = memoryview(self.context.data)
        self.words = memoryview(self.word.data)
        self.counts = memoryview(self.count.data)
        self.nexts = memoryview(self.next.data)
        self.firsts = memoryview(self.first.data)
        self.table = memoryview(self.slots.data)

    def __len__(self) -> int:
        return int(self.size[0])

    def reserve(self, entries: int) -> None:
        """Make room for so many more entries."""
        wanted = len(self) + entries
        room = len(self.word)
        if wanted <= room:
            return
        while room < wanted:
            room *= 2
        for name in ("depth", "context", "word", "count", "next", "first"):
            grown = np.zeros(room, dtype=np.int32)
            grown[: len(self)] = getattr(self, name)[: len(self)]
            setattr(self, name, grown)
        self.slots = np.zeros(2 * room, dtype=np.int32)
        self._rehash()
        self._view()

    def _rehash(self) -> None:
        """Put all entries into the table, all at once: those that want the same slot try the next one together."""
        waiting = np.arange(len(self), dtype=np.int64)
        at = self._slots_of(self.depth[waiting], self.context[waiting], self.word[waiting])
        while len(waiting):
            free = self.slots[at] == 0
            self.slots[at[free]] = waiting[free] + 1
            left = self.slots[at] != waiting + 1
            waiting, at = waiting[left], (at[left] + 1) & (len(self.slots) - 1)

    def _slots_of(self, depth: int | Array, context: Array, word: Array) -> NDArray[np.int64]:
        mixed = context.astype(np.uint64) * np.uint64(_CONTEXT) + word.astype(np.uint64) * np.uint64(_WORD)
        mixed = (mixed + np.asarray(depth, dtype=np.uint64) * np.uint64(_DEPTH)) & np.uint64(_32_BITS)
        mixed ^= mixed >> np.uint64(15)
        found: NDArray[np.int64] = (mixed & np.uint64(len(self.slots) - 1)).astype(np.int64)
        return found

    def find(self, depth: int, context: int, word: int) -> int:
        """The node of an n-gram, or -1."""
        mask, table, words, contexts, depths = (
            len(self.table) - 1, self.table, self.words, self.contexts, self.depths,
        )  # fmt: skip
        at = slot_of(depth, context, word) & mask
        while entry := table[at]:
            entry -= 1
            if words[entry] == word and contexts[entry] == context and depths[entry] == depth:
                return EXTRA + entry
            at = (at + 1) & mask
        return -1

    def find_all(self, depth: int, contexts: Array, words: Array) -> NDArray[np.int64]:
        """The nodes of many n-grams of one depth, -1 for those that are not here."""
        found = np.full(len(words), -1, dtype=np.int64)
        waiting = np.arange(len(words))
        at = self._slots_of(depth, contexts, words)
        while len(waiting):
            entry = self.slots[at].astype(np.int64) - 1
            full = entry >= 0
            waiting, at, entry = waiting[full], at[full], entry[full]
            hit = (
                (self.word[entry] == words[waiting])
                & (self.context[entry] == contexts[waiting])
                & (self.depth[entry] == depth)
            )
            found[waiting[hit]] = entry[hit] + EXTRA
            waiting, at = waiting[~hit], (at[~hit] + 1) & (len(self.slots) - 1)
        return found

    def add(self, depth: int, context: int, word: int, following: int) -> int:
        """Put in an n-gram with count 0, in front of `following` (1 + entry, or 0) in its context's chain; its node.

        There must be room for it.
        """
        entry = len(self)
        self.depths[entry], self.contexts[entry], self.words[entry] = depth, context, word
        self.nexts[entry] = following
        mask = len(self.table) - 1
        at = slot_of(depth, context, word) & mask
        while self.table[at]:
            at = (at + 1) & mask
        self.table[at] = entry + 1
        self.size[0] += 1
        return EXTRA + entry
