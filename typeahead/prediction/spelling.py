"""Typing errors: the word that was meant, where nothing likely begins as typed.

The noisy channel of Kernighan, Church and Gale (1990), for words that are not typed to their end: p(word | typed) is
in proportion to p(typed | word) p(word | words before). The first factor is 1 for a word that begins as typed, and
`keyboard`'s weight for one that does with a slip or two; the second is what the model holds likely.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import highest
from typeahead.models.protocols import Ids
from typeahead.prediction import keyboard
from typeahead.prediction.blend import Blend
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Outlook
from typeahead.prediction.mixture_outlook import MixtureOutlook
from typeahead.prediction.spelled_near import LONGEST, Near, near_of
from typeahead.prediction.variants import Variant, variants
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.words import normal

SHORTEST = 3
"""Fewer letters than this are begun in too many words for one to be held wrong."""
TWO_FROM = 6
"""From so many letters on there may be two slips, if the first letter is right."""
LEAST = 0.3
"""A correction is shown if it is at least so likely to be what is meant."""
KNOWN = 0.01
"""A word that is one as it stands is doubted only if the chance that nothing slipped is less."""

UNLIKELY = 0.002
"""What is typed is doubted only where a word that begins so has no better chance: most words are typed right."""

_WEIGHED = 64
"""So many words near what is typed are asked for their probability, those first that are likeliest anywhere."""
_REMEMBERED = 256
"""Beginnings for which the words near them are kept."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was probably meant.

    Attributes:
        text: as it would be shown.
        probability: that it was meant, given what stands before it and what is typed.
        word: its id.
        right: the probability that what is typed is as it was meant.
    """

    text: str
    probability: float
    word: int
    right: float


_Found = tuple[Ids, NDArray[np.float64], NDArray[np.float64]]


class Spelling:
    """Corrections over one vocabulary.

    Args:
        generation: the words.
        hidden: ids of words that are not offered; it may change.
        unwanted: further ones, some of them after one word alone.
    """

    def __init__(
        self, generation: Generation, hidden: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._vocabulary = generation.vocabulary
        self._counts = generation.model.counts
        self._hidden = hidden
        self._unwanted = unwanted
        self._sorted: Near | None = None
        self._learned: Near | None = None
        self._version = -1
        self._usual: NDArray[np.float64] = np.zeros(0)
        self._cased: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._near: dict[tuple[str, int], tuple[Ids, NDArray[np.float64]]] = {}
        self._last: tuple[tuple[str, int], _Found] | None = None
        self._is_compiled = False

    def accelerate(self, outlook: Outlook) -> None:
        """Look with a compiled kernel from now on; the words are laid out now, while nobody waits.

        Args:
            outlook: any.
        """
        self._is_compiled = True
        if self._sorted is None:
            self._take_over(outlook)
        for near in (self._sorted, self._learned):
            if near is not None:
                near.accelerate()

    def correction(
        self,
        outlook: Outlook,
        context: Context,
        mass: float,
        exclude: Collection[str] = (),
        slipped: float = 0.0,
    ) -> Correction | None:
        """What was probably meant instead of what is typed, if it is likely enough.

        Args:
            outlook: what may come after the words before.
            context: what stands before, and what is typed.
            mass: the probability that a word follows which begins as typed.
            exclude: words that are not to be shown.
            slipped: how much of that is of words that were slips themselves.
        """
        typed = normal(context.prefix)
        slips = _slips(typed, mass - slipped)
        if not slips or context.verbatim:
            return None
        mass = max(
            mass, outlook.own_mass(self._vocabulary.beginning_with(typed))
        )  # small letters are no slip
        mass = max(mass - slipped, 0.0)
        shown: dict[str, tuple[float, int]] = {}
        most: dict[str, float] = {}  # that one form gives each
        wrong = 0.0
        for way in variants(typed, context.at_start, context.shouting, context.titled):
            ids, weights = self._candidates(way, outlook, slips)
            if not len(ids):
                continue
            joint = way.weight * weights * outlook.probabilities(ids)
            for word, p in zip(ids.tolist(), joint.tolist(), strict=True):
                if self._is_slip(word):  # nobody meant that
                    continue
                wrong += p
                text = way.show(self._vocabulary.words[word])
                before, likeliest = shown.get(text, (0.0, word))
                if p > most.get(text, -1.0):
                    most[text], likeliest = p, word
                shown[text] = (before + p, likeliest)
        right = mass / (mass + wrong) if wrong else 1.0
        if right > KNOWN and self._is_word(typed):
            return None
        for text, (joint_p, word) in sorted(shown.items(), key=lambda item: (-item[1][0], item[0])):
            p = joint_p / (mass + wrong)
            if p < LEAST:
                break
            if text not in exclude and word not in self._hidden and not self._refused(word, context):
                return Correction(text, p, word, right)
        return None

    def _is_slip(self, word: int) -> bool:
        return self._unwanted is not None and self._unwanted.is_slip(word)

    def _refused(self, word: int, context: Context) -> bool:
        """Whether the person wants no such word here."""
        return self._unwanted is not None and self._unwanted.at(context.last)(word)

    def _is_word(self, typed: str) -> bool:
        """Whether the vocabulary has a word as typed, in any case, that may be offered."""
        folded = typed.casefold()
        words = self._vocabulary.words
        among = self._vocabulary.beginning_with(folded)
        # In the sorted block a word's forms come first among those that begin so.
        for number in [*among[:8], *self._vocabulary.learned_beginning_with(folded)]:
            if words[number].casefold() == folded and number not in self._hidden:
                return not self._is_slip(number)
        return False

    def _candidates(self, way: Variant, outlook: Outlook, slips: int) -> tuple[Ids, NDArray[np.float64]]:
        """Ids (ascending) and weights of words that may have been meant, kept while the vocabulary stays."""
        if self._sorted is None or self._version != self._counts.version:
            self._take_over(outlook)
        known = self._near.get((way.prefix, slips))
        if known is None:
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            known = self._near[way.prefix, slips] = self._find(way.prefix, slips)
        return known

    def _find(self, prefix: str, slips: int) -> tuple[Ids, NDArray[np.float64]]:
        key = prefix.casefold(), slips  # one for all ways in which a word may be written
        if self._last is None or self._last[0] != key:
            self._last = key, self._found_near(*key)
        ids, weights, chances = self._last[1]
        cased = self._cased[ids]
        # Where capitals are typed no word in small letters was meant: of thousands a few are left to be looked at.
        some = np.flatnonzero(cased) if prefix != prefix.lower() else np.arange(len(ids))
        wanted = 2 * _WEIGHED
        while True:
            likeliest = some[highest(chances[some], wanted)]
            chosen = self._in_its_case(ids, likeliest, cased, prefix)
            if len(chosen) == _WEIGHED or len(likeliest) == len(some):
                break
            wanted *= 4
        kept = np.array(sorted(chosen, key=lambda at: ids[at]), dtype=np.intp)
        return ids[kept], weights[kept]

    def _in_its_case(
        self, ids: Ids, places: NDArray[np.intp], cased: NDArray[np.bool_], prefix: str
    ) -> list[int]:
        """The first places, `_WEIGHED` at most, of words with capitals where what is typed has them."""
        words, found = self._vocabulary.words, []
        for at in places.tolist():
            if not cased[at] or in_the_same_case(words[ids[at]], prefix):
                found.append(at)
                if len(found) == _WEIGHED:
                    break
        return found

    def _found_near(self, folded: str, slips: int) -> _Found:
        """Ids of all words near what is typed, how likely the slips are, and that times how usual each is."""
        found = [near.find(folded, slips) for near in (self._sorted, self._learned) if near is not None]
        ids = np.concatenate([each for each, _ in found])
        weights = np.concatenate([each for _, each in found])
        return ids, weights, weights * self._usual[ids]

    def _take_over(self, outlook: Outlook) -> None:
        """Lay out the words there are now: the sorted block once, and those learned since anew where there are more.

        How usual they are must not depend on the place: the same question would be answered by what was asked before.
        """
        vocabulary = self._vocabulary
        words = vocabulary.words
        if self._sorted is None:
            self._sorted = near_of(vocabulary)
            self._cased = np.zeros(vocabulary.sorted_size, dtype=bool)
            self._cased[vocabulary.capitals(range(vocabulary.sorted_size))] = True
        if len(words) > len(self._cased) and (learned := vocabulary.learned_beginning_with("")):
            self._learned = Near([words[number] for number in learned], np.array(learned, dtype=np.int32))
            if self._is_compiled:
                self._learned.accelerate()
        later = [word != word.casefold() for word in words[len(self._cased) :]]
        self._cased = np.concatenate([self._cased, np.array(later, dtype=bool)])
        told = outlook.likelier if isinstance(outlook, Blend) else outlook
        assert isinstance(told, MixtureOutlook)  # see `suggesting`: no other model corrects
        self._usual = told.usual()
        # A word learned since is at home in what is being written: as usual as any.
        self._usual[vocabulary.sorted_size :] = 1.0
        self._version = self._counts.version
        self._near.clear()
        self._last = None


def _slips(typed: str, mass: float) -> int:
    """How many slips are worth thinking of, given the probability of a word that begins as typed; 0 for none.

    A word that the likeliest slips lead to must have a chance of `LEAST`, were it certain to follow.
    """
    if not (SHORTEST <= len(typed) <= LONGEST and typed.isalpha()) or mass > UNLIKELY:
        return 0
    possible = 2 if len(typed) >= TWO_FROM else 1
    while possible and keyboard.LIKELIEST**possible < LEAST * (keyboard.LIKELIEST**possible + mass):
        possible -= 1
    return possible


def in_the_same_case(word: str, prefix: str) -> bool:
    """Whether capitals stand in a word as in what is typed of it, as far as slips let one tell."""
    if word == word.lower():
        return prefix == prefix.lower()
    capitals = sum(map(str.isupper, prefix))
    return (
        word[:1].isupper() == prefix[:1].isupper() and sum(map(str.isupper, word[: len(prefix)])) == capitals
    )
