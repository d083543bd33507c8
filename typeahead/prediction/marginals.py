"""A network that has never seen a person's notes, moved toward the words they use.

Kneser, Peters and Klakow 1997, "Language model adaptation using dynamic marginals":

    p'(w | h) ∝ p(w | h) · (q(w) / p(w))^β

where p(w) is how often a word was in the text that the network was trained on, and q(w) in the notes, smoothed toward
p(w). For a softmax that is another bias: b(w) + β ln q(w)/p(w).

Forms of a word that differ by case only tell of each other, as far as they are the commoner ones: who writes of a
garden has "Garden" at hand for a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, UNK

Doubles = NDArray[np.float64]

BETA = 0.5
"""β: half way, since what comes before says most of it."""

_PRIOR = 5_000.0
"""Words of notes that weigh as much as what the network was trained on."""

_FARTHEST = 4.0
"""Nats by which a word is moved at most, either way."""


class Marginals:
    """How far each of a network's words is moved.

    Args:
        p: (V,) how much of its training text each was, more than 0; all words it lacks count as `<unk>`.
        words: the words, (V,).
    """

    def __init__(self, p: Doubles, words: Sequence[str]) -> None:
        self._p = p
        self._several, self._same = _same_but_for_case(tuple(words))
        own = p[self._several]
        self._p_of_others = _of_others(own, self._same)
        self._told = self._p_of_others / (self._p_of_others + own)

    def shift(self, notes: Doubles) -> NDArray[np.float32]:
        """What is added to the bias of each word, (V,) float32.

        Args:
            notes: (V,) how often each is in the notes.
        """
        total = notes.sum() + _PRIOR
        by_others = (_of_others(notes[self._several], self._same) / self._p_of_others + _PRIOR) / total
        expected = np.ones(len(self._p))
        expected[self._several] += self._told * (by_others - 1.0)
        ratio = (notes / self._p + _PRIOR * expected) / total  # q / p
        found = BETA * np.clip(np.log(ratio), -_FARTHEST, _FARTHEST)
        found[BOS] = 0.0
        return np.asarray(found, dtype=np.float32)


@lru_cache(maxsize=1)
def _same_but_for_case(words: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids of words that others differ from by case only, (n,), and a number for each that they have in common, (n,).

    Worked out once for the network that came with the package, however often a profile is opened: changed by nobody.
    """
    folded = "\n".join(words).casefold().split("\n")
    numbers = dict(zip(folded, range(len(folded)), strict=True))
    same = np.fromiter(map(numbers.__getitem__, folded), dtype=np.int64, count=len(folded))
    several = np.flatnonzero(np.bincount(same)[same] > 1)
    return several, np.unique(same[several], return_inverse=True)[1]


def _of_others(of_each: Doubles, same: NDArray[np.int64]) -> Doubles:
    """What the other words of the same number have together, for each."""
    found: Doubles = np.bincount(same, of_each)[same] - of_each
    return found


def counted(of_network: Doubles, unigrams: NDArray[np.integer]) -> Doubles:
    """How often the notes have each of a network's words (V,), those it lacks counted as `<unk>`.

    Args:
        of_network: (V,) the counts of the words that both have.
        unigrams: the counts of all of the profile's words.
    """
    found = of_network.copy()
    found[BOS] = 0.0
    found[UNK] = max(float(unigrams.sum()) - float(unigrams[BOS]) - float(found.sum()) + found[UNK], 0.0)
    return found
