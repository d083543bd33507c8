"""Several words at once: a likely word with the words that nearly always follow it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from typeahead.models.ngram.model import State
from typeahead.prediction.candidates import Shown
from typeahead.profile.generation import Generation

MOST_WORDS = 5
LIKELY = 0.5
"""A phrase goes on for as long as its next word is at least this likely, a mark or sentence end included."""


def phrase(generation: Generation, state: State, first: Shown, hidden: Collection[int]) -> Shown | None:
    """The phrase that a word begins, or None where nothing likely follows it; `hidden` words end it."""
    model, vocabulary = generation.model, generation.vocabulary
    text, p, number = first.text, first.probability, first.word
    for _ in range(MOST_WORDS - 1):
        state = model.advance(state, number)
        following = model.likely_word(model.links(state), LIKELY)
        if following is None:
            break
        number = following.word
        if not vocabulary.first_suggested <= number < vocabulary.sorted_size or number in hidden:
            break
        text, p = f"{text} {vocabulary.words[number]}", p * following.probability
    return None if text == first.text else Shown(text, p, first.word)


def with_phrase(words: Sequence[Shown], longer: Shown | None, n: int) -> list[Shown]:
    """Words and a phrase in the order of their probabilities, n at most."""
    found = [*words, longer] if longer else list(words)
    return sorted(found, key=lambda shown: -shown.probability)[:n]
