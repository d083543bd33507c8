"""Several words at once: the phrase that is expected to save the most keys, in place of the word that saves the least.

Who takes a phrase of k words that the text goes on with saves k − 1 keys beside taking its words one by one, which are
likely and stand in the line before a letter of them is typed. The word that makes place for it is shown a key later,
which costs a key if it was the right one. So a phrase is worth P(phrase) · (k − 1) keys, less the probability of what
makes place: the last word of the line, or the phrase's own first word as far as the text does not go on with the rest.
Where the editor shows it, a phrase that the likeliest word begins hides no word (`ghost.arranged`): the words are then
one more than the line has room for, and it is the last of these that makes place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from typeahead.prediction.candidates import Shown
from typeahead.prediction.engine import Outlook
from typeahead.profile.unwanted import Unwanted
from typeahead.text.vocabulary import Vocabulary

MOST_WORDS = 5

_BEAM = 3
"""So many words of the line may begin a phrase, and so many are looked at after each beginning."""

_STEPS = 4
_STEPS_INSIDE = 1
"""So many beginnings are followed, those first that promise most: each takes the models a part of a millisecond, of
which there are fewer while a word is typed."""

_LEAST = 0.04
"""Keys a phrase has to be worth: reading it takes longer than reading a word."""

_USUAL = 0.6
"""How likely each next word of a phrase is taken to be where it is decided whether to look for one."""

_HOPE = [
    max((length + more - 1) * _USUAL**more for more in range(MOST_WORDS - length + 1))
    for length in range(MOST_WORDS + 1)
]
"""By their number: what words that are certain may be worth as a phrase, in keys, as they are or with more words."""


class _Beginning(NamedTuple):
    """Words that a phrase may begin with: how likely they are, the last one's id, the outlook before it, how many."""

    probability: float
    text: str
    number: int
    outlook: Outlook
    first: Shown
    length: int


class Phrases:
    """Phrases over one vocabulary.

    Args:
        vocabulary: the words.
        hidden: ids of words that end a phrase.
        unwanted: further ones, some of them after one word alone.
    """

    def __init__(
        self, vocabulary: Vocabulary, hidden: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._hidden = hidden
        self._unwanted = unwanted

    def with_phrase(
        self,
        outlook: Outlook,
        words: Sequence[Shown],
        n: int,
        exclude: Collection[str] = (),
        inside: bool = False,
    ) -> list[Shown]:
        """The words of a line, likeliest first, one of them replaced by a phrase where that saves keys.

        Args:
            outlook: after the words before.
            words: those that would be shown, likeliest first.
            n: how many there is room for.
            exclude: texts that are not to be shown.
            inside: whether a part of the word is typed.
        """
        if not words or n < 2:
            return list(words)
        last = words[-1].probability if len(words) >= n else 0.0
        best, worth = None, _LEAST
        open_ = [
            _Beginning(each.probability, each.text, each.word, outlook, each, 1) for each in words[:_BEAM]
        ]
        for _ in range(_STEPS_INSIDE if inside else _STEPS):
            open_ = [each for each in open_ if each.probability * _HOPE[each.length] > worth]
            if not open_:
                break
            next_ = max(open_, key=lambda each: each.probability * _HOPE[each.length])
            open_.remove(next_)
            for each in self._longer(next_):
                lost = min(last, each.first.probability - each.probability)
                gain = (each.length - 1) * each.probability - lost
                if gain > worth and each.text not in exclude:
                    best, worth = each, gain
                if each.length < MOST_WORDS:
                    open_.append(each)
        return list(words) if best is None else _joined(words, best, n)

    def _longer(self, beginning: _Beginning) -> list[_Beginning]:
        """The likeliest ways to go on by one word."""
        vocabulary = self._vocabulary
        among = range(vocabulary.first_suggested, vocabulary.sorted_size)
        word = beginning.number
        after, following = beginning.outlook.following(word, _BEAM, among, self._hidden)
        is_unwanted = self._unwanted.at(vocabulary.words[word]) if self._unwanted else None
        return [
            _Beginning(
                beginning.probability * candidate.probability,
                f"{beginning.text} {vocabulary.words[candidate.word]}",
                candidate.word,
                after,
                beginning.first,
                beginning.length + 1,
            )
            for candidate in following
            if is_unwanted is None or not is_unwanted(candidate.word)
        ]


def _joined(words: Sequence[Shown], phrase: _Beginning, n: int) -> list[Shown]:
    """The line with the phrase, in the order of probabilities; what saves the least makes place."""
    longer = Shown(phrase.text, phrase.probability, phrase.first.word)
    kept = list(words)
    if len(kept) >= n:
        alone = phrase.first.probability - phrase.probability
        kept.remove(phrase.first if alone < kept[-1].probability else kept[-1])
    return sorted([*kept, longer], key=lambda shown: -shown.probability)
