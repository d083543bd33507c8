"""The ghost: which suggestion stands in the text in grey, and how likely it must be to stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeahead.prediction.suggestion import Suggestion

# Grey text is read whether one wants it or not, and looking takes as long as two keys. From these on showing it gained
# most time on three authors' notes, three of four ghosts being right: python -m benchmarks.ghost finds them anew.
GHOST_IN_WORD = 0.68
GHOST_NEXT_WORD = 0.64


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


def ghost_of(
    offer: Suggestion | None, in_word: float = GHOST_IN_WORD, next_word: float = GHOST_NEXT_WORD
) -> Suggestion | None:
    """What stands in the text where an offer leads: all of it, or of a phrase its first word, or nothing."""
    for each in (offer, offer and offer.first):
        if each and likely_enough(each, in_word, next_word):
            return each
    return None


@dataclass(frozen=True, slots=True)
class Ghosts:
    """A person's wishes for the ghost: how likely it must be."""

    in_word: float = GHOST_IN_WORD
    next_word: float = GHOST_NEXT_WORD

    def of(self, offer: Suggestion | None) -> Suggestion | None:
        """What may stand in the text where an offer leads (see `ghost_of`)."""
        return ghost_of(offer, self.in_word, self.next_word)

    def allow(self, offer: Suggestion | None) -> bool:
        """Whether an offer may stand there whole."""
        return likely_enough(offer, self.in_word, self.next_word)


GHOSTS = Ghosts()
"""As measured."""


def arranged(suggestions: Sequence[Suggestion], n: int, ghosts: Ghosts = GHOSTS) -> list[Suggestion]:
    """The line of n offers made of n + 1 suggestions, the likeliest first.

    A phrase that the likeliest word begins leads in its place, and costs no other word its own: the word alone is
    taken from it by a key of its own. Not so where a part of the word is typed and no ghost stands there, for that key
    must not bend a word that was finished. Another phrase, and a correction, keep their places, which the least likely
    words make.
    """
    if not suggestions or n < 1:
        return []
    best, others = suggestions[0], list(suggestions[1:])
    longer = next((s for s in others if s.text.startswith(best.text + " ") and not s.replaces), None)
    if longer is not None and (not within_word(best) or ghosts.allow(best)):
        others.remove(longer)
        best = replace(longer, first=best)
    words = [s for s in others if not (" " in s.text or s.replaces)]
    for word in reversed(words[max(0, n - 1 - (len(others) - len(words))) :]):
        others.remove(word)
    return [best, *others][:n]
