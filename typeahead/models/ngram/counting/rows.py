"""Rows: the words from a position on, as few integers, and their order.

A row begins at a position and holds its word and the next ones, up to the order's number and not beyond `</s>`;
what is missing is NOTHING, which sorts lowest. As many words as fit are packed into each 63-bit key.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.text import Chunk

Key = NDArray[np.int64]

_DIGIT = 16
"""NumPy sorts 16-bit integers by counting, faster than it compares larger ones."""


@dataclass(frozen=True, slots=True)
class Packing:
    """How the words of a row lie in its keys.

    Attributes:
        bits: of a word.
        groups: how many words each key has, the row's first words in the first key.
    """

    bits: int
    groups: tuple[int, ...]

    @classmethod
    def of(cls, vocabulary_size: int, order: int) -> Packing:
        """As many words to a key as fit."""
        bits = max(int(vocabulary_size).bit_length(), 1)
        most = 63 // bits
        groups = [most] * (order // most) + [order % most] * (order % most > 0)
        return cls(bits, tuple(groups))

    @property
    def order(self) -> int:
        """The number of a row's words."""
        return sum(self.groups)

    def place(self, word: int) -> tuple[int, int]:
        """Which key has the row's word (from 0), and how many bits are right of it there."""
        key = word // self.groups[0]
        return key, (self.groups[key] - 1 - word % self.groups[0]) * self.bits

    def pack(self, chunk: Chunk, at: NDArray[np.int64] | None) -> list[Key]:
        """The keys of some rows of a chunk, or of all."""
        lengths = chunk.lengths if at is None else chunk.lengths[at]
        keys: list[Key] = []
        word = 0
        for group in self.groups:
            key = self._words(chunk, word, at).astype(np.int64)
            for next_word in range(word + 1, word + group):
                key <<= self.bits
                key |= self._words(chunk, next_word, at)
            key &= self._kept(word, group)[lengths]
            keys.append(key)
            word += group
        return keys

    def _words(self, chunk: Chunk, word: int, at: NDArray[np.int64] | None) -> NDArray[np.int32]:
        words = chunk.ids[word : word + len(chunk)]
        return words if at is None else np.take(words, at)

    def _kept(self, first: int, group: int) -> NDArray[np.int64]:
        """By a row's length: the bits of a key whose words it has."""
        whole = (1 << (group * self.bits)) - 1
        missing = [min(max(first + group - length, 0), group) for length in range(self.order + 1)]
        return np.array([whole & ~((1 << (many * self.bits)) - 1) for many in missing], dtype=np.int64)

    def sort(self, keys: list[Key]) -> NDArray[np.int32]:
        """The permutation that sorts rows, equal ones in their order: by 16 bits at a time, the last ones first."""
        order = np.arange(len(keys[0]), dtype=np.int32)
        for key, group in zip(reversed(keys), reversed(self.groups), strict=True):
            for right in range(0, group * self.bits, _DIGIT):
                digit = (key >> right).astype(np.uint16)
                order = np.take(order, np.argsort(np.take(digit, order), kind="stable"))
        return order

    def same_words(self, keys: list[Key], before: tuple[int, ...] | None) -> NDArray[np.uint8]:
        """How many first words each of the sorted rows has in common with the one above it.

        Args:
            keys: of sorted rows.
            before: the keys of the row above the first; None if it has another first word or there is none.
        """
        if not len(keys[0]):
            return np.zeros(0, dtype=np.uint8)
        same = np.full(len(keys[0]), self.order, dtype=np.uint8)
        differs = np.zeros(len(same) - 1, dtype=bool)
        word = 0
        for key, group in zip(keys, self.groups, strict=True):
            change = key[1:] ^ key[:-1]
            for inside in range(group):
                same[1:] -= differs | (change >= 1 << ((group - 1 - inside) * self.bits))
            differs |= change != 0
            word += group
        same[0] = 0
        if before is not None:
            same[0] = self._common(tuple(int(key[0]) for key in keys), before)
        return same

    def _common(self, row: tuple[int, ...], before: tuple[int, ...]) -> int:
        for word in range(self.order):
            key, right = self.place(word)
            if row[key] >> right != before[key] >> right:
                return word
        return self.order
