"""The bar in which one writes what is to be found, and what is to stand in its place."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from typeahead.editor.widgets.bar_field import BarField
from typeahead.editor.widgets.bottom_bar import BottomBar
from typeahead.editor.widgets.status_bar import Clickable
from typeahead.text.finding import Pattern

_KEYS = (
    Binding("down,f3", "app.find_next", "Next", show=False),
    Binding("up,shift+f3,shift+enter", "app.find_previous", "Previous", show=False),
    Binding("f6", "app.replace_all", "Replace all", show=False),
    Binding("f7", "app.find_option('case')", "Case matters", show=False),
    Binding("f8", "app.find_option('regex')", "Regular expression", show=False),
    Binding("tab,shift+tab", "app.other_field", "The other field", show=False),
    Binding("ctrl+z", "app.undo_text", "Undo in the text", show=False),
    Binding("ctrl+y", "app.redo_text", "Redo in the text", show=False),
    Binding("escape", "app.close_bar", "Close", show=False),
)


class FindField(BarField):
    """What is to be found."""

    key_place = "bar"

    BINDINGS: ClassVar[list[BindingType]] = [*_KEYS, Binding("enter", "app.find_next", "Next", show=False)]


class ReplaceField(BarField):
    """What is to stand in its place."""

    key_place = "bar"

    BINDINGS: ClassVar[list[BindingType]] = [
        *_KEYS,
        Binding("enter", "app.replace_one", "Replace this one", show=False),
    ]


class FindBar(BottomBar):
    """One row for finding, and one more for replacing; each of its keys can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.sought, self.template = FindField(), ReplaceField()
        self._case = Clickable("[b]F7[/b] case", action="app.find_option('case')", classes="option")
        self._regex = Clickable("[b]F8[/b] regex", action="app.find_option('regex')", classes="option")
        self._count = Static("", classes="count", markup=False)
        self._second = Horizontal(
            Static("Replace", classes="label"),
            self.template,
            Horizontal(
                Clickable("[b]Enter[/b] this one", action="app.replace_one"),
                Clickable("[b]F6[/b] all", action="app.replace_all"),
                classes="keys",
            ),
            classes="row",
        )

    def compose(self) -> ComposeResult:
        """Two rows."""
        with Horizontal(classes="row"):
            yield Static("Find", classes="label")
            yield self.sought
            with Horizontal(classes="keys"):
                yield self._count
                yield self._case
                yield self._regex
                yield Clickable("[b]↑[/b]", action="app.find_previous")
                yield Clickable("[b]↓[/b]", action="app.find_next")
                yield Clickable("[b]Esc[/b]", action="app.close_bar")
        yield self._second

    @property
    def replacing(self) -> bool:
        """Whether the second row is there."""
        return self._second.display

    @replacing.setter
    def replacing(self, wanted: bool) -> None:
        self._second.display = wanted

    def show_options(self, pattern: Pattern) -> None:
        """Show which are on: in reverse, so that it can be seen without colours."""
        self._case.set_class(pattern.case_sensitive, "-on")
        self._regex.set_class(pattern.regex, "-on")

    def show_count(self, text: str, *, bad: bool = False) -> None:
        """Say which of how many, or that there is none."""
        if text != self.count:  # laying out anew costs more than a letter of the text does
            self._count.update(text)
        self._count.set_class(bad, "-bad")

    @property
    def count(self) -> str:
        """What it says now."""
        return str(self._count.content)

    def other_field(self) -> None:
        """Go from one field to the other."""
        fields = [self.sought, self.template] if self.replacing else [self.sought]
        self.screen.set_focus(fields[-1] if self.screen.focused is self.sought else self.sought)
