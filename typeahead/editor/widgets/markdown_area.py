"""A text area that shows Markdown as what it is: each character stays, only its look changes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual.document._document import Location
from textual.strip import Strip

from typeahead.editor.hanging import HangingDocument
from typeahead.editor.widgets.changed_rows_area import ChangedRowsArea
from typeahead.text.markdown import blocks
from typeahead.text.markdown.inline import Span
from typeahead.text.markdown.prefix import hang
from typeahead.text.markdown.spans import KINDS, spans
from typeahead.text.markdown.states import LineStates

_FIRST = {"markdown": blocks.START, "commit": blocks.COMMIT}


class MarkdownArea(ChangedRowsArea):
    """Draws headings, emphasis, code, links, lists and quotes, for the rows on the screen alone.

    Attributes:
        dialect: "markdown", "commit" for a commit message, or "" for a text that is neither.
        styled: whether the person wants to see it.
        states: what is open before each line.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"text-area--{kind}" for kind in KINDS}

    def __init__(self, *, id: str | None = None) -> None:
        self.dialect = ""
        self.styled = True
        self.states = LineStates(1, lambda _: "")
        self._row_shift = 0  # by so many cells that row begins further right
        self._columns_drawn: tuple[int, int | None] = (0, None)  # of its line, by the row being drawn
        super().__init__(id=id)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self._read_anew()
        self.lines.on_replaced = self._lines_replaced

    def _wrapping(self) -> HangingDocument:
        return HangingDocument(self.document, self.indent_width, self._hang)

    def _hang(self, line: str, row: int) -> int:
        return hang(line, row) if self.styled and self.dialect else 0

    @property
    def hanging(self) -> HangingDocument:
        """The wrapped document, as what it is here."""
        assert isinstance(self.wrapped_document, HangingDocument)
        return self.wrapped_document

    def _lines_replaced(self, top: Location, bottom: Location, end: Location) -> None:
        self.states.replaced(top[0], bottom[0], end[0])

    def _read_anew(self) -> None:
        document = self.document
        first = _FIRST.get(self.dialect, blocks.START)
        self.states = LineStates(document.line_count, document.get_line, first)

    def show_dialect(self, dialect: str) -> None:
        """The text is Markdown, a commit message, or neither."""
        if dialect != self.dialect:
            self.dialect = dialect
            self._read_anew()
            self._rewrap_and_refresh_virtual_size()

    def show_styles(self, on: bool) -> None:
        """Show Markdown as what it is, or as plain text."""
        self.styled = on
        self._rewrap_and_refresh_virtual_size()

    def _row_key(self, y: int) -> Hashable:
        """What a row shows; what is drawn next is this row."""
        self._columns_drawn = self._columns_of(y)
        return super()._row_key(y)

    def _render_line(self, y: int) -> Strip:
        """Draw a row anew: further rows of an item begin below its text."""
        strip = super()._render_line(y)
        if not self._row_shift:
            return strip
        space = Segment(" " * self._row_shift, self._theme.base_style if self._theme else None)
        width = strip.cell_length
        return Strip.join([Strip([space], self._row_shift), strip]).crop(0, width)

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown, with the styles of the row that is being drawn."""
        text = super().get_line(line_index)
        start, _ = self._columns_drawn
        for each, end, kind in self._row_spans(line_index):
            style = self.get_component_rich_style(f"text-area--{kind}", partial=True)
            text.stylize(style, start + each, start + end)
        return text

    def row_extra(self, line_index: int) -> Hashable:
        """Its styles are part of what a row shows."""
        return self._row_shift, self._row_spans(line_index)

    def _row_spans(self, line_index: int) -> tuple[Span, ...]:
        """The stretches in the row that is being drawn, counted from its start."""
        if not (self.styled and self.dialect):
            return ()
        line = self.document[line_index]
        below = self.document[line_index + 1] if line_index + 1 < self.document.line_count else ""
        found = spans(line, self.states.before(line_index), below)
        start, end = self._columns_drawn
        if not start and end is None:
            return found
        last = len(line) if end is None else end
        return tuple(
            Span(max(each.start, start) - start, min(each.end, last) - start, each.kind)
            for each in found
            if each.start < last and each.end > start
        )

    def _columns_of(self, y: int) -> tuple[int, int | None]:
        row = y + self.scroll_offset.y
        self._row_shift = 0
        if not self.dialect or row >= self.wrapped_document.height:
            return 0, None
        line_index, section = self.wrapped_document._offset_to_line_info[row]
        offsets = self.wrapped_document.get_offsets(line_index)
        start = offsets[section - 1] if section else 0
        self._row_shift = self.hanging.shift(line_index, section)
        return start, offsets[section] if section < len(offsets) else None
