"""The line under the text: what may come next, with numbers to take it by and how likely each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from typeahead.editor.messages import OfferChosen, OfferRefused, OffersChanged
from typeahead.prediction.suggestion import Suggestion

_GAP = 3  # cells between two suggestions
_UNLIKELY = 0.01  # such a suggestion gives way to a likelier one behind it
_CORRECTION = "≈"  # stands before what takes the place of what is typed
_HINT = "Alt+number takes one"
_HINT_DIGITS = "A number takes one"
_RIGHT_BUTTON = 3

Hint = tuple[str, str, str]
"""A key, what it does, and the action that a click runs."""


class SuggestionLine(Widget):
    """One row of suggestions; a click takes one, with the right button it is never suggested again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "suggestion-line--key",
        "suggestion-line--first",
        "suggestion-line--detail",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = OffersChanged(())
        self._notice = ""
        self._hints: Sequence[Hint] = ()
        self.take_key = "Tab"
        self._ends: list[
            tuple[int, int, int]
        ] = []  # first and last column of each on the screen, and which it is

    def show(self, offers: OffersChanged) -> None:
        """Show these suggestions."""
        self._shown = offers
        self._hints = ()
        self.refresh()

    def explain(self, notice: str) -> None:
        """Say this while there are no suggestions."""
        self._notice = notice
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether neither suggestions nor a notice stand in it."""
        return not any(self._shown.offers) and not self._notice

    def hint(self, hints: Sequence[Hint]) -> None:
        """Name keys while there is nothing else to show."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render(self) -> Content:
        """What there is to show, whole pieces only."""
        self._ends = []
        if any(self._shown.offers):
            return self._suggestions()
        if self._notice:
            detail = self.get_visual_style("suggestion-line--detail")
            return Content.styled(self._notice, detail).truncate(self.content_size.width, ellipsis=True)
        key = self.get_visual_style("suggestion-line--key")
        detail = self.get_visual_style("suggestion-line--detail")
        return self._joined(
            (at, Content.assemble((name, key), " ", (what, detail)))
            for at, (name, what, _) in enumerate(self._hints)
        )

    def _suggestions(self) -> Content:
        """As many as fit; the first is shortened if even it doesn't fit."""
        detail = self.get_visual_style("suggestion-line--detail")
        width = self.content_size.width
        parts = [(at, self._part(at, offer)) for at, offer in enumerate(self._shown.offers) if offer]
        line = self._joined(self._fitting(parts))
        hint = _HINT_DIGITS if self._shown.digits else _HINT
        space = width - line.cell_length - len(hint)
        if len(self._ends) > 1 and space > _GAP:
            line = Content.assemble(line, " " * space, (hint, detail))
        return line

    def _fitting(self, parts: list[tuple[int, Content]]) -> list[tuple[int, Content]]:
        """Those that fit: the last give way, the unlikely ones first, but never the one that leads."""
        offers, parts = self._shown.offers, list(parts)

        def give_way(part: tuple[int, Content]) -> tuple[bool, bool, int]:
            offer = offers[part[0]]
            return part[0] != self._shown.lead, offer is not None and offer.probability < _UNLIKELY, part[0]

        while len(parts) > 1 and _width(parts) > self.content_size.width:
            parts.remove(max(parts, key=give_way))
        return parts

    def _part(self, at: int, offer: Suggestion) -> Content:
        key = self.get_visual_style("suggestion-line--key")
        detail = self.get_visual_style("suggestion-line--detail")
        leads = at == self._shown.lead
        label = self.take_key if leads and self._shown.tab else str(at + 1)
        odds = percent(offer.probability)
        if offer.first:  # it leads for its first word's sake
            odds = f"{percent(offer.first.probability).removesuffix('%')}/{odds}"
        text = Content(f"{_CORRECTION}{offer.text}" if offer.replaces else offer.text)
        if leads:
            text = text.stylize(self.get_visual_style("suggestion-line--first"))
        room = self.content_size.width - len(label) - 1
        if text.cell_length > room - len(odds) - 1:  # the word matters more than its odds
            return Content.assemble((label, key), " ", text.truncate(max(room, 1), ellipsis=True))
        return Content.assemble((label, key), " ", text, " ", (odds, detail))

    def _joined(self, parts: Iterable[tuple[int, Content]]) -> Content:
        """Pieces beside each other, as many as fit."""
        shown: list[Content] = []
        column = 0
        for at, part in parts:
            if shown and column + part.cell_length > self.content_size.width:
                break
            shown.append(part)
            self._ends.append((column, column + part.cell_length, at))
            column += part.cell_length + _GAP
        return Content(" " * _GAP).join(shown)

    async def on_click(self, event: events.Click) -> None:
        """Take the suggestion under the pointer, or refuse it; or do what the key there does."""
        column = event.get_content_offset_capture(self).x
        at = next((at for start, end, at in self._ends if start - 1 <= column <= end), None)
        if at is None:
            return
        if not any(self._shown.offers):
            await self.app.run_action(self._hints[at][2])
        elif event.button == _RIGHT_BUTTON:
            self.post_message(OfferRefused(at))
        else:
            self.post_message(OfferChosen(at))


def _width(parts: Sequence[tuple[int, Content]]) -> int:
    return sum(part.cell_length + _GAP for _, part in parts) - _GAP


def percent(probability: float) -> str:
    """A probability in whole percent, without pretending to certainty."""
    if probability < 0.01:
        return "<1%"
    return f"{min(round(probability * 100), 99 if probability < 1 else 100)}%"
