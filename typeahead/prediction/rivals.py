"""What else may have been meant by a word that is typed to its end, another or two, and what writing it so weighs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from typeahead.models.protocols import UNK
from typeahead.prediction.confusions import CONFUSED, confused_with
from typeahead.prediction.familiar import Familiar
from typeahead.prediction.spelled_near import near_of
from typeahead.prediction.spelling import TWO_FROM, in_the_same_case
from typeahead.prediction.variants import variants
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.casing import capitalised
from typeahead.text.words import normal

_SMALL = "a all an and as at by each even every for in is it many no of on or so some such thank that the this to with"
_BEFORE_OTHERS = frozenset(_SMALL.split())
"""Small words that are written together with the next one by mistake: "alot", "aswell", "ofcourse"."""

JOINED = 3e-4
"""What two words written as one weigh: less than most slips in a word. "adress" is rather "address" than "a dress"."""

_USUAL = 4
"""Behind so many different words the second of two that are written as one was met, at least."""

MOST = 10
"""So many rivals of a word are weighed in its sentence: those that are likeliest without it."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another word that may have been meant, or two with a space between.

    Attributes:
        text: as it would be written in that place.
        weight: p(typed | meant), against writing what was meant.
        usual: how often it was met anywhere.
    """

    text: str
    weight: float
    usual: float


class Rivals:
    """The rivals of words over one vocabulary's sorted block.

    Args:
        generation: whose words.
        familiar: how usual each of them is.
        hidden: ids of words that are never offered.
        unwanted: further ones.
    """

    def __init__(
        self,
        generation: Generation,
        familiar: Familiar,
        hidden: Collection[int] = frozenset(),
        unwanted: Unwanted | None = None,
    ) -> None:
        self._vocabulary = generation.vocabulary
        self._near = near_of(generation.vocabulary)
        self._usual = familiar.usual
        self._hidden = hidden
        self._unwanted = unwanted
        self._known: dict[tuple[str, bool, bool], tuple[Rival, ...]] = {}

    def of(self, typed: str, *, is_word: bool, at_start: bool, is_curly: bool = False) -> tuple[Rival, ...]:
        """The rivals of a word, those first that are likeliest without its sentence.

        Args:
            typed: the word, as it stands there.
            is_word: whether it is one; who writes another word has slipped once, not twice.
            at_start: whether it begins its sentence.
            is_curly: whether apostrophes are, in the text around it; those of the word itself say more.
        """
        key = normal(typed), is_word, at_start
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(*key)
        if "’" in typed or (is_curly and "'" not in typed):
            return tuple(replace(each, text=each.text.replace("'", "’")) for each in found)
        return found

    def _find(self, typed: str, is_word: bool, at_start: bool) -> tuple[Rival, ...]:
        slips = 2 if len(typed) >= TWO_FROM and not is_word else 1
        ids, weights = self._near.find_whole(typed.casefold(), slips)
        met: dict[str, Rival] = {}
        for way in variants(typed, at_start, titled=True):  # what stands before is not looked at
            order = np.argsort(-weights * self._usual[ids], kind="stable")
            for number, weight in zip(ids[order].tolist(), weights[order].tolist(), strict=True):
                word = self._vocabulary.words[number]
                if in_the_same_case(word, way.prefix) and self._may_be_offered(number):
                    self._meet(met, way.show(word), weight * way.weight, number)
                if len(met) >= 3 * MOST:
                    break
        for word in confused_with(typed.casefold()):
            number = self._vocabulary.id_of(word, UNK)
            if number != UNK and self._may_be_offered(number):
                self._meet(met, capitalised(word) if typed[0].isupper() else word, CONFUSED, number)
        met.pop(typed, None)
        met |= {} if is_word else self._two(typed)
        # Nobody types an accent by a slip: "für" was not meant to be "for".
        fitting = [each for each in met.values() if typed.isascii() or not each.text.isascii()]
        return tuple(sorted(fitting, key=lambda each: (-each.weight * each.usual, each.text))[:MOST])

    def _two(self, typed: str) -> dict[str, Rival]:
        """Two words that may have been written as one."""
        found = {}
        for at in range(1, len(typed) - 1):
            first, second = typed[:at], typed[at:]
            if first.casefold() in _BEFORE_OTHERS:
                number = self._vocabulary.id_of(second, UNK)
                if number != UNK and self._usual[number] >= _USUAL and self._may_be_offered(number):
                    found[f"{first} {second}"] = Rival(
                        f"{first} {second}", JOINED, float(self._usual[number])
                    )
        return found

    def _meet(self, met: dict[str, Rival], text: str, weight: float, number: int) -> None:
        """Another word that is shown so; of several ways to it the likeliest counts."""
        usual, before = float(self._usual[number]), met.get(text)
        if before is not None:
            usual, weight = max(usual, before.usual), max(weight, before.weight)
        met[text] = Rival(text, weight, usual)

    def _may_be_offered(self, number: int) -> bool:
        if number in self._hidden:
            return False
        return self._unwanted is None or not self._unwanted.at(None)(number)
