"""A text area that underlines words: those of lines that are still as they were when the words were found."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from typeahead.editor.widgets.marked_text_area import MarkedTextArea

_UNDERLINE = Style(underline=True)


@dataclass(frozen=True, slots=True)
class Underlines:
    """Words of one line.

    Attributes:
        line: its text.
        spans: columns of each word.
    """

    line: str
    spans: tuple[tuple[int, int], ...]


class UnderlinedArea(MarkedTextArea):
    """Draws a line under words, without a look at anything but the line being drawn."""

    def __init__(self, *, id: str | None = None) -> None:
        self._underlines: Mapping[int, Underlines] = {}
        super().__init__(id=id)

    def underline(self, words: Mapping[int, Underlines]) -> None:
        """Underline these words, by rows of the text, and no others."""
        if words != self._underlines:
            self._underlines = words
            self.refresh()

    def rows_on_screen(self) -> tuple[int, int]:
        """The first and the last line of the text that can be seen."""
        wrapped = self.wrapped_document
        lowest = wrapped.height - 1
        top = min(max(0, int(self.scroll_offset.y)), lowest)
        bottom = min(top + max(1, self.size.height) - 1, lowest)
        return wrapped._offset_to_line_info[top][0], wrapped._offset_to_line_info[bottom][0]

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown, with its underlines."""
        text = super().get_line(line_index)
        for start, end in self._spans_of(line_index):
            text.stylize(_UNDERLINE, start, end)
        return text

    def row_extra(self, line_index: int) -> Hashable:
        """What a drawn row depends on besides its text."""
        return self._spans_of(line_index), super().row_extra(line_index)

    def _spans_of(self, line_index: int) -> tuple[tuple[int, int], ...]:
        found = self._underlines.get(line_index)
        return found.spans if found is not None and found.line == self.document[line_index] else ()
