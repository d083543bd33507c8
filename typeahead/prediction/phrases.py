"""Several words at once: a likely word with the words that nearly always follow it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from typeahead.models.ngram.model import State
from typeahead.models.protocols import Candidate
from typeahead.prediction.candidates import Shown
from typeahead.profile.generation import Generation

MOST_WORDS = 5
_REMEMBERED = 8192
LIKELY = 0.5
"""A phrase goes on for as long as its next word is at least this likely, a mark or sentence end included."""


class Phrases:
    """Phrases of one generation; what nearly always follows a state is remembered while the counts stand.

    Args:
        generation: the models.
        hidden: ids of words that end a phrase.
    """

    def __init__(self, generation: Generation, hidden: Collection[int]) -> None:
        self._model, self._vocabulary = generation.model, generation.vocabulary
        self._hidden = hidden
        self._states: dict[tuple[State, int], State] = {}
        self._following: dict[State, Candidate | None] = {}
        self._version = -1

    def begun_by(self, state: State, first: Shown, above: float = 0.0) -> Shown | None:
        """The phrase that a word begins after a state, or None where nothing likely follows it.

        Args:
            state: after the words before.
            first: the word.
            above: no less likely phrase is wanted, so that there is none either.
        """
        vocabulary = self._vocabulary
        text, p, number = first.text, first.probability, first.word
        for _ in range(MOST_WORDS - 1):
            if p <= above:
                return None
            state, following = self._after(state, number)
            if following is None:
                break
            number = following.word
            if not vocabulary.first_suggested <= number < vocabulary.sorted_size or number in self._hidden:
                break
            text, p = f"{text} {vocabulary.words[number]}", p * following.probability
        return None if text == first.text else Shown(text, p, first.word)

    def _after(self, state: State, word: int) -> tuple[State, Candidate | None]:
        """The state after one more word, and the word that is likely to follow it."""
        version = self._model.counts.version
        if version != self._version or len(self._states) >= _REMEMBERED:
            self._states.clear()
            self._following.clear()
            self._version = version
        found = self._states.get((state, word))
        if found is None:
            found = self._states[state, word] = self._advance(state, word)
        if found not in self._following:
            self._following[found] = self._model.likely_word(self._model.links(found), LIKELY)
        return found, self._following[found]

    def _advance(self, state: State, word: int) -> State:
        """The state after one more word; compiled code says in one go what is likely there."""
        kernel = self._model.kernel
        known = None if kernel is None else kernel.follow(*state, word)
        if known is None:
            return self._model.advance(state, word)
        contexts, whole, best = known
        after = State(contexts, whole)
        self._following[after] = best if best is not None and best.probability >= LIKELY else None
        return after


def with_phrase(words: Sequence[Shown], longer: Shown | None, n: int) -> list[Shown]:
    """Words and a phrase in the order of their probabilities, n at most."""
    found = [*words, longer] if longer else list(words)
    return sorted(found, key=lambda shown: -shown.probability)[:n]
