"""Several words at once: the phrase that is expected to save the most keys, in place of the word that saves the least.

Who takes a phrase of k words that the text goes on with saves k − 1 keys beside taking its words one by one, which are
likely and stand in the line before a letter of them is typed. A comma in it, or at its end, saves two more: itself, and
the space after it, for the one that comes with a word has given way to the comma. So a phrase is worth P(phrase) times
the keys that it saves.

A phrase that the likeliest word begins hides none: it leads the line in that word's place, and the word alone is taken
from it by a key of its own (`ghost.arranged`; where nothing is arranged, `ghost.listed`). Any other phrase takes the
place of a word, which is then shown a key later; that costs a key if it was the right one. So such a phrase is worth
less by the probability of what makes place: the last word of the line, or the phrase's own first word as far as the
text does not go on with the rest.

No phrase says a word twice in a row, nor the one before the cursor again. A model that goes by what was written lately
holds the last word likely once more, and the more so the more often it is said; who means "had had" is rare.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from typeahead.models.protocols import Candidate
from typeahead.prediction.engine import Outlook
from typeahead.prediction.fitting import Shown
from typeahead.prediction.suggestion import COMMA, COMMA_SAVES, NAME
from typeahead.profile.unwanted import Unwanted
from typeahead.text.casing import in_capitals
from typeahead.text.joining import are_glued
from typeahead.text.vocabulary import Vocabulary
from typeahead.text.words import is_word

MOST_WORDS = 5

_BEGINNINGS = 2
"""So many words of the line may begin a phrase: the one that leads, and one that may hide others."""

_BEGINS = 0.06
"""A word less likely than that begins no phrase: following it takes as long as any, and hardly ever saves a key."""

_BEAM = 3
"""So many words are looked at after each beginning."""

_STEPS = 3
_STEPS_INSIDE = 2
"""So many beginnings are followed, those first that promise most: each takes the models a part of a millisecond, of
which there are fewer while a word is typed."""

_LEAST = 0.02
"""Keys a phrase has to be worth: reading it takes longer than reading a word."""

_USUAL = 0.8
"""How likely each next word of a phrase is taken to be where it is decided whether to look for one."""

_NONE = -1


class _Beginning(NamedTuple):
    """Words that a phrase may begin with: how likely they are, the last one and its id, the outlook before it, how
    many, the keys they save, and whether they are in capitals."""

    probability: float
    text: str
    last: str
    number: int
    outlook: Outlook
    first: Shown
    length: int
    saved: int
    loud: bool

    @property
    def hope(self) -> float:
        """Keys that it may be worth, as it is or with more words."""
        return self.probability * _most(self.saved, self.length)


@cache
def _most(saved: int, length: int) -> float:
    """Keys that so many words which are certain, and save so many, may save with more."""
    return max((saved + more) * _USUAL**more for more in range(MOST_WORDS - length + 1))


class Phrases:
    """Phrases over one vocabulary.

    Args:
        vocabulary: the words.
        hidden: ids of words that end a phrase.
        unwanted: further ones, some of them after one word alone.
        prose: whether words of scripts without spaces stand without them.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        hidden: Collection[int],
        unwanted: Unwanted | None = None,
        *,
        prose: bool = True,
    ) -> None:
        self._vocabulary = vocabulary
        self._prose = prose
        self._hidden = hidden
        self._unwanted = unwanted
        self._place: Outlook | None = None
        self._known: dict[tuple[int, int, int], tuple[Outlook, list[Candidate]]] = {}

    def with_phrase(
        self,
        outlook: Outlook,
        words: Sequence[Shown],
        n: int,
        exclude: Collection[str] = (),
        *,
        inside: bool = False,
        commas: bool = False,
        loud: Callable[[Shown], bool] = lambda _: False,
        previous: str | None = None,
    ) -> list[Shown]:
        """The words of a line, likeliest first, one of them replaced by a phrase where that saves keys.

        Args:
            outlook: after the words before.
            words: those that would be shown, likeliest first.
            n: how many there is room for.
            exclude: texts that are not to be shown.
            inside: whether a part of the word is typed.
            commas: whether one may stand in it: a token by itself, written without a space before it.
            loud: whether a phrase that a word begins is written in capitals.
            previous: the word before, which begins none.
        """
        if not words or n < 2:
            return list(words)
        if outlook is not self._place:  # another word, or more was learned
            self._place = outlook
            self._known.clear()
        last = words[-1].probability if len(words) >= n else 0.0
        comma = self._vocabulary.id_of(COMMA, _NONE) if commas else _NONE
        best, worth = None, _LEAST
        said = (previous or "").casefold()
        open_ = [
            _Beginning(each.probability, each.text, each.text, each.word, outlook, each, 1, 0, loud(each))
            for each in words[:_BEGINNINGS]
            if each.probability >= _BEGINS
            and each.made != NAME  # after which the name goes on
            and each.text.casefold() != said
        ]
        for _ in range(_STEPS_INSIDE if inside else _STEPS):
            open_ = [each for each in open_ if each.hope > worth]
            if not open_:
                break
            next_ = max(open_, key=lambda each: each.hope)
            open_.remove(next_)
            for each in self._longer(next_, comma):
                alone = each.first.probability - each.probability
                lost = 0.0 if each.first is words[0] else min(last, alone)
                gain = each.saved * each.probability - lost
                if gain > worth and each.text not in exclude:
                    best, worth = each, gain
                if each.length < MOST_WORDS:
                    open_.append(each)
        return list(words) if best is None else _joined(words, best, n)

    def _longer(self, beginning: _Beginning, comma: int) -> list[_Beginning]:
        """The likeliest ways to go on by one word, or by a comma (its id, if it may stand there)."""
        key = id(beginning.outlook), beginning.number, comma
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._next(beginning.outlook, beginning.number, comma)
        after, following = known
        # Not by its id: a word put together has that of its last part.
        is_unwanted = self._unwanted.at(beginning.last) if self._unwanted else None
        said, texts = beginning.last.casefold(), self._vocabulary.words
        return [
            self._with(beginning, candidate, after)
            for candidate in following
            if texts[candidate.word].casefold() != said
            and (is_unwanted is None or not is_unwanted(candidate.word))
        ]

    def _with(self, beginning: _Beginning, more: Candidate, after: Outlook) -> _Beginning:
        word = self._vocabulary.words[more.word]
        is_comma = word == COMMA
        if beginning.loud:
            word = in_capitals(word)
        is_glued = is_comma or (self._prose and are_glued(beginning.last, word))
        return _Beginning(
            beginning.probability * more.probability,
            beginning.text + ("" if is_glued else " ") + word,
            word,
            more.word,
            after,
            beginning.first,
            beginning.length + (not is_comma),
            beginning.saved + (COMMA_SAVES if is_comma else 1),
            beginning.loud,
        )

    def _next(self, outlook: Outlook, word: int, comma: int) -> tuple[Outlook, list[Candidate]]:
        after, likely = self._following(outlook, word)
        following = [each for each in likely if self._is_word(each.word)]
        if following and _NONE != comma != word:
            p = after.probabilities(np.array([comma], dtype=np.int32))
            following.append(Candidate(comma, float(p[0])))
        return after, following

    def after(self, outlook: Outlook, word: int) -> Outlook:
        """What may come after one more word, of which something is known soon: by a part of the model."""
        return self._following(outlook, word)[0]

    def _following(self, outlook: Outlook, word: int) -> tuple[Outlook, list[Candidate]]:
        among = range(self._vocabulary.first_suggested, len(self._vocabulary))
        return outlook.following(word, _BEAM, among, self._hidden)

    def _is_word(self, word: int) -> bool:
        """Whether it is no mark: those learned lately stand among the words."""
        return word < self._vocabulary.sorted_size or is_word(self._vocabulary.words[word])


def _joined(words: Sequence[Shown], phrase: _Beginning, n: int) -> list[Shown]:
    """The line with the phrase, in the order of probabilities; what saves the least makes place."""
    longer = Shown(phrase.text, phrase.probability, phrase.first.word, phrase.first.made)
    kept = list(words)
    if len(kept) >= n:
        alone = phrase.first.probability - phrase.probability
        makes_place = alone < kept[-1].probability and phrase.first is not words[0]
        kept.remove(phrase.first if makes_place else kept[-1])
    return sorted([*kept, longer], key=lambda shown: -shown.probability)
