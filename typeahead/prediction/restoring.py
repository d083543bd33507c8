"""Words with capitals or accents that what is typed lacks: in which ways they are meant, and how likely each is."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import Ids
from typeahead.prediction.engine import Held
from typeahead.prediction.variants import Variant, restored, unaccented
from typeahead.text.accented import Accented
from typeahead.text.accents import folds, may_have_accents
from typeahead.text.caseless import caseless
from typeahead.text.casing import turkish_small
from typeahead.text.vocabulary import Vocabulary

_REMEMBERED = 4096
"""Beginnings of words for which the sorted vocabulary's words are kept."""
_LIKELIEST = 16
"""So many words are looked at: of the likeliest some are meant as they are typed."""

Doubles = NDArray[np.float64]
_Weighed = tuple[Ids, Doubles]
"""Ids (n,), ascending, and how often each word is typed with less than it has, (n,)."""

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A word with what was not typed of it.

    Attributes:
        text: as it is shown.
        probability: of all its forms, each with its weight.
        word: the id of one of them.
    """

    text: str
    probability: float
    word: int


class Restoring:
    """Words of one vocabulary that have capitals or accents where none are typed.

    Args:
        vocabulary: the words.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._accented = Accented(vocabulary)
        self._capitals_known: dict[str, tuple[Ids, Ids]] = {}
        self._known: dict[_Key, list[_Weighed]] = {}
        self._further: tuple[_Key, list[Variant]] | None = None

    def prepare(self) -> None:
        """Put the words with accents in order now, while nobody waits."""
        self._accented.prepare()

    def capitals(self, prefix: str) -> tuple[Ids, Ids]:
        """Ids of the sorted block's words with capitals that begin so: exactly, and only if case is put aside."""
        known = self._capitals_known.get(prefix)
        if known is None:
            words = self._vocabulary.words
            among = self._vocabulary.capitals(self._vocabulary.beginning_with(prefix))
            exact = np.array([words[word].startswith(prefix) for word in among.tolist()], dtype=bool)
            if len(self._capitals_known) >= _REMEMBERED:
                self._capitals_known.clear()
            known = self._capitals_known[prefix] = (among[exact], among[~exact])
        return known

    def mass(self, outlook: Held, prefix: str, ways: Sequence[Variant]) -> float:
        """The probability that a word follows which is typed with less than it has, each as often as it is."""
        return sum(float(p.sum()) for _, p in self._likely(outlook, prefix, ways))

    def elsewhere(self, prefix: str, ways: Sequence[Variant]) -> list[int]:
        """Ids (ascending) of those words that do not even begin as typed where case is put aside."""
        found: list[int] = self._lacking(prefix, ways)[1][0].tolist()
        return found

    def mass_elsewhere(self, outlook: Held, prefix: str, ways: Sequence[Variant]) -> float:
        """The same as `mass`, of those words alone."""
        _, (ids, weights) = self._lacking(prefix, ways)
        return float(weights @ outlook.probabilities(ids)) if len(ids) else 0.0

    def found(
        self,
        outlook: Held,
        prefix: str,
        ways: Sequence[Variant],
        least: float,
        is_hidden: Callable[[int], bool],
        exclude: Collection[str],
    ) -> tuple[float, Restored | None]:
        """That probability, and the likeliest such word that is not likelier to be meant as it is typed.

        Args:
            outlook: what may come after the words before.
            prefix: what is typed.
            ways: those in which a word begins as typed.
            least: what is no likelier is not shown, and need not be looked for.
            is_hidden: whether a word is never shown here.
            exclude: texts that are not to be shown.
        """
        total = 0.0
        each: list[tuple[float, int]] = []
        for ids, p in self._likely(outlook, prefix, ways):
            total += float(p.sum())
            likelier = np.flatnonzero(p > least)
            each += zip(p[likelier].tolist(), ids[likelier].tolist(), strict=True)
        if not each:
            return total, None
        further = self.further(prefix, ways)
        for p_word, word in heapq.nsmallest(_LIKELIEST, each, key=lambda one: (-one[0], one[1])):
            stored = self._vocabulary.words[word]
            text = next(way for way in further if way.takes(stored)).show(stored)
            if text == prefix or text in exclude or is_hidden(word):
                continue
            probability = p_word
            if len(forms := self.forms(text, prefix, ways, word)) > 1:
                probability = _together(outlook, [form for form in forms if not is_hidden(form[0])])
            if probability > _together(outlook, self._as_typed(text, ways, word)):
                return total, Restored(text, probability, word)
        return total, None

    def forms(
        self, text: str, prefix: str, ways: Sequence[Variant], one: int | None = None
    ) -> list[tuple[int, float]]:
        """The stored words (ascending) shown as a text of which something is not typed, each with its weight.

        It takes less time where `one` of them is known.
        """
        words, found = self._vocabulary.words, []
        further = self.further(prefix, ways)
        for word in self.forms_of(text, one):
            for way in further:
                if way.takes(words[word]) and way.show(words[word]) == text:
                    found.append((word, way.weight))
        return sorted(found)

    def forms_of(self, text: str, one: int | None = None) -> list[int]:
        """Ids of the stored words that a text is, in any case: as in Turkish, and in Greek capitals without a tonos.

        It takes less time where `one` of them is known.
        """
        vocabulary = self._vocabulary
        found = vocabulary.forms_of(text.casefold(), one)
        if "I" in text or "İ" in text:
            found += vocabulary.forms_of(turkish_small(text).casefold())
        if text.isascii() or not text.isupper():
            return found
        bare = caseless(text)
        others = [*self._accented.beginning_with(text), *self._accented.learned_beginning_with(text)]
        return sorted({*found, *(each for each in others if caseless(vocabulary.words[each]) == bare)})

    def further(self, prefix: str, ways: Sequence[Variant]) -> list[Variant]:
        """The ways in which what is typed makes place for a word."""
        key = _key(prefix, ways)
        if self._further is None or self._further[0] != key:  # asked several times at a key
            small = restored(prefix)
            found = [small] if small else []
            self._further = key, [*found, *unaccented([*ways, *found])]
        return self._further[1]

    def _as_typed(self, text: str, ways: Sequence[Variant], one: int) -> list[tuple[int, float]]:
        """What may be meant instead of a word where it is as it is typed: "el" for "él", "may" for "May"."""
        words = self._vocabulary.words
        spellings = dict.fromkeys((text.casefold(), *folds(text.lower())))
        return sorted(
            (word, way.weight)
            for spelling in spellings
            for word in self._vocabulary.forms_of(spelling, one)
            for way in ways
            if way.takes(words[word])
        )

    def _likely(self, outlook: Held, prefix: str, ways: Sequence[Variant]) -> Iterator[tuple[Ids, Doubles]]:
        """Ids (ascending) of words that are meant otherwise, and p of each times its weight."""
        for ids, weights in self._lacking(prefix, ways):
            if len(ids):
                yield ids, weights * outlook.probabilities(ids)

    def _lacking(self, prefix: str, ways: Sequence[Variant]) -> list[_Weighed]:
        """Words that begin as typed but for case; then all others, which lie elsewhere in the vocabulary."""
        key = _key(prefix, ways)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            in_case = self.capitals(prefix)[1].tolist()
            others = self._lacking_there(self._accented.beginning_with(prefix), ways)
            further = self.further(prefix, ways)
            # Words in capitals of English letters that begin otherwise only in their case do so in small ones.
            is_plain = bool(further) and further[0].small and not further[0].unaccented and prefix.isascii()
            known = self._known[key] = self._weighed(in_case, others, further, is_plain)
        in_case = self._vocabulary.learned_beginning_with(prefix)
        others = self._lacking_there(self._accented.learned_beginning_with(prefix), ways)
        if not (in_case or others):
            return known
        learned = self._weighed(in_case, others, self.further(prefix, ways))
        return [_joined(*each) for each in zip(known, learned, strict=True)]

    def _lacking_there(self, others: list[int], ways: Sequence[Variant]) -> list[int]:
        """Words of which an accent is missing, or the dot of an i; where that begins one by itself, none is."""
        dotless = tuple(way.prefix for way in ways if way.prefix[:1] == "ı")
        words = self._vocabulary.words
        return [number for number in others if not words[number].startswith(dotless)] if dotless else others

    def _weighed(
        self, in_case: list[int], others: list[int], further: Sequence[Variant], is_plain: bool = False
    ) -> list[_Weighed]:
        return [
            self._taken(in_case, further, further[0].weight if is_plain else 0.0),
            self._taken(sorted(set(others).difference(in_case)), further),
        ]

    def _taken(self, ids: list[int], further: Sequence[Variant], small: float = 0.0) -> _Weighed:
        """Those that are meant in one of the ways, `small` being how often those are that differ in case alone."""
        words = self._vocabulary.words
        kept, weights = [], []
        for number in ids:
            stored = words[number]
            if small and stored.isascii():  # most words: they need not be looked at letter by letter
                kept.append(number)
                weights.append(small)
                continue
            for way in further:
                if (way.small or may_have_accents(stored)) and way.takes(stored):
                    kept.append(number)
                    weights.append(way.weight)
                    break
        return np.array(kept, dtype=np.int32), np.array(weights)


def _key(prefix: str, ways: Sequence[Variant]) -> _Key:
    """What tells all the ways at one beginning from those of other places."""
    return prefix, len(ways), ways[0].show, ways[-1].show, ways[-1].weight


def _joined(known: _Weighed, learned: _Weighed) -> _Weighed:
    if not len(learned[0]):
        return known
    return np.concatenate([known[0], learned[0]]), np.concatenate([known[1], learned[1]])


def _together(outlook: Held, forms: list[tuple[int, float]]) -> float:
    """p of some words (ascending), each with its weight."""
    if not forms:
        return 0.0
    p = outlook.probabilities(np.array([word for word, _ in forms], dtype=np.int32))
    return float(p @ [weight for _, weight in forms])
