"""A field of one row, whose cursor stays in sight."""

from __future__ import annotations

from textual.geometry import Region
from textual.widgets import Input


class TextField(Input):
    """An input that shows its cursor in a window of another width too; Textual's goes back to the text's start."""

    def on_resize(self) -> None:
        """Once all is laid out anew."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)
