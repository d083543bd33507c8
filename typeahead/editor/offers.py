"""The suggestions on offer while a word is typed: shortened as it is typed through, thinned where ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from typeahead.prediction.suggestion import Suggestion

IGNORED_AFTER = 2  # keys typed past a suggestion in the line before it makes place for another


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
            _typed_through(offer, typed)
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


def _typed_through(offer: Suggestion, typed: str) -> Suggestion:
    first = offer.first
    if first is not None:
        rest = first.completion[len(typed) :]
        first = replace(first, completion=rest) if rest else None
    return replace(offer, completion=offer.completion[len(typed) :], first=first)
