"""Going to a line: what the line bar's keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.editor.widgets.line_bar import LineBar
from typeahead.text.lines import read_place

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp


class Going:
    """Asks for a line, or a line and a column, and moves the cursor there.

    Args:
        app: whose text.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._bar: LineBar | None = None

    async def open(self) -> None:
        """Show the bar."""
        area, bar = self._app.area, self._bar
        if bar is None:
            bar = self._bar = LineBar()
            await self._app.query_one("#sheet").mount(bar, before="#suggestions")
        bar.place.value = ""
        bar.show_hint(f"line {area.cursor_location[0] + 1:,} of {area.document.line_count:,}")
        bar.open()

    def go(self) -> None:
        """Go there; behind the end of the text or of the line is at its end."""
        bar, area = self._bar, self._app.area
        if bar is None:
            return
        place = read_place(bar.place.value)
        if place is None:
            bar.show_hint("no line: 12 or 12:5", bad=True)
            return
        row = min(place[0], area.document.line_count) - 1
        area.move_cursor((row, min(place[1] - 1, len(area.document[row]))), center=True)
        self.close()

    def close(self) -> bool:
        """Hide the bar; False if it isn't open."""
        if self._bar is None or not self._bar.display:
            return False
        self._bar.close(self._app.area)
        return True
