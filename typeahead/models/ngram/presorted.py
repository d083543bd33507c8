"""The children of large contexts, sorted by count: where a search for the likeliest words starts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counting.pieces import release
from typeahead.models.ngram.tables import Tables

HEAVY = 64
"""Contexts with more children than this are kept sorted; smaller ones are looked at whole, which is as fast."""

Array = NDArray[np.int32]


@dataclass(slots=True)
class Sorted:
    """For each large context of one order, its children's places in that order's arrays, highest count first.

    Attributes:
        contexts: (H,) int32, sorted.
        starts: (H + 1,) int32, where each context's part of `nodes` begins.
        nodes: int32; equal counts in no order that could be relied on.
    """

    contexts: Array
    starts: Array
    nodes: Array
    view: memoryview = field(init=False)

    def __post_init__(self) -> None:
        self.view = memoryview(self.contexts.data)

    def number(self, context: int) -> int:
        """Which of the large contexts this is, or -1."""
        at = bisect_left(self.view, context)
        return at if at < len(self.view) and self.view[at] == context else -1

    def of(self, context: int) -> Array | None:
        """The children of a large context by count, or None where it is not large."""
        at = self.number(context)
        return None if at < 0 else self.nodes[self.starts[at] : self.starts[at + 1]]


@dataclass(frozen=True, slots=True)
class Presorted:
    """`Sorted` of all orders in flat arrays.

    Attributes:
        contexts, starts, nodes: see `Sorted`; `starts` counts through all orders.
        bases: (order + 1,) int64: the large contexts of order d's children are [bases[d - 1], bases[d]).
    """

    contexts: Array
    starts: Array
    nodes: Array
    bases: NDArray[np.int64]

    @classmethod
    def build(cls, tables: Tables) -> Presorted:
        """Sort the children of every large context."""
        whole = np.array([0, len(tables.unigrams)], dtype=np.int32)
        orders = [(tables.unigrams, whole), *((level.counts, level.offsets) for level in tables.levels)]
        contexts: list[Array] = []
        nodes: list[Array] = []
        sizes: list[Array] = []
        for counts, offsets in orders:
            many = np.diff(offsets)
            contexts.append(np.flatnonzero(many > HEAVY).astype(np.int32))
            sizes.append(many[contexts[-1]])
            for context in contexts[-1].tolist():
                first, last = int(offsets[context]), int(offsets[context + 1])
                nodes.append(by_count(counts[first:last], first))
            release(counts)
            release(offsets)
        starts = np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int32)
        return cls(
            contexts=np.concatenate(contexts),
            starts=starts,
            nodes=np.concatenate(nodes or [np.zeros(0, dtype=np.int32)]),
            bases=np.cumsum([0, *map(len, contexts)]).astype(np.int64),
        )

    def depths(self) -> list[Sorted]:
        """The orders from 1 up: views of the flat arrays."""
        return [
            Sorted(self.contexts[first:last], self.starts[first : last + 1], self.nodes)
            for first, last in zip(self.bases[:-1].tolist(), self.bases[1:].tolist(), strict=True)
        ]


def by_count(counts: Array, first: int) -> Array:
    """The places of counts that begin at `first`, highest count first, equals in their order."""
    return np.argsort(-counts, kind="stable").astype(np.int32) + np.int32(first)
