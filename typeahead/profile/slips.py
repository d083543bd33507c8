"""Words of the notes that are most likely slips: met in one place, and one slip away from a word that is met in many.

All notes have such words ("langauge", "recieved"), and who begins one would be offered it in grey, since nothing else
begins so. They stay in the counts, for they were written; they are only not suggested until they
are written behind another word too: the counts of single words are of the different words before them (Kneser and Ney).

So have the texts of the base. Theirs are listed, for few of its rare words near a common one ("aground") are slips.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from typeahead.locations import base_model_folder
from typeahead.models.protocols import UNK
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

    def has_listed(self, word: str) -> bool:
        """Whether a word is one of the base that its texts have by mistake."""
        return self._has_base and word in _listed()

    def has(self, word: str) -> bool:
        """Whether a word met in one place is most likely a slip: in small English letters, not in the base."""
        if len(word) < _LETTERS or not (word.isascii() and word.isalpha() and word.islower()):
            return False
        if self._has_base and self._base is None:
            self._base = (
                shared_base()
            )  # once: to see whether it is still the same takes longer than all else here
        if self._in_base(word) or self._in_base(word.capitalize()):
            return False
        return any(self._in_notes(near) >= _OFTEN or self._in_base(near) >= _USUAL for near in _near(word))

    def _in_notes(self, word: str) -> int:
        number, counts = self._vocabulary.id_of(word, UNK), self._counts.unigrams
        return int(counts[number]) if UNK < number < len(counts) else 0

    def _in_base(self, word: str) -> int:
        number = UNK if self._base is None else self._base.vocabulary.id_of(word, UNK)
        if self._base is None or number == UNK:
            return 0
        return max(int(self._base.model.counts.unigrams[number]), 1)


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(MISSPELLINGS.read_text(encoding="ascii").split())


def _near(word: str) -> Iterator[str]:
    """What was meant, if letters were swapped, or one too many or too few was typed; a word's ends are not doubted:
    there words of one family differ."""
    last = len(word) - 1
    for at in range(1, last):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + word[at + 1 :]
    for at in range(1, last + 1):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
