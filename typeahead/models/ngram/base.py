"""The distribution under the unigrams: what a word's probability is made of when no count speaks for it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from typeahead.models.ngram.counts import Counts
from typeahead.models.protocols import UNK


class Base(Protocol):
    """A distribution over the vocabulary and `<unk>`, which stands for all words outside it."""

    def of(self, word: int) -> float:
        """The probability of one word."""
        ...

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """The probabilities of some words."""
        ...

    def vector(self) -> NDArray[np.float64]:
        """The probabilities of all words, (V,) float64, summing to 1."""
        ...

    def mass(self, among: range) -> float:
        """The probability of a range of words together."""
        ...

    def bound(self, skip: int) -> tuple[NDArray[np.int32], float]:
        """The `skip` likeliest words, and a bound on the probability of all others."""
        ...


class UniformBase:
    """The same probability for each type that was counted and for `<unk>`, as in KenLM: 1 / (types + 1)."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def of(self, word: int) -> float:
        """1 / (types + 1) for counted words and `<unk>`, else 0."""
        root = self._counts.depths[0]
        known = word == UNK or (word < self._counts.vocabulary_size and root.count(word) > 0)
        return 1.0 / (self._counts.types + 1) if known else 0.0

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """As `of`, for many words."""
        counted = (self._counts.unigrams[words] > 0) | (words == UNK)
        found: NDArray[np.float64] = counted / (self._counts.types + 1.0)
        return found

    def vector(self) -> NDArray[np.float64]:
        """As `of`, for all words."""
        counted = self._counts.unigrams > 0
        counted[UNK] = True
        found: NDArray[np.float64] = counted / (self._counts.types + 1.0)
        return found

    def mass(self, among: range) -> float:
        """As `of`, summed over a range."""
        return float(np.count_nonzero(self._counts.unigrams[among.start : among.stop])) / (
            self._counts.types + 1
        )

    def bound(self, skip: int) -> tuple[NDArray[np.int32], float]:  # noqa: ARG002 - all are alike
        """No word is likelier than another."""
        return np.zeros(0, dtype=np.int32), 1.0 / (self._counts.types + 1)
