"""Several words at once: the phrase that is expected to save the most keys, in place of the word that saves the least.

Who takes a phrase of k words that the text goes on with saves k − 1 keys beside taking its words one by one, which are
likely and stand in the line before a letter of them is typed. The word that makes place for it is shown a key later,
which costs a key if it was the right one. So a phrase is worth P(phrase) · (k − 1) keys, less the probability of what
makes place: the last word of the line, or the phrase's own first word as far as the text does not go on with the rest.
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
"""So many beginnings are followed beside each other, and so many words looked at after each."""

_LEAST = 0.08
"""Keys a phrase has to be worth: reading it takes longer than reading a word."""

_USUAL = 0.6
"""How likely each next word of a phrase is taken to be where it is decided whether to look for one."""

_HOPE = [
    max((length + more - 1) * _USUAL**more for more in range(MOST_WORDS - length + 1))
    for length in range(MOST_WORDS + 1)
]
"""By their number: what words that are certain may be worth as a phrase, in keys, as they are or with more words."""


class _Beginning(NamedTuple):
    """Words that a phrase may begin with: how likely they are, the last one's id and the outlook before it."""

    probability: float
    text: str
    number: int
    outlook: Outlook
    first: Shown


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
        self, outlook: Outlook, words: Sequence[Shown], n: int, exclude: Collection[str] = ()
    ) -> list[Shown]:
        """The words of a line, likeliest first, one of them replaced by a phrase where that saves keys.

        Args:
            outlook: after the words before.
            words: those that would be shown, likeliest first.
            n: how many there is room for.
            exclude: texts that are not to be shown.
        """
        if not words or n < 2:
            return list(words)
        last = words[-1].probability if len(words) >= n else 0.0
        best, worth = None, _LEAST
        beam = [_Beginning(each.probability, each.text, each.word, outlook, each) for each in words[:_BEAM]]
        for length in range(2, MOST_WORDS + 1):
            beam = self._longer(beam, length, worth)
            for each in beam:
                lost = min(last, each.first.probability - each.probability)
                gain = (length - 1) * each.probability - lost
                if gain > worth and each.text not in exclude:
                    best, worth = each, gain
        return list(words) if best is None else _joined(words, best, n)

    def _longer(self, beam: Sequence[_Beginning], length: int, worth: float) -> list[_Beginning]:
        """The likeliest beginnings of so many words, of those that may be worth more."""
        vocabulary = self._vocabulary
        among = range(vocabulary.first_suggested, vocabulary.sorted_size)
        found = []
        for each in beam:
            if each.probability * _HOPE[length - 1] <= worth:
                continue
            after, following = each.outlook.following(each.number, _BEAM, among, self._hidden)
            is_unwanted = self._unwanted.at(vocabulary.words[each.number]) if self._unwanted else None
            for candidate in following:
                if is_unwanted is not None and is_unwanted(candidate.word):
                    continue
                p = each.probability * candidate.probability
                if p * _HOPE[length] > worth:
                    text = f"{each.text} {vocabulary.words[candidate.word]}"
                    found.append(_Beginning(p, text, candidate.word, after, each.first))
        return sorted(found, key=lambda each: -each.probability)[:_BEAM]


def _joined(words: Sequence[Shown], phrase: _Beginning, n: int) -> list[Shown]:
    """The line with the phrase, in the order of probabilities; what saves the least makes place."""
    longer = Shown(phrase.text, phrase.probability, phrase.first.word)
    kept = list(words)
    if len(kept) >= n:
        alone = phrase.first.probability - phrase.probability
        kept.remove(phrase.first if alone < kept[-1].probability else kept[-1])
    return sorted([*kept, longer], key=lambda shown: -shown.probability)
