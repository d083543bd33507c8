"""Live n-gram counts: the arrays of a batch count, with exact additions and removals on top.

The key fact (DESIGN §5): a lower-order n-gram exists iff its continuation count is above zero, so a count that
goes 0 → 1 (or 1 → 0) at one order changes the count of its suffix (its leftmost word dropped) and nothing else.
Everything here is an integer, so learning a text and forgetting it again gives back the same numbers, bit for bit.

Words: a *depth* is the number of words of an n-gram; a *node* of depth d is an n-gram's number among those of its
depth (depth 1: the word id; depth 0: the root, 0). The children of a node of depth d - 1 are n-grams of depth d.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.presorted import HEAVY, Presorted, Sorted, by_count
from typeahead.models.ngram.tables import KEPT_COUNTS, Tables
from typeahead.models.protocols import BOS, EOS, Ids

Array = NDArray[np.int32]

_RESORT = 96
"""A large context is sorted anew after so many changed children (more in very large ones)."""

_SLACK = 1024
"""Room for so many new words is made at a time."""


@dataclass(slots=True)
class ContextStatistics:
    """Of one context's children: the sum of their counts, and how many count 1, 2, and 3 or more."""

    total: int = 0
    once: int = 0
    twice: int = 0
    more: int = 0

    def change(self, before: int, after: int) -> None:
        """One child's count went from `before` to `after`."""
        self.total += after - before
        self._shift(before, -1)
        self._shift(after, 1)

    def add(self, counts: list[int]) -> None:
        """Children with these counts came to it."""
        once, twice = counts.count(1), counts.count(2)
        self.total += sum(counts)
        self.once += once
        self.twice += twice
        self.more += len(counts) - counts.count(0) - once - twice

    def _shift(self, count: int, by: int) -> None:
        if count == 1:
            self.once += by
        elif count == 2:
            self.twice += by
        elif count > 2:
            self.more += by


