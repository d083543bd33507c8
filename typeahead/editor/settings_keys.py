"""An application that obeys a person's settings: its keys are theirs, before anything else sees what is pressed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from typeahead.editor.applying import Applying
from typeahead.editor.keyboard.rebinding import Rebinding
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.themes import THEMES


class SettingsApp(PaletteApp):
    """Whose keys may be others, and whose themes are more than Textual's.

    Attributes:
        applying: what the settings say, made true.
        rebinding: the keys as they are bound now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "settings", "Settings", show=False)]

    applying: Applying

    def __init__(self) -> None:
        super().__init__()
        self.rebinding = Rebinding()
        for theme in THEMES:
            self.register_theme(theme)

    async def on_event(self, event: events.Event) -> None:
        """Take a key for the one that a person has put it in the place of."""
        if isinstance(event, events.Key) and self.rebinding.active and not event.is_forwarded:
            key = self._meant(event.key)
            if key is None:
                return
            if key != event.key:
                event = _pressed(key, event)
        await super().on_event(event)

    def _meant(self, key: str) -> str | None:
        screen, focused = self.screen, self.focused
        if getattr(screen, "takes_keys_as_they_are", False):
            return key
        place: str = getattr(screen, "key_place", "") or getattr(focused, "key_place", "")
        if not screen.is_modal or place:
            return self.rebinding.translate(key, place)
        # A screen in front has keys of its own; only what opens it, and closes it too, may be another.
        meant = self.rebinding.translate(key, "")
        return meant if meant in screen._bindings.key_to_bindings else key

    def action_settings(self) -> None:
        """Show the settings."""
        self.applying.show()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything the keys do, by name, with the keys that do it now."""
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command
        for command in self.own_commands():
            yield (
                command._replace(help=self.rebinding.told(command.help)) if self.rebinding.active else command
            )

    def own_commands(self) -> Iterable[SystemCommand]:
        """The editor's entries of the palette."""
        return ()


def _pressed(key: str, instead_of: events.Key) -> events.Key:
    """A key as if it had been pressed."""
    signs = {"tab": "\t", "enter": "\r", "escape": "\x1b", "space": " "}
    event = events.Key(key, signs.get(key, key if len(key) == 1 else None))
    event.time = instead_of.time
    if instead_of._sender is not None:
        event.set_sender(instead_of._sender)
    return event
