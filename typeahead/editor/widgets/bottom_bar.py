"""A bar under the text that takes the place of the line of suggestions while it is written in."""

from __future__ import annotations

from textual import events
from textual.containers import Vertical
from textual.widget import Widget

from typeahead.editor.widgets.bar_field import BarField
from typeahead.editor.widgets.suggestion_line import SuggestionLine

_SMALL = 64  # columns below which a bar has room for its fields alone


class BottomBar(Vertical):
    """Rows with fields. Made hidden, and kept where it is: `open` and `close` show and hide it."""

    def __init__(self) -> None:
        super().__init__(classes="bar")
        self.display = False

    @property
    def first(self) -> BarField:
        """The field that is written in first."""
        return self.query(BarField).first()

    def on_mount(self) -> None:
        """Follow the focus: suggestions are for who writes in the text."""
        self.watch(self.screen, "focused", self._yield_or_cover, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, keys have to do without their names."""
        self.set_class(event.size.width < _SMALL, "-small")

    def open(self, field: BarField | None = None) -> None:
        """Show it and go to a field; what is typed from now on goes there."""
        self.display = True
        self.screen.set_focus(field or self.first)

    def close(self, back_to: Widget) -> None:
        """Hide it and go back."""
        self.screen.set_focus(back_to)
        self.display = False
        self.screen.query_one(SuggestionLine).display = True

    def _yield_or_cover(self, focused: Widget | None) -> None:
        # Neither, where a prompt or another window has the focus for a while.
        if focused is not None and self.display:
            self.screen.query_one(SuggestionLine).display = self not in focused.ancestors
