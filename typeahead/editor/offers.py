"""The suggestions on offer while a word is typed: shortened as it is typed through, thinned where ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from typeahead.prediction.ghost import GHOSTS
from typeahead.prediction.suggestion import Suggestion

IGNORED_AFTER = 2
"""Keys typed past a suggestion in the line before it makes place for another, unless set otherwise."""


class Offers:
    """What may be taken right now, by the numbers on the screen: what no longer fits is None.

    Attributes:
        ghosts: how likely what stands in the text must be.
        fixed_places: whether a word keeps its number while it stays on offer, until the word that is typed ends.
        ignored_after: keys typed past an offer before it makes place for another, until the word ends; 0 for never.
        lead: which offer leads, counted from 0.
    """

    def __init__(self) -> None:
        self.ghosts = GHOSTS
        self.fixed_places = False
        self.ignored_after = IGNORED_AFTER
        self.lead = 0
        self._offers: list[Suggestion | None] = []
        self._places: dict[str, int] = {}
        self._seen: Counter[str] = Counter()

    def __getitem__(self, index: int) -> Suggestion | None:
        return self._offers[index] if 0 <= index < len(self._offers) else None

    def __bool__(self) -> bool:
        return any(self._offers)

    @property
    def first(self) -> Suggestion | None:
        """The one that leads."""
        return self[self.lead]

    def ghost(self, typed_through: str = "") -> Suggestion | None:
        """What may stand in the text: what is likely enough, or what stands there and was typed through so far."""
        if likely := self.ghosts.of(self.first):
            return likely
        for each in (self.first, self.first and self.first.first):
            if each and typed_through and each.completion == typed_through and not each.replaces:
                return each
        return None

    def restoring(self) -> Suggestion | None:
        """A word with capitals or accents that is as likely as a ghost must be: Tab takes it as well."""
        return next(
            (
                each
                for each in self._offers
                if each and each.restores and self.ghosts.in_word <= each.probability
            ),
            None,
        )

    def taken(self, completion: str) -> Suggestion | None:
        """The offer, or the first word of one, that is taken; None where it is neither."""
        whole = [each for each in self._offers if each]
        words = [each.first for each in whole if each.first]
        return next((each for each in [*whole, *words] if each.completion == completion), None)

    def current(self) -> tuple[Suggestion | None, ...]:
        """All offers by their number, as they stand."""
        return tuple(self._offers)

    def replace(self, suggestions: Sequence[Suggestion], ghost: str = "") -> tuple[Suggestion | None, ...]:
        """Take over new suggestions; a ghost being typed through leads while it is likely enough."""
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
        if self.fixed_places:
            self._offers = in_places(suggestions, self._places)
            self._places = {each.text: place for place, each in enumerate(self._offers) if each}
        self.lead = next((n for n, each in enumerate(self._offers) if each is suggestions[0]), 0)
        return self.current()

    def type_through(self, typed: str) -> None:
        """Shorten what agrees with the typed text, drop the rest; all but the one that leads were passed over.

        A correction of what was typed before does not agree: what it would take the place of has grown.
        """
        self._pass_over()
        self._offers = [
            _typed_through(offer, typed)
            if offer
            and not offer.replaces
            and offer.completion.startswith(typed)
            and len(offer.completion) > len(typed)
            else None
            for offer in self._offers
        ]

    def type_past(self) -> None:
        """Nothing is on offer any more: a letter was typed, and not that of a ghost."""
        self._pass_over()
        self.clear()

    def _pass_over(self) -> None:
        self._seen.update(
            offer.text for place, offer in enumerate(self._offers) if offer and place != self.lead
        )

    def ignored(self) -> tuple[str, ...]:
        """Texts that make place for others within this word."""
        enough = self.ignored_after
        return tuple(text for text, times in self._seen.items() if times >= enough) if enough else ()

    def go_back(self) -> None:
        """Letters were taken back, or another place was gone to: what was typed past may be what is looked for."""
        self._seen.clear()

    def end_word(self) -> None:
        """A word is over: what was ignored in it may be right for the next."""
        self._seen.clear()
        self._places.clear()

    def clear(self) -> None:
        """Nothing is on offer."""
        self._offers = []
        self.lead = 0


def in_places(suggestions: Sequence[Suggestion], places: Mapping[str, int]) -> list[Suggestion | None]:
    """Suggestions by their number: those that have a place keep it, the others fill what is free."""
    staying = {places[each.text]: each for each in suggestions if each.text in places}
    others = (each for each in suggestions if staying.get(places.get(each.text, -1)) is not each)
    slots = [staying.get(place) for place in range(max(len(suggestions), *staying, 0) + 1)]
    slots = [each or next(others, None) for each in slots]
    while slots and slots[-1] is None:
        slots.pop()
    return slots


def _typed_through(offer: Suggestion, typed: str) -> Suggestion:
    first = offer.first
    if first is not None:
        rest = first.completion[len(typed) :]
        first = replace(first, completion=rest) if rest else None
    return replace(offer, completion=offer.completion[len(typed) :], first=first)
