"""A text area that draws only the rows that look different now.

The stock widget draws all of its rows anew after every key, for the cursor's sake and again for the grey text's. Here
what each row showed when it was last drawn is kept, and of a refresh remain the rows that show something else.
"""

from __future__ import annotations

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from typeahead.editor.textarea_fixes import FastTextArea


class ChangedRowsArea(FastTextArea):
    """A text area whose refresh costs what has changed."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        self._may_differ = False  # some rows, it is not yet known which
        self._has_colours = False  # the text's are those of the styles as they are
        super().__init__(text, id=id)

    def notify_style_update(self) -> None:
        """Other styles: read the colours again, and draw all rows."""
        self._drawn.clear()
        self._has_colours = False
        super().notify_style_update()

    def _set_dirty(self, *regions: Region) -> None:
        """Without regions all rows are meant: which of them differ is looked for once, before they are drawn."""
        if regions or not self._drawn:
            super()._set_dirty(*regions)
        else:
            self._may_differ = True

    def _check_refresh(self) -> None:
        # Not later: while a layout is under way, whoever asks for a place makes Textual take the new places for the
        # old ones, and what has moved is not drawn where it is now.
        if self._repaint_required:
            self._find_changed()
        super()._check_refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows that changed; the stock method reads all colours from the styles each time."""
        self._find_changed()
        if self._theme and not self._has_colours:
            self._theme.apply_css(self)
            self._has_colours = True
        return ScrollView.render_lines(self, crop)

    def _find_changed(self) -> None:
        if not self._may_differ:
            return
        self._may_differ = False
        size, drawn = self.size, self._drawn
        rows = [
            Region(0, y, size.width, 1)
            for y in range(size.height)
            if (key := self._row_key(y)) is None or drawn.get(y) != key
        ]
        if rows:
            super()._set_dirty(*rows)
