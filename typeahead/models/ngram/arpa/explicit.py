"""From counts to n-grams with probabilities and backoff weights: what an ARPA file says of a model.

Interpolated models back off too once each n-gram carries its whole, interpolated probability: for words that did not
follow a context nothing is left but gamma × the lower order's (Chen and Goodman 1998, section 2.8).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.arpa.ngrams import ZERO, Level, Logs, Ngrams, find
from typeahead.models.ngram.arpa.settled import Settled, settled
from typeahead.models.ngram.model import NgramModel, State
from typeahead.models.ngram.smoothing import Context, Discounts, Seen
from typeahead.models.ngram.smoothing.discounts import discounted
from typeahead.models.protocols import BOS

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]

Progress = Callable[[int, int], None]
"""Told how many orders are done, of how many."""


class _Followers(NamedTuple):
    """`ContextStatistics` of many contexts, (n,) int64 each."""

    total: Longs
    once: Longs
    twice: Longs
    more: Longs
    lost: Longs


def explicit(model: NgramModel, words: list[str], progress: Progress | None = None) -> Ngrams:
    """Write out the probabilities of a model's n-grams.

    Args:
        model: of counts, of any smoothing.
        words: its words by id, those learned lately too.
        progress: told after each order.
    """
    made = _Orders(model)
    for order in range(2, model.order + 1):
        made.add(order)
        if progress:
            progress(order, model.order)
    return Ngrams(words[: model.vocabulary_size], made.levels())


class _Orders:
    """The orders that are done, from 1 up; backoff weights of an order are known once the next one is done."""

    def __init__(self, model: NgramModel) -> None:
        self._model = model
        self._size = model.vocabulary_size
        self._counts = settled(model.counts)
        self._discounts = model.discounts()
        self._types = model.types
        whole = model.smoothing.whole and model.order > 1
        self._p: list[Doubles] = [model.distribution(State((), whole=not whole))]
        self._unseen = self._p[0] if whole else None
        self._gammas: list[Doubles] = []
        self._keys: list[Longs] = [np.arange(self._size, dtype=np.int64)]
        # Each n-gram without its first word: its place in the order below; the root's for unigrams.
        self._suffixes: list[Longs] = [np.zeros(self._size, dtype=np.int64)]
        self._from_start = np.arange(self._size) == BOS

    def add(self, order: int) -> None:
        """Work out one more order."""
        level = self._counts[order - 1]
        smoothing = self._model.smoothing
        discounts = self._discounts[order - 1]
        contexts = len(self._keys[-1])
        below = self._suffixes[-1][level.parents]
        if order == 2:
            suffixes = level.words.astype(np.int64)
        else:
            suffixes = find(self._keys[-1], self._size, below, level.words)
        if self._unseen is None:
            lower = self._lower(order - 1, below, level.words, suffixes)
            wanted = np.ones(contexts, dtype=bool)
        else:
            lower = self._unseen[level.words]
            wanted = self._from_start if order < self._model.order else np.ones(contexts, dtype=bool)
        followers = _followers(level, contexts)
        wanted &= followers.total > followers.lost
        own = discounted(level.counts, discounts)
        total, gamma = self._shares(order, level, followers, wanted, own, lower, discounts)
        own /= total[level.parents]
        rest = gamma[level.parents] * lower
        p = np.where(level.counts > 0, own, rest) if smoothing.backs_off else own + rest
        self._p.append(np.where(wanted[level.parents], p, lower))
        self._gammas.append(gamma)
        self._suffixes.append(suffixes)
        self._keys.append(level.parents * self._size + level.words)
        self._from_start = self._from_start[level.parents]

    def _shares(
        self,
        order: int,
        level: Settled,
        followers: _Followers,
        wanted: NDArray[np.bool_],
        own: Doubles,
        lower: Doubles,
        discounts: Discounts,
    ) -> tuple[Doubles, Doubles]:
        """What each context's counts are divided by, and its gamma; 1 and 1 for contexts that are left out."""
        here = np.flatnonzero(wanted)

        def seen() -> Seen:
            there = level.counts > 0
            parents = level.parents[there]
            kept = np.bincount(parents, own[there], len(wanted))
            return Seen(kept[here], np.bincount(parents, lower[there], len(wanted))[here])

        some = _Followers(*(figures[here] for figures in followers))
        found = self._model.smoothing.share(Context(order, some, discounts, seen, self._types))
        total, gamma = np.ones(len(wanted)), np.ones(len(wanted))
        total[here], gamma[here] = found
        return total, gamma

    def _lower(self, order: int, contexts: Longs, words: Ints, nodes: Longs) -> Doubles:
        """p of words after contexts, places of n-grams of `order` words or -1 where there are none, by backing off."""
        p = np.empty(len(words))
        there = nodes >= 0
        p[there] = self._p[order - 1][nodes[there]]
        if not there.all():
            # Pruned: the shorter n-gram is not there, though the longer is.
            contexts, words = contexts[~there], words[~there]
            below = np.where(contexts >= 0, self._suffixes[order - 2][contexts], -1)
            if order == 2:
                nodes = words.astype(np.int64)
            else:
                nodes = find(self._keys[order - 2], self._size, below, words)
            gamma = np.where(contexts >= 0, self._gammas[order - 2][contexts], 1.0)
            p[~there] = gamma * self._lower(order - 1, below, words, nodes)
        return p

    def levels(self) -> list[Level]:
        """All orders, as they are written."""
        found = []
        for order, (level, p) in enumerate(zip(self._counts, self._p, strict=True), start=1):
            logs = _log(p)
            if order == 1:
                logs[self._absent(p)] = -np.inf
            last = order == self._model.order
            backoffs = np.zeros(len(p), dtype=np.float32) if last else _log(self._gammas[order - 1])
            contexts = 1 if order == 1 else len(self._p[order - 2])
            offsets = np.zeros(contexts + 1, dtype=np.int32)
            np.cumsum(np.bincount(level.parents, minlength=contexts), out=offsets[1:])
            found.append(Level(level.words, offsets, logs, backoffs))
        return found

    def _absent(self, p: Doubles) -> NDArray[np.bool_]:
        """Words that are not written: without probability and count, such as those learned and forgotten again."""
        absent: NDArray[np.bool_] = (p <= 0) & (self._counts[0].counts == 0)
        if len(self._counts) > 1:
            absent[self._counts[1].parents] = False
        return absent


def _followers(level: Settled, contexts: int) -> _Followers:
    def many(which: NDArray[np.bool_]) -> Longs:
        return np.bincount(level.parents[which], minlength=contexts)

    counts = level.counts
    total = np.bincount(level.parents, counts, contexts).astype(np.int64)
    return _Followers(total + level.lost, many(counts == 1), many(counts == 2), many(counts > 2), level.lost)


def _log(p: Doubles) -> Logs:
    """log10, float32; that of 0 is what ARPA files have for it."""
    with np.errstate(divide="ignore"):
        return np.where(p > 0, np.log10(p), ZERO).astype(np.float32)
