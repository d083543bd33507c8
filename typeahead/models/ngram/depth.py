"""The n-grams of one order: mapped arrays, and those that were learned since."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.pool import EXTRA, Pool
from typeahead.models.ngram.presorted import HEAVY, Sorted

Array = NDArray[np.int32]
Longs = NDArray[np.int64]

_LONG_CHAIN = 48
"""A context with more new children than this is looked up in the whole pool at once, unless that is far larger."""

_QUICKER = 32
"""So many entries of the pool are looked through while one child is followed to the next."""

_FEW = 256
"""Up to so many contexts are looked up one by one, which takes no longer the more was learned."""


class ContextStatistics(NamedTuple):
    """Of one context's children: the sum of their counts, how many count 1, 2, and 3 or more, and what was pruned.

    `total` includes `lost`, the counts of n-grams that pruning took away.
    """

    total: int = 0
    once: int = 0
    twice: int = 0
    more: int = 0
    lost: int = 0


@dataclass(slots=True)
class Depth:
    """The n-grams of one order (depth): nodes are their numbers; their contexts are nodes of the depth below.

    Attributes:
        depth: 1 for unigrams, whose one context is the root, 0.
        words, counts, offsets, lost: as `tables.Level`; counts are changed in place (copy-on-write where mapped).
            The root's counts go on behind its words: those of words learned later.
        sorted: the children of large contexts by count, kept in order.
        pool: what came after the arrays were made, of all depths.
        heads: (contexts,) int32, 1 + the first entry of a context's new children, 0 where there is none.
        places: as `sorted.nodes`: where each child of a large context stands in its order (see `_move`).
        statistics: (large contexts, 5) int64: total, once, twice, more; total is -1 until it is first asked for.
            The last one is 1 once the context's `places` are known, which is when one of its counts changes.
        news: (large contexts, 2) int64: how many new children, and the highest count one of them ever had.
        counted: (KEPT_COUNTS + 1,) int64, how many n-grams have count 1, 2, …
    """

    depth: int
    words: Array
    counts: Array
    offsets: Array
    lost: Array
    sorted: Sorted
    pool: Pool
    heads: Array
    places: Array
    statistics: Longs
    news: Longs
    counted: Longs
    size: int = 0
    view_words: memoryview = field(init=False)
    view_counts: memoryview = field(init=False)
    view_offsets: memoryview = field(init=False)

    def __post_init__(self) -> None:
        self.view_words = memoryview(self.words.data)
        self.view_offsets = memoryview(self.offsets.data)
        self.grow(self.counts, len(self.words))

    def grow(self, counts: Array, size: int) -> None:
        """Put another array in place of the counts: for the root, whose words grow in number (`size`)."""
        self.counts, self.size = counts, size
        # Indexing a memoryview gives a Python int several times faster than indexing an array.
        self.view_counts = memoryview(self.counts.data)

    @property
    def count_of_counts(self) -> list[int]:
        """How many n-grams have count 1, 2, … KEPT_COUNTS; index 0 is not used."""
        found: list[int] = self.counted.tolist()
        return found

    # --- n-grams

    def span(self, context: int) -> tuple[int, int]:
        """Where the context's children lie in the arrays: [first, last)."""
        if context + 1 >= len(self.view_offsets):
            return 0, 0
        return self.view_offsets[context], self.view_offsets[context + 1]

    def find(self, context: int, word: int) -> int:
        """The node of context + word, or -1."""
        if self.depth == 1:
            return word if word < self.size else -1
        first, last = self.span(context)
        if first < last:
            at = bisect_left(self.view_words, word, first, last)
            if at < last and self.view_words[at] == word:
                return at
        return self.pool.find(self.depth, context, word) if self.pool.size[0] else -1

    def find_all(self, contexts: Longs, words: Array) -> Longs:
        """The nodes of many n-grams, (n,) int64: -1 where there is none, or the context is -1."""
        if self.depth == 1:
            return np.where((contexts >= 0) & (words < self.size), words, -1).astype(np.int64)
        found = np.full(len(words), -1, dtype=np.int64)
        mapped = np.flatnonzero((contexts >= 0) & (contexts < len(self.offsets) - 1))
        low = self.offsets[contexts[mapped]].astype(np.int64)
        end = self.offsets[contexts[mapped] + 1].astype(np.int64)
        high, wanted = end.copy(), words[mapped]
        while (open_ := np.flatnonzero(low < high)).size:
            middle = (low[open_] + high[open_]) >> 1
            below = self.words[middle] < wanted[open_]
            low[open_] = np.where(below, middle + 1, low[open_])
            high[open_] = np.where(below, high[open_], middle)
        inside = np.flatnonzero(low < end)
        hit = inside[self.words[low[inside]] == wanted[inside]]
        found[mapped[hit]] = low[hit]
        if len(self.pool):
            missing = np.flatnonzero((found < 0) & (contexts >= 0))
            found[missing] = self.pool.find_all(
                self.depth, contexts[missing].astype(np.int32), words[missing].astype(np.int32)
            )
        return found

    def count(self, node: int) -> int:
        """The count of a node."""
        return self.view_counts[node] if node < EXTRA else self.pool.counts[node - EXTRA]

    def counts_of(self, nodes: Longs) -> Longs:
        """The counts of many nodes, (n,) int64; 0 for -1."""
        found = np.zeros(len(nodes), dtype=np.int64)
        extra = nodes >= EXTRA
        mapped = (nodes >= 0) & ~extra
        found[mapped] = self.counts[nodes[mapped]]
        found[extra] = self.pool.count[nodes[extra] - EXTRA]
        return found

    def put(self, context: int, word: int) -> int:
        """Put an n-gram that is nowhere yet into the pool, with count 0; its node. There must be room for it."""
        node = self.pool.add(self.depth, context, word, self._head(context))
        if context >= EXTRA:
            self.pool.firsts[context - EXTRA] = node - EXTRA + 1
        else:
            self.heads[context] = node - EXTRA + 1
        large = self._large(context)
        if large >= 0:
            self.news[large, 0] += 1
        return node

    def _head(self, context: int) -> int:
        """1 + the first entry of a context's new children, or 0."""
        if context >= EXTRA:
            return self.pool.firsts[context - EXTRA]
        return int(self.heads[context]) if context < len(self.heads) else 0

    def _large(self, context: int) -> int:
        """Which of the large contexts this is, or -1."""
        first, last = self.span(context)
        return self.sorted.number(context) if last - first > HEAVY else -1

    def change(self, context: int, node: int, by: int) -> int:
        """Change a node's count by +1 or -1 and all that is derived from it; the new count."""
        before = self.count(node)
        after = before + by
        large = self._large(context)
        if node >= EXTRA:
            self.pool.counts[node - EXTRA] = after
            if large >= 0 and after > self.news[large, 1]:
                self.news[large, 1] = after
        else:
            if large >= 0 and node < len(self.words):
                self._move(large, node, before, by)
            self.view_counts[node] = after
            if large >= 0 and node >= len(self.words) and after > self.news[large, 1]:
                self.news[large, 1] = after  # the root's new words
        counted = self.counted
        if 1 <= before < len(counted):
            counted[before] -= 1
        if 1 <= after < len(counted):
            counted[after] += 1
        if large >= 0 and self.statistics[large, 0] >= 0:
            known = self.statistics[large]
            known[0] += by
            if before >= 1:
                known[min(before, 3)] -= 1
            if after >= 1:
                known[min(after, 3)] += 1
        return after

    def _move(self, large: int, node: int, before: int, by: int) -> None:
        """Move a node to the end of its run of equal counts where it will be in order with its new count."""
        first, last = int(self.sorted.starts[large]), int(self.sorted.starts[large + 1])
        nodes, places = self.sorted.nodes, self.places
        # A context's children are neighbours, so that a node's place is kept at its distance from the first one.
        context = self.sorted.view[large]
        zero = first - self.view_offsets[context]
        if self.statistics[large, 4] == 0:
            places[nodes[first:last] + zero] = np.arange(first, last)
            self.statistics[large, 4] = 1
        at = int(places[zero + node])
        to = (
            self._end_of_higher(first, last, before)
            if by > 0
            else self._end_of_higher(first, last, before - 1) - 1
        )
        other = int(nodes[to])
        nodes[at], nodes[to] = other, node
        places[zero + other], places[zero + node] = at, to

    def _end_of_higher(self, first: int, last: int, count: int) -> int:
        """Where, among a large context's ordered children, those with a higher count end."""
        nodes, counts = self.sorted.nodes, self.view_counts
        while first < last:
            middle = (first + last) >> 1
            if counts[nodes[middle]] > count:
                first = middle + 1
            else:
                last = middle
        return first

    # --- contexts

    def ordered(self, context: int) -> Array | None:
        """A large context's mapped children, highest count first, as counts stand now; None where it is not large."""
        return self.sorted.of(context)

    def likeliest(self, context: int) -> tuple[int, int]:
        """The child with the highest count, of equals the first by id, and that count; (-1, 0) where there is none."""
        first, last = self.span(context)
        best, most = -1, 0
        ordered = self.ordered(context) if last - first > HEAVY else None
        if ordered is not None:
            most = self.view_counts[int(ordered[0])]
            equals = bisect_left(ordered, 1 - most, key=lambda node: -self.view_counts[int(node)])
            best = self.view_words[int(ordered[:equals].min())]  # nodes lie in the order of their words
        elif first < last:
            counts = self.view_counts[first:last].tolist()
            most = max(counts)
            best = self.view_words[first + counts.index(most)]
        if self.may_have_new(context, most - 1):
            for word, count in self.new_children(context):
                if count > most or (count == most and word < best):
                    best, most = word, count
        return (best, most) if most > 0 else (-1, 0)

    def may_have_new(self, context: int, above: int) -> bool:
        """Whether a new child of the context may have a count above this; False is sure."""
        large = self._large(context)
        return bool(self.news[large, 1] > above) if large >= 0 else True

    def statistics_of(self, context: int) -> ContextStatistics:
        """Totals of a context's children."""
        lost = self.lost[context] if len(self.lost) and context < len(self.lost) else 0
        large = self._large(context)
        if large >= 0:
            known = self.statistics[large]
            if known[0] < 0:
                known[:4] = self._sum_large(context)
            total, once, twice, more, _ = known.tolist()
            return ContextStatistics(total + int(lost), once, twice, more, int(lost))
        first, last = self.span(context)
        counts = self.view_counts[first:last].tolist()
        if self.depth == 1 or self._head(context):
            counts += [count for _, count in self.new_children(context)]
        once, twice, none = counts.count(1), counts.count(2), counts.count(0)
        return ContextStatistics(
            sum(counts) + int(lost), once, twice, len(counts) - none - once - twice, int(lost)
        )

    def _sum_large(self, context: int) -> list[int]:
        first, last = self.span(context)
        found = [0, 0, 0, 0]
        for counts in (self.counts[first:last], self.new_arrays(context)[1]):
            found[0] += int(counts.sum())
            for at, many in enumerate(np.bincount(np.minimum(counts, 3), minlength=4)[1:], start=1):
                found[at] += int(many)
        return found

    def statistics_of_all(self, contexts: Longs) -> Longs:
        """Totals of many contexts' children, (5, n) int64, in the order of `ContextStatistics`; 0 for context -1."""
        unique, back = np.unique(contexts, return_inverse=True)
        if len(unique) <= _FEW:
            none = ContextStatistics()
            few = [none if each < 0 else self.statistics_of(each) for each in unique.tolist()]
            return np.array(few, dtype=np.int64).reshape(-1, 5).T[:, back]
        sums = np.zeros((4, len(unique)), dtype=np.int64)
        mapped = np.flatnonzero((unique >= 0) & (unique < len(self.offsets) - 1))
        first = self.offsets[unique[mapped]].astype(np.int64)
        many = self.offsets[unique[mapped] + 1] - first
        owner = np.repeat(mapped, many)
        places = np.arange(len(owner)) + np.repeat(first - np.concatenate([[0], np.cumsum(many)[:-1]]), many)
        _sum_into(sums, owner, self.counts[places])
        if self.depth == 1:
            new, owners = self.new_arrays(0)[1], np.searchsorted(unique, 0)
            if owners < len(unique) and unique[owners] == 0:
                _sum_into(sums, np.full(len(new), owners), new)
        elif len(self.pool):
            mine = np.flatnonzero(self.pool.depth[: len(self.pool)] == self.depth)
            at = np.minimum(np.searchsorted(unique, self.pool.context[mine]), len(unique) - 1)
            hit = unique[at] == self.pool.context[mine]
            _sum_into(sums, at[hit], self.pool.count[mine[hit]])
        lost = np.zeros(len(unique), dtype=np.int64)
        if len(self.lost):
            lost[mapped] = self.lost[unique[mapped]]
        sums[0] += lost
        return np.vstack([sums, lost])[:, back]

    def children(self, context: int, low: int, high: int) -> tuple[Array, Array]:
        """Words and counts of a context's mapped children with low ≤ word < high (newly learned ones apart)."""
        first, last = self.span(context)
        if first < last and (low > self.view_words[first] or high <= self.view_words[last - 1]):
            first, last = (
                bisect_left(self.view_words, low, first, last),
                bisect_left(self.view_words, high, first, last),
            )
        return self.words[first:last], self.counts[first:last]

    def followers(self, context: int, among: range) -> tuple[Array, Array]:
        """What followed a context in a range of ids: words (ascending) and their counts, all above 0."""
        words, counts = self.children(context, among.start, among.stop)
        there = counts > 0
        if not self.may_have_new(context, 0):
            return words[there], counts[there]
        new, news = self.new_arrays(context)
        wanted = (news > 0) & (new >= among.start) & (new < among.stop)
        words = np.concatenate([words[there], new[wanted]])
        counts = np.concatenate([counts[there], news[wanted]])
        order = np.argsort(words)
        return words[order], counts[order]

    def has_children(self, context: int) -> bool:
        """Whether anything ever followed the context."""
        first, last = self.span(context)
        return first < last or self._head(context) > 0

    def new_children(self, context: int) -> list[tuple[int, int]]:
        """(word, count) of a context's children that came after the arrays were made."""
        if self.depth > 1 and not self._head(context):
            return []
        words, counts = self.new_arrays(context)
        return list(zip(words.tolist(), counts.tolist(), strict=True))

    def new_arrays(self, context: int) -> tuple[Array, Array]:
        """As `new_children`: words and counts, int32."""
        if self.depth == 1:
            new = slice(len(self.words), self.size)
            return np.arange(new.start, new.stop, dtype=np.int32), self.counts[new]
        pool = self.pool
        large, size = self._large(context), len(pool)
        if large >= 0 and self.news[large, 0] > max(_LONG_CHAIN, size // _QUICKER):
            here = np.flatnonzero((pool.context[:size] == context) & (pool.depth[:size] == self.depth))
            return pool.word[here], pool.count[here]
        found = []
        entry = self._head(context)
        while entry:
            found.append(entry - 1)
            entry = pool.nexts[entry - 1]
        return pool.word[found], pool.count[found]


def _sum_into(sums: Longs, owners: Longs, counts: Array) -> None:
    """Add counts to their contexts' totals, once, twice and more."""
    size = sums.shape[1]
    sums[0] += np.bincount(owners, weights=counts, minlength=size).astype(np.int64)
    for at, which in enumerate((counts == 1, counts == 2, counts > 2), start=1):
        sums[at] += np.bincount(owners[which], minlength=size)