@dataclass(slots=True)
class Depth:
    """The n-grams of one depth: mapped arrays, and what was learned since they were made.

    Attributes:
        words, counts, offsets: as `build.Level`; counts are changed in place (copy-on-write where mapped).
        presorted: the children of large contexts by count.
        count_of_counts: how many n-grams of this depth have count 1, 2, … KEPT_COUNTS (index 0 unused).
        new: context → {word: node} for n-grams that came after the arrays were made.
        new_counts: counts of those nodes; node number = len(words) + index.
        changed: large context → words whose count may differ from the presorted order's.
        resorted: large context → its order made anew, once enough of its words had changed.
        statistics: of large contexts, made when first needed, kept up to date.
    """

    words: Array
    counts: Array
    offsets: Array
    presorted: Sorted
    count_of_counts: list[int]
    new: dict[int, dict[int, int]] = field(default_factory=dict)
    new_counts: list[int] = field(default_factory=list)
    changed: dict[int, set[int]] = field(default_factory=dict)
    resorted: dict[int, Array] = field(default_factory=dict)
    statistics: dict[int, ContextStatistics] = field(default_factory=dict)
    view_words: memoryview = field(init=False)
    view_counts: memoryview = field(init=False)
    view_offsets: memoryview = field(init=False)

    def __post_init__(self) -> None:
        self.replace(self.words, self.counts)
        self.view_offsets = memoryview(self.offsets.data)

    def replace(self, words: Array, counts: Array) -> None:
        """Put other arrays in place of words and counts."""
        self.words, self.counts = words, counts
        # Indexing a memoryview gives a Python int several times faster than indexing an array.
        self.view_words = memoryview(self.words.data)
        self.view_counts = memoryview(self.counts.data)

    def span(self, context: int) -> tuple[int, int]:
        """Where the context's children lie in the arrays: [first, last)."""
        if context + 1 >= len(self.view_offsets):
            return 0, 0
        return self.view_offsets[context], self.view_offsets[context + 1]

    def find(self, context: int, word: int) -> int:
        """The node of context + word, or -1."""
        first, last = self.span(context)
        if first < last:
            at = bisect_left(self.view_words, word, first, last)
            if at < last and self.view_words[at] == word:
                return at
        new = self.new.get(context)
        return -1 if new is None else new.get(word, -1)

    def find_or_add(self, context: int, word: int) -> int:
        """The node of context + word, made with count 0 where it is not there yet."""
        node = self.find(context, word)
        if node < 0:
            node = len(self.words) + len(self.new_counts)
            self.new.setdefault(context, {})[word] = node
            self.new_counts.append(0)
        return node

    def count(self, node: int) -> int:
        """The count of a node."""
        size = len(self.view_words)
        return self.view_counts[node] if node < size else self.new_counts[node - size]

    def add(self, context: int, word: int, node: int, by: int) -> int:
        """Change a node's count by +1 or -1 and all that is derived from it; the new count."""
        size = len(self.view_words)
        before = self.view_counts[node] if node < size else self.new_counts[node - size]
        after = before + by
        if node < size:
            self.view_counts[node] = after
        else:
            self.new_counts[node - size] = after
        if 1 <= before <= KEPT_COUNTS:
            self.count_of_counts[before] -= 1
        if 1 <= after <= KEPT_COUNTS:
            self.count_of_counts[after] += 1
        first, last = self.span(context)
        if last - first > HEAVY:
            self._mark_changed(context, word, first, last)
        known = self.statistics.get(context)
        if known is not None:
            known.change(before, after)
        return after

    def _mark_changed(self, context: int, word: int, first: int, last: int) -> None:
        """Remember that a word's place in a large context's order is no longer sure; sort anew after enough of them."""
        changed = self.changed.setdefault(context, set())
        changed.add(word)
        if len(changed) > max(_RESORT, (last - first) >> 6):
            self.resorted[context] = by_count(self.counts[first:last], first)
            changed.clear()

    def ordered(self, context: int) -> Array | None:
        """A large context's children by count (as of the last sorting; see `changed`), else None."""
        found = self.resorted.get(context)
        return self.presorted.of(context) if found is None else found

    def likeliest(self, context: int) -> tuple[int, int]:
        """The child with the highest count, and that count; (-1, 0) where there is none."""
        first, last = self.span(context)
        best, most = -1, 0
        if last - first > HEAVY:
            changed = self.changed.get(context, set())
            ordered = self.ordered(context)
            for node in () if ordered is None else ordered[: len(changed) + 1].tolist():
                if self.view_words[node] not in changed:
                    best, most = self.view_words[node], self.view_counts[node]
                    break
            for word in changed:
                count = self.count(self.find(context, word))
                if count > most:
                    best, most = word, count
        elif first < last:
            counts = self.view_counts[first:last].tolist()
            most = max(counts)
            best = self.view_words[first + counts.index(most)]
        for word, count in self.new_children(context):
            if count > most:
                best, most = word, count
        return best, most

    def statistics_of(self, context: int) -> ContextStatistics:
        """Totals of a context's children."""
        known = self.statistics.get(context)
        if known is not None:
            return known
        first, last = self.span(context)
        found = ContextStatistics()
        if last - first > HEAVY:
            counts = self.counts[first:last]
            found.total = int(counts.sum())
            found.once = int(np.count_nonzero(counts == 1))
            found.twice = int(np.count_nonzero(counts == 2))
            found.more = int(np.count_nonzero(counts > 2))
        else:
            found.add(self.view_counts[first:last].tolist())
        new = self.new.get(context)
        if new:
            size = len(self.view_words)
            found.add([self.new_counts[node - size] for node in new.values()])
            last += len(new)
        if last - first > HEAVY:
            self.statistics[context] = found
        return found

    def children(self, context: int, low: int, high: int) -> tuple[Array, Array]:
        """Words and counts of a context's mapped children with low ≤ word < high (newly learned ones apart)."""
        first, last = self.span(context)
        if first < last and (low > self.view_words[first] or high <= self.view_words[last - 1]):
            first, last = (
                bisect_left(self.view_words, low, first, last),
                bisect_left(self.view_words, high, first, last),
            )
        return self.words[first:last], self.counts[first:last]

    def new_children(self, context: int) -> list[tuple[int, int]]:
        """(word, count) of a context's children that came after the arrays were made."""
        new = self.new.get(context)
        if not new:
            return []
        size = len(self.view_words)
        return [(word, self.new_counts[node - size]) for word, node in new.items()]


