"""Live n-gram counts: the arrays of a batch count, with exact additions and removals on top.

The key fact (DESIGN §5): a lower-order n-gram exists iff its continuation count is above zero, so a count that
goes 0 → 1 (or 1 → 0) at one order changes the count of its suffix (its leftmost word dropped) and nothing else.
Everything here is an integer, so learning a text and forgetting it again gives back the same numbers, bit for bit.

Words: a *depth* is the number of words of an n-gram; a *node* of depth d is an n-gram's number among those of its
depth (depth 1: the word id; depth 0: the root, 0). The children of a node of depth d - 1 are n-grams of depth d.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.depth import ContextStatistics, Depth
from typeahead.models.ngram.pool import Pool
from typeahead.models.ngram.presorted import Presorted
from typeahead.models.ngram.tables import Tables
from typeahead.models.protocols import BOS, EOS, Ids

if TYPE_CHECKING:
    from typeahead.models.ngram.acceleration import Kernel

Array = NDArray[np.int32]

_SLACK = 1024
"""Room for so many new words is made at a time."""


class Counts:
    """Counts of all orders, learning and forgetting exactly.

    `depths[0]` holds the unigrams as children of the root (its `words` are those the arrays were made with),
    `depths[d - 1]` the d-grams. With pruned tables, what is learned later is exact only until the next rebuild:
    nobody knows any more which n-grams were pruned.

    Attributes:
        kernel: learns and forgets where it is set (see `acceleration`); the arrays are the same.
    """

    def __init__(self, tables: Tables, presorted: Presorted | None = None) -> None:
        self.order = tables.order
        self.raw = tables.raw
        self.version = 0
        self.kernel: Kernel | None = None
        self.tables = tables
        self.presorted = presorted or Presorted.build(tables)
        self.pool = Pool()
        self.vocabulary_size = len(tables.unigrams)
        self.counted = tables.count_of_counts.copy()
        self.statistics = np.tile(
            np.array([-1, 0, 0, 0, 0], dtype=np.int64), (len(self.presorted.contexts), 1)
        )
        self.places = np.zeros(len(self.presorted.nodes), dtype=np.int32)
        self.news = np.zeros((len(self.presorted.contexts), 2), dtype=np.int64)
        self.all_unigrams = tables.unigrams
        self.word_heads = np.zeros(self.vocabulary_size, dtype=np.int32)
        # Untouched pages of zeros take no memory.
        self.heads = np.zeros(len(tables.offsets), dtype=np.int32)
        self.type_count = np.array([np.count_nonzero(tables.unigrams)], dtype=np.int64)
        self.depths = self._depths(tables)

    def _depths(self, tables: Tables) -> list[Depth]:
        ids = np.arange(self.vocabulary_size, dtype=np.int32)
        whole = np.array([0, self.vocabulary_size], dtype=np.int32)
        none = np.zeros(0, dtype=np.int32)
        parts = [(ids, tables.unigrams, whole, none, none)]
        for depth, level in enumerate(tables.levels, start=2):
            first, last = tables.offset_starts[depth - 2], tables.offset_starts[depth - 1]
            heads = self.word_heads if depth == 2 else self.heads[first:last]
            parts.append((level.words, level.counts, level.offsets, level.lost, heads))
        bases = self.presorted.bases
        return [
            Depth(
                depth, words, counts, offsets, lost, order, self.pool, heads, self.places,
                self.statistics[bases[depth - 1] : bases[depth]],
                self.news[bases[depth - 1] : bases[depth]],
                self.counted[depth],
            )
            for depth, ((words, counts, offsets, lost, heads), order) in enumerate(
                zip(parts, self.presorted.depths(), strict=True), start=1
            )
        ]  # fmt: skip

    @property
    def types(self) -> int:
        """How many different words were counted."""
        return int(self.type_count[0])

    @property
    def unigrams(self) -> Array:
        """The unigram counts of all words, (V,) int32."""
        return self.all_unigrams[: self.vocabulary_size]

    def grow(self, vocabulary_size: int) -> None:
        """Make room for words that were added to the vocabulary; their ids follow the mapped ones.

        The unigrams are one array without gaps, so a new word is simply its next place.
        """
        if vocabulary_size <= self.vocabulary_size:
            return
        if vocabulary_size > len(self.all_unigrams):
            room = vocabulary_size + _SLACK
            self.all_unigrams = _longer(self.all_unigrams, room)
            self.word_heads = _longer(self.word_heads, room)
            if self.order > 1:
                self.depths[1].heads = self.word_heads
        self.vocabulary_size = vocabulary_size
        self.version += 1
        self.depths[0].grow(self.all_unigrams, vocabulary_size)

    def learn(self, words: Ids) -> None:
        """Count sentences, each ended by `</s>`; words beyond the vocabulary make it grow."""
        if len(words):
            self.grow(int(words.max()) + 1)
        self.pool.reserve(len(words) * self.order)
        self.version += 1
        self._count(words, 1)

    def forget(self, words: Ids) -> None:
        """Take back sentences that were counted.

        Raises:
            ValueError: one of their n-grams was never counted; nothing is changed then.
        """
        self.version += 1
        done = self._count(words, -1)
        if done < len(words):
            self._count(words[:done], 1)
            raise ValueError("these words were never learned here")

    def _count(self, words: Ids, by: int) -> int:
        """Count words up or down; how many, fewer than all if one can't be taken back."""
        return self._apply(words, by) if self.kernel is None else self.kernel.apply(words, by)

    def _apply(self, words: Ids, by: int) -> int:
        depths, order = self.depths, self.order
        contexts = [0, BOS]
        for done, word in enumerate(words.tolist()):
            nodes = [0]
            is_new = False
            for depth in range(1, min(order, len(contexts)) + 1):
                level, context = depths[depth - 1], contexts[depth - 1]
                # What an n-gram ends with is older than itself: once one is new, all longer ones are.
                node = -1 if is_new else level.find(context, word)
                if by > 0 and node < 0:
                    is_new, node = True, level.put(context, word)
                nodes.append(node)
            if by < 0 and (nodes[-1] < 0 or depths[len(nodes) - 2].count(nodes[-1]) < 1):
                return done
            self._change(contexts, nodes, by)
            # A node of depth d ending here is a context for depth d + 1 at the next word.
            contexts = [0, BOS] if word == EOS else nodes[:order]
        return len(words)

    def _change(self, contexts: list[int], nodes: list[int], by: int) -> None:
        """Count one position up or down: at its longest n-gram, and below for as long as n-grams appear or vanish.

        Raw counts change at every order.
        """
        turned = 1 if by > 0 else 0  # the count an n-gram has after it appeared, or vanished
        for depth in range(len(nodes) - 1, 0, -1):
            after = self.depths[depth - 1].change(contexts[depth - 1], nodes[depth], by)
            if depth == 1 and after == turned:
                self.type_count[0] += by
            if after != turned and not self.raw:
                break


def _longer(array: Array, size: int) -> Array:
    """A copy with zeros behind."""
    found = np.zeros(size, dtype=np.int32)
    found[: len(array)] = array
    return found


__all__ = ["ContextStatistics", "Counts", "Depth"]
