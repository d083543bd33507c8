"""From sorted rows to the n-grams of each order, with their counts as met.

With rows sorted by their words, left to right, the n-grams of k words are the runs of rows that agree in the
first k words: already grouped by context and sorted by word, which is how a level of `Tables` lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.pieces import Scratch
from typeahead.models.ngram.counting.rows import Key, Packing
from typeahead.models.ngram.counting.text import NOTHING

EIGHTHS = 8
"""How many n-grams there are is known for the first eighth of the text, for two eighths, and so on."""


@dataclass(slots=True)
class Part:
    """What some sorted rows say of one order. Numbers of n-grams count from 0 among those that begin here.

    Attributes:
        words, raw, earliest: int32 of the n-grams that begin in these rows: last word, count, first position.
        more: (count, first position) of the n-gram that the rows above ended with, as far as it goes on here.
        children: of each n-gram that begins here, the number of its first child; empty at the highest order.
        numbers: by position, the n-gram of each row; -1 for the one that goes on; None if nobody asks.
    """

    words: NDArray[np.int32]
    raw: NDArray[np.int32]
    earliest: NDArray[np.int32]
    more: tuple[int, int] | None
    children: NDArray[np.int32]
    numbers: NDArray[np.int32] | None


def parts_of(
    packing: Packing,
    keys: list[Key],
    same: NDArray[np.uint8],
    order: NDArray[np.int32],
    at: NDArray[np.int32],
    numbered: bool,
) -> Iterator[Part]:
    """What sorted rows say of each order, the highest first.

    Args:
        packing: how words lie in the keys.
        keys: of the sorted rows, one or more.
        same: words in common with the row above (`Packing.same_words`).
        order: for each sorted row its place in `at`.
        at: the rows' positions in the text, ascending.
        numbered: whether `numbers` are wanted (for orders 2 to the last but one).
    """
    goes_on = int(same[0])
    firsts = np.flatnonzero(same < packing.order)  # of each run of equal rows
    if goes_on == packing.order:
        firsts = np.insert(firsts, 0, 0)
    differs = same[firsts]
    differs[0] = 0
    earliest = np.take(at, order[firsts])  # equal rows are in the order of the text
    below: NDArray[np.int32] | None = None
    for k in range(packing.order, 0, -1):
        if k < packing.order:
            runs = np.flatnonzero(differs < k)
            earliest = np.minimum.reduceat(earliest, runs)
            firsts, differs = firsts[runs], differs[runs]
        key, right = packing.place(k - 1)
        words = ((keys[key][firsts] >> right) & ((1 << packing.bits) - 1)).astype(np.int32)
        raw = np.diff(firsts, append=len(same)).astype(np.int32)
        valid = words != NOTHING
        more = (int(raw[0]), int(earliest[0])) if goes_on >= k and valid[0] else None
        if goes_on >= k:
            valid[0] = False
        begins = firsts[valid]
        flags = np.zeros(len(same), dtype=bool)
        flags[begins] = True
        number = np.cumsum(flags, dtype=np.int32)
        number -= 1
        yield Part(
            words=words[valid] - np.int32(1),
            raw=raw[valid],
            earliest=earliest[valid],
            more=more,
            children=_NONE if below is None else below[begins],
            numbers=_by_position(number, order) if numbered and 1 < k < packing.order else None,
        )
        below = number + np.int32(1)
        below -= flags  # how many began above each row


_NONE = np.zeros(0, dtype=np.int32)


def _by_position(number: NDArray[np.int32], order: NDArray[np.int32]) -> NDArray[np.int32]:
    found = np.empty_like(number)
    found[order] = number
    return found


class Levels:
    """The n-grams of all orders while they are found, in the order of their words.

    Attributes:
        words, raw, children: by order (index 0 is not used): see `Part`; children's numbers count from the order's
            first n-gram.
        numbers: by order: the n-gram of each row, rows as they came.
        growth: (order + 1, EIGHTHS) int64: how many n-grams of each order were met first in each eighth of the text.
    """

    def __init__(self, order: int, positions: int, scratch: Scratch) -> None:
        self.order = order
        self._positions = max(positions, 1)
        self.words, self.raw, self.children, self.numbers = (
            [scratch.pieces() for _ in range(order + 1)] for _ in range(4)
        )
        self.growth = np.zeros((order + 1, EIGHTHS), dtype=np.int64)
        self._last_earliest = [0] * (order + 1)

    def add(self, parts: Iterable[Part]) -> None:
        """Take what the next sorted rows say of each order, the highest first."""
        began = [*map(len, self.words), 0]
        for k, part in zip(range(self.order, 0, -1), parts, strict=True):
            if part.more:
                self.raw[k].add_to_last(part.more[0])
                self._count_first(k, self._last_earliest[k], -1)
                self._last_earliest[k] = min(self._last_earliest[k], part.more[1])
                self._count_first(k, self._last_earliest[k], +1)
            if len(part.words):
                eighths = part.earliest.astype(np.int64) * EIGHTHS // self._positions
                self.growth[k] += np.bincount(eighths, minlength=EIGHTHS)
                self._last_earliest[k] = int(part.earliest[-1])
            self.words[k].append(part.words)
            self.raw[k].append(part.raw)
            if len(part.children):
                part.children += np.int32(began[k + 1])
                self.children[k].append(part.children)
            if part.numbers is not None:
                part.numbers += np.int32(began[k])
                self.numbers[k].append(part.numbers)

    def _count_first(self, k: int, position: int, by: int) -> None:
        self.growth[k, position * EIGHTHS // self._positions] += by
