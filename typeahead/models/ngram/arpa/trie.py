"""From rows of n-grams in any order to levels, each n-gram under its context; what is missing below is put in.

A model that walks from context to context needs, for each n-gram, the one without its last word (its context) and
the one without its first (where it backs off to). lmplz writes them all; pruned files of other programs may not.
What is put in says what the file says of it by backing off, so that no probability changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from typeahead.models.ngram.arpa.ngrams import Ints, Level, Logs, Longs, find
from typeahead.models.ngram.arpa.sections import Rows

Twice = Callable[[int, int], Exception]
"""Makes the error for an n-gram that stands at two places, from its words' number and the later line."""


class Trie:
    """Levels of n-grams under construction.

    Args:
        unigrams: by id, with as many rows as there are words.
        orders: the n-grams of orders 2, 3, …; emptied on the way.
        twice: see `Twice`.

    Attributes:
        levels: what was made.
        added: how many n-grams were put in.
    """

    def __init__(self, unigrams: Rows, orders: list[Rows], twice: Twice) -> None:
        size = len(unigrams.logs)
        self.added = 0
        self._size = size
        self._twice = twice
        self._rows = [unigrams, *orders]
        ids = np.arange(size, dtype=np.int32)
        self.levels = [Level(ids, np.array([0, size], np.int32), unigrams.logs, unigrams.backoffs)]
        self._keys: list[Longs] = [ids.astype(np.int64)]
        self._suffixes: list[Longs] = [np.zeros(size, dtype=np.int64)]
        while len(self.levels) < len(self._rows):
            missing = self._put_level()
            if missing is not None:
                self._put_in(missing)
        self._fill()

    def _put_level(self) -> Ints | None:
        """Make the next level; or the n-grams of the one below that it lacks, (M, order - 1), possibly repeated."""
        order = len(self.levels) + 1
        rows = self._rows[order - 1]
        place = _sorted_places(rows.words, self._size)
        words = rows.words[place]
        self._check_twice(order, words, rows.lines[place])
        fresh = np.ones(len(words), dtype=bool)
        fresh[1:] = (words[1:, :-1] != words[:-1, :-1]).any(axis=1)
        contexts = self._nodes(words[fresh, :-1])
        if (contexts < 0).any():
            return words[fresh, :-1][contexts < 0]
        parents = np.repeat(contexts, np.diff(np.append(np.flatnonzero(fresh), len(words))))
        below = self._suffixes[-1][parents]
        last = words[:, -1]
        suffixes = find(self._keys[-1], self._size, below, last) if order > 2 else last.astype(np.int64)
        if (suffixes < 0).any():
            return words[suffixes < 0, 1:]
        offsets = np.zeros(len(self._keys[-1]) + 1, dtype=np.int32)
        np.cumsum(np.bincount(parents, minlength=len(self._keys[-1])), out=offsets[1:])
        level = Level(np.ascontiguousarray(last), offsets, rows.logs[place], rows.backoffs[place])
        self.levels.append(level)
        self._suffixes.append(suffixes)
        self._keys.append(parents * self._size + last)
        return None

    def _check_twice(self, order: int, words: Ints, lines: Ints) -> None:
        if len(words) < 2:
            return
        same = np.flatnonzero((words[1:] == words[:-1]).all(axis=1))
        if len(same):
            pairs = np.maximum(lines[same], lines[same + 1])
            raise self._twice(order, int(pairs.min()))

    def _nodes(self, words: Ints) -> Longs:
        """The numbers of n-grams among those of their order, -1 where they are not there."""
        nodes = words[:, 0].astype(np.int64)
        for depth in range(1, words.shape[1]):
            nodes = find(self._keys[depth], self._size, nodes, words[:, depth])
        return nodes

    def _put_in(self, words: Ints) -> None:
        """Add rows to the last order that was made, which is to be made again."""
        order = len(self.levels)
        words = np.unique(words, axis=0)
        self.added += len(words)
        before = self._rows[order - 1]
        empty = np.zeros(len(words), dtype=np.float32)
        self._rows[order - 1] = Rows(
            np.concatenate([before.words, words]),
            np.concatenate([before.logs, empty + np.float32(np.nan)]),
            np.concatenate([before.backoffs, empty]),
            np.concatenate([before.lines, empty.astype(np.int32)]),
        )
        for made in (self.levels, self._keys, self._suffixes):
            made.pop()

    def _fill(self) -> None:
        """Give n-grams that were put in the probability that the orders below have for them."""
        if not self.added:
            return
        for depth, level in enumerate(self.levels[1:], start=1):
            empty = np.flatnonzero(np.isnan(level.logs))
            parents = level.parents()[empty]
            lower: Logs = self.levels[depth - 1].logs[self._suffixes[depth][empty]]
            level.logs[empty] = self.levels[depth - 1].backoffs[parents] + lower


def _sorted_places(words: Ints, size: int) -> Longs:
    """The order in which rows are sorted by their words, first word first."""
    bits = max(size - 1, 1).bit_length()
    many = 63 // bits  # words that one number holds
    keys = [_packed(words.T[first : first + many], bits) for first in range(0, words.shape[1], many)]
    found: Longs = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    return found


def _packed(columns: Iterable[Ints], bits: int) -> Longs:
    key: Longs = np.zeros(0, dtype=np.int64)
    for at, column in enumerate(columns):
        key = (key << bits) | column if at else column.astype(np.int64)
    return key
