"""The line under the text: what may come next, with numbers to take it by and how likely each is."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget

from typeahead.editor.messages import OfferChosen
from typeahead.prediction.ghost import GHOSTS
from typeahead.prediction.suggestion import Suggestion

_GAP = 3  # cells between two suggestions
_CORRECTION = "≈"  # stands before what takes the place of what is typed
_HINT = "Alt+number takes one"


class SuggestionLine(Widget):
    """One row of suggestions; a click takes one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "suggestion-line--key",
        "suggestion-line--first",
        "suggestion-line--detail",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offers: tuple[Suggestion, ...] = ()
        self._notice = ""
        self.ghosts = GHOSTS
        self.take_key = "Tab"
        self._ends: list[tuple[int, int]] = []  # first and last column of each suggestion on the screen

    def show(self, offers: tuple[Suggestion, ...]) -> None:
        """Show these suggestions, the likeliest first."""
        self._offers = offers
        self.refresh()

    def explain(self, notice: str) -> None:
        """Say this while there are no suggestions."""
        self._notice = notice
        self.refresh()

    def render(self) -> Content:
        """As many suggestions as fit, whole; the first is shortened if even it doesn't fit."""
        key = self.get_visual_style("suggestion-line--key")
        first = self.get_visual_style("suggestion-line--first")
        detail = self.get_visual_style("suggestion-line--detail")
        width = self.content_size.width
        self._ends = []
        if not self._offers:
            return Content.styled(self._notice, detail).truncate(width, ellipsis=True)
        parts: list[Content] = []
        column = 0
        for number, offer in enumerate(self._offers, 1):
            label, odds = (
                (self.take_key if number == 1 and self.ghosts.of(offer) is offer else str(number)),
                percent(offer.probability),
            )
            room = width - len(label) - len(odds) - 2
            word = f"{_CORRECTION}{offer.text}" if offer.replaces else offer.text
            text = Content.styled(word, first) if number == 1 else Content(word)
            if number == 1:
                text = text.truncate(max(room, 1), ellipsis=True)
            part = Content.assemble((label, key), " ", text, " ", (odds, detail))
            if number > 1 and column + part.cell_length > width:
                break
            parts.append(part)
            self._ends.append((column, column + part.cell_length))
            column += part.cell_length + _GAP
        line = Content(" " * _GAP).join(parts)
        space = width - line.cell_length - len(_HINT)
        if len(parts) > 1 and space > _GAP:
            line = Content.assemble(line, " " * space, (_HINT, detail))
        return line

    def on_click(self, event: events.Click) -> None:
        """Take the suggestion under the pointer."""
        column = event.get_content_offset_capture(self).x
        for index, (start, end) in enumerate(self._ends):
            if start - 1 <= column <= end:
                self.post_message(OfferChosen(index))


def percent(probability: float) -> str:
    """A probability in whole percent, without pretending to certainty."""
    if probability < 0.01:
        return "<1%"
    return f"{min(round(probability * 100), 99 if probability < 1 else 100)}%"
