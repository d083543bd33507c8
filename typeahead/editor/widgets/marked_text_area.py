"""A text area that marks what was found in its text."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.style import Style
from rich.text import Text

from typeahead.editor.widgets.markdown_area import MarkdownArea
from typeahead.text.finding import Matches, Span
from typeahead.text.lines import Lines

UNDIMMED = Style(dim=False)
"""What is marked or hot is read, also where Markdown has it in the background."""

_MOST = 1_000  # marks in one row: only a row of a line that isn't wrapped can have more, and few of it are in sight


class MarkedTextArea(MarkdownArea):
    """Draws marks under matches, for the rows on the screen alone; after an edit they are gone until set anew."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-area--match"}

    def __init__(self, *, id: str | None = None) -> None:
        self._matches = Matches()
        self._lines = Lines("")
        self._found_in: object = None  # the revision of the text that the marks are of
        self._columns = (0, 0)  # of its line, that the row being drawn shows
        super().__init__(id=id)

    def mark(self, matches: Matches, lines: Lines) -> None:
        """Mark these in the text, which has these lines now."""
        self._matches, self._lines, self._found_in = matches, lines, self.lines.revision
        self.refresh()

    def unmark(self) -> None:
        """Take all marks away."""
        self._matches, self._lines, self._found_in = Matches(), Lines(""), None
        self.refresh()

    def _row_key(self, y: int) -> Hashable:
        """What a row shows; what is drawn next is this row, with its marks."""
        self._columns = self._shown(y)
        return super()._row_key(y)

    def get_line(self, line_index: int) -> Text:
        """A line with the marks of the row that is being drawn."""
        line = super().get_line(line_index)
        if spans := self._spans(line_index):
            style = self.get_component_rich_style("text-area--match") + UNDIMMED
            for start, end in spans:
                line.stylize(style, start, end)
        return line

    def row_extra(self, line_index: int) -> Hashable:
        """The marks are part of what a row shows."""
        return self._spans(line_index), super().row_extra(line_index)

    def _shown(self, y: int) -> Span:
        row = y + self.scroll_offset.y
        if self._found_in is not self.lines.revision or row >= self.wrapped_document.height:
            return 0, 0
        line_index, section = self.wrapped_document._offset_to_line_info[row]
        offsets = self.wrapped_document.get_offsets(line_index)
        start = offsets[section - 1] if section else 0
        end = offsets[section] if section < len(offsets) else len(self.document[line_index])
        return start, end if self.soft_wrap else min(end, self.scroll_offset.x + self.size.width)

    def _spans(self, line_index: int) -> tuple[Span, ...]:
        start, end = self._columns
        if start == end or self._found_in is not self.lines.revision:
            return ()
        first = self._lines.starts[line_index]
        within = self._matches.within(first + start, first + end)[-_MOST:]
        return tuple((each - first, behind - first) for each, behind in within)
