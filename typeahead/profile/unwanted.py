"""What is never suggested though it stays in the counts: words, words right after another, offensive ones, letters of
abbreviations, slips."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from typeahead.models.protocols import UNK
from typeahead.profile.forgetting import key_of, keys_of, parts_of, single
from typeahead.profile.generation import Generation
from typeahead.profile.offensive import is_offensive
from typeahead.profile.settings import PROSE
from typeahead.profile.slips import Slips
from typeahead.profile.store import Store, pair

_OFFENSIVE = "offensive"
_ALLOW, _HIDE = "allow", "hide"
_ALWAYS = 0.75
"""So much of what follows a letter are full stops if it is known from an abbreviation ("z. B."), and no word alone."""


def never_suggest(store: Store, word: str, after: str | None = None) -> bool:
    """Never suggest a word, in any case; with `after` right after that word only. Whether that is news.

    Raises:
        SettingInvalid: one of them is no single word.
    """
    return store.never_suggest(single(word), single(after) if after is not None else "")


def suggest_again(store: Store, word: str, after: str | None = None) -> bool:
    """Suggest a word again wherever it stands; with `after` right after that word only. Whether it was not."""
    befores = [""]
    if after is not None:
        single(after)
        befores = [*keys_of(after)]
    return sum(store.suggest_again(key, before) for key in keys_of(word) for before in befores) > 0


def hides_offensive(store: Store) -> bool:
    """Whether offensive words are not suggested to a person who never wrote them."""
    return store.setting(_OFFENSIVE, _HIDE) != _ALLOW


def hide_offensive(store: Store, hide: bool) -> None:
    """Set that."""
    store.note(_OFFENSIVE, _HIDE if hide else _ALLOW)


class _Why(Enum):
    """Why a word is not suggested, if it is not."""

    NEVER = auto()
    OFFENSIVE = auto()
    LETTER = auto()
    SLIP = auto()


class Unwanted:
    """The lists of a profile, asked by the ids of a generation's words.

    Words are looked up when they are about to be shown, and remembered: nothing is looked through at the start, and
    words learned later are covered.

    Args:
        store: where the lists are.
        generation: whose words.
        own: whether its counts are of what the person wrote, which is never called offensive.
    """

    def __init__(self, store: Store, generation: Generation, own: bool = True) -> None:
        self._store = store
        self._vocabulary = generation.vocabulary
        self._model = generation.model
        self._prose = generation.settings.tokens == PROSE
        self._counts = generation.model.counts if own and generation.model.learnable else None
        self._slips = Slips(generation)
        self._hash_of = store.hashing()
        self._known: dict[int, _Why | None] = {}
        self._after: dict[str, dict[int, bool]] = {}
        self._words, self._pairs, self._forgotten = frozenset[bytes](), frozenset[bytes](), frozenset[bytes]()
        self._hides_offensive = True
        self.read()

    def read(self) -> None:
        """Take over the lists as they are stored now."""
        words, pairs = self._store.never_suggested()
        hides = hides_offensive(self._store)
        self._forgotten = frozenset(self._store.blocked_words())
        if (words, pairs, hides) != (self._words, self._pairs, self._hides_offensive):
            self._words, self._pairs, self._hides_offensive = words, pairs, hides
            self._known.clear()
            self._after.clear()

    def __contains__(self, word: object) -> bool:
        """Whether a word is suggested nowhere."""
        assert isinstance(word, int)
        try:  # asked of a dozen words at each key
            why = self._known[word]
        except KeyError:
            why = self._known[word] = self._reason(word, self._vocabulary.words[word])
        if why is None:
            return False
        if why is _Why.SLIP:
            return self._met(word) <= 1
        return why is not _Why.OFFENSIVE or not self._is_own(self._vocabulary.words[word])

    def is_slip(self, word: int) -> bool:
        """Whether a word is most likely a slip, and for that alone never suggested; asked of dozens at a key."""
        return self._prose and self._is_slip(word, self._vocabulary.words[word])

    def prepare(self) -> None:
        """Look up now what the first question about a slip needs."""
        if self._prose:
            self._slips.prepare()

    def has(self, word: str) -> bool:
        """Whether the person wants this word, in any form, suggested nowhere."""
        return bool(self._words) and any(self._hash_of(part) in self._words for part in parts_of(word))

    def at(self, last: str | None) -> Callable[[int], bool]:
        """Tells of ids whether they are not suggested right after a word (None where a sentence begins)."""
        if not self._pairs or last is None:
            return self.__contains__
        before = key_of(last)
        if before not in self._after:
            if len(self._after) >= 64:
                self._after.clear()
            self._after[before] = {}
        known = self._after[before]

        def is_unwanted(word: int) -> bool:
            if word not in known:
                known[word] = not self._pairs_of(last, parts_of(self._vocabulary.words[word])).isdisjoint(
                    self._pairs
                )
            return known[word] or word in self

        return is_unwanted

    def refuses(self, word: str, last: str | None, *, own: bool = False) -> bool:
        """Whether a word without an id, put together of others, is one that is not suggested after a word, or that was
        forgotten; `own` says that the person wrote it, which is never called offensive."""
        parts = parts_of(word)
        if not own and self._hides_offensive and any(map(is_offensive, parts)):
            return True
        return self._is_listed(parts, last)

    def refuses_name(self, name: str, last: str | None) -> bool:
        """The same of a name as a whole, whose words are asked about one by one where they are shown."""
        return self._is_listed({*keys_of(name)}, last)

    def _is_listed(self, keys: set[str], last: str | None) -> bool:
        if not (self._words or self._pairs or self._forgotten):
            return False
        hashes = {self._hash_of(key) for key in keys}
        if last is not None and self._pairs:
            hashes |= self._pairs_of(last, keys)
        return not hashes.isdisjoint(self._words | self._pairs | self._forgotten)

    def _pairs_of(self, last: str, keys: set[str]) -> set[bytes]:
        return {self._hash_of(pair(before, key)) for before in keys_of(last) for key in keys}

    def _reason(self, number: int, word: str) -> _Why | None:
        if self.has(word):
            return _Why.NEVER
        if self._hides_offensive and any(map(is_offensive, parts_of(word))):
            return _Why.OFFENSIVE
        if len(word) == 1:
            return _Why.LETTER if self._is_of_abbreviation(word) else None
        return _Why.SLIP if self._prose and self._is_slip(number, word) else None

    def _is_slip(self, number: int, word: str) -> bool:
        met = self._met(number)
        return met <= 1 and (self._slips.has_listed(word) or (met == 1 and self._slips.has(word)))

    def _met(self, number: int) -> int:
        """Behind how many different words the person wrote a word."""
        if self._counts is None or number >= len(self._counts.unigrams):
            return 0
        return int(self._counts.unigrams[number])

    def _is_of_abbreviation(self, letter: str) -> bool:
        """Whether the person has a letter with a full stop behind it, and hardly ever without."""
        if not self._prose or self._counts is None or letter.lower() == letter.upper():
            return False
        word, stop = self._vocabulary.id_of(letter, UNK), self._vocabulary.id_of(".", UNK)
        contexts = self._model.state_after([word]).contexts
        if word == UNK or stop == UNK or not contexts:
            return False
        followers = self._counts.depths[1]
        node, total = followers.find(contexts[0], stop), followers.statistics_of(contexts[0]).total
        return node >= 0 and followers.count(node) > _ALWAYS * total

    def _is_own(self, word: str) -> bool:
        """Whether the person wrote this word, in any case."""
        if self._counts is None:
            return False
        unigrams = self._counts.unigrams
        forms = self._vocabulary.forms_of(word.casefold())
        return any(number < len(unigrams) and unigrams[number] > 0 for number in forms)


__all__ = ["Unwanted", "hide_offensive", "hides_offensive", "never_suggest", "suggest_again"]
