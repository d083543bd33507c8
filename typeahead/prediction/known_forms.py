"""How what came with the package reads the words before a place: in the forms that it knows.

It was made of books and handbooks, where nobody writes "and i think" or "on monday". Read as it is written, "monday" is
an unknown word there, and "i" the number of a page: what it says next is of no use to those who write in small letters.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.protocols import UNK, Ids
from typeahead.text.casing import in_another_case
from typeahead.text.vocabulary import Vocabulary
from typeahead.text.words import normal

_COMMONER = 20.0
"""A word in small letters is read with its capitals where it is met so many times as often with them."""


class KnownForms:
    """The forms of words before a place, as a model knows them.

    A word that it lacks is read as the commonest that differs from it by case only; one in small letters also where
    it is much commoner with capitals. "US" and "it" stay what they are.

    Args:
        its: the model's words.
        counts: (V,) how often it has met each.
        vocabulary: the profile's, whose ids are asked about.
    """

    def __init__(self, its: Vocabulary, counts: NDArray[np.integer], vocabulary: Vocabulary) -> None:
        self._its = its
        self._counts = counts
        self._vocabulary = vocabulary
        self._forms: dict[str, str] = {}
        self._read = np.zeros(0, dtype=np.int32)

    def of(self, words: Sequence[str]) -> list[str]:
        """Words as written, in these forms; those known as they are written stay as they are."""
        return [self._form(word) for word in words]

    def number_of(self, word: int) -> int:
        """The profile's id of a word's form, by that of the word."""
        self._grow()
        found = int(self._read[word])
        return self._look_up(word) if found < 0 else found

    def numbers_of(self, words: Ids) -> Ids:
        """The same of many words, (n,) int32."""
        self._grow()
        found: Ids = self._read[words]
        new = found < 0
        if not new.any():
            return found
        for word in distinct(words[new]).tolist():
            self._look_up(word)
        return self._read[words]

    def _grow(self) -> None:
        new = len(self._vocabulary) - len(self._read)
        if new > 0:
            self._read = np.concatenate([self._read, np.full(new, -1, dtype=np.int32)])

    def _look_up(self, word: int) -> int:
        found = self._vocabulary.id_of(self._best(self._vocabulary.words[word]), word)
        self._read[word] = found
        return found

    def _form(self, word: str) -> str:
        known = self._forms.get(word)
        if known is None:
            known = self._forms[word] = self._best(word)
        return known

    def _best(self, word: str) -> str:
        form, its = normal(word), self._its
        own = its.id_of(form, UNK)
        if own != UNK and form != form.lower():
            return word
        forms = [
            each for each in its.forms_of(form.casefold(), own) if in_another_case(its.words[each], form)
        ]
        best = max(forms, key=self._count, default=UNK)
        if best == UNK or (own != UNK and self._count(best) <= _COMMONER * self._count(own)):
            return word
        return its.words[best]

    def _count(self, number: int) -> int:
        return int(self._counts[number])
