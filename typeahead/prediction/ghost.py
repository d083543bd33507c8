"""The ghost: which suggestion stands in the text in grey, and how likely it must be to stand there."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.prediction.suggestion import Suggestion

PHRASE_FIRST = 0.6  # of the first word's probability: a phrase that goes on from it at least so likely leads
# Grey text is read whether one wants it or not, and looking takes as long as two keys. From these on showing it gained
# most time on three authors' notes, three of four ghosts being right: python -m benchmarks.ghost finds them anew.
GHOST_IN_WORD = 0.62
GHOST_NEXT_WORD = 0.40


def likely_enough(
    offer: Suggestion | None, in_word: float = GHOST_IN_WORD, next_word: float = GHOST_NEXT_WORD
) -> bool:
    """Whether an offer may stand in the text as a ghost and be taken by Tab; by its number it always may."""
    if offer is None or offer.replaces:  # what is typed is changed only when asked by number
        return False
    return offer.probability >= (in_word if within_word(offer) else next_word)


def within_word(offer: Suggestion) -> bool:
    """Whether something is typed already of what it offers."""
    return len(offer.completion) < len(offer.text)


def phrase_first(suggestions: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """The phrase that the likeliest word begins goes before it where it is nearly as likely."""
    if not suggestions:
        return suggestions
    best = suggestions[0]
    longer = next((s for s in suggestions[1:] if s.text.startswith(best.text + " ")), None)
    if longer is None or longer.probability < PHRASE_FIRST * best.probability:
        return suggestions
    return [longer, *(s for s in suggestions if s is not longer)]
