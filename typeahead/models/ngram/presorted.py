"""The children of large contexts, sorted by count: where a search for the likeliest words starts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

HEAVY = 64
"""Contexts with more children than this are kept sorted; smaller ones are looked at whole, which is as fast."""

Array = NDArray[np.int32]


@dataclass(slots=True)
class Presorted:
    """For each large context, its children's places in the depth's arrays, highest count first.

    Attributes:
        contexts: (H,) int32, sorted.
        starts: (H + 1,) int32, where each context's part of `nodes` begins.
        nodes: int32, places in the arrays of the depth; equal counts in the order of their words.
    """

    contexts: Array
    starts: Array
    nodes: Array
    view: memoryview = field(init=False)

    def __post_init__(self) -> None:
        self.view = memoryview(self.contexts.data)

    def of(self, context: int) -> Array | None:
        """The children of a large context by count, or None where it is not large."""
        at = bisect_left(self.view, context)
        if at == len(self.view) or self.view[at] != context:
            return None
        return self.nodes[self.starts[at] : self.starts[at + 1]]

    @classmethod
    def build(cls, counts: Array, offsets: Array) -> Presorted:
        """Sort the children of every large context."""
        sizes = np.diff(offsets)
        contexts = np.flatnonzero(sizes > HEAVY).astype(np.int32)
        starts = np.zeros(len(contexts) + 1, dtype=np.int32)
        np.cumsum(sizes[contexts], out=starts[1:])
        nodes = np.empty(int(starts[-1]), dtype=np.int32)
        for at, context in enumerate(contexts.tolist()):
            first, last = int(offsets[context]), int(offsets[context + 1])
            nodes[starts[at] : starts[at + 1]] = by_count(counts[first:last], first)
        return cls(contexts, starts, nodes)


def by_count(counts: Array, first: int) -> Array:
    """The places of counts that begin at `first`, highest count first, equals in their order."""
    return np.argsort(-counts, kind="stable").astype(np.int32) + np.int32(first)
