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

    def bound(self, skip: int, uncounted: bool = False) -> tuple[NDArray[np.int32], float]:
        """About `skip` of the likeliest words, and a bound on the probability of all others.

        Args:
            skip: how many.
            uncounted: whether the bound need only hold for words without a count.
        """
        ...


class UniformBase:
    """The same probability for each type that was counted and for `<unk>`, as in KenLM: 1 / (types + 1).

    Where `<unk>` was counted itself it is one of the types.
    """

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def of(self, word: int) -> float:
        """1 / (types + 1) for counted words and `<unk>`, else 0."""
        root = self._counts.depths[0]
        known = word == UNK or (word < self._counts.vocabulary_size and root.count(word) > 0)
        return 1.0 / types_of(self._counts) if known else 0.0

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """As `of`, for many words."""
        known = (self._counts.unigrams[words] > 0) | (words == UNK)
        found: NDArray[np.float64] = known / types_of(self._counts)
        return found

    def vector(self) -> NDArray[np.float64]:
        """As `of`, for all words."""
        known = self._counts.unigrams > 0
        known[UNK] = True
        found: NDArray[np.float64] = known / types_of(self._counts)
        return found

    def mass(self, among: range) -> float:
        """As `of`, summed over a range."""
        unigrams = self._counts.unigrams
        known = int(np.count_nonzero(unigrams[among.start : among.stop]))
        known += UNK in among and unigrams[UNK] == 0
        return known / types_of(self._counts)

    def bound(self, skip: int, uncounted: bool = False) -> tuple[NDArray[np.int32], float]:  # noqa: ARG002
        """No word is likelier than another; of those without a count only `<unk>` has any probability."""
        return np.array([UNK], dtype=np.int32), 0.0 if uncounted else 1.0 / types_of(self._counts)


class UnknownBase:
    """All for `<unk>`: what the unigrams leave goes to words never seen, as lmplz has it with
    --interpolate_unigrams 0.
    """

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def of(self, word: int) -> float:
        """1 for `<unk>`, else 0."""
        return 1.0 if word == UNK else 0.0

    def values(self, words: NDArray[np.int32]) -> NDArray[np.float64]:
        """As `of`, for many words."""
        found: NDArray[np.float64] = (words == UNK).astype(np.float64)
        return found

    def vector(self) -> NDArray[np.float64]:
        """As `of`, for all words."""
        found = np.zeros(self._counts.vocabulary_size)
        found[UNK] = 1.0
        return found

    def mass(self, among: range) -> float:
        """As `of`, summed over a range."""
        return 1.0 if UNK in among else 0.0

    def bound(self, skip: int, uncounted: bool = False) -> tuple[NDArray[np.int32], float]:  # noqa: ARG002
        """`<unk>`, and nothing for the others."""
        return np.array([UNK], dtype=np.int32), 0.0


def types_of(counts: Counts) -> int:
    """How many different words were counted, and `<unk>`, which may be one of them."""
    return counts.types + (counts.depths[0].count(UNK) == 0)
