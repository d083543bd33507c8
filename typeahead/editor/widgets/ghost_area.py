"""A text area whose ghost text stays within its row: what doesn't fit is cut with a mark, never without."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.strip import Strip
from textual.widgets import TextArea

from typeahead.editor.widgets.listing_area import ListingArea

_CUT = "…"


class GhostArea(ListingArea):
    """Draws no more of the suggestion than there is room for; the line below has all of it.

    Half a word would look like another word, and what stands behind the cursor would be pushed out of sight.
    """

    def _render_line(self, y: int) -> Strip:
        whole = self.suggestion
        fitting = self._fitting() if whole else whole
        if fitting == whole:
            return super()._render_line(y)
        self.set_reactive(TextArea.suggestion, fitting)
        try:
            return super()._render_line(y)
        finally:
            self.set_reactive(TextArea.suggestion, whole)

    def _fitting(self) -> str:
        """The suggestion, as much of it as the cursor's row has room for on the screen."""
        row, column = self.cursor_location
        behind = cell_len(self.document[row][column:])
        taken = self.wrapped_document.location_to_offset((row, column)).x - self.scroll_offset.x + behind
        room = self.scrollable_content_region.size.width - self.gutter_width - taken
        if cell_len(self.suggestion) <= room:
            return self.suggestion
        return set_cell_size(self.suggestion, room - 1).rstrip() + _CUT if room > 1 else ""
