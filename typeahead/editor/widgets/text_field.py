"""A field of one row, whose cursor stays in sight."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Region
from textual.widgets import Input

from typeahead.editor.textarea_fixes import pictured


class TextField(Input):
    """An input that shows its cursor in a window of another width too; Textual's goes back to the text's start."""

    @property
    def _value(self) -> Text:
        """What is shown: control characters by their pictures, so that none reaches the terminal."""
        return Text(pictured(self.value), no_wrap=True, overflow="ignore", end="")

    def on_resize(self) -> None:
        """Once all is laid out anew."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)
