"""Textual's command palette, which closes once, and has what may be suggested again in the order it comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hits, Provider
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input

from typeahead.editor.pauses import PausingApp

_SUGGEST = "Suggest "


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


class Entries(SystemCommandsProvider):
    """Textual's, by title as long as nothing is typed; the latest word refused stands before those of earlier."""

    async def discover(self) -> Hits:
        """All entries."""
        for title, text, run, is_listed in sorted(self.app.get_system_commands(self.screen), key=_place):
            if is_listed:
                yield DiscoveryHit(title, run, help=text)


def _place(command: SystemCommand) -> str:
    """Those that begin alike stay in the order in which they are given."""
    return _SUGGEST if command.title.startswith(_SUGGEST) else command.title


class PaletteApp(PausingApp):
    """An application with such a palette."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Entries}

    def action_command_palette(self) -> None:
        """Everything by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))
