"""A field of one row in a bar at the bottom."""

from __future__ import annotations

from textual import events

from typeahead.editor.widgets.text_field import TextField


class BarField(TextField):
    """An input that runs its own keys in the order typed: if they bubbled, letters could overtake."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, compact=True)
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Letters are the input's; what else is bound here is run at once."""
        if event.is_printable:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, default_namespace=self):
                event.stop()
                event.prevent_default()
                return
