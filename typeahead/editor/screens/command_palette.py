"""Textual's command palette, which closes once."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.widgets import Input

from typeahead.editor.pauses import PausingApp


class Palette(CommandPalette):
    """Textual 8 dismisses its palette once for each Enter in its queue, and a second time ends the program."""

    _is_dismissed = False

    def on_mount(self) -> None:
        """Nothing blinks here."""
        self.query_one(Input).cursor_blink = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, unless that is under way."""
        if self._is_dismissed:
            return AwaitComplete()
        self._is_dismissed = True
        return super().dismiss(result)


class PaletteApp(PausingApp):
    """An application with such a palette."""

    def action_command_palette(self) -> None:
        """Everything by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))
