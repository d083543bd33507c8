"""The words of a vocabulary that have accents or apostrophes, found by how they begin where these are left out."""

from __future__ import annotations

from bisect import bisect_left, insort

from typeahead.text.accents import folds, has_accents, may_have_accents
from typeahead.text.forms import is_word
from typeahead.text.vocabulary import Vocabulary

_AFTER_ALL = "\U0010ffff"


class Accented:
    """A second order of those words alone: by their spellings without accents, up to two a word.

    It is made at the first question: of English words one in 30 is among them, most for an apostrophe. Words that come
    later are put in then.

    Args:
        vocabulary: whose words; it may grow.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._sorted: list[tuple[str, int]] | None = None
        self._learned: list[tuple[str, int]] = []
        self._size = vocabulary.sorted_size

    def prepare(self) -> list[tuple[str, int]]:
        """Put the sorted block's words in order, unless they are."""
        if self._sorted is None:
            first, last = self._vocabulary.first_suggested, self._vocabulary.sorted_size
            self._sorted = sorted(self._keyed(range(first, last)))
        return self._sorted

    def beginning_with(self, typed: str) -> list[int]:
        """Ids (ascending) of the sorted block's words that begin as typed where accents and case are put aside."""
        return _in(self.prepare(), typed)

    def learned_beginning_with(self, typed: str) -> list[int]:
        """Ids (ascending) of such words that were learned since the block was sorted."""
        if self._size < len(self._vocabulary):
            for key in self._keyed(range(self._size, len(self._vocabulary))):
                if is_word(self._vocabulary.words[key[1]]):
                    insort(self._learned, key)
            self._size = len(self._vocabulary)
        return _in(self._learned, typed) if self._learned else []

    def _keyed(self, ids: range) -> list[tuple[str, int]]:
        words, found = self._vocabulary.words, []
        for number in ids:
            word = words[number]
            if may_have_accents(word) and has_accents(small := word.lower()):
                found += [(fold, number) for fold in folds(small)]
        return found


def _in(keys: list[tuple[str, int]], typed: str) -> list[int]:
    found: set[int] = set()
    for fold in folds(typed.lower()):
        first = bisect_left(keys, (fold,))
        last = bisect_left(keys, (fold + _AFTER_ALL,), first)
        found.update(number for _, number in keys[first:last])
    return sorted(found)
