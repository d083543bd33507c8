"""The suggestions on offer while a word is typed: shortened as it is typed through, thinned where ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from typeahead.prediction.suggestion import Suggestion

PHRASE_FIRST = 0.6  # of the first word's probability: a phrase that goes on from it at least so likely leads
IGNORED_AFTER = 2  # keys typed past a suggestion in the line before it makes place for another
# Grey text is read whether one wants it or not, so it must be right often enough. A finished word is bent into a
# rarer one below a tenth ("to" into "tool", "was" into "wasn't"); where nothing is typed a guess hides nothing.
GHOST_IN_WORD = 0.10
GHOST_NEXT_WORD = 0.02


def likely_enough(offer: Suggestion | None) -> bool:
    """Whether an offer may stand in the text as a ghost and be taken by Tab; by its number it always may."""
    if offer is None or offer.replaces:
        return False  # what is typed is changed only when asked by number
    within_word = len(offer.completion) < len(offer.text)
    return offer.probability >= (GHOST_IN_WORD if within_word else GHOST_NEXT_WORD)


class Offers:
    """What may be taken right now, by the numbers on the screen: what no longer fits is None."""

    def __init__(self) -> None:
        self._offers: list[Suggestion | None] = []
        self._seen: Counter[str] = Counter()

    def __getitem__(self, index: int) -> Suggestion | None:
        return self._offers[index] if 0 <= index < len(self._offers) else None

    def __bool__(self) -> bool:
        return any(self._offers)

    def current(self) -> tuple[Suggestion | None, ...]:
        """All offers by their number, as they stand."""
        return tuple(self._offers)

    def replace(self, suggestions: Sequence[Suggestion], ghost: str = "") -> tuple[Suggestion, ...]:
        """Take over new suggestions; a ghost being typed through stays first while it is likely enough."""
        suggestions = _phrase_first(suggestions)
        kept = next((s for s in suggestions if ghost and s.completion == ghost and not s.replaces), None)
        best = suggestions[0] if suggestions else None
        if (
            kept
            and best
            and not best.completion.startswith(ghost)
            and kept.probability * 2 >= best.probability
        ):
            suggestions = [kept, *(s for s in suggestions if s is not kept)]
        self._offers = list(suggestions)
        return tuple(suggestions)

    def type_through(self, typed: str) -> None:
        """Shorten what agrees with the typed text, drop the rest; what was passed over is ignored once.

        A correction of what was typed before does not agree: what it would take the place of has grown.
        """
        for offer in self._offers[1:]:
            if offer is not None:
                self._seen[offer.text] += 1
        self._offers = [
            replace(offer, completion=offer.completion[len(typed) :])
            if offer
            and not offer.replaces
            and offer.completion.startswith(typed)
            and len(offer.completion) > len(typed)
            else None
            for offer in self._offers
        ]

    def ignored(self) -> tuple[str, ...]:
        """Texts not to be offered again within this word."""
        return tuple(text for text, times in self._seen.items() if times >= IGNORED_AFTER)

    def end_word(self) -> None:
        """A word is over: what was ignored in it may be right for the next."""
        self._seen.clear()

    def clear(self) -> None:
        """Nothing is on offer."""
        self._offers = []


def _phrase_first(suggestions: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """The phrase that the likeliest word begins goes before it where it is nearly as likely."""
    if not suggestions:
        return suggestions
    best = suggestions[0]
    longer = next((s for s in suggestions[1:] if s.text.startswith(best.text + " ")), None)
    if longer is None or longer.probability < PHRASE_FIRST * best.probability:
        return suggestions
    return [longer, *(s for s in suggestions if s is not longer)]
