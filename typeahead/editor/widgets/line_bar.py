"""The bar in which one writes a line to go to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from typeahead.editor.widgets.bar_field import BarField
from typeahead.editor.widgets.bottom_bar import BottomBar
from typeahead.editor.widgets.status_bar import Clickable


class LineField(BarField):
    """A line, or a line and a column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.go_to_place", "Go there", show=False),
        Binding("escape", "app.close_bar", "Close", show=False),
    ]


class LineBar(BottomBar):
    """One row."""

    def __init__(self) -> None:
        super().__init__()
        self.place = LineField("line, or line:column")
        self._hint = Static("", classes="count", markup=False)

    def compose(self) -> ComposeResult:
        """A field and its keys."""
        with Horizontal(classes="row"):
            yield Static("Go to", classes="label")
            yield self.place
            with Horizontal(classes="keys"):
                yield self._hint
                yield Clickable("[b]Enter[/b] go", action="app.go_to_place")
                yield Clickable("[b]Esc[/b]", action="app.close_bar")

    def show_hint(self, text: str, *, bad: bool = False) -> None:
        """Say where the cursor is, or what is wrong."""
        self._hint.update(text)
        self._hint.set_class(bad, "-bad")

    @property
    def hint(self) -> str:
        """What it says now."""
        return str(self._hint.content)
