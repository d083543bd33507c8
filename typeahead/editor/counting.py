"""Figures of the text for the status line: what is selected, and where the cursor is, for those who want that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.timer import Timer

from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.word_count import count_words

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_AT_ONCE = 200  # rows; of a longer selection nothing is counted for every key
_PAUSE = 0.2  # seconds


class Counting:
    """Counts what is selected and says where the cursor is.

    Args:
        app: whose text.

    Attributes:
        place: whether the status line has the line and column.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._told = {"place": "", "selected": ""}
        self.place = False

    def look(self) -> None:
        """The cursor or the text has changed."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        selection = self._app.area.selection
        row, column = selection.end
        self._tell(place=f"{row + 1}:{column + 1}" if self.place else "")
        if selection.is_empty:
            self._tell(selected="")
        elif abs(selection.end[0] - selection.start[0]) <= _AT_ONCE:
            self._count()
        else:
            self._timer = self._app.later(_PAUSE, self._count)

    def _count(self) -> None:
        self._tell(selected=said_of(self._app.area.selected_text))

    def _tell(self, **figures: str) -> None:
        """Have the status line say this, if it is news: looking for the line takes longer than most keys have."""
        if figures.items() <= self._told.items():
            return
        for bar in self._app.query(StatusBar):
            self._told |= figures
            bar.show_place(self._told["place"])
            bar.show_selection(self._told["selected"])

    def show_place(self, shown: bool) -> None:
        """Have the line and column in the status line, or not."""
        self.place = shown
        self.look()

    def toggle_place(self) -> None:
        """The line and column in the status line, or not."""
        self._app.applying.change("position", not self.place)

    def toggle_line_numbers(self) -> None:
        """Numbers beside the lines, or none."""
        self._app.applying.change("line_numbers", not self._app.area.show_line_numbers)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        numbers = "hide" if self._app.area.show_line_numbers else "show"
        yield SystemCommand(f"Line numbers: {numbers}", "Beside the text", self.toggle_line_numbers)
        place = "hide" if self.place else "show"
        yield SystemCommand(
            f"Line and column: {place}", "Of the cursor, in the status line", self.toggle_place
        )


def said_of(selected: str) -> str:
    """How much is selected."""
    words, characters = count_words([selected]), len(selected)
    return (
        f"{words:,} word{'s' * (words != 1)}, {characters:,} character{'s' * (characters != 1)} selected"
        if selected
        else ""
    )
