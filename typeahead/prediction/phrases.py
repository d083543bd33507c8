"""Several words at once: a likely word with the words that nearly always follow it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from typeahead.prediction.candidates import Shown
from typeahead.prediction.engine import Outlook
from typeahead.text.vocabulary import Vocabulary

MOST_WORDS = 5


class Phrases:
    """Phrases over one vocabulary.

    Args:
        vocabulary: the words.
        hidden: ids of words that end a phrase.
    """

    def __init__(self, vocabulary: Vocabulary, hidden: Collection[int]) -> None:
        self._vocabulary = vocabulary
        self._hidden = hidden

    def begun_by(self, outlook: Outlook, first: Shown, above: float = 0.0) -> Shown | None:
        """The phrase that a word begins, or None where nothing likely follows it.

        Args:
            outlook: after the words before.
            first: the word.
            above: no less likely phrase is wanted, so that there is none either.
        """
        vocabulary = self._vocabulary
        text, p, number = first.text, first.probability, first.word
        for _ in range(MOST_WORDS - 1):
            if p <= above:
                return None
            found = outlook.goes_on(number)
            if found is None:
                break
            outlook, following = found
            number = following.word
            if not vocabulary.first_suggested <= number < vocabulary.sorted_size or number in self._hidden:
                break
            text, p = f"{text} {vocabulary.words[number]}", p * following.probability
        return None if text == first.text else Shown(text, p, first.word)


def with_phrase(words: Sequence[Shown], longer: Shown | None, n: int) -> list[Shown]:
    """Words and a phrase in the order of their probabilities, n at most."""
    found = [*words, longer] if longer else list(words)
    return sorted(found, key=lambda shown: -shown.probability)[:n]
