"""Whether anything moves on the screen by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp


class Motion:
    """Turns animations off and on; nothing blinks in any case. `TEXTUAL_ANIMATIONS=none` has them off from the start.

    Args:
        app: whose.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app

    @property
    def still(self) -> bool:
        """Whether nothing moves."""
        return self._app.animation_level == "none"

    @still.setter
    def still(self, still: bool) -> None:
        self._app.animation_level = "none" if still else "full"

    def toggle(self) -> None:
        """Off, or on."""
        self._app.applying.change("animation", self.still)
        self._app.say("Nothing moves by itself now." if self.still else "Scrolling glides again.")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        state = "on" if self.still else "off"
        yield SystemCommand(f"Animations: {state}", "Whether scrolling glides", self.toggle)
