"""Heat: surprising words are coloured in the text, from a threshold that can be moved while one looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.heat_scale import DEFAULT, HIGHEST, LOWEST
from typeahead.editor.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp


class Heat:
    """Turns heat on and off, and says in the status line from how many bits words are coloured.

    Args:
        app: whose text.

    Attributes:
        on: whether words are coloured.
        threshold: from so many bits.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self.on = False
        self.threshold = DEFAULT

    def toggle(self) -> None:
        """Colour surprising words, or stop that."""
        self.on = not self.on
        self._app.surprise.look()
        self._show()
        if self.on:
            self._app.surprise.measuring.touch()

    def move(self, bits: int) -> None:
        """Colour words from so many bits more (fewer words) or less (more words)."""
        if not self.on:
            self._app.say("F3 colours surprising words; then F8 and F9 say how many.")
            return
        self.threshold = min(max(self.threshold + bits, LOWEST), HIGHEST)
        self._show()

    def start_from(self, bits: int) -> None:
        """Colour words from so many bits, now or when heat is turned on."""
        self.threshold = bits
        if self.on:
            self._show()

    def _show(self) -> None:
        self._app.area.show_heat(self.threshold if self.on else None)
        self._app.query_one(StatusBar).show_heat(self.threshold if self.on else None)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        if not self.on:
            yield SystemCommand("Heat", "Colour surprising words in the text (F3)", self.toggle)
            return
        yield SystemCommand("Heat: off", "Words have the text's colour again (F3)", self.toggle)
        yield SystemCommand("Heat: more words", "Colour from one bit less (F9)", lambda: self.move(-1))
        yield SystemCommand("Heat: fewer words", "Colour from one bit more (F8)", lambda: self.move(1))
