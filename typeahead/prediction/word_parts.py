"""Which parts make new words: those before a hyphen or behind it, and those that an apostrophe elides."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from typeahead.profile.base_words import words_of_base
from typeahead.profile.generation import Generation

_HYPHEN = re.compile("-")
_KNOWN = 2
"""So many words must begin with a part for it to begin a new one, or end with it for it to end one."""
_ELIDED = 3
"""Words that a part must be elided before."""


class WordParts:
    """Parts of the words that one generation knows.

    Args:
        generation: the words, and how often each was met in what the person wrote.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._vocabulary = generation.vocabulary
        self._counts = generation.model.counts if generation.model.learnable else None
        self._ended: Counter[str] | None = None
        self._begun = frozenset[str]()
        self._of_base: frozenset[str] | None = None

    def prepare(self) -> None:
        """Look through the words for their parts, while nobody waits."""
        if self._ended is None:
            first, last = self._vocabulary.first_suggested, self._vocabulary.sorted_size
            hyphened = {word.casefold() for word in self._vocabulary.words[first:last] if "-" in word}
            self._ended = Counter(word.rpartition("-")[2] for word in hyphened)
            self._begun = frozenset(
                word[: sign.start()] for word in hyphened for sign in _HYPHEN.finditer(word)
            )

    def begins_any(self, part: str) -> bool:
        """Whether some word is known that goes on from this one with a hyphen; of none before `prepare`."""
        return part.casefold() in self._begun

    def begins(self, part: str) -> bool:
        """Whether new words are made with it, as with "non" and "low": some that are known begin so."""
        return len({word.casefold() for word in self._beginning_with(part + "-")}) >= _KNOWN

    def ends(self, part: str) -> bool:
        """Whether it is put behind this and that, as "based" and "like" are: several known words end so."""
        self.prepare()
        assert self._ended is not None
        return self._ended[part.casefold()] >= _KNOWN

    def go_together(self, first: str, last: str) -> bool:
        """Whether both are at home in one place: in what the person wrote, or in the base that came with the package.

        Else they are likely of two languages, as "peut" and "ethics" are.
        """
        forms = [self._vocabulary.forms_of(part.casefold()) for part in (first, last)]
        if all(any(map(self._is_own, ids)) for ids in forms):
            return True
        if self._of_base is None:
            identity = self._generation.base
            self._of_base = frozenset(words_of_base(identity).words if identity else ())
        words = self._vocabulary.words
        return all(any(words[number] in self._of_base for number in ids) for ids in forms)

    def elides(self, part: str) -> bool:
        """Whether it stands with its apostrophe before words that stand alone too, as "l'" does, but not "don'".

        Only what the person wrote tells: O'Hara and "o'clock" are English.
        """
        found: set[str] = set()
        for word in self._beginning_with(part):
            rest = word[len(part) :].casefold()
            if self._is_own(self._vocabulary.id_of(word)) and any(
                map(self._is_own, self._vocabulary.forms_of(rest))
            ):
                found.add(rest)
                if len(found) >= _ELIDED:
                    return True
        return False

    def _beginning_with(self, begun: str) -> list[str]:
        vocabulary = self._vocabulary
        ids = chain(vocabulary.beginning_with(begun), vocabulary.learned_beginning_with(begun))
        return [vocabulary.words[number] for number in ids]

    def _is_own(self, word: int) -> bool:
        return self._counts is not None and bool(self._counts.unigrams[word])
