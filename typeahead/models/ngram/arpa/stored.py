"""The n-grams of an ARPA file as they lie on disk: flat arrays, ready to be mapped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.arpa.ngrams import Ngrams
from typeahead.models.ngram.presorted import HEAVY
from typeahead.models.protocols import BOS

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stored:
    """An ARPA file's n-grams as they lie on disk.

    Attributes:
        words: (N,) int32, last words of the n-grams of orders 1, 2, … one after the other, grouped by context.
        probabilities: (N,) float64, aligned with `words`; 0 for `<s>`, which is never predicted.
        backoffs: (N of all orders but the last,) float64, backoff weights.
        offsets: int32, the orders' offsets (see `ngrams.Level`) one after the other.
        starts: (order + 1,) int64, where each order's part of `words` begins, and their number.
        offset_starts: (order + 1,) int64, the same for `offsets`.
        heavy, heavy_starts, heavy_nodes, heavy_bases: as `presorted.Presorted`, by probability.
    """

    words: Ints
    probabilities: Doubles
    backoffs: Doubles
    offsets: Ints
    starts: NDArray[np.int64]
    offset_starts: NDArray[np.int64]
    heavy: Ints
    heavy_starts: Ints
    heavy_nodes: Ints
    heavy_bases: NDArray[np.int64]

    @classmethod
    def of(cls, ngrams: Ngrams) -> Stored:
        """Lay n-grams out."""
        levels = ngrams.levels
        words = np.concatenate([level.words for level in levels])
        probabilities = np.power(10.0, np.concatenate([level.logs for level in levels]).astype(np.float64))
        probabilities[words == BOS] = 0.0
        backoffs = [np.power(10.0, level.backoffs.astype(np.float64)) for level in levels[:-1]]
        starts = np.cumsum([0, *(len(level.words) for level in levels)]).astype(np.int64)
        offsets = np.concatenate([level.offsets for level in levels])
        offset_starts = np.cumsum([0, *(len(level.offsets) for level in levels)]).astype(np.int64)
        heavy, heavy_starts, heavy_nodes, heavy_bases = presorted(
            probabilities, starts, offsets, offset_starts
        )
        return cls(
            words=words,
            probabilities=probabilities,
            backoffs=np.concatenate(backoffs) if backoffs else np.zeros(0),
            offsets=offsets,
            starts=starts,
            offset_starts=offset_starts,
            heavy=heavy,
            heavy_starts=heavy_starts,
            heavy_nodes=heavy_nodes,
            heavy_bases=heavy_bases,
        )

    @property
    def order(self) -> int:
        """Words in the longest n-grams."""
        return len(self.starts) - 1


def presorted(
    probabilities: Doubles, starts: NDArray[np.int64], offsets: Ints, offset_starts: NDArray[np.int64]
) -> tuple[Ints, Ints, Ints, NDArray[np.int64]]:
    """`heavy`, `heavy_starts`, `heavy_nodes` and `heavy_bases` of n-grams that are laid out."""
    levels = [
        _by_probability(
            probabilities[starts[at] : starts[at + 1]], offsets[offset_starts[at] : offset_starts[at + 1]]
        )
        for at in range(len(starts) - 1)
    ]
    sizes = np.concatenate([many for _, many, _ in levels])
    return (
        np.concatenate([contexts for contexts, _, _ in levels]),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        np.concatenate([nodes for _, _, nodes in levels]),
        np.cumsum([0, *(len(contexts) for contexts, _, _ in levels)]).astype(np.int64),
    )


def _by_probability(probabilities: Doubles, offsets: Ints) -> tuple[Ints, Ints, Ints]:
    """The contexts with many children, how many, and their children's places by probability, highest first."""
    many = np.diff(offsets)
    contexts = np.flatnonzero(many > HEAVY).astype(np.int32)
    nodes = [np.zeros(0, dtype=np.int32)]
    for context in contexts.tolist():
        first, last = int(offsets[context]), int(offsets[context + 1])
        nodes.append(np.argsort(-probabilities[first:last], kind="stable").astype(np.int32) + np.int32(first))
    return contexts, many[contexts], np.concatenate(nodes)
