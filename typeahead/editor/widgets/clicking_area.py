"""A text area in which two clicks select a word, and three a line."""

from __future__ import annotations

import re

from textual import events
from textual.widgets.text_area import Selection

from typeahead.editor.widgets.around_cursor import AroundCursor

_WORD = re.compile(r"\w+(?:['’]\w+)*")


class ClickingArea(AroundCursor):
    """Selects by the mouse as other editors do; Textual's area only places the cursor."""

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked twice, or three times."""
        if event.button != 1 or event.chain < 2:
            return
        row, column = self.get_target_document_location(event)
        line = self.document[row]
        if event.chain == 2:
            found = next((each for each in _WORD.finditer(line) if each.start() <= column < each.end()), None)
            start, end = found.span() if found else (column, column)
        else:
            start, end = 0, len(line)
        self.selection = Selection((row, start), (row, end))
        self.record_cursor_width()
