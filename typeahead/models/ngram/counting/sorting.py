"""The rows of a text, sorted partition by partition, and what they say put into the levels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.levels import Levels, Part, parts_of
from typeahead.models.ngram.counting.partitions import Partition
from typeahead.models.ngram.counting.pieces import Scratch
from typeahead.models.ngram.counting.rows import Key, Packing
from typeahead.models.ngram.counting.text import Text


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of one partition.

    Attributes:
        at: (rows,) int32 positions, ascending.
        sizes: how many of them are in each chunk of the text.
        keys: of the rows in sorted order.
        order: (rows,) int32: for each sorted row its place in `at`.
        same: (rows,) uint8: how many first words each sorted row has in common with the one above.
    """

    at: NDArray[np.int32]
    sizes: list[int]
    keys: list[Key]
    order: NDArray[np.int32]
    same: NDArray[np.uint8]

    @classmethod
    def of(cls, partition: Partition, text: Text, packing: Packing, before: tuple[int, ...] | None) -> Sorted:
        """Collect and sort a partition's rows; `before` are the keys of the row above all of them."""
        found = [partition.rows(chunk, packing) for chunk in text.chunks()]
        sizes = [len(at) for at, _ in found]
        at = _joined([at for at, _ in found])
        keys = [_joined([keys[group] for _, keys in found]) for group in range(len(packing.groups))]
        found.clear()
        order = packing.sort(keys)
        for group, key in enumerate(keys):
            keys[group] = np.take(key, order)
        return cls(at, sizes, keys, order, packing.same_words(keys, before))

    def last(self) -> tuple[int, ...]:
        """The keys of the last row."""
        return tuple(int(key[-1]) for key in self.keys)

    def parts(self, packing: Packing, numbered: bool) -> Iterator[Part]:
        """What the rows say of each order, the highest first; there must be rows."""
        return parts_of(packing, self.keys, self.same, self.order, self.at, numbered)


class Rows:
    """Sorts rows into levels, and keeps what continuation counts need of them.

    Attributes:
        at: positions of the rows, partition by partition, ascending in each.
        same: as `at`: words in common with the row above in sorted order.
        sizes: for each partition, its rows in each chunk of the text.
    """

    def __init__(self, text: Text, packing: Packing, levels: Levels, scratch: Scratch) -> None:
        """Of a text, into levels."""
        self._text = text
        self._packing = packing
        self._levels = levels
        self.at = scratch.pieces()
        self.same = scratch.pieces(np.uint8)
        self.sizes: list[list[int]] = []

    def add_side_by_side(self, partitions: list[Partition], numbered: bool) -> None:
        """Sort partitions that share no first words at the same time: NumPy sorts outside Python's lock."""

        def sort(partition: Partition) -> tuple[Sorted, list[Part]]:
            rows = Sorted.of(partition, self._text, self._packing, None)
            return rows, list(rows.parts(self._packing, numbered)) if len(rows.at) else []

        with ThreadPoolExecutor(2) as threads:
            for rows, parts in threads.map(sort, partitions):
                self._add(rows, parts)

    def add_each(self, partitions: list[Partition], numbered: bool, done: Callable[[], None]) -> None:
        """Sort one partition after the other."""
        before: tuple[int, ...] | None = None
        for partition in partitions:
            rows = Sorted.of(partition, self._text, self._packing, before)
            self._add(rows, rows.parts(self._packing, numbered))
            before = rows.last() if len(rows.at) else before
            done()

    def _add(self, rows: Sorted, parts: Iterable[Part]) -> None:
        self.sizes.append(rows.sizes)
        if not len(rows.at):
            return
        same = np.empty_like(rows.same)
        same[rows.order] = rows.same
        self.at.append(rows.at)
        self.same.append(same)
        self._levels.add(parts)


def _joined(arrays: list[Any]) -> Any:
    return (
        arrays[0] if len(arrays) == 1 else np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
    )
