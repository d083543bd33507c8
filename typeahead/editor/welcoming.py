"""The welcome card: shown at the first start, and whenever it is asked for."""

from __future__ import annotations

from textual.css.query import NoMatches

from typeahead.editor.memory import Memory
from typeahead.editor.settings_keys import SettingsApp
from typeahead.editor.widgets.welcome import Welcome


class WelcomingApp(SettingsApp):
    """An application that welcomes a person once."""

    _memory: Memory

    def close_welcome(self) -> bool:
        """Close the welcome and remember that it was seen; False if it isn't open."""
        try:
            self.query_one(Welcome).remove()
        except NoMatches:
            return False
        self._memory.set_welcome_seen()
        return True

    def action_welcome(self) -> None:
        """Show the welcome again."""
        if not self.query(Welcome):
            self.mount(Welcome(self.rebinding.told))
