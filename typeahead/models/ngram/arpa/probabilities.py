"""The n-grams of an ARPA file, read the way counts are: what is a count there is a probability here."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.arpa.ngrams import find
from typeahead.models.ngram.arpa.stored import Stored

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]

_NO_WORDS: Ints = np.zeros(0, dtype=np.int32)
_NO_FIGURES: Doubles = np.zeros(0)


class ProbabilityDepth:
    """The n-grams of one order: answers as `depth.Depth` does, with nothing ever added.

    Attributes:
        depth: 1 for unigrams, whose one context is the root, 0.
        words, offsets: as `ngrams.Level`.
        counts: (N,) float64, their probabilities.
        weights: (contexts,) float64, the contexts' backoff weights; empty for unigrams.
    """

    def __init__(self, stored: Stored, depth: int) -> None:
        starts, offset_starts, bases = stored.starts, stored.offset_starts, stored.heavy_bases
        ngrams = slice(int(starts[depth - 1]), int(starts[depth]))
        self.depth = depth
        self.words = stored.words[ngrams]
        self.counts = stored.probabilities[ngrams]
        self.offsets = stored.offsets[int(offset_starts[depth - 1]) : int(offset_starts[depth])]
        self.weights = (
            stored.backoffs[int(starts[depth - 2]) : int(starts[depth - 1])] if depth > 1 else _NO_FIGURES
        )
        self._heavy = memoryview(stored.heavy[int(bases[depth - 1]) : int(bases[depth])].data)
        self._heavy_starts = stored.heavy_starts[int(bases[depth - 1]) : int(bases[depth]) + 1]
        self._heavy_nodes = stored.heavy_nodes
        self.view_words = memoryview(self.words.data)
        self.view_counts = memoryview(self.counts.data)
        self.view_offsets = memoryview(self.offsets.data)
        self._view_weights = memoryview(self.weights.data)
        self._size = int(starts[1])
        self._keys: Longs | None = None

    def span(self, context: int) -> tuple[int, int]:
        """Where the context's children lie in the arrays: [first, last)."""
        return self.view_offsets[context], self.view_offsets[context + 1]

    def find(self, context: int, word: int) -> int:
        """The node of context + word, or -1."""
        first, last = self.span(context)
        at = bisect_left(self.view_words, word, first, last)
        return at if at < last and self.view_words[at] == word else -1

    def find_all(self, contexts: Longs, words: Ints) -> Longs:
        """The nodes of many n-grams, (n,) int64: -1 where there is none, or the context is -1."""
        if self._keys is None:
            parents = np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int64), np.diff(self.offsets))
            self._keys = parents * self._size + self.words
        return find(self._keys, self._size, contexts, words)

    def count(self, node: int) -> float:
        """The probability of a node."""
        found: float = self.view_counts[node]
        return found

    def weight(self, context: int) -> float:
        """A context's backoff weight."""
        found: float = self._view_weights[context]
        return found

    def has_children(self, context: int) -> bool:
        """Whether the context matters: something followed it, or it has a backoff weight."""
        first, last = self.span(context)
        return first < last or self.weight(context) != 1.0

    def children(self, context: int, low: int, high: int) -> tuple[Ints, Doubles]:
        """Words and probabilities of a context's children with low ≤ word < high."""
        first, last = self.span(context)
        first, last = (
            bisect_left(self.view_words, low, first, last),
            bisect_left(self.view_words, high, first, last),
        )
        return self.words[first:last], self.counts[first:last]

    def may_have_new(self, context: int, above: int) -> bool:  # noqa: ARG002 - nothing is learned
        """Nothing is new here."""
        return False

    def new_children(self, context: int) -> list[tuple[int, float]]:  # noqa: ARG002
        """Nothing: nothing is learned."""
        return []

    def new_arrays(self, context: int) -> tuple[Ints, Doubles]:  # noqa: ARG002
        """Nothing, as `new_children`."""
        return _NO_WORDS, _NO_FIGURES

    def ordered(self, context: int) -> Ints | None:
        """A large context's children by probability, highest first; None where it is not large."""
        at = bisect_left(self._heavy, context)
        if at == len(self._heavy) or self._heavy[at] != context:
            return None
        return self._heavy_nodes[self._heavy_starts[at] : self._heavy_starts[at + 1]]

    def likeliest(self, context: int) -> tuple[int, float]:
        """The likeliest child and its probability; (-1, 0) where there is none."""
        first, last = self.span(context)
        if first == last:
            return -1, 0.0
        at = first + int(self.counts[first:last].argmax())
        return self.view_words[at], self.view_counts[at]


class Probabilities:
    """Stands where a model of counts has its `Counts`."""

    def __init__(self, stored: Stored) -> None:
        self.order = stored.order
        self.raw = True
        self.version = 0
        self.depths = [ProbabilityDepth(stored, depth) for depth in range(1, stored.order + 1)]
        self.vocabulary_size = int(stored.starts[1])
        self.unigrams = self.depths[0].counts
        self.types = int(np.count_nonzero(self.unigrams))
