"""The keys of the surprise panel and of heat, as the application's actions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from typeahead.editor.heat import Heat
from typeahead.editor.messages import JumpWanted
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.surprise import Surprise


class SurpriseApp(PaletteApp):
    """An application that can show how surprising its text is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "toggle_panel", "Surprise panel", show=False, id="panel"),
        Binding("f3", "third_key", "Heat", show=False),
        Binding("f8", "move_heat(1)", "Heat: fewer words", show=False, id="heat_fewer"),
        Binding("f9", "move_heat(-1)", "Heat: more words", show=False, id="heat_more"),
    ]

    surprise: Surprise
    heat: Heat

    def on_word_chosen(self) -> None:
        """Another word was chosen in the panel: show what was expected instead of it."""
        self.surprise.choose()

    def on_jump_wanted(self, message: JumpWanted) -> None:
        """A word of the panel leads into the text."""
        self.surprise.jump(message.place)

    def action_toggle_panel(self) -> None:
        """Show or hide the surprise panel."""
        self.surprise.toggle()

    def action_visit_panel(self) -> None:
        """Into the surprise panel, or back to the text."""
        self.surprise.go()

    def action_sort_surprise(self) -> None:
        """The most surprising words first, or in the text's order."""
        self.surprise.sort()

    def action_toggle_heat(self) -> None:
        """Colour surprising words, or stop that."""
        self.heat.toggle()

    def action_move_heat(self, bits: int) -> None:
        """Colour fewer words or more."""
        self.heat.move(bits)
