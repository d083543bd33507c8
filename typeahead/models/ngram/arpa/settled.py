"""Live counts as plain sorted arrays: what was learned since the arrays were made is sorted in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counts import Counts, Depth
from typeahead.models.ngram.pool import EXTRA

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(slots=True)
class Settled:
    """The n-grams of one order, grouped by context and sorted by word inside each context.

    Attributes:
        words: (N,) int32, their last words.
        parents: (N,) int64, their contexts' places in the order below, ascending.
        counts: (N,) int64.
        lost: (contexts,) int64, the counts that pruning took from each context.
    """

    words: Ints
    parents: Longs
    counts: Longs
    lost: Longs


def settled(counts: Counts) -> list[Settled]:
    """The n-grams of all orders; of those that were learned and forgotten again nothing is left."""
    size = counts.vocabulary_size
    raw = [_raw(level) for level in counts.depths[1:]]
    wanted = _wanted(raw)
    unigrams = counts.unigrams.astype(np.int64)
    lost = np.zeros(1, dtype=np.int64)
    found = [Settled(np.arange(size, dtype=np.int32), np.zeros(size, dtype=np.int64), unigrams, lost)]
    places = _Places(np.arange(size, dtype=np.int64), np.zeros(0, dtype=np.int64), size)
    for level, (nodes, contexts, words, many), there in zip(counts.depths[1:], raw, wanted, strict=True):
        nodes, words, many = nodes[there], words[there], many[there]
        parents = places.of(contexts[there])
        key = parents * size + words
        order = np.arange(len(key)) if (key[1:] > key[:-1]).all() else np.argsort(key, kind="stable")
        lost = np.zeros(places.total, dtype=np.int64)
        if len(level.lost):
            before = np.arange(len(level.offsets) - 1, dtype=np.int64)
            now = places.of(before)
            lost[now[now >= 0]] = level.lost[: len(before)][now >= 0]
        found.append(Settled(words[order], parents[order], many[order], lost))
        number = np.empty(len(order), dtype=np.int64)
        number[order] = np.arange(len(order))
        places = _Places.made(nodes, number, len(level.words), len(counts.pool))
    return found


@dataclass(slots=True)
class _Places:
    """Where the nodes of one order are now: mapped ones and those of the pool; -1 for those that are gone."""

    mapped: Longs
    extra: Longs
    total: int

    @classmethod
    def made(cls, nodes: Longs, number: Longs, mapped: int, extra: int) -> _Places:
        found = cls(np.full(mapped, -1, dtype=np.int64), np.full(extra, -1, dtype=np.int64), len(nodes))
        is_extra = nodes >= EXTRA
        found.mapped[nodes[~is_extra]] = number[~is_extra]
        found.extra[nodes[is_extra] - EXTRA] = number[is_extra]
        return found

    def of(self, nodes: Longs) -> Longs:
        found = np.full(len(nodes), -1, dtype=np.int64)
        is_extra = nodes >= EXTRA
        found[~is_extra] = self.mapped[nodes[~is_extra]]
        found[is_extra] = self.extra[nodes[is_extra] - EXTRA]
        return found


def _raw(level: Depth) -> tuple[Longs, Longs, Ints, Longs]:
    """All n-grams of an order as they lie: their nodes, contexts, last words and counts."""
    contexts = np.repeat(np.arange(len(level.offsets) - 1, dtype=np.int64), np.diff(level.offsets))
    nodes = np.arange(len(level.words), dtype=np.int64)
    pool = level.pool
    mine = np.flatnonzero(pool.depth[: len(pool)] == level.depth)
    return (
        np.concatenate([nodes, mine + EXTRA]),
        np.concatenate([contexts, pool.context[mine].astype(np.int64)]),
        np.concatenate([level.words, pool.word[mine]]),
        np.concatenate([level.counts[: len(nodes)], pool.count[mine]]).astype(np.int64),
    )


def _wanted(raw: list[tuple[Longs, Longs, Ints, Longs]]) -> list[NDArray[np.bool_]]:
    """Which n-grams have a count, or are the context of one that has."""
    found: list[NDArray[np.bool_]] = []
    above = np.zeros(0, dtype=np.int64)
    for nodes, contexts, _, many in reversed(raw):
        there = many > 0
        if not there.all():
            zero = np.flatnonzero(~there)
            there[zero] = np.isin(nodes[zero], above)
        above = contexts[there]
        found.append(there)
    return found[::-1]