class Counts:
    """Counts of all orders, learning and forgetting exactly.

    `depths[0]` holds the unigrams as children of the root (its `words` are 0…V-1), `depths[d - 1]` the d-grams.
    """

    def __init__(self, tables: Tables, presorted: Presorted | None = None) -> None:
        self.order = tables.order
        size = len(tables.unigrams)
        self.version = 0
        ids = np.arange(size, dtype=np.int32)
        arrays = [(ids, tables.unigrams, np.array([0, size], dtype=np.int32))]
        arrays += [(level.words, level.counts, level.offsets) for level in tables.levels]
        if presorted is None:
            presorted = Presorted.build(tables)
        self.depths = [
            Depth(words, counts, offsets, order, found.tolist())
            for (words, counts, offsets), order, found in zip(
                arrays, presorted.depths(), tables.count_of_counts[1:], strict=True
            )
        ]
        self.types = int(np.count_nonzero(tables.unigrams))
        self.vocabulary_size = size

    def grow(self, vocabulary_size: int) -> None:
        """Make room for words that were added to the vocabulary; their ids follow the mapped ones.

        The unigrams are one array without gaps, so a new word is simply its next place.
        """
        if vocabulary_size <= self.vocabulary_size:
            return
        root = self.depths[0]
        if vocabulary_size > len(root.words):
            room = vocabulary_size + _SLACK
            counts = np.zeros(room, dtype=np.int32)
            counts[: self.vocabulary_size] = root.counts[: self.vocabulary_size]
            root.replace(np.arange(room, dtype=np.int32), counts)
        root.offsets[1] = vocabulary_size
        self.vocabulary_size = vocabulary_size

    @property
    def unigrams(self) -> Array:
        """The unigram counts of all words, (V,) int32."""
        return self.depths[0].counts[: self.vocabulary_size]

    def learn(self, words: Ids) -> None:
        """Count sentences, each ended by `</s>`; words beyond the vocabulary make it grow."""
        if len(words):
            self.grow(int(words.max()) + 1)
        self._apply(words, 1)

    def forget(self, words: Ids) -> None:
        """Take back sentences that were counted.

        Raises:
            ValueError: one of their n-grams was never counted; nothing is changed then.
        """
        self._apply(words, -1)

    def _apply(self, words: Ids, by: int) -> None:
        done: list[tuple[list[int], int, list[int]]] = []
        depths, order = self.depths, self.order
        self.version += 1
        contexts = [0, BOS]
        for word in words.tolist():
            nodes = [0]
            for depth in range(1, min(order, len(contexts)) + 1):
                level = depths[depth - 1]
                if by > 0:
                    nodes.append(level.find_or_add(contexts[depth - 1], word))
                else:
                    nodes.append(level.find(contexts[depth - 1], word))
            if by < 0 and (nodes[-1] < 0 or depths[len(nodes) - 2].count(nodes[-1]) < 1):
                for earlier in reversed(done):
                    self._change(*earlier, 1)
                raise ValueError("these words were never learned here")
            self._change(contexts, word, nodes, by)
            if by < 0:
                done.append((contexts, word, nodes))
            # A node of depth d ending here is a context for depth d + 1 at the next word.
            contexts = [0, BOS] if word == EOS else nodes[:order]

    def _change(self, contexts: list[int], word: int, nodes: list[int], by: int) -> None:
        """Count one position up or down: at its longest n-gram, and below for as long as n-grams appear or vanish."""
        turned = 1 if by > 0 else 0  # the count an n-gram has after it appeared, or vanished
        for depth in range(len(nodes) - 1, 0, -1):
            after = self.depths[depth - 1].add(contexts[depth - 1], word, nodes[depth], by)
            if depth == 1 and after == turned:
                self.types += by
            if after != turned:
                break
