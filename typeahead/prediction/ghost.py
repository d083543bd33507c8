"""The ghost: which suggestion stands in the text in grey, and how likely it must be to stand there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


_PASSED = 0.25
"""What was typed past counts as so much as likely: who types fast may not have looked."""


def _with_room(suggestions: Sequence[Suggestion], n: int, passed: Collection[str]) -> list[Suggestion]:
    """So many of more suggestions: others come in the place of what was typed past.

    What leads stays, and what is far likelier than those others.
    """
    lead, *others = suggestions
    others = [each for each in others if not (each.is_phrase and each.text in passed)]
    words = [each for each in others if not (each.is_phrase or each.replaces)]
    words.sort(key=lambda each: each.probability * (_PASSED if each.text in passed else 1.0), reverse=True)
    gone = words[max(0, n - 1 - (len(others) - len(words))) :]
    return [lead, *(each for each in others if each not in gone)][:n]


def arranged(suggestions: Sequence[Suggestion], n: int, passed: Collection[str] = ()) -> list[Suggestion]:
    """The line of n offers made of n + 1 suggestions and as many more as were `passed`, the likeliest first.

    A phrase that the likeliest word begins leads in its place, and costs no other word its own: the word alone is
    taken from it by a key of its own. Another phrase, and what takes the place of what is typed, keep their places,
    which the least likely words make; but a word with capitals that is less likely than such a word gives way to it.
    """
    if not suggestions or n < 1:
        return []
    if passed:
        suggestions = _with_room(suggestions, n + 1, passed)
    best, others = suggestions[0], list(suggestions[1:])
    longer = next((s for s in others if s.begins_with(best)), None)
    if longer is not None:
        others.remove(longer)
        best = replace(longer, first=best)
    words = [s for s in others if not (s.is_phrase or s.replaces)]
    without = words[max(0, n - 1 - (len(others) - len(words))) :]
    capital = others[-1] if others and others[-1].restores else None
    if capital and without and capital.probability <= without[0].probability:
        without = [capital, *without[1:]]
    for each in reversed(without):
        others.remove(each)
    return [best, *others][:n]


def listed(suggestions: Sequence[Suggestion], words: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions where nothing leads in another's place: with the phrase, or else with the word that it hides.

    Args:
        suggestions: as many as are wanted, a phrase among them or not.
        words: as many without a phrase.
    """
    phrase = next((each for each in suggestions if each.is_phrase), None)
    hidden = [each for each in words if each not in suggestions]
    if phrase is None or not hidden:
        return list(suggestions)
    lost = max(each.probability for each in hidden)
    if any(phrase.begins_with(each) for each in hidden):
        lost -= phrase.probability
    return list(suggestions if phrase.saved * phrase.probability > lost else words)
