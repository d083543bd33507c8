"""Words of the notes that are most likely slips: met in one place, and one slip away from a word that is met in many.

All notes have such words ("langauge", "recieved"), and who begins one would be offered it in grey, since nothing else
begins so. They stay in the counts, for they were written; they are only not suggested until they
are written behind another word too: the counts of single words are of the different words before them (Kneser and Ney).

So have the texts of the base. Theirs are listed, for few of its rare words near a common one ("aground") are slips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from typeahead.locations import base_model_folder
from typeahead.profile.base import shared_base
from typeahead.profile.english import MISSPELLINGS
from typeahead.profile.generation import Generation

_LETTERS = 6
"""Shorter words have too many others near them."""
_OFTEN = 20
"""What the notes have behind so many different words is what was meant."""
_USUAL = 150
"""So many times the base has a word that anybody writes: some two thousand words are as common."""


class Slips:
    """The slips among one generation's words, found one by one when they are asked about.

    Args:
        generation: whose words; its counts are of what the person wrote.
    """

    def __init__(self, generation: Generation) -> None:
        self._vocabulary = generation.vocabulary
        self._counts = generation.model.counts
        self._has_base = bool(generation.base) or generation.folder == base_model_folder()
        self._base: Generation | None = None
        self._known: dict[str, bool] = {}
        self._usual: tuple[frozenset[str], frozenset[str]] | None = None

    def prepare(self) -> None:
        """Take over what is usual now, while nobody waits."""
        if self._usual is None:
            if self._has_base and self._base is None:
                # once: to see whether it is still the same takes longer than all else here
                self._base = shared_base()
            usual = _met(self._vocabulary.words, self._counts.unigrams, _OFTEN)
            if self._base is not None:
                usual |= _met(self._base.vocabulary.words, self._base.model.counts.unigrams, _USUAL)
            self._usual = usual, _lacking_a_letter(usual)

    def has_listed(self, word: str) -> bool:
        """Whether a word is one of the base that its texts have by mistake."""
        return self._has_base and word in _listed()

    def has(self, word: str) -> bool:
        """Whether a word met in one place is most likely a slip: in small English letters, not in the base.

        What is usual is what was so when the first word was asked about.
        """
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_near_a_usual_one(word)
        return known

    def _is_near_a_usual_one(self, word: str) -> bool:
        if len(word) < _LETTERS or not _is_plain(word):
            return False
        self.prepare()
        if self._is_of_base(word) or self._is_of_base(word.capitalize()):
            return False
        assert self._usual is not None
        usual, lacking = self._usual
        return word in lacking or any(near in usual for near in _near(word))

    def _is_of_base(self, word: str) -> bool:
        return self._base is not None and word in self._base.vocabulary


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(MISSPELLINGS.read_text(encoding="utf-8").split())


def _met(words: Sequence[str], counts: NDArray[np.integer], often: int) -> frozenset[str]:
    """The words in small English letters that were met so often."""
    return frozenset(filter(_is_plain, map(words.__getitem__, np.flatnonzero(counts >= often).tolist())))


def _is_plain(word: str) -> bool:
    """Whether it is in small English letters alone."""
    return word.isascii() and word.isalpha() and word.islower()


# A word's ends are not doubted: there words of one family differ.


def _near(word: str) -> Iterator[str]:
    """What was meant, if letters were swapped, or one too many was typed."""
    last = len(word) - 1
    for at in range(1, last):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + word[at + 1 :]


def _lacking_a_letter(words: Iterable[str]) -> frozenset[str]:
    """What is typed, if one of a word's letters is left out."""
    return frozenset(word[:at] + word[at + 1 :] for word in words for at in range(1, len(word) - 1))
