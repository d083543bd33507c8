"""Textual's TextArea with a cost per key that doesn't grow with the document.

Three things in the stock widget (8.2) look at the whole text for every key: `render_line` joins all lines to
see whether the placeholder is due, `wrapped_document.height` sums all lines, and an unmatched bracket is
searched to the end. A row is also drawn anew after every edit; here it is kept while what it shows stays.
Besides, the stock document splits lines at form feeds and other separators, which would not survive saving.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import islice

from rich.text import Text
from textual.cache import LRUCache
from textual.document._document import Document, EditResult, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import TextArea

from typeahead.editor.word_count import count_words

_BRACKET_REACH = 4_000  # characters within which a bracket's partner is looked for
_ROWS_KEPT = 512  # drawn rows: a few screens full

# Control characters would reach the terminal as they are: a picture of each is shown instead (same length).
_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {127: 0x2421}
_PICTURES |= dict.fromkeys(range(128, 160), 0xFFFD)
# And so would what turns a line round: letters would not stand where the cursor is, nor as they are saved.
_PICTURES |= dict.fromkeys((*range(0x2028, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


class LineDocument(Document):
    """A document whose lines end at `\\n` and nowhere else, and that knows how many words it has.

    Attributes:
        words: how many.
        on_replaced: called after each edit with where the text replaced began and ended, and the new one ends.
        removed: the text that the last edit has replaced.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = plain_newlines(text).split("\n")
        self.words = count_words(self._lines)
        self.revision = object()  # another one after each edit: what was found in a text is true of one alone
        self.on_replaced: Callable[[Location, Location, Location], None] | None = None
        self.removed = ""
        self._widths: list[int] | None = None  # in cells, a line each; only kept where lines aren't wrapped
        self._tab_width = 0

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace the text between two locations."""
        self.revision = object()
        # Cutting the last line, the stock widget means its end by the start of a line that isn't there.
        top, bottom = (min(place, self.end) for place in sorted((start, end)))
        replaced_text = self.get_text_range(top, bottom)
        lines = self._lines
        before, after = lines[top[0]][: top[1]], lines[bottom[0]][bottom[1] :]
        new = plain_newlines(text).split("\n")
        new[0] = before + new[0]
        end_location = (top[0] + len(new) - 1, len(new[-1]))
        new[-1] += after
        touched = slice(top[0], bottom[0] + 1)
        self.words += count_words(new) - count_words(lines[touched])
        if self._widths is not None:
            self._widths[touched] = [self._line_width(line) for line in new]
        lines[touched] = new
        self.removed = replaced_text
        if self.on_replaced is not None:
            self.on_replaced(top, bottom, end_location)
        return EditResult(end_location, replaced_text)

    def get_size(self, tab_width: int) -> Size:
        """Width in cells of the longest line, and the number of lines."""
        if self._widths is None or tab_width != self._tab_width:
            self._tab_width = tab_width
            self._widths = [self._line_width(line) for line in self._lines]
        return Size(max(self._widths, default=0), len(self._lines))

    def _line_width(self, line: str) -> int:
        if line.isascii():
            return len(line.expandtabs(self._tab_width))
        return Text(line.expandtabs(self._tab_width), end="").cell_len


class FastWrappedDocument(WrappedDocument):
    """A wrapped document that knows its height without counting."""

    @property
    def height(self) -> int:
        """Rows in all: one entry a row is kept anyway."""
        return len(self._offset_to_line_info)


class FastTextArea(TextArea):
    """A text area for long documents; it shows what the stock one shows."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        self._rows: LRUCache[Hashable, Strip] = LRUCache(_ROWS_KEPT)
        self._drawn: dict[int, Hashable] = {}  # what each row of the widget showed when it was last drawn
        super().__init__(text, id=id, max_checkpoints=10_000, highlight_cursor_line=False)

    @property
    def lines(self) -> LineDocument:
        """The document, as what it is here."""
        assert isinstance(self.document, LineDocument)
        return self.document

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002
        """Use the documents of this module (the stock method creates its own)."""
        self._highlight_query = None
        self.document = LineDocument(text)
        self.wrapped_document = self._wrapping()
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def _wrapping(self) -> FastWrappedDocument:
        """The document as it is wrapped: for a subclass that wraps in its own way."""
        return FastWrappedDocument(self.document, tab_width=self.indent_width)

    def _yield_character_locations(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations(start), _BRACKET_REACH)

    def _yield_character_locations_reverse(self, start: Location) -> Iterable[tuple[str, Location]]:
        return islice(super()._yield_character_locations_reverse(start), _BRACKET_REACH)

    def _recompute_cursor_offset(self) -> None:
        """Where the cursor is drawn; while something long is undone it still stands where there is no line any more.

        The stock `_undo_batch` moves it last, and looks for it before, where the scrollbar comes or goes by that.
        """
        where = min(self.cursor_location, self.document.end)
        self._cursor_offset = self.wrapped_document.location_to_offset(where)

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Wrap anew and draw: the stock method draws only if that makes another number of rows."""
        super()._rewrap_and_refresh_virtual_size()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown: control characters by their pictures, so that none reaches the terminal."""
        return Text(pictured(self.document.get_line(line_index)), end="", no_wrap=True)

    def notify_style_update(self) -> None:
        """Forget all drawn rows: their colours may be others now."""
        self._rows.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw a row, or take it from the rows drawn before."""
        if self.document.line_count == 1 and not self.document[0]:
            self._drawn[y] = None
            return super().render_line(y)  # nothing but the placeholder, and an empty text is quick to join
        key = self._drawn[y] = self._row_key(y)
        if key is None:
            return self._render_line(y)
        strip = self._rows.get(key)
        if strip is None:
            strip = self._rows[key] = self._render_line(y)
        return strip

    def _row_key(self, y: int) -> Hashable:
        """All that a row shows; None for what is always drawn (cursor, selection, bracket)."""
        row = y + self.scroll_offset.y
        try:
            line_index, section = self.wrapped_document._offset_to_line_info[row]
        except IndexError:
            return "", self.size, self._theme.base_style if self._theme else None
        line = self.document[line_index]
        offsets = self.wrapped_document.get_offsets(line_index)
        start = offsets[section - 1] if section else 0
        end = offsets[section] if section < len(offsets) else None
        cursor_row, cursor_column = self.selection.end
        cursor_here = (
            line_index == cursor_row and start <= cursor_column and (end is None or cursor_column <= end)
        )
        bracket = self._matching_bracket_location
        if (
            cursor_here
            or (not self.selection.is_empty and self.selection.contains_line(line_index))
            or (bracket is not None and bracket[0] == line_index)
            or (self.suggestion and line_index == cursor_row and start >= cursor_column)
        ):
            return None
        return (
            line[start:end],
            end is None,
            tuple(self.wrapped_document.get_tab_widths(line_index)) if "\t" in line else (),
            line[:start].count("\t"),
            self.size,
            self.virtual_size.width,
            self.scroll_offset.x,
            self.soft_wrap,
            (line_index, section, self.gutter_width) if self.show_line_numbers else None,
            self._theme.base_style,
            self.row_extra(line_index),
        )

    def row_extra(self, line_index: int) -> Hashable:  # noqa: ARG002
        """What else a line's look depends on: for a subclass whose `get_line` adds styles."""
        return None


def pictured(line: str) -> str:
    """The line with a picture in the place of each control character."""
    return line if line.isprintable() else line.translate(_PICTURES)


def plain_newlines(text: str) -> str:
    """The text with every kind of line end written as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
