"""A text area in which what is cut, or deleted by words and lines, is a step of its own for undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.document._document import EditResult, Selection

from typeahead.editor.placed_edit import PlacedEdit
from typeahead.editor.widgets.clicking_area import ClickingArea


class CuttingArea(ClickingArea):
    """Cuts and deletes; Textual would take back with it what was deleted or typed over just before."""

    def action_cut(self) -> None:
        """Cut what is selected, or else the line."""
        with self._one_step():
            super().action_cut()

    def action_delete_line(self) -> None:
        """Delete the line, or the lines selected."""
        with self._one_step():
            super().action_delete_line()

    def action_delete_to_start_of_line(self) -> None:
        """Delete what stands left of the cursor in its line."""
        with self._one_step():
            super().action_delete_to_start_of_line()

    def action_delete_to_end_of_line(self) -> None:
        """Delete the rest of the line."""
        with self._one_step():
            super().action_delete_to_end_of_line()

    def action_delete_word_left(self) -> None:
        """Delete the word left of the cursor."""
        with self._one_step():
            super().action_delete_word_left()

    def action_delete_word_right(self) -> None:
        """Delete the word right of it."""
        with self._one_step():
            super().action_delete_word_right()

    @contextmanager
    def _one_step(self) -> Iterator[None]:
        self.history.checkpoint()
        yield
        self.history.checkpoint()

    def _delete_cursor_line(self) -> EditResult | None:
        """Delete lines, and stay in the cursor's column also where that is done again; the stock method goes to 0."""
        if self.read_only:
            return None
        (first, _), (last, column) = sorted(self.selection)
        if last != first and not column:
            last -= 1  # of the last line nothing is selected
        below = self.document[last + 1] if last + 1 < self.document.line_count else ""
        place = Selection.cursor((first, min(column, len(below))))
        return self.edit(PlacedEdit("", (first, 0), (last + 1, 0), False, place))
