"""Words and their ids: sorted so that what a person has typed of a word is a range of ids."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from itertools import takewhile
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.text.forms import is_name, is_word

_AFTER_ALL = "\U0010ffff"
"""Sorts behind anything that a word can go on with."""

_MANY = 16
"""Finding one word's place among some ten thousand is to look at so many of them."""


class Vocabulary:
    """The words of one generation, and those learned since.

    Ids: the reserved ones, then tokens that are never suggested (marks, addresses …), then words sorted by their
    casefolded spelling. Words learned live come after the sorted block, in the order they were met.

    Args:
        words: all words in the order of their ids, the reserved ones first.
        first_suggested: the id from which on words may be suggested.
        reserved: how many reserved ids there are.
    """

    def __init__(self, words: Sequence[str], first_suggested: int, reserved: int) -> None:
        self.words = list(words)
        self.first_suggested = first_suggested
        self.sorted_size = len(self.words)
        self.reserved = reserved
        self._ids = {word: number for number, word in enumerate(self.words)}
        for number in range(reserved):
            # A word of the text that is spelled like a reserved one is another word.
            if self._ids.get(self.words[number]) == number:
                del self._ids[self.words[number]]
        self._learned: list[tuple[str, int]] = []
        self._named: list[tuple[str, int]] = []
        self._capital: NDArray[np.int32] | None = None

    @classmethod
    def build(cls, words: Iterable[str], reserved: Sequence[str], known: Sequence[str] = ()) -> Vocabulary:
        """Sort a set of words and give them ids.

        Args:
            words: in any order.
            reserved: come first.
            known: more words, in the order in which another vocabulary has them: they need not be sorted anew.
        """
        marks: list[str] = []
        suggested: list[str] = []
        for word in set(words).difference(known):
            (suggested if is_word(word) else marks).append(word)
        first = bisect_left(known, True, key=is_word)
        marks = _merged(known[:first], sorted(marks), str)
        suggested = _merged(known[first:], sorted(suggested, key=_place), _place)
        return cls([*reserved, *marks, *suggested], len(reserved) + len(marks), len(reserved))

    def copy(self) -> Vocabulary:
        """One that grows by itself, without what was learned since."""
        found = copy(self)
        found.words, found._ids = self.words[: self.sorted_size], self._ids.copy()
        for word in self.words[self.sorted_size :]:
            del found._ids[word]
        found._learned, found._named = [], []
        return found

    def __len__(self) -> int:
        return len(self.words)

    @property
    def ids(self) -> Mapping[str, int]:
        """The id of each word, those of reserved ones left out."""
        return MappingProxyType(self._ids)

    def id_of(self, word: str, unknown: int = 0) -> int:
        """The id of a word in the form the vocabulary keys on, or that of `<unk>`."""
        return self._ids.get(word, unknown)

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def add(self, word: str) -> int:
        """The id of a word, given one now where it has none."""
        known = self._ids.get(word)
        if known is None:
            known = self._ids[word] = len(self.words)
            self.words.append(word)
            if is_word(word):
                insort(self._learned, (word.casefold(), known))
            elif is_name(word):
                insort(self._named, (word, known))
        return known

    def beginning_with(self, prefix: str) -> range:
        """Ids of the sorted block's words that begin with a prefix, in any case."""
        if not prefix:
            return range(self.first_suggested, self.sorted_size)
        folded = prefix.casefold()
        first = bisect_left(self.words, folded, self.first_suggested, self.sorted_size, key=str.casefold)
        last = bisect_left(self.words, folded + _AFTER_ALL, first, self.sorted_size, key=str.casefold)
        return range(first, last)

    def learned_beginning_with(self, prefix: str) -> list[int]:
        """Ids of words learned since the block was sorted that may be suggested and begin with a prefix."""
        folded = prefix.casefold()
        first = bisect_left(self._learned, (folded,))
        last = bisect_left(self._learned, (folded + _AFTER_ALL,), first)
        return sorted(number for _, number in self._learned[first:last])

    def names_beginning_with(self, begun: str) -> list[int]:
        """Ids (ascending) of names, which are never suggested as they are, that begin exactly so."""
        first = bisect_left(self.words, begun, self.reserved, self.first_suggested)
        last = bisect_left(self.words, begun + _AFTER_ALL, first, self.first_suggested)
        known = [number for number in range(first, last) if is_name(self.words[number])]
        first = bisect_left(self._named, (begun,))
        last = bisect_left(self._named, (begun + _AFTER_ALL,), first)
        return known + sorted(number for _, number in self._named[first:last])

    def forms_of(self, folded: str, one: int | None = None) -> list[int]:
        """Ids of the words that may be suggested and are this one in any case; sooner where `one` of them is known."""
        words = self.words
        is_known = one is not None and self.first_suggested <= one < self.sorted_size
        if one is None or not is_known or words[one].casefold() != folded:
            first = bisect_left(words, folded, self.first_suggested, self.sorted_size, key=str.casefold)
        else:
            first = one
            while first > self.first_suggested and words[first - 1].casefold() == folded:
                first -= 1
        known = takewhile(lambda number: words[number].casefold() == folded, range(first, self.sorted_size))
        at = bisect_left(self._learned, (folded,))
        learned = takewhile(lambda at: self._learned[at][0] == folded, range(at, len(self._learned)))
        return [*known, *(self._learned[at][1] for at in learned)]

    def capitals(self, among: range) -> NDArray[np.int32]:
        """The ids in a range whose words have a capital letter in them, or ß, which is sorted as ss; ascending."""
        if self._capital is None:
            block = self.words[: self.sorted_size]
            self._capital = np.array(
                [number for number, word in enumerate(block) if word != word.casefold()], dtype=np.int32
            )
        first, last = np.searchsorted(self._capital, [among.start, among.stop])
        found: NDArray[np.int32] = self._capital[first:last]
        return found


def _place(word: str) -> tuple[str, str]:
    """What words are sorted by."""
    return word.casefold(), word


def _merged(ordered: Sequence[str], more: Sequence[str], key: Callable[[str], Any]) -> list[str]:
    """Two sorted lists as one; where one of them has few words, the other is hardly looked at."""
    if len(more) * _MANY > len(ordered):
        return sorted([*ordered, *more], key=key)
    found: list[str] = []
    at = 0
    for word in more:
        place = bisect_left(ordered, key(word), at, key=key)
        found += ordered[at:place]
        found.append(word)
        at = place
    found += ordered[at:]
    return found
