"""A wrapped document in which a list's item hangs: its further rows begin below its text, not below its sign."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from textual._wrap import compute_wrap_offsets
from textual.document._document import DocumentBase, Location
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset

from typeahead.editor.textarea_fixes import FastWrappedDocument


class HangingDocument(FastWrappedDocument):
    """Wraps as the stock document does, but for the further rows of lines that hang.

    Args:
        document: what is wrapped.
        tab_width: cells of a tab.
        hang: by how many cells a line's further rows are shifted, given the line and the width of a row.
    """

    def __init__(self, document: DocumentBase, tab_width: int, hang: Callable[[str, int], int]) -> None:
        self._hang = hang
        super().__init__(document, tab_width=tab_width)

    def shift(self, line_index: int, section: int) -> int:
        """By how many cells a row of a line is shifted."""
        if not section or not self._width or not self._wrap_offsets[line_index]:
            return 0
        return self._hang(self.document[line_index], self._width)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets, self._tab_width_cache = [], []
        self._line_index_to_offsets, self._offset_to_line_info = [], []
        self._put(0, -1, self.document.lines)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap the lines that an edit has changed."""
        top = min(start[0], len(self._wrap_offsets) - 1, self.document.line_count - 1)
        old_bottom = max(top, min(old_end[0], len(self._wrap_offsets) - 1))
        new_bottom = max(top, min(new_end[0], self.document.line_count - 1))
        self._put(top, old_bottom, self.document.lines[top : new_bottom + 1])

    def _put(self, top: int, bottom: int, lines: list[str]) -> None:
        """These lines take the place of those from `top` to `bottom`."""
        touched = slice(top, bottom + 1)
        rows = self._line_index_to_offsets
        first = rows[top][0] if top < len(rows) else 0
        last = rows[bottom][-1] if bottom >= 0 else -1
        wrapped = [self._wrapped(line) for line in lines]
        self._wrap_offsets[touched] = [offsets for offsets, _ in wrapped]
        self._tab_width_cache[touched] = [tabs for _, tabs in wrapped]
        new_rows: list[list[int]] = []
        info: list[tuple[int, int]] = []
        for index, (offsets, _) in enumerate(wrapped, top):
            count = len(offsets) + 1
            begin = first + len(info)
            new_rows.append(list(range(begin, begin + count)))
            info += [(index, section) for section in range(count)]
        rows[touched] = new_rows
        self._offset_to_line_info[first : last + 1] = info
        if more := len(info) - (last + 1 - first):
            for index in range(
                top + len(lines), len(rows)
            ):  # one by one: a whole new list wakes the collector
                rows[index] = [each + more for each in rows[index]]
        if more := len(lines) - (bottom + 1 - top):
            all_rows = self._offset_to_line_info
            for at in range(first + len(info), len(all_rows)):
                index, section = all_rows[at]
                all_rows[at] = index + more, section

    def _wrapped(self, line: str) -> tuple[list[int], list[int]]:
        """Where the line is broken, and how wide its tabs are."""
        width = self._width
        tabs = get_tab_widths(line, self._tab_width)
        offsets = (
            compute_wrap_offsets(line, width, self._tab_width, precomputed_tab_sections=tabs) if width else []
        )
        if offsets and (hang := self._hang(line, width)):
            begin = offsets[0]
            rest = compute_wrap_offsets(line[begin:], width - hang, self._tab_width)
            offsets = [begin, *(begin + each for each in rest)]
        return offsets, [cells for _, cells in tabs]

    def location_to_offset(self, location: Location) -> Offset:
        """Where on the wrapped page a place is."""
        x, y = super().location_to_offset(location)
        section = bisect_right(self.get_offsets(location[0]), location[1])
        return Offset(x + self.shift(location[0], section), y)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column at so many cells from a row's left edge."""
        section = y_offset if y_offset >= 0 else len(self.get_offsets(line_index)) + 1 + y_offset
        x_offset = max(0, x_offset - self.shift(line_index, section))
        return super().get_target_document_column(line_index, x_offset, y_offset)
